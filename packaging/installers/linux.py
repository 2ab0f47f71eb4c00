"""What every Linux package holds besides the program: menu entry, metadata, icons, manual page.

Texts with @NAMES@ lie in `packaging/linux`; they are filled in with the product's facts.
"""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from installers import icons, inventory
from installers.product import DRAWING, PACKAGING, Product
from installers.workshop import Bundle

TEXTS = PACKAGING / "linux"


def fill(template: Path, product: Product, *, xml: bool = False, **more: str) -> str:
    """The text of *template* with every @NAME@ replaced.

    Raises:
        ValueError: a name is left that means nothing.
    """
    keep = escape if xml else str
    facts = {
        "NAME": product.name,
        "TITLE": product.title,
        "VERSION": product.version,
        "SUMMARY": product.summary,
        "LICENCE": product.licence,
        "APP_ID": product.app_id,
        "MAINTAINER": product.maintainer,
        "MAINTAINER_NAME": product.maintainer.partition(" <")[0],
        "HOMEPAGE": product.homepage,
        "DAY": product.day,
        "KEYWORDS": "".join(f"{word};" for word in product.keywords),
        "CATEGORIES": "".join(f"{word};" for word in product.categories),
    }
    text = template.read_text(encoding="utf-8")
    for name, value in facts.items():
        text = text.replace(f"@{name}@", keep(value))
    for name, value in more.items():
        text = text.replace(f"@{name}@", value)
    if left := [word for word in text.split() if word.startswith("@") and word.endswith("@")]:
        raise ValueError(f"{template.name} asks for {left[0]}")
    return text


def lay_out(root: Path, product: Product, made: Bundle, *, prefix: str = "usr") -> None:
    """The whole tree of a package below *root*: the program in PREFIX/lib, the rest in PREFIX."""
    base = root / prefix
    home = base / "lib" / product.name
    home.parent.mkdir(parents=True)
    shutil.copytree(made.folder, home, symlinks=True)
    (base / "bin").mkdir()
    (base / "bin" / product.name).symlink_to(f"../lib/{product.name}/{product.name}")
    share = base / "share"
    entry = fill(TEXTS / "facespace-desk.desktop", product)
    put(share / "applications" / f"{product.name}.desktop", entry)
    paragraphs = "\n".join(f"    <p>{escape(text)}</p>" for text in product.description)
    metadata = fill(TEXTS / "metainfo.xml", product, xml=True, DESCRIPTION=paragraphs)
    put(share / "metainfo" / f"{product.app_id}.metainfo.xml", metadata)
    _put_icons(share / "icons" / "hicolor", product, made)
    manual = fill(TEXTS / "facespace-desk.1", product)
    put_gz(share / "man" / "man1" / f"{product.name}.1.gz", manual)
    documents = share / "doc" / product.name
    put_gz(documents / "changelog.gz", (PACKAGING / "CHANGELOG.md").read_text(encoding="utf-8"))
    third_party = home / "_internal" / inventory.FOLDER
    for name in (inventory.LIST, inventory.LIBRARIES, inventory.BILL):
        shutil.copy(third_party / name, documents / name)


def _put_icons(hicolor: Path, product: Product, made: Bundle) -> None:
    drawn = icons.draw(made.work.parent / "icons", made.python)
    for size in icons.LINUX_SIZES:
        folder = hicolor / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        shutil.copy(drawn / f"{size}.png", folder / f"{product.name}.png")
    scalable = hicolor / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(DRAWING, scalable / f"{product.name}.svg")


def put(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def put_gz(path: Path, text: str) -> None:
    """Compressed without a time, so that it is the same each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def settle(root: Path, moment: int) -> None:
    """Modes and times as a package has them, whatever the umask and the clock say."""
    for path in [root, *sorted(root.rglob("*"))]:
        if not path.is_symlink():
            runs = path.is_dir() or _runs(path)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _runs(path: Path) -> bool:
    """Programs and scripts are run; libraries are only read."""
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] == b"#!":
        return os.access(path, os.X_OK)
    return start == b"\x7fELF" and ".so" not in path.name
