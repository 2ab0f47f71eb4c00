"""What the AmigoCloud simulator can be made to go through."""

from facespace_desk.language import tr
from facespace_desk.shell.demo_common import CONNECTIONS, NORMAL, answers
from facespace_desk.shell.demo_situations import Incident, ServiceDemo, Situation

USUAL_RATE = 360.0  # reports a second, as demo/services.py has it

AMIGOCLOUD = ServiceDemo(
    id="amigocloud",
    title="AmigoCloud",
    sections=(
        (NORMAL,),
        CONNECTIONS,
        answers(
            refused=tr("Token refused (401)"),
            says="Invalid token",
            words=tr("The server no longer accepts the token."),
        ),
        (
            Situation(
                tr("Nothing moves"),
                tr("No position reports come; the line stays up."),
                switches={"reports_per_s": 0.0},
            ),
            Situation(
                tr("Rush hour (1,000 reports/s)"),
                tr("A thousand position reports come each second."),
                switches={"reports_per_s": 1_000.0},
            ),
            Situation(
                tr("Flood (5,000 reports/s)"),
                tr("Five thousand position reports come each second."),
                switches={"reports_per_s": 5_000.0},
            ),
            Situation(
                tr("Latitude and longitude swapped"),
                tr(
                    "A faulty tracker sends them the wrong way round: reports out of range "
                    "are counted and not shown."
                ),
                switches={"report_values": "swapped"},
            ),
        ),
        (
            Situation(
                tr("Live line down (503)"),
                tr("Whoever connects to live events is turned away; those who are keep the line."),
                switches={"socket_status": 503},
            ),
            Situation(
                tr("Live line falls silent"),
                tr("Not even heartbeats are answered: the line seems open and is dead."),
                switches={"mute": True, "ping_interval_s": 3.0, "ping_timeout_s": 6.0},
            ),
            Situation(
                tr("No web sockets"),
                tr("Web sockets are refused, as by a strict proxy; polling works."),
                switches={"transports": "refused upgrade"},
            ),
            Situation(
                tr("A newer server (Engine.IO 4)"),
                tr("The live line speaks Engine.IO 4 only, from the next connection on."),
                switches={"socket_server": "4.x"},
            ),
            Situation(
                tr("One subscription at a time"),
                tr("A dataset's subscription ends the one before it."),
                switches={"single_subscription": True},
            ),
        ),
        (
            Situation(
                tr("Jobs fail"),
                tr("Work in the background ends badly."),
                switches={"job_end": "FAILURE"},
            ),
            Situation(
                tr("Links lead elsewhere"),
                tr("Next pages, pictures and files are said to be on another server."),
                switches={"foreign_links": True},
            ),
            Situation(
                tr("Pages repeat"),
                tr("Each next page is the one before."),
                switches={"loop_next": True},
            ),
        ),
    ),
    usual={
        "latency_s": 0.0,
        "reports_per_s": USUAL_RATE,
        "report_values": "texts",
        "socket_status": 0,
        "mute": False,
        "ping_interval_s": 25.0,
        "ping_timeout_s": 60.0,
        "transports": "both",
        "socket_server": "1.x",
        "single_subscription": False,
        "job_end": "SUCCESS",
        "foreign_links": False,
        "loop_next": False,
    },
    incidents=(
        Incident(tr("Drop every live line"), tr("All live lines were cut."), "drop"),
        Incident(
            tr("All tickets become void"), tr("All tickets for live events are void."), "void"
        ),
        Incident(
            tr("Unfinished uploads expire"),
            tr("Uploads in pieces have expired at the service."),
            "expire",
        ),
    ),
)
