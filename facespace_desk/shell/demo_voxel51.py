"""What the Voxel51 simulator can be made to go through."""

from facespace_desk.language import tr
from facespace_desk.shell.demo_common import CONNECTIONS, NORMAL, answers
from facespace_desk.shell.demo_situations import Incident, ServiceDemo, Situation

VOXEL51 = ServiceDemo(
    id="voxel51",
    title="Voxel51",
    sections=(
        (NORMAL,),
        CONNECTIONS,
        answers(
            refused=tr("Tokens refused (401)"),
            says="Invalid token",
            words=tr("The server no longer accepts the tokens."),
        ),
        (
            Situation(
                tr("The platform says that jobs are down"),
                tr("Its status says so, and jobs wait; data is there."),
                switches={"jobs_up": False},
            ),
            Situation(
                tr("The platform says that all is down"),
                tr("Its status says so; whether it answers is another matter."),
                switches={"platform_up": False, "jobs_up": False},
            ),
        ),
        (
            Situation(
                tr("Jobs fail: the user’s fault"),
                tr("Jobs that are started from now on fail because of what they were given."),
                switches={"outcome": "USER"},
            ),
            Situation(
                tr("Jobs fail: the analytic’s fault"),
                tr("Jobs that are started from now on fail in their program."),
                switches={"outcome": "ANALYTIC"},
            ),
            Situation(
                tr("Jobs fail: the platform’s fault"),
                tr("Jobs that are started from now on are let down by their machine."),
                switches={"outcome": "PLATFORM"},
            ),
            Situation(
                tr("Jobs take long"),
                tr("Jobs that are started from now on wait and run for minutes."),
                switches={"queued_s": 30.0, "scheduled_s": 30.0, "running_s": 240.0},
            ),
        ),
        (
            Situation(
                tr("Downloads break off"),
                tr("Each file ends in the middle."),
                switches={"body": "cut"},
            ),
            Situation(
                tr("Hostile names"),
                tr("Files are named so that they would land outside the chosen folder."),
                switches={"names": "parent"},
            ),
            Situation(
                tr("A zip that leads outside"),
                tr("Outputs hold files that would be written elsewhere."),
                switches={"outputs": "slip"},
            ),
            Situation(
                tr("A zip that swells"),
                tr("Outputs are small, and unpack to more than any disk holds."),
                switches={"outputs": "bomb"},
            ),
            Situation(
                tr("Questions lose their conditions"),
                tr("Something on the way drops the bodies of questions: lists come whole."),
                switches={"get_bodies": "ignored"},
            ),
        ),
    ),
    usual={
        "latency_s": 0.0,
        "platform_up": True,
        "jobs_up": True,
        "outcome": "complete",
        "queued_s": 1.0,
        "scheduled_s": 1.0,
        "running_s": 6.0,
        "body": "whole",
        "names": "normal",
        "outputs": "right",
        "get_bodies": "read",
    },
    incidents=(
        Incident(
            tr("Signed addresses expire"), tr("All addresses of files have run out."), "expire"
        ),
    ),
)
