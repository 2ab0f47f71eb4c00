"""What was dropped, as files."""

from __future__ import annotations

from pathlib import Path

from facespace_desk.dropped import gather


def test_folders_are_gone_through_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.jpg", "a.jpg", "sub/c.jpg", ".hidden.jpg", ".git/d.jpg", "Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in gather([tmp_path])]
    assert [name for name in found if not name.startswith("loop")] == [
        "a.jpg",
        "b.jpg",
        str(Path("sub/c.jpg")),
    ]
    assert len(found) <= 4
    assert len(list(gather([tmp_path], most=2))) == 2
