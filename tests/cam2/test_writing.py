"""Plans of writes: what would change, and what goes onto the wire."""

import json
from urllib.parse import parse_qsl

import msgspec
import pytest

from facespace_desk.cam2.errors import FormatError, ResourceConflictError
from facespace_desk.cam2.reading import read_camera
from facespace_desk.cam2.writing import FieldChange, plan_add, plan_update
from tests.cam2.making import asked, entry, in_turn, routed
from tests.servers import faulty

IP = {"type": "ip", "ip": "192.0.2.17", "image_path": "/jpg", "has_image": True, "has_video": False}
SHOWN = read_camera(entry(1))


def test_the_form_of_a_new_camera_is_the_published_one():
    form = plan_add(IP).form
    assert dict(form) == {
        "is_active_image": "true",
        "is_active_video": "false",
        "type": "ip",
        "retrieval": '{"brand":null,"image_path":"/jpg","ip":"192.0.2.17","model":null,'
        '"port":null,"video_path":null}',
    }


def test_nulls_and_blanks_are_left_out_of_the_form():
    draft = IP | {"city": None, "country": "  ", "port": None, "latitude": 1, "longitude": 2.5}
    plan = plan_add(draft)
    assert {"city", "country"}.isdisjoint(plan.form)
    assert (plan.form["latitude"], plan.form["longitude"]) == ("1", "2.5")
    assert plan.after.place == (1.0, 2.5)
    assert FieldChange("longitude", None, 2.5) in plan.changes
    assert plan.camera_id is None


@pytest.mark.parametrize(
    ("kind", "name"), [("ip", "ip"), ("non_ip", "snapshot_url"), ("stream", "m3u8_url")]
)
def test_each_type_needs_its_own_retrieval_data(kind, name):
    base = {"type": kind, "has_image": True, "has_video": False}
    value = "192.0.2.1" if kind == "ip" else "http://h.example/a"
    assert json.loads(plan_add(base | {name: value}).form["retrieval"])[name] == value
    with pytest.raises(FormatError, match="is needed"):
        plan_add(base)


@pytest.mark.parametrize(
    "values",
    [
        {"type": None},
        {"type": "webcam"},
        {"has_image": None},
        {"has_video": None},
        {"has_video": "yes"},
        {"latitude": 1.0},
        {"latitude": 91, "longitude": 0},
        {"port": 0},
        {"port": "80"},
        {"width": -5},
        {"frame_rate": 2.5},
        {"legacy_id": -1},
        {"utc_offset": 1.5},
        {"ip": "http://192.0.2.1/"},
        {"snapshot_url": "http://h.example/"},
        {"reference_url": "javascript:alert(1)"},
        {"city": "a\nb"},
        {"city": "x" * 3000},
        {"colour": "red"},
        {"camera_id": "mine"},
        {"unread": ()},
    ],
)
def test_a_draft_that_cannot_be_is_refused_in_words(values):
    with pytest.raises(FormatError) as caught:
        plan_add(IP | values)
    assert caught.value.message.endswith(".")


def test_a_plan_leaves_the_callers_values_alone():
    draft = dict(IP)
    plan_add(draft)
    assert draft == IP


def test_only_what_differs_is_sent():
    plan = plan_update(SHOWN, {"city": "Hastings", "country": "NZ", "width": 800})
    assert dict(plan.form) == {"city": "Hastings"}
    assert plan.changes == (FieldChange("city", "Napier", "Hastings"),)
    assert (plan.before, plan.after.city, plan.after.country) == (SHOWN, "Hastings", "NZ")


def test_retrieval_data_is_merged_with_what_is_there():
    plan = plan_update(SHOWN, {"image_path": "/new.jpg"})
    assert plan.form["type"] == "ip"
    assert json.loads(plan.form["retrieval"]) == {
        "brand": "Axis",
        "image_path": "/new.jpg",
        "ip": "192.0.2.17",
        "model": None,
        "port": 80,
        "video_path": "/mjpg/video.mjpg",
    }


