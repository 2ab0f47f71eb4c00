"""What the installers are made from, as far as it shows without building one."""

from __future__ import annotations

import ast
import configparser
import hashlib
import importlib.util
import json
import plistlib
import re
import struct
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from installers import (
    checksums,
    deb,
    icons,
    inside,
    inventory,
    linux,
    macos,
    product,
    rpm,
    sameness,
    windows,
    workshop,
)
from installers.workshop import Bundle, trim

import facespace_desk
from facespace_desk.app import APP_NAME, APP_TITLE
from facespace_desk.arguments import _parser
from tests.packaging.conftest import ROOT

PACKAGING = ROOT / "packaging"
PRODUCT = product.read(ROOT)
BUILD_FILES = [
    PACKAGING / "build.py",
    PACKAGING / "prove_deb.py",
    *PACKAGING.glob("installers/*.py"),
]
IN_THE_BUNDLE = {"draw_icons.py"}  # run by the bundle's Python
PNG = bytes.fromhex("89504e470d0a1a0a")


def _build() -> Any:
    """The program build.py; a package that makes wheels has its name."""
    spec = importlib.util.spec_from_file_location("build_installers", PACKAGING / "build.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


build = _build()


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    return icons.draw(tmp_path / "drawn", Path(sys.executable))


@pytest.mark.parametrize("file", BUILD_FILES, ids=lambda path: path.name)
def test_building_needs_the_standard_library_alone(file: Path) -> None:
    own = {path.stem for path in PACKAGING.glob("*.py")} | {"installers", "proof", "trim"}
    if file.name in IN_THE_BUNDLE:
        own |= {"PySide6"}
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    assert found <= sys.stdlib_module_names | own


def test_product_is_told_once() -> None:
    assert PRODUCT.version == facespace_desk.__version__
    assert (PRODUCT.name, PRODUCT.title) == (APP_NAME, APP_TITLE)
    assert PRODUCT.moment > 1_700_000_000


def test_every_kind_of_package_has_its_builder() -> None:
    for name in build.KINDS.values():
        module = __import__(name, fromlist=["build"])
        assert callable(module.build)


def test_help_is_given_without_building(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build.main(["--help"])
    assert ended.value.code == 0
    assert "packaging/build.py deb" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there they are built")
@pytest.mark.parametrize("kind", ["windows", "macos"])
def test_foreign_package_is_refused_in_words(
    kind: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workshop, "BUILD", tmp_path)  # a build under way is not waited for
    options = ["--python", sys.executable, "--output", str(tmp_path)]
    assert build.main([kind, *options]) == build.EXIT_TOOL
    assert "is built on" in capsys.readouterr().err


# the lists of what stays out


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6\\translations\\qtbase_fr.qm",
        "facespace_desk/resources/translations/de.ts",
        "httpx-0.28.1.dist-info/direct_url.json",
        "av-18.1.0.dist-info/licenses/__pycache__/AUTHORS.cpython-311.pyc",
        "libgtk-3.so.0",
    ],
)
def test_is_left_out(path: str) -> None:
    assert trim.is_left_out(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/networkinformation/libqnetworkmanager.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "facespace_desk/resources/map/basemap.npz",
        "facespace_desk/resources/translations/de.qm",
        "httpx-0.28.1.dist-info/METADATA",
        "av.libs/libavcodec.so",
    ],
)
def test_comes_along(path: str) -> None:
    assert not trim.is_left_out(path)


def test_libraries_of_the_distribution_are_told_from_pythons_own() -> None:
    theirs = "/usr/lib/x86_64-linux-gnu/libssl.so.3"
    own = ["/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "/usr/lib/python3.11/lib-dynload/a.so"]
    assert trim.comes_from_the_system(theirs)
    assert not any(
        map(trim.comes_from_the_system, [*own, "build/venv/PySide6/Qt/lib/libQt6Gui.so"])
    )


def test_no_module_is_left_out_that_the_console_imports() -> None:
    imported = set()
    for file in (ROOT / "facespace_desk").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    assert not imported & set(trim.MODULES)


# texts


def test_menu_entry_starts_the_program_of_this_name() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment]  # keys are of the case that they have
    entry.read_string(linux.fill(linux.TEXTS / "facespace-desk.desktop", PRODUCT))
    main = entry["Desktop Entry"]
    assert (main["Exec"], main["StartupWMClass"], main["Name"]) == (APP_NAME, APP_NAME, APP_TITLE)
    demo = entry["Desktop Action demo"]["Exec"].split()
    assert _parser().parse_args(demo[1:]).demo


def test_metadata_is_sound_and_names_the_menu_entry() -> None:
    text = linux.fill(linux.TEXTS / "metainfo.xml", PRODUCT, xml=True, DESCRIPTION="<p>Words.</p>")
    tree = ET.fromstring(text)
    assert tree.findtext("launchable") == f"{APP_NAME}.desktop"
    release = tree.find("releases/release")
    assert release is not None
    assert release.get("version") == PRODUCT.version


