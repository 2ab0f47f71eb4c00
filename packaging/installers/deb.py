"""The .deb: the frozen program against the libraries of Debian and Ubuntu, named in Depends."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from installers import linux, workshop
from installers.commands import fresh, need, run
from installers.errors import BuildError
from installers.product import PACKAGING, Product

TEXTS = PACKAGING / "deb"
# Loaded by name at run time, which no link says: window systems, OpenGL, certificates of TLS.
BY_NAME = ("libegl1", "libgl1", "libwayland-client0", "libwayland-cursor0", "libxkbcommon-x11-0")
# Debian 13 and Ubuntu 24.04 renamed what holds times.
RENAMED = {
    "libssl3": "libssl3t64",
    "libglib2.0-0": "libglib2.0-0t64",
    "libreadline8": "libreadline8t64",
}
RECOMMENDS = (
    "libgl1-mesa-dri",
    "gnome-keyring | kwalletmanager | keepassxc",
    "xdg-desktop-portal",
    "ca-certificates",
)


def build(product: Product, python: Path, output: Path) -> Path:
    """The package in *output*.

    Raises:
        BuildError: a step failed, or lintian found an error.
    """
    dpkg_deb = need("dpkg-deb", "dpkg")
    need("dpkg-shlibdeps", "dpkg-dev")
    made = workshop.bundle(product, python, name="bundle-system", system_libraries=True)
    return pack(product, made, output, dpkg_deb)


def pack(product: Product, made: workshop.Bundle, output: Path, dpkg_deb: str) -> Path:
    root = fresh(workshop.BUILD / "deb")
    linux.lay_out(root, product, made)
    _documents(root, product)
    linux.settle(root, product.moment)
    depends = _depends(root, product)
    _control(root, product, depends)
    linux.settle(root / "DEBIAN", product.moment)
    for script in (root / "DEBIAN").glob("post*"):
        script.chmod(0o755)
    output.mkdir(parents=True, exist_ok=True)
    file = output / f"{product.name}_{product.version}-1_{architecture()}.deb"
    more = {"SOURCE_DATE_EPOCH": str(product.moment)}
    packing = ["-Znone"] if workshop.is_quick else ["-Zxz"]
    run([dpkg_deb, *packing, "--root-owner-group", "--build", root, file], more=more)
    workshop.check_package_size(file)
    if not workshop.is_quick:
        check(file, root)
    return file


def architecture() -> str:
    return run(["dpkg", "--print-architecture"]).strip()


def _documents(root: Path, product: Product) -> None:
    documents = root / "usr" / "share" / "doc" / product.name
    notice = (PACKAGING.parent / "LICENSE").read_text(encoding="utf-8").strip()
    own = "\n".join(f" {line}" if line.strip() else " ." for line in notice.splitlines())
    linux.put(documents / "copyright", linux.fill(TEXTS / "copyright", product, NOTICE=own))
    entry = linux.fill(TEXTS / "changelog", product, MAIL_DATE=product.mail_date)
    linux.put_gz(documents / "changelog.Debian.gz", entry)
    overrides = root / "usr" / "share" / "lintian" / "overrides" / product.name
    linux.put(overrides, linux.fill(TEXTS / "lintian-overrides", product))


def _depends(root: Path, product: Product) -> str:
    """What the machine code is linked against, by package, and what is loaded by name."""
    place = fresh(workshop.BUILD / "shlibdeps")
    (place / "debian").mkdir()
    control = f"Source: {product.name}\n\nPackage: {product.name}\nArchitecture: any\n"
    (place / "debian" / "control").write_text(control, encoding="utf-8")
    libraries = [path for path in (root / "usr" / "lib").rglob("*") if _is_machine_code(path)]
    folders = sorted({path.parent for path in libraries if ".so" in path.name})
    options = ["--ignore-missing-info", "-O", *(f"-l{folder}" for folder in folders)]
    command = ["dpkg-shlibdeps", *options, *(f"-e{path}" for path in sorted(libraries))]
    told = run(command, cwd=place, log=workshop.BUILD / "shlibdeps.log")
    found = re.search(r"^shlibs:Depends=(.*)$", told, re.M)
    if found is None:
        raise BuildError("dpkg-shlibdeps named no packages")
    return ", ".join(with_renamed([*found[1].split(", "), *BY_NAME]))


def with_renamed(needs: list[str]) -> list[str]:
    """*needs* in order, each package once, with its new name first where it has one."""
    by_name: dict[str, str] = {}
    for need_ in needs:
        name, _, version = need_.partition(" ")
        if name not in by_name or version:
            by_name[name] = f" {version}" if version else ""
    return [
        f"{RENAMED[name]}{version} | {name}{version}" if name in RENAMED else f"{name}{version}"
        for name, version in sorted(by_name.items())
    ]


def _is_machine_code(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _control(root: Path, product: Product, depends: str) -> None:
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    size_kb = sum(path.stat().st_size for path in files) // 1024
    paragraphs = "\n .\n".join(_folded(text) for text in product.description)
    text = linux.fill(
        TEXTS / "control",
        product,
        ARCHITECTURE=architecture(),
        SIZE=str(size_kb),
        DEPENDS=depends,
        RECOMMENDS=", ".join(RECOMMENDS),
        DESCRIPTION=paragraphs,
    )
    linux.put(root / "DEBIAN" / "control", text)
    sums = []
    for path in sorted(files):
        name = path.relative_to(root).as_posix()
        digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
        sums.append(f"{digest}  {name}\n")
    linux.put(root / "DEBIAN" / "md5sums", "".join(sums))
    shutil.copy(TEXTS / "postrm", root / "DEBIAN" / "postrm")


def _folded(text: str) -> str:
    """A paragraph of a control file: lines of at most 78 characters, each after a blank."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) > 76:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join(f" {line}" for line in [*lines, line])


def check(file: Path, root: Path) -> None:
    """Ask the tools that are here about *file* and the tree in it; those missing are named.

    Raises:
        BuildError: one found an error.
    """
    share = root / "usr" / "share"
    lintian = ["--fail-on", "error", "--tag-display-limit", "0"]
    if os.geteuid() == 0:
        lintian.append("--allow-root")
    questions: tuple[list[str | Path], ...] = (
        ["lintian", *lintian, file],
        ["desktop-file-validate", *(share / "applications").iterdir()],
        ["appstreamcli", "validate", "--no-net", *(share / "metainfo").iterdir()],
    )
    for question in questions:
        if shutil.which(str(question[0])) is None:
            print(f"{question[0]} is not here: the package was not checked by it.")
            continue
        said = run(question, log=workshop.BUILD / f"{question[0]}.log").strip()
        print(f"{question[0]}: {said or 'nothing'}")
