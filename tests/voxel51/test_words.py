"""Whatever a table of words is asked for, it has a word for, and no two are alike."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import pytest

from facespace_desk.voxel51.document import KIND_WORDS, FieldKind
from facespace_desk.voxel51.model import data_rows, job_states
from facespace_desk.voxel51.model.matrix import PHASE_WORDS, Phase
from facespace_desk.voxel51.model.matrix_columns import ROW_WORDS, RowState
from facespace_desk.voxel51.model.provenance import TITLES, Origin
from facespace_desk.voxel51.model.publishing import DONE_WORDS, Deed
from facespace_desk.voxel51.model.status import SIDE_WORDS, Side
from facespace_desk.voxel51.preflight import FATE_WORDS, Fate
from facespace_desk.voxel51.query import FIELDS, SEARCHABLE, Subject
from facespace_desk.voxel51.records import JobState
from facespace_desk.voxel51.view.field_words import FIND, LOOK_FOR, field_title, field_words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FieldKind, KIND_WORDS),
        (data_rows.DataAct, data_rows.VERBS),
        (job_states.Act, job_states.VERBS),
        (job_states.Act, job_states.PAST),
        (Phase, PHASE_WORDS),
        (RowState, ROW_WORDS),
        (Origin, TITLES),
        (Deed, DONE_WORDS),
        (Side, SIDE_WORDS),
        (Fate, FATE_WORDS),
        (Subject, FIND),
        (Subject, LOOK_FOR),
    ],
)
def test_each_has_a_word_of_its_own(kind: type[Enum], words: Mapping[Enum, str]) -> None:
    assert set(words) == set(kind)
    assert len(set(words.values())) == len(words)


def test_each_state_has_a_word_of_its_own_and_a_new_one_keeps_its_name() -> None:
    assert len({job_states.state_word(state) for state in JobState}) == len(JobState)
    assert job_states.state_word("PREEMPTED") == "PREEMPTED"


@pytest.mark.parametrize("subject", Subject)
def test_each_field_of_a_query_has_a_word_of_its_own(subject: Subject) -> None:
    names = {*FIELDS[subject], *SEARCHABLE[subject]}
    assert len({field_words(name) for name in names}) == len(names)
    assert all(field_title(name)[0].isupper() for name in names)
    assert field_words("frame_rate") == "frame rate"  # of a newer service