def test_manual_page_tells_every_option() -> None:
    page = (linux.TEXTS / "facespace-desk.1").read_text(encoding="utf-8").replace("\\-", "-")
    options = {text for action in _parser()._actions for text in action.option_strings}
    assert {option for option in options - {"-h"} if option not in page} == set()


def test_text_with_an_unknown_name_is_refused(tmp_path: Path) -> None:
    template = tmp_path / "text"
    template.write_text("@NAME@ @NONSENSE@", encoding="utf-8")
    with pytest.raises(ValueError, match="@NONSENSE@"):
        linux.fill(template, PRODUCT)


def test_removal_says_where_data_stays() -> None:
    script = PACKAGING / "deb" / "postrm"
    said = subprocess.run(["sh", script, "remove"], capture_output=True, text=True, check=True)
    assert f"~/.local/share/{APP_NAME}" in said.stdout
    quiet = subprocess.run(["sh", script, "upgrade"], capture_output=True, text=True, check=True)
    assert not quiet.stdout


@pytest.mark.parametrize("script", ["deb/postrm", "tar/install.sh"])
def test_scripts_are_sound(script: str) -> None:
    subprocess.run(["sh", "-n", PACKAGING / script], check=True)


def test_renamed_packages_are_asked_for_by_both_names() -> None:
    assert deb.with_renamed(["libssl3 (>= 3.0.0)", "libegl1", "libc6 (>= 2.35)", "libegl1"]) == [
        "libc6 (>= 2.35)",
        "libegl1",
        "libssl3t64 (>= 3.0.0) | libssl3 (>= 3.0.0)",
    ]


@pytest.mark.parametrize("name", ["libc.so.6", "libEGL.so.1", "libwayland-egl.so.1", "libxcb.so.1"])
def test_package_for_other_families_may_ask_for(name: str) -> None:
    assert rpm.EVERYWHERE.match(name)


@pytest.mark.parametrize("name", ["libgraphite2.so.3", "libssl.so.3", "libxcb-cursor.so.0"])
def test_package_for_other_families_must_bring(name: str) -> None:
    assert not rpm.EVERYWHERE.match(name)


def test_windows_shows_the_version() -> None:
    text = windows.version_resource(PRODUCT)
    assert "@" not in text
    assert f'StringStruct("ProductVersion", "{PRODUCT.version}")' in text
    ast.parse(text)


def test_installer_of_windows_is_given_every_name_that_it_asks_for() -> None:
    script = windows.SCRIPT.read_text(encoding="utf-8")
    given = set(re.findall(r'^        "(\w+)":', Path(windows.__file__).read_text(), re.M))
    assert set(re.findall(r"\{#(\w+)\}", script)) <= given


def test_macos_lets_what_makes_code_run() -> None:
    with macos.ENTITLEMENTS.open("rb") as file:
        assert all(plistlib.load(file).values())


def test_languages_of_qt_in_the_bundle_are_those_of_the_console() -> None:
    spoken = {path.stem for path in (ROOT / "resources" / "translations").glob("*.ts")}
    assert not {f"qtbase_{name.rpartition('_')[2]}.qm" for name in spoken} - {"qtbase_de.qm"}


# icons


def test_icon_is_drawn_in_every_size(drawn: Path) -> None:
    for size in icons.LINUX_SIZES:
        content = (drawn / f"{size}.png").read_bytes()
        assert content.startswith(PNG)
        assert struct.unpack(">II", content[16:24]) == (size, size)


def test_icon_of_windows_holds_its_pictures(drawn: Path, tmp_path: Path) -> None:
    content = icons.write_ico(drawn, tmp_path / "a.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", content)
    assert (kind, count) == (1, 7)
    for number in range(count):
        size, offset = struct.unpack_from("<II", content, 6 + 16 * number + 8)
        assert content[offset : offset + len(PNG)] == PNG
    assert offset + size == len(content)


def test_icon_of_macos_holds_its_pictures(drawn: Path, tmp_path: Path) -> None:
    content = icons.write_icns(drawn, tmp_path / "a.icns").read_bytes()
    assert content[:4] == b"icns"
    at, kinds = 8, []
    while at < len(content):
        kinds.append(content[at : at + 4].decode())
        at += struct.unpack_from(">I", content, at + 4)[0]
    assert at == len(content) == struct.unpack_from(">I", content, 4)[0]
    assert kinds[-1] == "ic10"


# inventory


def installed(name: str) -> tuple[str, str, str]:
    from importlib.metadata import distribution

    file = Path(str(distribution(name)._path)) / "METADATA"  # type: ignore[attr-defined]
    return f"{file.parent.name}/METADATA", str(file), "DATA"


def module(name: str) -> tuple[str, str, str]:
    return name, str(__import__(name).__file__), "PYMODULE"


TABLE = [installed("PySide6-Essentials"), installed("shiboken6"), installed("httpx")]


