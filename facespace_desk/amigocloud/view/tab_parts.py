"""What the AmigoCloud tab shows, and what it is put together of."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.amigocloud.model.finder import Finder
from facespace_desk.amigocloud.model.link import Link
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.objects import Objects
from facespace_desk.amigocloud.model.replay import Replay
from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.amigocloud.view.connection_panel import ConnectionPanel, LinkBar
from facespace_desk.amigocloud.view.map_page import MapPage
from facespace_desk.amigocloud.view.objects_page import ObjectsPage
from facespace_desk.amigocloud.view.rate_strip import RateStrip
from facespace_desk.amigocloud.view.replay_bar import ReplayBar
from facespace_desk.amigocloud.view.subscriptions import Subscriptions
from facespace_desk.map.source_model import MapSourceModel
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.theme import ThemeSwitch


@dataclass(frozen=True)
class TabModels:
    """What the tab shows."""

    link: Link
    sources: Sources
    finder: Finder
    chosen: Chosen
    events: EventList
    movers: Movers
    objects: Objects
    replay: Replay
    source: MapSourceModel
    read_only: bool


@dataclass(frozen=True)
class TabParts:
    """What the tab is put together of."""

    bar: LinkBar
    connection: ConnectionPanel
    subscriptions: Subscriptions
    map: MapPage
    objects: ObjectsPage
    rates: RateStrip
    replay: ReplayBar


def tab_parts(
    models: TabModels, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, TabParts]:
    """The parts, one a step."""
    yield (bar := LinkBar(models.link))
    yield (connection := ConnectionPanel(models.link, display))
    yield (subscriptions := Subscriptions(models.sources, models.link, models.finder, theme))
    map_page = MapPage(
        models.movers, models.chosen, display, theme, dataset_name=models.sources.title
    )
    yield map_page
    yield (objects := ObjectsPage(models.objects, models.chosen, display))
    yield (rates := RateStrip(models.link))
    yield (replay := ReplayBar(models.replay, display))
    return TabParts(bar, connection, subscriptions, map_page, objects, rates, replay)
