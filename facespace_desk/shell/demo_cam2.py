"""What the CAM2 simulator, and the cameras that it lists, can be made to go through."""

from facespace_desk.language import tr
from facespace_desk.shell.demo_common import CONNECTIONS, NORMAL, answers
from facespace_desk.shell.demo_situations import Incident, ServiceDemo, Situation

SHORT_LIFE_S = 10.0


def _pictures(title: str, words: str, kind: str) -> Situation:
    return Situation(title, words, switches={"picture": kind})


CAM2 = ServiceDemo(
    id="cam2",
    title="CAM2",
    sections=(
        (NORMAL,),
        CONNECTIONS,
        answers(
            refused=tr("Client refused (401)"),
            says="Bad client secret",
            words=tr("The server no longer accepts the client secret."),
        ),
        (
            Situation(
                tr("Tokens live for 10 seconds"),
                tr("A token must be fetched again every few seconds, also while calls are open."),
                switches={"token_life_s": SHORT_LIFE_S},
            ),
            Situation(
                tr("Pages repeat"),
                tr("Pages of a search overlap and never end."),
                switches={"repeat_pages": True},
            ),
            Situation(
                tr("Radius in metres"),
                tr("The server takes a radius for metres: a search in a circle finds too little."),
                switches={"radius_unit": "m"},
            ),
            Situation(
                tr("Odd shapes"),
                tr("Every tenth camera comes in a shape that no document names."),
                switches={"odd_shapes": True},
            ),
            Situation(
                tr("Hostile texts"),
                tr("Cameras say texts that try to break a careless program."),
                switches={"hostile_texts": True},
            ),
        ),
        (
            _pictures(tr("Cameras are slow"), tr("Every picture takes some seconds."), "slow"),
            _pictures(tr("Cameras are dead"), tr("No camera answers at all."), "silent"),
            _pictures(tr("Cameras want a login"), tr("Every camera asks who is there."), "denied"),
            _pictures(
                tr("Cameras send web pages"), tr("A web page comes from every camera."), "html"
            ),
            _pictures(
                tr("Cameras never finish"), tr("Every picture begins and never ends."), "never"
            ),
            _pictures(
                tr("Cameras send bombs"), tr("Small pictures that unpack to gigabytes."), "bomb"
            ),
        ),
    ),
    usual={
        "latency_s": 0.0,
        "token_life_s": 300.0,
        "repeat_pages": False,
        "radius_unit": "km",
        "odd_shapes": False,
        "hostile_texts": False,
        "picture": "",
    },
    incidents=(Incident(tr("All tokens expire now"), tr("All tokens have expired."), "expire"),),
)
