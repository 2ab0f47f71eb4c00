"""What a bundle is made of: a list for people, the licences, and a CycloneDX bill of materials.

Python packages are known by their metadata, which the bundle carries; a library is known by the
wheel or the package of the distribution that its file came from, as PyInstaller says. The sums are
of the files as they came, before `strip` or a signature changed some.
"""

from __future__ import annotations

import csv
import hashlib
import json
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

from installers import inside
from installers.commands import run
from installers.errors import BuildError
from installers.product import PACKAGING, ROOT, Product

Table = Iterable[tuple[str, str, str]]  # PyInstaller's: path in the bundle, source, kind

FOLDER = "facespace_desk/resources/third-party"  # in the bundle
LIST, TEXTS, LIBRARIES, BILL = "list.txt", "licences.txt", "libraries.txt", "sbom.cdx.json"
BUILDER = "pyinstaller"  # its loader begins the program; its licence allows any use of that
LICENCE_FILES = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
NAMES = {  # where a package says its licence in words of its own
    "apsw-sqlite3mc": "Zlib AND MIT",
    "google-re2": "BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only",  # of the three that it offers
    "shiboken6": "LGPL-3.0-only",
}
COMMON = {  # texts that those who refer to them do not bring; of a version "or later", version 3
    "Apache-2.0": "Apache-2.0.txt",
    "LGPL": "LGPL-3.0.txt",
    "GPL": "GPL-3.0.txt",  # the LGPL adds to it
}


@dataclass(frozen=True)
class Part:
    """Something that others made. *kind* is pypi, deb or generic, as in a package URL.

    What came in the file of another package names that as its *holder*, and has no version.
    """

    name: str
    version: str
    licence: str
    kind: str
    texts: tuple[Path, ...] = ()
    holder: Part | None = None

    @property
    def title(self) -> str:
        """As people read it: "httpx 0.28.1", "x264 in av 18.1.0"."""
        where = f"in {self.holder.title}" if self.holder else self.version
        return f"{self.name} {where}"

    @property
    def url(self) -> str:
        if self.holder:
            return f"{self.holder.url}#{self.name}"
        spelt = re.sub(r"[-_.]+", "-", self.name).lower() if self.kind == "pypi" else self.name
        family = "debian/" if self.kind == "deb" else ""
        return f"pkg:{self.kind}/{family}{spelt}@{self.version}".replace("+", "%2B")


@dataclass(frozen=True)
class Library:
    """A file of machine code in the bundle, and the part that it belongs to."""

    path: str
    size: int
    sha256: str
    part: Part


def write(
    product: Product, target: Path, table: Table, modules: Table
) -> list[tuple[str, str, str]]:
    """Write the four files into *target*; what adds them to a bundle.

    *table* is what the bundle will hold as files, *modules* what it will hold as Python modules.
    To be called by the Python of the bundle's environment.

    Raises:
        BuildError: the bundle holds something that the console does not ask for.
    """
    site = Path(sysconfig.get_path("platlib"))
    shipped = {_normal(dist.name): dist for dist in _metadata_in(table)}
    owners = _owners(site)
    _check_leaks(modules, site, owners, shipped)
    parts = {name: _of_wheel(dist) for name, dist in shipped.items() if name != product.name}
    libraries = sorted(_libraries(table, site, owners, parts), key=lambda library: library.path)
    system = {
        library.part.name: library.part for library in libraries if library.part.kind == "deb"
    }
    held = {library.part.url: library.part for library in libraries if library.part.holder}
    everything = [
        _python(),
        *_fixed_parts(parts),
        *(parts[name] for name in sorted(parts)),
        *(held[url] for url in sorted(held)),
        *(system[name] for name in sorted(system)),
    ]
    texts = {
        LIST: _list(product, everything),
        TEXTS: _texts(everything),
        LIBRARIES: _library_list(libraries),
        BILL: json.dumps(_bill(product, everything, libraries), indent=1) + "\n",
    }
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8")
    return [(f"{FOLDER}/{name}", str(target / name), "DATA") for name in texts]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _metadata_in(table: Table) -> Iterator[Distribution]:
    """The packages whose metadata comes along, from where it was found."""
    files = {Path(source) for name, source, _kind in table if Path(name).name == "METADATA"}
    return (PathDistribution(file.parent) for file in sorted(files))


