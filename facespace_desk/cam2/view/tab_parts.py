"""What the CAM2 tab is put together of: its models, and its parts made one a step."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.grid import GridModel
from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.model.lookup import LookupModel
from facespace_desk.cam2.model.player import PlayerModel
from facespace_desk.cam2.model.points import MapPoints
from facespace_desk.cam2.model.preview import PreviewModel
from facespace_desk.cam2.model.saved import SearchShelf
from facespace_desk.cam2.model.search import SearchModel
from facespace_desk.cam2.model.statistics import StatisticsModel
from facespace_desk.cam2.model.terms import TermsModel
from facespace_desk.cam2.view.detail import DetailPane
from facespace_desk.cam2.view.list_page import CameraPage
from facespace_desk.cam2.view.map_page import MapPage
from facespace_desk.cam2.view.result_bar import ResultBar
from facespace_desk.cam2.view.saved_list import SavedList
from facespace_desk.cam2.view.search_form import SearchForm
from facespace_desk.language import tr
from facespace_desk.map.source_model import MapSourceModel
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.pages import EmptyPage, nothing_yet
from facespace_desk.widgets.theme import ThemeSwitch

EMPTY_HINT: Final = tr("Search for cameras at the left.")


@dataclass(frozen=True)
class TabModels:
    """What the tab shows."""

    cameras: CameraList
    points: MapPoints
    search: SearchModel
    lookup: LookupModel
    shelf: SearchShelf
    notes: LocalNotes
    preview: PreviewModel
    grid: GridModel
    player: PlayerModel
    statistics: StatisticsModel
    source: MapSourceModel
    terms: TermsModel


@dataclass(frozen=True)
class TabParts:
    """What the tab is put together of."""

    form: SearchForm
    saved: SavedList
    map: MapPage
    list: CameraPage
    detail: DetailPane
    results: ResultBar
    empty: EmptyPage


def tab_parts(
    models: TabModels, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, TabParts]:
    """The parts, one a step."""
    yield (form := SearchForm())
    yield (saved := SavedList(models.shelf, models.notes))
    yield (results := ResultBar(models.search))
    yield (map_page := MapPage(models.cameras, models.points, theme))
    yield (empty := nothing_yet(tr("No cameras listed yet"), tr("Search"), EMPTY_HINT))
    yield (listed := CameraPage(models.cameras, empty, display))
    detail = DetailPane(models.cameras, models.preview, models.notes, models.player, display)
    yield detail
    return TabParts(form, saved, map_page, listed, detail, results, empty)
