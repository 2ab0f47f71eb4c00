"""Files of places: what is shown, with source and terms, complete or not there at all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.geo_export import (
    ATTRIBUTION,
    ROWS_WITHOUT_PURPOSE,
    GeoFormat,
    Notice,
    export_places,
)
from facespace_desk.cam2.model.terms import NOTICE
from facespace_desk.cam2.records import Camera
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.export import ExportContext, ExportError, ExportResult, manifest_path
from facespace_desk.modelkit.filters import Chip, Filter, Op
from tests.cam2.waiting import until

KEYS = ("camera_id", "activity", "city", "latitude", "longitude", "resolution", "frame_rate")
PURPOSE = Notice("A study of harbours")
NASTY = 'Bar & <b>"café"</b>\x00 \ud800 =cmd()'
KML = "{http://www.opengis.net/kml/2.2}"
GPX = "{http://www.topografix.com/GPX/1/1}"


def camera(number: int, **values: object) -> Camera:
    facts: dict[str, object] = {
        "latitude": -39.4867,
        "longitude": 176.9192,
        "city": "Napier",
        "has_image": True,
        "width": 800,
        "height": 600,
        "frame_rate": 12.5,
    }
    return Camera(camera_id=f"{number:024x}", **(facts | values))  # type: ignore[arg-type]


@pytest.fixture
async def cameras(qapp: object) -> AsyncIterator[CameraList]:
    made = CameraList(Display())
    yield made
    await made.table.close()
    made.deleteLater()


async def export(
    cameras: CameraList,
    path: Path,
    kind: GeoFormat,
    *,
    notice: Notice = PURPOSE,
    overwrite: bool = False,
) -> ExportResult:
    return await export_places(
        cameras.table,
        path,
        kind,
        keys=KEYS,
        display=Display(),
        context=ExportContext(view="cam2 cameras", profile="Test", notes=notice.lines),
        notice=notice,
        overwrite=overwrite,
    )


async def test_geojson_has_what_is_shown_and_says_where_it_is_from(
    cameras: CameraList, tmp_path: Path
) -> None:
    cameras.put([camera(1), camera(2, latitude=None), camera(3, city=NASTY)])
    cameras.put([camera(4, city="Oslo")])
    cameras.table.set_filter(Filter((Chip("city", Op.EQUALS, "Oslo", negated=True),)))
    path = tmp_path / "cameras.geojson"
    result = await export(cameras, path, GeoFormat.GEOJSON)
    document = json.loads(path.read_text())
    assert document["type"] == "FeatureCollection"
    assert document["attribution"] == [ATTRIBUTION, NOTICE, "Purpose: A study of harbours"]
    features = {each["id"]: each for each in document["features"]}
    assert set(features) == {f"{1:024x}", f"{3:024x}"}
    first = features[f"{1:024x}"]
    assert first["geometry"] == {"type": "Point", "coordinates": [176.9192, -39.4867]}
    assert first["properties"] == {
        "camera_id": f"{1:024x}",
        "activity": "active",
        "city": "Napier",
        "resolution": "800×600",
        "frame_rate": 12.5,
    }
    assert '<b>"café"</b>' in features[f"{3:024x}"]["properties"]["city"]
    assert result.rows == 2
    manifest = json.loads(manifest_path(path).read_text())
    assert manifest["file"]["rows"] == 2
    assert manifest["file"]["rows_without_place"] == 1
    assert manifest["file"]["sha256"] == result.sha256
    assert ATTRIBUTION in manifest["notes"]


async def test_kml_is_well_formed_whatever_the_server_sent(
    cameras: CameraList, tmp_path: Path
) -> None:
    cameras.put([camera(1), camera(2, city=NASTY)])
    path = tmp_path / "cameras.kml"
    await export(cameras, path, GeoFormat.KML)
    root = ElementTree.parse(path).getroot()
    notice = root.findtext(f"{KML}Document/{KML}description") or ""
    assert ATTRIBUTION in notice
    assert NOTICE in notice
    marks = root.findall(f"{KML}Document/{KML}Placemark")
    assert [mark.findtext(f"{KML}Point/{KML}coordinates") for mark in marks] == [
        "176.9192,-39.4867"
    ] * 2
    names = [mark.findtext(f"{KML}name") or "" for mark in marks]
    assert any('Bar & <b>"café"</b>' in name for name in names)
    data = marks[0].findall(f"{KML}ExtendedData/{KML}Data")
    assert {each.get("name") for each in data} == set(KEYS) - {"latitude", "longitude"}


async def test_gpx_is_well_formed_whatever_the_server_sent(
    cameras: CameraList, tmp_path: Path
) -> None:
    cameras.put([camera(1), camera(2, city=NASTY)])
    path = tmp_path / "cameras.gpx"
    await export(cameras, path, GeoFormat.GPX)
    root = ElementTree.parse(path).getroot()
    assert ATTRIBUTION in (root.findtext(f"{GPX}metadata/{GPX}desc") or "")
    points = root.findall(f"{GPX}wpt")
    assert [(each.get("lat"), each.get("lon")) for each in points] == [("-39.4867", "176.9192")] * 2
    assert "Camera ID: " in (points[0].findtext(f"{GPX}desc") or "")


@pytest.mark.parametrize("kind", GeoFormat)
async def test_no_camera_is_still_a_whole_file(
    cameras: CameraList, tmp_path: Path, kind: GeoFormat
) -> None:
    path = tmp_path / f"none.{kind.value}"
    result = await export(cameras, path, kind)
    assert result.rows == 0
    if kind is GeoFormat.GEOJSON:
        assert json.loads(path.read_text())["features"] == []
    else:
        assert ElementTree.parse(path).getroot() is not None


async def test_without_a_purpose_only_some_rows_leave(cameras: CameraList, tmp_path: Path) -> None:
    cameras.put([camera(number) for number in range(ROWS_WITHOUT_PURPOSE + 1)])
    path = tmp_path / "cameras.kml"
    with pytest.raises(ExportError, match="without a purpose"):
        await export(cameras, path, GeoFormat.KML, notice=Notice())
    assert list(tmp_path.iterdir()) == []
    cameras.remove([f"{0:024x}"])
    result = await export(cameras, path, GeoFormat.KML, notice=Notice())
    assert result.rows == ROWS_WITHOUT_PURPOSE


async def test_a_file_that_is_there_stays(cameras: CameraList, tmp_path: Path) -> None:
    cameras.put([camera(1)])
    path = tmp_path / "cameras.kml"
    path.write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        await export(cameras, path, GeoFormat.KML)
    assert path.read_text() == "mine"
    await export(cameras, path, GeoFormat.KML, overwrite=True)
    assert path.read_text().startswith("<?xml")


async def test_a_folder_that_is_not_there_is_said(cameras: CameraList, tmp_path: Path) -> None:
    cameras.put([camera(1)])
    with pytest.raises(ExportError, match="could not be written"):
        await export(cameras, tmp_path / "nowhere" / "cameras.kml", GeoFormat.KML)


async def test_cancelling_leaves_nothing(cameras: CameraList, tmp_path: Path) -> None:
    cameras.put([camera(number) for number in range(20_000)])
    writing = asyncio.create_task(export(cameras, tmp_path / "many.geojson", GeoFormat.GEOJSON))
    await until(lambda: list(tmp_path.iterdir()))
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert list(tmp_path.iterdir()) == []
