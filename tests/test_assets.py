"""Resources are found in a checkout; tests/packaging looks into a wheel."""

from pathlib import Path

import pytest

from facespace_desk import assets

ROOT = Path(__file__).parents[1]


def test_checkout_keeps_resources_beside_the_package() -> None:
    assert assets.path("icons") == ROOT / "resources" / "icons"
    assert assets.path("icons").is_dir()


def test_resource_is_read_as_text_and_as_bytes() -> None:
    text = assets.read_text("icons", "LICENSE.txt")
    assert text.encode() == assets.read_bytes("icons", "LICENSE.txt")
    assert text.strip()


def test_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such-icon\.svg"):
        assets.read_bytes("icons", "no-such-icon.svg")


def test_frozen_bundle_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = tmp_path / "facespace_desk" / "resources"
    bundled.mkdir(parents=True)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assets._root.cache_clear()
    try:
        assert assets.path("x") == bundled / "x"
    finally:
        assets._root.cache_clear()
