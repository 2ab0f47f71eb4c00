"""What the CAM2 simulator, and the cameras that it lists, can be made to go through."""

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
            refused="Client refused (401)",
            says="Bad client secret",
            signs_in_with="the client secret",
        ),
        (
            Situation(
                "Tokens live for 10 seconds",
                "A token must be fetched again every few seconds, also while calls are open.",
                switches={"token_life_s": SHORT_LIFE_S},
            ),
            Situation(
                "Pages repeat",
                "Pages of a search overlap and never end.",
                switches={"repeat_pages": True},
            ),
            Situation(
                "Radius in metres",
                "The server takes a radius for metres: a search in a circle finds too little.",
                switches={"radius_unit": "m"},
            ),
            Situation(
                "Odd shapes",
                "Every tenth camera comes in a shape that no document names.",
                switches={"odd_shapes": True},
            ),
            Situation(
                "Hostile texts",
                "Cameras say texts that try to break a careless program.",
                switches={"hostile_texts": True},
            ),
        ),
        (
            _pictures("Cameras are slow", "Every picture takes some seconds.", "slow"),
            _pictures("Cameras are dead", "No camera answers at all.", "silent"),
            _pictures("Cameras want a login", "Every camera asks who is there.", "denied"),
            _pictures("Cameras send web pages", "A web page comes from every camera.", "html"),
            _pictures("Cameras never finish", "Every picture begins and never ends.", "never"),
            _pictures("Cameras send bombs", "Small pictures that unpack to gigabytes.", "bomb"),
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
    incidents=(Incident("All tokens expire now", "All tokens have expired.", "expire"),),
)
