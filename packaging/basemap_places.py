"""The basemap's names: towns from GeoNames, and where to write the names of countries."""

import json
import math
import unicodedata
from pathlib import Path

import numpy as np
import shapely
from basemap_reading import Topology

OTHER_NAMES_FROM = 100_000  # people; smaller towns are found by their main name only
LABEL_PX = 26  # half of what a country's name takes, in the inner circle of its largest part
RANKS = 7
PLAIN_LETTERS = str.maketrans("-_./", "    ", "'`")
# As maps have them.
SHORT_NAMES = {
    "The Netherlands": "Netherlands",
    "Democratic Republic of the Congo": "DR Congo",
    "Republic of the Congo": "Congo",
    "Bosnia and Herzegovina": "Bosnia and Herz.",
    "United Arab Emirates": "UAE",
}


def place_arrays(folder: Path) -> dict[str, np.ndarray]:
    """`place_...` of facespace_desk/map/places.py."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    codes = sorted(countries)
    towns = json.loads((folder / "cities5000.json").read_text(encoding="utf-8")).values()
    towns = [town for town in towns if town["countrycode"] in countries]
    towns = sorted(towns, key=lambda town: (-town["population"], town["geonameid"]))
    capitals = _capitals(countries, towns)
    return {
        "place_names": _lines(town["name"] for town in towns),
        "place_country": np.array([codes.index(t["countrycode"]) for t in towns], np.uint8),
        "place_country_codes": _lines(codes),
        "place_country_names": _lines(_country_name(countries[code]) for code in codes),
        "place_lon": np.array([town["longitude"] for town in towns], np.float32),
        "place_lat": np.array([town["latitude"] for town in towns], np.float32),
        "place_population": np.array([town["population"] for town in towns], np.int32),
        "place_capital": np.array([town["geonameid"] in capitals for town in towns], np.uint8),
        "place_other": _lines("\t".join(_other_names(town)) for town in towns),
    }


def country_arrays(topology: Topology, folder: Path) -> dict[str, np.ndarray]:
    """`country_...` of facespace_desk/map/basemap.py."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    by_number = {country["isonumeric"]: country for country in countries.values()}
    rows = []
    for geometry in topology.geometries("countries"):
        parts = topology.polygons(geometry)
        country = by_number.get(int(geometry["id"]) if geometry.get("id") else -1)
        name = _country_name(country) if country else geometry["properties"]["name"]
        square = shapely.box(-1, 0, 2, 1)
        largest = max((part.intersection(square) for part in parts), key=lambda part: part.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=1e-5)
        x, y = circle.coords[0]
        zoom = math.log2(LABEL_PX / 256 / circle.length)
        rank = min(max(round(zoom - 2), 0), RANKS - 1)
        people = country["population"] if country else 0
        lat = math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi)))
        rows.append(
            (rank, -people, name, country["iso"] if country else "", x % 1 * 360 - 180, lat)
        )
    rows.sort()
    rank, _, name, code, lon, lat = zip(*rows, strict=True)
    return {
        "country_names": _lines(name),
        "country_codes": _lines(code),
        "country_lon": np.array(lon, np.float32),
        "country_lat": np.array(lat, np.float32),
        "country_rank": np.array(rank, np.uint8),
    }


def _capitals(countries: dict, towns: list[dict]) -> set[int]:
    """GeoNames numbers of the capitals: the largest town of the country that is named so."""
    found: dict[str, int] = {}
    for town in towns:
        code = town["countrycode"]
        names = {_folded(town["name"]), *map(_folded, town["alternatenames"])}
        if code not in found and _folded(countries[code]["capital"] or "-") in names:
            found[code] = town["geonameid"]
    return set(found.values())


def _country_name(country: dict) -> str:
    return SHORT_NAMES.get(country["name"], country["name"])


def _other_names(town: dict) -> list[str]:
    """Names in Latin letters by which a large town may be looked for, without its own, folded."""
    if town["population"] < OTHER_NAMES_FROM:
        return []
    known = {_folded(town["name"])}
    found = []
    for name in town["alternatenames"]:
        plain = _folded(name)
        if plain.isascii() and len(plain) > 3 and plain not in known and plain.isprintable():
            known.add(plain)
            found.append(plain)
    return found


def _folded(text: str) -> str:
    """As facespace_desk/map/places.py folds what is typed, as far as ASCII names need it."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(plain.translate(PLAIN_LETTERS).split())


def _lines(texts: object) -> np.ndarray:
    lines = [text.replace("\n", " ") for text in texts]
    return np.frombuffer("\n".join(lines).encode(), np.uint8)