def test_inventory_lists_parts_licences_and_libraries(tmp_path: Path) -> None:
    import PySide6

    library = next(Path(PySide6.__path__[0]).glob("QtSvg.*"))
    entry = (f"PySide6/{library.name}", str(library), "EXTENSION")
    added = inventory.write(PRODUCT, tmp_path, [*TABLE, entry], [module("httpx")])
    assert {name for name, _source, _kind in added} == {
        f"{inventory.FOLDER}/{file.name}" for file in tmp_path.iterdir()
    }
    told = (tmp_path / inventory.LIST).read_text()
    assert re.search(r"^httpx [\d.]+: BSD-3-Clause$", told, re.M)
    assert "pyside6-essentials" in (tmp_path / inventory.LIBRARIES).read_text()
    texts = (tmp_path / inventory.TEXTS).read_text()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts
    assert "SIL OPEN FONT LICENSE" in texts


def test_bill_of_materials_is_the_same_twice_and_refers_to_what_it_holds(tmp_path: Path) -> None:
    for name in ("first", "second"):
        inventory.write(PRODUCT, tmp_path / name, TABLE, [])
    first, second = (
        (tmp_path / name / inventory.BILL).read_bytes() for name in ("first", "second")
    )
    assert first == second
    bill: dict[str, Any] = json.loads(first)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    held = [part["bom-ref"] for part in bill["components"]]
    assert len(held) == len(set(held))
    assert set(bill["dependencies"][0]["dependsOn"]) <= set(held)


def test_libraries_inside_a_wheel_are_told_apart(tmp_path: Path) -> None:
    import av

    wheel = Path(av.__file__).parent
    folders = [wheel.parent / "av.libs", wheel / ".dylibs"]
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    table = [installed("av"), *((f"av.libs/{path.name}", str(path), "BINARY") for path in files)]
    inventory.write(PRODUCT, tmp_path, [*TABLE, *table], [])
    libraries = (tmp_path / inventory.LIBRARIES).read_text().splitlines()
    if sys.platform.startswith("linux"):
        assert [line for line in libraries if " in av " not in line] == []
        told = (tmp_path / inventory.LIST).read_text()
        assert re.search(r"^x264 in av [\d.]+: GPL-2.0-or-later$", told, re.M)
    texts = (tmp_path / inventory.TEXTS).read_text()
    assert "GNU GENERAL PUBLIC LICENSE" in texts
    assert "Copyright (C) 2003-2025 x264 project" in texts


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("av.libs/libx264-d6533a8d.so.165", "x264"),
        ("av/.dylibs/libx264.165.dylib", "x264"),
        ("av.libs/avcodec-62-0a1b2c.dll", "ffmpeg"),
        ("av.libs/libxcb-shape-7716c890.so.0.0.0", "libxcb"),
    ],
)
def test_library_is_known_by_the_beginning_of_its_file(file: str, name: str) -> None:
    found = inside.told("av", file)
    assert found is not None
    assert found[0] == name


def test_what_a_wheel_made_itself_is_its_own() -> None:
    assert inside.told("av", "av/video/frame.abi3.so") is None
    assert inside.told("apsw", "apsw/libx264.so") is None


def test_package_that_is_no_dependency_stops_the_build(tmp_path: Path) -> None:
    from installers.errors import BuildError

    with pytest.raises(BuildError, match="pytest"):
        inventory.write(PRODUCT, tmp_path, TABLE, [module("httpx"), module("pytest")])


# results


def test_checksums_name_every_file(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"two")
    (tmp_path / "a.rpm").write_bytes(b"one")
    lines = checksums.write(tmp_path).read_text().splitlines()
    assert lines == checksums.write(tmp_path).read_text().splitlines()
    assert [line.split()[1] for line in lines] == ["a.rpm", "b.deb"]
    assert lines[0].startswith(hashlib.sha256(b"one").hexdigest())


def test_two_folders_are_compared_by_names_contents_and_links(tmp_path: Path) -> None:
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "same").write_bytes(b"1")
        (folder / "other").write_bytes(name.encode())
        (folder / "link").symlink_to("same")
    (tmp_path / "second" / "more").touch()
    first, second = (sameness.contents(tmp_path / name) for name in ("first", "second"))
    assert sameness.differences(first, first) == []
    assert sameness.differences(first, second) == ["more", "other"]


def test_size_of_a_bundle_counts_no_links(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(10))
    (tmp_path / "link").symlink_to("file")
    assert Bundle(tmp_path, tmp_path, Path(sys.executable)).size() == 10


def test_limits_are_above_what_was_measured_and_not_far() -> None:
    assert trim.BUNDLE_LIMIT < 400_000_000
    assert trim.PACKAGE_LIMIT < trim.BUNDLE_LIMIT / 2


def test_workflow_builds_every_kind() -> None:
    text = (PACKAGING / "ci" / "installers.yml").read_text(encoding="utf-8")
    assert {kind for kind in build.KINDS if f"packaging/build.py {kind}" not in text} == set()
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["requires-python"] == ">=3.11,<3.15"
