"""The analytics of the start; between them their documents use every type of input and parameter.

Documents are in the form of wire section 5.3.
"""

from __future__ import annotations

from facespace_desk.demo.voxel51.account import (
    DAY_S,
    OF_APPLICATION,
    OF_USER,
    PUBLIC,
    Analytic,
    Document,
)

_ALL = ("CPU", "GPU")
_LABELS = ("labels", "types.VideoLabels", "labels.json", "What was seen in each frame")
_VIDEO = ("video", "types.Video", "video.mp4", "The video that was looked at")
_FRAMES = ("frames", "types.ImageSequence", "frames/%06d.jpg", "All frames as pictures")
_TABLE = ("table", "types.File", "objects.csv", "A line for each object in each frame")
_COVER = ("picture", "types.Image", "keyframe.jpg", "The frame that shows the most")


def analytics(now_s: float) -> list[Analytic]:
    """Twelve, the last uploaded last."""
    rows = [_vehicles("1.0"), _vehicles("1.2"), *_of_others(), *_own()]
    for number, row in enumerate(rows):
        row.upload_s = now_s - (400 - 30 * number) * DAY_S
    return rows


def _analytic(
    number: int,
    name: str,
    version: str,
    document: Document,
    *,
    owner: str = PUBLIC,
    images: tuple[str, ...] = _ALL,
    sort: str = "PLATFORM",
) -> Analytic:
    info = document["info"]
    assert isinstance(info, dict)
    info |= {"name": name.rpartition("/")[2], "version": version}
    return Analytic(
        id=f"{number:08x}-51a0-4c00-8000-{number * 977:012x}",
        name=name,
        version=version,
        owner=owner,
        document=document,
        upload_s=0.0,
        type=sort,
        images=set(images),
    )


def _document(
    description: str,
    inputs: list[Document],
    parameters: list[Document],
    outputs: list[tuple[str, str, str, str]],
    *,
    cpu: bool = True,
    gpu: bool = True,
) -> Document:
    return {
        "info": {
            "name": "",
            "version": "",
            "description": description,
            "supports_cpu": cpu,
            "supports_gpu": gpu,
        },
        "inputs": inputs,
        "parameters": parameters,
        "outputs": [
            {
                "name": name,
                "type": sort,
                "description": words,
                "filename": filename,
                "post_as_data": False,
                "schema": None,
            }
            for name, sort, filename, words in outputs
        ],
        "zip_outputs": len(outputs) > 1,
    }


def _input(name: str, sort: str, words: str, *, required: bool = True) -> Document:
    return {"name": name, "type": sort, "description": words, "required": required}


def _parameter(
    name: str, sort: str, words: str, default: object = None, **more: object
) -> Document:
    base = {"name": name, "type": sort, "description": words, "required": False}
    return base | {"default": default} | more


_ONE_VIDEO = [_input("video", "types.Video", "The video to look at")]


def _vehicles(version: str) -> Analytic:
    parameters = [
        _parameter(
            "confidence",
            "types.Number",
            "Least confidence of a label, 0..1",
            0.5,
            placeholder="0.5",
            minimum=0,
            maximum=1,
        ),
        _parameter("track", "types.Boolean", "Give each vehicle one index", default=True),
        _parameter(
            "labels", "types.StringArray", "Labels to look for", ["car", "truck", "bicycle"]
        ),
    ]
    words = "Finds and follows vehicles on roads.\n\nLabels: car, truck, bicycle, box."
    document = _document(words, list(_ONE_VIDEO), parameters, [_LABELS, _VIDEO])
    return _analytic(1 if version == "1.0" else 2, "voxel51/vehicle-sense", version, document)


