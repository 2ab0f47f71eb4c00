"""What is kept or compared stays English, and is shown in the operator's language.

In a process of its own: the language is chosen before what speaks is imported.
"""

import json
import subprocess
import sys

OTHER = """
import json
from facespace_desk.language import Language, speak

speak(Language("xx", lambda text, _comment, _n: f"<{text}>"))

from facespace_desk.amigocloud.live.records import Unreadable
from facespace_desk.amigocloud.model.event_rows import UNREADABLE, name_text, new_event
from facespace_desk.amigocloud.model.event_search import narrowing
from facespace_desk.amigocloud.model.gaps import LEFT, cause_words
from facespace_desk.amigocloud.model.words import FAILED, outcome_words
from facespace_desk.modelkit.filters import Chip, Filter, Op


def needle(text):
    return narrowing(Filter((Chip("name", Op.CONTAINS, text),))).text


print(json.dumps({
    "kept": [new_event(Unreadable(0, "why", "start", 3)).name, LEFT, FAILED],
    "shown": [name_text(UNREADABLE), cause_words(LEFT), outcome_words(FAILED)],
    "of others": [name_text("realtime"), cause_words("No route."), outcome_words("200 OK")],
    "needles": [needle("<(unread"), needle("realtime")],
}))
"""


def test_what_is_kept_is_english_and_what_is_shown_is_not() -> None:
    run = subprocess.run(
        [sys.executable, "-c", OTHER], capture_output=True, text=True, check=True, timeout=60
    )
    said = json.loads(run.stdout)

    assert said["kept"] == ["(unreadable packet)", "Disconnected by the operator.", "failed"]
    assert said["shown"] == [f"<{text}>" for text in said["kept"]]
    assert said["of others"] == ["realtime", "No route.", "200 OK"]
    assert said["needles"] == ["", "realtime"]  # what is shown in other words is not in the store