def _owners(site: Path) -> dict[str, str]:
    """Files of the environment, relative to its packages: the distribution that brought each."""
    found: dict[str, str] = {}
    for record in site.glob("*.dist-info/RECORD"):
        name = _normal(record.parent.name.partition("-")[0])
        with record.open(encoding="utf-8", newline="") as lines:
            found.update((row[0], name) for row in csv.reader(lines) if row)
    return found


def _check_leaks(
    modules: Table, site: Path, owners: dict[str, str], shipped: dict[str, Distribution]
) -> None:
    """Raises BuildError: modules of packages came along that the console does not depend on."""
    leaked: dict[str, set[str]] = {}
    for name, source, _kind in modules:
        if Path(source).is_relative_to(site):
            owner = owners.get(Path(source).relative_to(site).as_posix(), "no package")
            if owner not in shipped and owner != BUILDER:
                leaked.setdefault(owner, set()).add(name)
    if leaked:
        told = "; ".join(
            f"{owner} ({', '.join(sorted(names)[:3])})" for owner, names in leaked.items()
        )
        raise BuildError(f"In the bundle, but no dependency of the console: {told}")


def _of_wheel(dist: Distribution) -> Part:
    facts = dist.metadata
    name = _normal(dist.name)
    folder = dist._path  # type: ignore[attr-defined]  # there is no public name for it
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    texts = tuple(
        path for path in files if LICENCE_FILES.search(path.relative_to(folder).as_posix())
    )
    if name in inside.TEXTS:
        texts += (PACKAGING / "licences" / inside.TEXTS[name],)
    return Part(name, dist.version, NAMES.get(name) or _licence(facts), "pypi", texts)


def _licence(facts) -> str:
    if "License-Expression" in facts:
        return facts["License-Expression"]
    told = (facts["License"] or "").strip()
    if told and told != "UNKNOWN" and "\n" not in told and len(told) < 60:
        return told
    classified = [
        line.rsplit("::", 1)[-1].strip()
        for line in facts.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    return " AND ".join(classified) or "see its text"


def _python() -> Part:
    text = PACKAGING / "licences" / "Python.txt"
    return Part("python", platform.python_version(), "PSF-2.0", "generic", (text,))


def _fixed_parts(parts: dict[str, Part]) -> list[Part]:
    """What has no metadata of its own."""
    resources = ROOT / "resources"
    qt = parts["pyside6-essentials"].version
    return [
        Part("qt", qt, "LGPL-3.0-only", "generic"),
        Part("inter", "3.019", "OFL-1.1", "generic", (resources / "fonts" / "Inter-LICENSE.txt",)),
        Part(
            "jetbrains-mono",
            "2.242",
            "OFL-1.1",
            "generic",
            (resources / "fonts" / "JetBrainsMono-LICENSE.txt",),
        ),
        Part("lucide-static", "1.62.0", "ISC", "generic", (resources / "icons" / "LICENSE.txt",)),
        Part(
            "natural-earth-and-geonames",
            "5.1",
            "see its text",
            "generic",
            (resources / "map" / "LICENSE.txt",),
        ),
    ]


def _libraries(
    table: Table, site: Path, owners: dict[str, str], parts: dict[str, Part]
) -> Iterator[Library]:
    for name, found, kind in table:
        if kind not in ("BINARY", "EXTENSION"):
            continue
        source = Path(found)
        if source.is_relative_to(site):
            part = _inside(parts[owners[source.relative_to(site).as_posix()]], name)
        elif _is_pythons(source):
            part = _python()
        else:
            part = _of_system(source)
        content = source.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        yield Library(name.replace("\\", "/"), len(content), digest, part)


def _inside(wheel: Part, file: str) -> Part:
    """Whose *file* is: the wheel's own, or another's that came in it."""
    told = inside.told(wheel.name, file)
    if told is None:
        return wheel
    name, licence = told
    return Part(name, "", licence, "generic", holder=wheel)


def _is_pythons(source: Path) -> bool:
    """Whether a library outside the environment belongs to Python itself."""
    if sys.platform.startswith("linux"):  # where it lies among all others
        return "/python3" in source.as_posix() or source.name.startswith("libpython")
    return source.is_relative_to(sys.base_prefix)


def _of_system(file: Path) -> Part:
    """The distribution's package that *file* belongs to; the file itself where none is known."""
    if shutil.which("dpkg-query") is not None:
        resolved = file.resolve()
        # Since /lib is a link to /usr/lib, packages know a file under either name.
        for name in (file, resolved, f"/usr{file}", str(resolved).removeprefix("/usr")):
            told = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True)
            if told.returncode == 0:
                return _of_debian(told.stdout.split(":", 1)[0])
    return Part(file.name, platform.release(), "see the system's", "generic")