def _of_others() -> list[Analytic]:
    blur = _parameter("strength", "types.Number", "0..1", 0.5, placeholder="0.5")
    return [
        _analytic(
            3,
            "voxel51/scene-sense",
            "0.9",
            _document(
                "Weather, time of day and traffic of each frame.",
                [_input("video", "types.Video", "The video to look at")],
                [_parameter("every", "types.Integer", "Look at each n-th frame", 1, minimum=1)],
                [_TABLE],
                gpu=False,
            ),
            images=("CPU",),
        ),
        _analytic(4, "voxel51/road-tracker", "3.1", _everything()),
        _analytic(
            5,
            "acme/plate-blur",
            "1.2",
            _document(
                "Blurs number plates.",
                list(_ONE_VIDEO),
                [blur, _parameter("mask", "types.Image", "Where to blur; all over without one")],
                [("video", "types.Video", "out.mp4", "Result")],
            ),
        ),
        _analytic(
            6,
            "acme/face-blur",
            "1.0",
            _document(
                "Finds faces and blurs them.",
                list(_ONE_VIDEO),
                [dict(blur)],
                [("video", "types.Video", "blurred.mp4", "Result")],
                cpu=False,
            ),
            images=("GPU",),
        ),
        _analytic(
            7,
            "acme/keyframe",
            "1.0",
            _document("Chooses the frame that shows the most.", list(_ONE_VIDEO), [], [_COVER]),
        ),
        _analytic(
            8,
            "acme/object-count",
            "2.0",
            _document(
                "Counts what can be seen, frame by frame.",
                [_input("video", "types.VideoFile", "The video to count in")],
                [_parameter("label", "types.String", "What to count", required=True)],
                [_TABLE],
                gpu=False,
            ),
            images=("CPU",),
        ),
    ]


def _own() -> list[Analytic]:
    dock = [_LABELS, _FRAMES, _TABLE]
    words = "Watches a loading dock: what stands there, and what is taken away."
    hours = _parameter("hours", "types.Object", "Opening hours", {"from": 6, "to": 20})
    return [
        _analytic(
            9,
            "northgate/dock-watch",
            "0.3",
            _document(words, list(_ONE_VIDEO), [hours], dock),
            owner=OF_USER,
        ),
        _analytic(
            10,
            "northgate/dock-watch",
            "0.4",
            _document(words, list(_ONE_VIDEO), [dict(hours)], dock),
            owner=OF_USER,
            images=(),
        ),
        _analytic(
            11,
            "northgate/still-labels",
            "1.0",
            _document(
                "Labels single pictures; the platform runs it over each frame of a video.",
                [_input("image", "types.Image", "A picture, or a video frame by frame")],
                [],
                [_LABELS],
                gpu=False,
            ),
            owner=OF_USER,
            images=("CPU",),
            sort="IMAGE_TO_VIDEO",
        ),
        _analytic(
            12,
            "portal/yard-count",
            "1.0",
            _document("Counts what stands in a yard.", list(_ONE_VIDEO), [], [_TABLE, _VIDEO]),
            owner=OF_APPLICATION,
        ),
    ]


def _everything() -> Document:
    """A document with every type of input and parameter."""
    return _document(
        "Follows everything on a road, with every setting that there is.",
        [
            _input("video", "types.Video", "The video to look at"),
            _input("reference", "types.Image", "A picture of the empty road", required=False),
            _input("stills", "types.ImageSequence", "Pictures of the place", required=False),
            _input("known", "types.VideoLabels", "Labels to start from", required=False),
            _input("records", "types.DataRecords", "Weather by the hour", required=False),
            _input("archive", "types.ZippedVideoFile", "More videos", required=False),
            _input("map", "types.JSONFile", "Lanes, as GeoJSON", required=False),
        ],
        [
            _parameter("confidence", "types.Number", "Least confidence", 0.4, minimum=0, maximum=1),
            _parameter("most", "types.Integer", "Most objects", 20, minimum=1, maximum=200),
            _parameter("draw", "types.Boolean", "Draw boxes", default=False),
            _parameter("title", "types.String", "Written over it", "", placeholder="North gate"),
            _parameter("mode", "types.String", "How", "fast", choices=["fast", "exact"]),
            _parameter("colours", "types.StringArray", "Of the boxes", ["red", "blue"]),
            _parameter("speeds", "types.NumberArray", "Limits in km/h", [30, 50]),
            _parameter("zones", "types.Array", "Areas to leave out", []),
            _parameter("lanes", "types.ObjectArray", "Lanes by hand", []),
            _parameter("origin", "types.Point", "Where counting begins", {"x": 0.5, "y": 0.5}),
            _parameter("options", "types.Object", "Anything else", {}),
            _parameter("config", "types.Config", "A whole configuration", None),
            _parameter("mask", "types.Image", "Where to look"),
            _parameter("example", "types.Video", "Of a good result"),
            _parameter("weights", "types.Weights", "Of the network"),
            _parameter("lookup", "types.JSONFile", "Names of labels"),
            _parameter("nothing", "types.Null", "Kept for later"),
        ],
        [_LABELS, _VIDEO, _TABLE, _COVER],
    )
