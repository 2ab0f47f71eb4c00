"""Libraries of others in wheels whose metadata tells of the wheel alone: name and licence of each.

A library is known by how its file begins, on any system: `libx264-d6533a8d.so.165`,
`libx264.165.dylib` and `x264-165.dll` are all x264. Their texts are in `packaging/licences`, those
of numpy's and Pillow's in the licences of these two.
"""

from __future__ import annotations

import re

FFMPEG = "LGPL-3.0-or-later"
EITHER = "LGPL-3.0-or-later OR GPL-2.0-or-later"
# Beginning of the file's name, without "lib": whose it is, and its licence.
KNOWN = {
    # av. FFmpeg asks for all the others when it is loaded, so none of them can stay out.
    "avcodec": ("ffmpeg", FFMPEG),
    "avdevice": ("ffmpeg", FFMPEG),
    "avfilter": ("ffmpeg", FFMPEG),
    "avformat": ("ffmpeg", FFMPEG),
    "avutil": ("ffmpeg", FFMPEG),
    "swresample": ("ffmpeg", FFMPEG),
    "swscale": ("ffmpeg", FFMPEG),
    "x264": ("x264", "GPL-2.0-or-later"),
    "x265": ("x265", "GPL-2.0-or-later"),
    "SvtAv1Enc": ("svt-av1", "BSD-3-Clause-Clear"),
    "asound": ("alsa-lib", "LGPL-2.1-or-later"),
    "dav1d": ("dav1d", "BSD-2-Clause"),
    "drm": ("libdrm", "MIT"),
    "gmp": ("gmp", EITHER),
    "gnutls": ("gnutls", "LGPL-2.1-or-later"),
    "hogweed": ("nettle", EITHER),
    "mp3lame": ("lame", "LGPL-2.0-or-later"),
    "nettle": ("nettle", EITHER),
    "opencore-amrnb": ("opencore-amr", "Apache-2.0"),
    "opencore-amrwb": ("opencore-amr", "Apache-2.0"),
    "opus": ("opus", "BSD-3-Clause"),
    "unistring": ("libunistring", EITHER),
    "vpl": ("libvpl", "MIT"),
    "vpx": ("libvpx", "BSD-3-Clause"),
    # pi-heif
    "de265": ("libde265", "LGPL-3.0-or-later"),
    "heif": ("libheif", "LGPL-3.0-or-later"),
    # pyvips-binary
    "vips": ("libvips", "LGPL-2.1-or-later"),
    # numpy
    "gfortran": ("libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "quadmath": ("libquadmath", "LGPL-2.1-or-later"),
    "scipy_openblas64_": ("openblas", "BSD-3-Clause"),
    # Pillow; some of them come with av as well
    "avif": ("libavif", "BSD-2-Clause"),
    "brotlicommon": ("brotli", "MIT"),
    "brotlidec": ("brotli", "MIT"),
    "freetype": ("freetype", "FTL OR GPL-2.0-or-later"),
    "harfbuzz": ("harfbuzz", "MIT"),
    "jpeg": ("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"),
    "lcms2": ("little-cms", "MIT"),
    "lzma": ("xz", "0BSD"),
    "openjp2": ("openjpeg", "BSD-2-Clause"),
    "png16": ("libpng", "libpng-2.0"),
    "sharpyuv": ("libwebp", "BSD-3-Clause"),
    "tiff": ("libtiff", "libtiff"),
    "webp": ("libwebp", "BSD-3-Clause"),
    "webpdemux": ("libwebp", "BSD-3-Clause"),
    "webpmux": ("libwebp", "BSD-3-Clause"),
    "Xau": ("libxau", "MIT-open-group"),
    "xcb": ("libxcb", "X11"),
    "xcb-shape": ("libxcb", "X11"),
    "xcb-shm": ("libxcb", "X11"),
    "xcb-xfixes": ("libxcb", "X11"),
    "zstd": ("zstd", "BSD-3-Clause"),
}
WHEELS = ("av", "numpy", "pi-heif", "pillow", "pyvips-binary")
# Licences in full that a wheel lacks, for what came in it.
TEXTS = {"av": "in-av.txt", "pi-heif": "in-pi-heif.txt", "pyvips-binary": "in-pyvips-binary.txt"}


def told(wheel: str, file: str) -> tuple[str, str] | None:
    """Name and licence of the library that *file* of *wheel* is; None: it is the wheel's own."""
    if wheel not in WHEELS:
        return None
    name = file.rsplit("/", 1)[-1].removeprefix("lib")
    found = [stem for stem in KNOWN if re.match(rf"{re.escape(stem)}[-.]", name)]
    return KNOWN[max(found, key=len)] if found else None
