"""Settings survive: other versions, damaged files, crashes."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.settings import Settings, SettingsFile, wished_language


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_missing_file_means_defaults_and_no_problem(file: Path) -> None:
    settings = SettingsFile(file)
    assert settings.load() == Settings()
    assert settings.problem is None
    assert not file.exists()


def test_saved_settings_come_back(file: Path) -> None:
    saved = Settings(theme="dark", geometry={"main": "AdnQ"}, poll_interval_s=0.5)
    SettingsFile(file).save(saved)
    again = SettingsFile(file)
    assert again.load() == again.current == saved


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_file_is_private(file: Path) -> None:
    SettingsFile(file).save(Settings())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_update_changes_only_what_it_names(file: Path) -> None:
    settings = SettingsFile(file)
    settings.save(Settings(theme="dark"))
    assert settings.update(zone="local") == Settings(theme="dark", zone="local")
    assert SettingsFile(file).load() == Settings(theme="dark", zone="local")


@pytest.mark.parametrize(
    "change", [{"theme": "pink"}, {"poll_interval_s": 0.01}, {"themes": "dark"}, {"columns": 5}]
)
def test_wrong_update_changes_nothing(file: Path, change: dict[str, object]) -> None:
    settings = SettingsFile(file)
    settings.save(Settings(density="compact"))
    with pytest.raises(ValueError, match=next(iter(change))):
        settings.update(**change)
    assert settings.current == SettingsFile(file).load() == Settings(density="compact")


def test_newer_versions_values_survive_this_version(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"theme": "sepia", "density": "roomy", "holograms": [1, 2]}))
    settings = SettingsFile(file)
    assert settings.load() == Settings(density="roomy")
    assert settings.problem is not None
    assert "theme" in settings.problem
    settings.update(zone="local")
    assert json.loads(file.read_text()) == {
        "theme": "sepia", "density": "roomy", "holograms": [1, 2], "zone": "local",
    }  # fmt: skip
    settings.update(theme="dark")
    assert json.loads(file.read_text())["theme"] == "dark"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"theme": "da'])
def test_damaged_file_is_set_aside_and_said(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    settings = SettingsFile(file)
    assert settings.load() == Settings()
    [aside] = file.parent.glob("settings.json.damaged-*")
    assert aside.read_bytes() == content
    assert settings.problem is not None
    assert aside.name in settings.problem
    settings.save(Settings(theme="light"))
    assert SettingsFile(file).load().theme == "light"


def test_file_that_cannot_be_read_is_left_and_said(file: Path) -> None:
    file.mkdir(parents=True)
    settings = SettingsFile(file)
    assert settings.load() == Settings()
    assert settings.problem is not None
    assert file.is_dir()


def test_without_a_file_settings_live_in_memory() -> None:
    settings = SettingsFile(None)
    settings.load()
    assert settings.update(theme="dark") == settings.current


@given(
    st.dictionaries(
        st.sampled_from([*Settings.__struct_fields__, "other"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=5,
        ),
    )
)
def test_no_json_object_stops_the_console(content: dict[str, object]) -> None:
    settings = SettingsFile(None)
    understood = settings._understood(content)
    assert isinstance(understood, Settings)


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ('{"language": "de"}', "de"),
        ('{"theme": "dark"}', "system"),
        ('{"language": "tlh"}', "system"),
        ('{"language": 5}', "system"),
        ("not JSON", "system"),
    ],
)
def test_language_is_known_before_the_settings_are_read(
    tmp_path: Path, content: str, language: str
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content)
    assert wished_language(file) == language
    assert file.read_text() == content


def test_without_a_file_the_language_is_the_systems(tmp_path: Path) -> None:
    assert wished_language(tmp_path / "settings.json") == "system"