def test_another_type_needs_its_own_retrieval_data():
    with pytest.raises(FormatError, match="address of the still is needed"):
        plan_update(SHOWN, {"type": "non_ip"})
    plan = plan_update(SHOWN, {"type": "non_ip", "snapshot_url": "http://h.example/a.jpg"})
    assert json.loads(plan.form["retrieval"]) == {"snapshot_url": "http://h.example/a.jpg"}
    with pytest.raises(FormatError, match="does not belong"):
        plan_update(SHOWN, {"snapshot_url": "http://h.example/a.jpg"})


def test_what_could_not_be_read_is_not_erased():
    half = read_camera(entry(1, retrieval={"ip": "192.0.2.1", "port": "many"}))
    with pytest.raises(FormatError, match="enter also: port"):
        plan_update(half, {"image_path": "/a"})
    assert json.loads(plan_update(half, {"image_path": "/a", "port": 81}).form["retrieval"])
    lost = read_camera(entry(1, retrieval="{broken"))
    with pytest.raises(FormatError, match="enter also"):
        plan_update(lost, {"ip": "192.0.2.1"})


def test_a_camera_of_an_unknown_type_keeps_its_retrieval_data():
    new = read_camera(entry(1, type="drone"))
    assert dict(plan_update(new, {"city": "Taupo"}).form) == {"city": "Taupo"}
    with pytest.raises(FormatError, match="drone"):
        plan_update(new, {"ip": "192.0.2.9"})


def test_unknown_retrieval_data_is_mentioned():
    camera = read_camera(entry(1, retrieval={"ip": "192.0.2.1", "codec": "h264"}))
    assert "retrieval.codec" in " ".join(plan_update(camera, {"port": 81}).notes)
    assert plan_update(camera, {"city": "Taupo"}).notes == ()


def test_what_is_to_be_emptied_stays_and_is_named():
    plan = plan_update(SHOWN, {"city": None, "state": "", "source": " ", "country": "AU"})
    assert plan.not_cleared == ("source", "city")
    assert dict(plan.form) == {"country": "AU"}


def test_conflicts_are_fields_that_differ_from_what_was_shown():
    now = msgspec.structs.replace(SHOWN, city="Wairoa", country="AU", source="other")
    plan = plan_update(now, {"city": "Hastings", "source": "other", "state": "HB"}, SHOWN)
    assert plan.conflicts == (FieldChange("city", "Napier", "Wairoa"),)


async def test_a_write_reads_the_camera_again_first(server, client):
    changed = faulty.ok(entry(1, city="Wairoa"))
    server.play(routed(cameras=in_turn(faulty.ok(entry(1)), changed)))
    plan = await client.plan_update("a", {"city": "Hastings"}, known=SHOWN)
    with pytest.raises(ResourceConflictError, match="city"):
        await client.write(plan)
    assert {request.method for request in server.requests} == {"GET"}


async def test_a_change_elsewhere_does_not_stop_a_write(server, client):
    written = faulty.ok({"cameraID": "a"})
    now = faulty.ok(entry(1, is_active_image=False))
    server.play(routed(cameras=in_turn(faulty.ok(entry(1)), now, written)))
    plan = await client.plan_update("a", {"city": "Hastings"})
    assert await client.write(plan) == "a"
    assert server.requests[-1].method == "PUT"
    assert parse_qsl(server.requests[-1].body.decode()) == [("city", "Hastings")]
    assert server.requests[-1].headers["content-type"] == "application/x-www-form-urlencoded"


async def test_nothing_to_write_is_not_written(server, client):
    server.play(routed(cameras=faulty.ok(entry(1))))
    plan = await client.plan_update("a", {"city": "Napier"})
    assert plan.is_empty
    with pytest.raises(FormatError, match="nothing"):
        await client.write(plan)
    assert len(asked(server)) == 1


async def test_an_added_camera_cannot_be_undone(server, client):
    with pytest.raises(FormatError, match="cannot be removed"):
        await client.plan_undo(client.plan_add(IP))
    assert server.connections == 0


@pytest.mark.parametrize("field", ["port", "latitude", "has_image", "type", "legacy_id"])
def test_every_field_says_what_is_wrong_with_it(field):
    with pytest.raises(FormatError) as caught:
        plan_update(SHOWN, {field: []})
    assert caught.value.message[0].isupper() or caught.value.message[0] == "“"
