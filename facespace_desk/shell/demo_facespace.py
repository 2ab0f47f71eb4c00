"""What the FaceSpace simulator can be made to go through."""

from facespace_desk.language import tr
from facespace_desk.shell.demo_common import CONNECTIONS, NORMAL, answers
from facespace_desk.shell.demo_situations import ServiceDemo, Situation

FACESPACE = ServiceDemo(
    id="facespace",
    title="FaceSpace",
    sections=(
        (NORMAL,),
        CONNECTIONS,
        answers(
            refused=tr("Key refused (401)"),
            says="API key is not valid",
            words=tr("The server no longer accepts the key."),
        ),
        (
            Situation(
                tr("No cameras active"),
                tr("The server sends the stop signal; choose “Everything works” to go live again."),
                script="no cameras",
            ),
            Situation(
                tr("Maintenance notice"),
                tr("The server sends a notice between its pictures."),
                script="maintenance",
            ),
            Situation(
                tr("Hostile names"),
                tr("One camera reports names that try to break a careless program."),
                switches={"hostile_names": True},
            ),
            Situation(
                tr("Hostile cameras"),
                tr("There are cameras whose ids try to break a careless program."),
                switches={"hostile_cameras": True},
            ),
        ),
    ),
    usual={"latency_s": 0.0, "hostile_names": False, "hostile_cameras": False},
    has_scripts=True,
)
