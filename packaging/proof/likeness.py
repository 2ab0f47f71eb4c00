"""How alike two folders of pictures are; run by a Python that has numpy and PySide6.

likeness.py A B prints as JSON, for each picture, the mean difference of brightness, 0 to 255, of
both made small. What moves in live pictures (times, rows, vehicles) hardly counts then; a missing
font, icon, map or tab does.
"""

import json
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

WIDTH, HEIGHT = 160, 100


def small(path: Path) -> np.ndarray:
    """Brightness, (HEIGHT, WIDTH) float."""
    image = QImage(str(path))
    if image.isNull():
        sys.exit(f"{path.name} is no picture")
    ratio, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    image = image.scaled(WIDTH, HEIGHT, ratio, smooth).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, image.bytesPerLine())
    return rows[:, :WIDTH].astype(float)


first, second = (Path(name) for name in sys.argv[1:3])
names = sorted(path.name for path in first.glob("*.png"))
if names != sorted(path.name for path in second.glob("*.png")) or not names:
    sys.exit(f"not the same pictures: {names}")
print(json.dumps({n: float(np.abs(small(first / n) - small(second / n)).mean()) for n in names}))
