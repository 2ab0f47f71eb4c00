"""Sends files, in pieces and as the switches say."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

from starlette.responses import Response, StreamingResponse

from facespace_desk.demo.control import Panel
from facespace_desk.demo.faults import Broken
from facespace_desk.demo.pace import Pace
from facespace_desk.demo.voxel51.switches import chosen

PIECE_BYTES = 262_144


class Sender:
    def __init__(self, panel: Panel) -> None:
        self._panel = panel

    def file(self, path: Path | None, size: int, sort: str) -> Response:
        """The file at *path*; without one, *size* bytes that are zero."""
        asked = int(self._panel.number("download_bytes"))
        if asked or path is None:
            return self._blank(asked or size, sort)
        found = path.stat().st_size
        if chosen(self._panel, "body") == "cut":
            return Broken(path.read_bytes())
        length = found // 2 if chosen(self._panel, "body") == "short" else found
        headers = {"Content-Length": str(length)}
        return StreamingResponse(self._pieces(path, length), 200, headers, sort)

    async def _pieces(self, path: Path, length: int) -> AsyncGenerator[bytes, None]:
        pace = Pace(self._panel)
        with path.open("rb") as file:
            while length > 0 and (piece := file.read(min(PIECE_BYTES, length))):
                length -= len(piece)
                yield piece
                await pace.after(len(piece))

    def _blank(self, size: int, sort: str) -> Response:
        async def pieces() -> AsyncGenerator[bytes, None]:
            pace, left, blank = Pace(self._panel), size, bytes(PIECE_BYTES)
            while left > 0 and not self._panel.stopping.is_set():
                yield blank if left >= PIECE_BYTES else blank[:left]
                left -= PIECE_BYTES
                await pace.after(PIECE_BYTES)

        return StreamingResponse(pieces(), 200, {"Content-Length": str(size)}, sort)
