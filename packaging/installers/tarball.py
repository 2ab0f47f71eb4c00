"""A tarball for any Linux: starts from where it lies, or is put into a home by a script."""

from __future__ import annotations

import lzma
import platform
import shutil
import tarfile
from pathlib import Path

from installers import linux, workshop
from installers.commands import fresh
from installers.product import PACKAGING, Product


def build(product: Product, python: Path, output: Path) -> Path:
    """The tarball in *output*.

    Raises:
        BuildError: a step failed.
    """
    made = workshop.bundle(product, python, name="bundle-portable")
    return pack(product, made, output)


def pack(product: Product, made: workshop.Bundle, output: Path) -> Path:
    root = fresh(workshop.BUILD / "tar")
    top = f"{product.name}-{product.version}"
    linux.lay_out(root, product, made, prefix=top)
    for name in ("install.sh", "README.txt"):
        text = linux.fill(PACKAGING / "tar" / name, product)
        linux.put(root / top / name, text, 0o755 if name.endswith(".sh") else 0o644)
    shutil.copy(PACKAGING.parent / "LICENSE", root / top / "LICENSE")
    linux.settle(root, product.moment)
    output.mkdir(parents=True, exist_ok=True)
    file = output / f"{top}-linux-{platform.machine()}.tar.xz"
    preset = 0 if workshop.is_quick else 6
    with (
        lzma.open(file, "wb", preset=preset) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in [root / top, *sorted((root / top).rglob("*"))]:
            tar.add(path, path.relative_to(root), recursive=False, filter=_nobodys)
    workshop.check_package_size(file)
    return file


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry
