"""What a bundle leaves out, and why: read by facespace-desk.spec, by the build and by tests.

Measured on Debian 12, x86_64, with Debian's Python 3.11 and PySide6-Essentials 6.11.3, in MB
(10^6 bytes) of files, links not counted:

    PyInstaller untouched (it was 311 before videos came, with PyAV's 105)      418
    - symbols of libraries that wheels left unstripped (PyAV's bindings 25)     -36
    - GTK 3 and what only it is linked against (Qt's GTK theme asks for it)     -18
    - translations of Qt into languages that the console does not speak          -7
    - Pillow's codecs and fonts (it only holds what pi_heif decoded)             -7
    - rapidfuzz for AVX2 (the SSE2 one remains)                                  -5
    - plugins for screens without a window system, icns, tga, wbmp; QtTest       -3
    = portable, for the tarball and the .rpm                                    341.6
    - the distribution's own libraries, named in Depends                        -26
    = for the .deb                                                              315.9

The .deb has 93.0 MB, 72.1 of them before videos came. What remains large cannot go: FFmpeg 73 (it
is linked against every codec that it comes with: x265 has 21, SVT-AV1 7, though nothing asks for
them), ICU's data 32 (Qt is linked against it), OpenBLAS 25 and numpy 14, libvips 18, cryptography
12 (the Secret Service), QtOpenGL's bindings 9 (pyqtgraph imports them, whatever it draws with), Qt
itself and its other bindings 50.
"""

from __future__ import annotations

import re

# Python modules that something imports on a path that the console never takes.
MODULES = (
    "_distutils_hack",
    "apsw.ext_main",
    "apsw.shell",
    "apsw.speedtest",
    "apsw.tests",
    "distutils",
    "lib2to3",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.testing",
    "pip",
    "pkg_resources",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingmath",
    "PIL._imagingmorph",
    "PIL._imagingtk",
    "PIL._webp",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PySide6.QtTest",
    "pyqtgraph.canvas",
    "pyqtgraph.examples",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "readline",
    "rapidfuzz.distance.metrics_cpp_avx2",
    "rapidfuzz.fuzz_cpp_avx2",
    "rapidfuzz.process_cpp_avx2",
    "setuptools",
    "sitecustomize",
    "tkinter",
    "trove_classifiers",
    "usercustomize",
)

# Files in the bundle, by their path in it with forward slashes.
FILES = re.compile(
    r"""
      PySide6/(Qt/)?plugins/platformthemes/libqgtk3
    | PySide6/(Qt/)?plugins/platforminputcontexts/.*virtualkeyboard
    | PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vnc)\b
    | PySide6/(Qt/)?plugins/platforms/(lib)?q(vkkhrdisplay|direct2d)\b
    | PySide6/(Qt/)?plugins/(egldeviceintegrations|generic|qmltooling|sqldrivers|printsupport)/
    | PySide6/(Qt/)?plugins/imageformats/(lib)?q(icns|tga|wbmp|pdf)\b
    | .*plugins/wayland-shell-integration/lib(ivi|fullscreen|qt)-shell
    | .*plugins/wayland-shell-integration/libwl-shell-plugin
    | .*plugins/wayland-graphics-integration-client/lib(vulkan|drm-egl|dmabuf)-server
    | (PySide6/(Qt/)?lib/|PySide6/|^)(lib)?Qt6?(EglFS|EglFs|Test|VirtualKeyboard|Qml|Quick|Pdf)
    | PySide6/opengl32sw\.dll
    | PySide6/.*\.pyi?$
    | PySide6/(Qt/)?translations/(?!qtbase_(de)\.qm$)
    | facespace_desk/resources/translations/.*\.ts$
    | .*\.dist-info/.*__pycache__/
    | .*\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json|uv_cache\.json)$
    | pyqtgraph/(examples|icons/.*\.(ico|icns))
    | (^|/)lib(gtk-3|gdk-3|gdk_pixbuf|atk-|atspi|cairo|pango|epoxy)
    | (^|/)lib(thai|datrie|fribidi|pixman|graphite)
    """,
    re.VERBOSE,
)

# Unstripped by those who built the wheels. Only libraries that nothing was patched in: `strip`
# breaks what auditwheel gave another place to look for its libraries (numpy, pyvips, Pillow).
UNSTRIPPED = (
    "_libvips",
    "aiohttp/",
    "av/",
    "cryptography/hazmat/bindings/_rust",
    "frozenlist/",
    "multidict/",
    "propcache/",
    "re2/",
    "yarl/",
)

# What a release may weigh, in bytes: less than a tenth above the largest that was measured (the
# .rpm). A service that brings a library of its own raises these on purpose, and says so here: PyAV,
# stripped, brought 80 MB, 21 when packed.
BUNDLE_LIMIT = 375_000_000
PACKAGE_LIMIT = 115_000_000


def is_left_out(path: str) -> bool:
    """Whether the file *path*, relative to the bundle, is one of FILES."""
    return FILES.match(path.replace("\\", "/")) is not None


def comes_from_the_system(source: str) -> bool:
    """Whether *source*, where a library was found, is the distribution's and not Python's own."""
    name = source.rsplit("/", 1)[-1]
    return source.startswith(("/lib/", "/usr/lib/", "/lib64/", "/usr/lib64/")) and not (
        name.startswith("libpython") or "/python3" in source
    )
