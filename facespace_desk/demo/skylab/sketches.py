"""What the account's own photos show and how they are stored; they are drawn when asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

SUBJECTS = ("portrait", "vase", "bottle", "flowers", "fruit", "arch", "cake", "lamp")
LARGEST = (6000, 4500)  # exactly the 27,000,000 pixels that may be uploaded (wire section 4.1)
_SIZES = (  # upright width and height, and how often
    ((1500, 1000), 30),
    ((1200, 1600), 22),
    ((1920, 1280), 16),
    ((1080, 1080), 10),
    ((2400, 1600), 12),
    ((1600, 2400), 6),
    ((4000, 3000), 2),
    ((640, 480), 2),
)
_CAMERAS = (
    ("Holtmann", "Holtmann R5"),
    ("Kestrel", "K-7 Mark II"),
    ("Lumen", "Lumen Z 50"),
    ("Pocket", "Pocket Phone 12"),
)
_PLACES = ((38.7223, -9.1393), (59.9139, 10.7522), (45.4384, 10.9916), (-33.9249, 18.4241))
_TURNED = (6, 8, 3, 6, 8, 2, 4, 5, 7)


@dataclass(frozen=True)
class Sketch:
    """Width and height are of the upright picture; *orientation* is EXIF's, 1 to 8."""

    seed: int
    number: int
    subject: str
    width: int
    height: int
    kind: str  # "jpg", "png", "webp"
    orientation: int
    colours: str  # "srgb", "p3" (with its profile), "bare" (no profile), "cmyk", "grey", ...
    camera: tuple[str, str]  # maker and model; of PNGs nothing is said
    taken_s: int
    place: tuple[float, float] | None

    @property
    def file_name(self) -> str:
        """On the shelf."""
        return f"sketch-{self.seed}-{self.number}.{self.kind}"

    def as_background(self, subject: str) -> Sketch:
        """A wide, plainly stored picture of *subject* instead."""
        return replace(
            self,
            subject=subject,
            width=2400,
            height=1600,
            kind="jpg",
            orientation=1,
            colours="srgb",
        )


def sketch(seed: int, number: int, now_s: float) -> Sketch:
    """What photo *number* of the world shows; a few are odd in some way."""
    dice = Random(seed * 100_000 + number)
    kind, colours = _manner(dice, number)
    width, height = LARGEST if number % 211 == 41 else _chosen_size(dice)
    is_turned = kind == "jpg" and dice.random() < 0.2
    return Sketch(
        seed=seed,
        number=number,
        subject=SUBJECTS[int(dice.random() * len(SUBJECTS))],
        width=width,
        height=height,
        kind=kind,
        orientation=_TURNED[int(dice.random() * len(_TURNED))] if is_turned else 1,
        colours=colours,
        camera=_CAMERAS[int(dice.random() * len(_CAMERAS))],
        taken_s=int(now_s - 86_400 * (2 + 20 * dice.random())),
        place=_PLACES[int(dice.random() * len(_PLACES))] if dice.random() < 0.4 else None,
    )


def _chosen_size(dice: Random) -> tuple[int, int]:
    left = dice.random() * sum(weight for _, weight in _SIZES)
    for size, weight in _SIZES:
        left -= weight
        if left < 0:
            return size
    return _SIZES[0][0]


def _manner(dice: Random, number: int) -> tuple[str, str]:
    """How it is stored; every kind comes among the first fifty."""
    odd = {7: ("jpg", "cmyk"), 13: ("png", "16 bit"), 19: ("png", "alpha"), 23: ("webp", "alpha")}
    odd |= {29: ("jpg", "grey"), 31: ("webp", "srgb"), 37: ("jpg", "p3"), 43: ("png", "srgb")}
    if number % 50 in odd:
        return odd[number % 50]
    chance = dice.random()
    if chance < 0.1:
        return "jpg", "p3"
    return "jpg", "bare" if chance < 0.25 else "srgb"
