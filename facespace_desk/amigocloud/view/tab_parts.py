"""What the AmigoCloud tab shows, and what it is put together of."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.data import DataModels
from facespace_desk.amigocloud.model.event_detail import EventDetail
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.amigocloud.model.finder import Finder
from facespace_desk.amigocloud.model.link import Link
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.objects import Objects
from facespace_desk.amigocloud.model.replay import Replay
from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.amigocloud.model.types import EventTypes
from facespace_desk.amigocloud.model.zones import Zones
from facespace_desk.amigocloud.view.connection_panel import ConnectionPanel, LinkBar
from facespace_desk.amigocloud.view.console_page import ConsolePage
from facespace_desk.amigocloud.view.data_page import DataPage
from facespace_desk.amigocloud.view.event_detail import EventDetailPane
from facespace_desk.amigocloud.view.events_page import EventsPage
from facespace_desk.amigocloud.view.map_page import MapPage
from facespace_desk.amigocloud.view.objects_page import ObjectsPage
from facespace_desk.amigocloud.view.rate_strip import RateStrip
from facespace_desk.amigocloud.view.replay_bar import ReplayBar
from facespace_desk.amigocloud.view.sql_page import SqlPage
from facespace_desk.amigocloud.view.subscriptions import Subscriptions
from facespace_desk.amigocloud.view.type_tree import TypeTree
from facespace_desk.amigocloud.view.zone_tools import ZoneTools
from facespace_desk.map.source_model import MapSourceModel
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.theme import ThemeSwitch


@dataclass(frozen=True)
class TabModels:
    """What the tab shows."""

    link: Link
    sources: Sources
    finder: Finder
    chosen: Chosen
    events: EventList
    types: EventTypes
    detail: EventDetail
    movers: Movers
    objects: Objects
    replay: Replay
    source: MapSourceModel
    zones: Zones
    data: DataModels


@dataclass(frozen=True)
class TabParts:
    """What the tab is put together of."""

    bar: LinkBar
    connection: ConnectionPanel
    subscriptions: Subscriptions
    types: TypeTree
    map: MapPage
    events: EventsPage
    replayed: TablePage
    objects: ObjectsPage
    detail: EventDetailPane
    rates: RateStrip
    replay: ReplayBar
    zones: ZoneTools
    data: DataPage
    sql: SqlPage
    console: ConsolePage


def tab_parts(
    models: TabModels, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, TabParts]:
    """The parts, one a step."""
    yield (bar := LinkBar(models.link))
    projects = models.data.projects
    connection = ConnectionPanel(
        models.link, display, lambda: projects.me.name if projects.me is not None else ""
    )
    yield connection
    yield (subscriptions := Subscriptions(models.sources, models.link, models.finder, theme))
    yield (types := TypeTree(models.types))
    map_page = MapPage(
        models.movers, models.chosen, display, theme, dataset_name=models.sources.title
    )
    yield map_page
    zones = ZoneTools(map_page, models.zones, display, theme)
    yield (events := EventsPage(models.events, models.detail, models.chosen, display))
    empty = nothing_yet(
        "Nothing was replayed yet", hint="Events appear as the replay comes to them."
    )
    yield (replayed := TablePage(models.replay.table, empty, display, frozen_key="at"))
    yield (objects := ObjectsPage(models.objects, models.chosen, display))
    yield (detail := EventDetailPane(models.detail, display, models.sources.text))
    yield (rates := RateStrip(models.link))
    yield (replay := ReplayBar(models.replay, display))
    yield (data := DataPage(models.data, display))
    yield (sql := SqlPage(models.data, display))
    yield (console := ConsolePage(models.data, display))
    return TabParts(
        bar,
        connection,
        subscriptions,
        types,
        map_page,
        events,
        replayed,
        objects,
        detail,
        rates,
        replay,
        zones,
        data,
        sql,
        console,
    )
