"""Draws the icon in many sizes; run by the Python of the bundle's environment, which has Qt.

draw_icons.py DRAWING FOLDER SIZE ... writes FOLDER/SIZE.png.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

drawing, folder, sizes = sys.argv[1], Path(sys.argv[2]), map(int, sys.argv[3:])
app = QGuiApplication([])
renderer = QSvgRenderer(drawing)
for size in sizes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    if not image.save(str(folder / f"{size}.png")):
        sys.exit(f"{size}.png could not be written")
