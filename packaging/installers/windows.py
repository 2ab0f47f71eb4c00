"""The installer of Windows: the frozen folder in an Inno Setup program. Runs on Windows only.

It is for x64 alone: not all libraries publish wheels for ARM, and Windows on ARM runs this one.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

from installers import icons, workshop
from installers.commands import fresh, need, run
from installers.errors import BuildError, ToolMissing
from installers.product import PACKAGING, Product

SCRIPT = PACKAGING / "windows" / "facespace-desk.iss"
VERSION_RESOURCE = PACKAGING / "windows" / "version.txt"
SIGN = "FSD_SIGN_COMMAND"  # such as: signtool sign /fd sha256 /tr URL /td sha256 /n NAME $f


def build(product: Product, python: Path, output: Path) -> Path:
    """The installer in *output*, signed when the environment says with what.

    Raises:
        BuildError: a step failed, or this is no Windows.
    """
    if sys.platform != "win32":
        raise ToolMissing("The installer for Windows is built on Windows.")
    if sysconfig.get_platform() != "win-amd64":
        raise ToolMissing("This takes a Python for x64, which Windows on ARM runs as well.")
    compiler = need("iscc", "Inno Setup 6, and put its folder on PATH")
    place = fresh(workshop.BUILD / "windows")
    drawn = icons.draw(place / "icons", workshop.prepared(python))
    resource = place / "version.txt"
    resource.write_text(version_resource(product), encoding="utf-8")
    more = {
        "FSD_ICON": str(icons.write_ico(drawn, place / f"{product.name}.ico")),
        "FSD_VERSION_FILE": str(resource),
    }
    made = workshop.bundle(product, python, name="bundle-windows", more=more)
    output.mkdir(parents=True, exist_ok=True)
    name = f"{product.name}-{product.version}-windows-x64"
    facts = {
        "Name": product.name,
        "Title": product.title,
        "Version": product.version,
        "Publisher": product.maintainer.partition(" <")[0],
        "Homepage": product.homepage,
        "Folder": made.folder,
        "Licence": PACKAGING.parent / "LICENSE",
        "Icon": more["FSD_ICON"],
        "Output": output,
        "File": name,
    }
    defined = [f"/D{key}={value}" for key, value in facts.items()]
    if command := os.environ.get(SIGN):
        defined += ["/DSigned=1", f"/Sown={command}"]
    run([compiler, "/Qp", *defined, SCRIPT], log=workshop.BUILD / "windows.log")
    file = output / f"{name}.exe"
    if not file.is_file():
        raise BuildError(f"Inno Setup left no {file.name}")
    workshop.check_package_size(file)
    return file


def version_resource(product: Product) -> str:
    """What Windows shows of a file's properties, in the form that PyInstaller reads."""
    numbers = tuple(int(part) for part in product.version.split(".")[:3])
    text = VERSION_RESOURCE.read_text(encoding="utf-8")
    facts = {
        "NUMBERS": repr((*numbers, 0)),
        "VERSION": product.version,
        "TITLE": product.title,
        "SUMMARY": product.summary,
        "PUBLISHER": product.maintainer.partition(" <")[0],
        "NAME": product.name,
    }
    for name, value in facts.items():
        text = text.replace(f"@{name}@", value)
    return text
