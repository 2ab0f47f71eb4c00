"""The .rpm, from the portable bundle: libraries have other names from one family to the next."""

from __future__ import annotations

import platform
import re
import shutil
from pathlib import Path

from installers import linux, workshop
from installers.commands import fresh, need, run
from installers.errors import BuildError
from installers.product import PACKAGING, Product

TEMPLATE = PACKAGING / "rpm" / "facespace-desk.spec"
# Loaded by name at run time, which no link says.
BY_NAME = ("libEGL.so.1", "libGL.so.1", "libwayland-client.so.0")
# What a desktop has under the same name in every family; all else must come along.
EVERYWHERE = re.compile(
    r"(lib(c|m|dl|pthread|rt|resolv|util|EGL|GL|GLX|OpenGL|drm|xcb)|libwayland-[a-z]+)\.so\.\d+$"
)


def build(product: Product, python: Path, output: Path) -> Path:
    """The package in *output*.

    Raises:
        BuildError: a step failed.
    """
    need("rpmbuild", "rpm-build (on Debian: rpm)")
    need("objdump", "binutils")
    made = workshop.bundle(product, python, name="bundle-portable")
    return pack(product, made, output)


def pack(product: Product, made: workshop.Bundle, output: Path) -> Path:
    top = fresh(workshop.BUILD / "rpm")
    tree = top / "tree"
    linux.lay_out(tree, product, made)
    shutil.copy(
        PACKAGING.parent / "LICENSE", tree / "usr" / "share" / "doc" / product.name / "LICENSE"
    )
    linux.settle(tree, product.moment)
    needs = requirements(made.folder)
    if missing := [name for name in needs if not EVERYWHERE.match(name)]:
        raise BuildError(f"The bundle asks for what it does not bring: {', '.join(missing)}")
    spec = top / f"{product.name}.spec"
    text = linux.fill(
        TEMPLATE,
        product,
        REQUIRES="\n".join(f"Requires: {name}()(64bit)" for name in needs),
        DESCRIPTION="\n\n".join(product.description),
        TREE=str(tree),
    )
    spec.write_text(text, encoding="utf-8")
    defined = ["--define", f"_topdir {top}", "--define", "use_source_date_epoch_as_buildtime 1"]
    defined += ["--define", "_build_id_links none", "--define", "_buildhost localhost"]
    effort = 1 if workshop.is_quick else 19
    defined += ["--define", f"_binary_payload w{effort}.zstdio"]
    more = {"SOURCE_DATE_EPOCH": str(product.moment)}
    run(["rpmbuild", "-bb", *defined, spec], more=more, log=workshop.BUILD / "rpm.log")
    found = sorted((top / "RPMS").rglob("*.rpm"))
    if len(found) != 1:
        raise BuildError(f"rpmbuild left {len(found)} packages")
    output.mkdir(parents=True, exist_ok=True)
    file = Path(shutil.copy(found[0], output / found[0].name))
    workshop.check_package_size(file)
    return file


def requirements(folder: Path) -> list[str]:
    """Names of libraries that the machine code in *folder* asks for and does not bring."""
    files = [path for path in folder.rglob("*") if path.is_file() and _is_machine_code(path)]
    brought = {path.name for path in folder.rglob("*")}
    needed = set(BY_NAME)
    for path in files:
        needed |= set(re.findall(r"^\s+NEEDED\s+(\S+)$", run(["objdump", "-p", path]), re.M))
    if platform.machine() == "x86_64":
        needed -= {"ld-linux-x86-64.so.2"}
    return sorted(needed - brought)


def _is_machine_code(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
