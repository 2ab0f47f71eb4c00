"""What the Voxel51 simulator can be made to go through."""

from facespace_desk.shell.demo_common import CONNECTIONS, NORMAL, answers
from facespace_desk.shell.demo_situations import Incident, ServiceDemo, Situation

VOXEL51 = ServiceDemo(
    id="voxel51",
    title="Voxel51",
    sections=(
        (NORMAL,),
        CONNECTIONS,
        answers(
            refused="Tokens refused (401)",
            says="Invalid token",
            signs_in_with="the tokens",
        ),
        (
            Situation(
                "The platform says that jobs are down",
                "Its status says so, and jobs wait; data is there.",
                switches={"jobs_up": False},
            ),
            Situation(
                "The platform says that all is down",
                "Its status says so; whether it answers is another matter.",
                switches={"platform_up": False, "jobs_up": False},
            ),
        ),
        (
            Situation(
                "Jobs fail: the user’s fault",
                "Jobs that are started from now on fail because of what they were given.",
                switches={"outcome": "USER"},
            ),
            Situation(
                "Jobs fail: the analytic’s fault",
                "Jobs that are started from now on fail in their program.",
                switches={"outcome": "ANALYTIC"},
            ),
            Situation(
                "Jobs fail: the platform’s fault",
                "Jobs that are started from now on are let down by their machine.",
                switches={"outcome": "PLATFORM"},
            ),
            Situation(
                "Jobs take long",
                "Jobs that are started from now on wait and run for minutes.",
                switches={"queued_s": 30.0, "scheduled_s": 30.0, "running_s": 240.0},
            ),
        ),
        (
            Situation(
                "Downloads break off",
                "Each file ends in the middle.",
                switches={"body": "cut"},
            ),
            Situation(
                "Hostile names",
                "Files are named so that they would land outside the chosen folder.",
                switches={"names": "parent"},
            ),
            Situation(
                "A zip that leads outside",
                "Outputs hold files that would be written elsewhere.",
                switches={"outputs": "slip"},
            ),
            Situation(
                "A zip that swells",
                "Outputs are small, and unpack to more than any disk holds.",
                switches={"outputs": "bomb"},
            ),
            Situation(
                "Questions lose their conditions",
                "Something on the way drops the bodies of questions: lists come whole.",
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
        Incident("Signed addresses expire", "All addresses of files have run out.", "expire"),
    ),
)
