"""Which picture lies under the points: the built-in map, a tile server, or a file of tiles.

Nothing is fetched of a server before the operator named it. The choice is kept per profile.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.map.sources import TileSource, TileTrouble
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

if TYPE_CHECKING:
    from facespace_desk.map.tile_cache import TileCache

KIND: Final = "map"
NAME: Final = "source"
CACHE_FILE: Final = "tiles.db"
ATTRIBUTION_LENGTH: Final = 200


class SourceChoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the operator wants to see; *address* is a template, *path* names a file."""

    kind: Literal["built-in", "server", "file"] = "built-in"
    address: str = ""
    attribution: str = ""
    path: str = ""


class MapSourceModel(QObject):
    """Signals:

    changed(object): show this TileSource; None is the built-in map alone.
    refused(str): the choice cannot be used, and why; the one before stays.
    lost(str): what was chosen in an earlier session cannot be shown, and why.
    """

    changed = Signal(object)
    refused = Signal(str)
    lost = Signal(str)

    def __init__(
        self,
        store: Store,
        profile: str,
        cache_folder: Path,
        *,
        proxy: str | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.choice = SourceChoice()
        self.source: TileSource | None = None
        self._documents = store.views
        self._profile = profile
        self._cache_file = cache_folder / CACHE_FILE
        self._cache: TileCache | None = None
        self._proxy = proxy
        self._tasks = TaskScope("map source", report)
        self._keeping = TaskScope("map source choice", report)

    def choose(self, choice: SourceChoice) -> None:
        """Show *choice* and remember it."""
        self._tasks.start(self._choose(choice), name="choose", replacing="choose")

    async def load(self) -> None:
        """Read the choice that was made before; one that cannot be used any more is said.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            if document.name == NAME:
                try:
                    choice = msgspec.json.decode(document.json, type=SourceChoice)
                except msgspec.DecodeError:
                    continue
                self._tasks.start(self._show_again(choice), name="show", replacing="choose")

    async def close(self) -> None:
        """Close the source; whoever shows it must have let go of it."""
        await self._tasks.close()
        await self._keeping.finish()
        if self.source is not None:
            await self.source.close()
        if self._cache is not None:
            await asyncio.to_thread(self._cache.close)

    async def _choose(self, choice: SourceChoice) -> None:
        try:
            await self._show(choice)
        except (ValueError, TileTrouble) as error:
            self.refused.emit(str(error))
            return
        text = msgspec.json.encode(choice).decode()
        keeping = self._documents.put(self._profile, KIND, NAME, text)
        self._keeping.start(keeping, name="keep")

    async def _show_again(self, choice: SourceChoice) -> None:
        try:
            await self._show(choice)
        except (ValueError, TileTrouble) as error:
            self.lost.emit(tr("The built-in map is shown. {reason}", reason=error))

    async def _show(self, choice: SourceChoice) -> None:
        """Open the source of *choice* and show it. Raises as `_opened`."""
        source = await self._opened(choice)
        before, self.source, self.choice = self.source, source, choice
        self.changed.emit(source)
        if before is not None:
            await before.close()

    async def _opened(self, choice: SourceChoice) -> TileSource | None:
        """Raises ValueError or TileTrouble with words."""
        if choice.kind == "file":
            if not choice.path:
                raise ValueError(tr("Name the file of tiles."))
            return await asyncio.to_thread(_file_source, choice.path)
        if choice.kind == "server":
            from facespace_desk.map.tile_cache import TileCache
            from facespace_desk.map.xyz import XyzSource, XyzTemplate

            template = XyzTemplate.parse(choice.address)
            attribution = " ".join(choice.attribution.split())[:ATTRIBUTION_LENGTH]
            if not attribution:
                raise ValueError(tr("Say whom to name: tile servers demand an attribution."))
            if self._cache is None:
                self._cache = TileCache(self._cache_file)
            return XyzSource(
                template, attribution=attribution, cache=self._cache, proxy=self._proxy
            )
        return None


def _file_source(name: str) -> TileSource:
    """The tiles of a file, by what it begins with. Raises TileTrouble."""
    from facespace_desk.map.mbtiles import MbtilesSource  # both are wanted rarely
    from facespace_desk.map.pmtiles import MAGIC, PmtilesSource

    path = Path(name).expanduser()
    try:
        with path.open("rb") as file:
            is_archive = file.read(len(MAGIC)) == MAGIC
    except OSError:
        is_archive = False  # what cannot be read is said by who tries it next
    return PmtilesSource(path) if is_archive else MbtilesSource(path)