def _of_debian(package: str) -> Part:
    version = run(["dpkg-query", "-W", "-f=${source:Version}", package])
    text = Path("/usr/share/doc") / package / "copyright"
    return Part(package, version, "see its text", "deb", (text,) if text.is_file() else ())


def _list(product: Product, parts: Iterable[Part]) -> str:
    lines = [f"{product.title} {product.version} is made with:", ""]
    lines += [f"{part.title}: {part.licence}" for part in parts]
    lines += [
        "",
        "The licences in full lie beside this list, in licences.txt, and a bill of materials for",
        "machines in sbom.cdx.json. Qt and PySide6 are used under the LGPL: their libraries are",
        "files of their own, which you may replace.",
        "",
        f"{product.title} itself is free under the MIT License. FFmpeg comes with x264 and x265,",
        "which are under the GNU General Public License: all of this together may be passed on",
        "under its version 3. Who gives you this package also gives you, when you ask, the",
        "sources of these parts in these versions.",
    ]
    return "\n".join(lines) + "\n"


def _texts(parts: Iterable[Part]) -> str:
    """All texts, each once, under the names of those that it is the licence of."""
    named: dict[str, list[str]] = {}
    common: set[str] = set()
    for part in parts:
        common |= {file for word, file in COMMON.items() if word in part.licence}
        for path in part.texts:
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            named.setdefault(text, []).append(part.title)
    for file in sorted(common):
        text = (PACKAGING / "licences" / file).read_text(encoding="utf-8").strip()
        named.setdefault(text, []).append(file.removesuffix(".txt"))
    rule = "=" * 78
    blocks = [
        f"{rule}\n{', '.join(dict.fromkeys(names))}\n{rule}\n\n{text}\n"
        for text, names in named.items()
    ]
    return "\n\n".join(blocks)


def _library_list(libraries: Iterable[Library]) -> str:
    lines = [f"{library.size:>10}  {library.part.title}  {library.path}" for library in libraries]
    return "\n".join(lines) + "\n"


def _bill(product: Product, parts: Iterable[Part], libraries: Iterable[Library]) -> dict:
    """CycloneDX 1.6. Its serial number follows from what it says, so that it can be made again."""
    components = [_component(part) for part in parts]
    for library in libraries:
        components.append(
            {
                "type": "file",
                "bom-ref": f"file:{library.path}",
                "name": library.path,
                "hashes": [{"alg": "SHA-256", "content": library.sha256}],
                "properties": [{"name": "facespace-desk:from", "value": library.part.url}],
            }
        )
    content = json.dumps(components, sort_keys=True)
    moment = f"{product.day}T00:00:00Z"
    own = f"pkg:generic/{product.name}@{product.version}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {
            "timestamp": moment,
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": product.name,
                "version": product.version,
                "description": product.summary,
                "licenses": [{"license": {"id": product.licence}}],
                "purl": own,
            },
            "properties": [
                {"name": "facespace-desk:platform", "value": sysconfig.get_platform()},
            ],
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": sorted({part.url for part in parts})}],
    }


def _component(part: Part) -> dict:
    is_expression = re.fullmatch(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*", part.licence)
    known = {"expression": part.licence} if is_expression else {"license": {"name": part.licence}}
    return {
        "type": "library",
        "bom-ref": part.url,
        "name": part.name,
        **({"version": part.version} if part.version else {}),
        "licenses": [known],
        "purl": part.url,
    }
