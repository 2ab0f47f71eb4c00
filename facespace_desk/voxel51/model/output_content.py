"""What is shown of one file of an output. Reading blocks: call it in a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from facespace_desk.pictures.raster import PictureTrouble, Raster
from facespace_desk.voxel51.archive import Entry, OutputTrouble
from facespace_desk.voxel51.film import Film, PictureFilm, VideoFilm
from facespace_desk.voxel51.labels import Labels
from facespace_desk.voxel51.model.label_index import LabelIndex
from facespace_desk.voxel51.outputs import Kind, Output, Table, kind_of

PICTURE_BOX: Final = (2560, 1600)
_TEXT_CHARS: Final = 2**18  # more text than anybody reads makes the window wait
_NESTED: Final = "A zip in the zip is not opened; save it to look into it."
_NO_WAY: Final = "This console has no way to show it; save it to open it."


@dataclass(frozen=True)
class Json:
    """Any JSON, as plain values."""

    value: Any


@dataclass(frozen=True)
class Text:
    """A text, as far as it is shown."""

    text: str
    is_cut: bool = False


@dataclass(frozen=True)
class Frames:
    """A film with labels, or one of both."""

    film: Film | None
    labels: Labels | None
    index: LabelIndex | None


@dataclass(frozen=True)
class Nothing:
    """Why nothing is shown, in one sentence."""

    words: str
    is_trouble: bool = True


Content = Json | Text | Frames | Nothing | Table | Raster


def read(output: Output, entry: Entry, folder: Path) -> Content:
    """*entry* as it is best looked at. Videos are taken out into *folder*. Blocks."""
    if entry.refusal:
        return Nothing(entry.refusal)
    try:
        return _read(output, entry, kind_of(entry.name), folder)
    except OutputTrouble as trouble:
        return Nothing(str(trouble))
    except PictureTrouble as trouble:
        return Nothing(trouble.words)
    except OSError as error:
        return Nothing(f"The file cannot be put onto the disk: {error.strerror}.")


def as_json(output: Output, entry: Entry) -> Content:
    """Labels as the JSON that they are."""
    try:
        return Json(output.json(entry))
    except OutputTrouble as trouble:
        return Nothing(str(trouble))


def film_of(path: Path) -> Film:
    """A video of this computer. Raises OutputTrouble."""
    return VideoFilm(path)


def _read(output: Output, entry: Entry, kind: Kind, folder: Path) -> Content:
    if kind is Kind.VIDEO:
        found, index = _labels(output)
        return Frames(_video(output, entry, folder), found, index)
    if kind is Kind.LABELS:
        labels = output.labels(entry)
        return Frames(_film(output, folder), labels, LabelIndex(labels))
    return _READERS[kind](output, entry)


def _text(output: Output, entry: Entry) -> Text:
    text = output.text(entry)
    return Text(text[:_TEXT_CHARS], len(text) > _TEXT_CHARS)


_READERS: Final[Mapping[Kind, Callable[[Output, Entry], Content]]] = {
    Kind.JSON: lambda output, entry: Json(output.json(entry)),
    Kind.TABLE: lambda output, entry: output.table(entry),
    Kind.PICTURE: lambda output, entry: output.picture(entry, PICTURE_BOX),
    Kind.TEXT: _text,
    Kind.ZIP: lambda _output, _entry: Nothing(_NESTED, False),
    Kind.OTHER: lambda _output, _entry: Nothing(_NO_WAY, False),
}


def _film(output: Output, folder: Path) -> Film | None:
    """What the labels are about, as far as the output has it."""
    video = output.video_entry()
    if video is not None:
        return _video(output, video, folder)
    frames = {number: each for number, each in output.frames().items() if not each.refusal}
    return PictureFilm(output, frames) if frames else None


def _video(output: Output, entry: Entry, folder: Path) -> Film:
    path = output.take_out(entry, folder) if output.is_zip else output.path
    return VideoFilm(path)


def _labels(output: Output) -> tuple[Labels | None, LabelIndex | None]:
    """The labels of the output, if they can be read; the video is shown in any case."""
    entry = output.labels_entry()
    if entry is None:
        return None, None
    try:
        labels = output.labels(entry)
    except OutputTrouble:
        return None, None
    return labels, LabelIndex(labels)
