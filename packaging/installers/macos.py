"""The disk image of macOS, for the processor of this Mac. Runs on macOS only.

Most libraries come in wheels of one processor each, so there is one image for Apple's and one for
Intel's, each built on its own kind of machine.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from installers import icons, workshop
from installers.commands import fresh, need, run
from installers.errors import ToolMissing
from installers.product import PACKAGING, Product

ENTITLEMENTS = PACKAGING / "macos" / "entitlements.plist"
IDENTITY = (
    "FSD_IDENTITY"  # "Developer ID Application: NAME (TEAM)"; without it, signed for here only
)
NOTARY = "FSD_NOTARY_PROFILE"  # name under which `xcrun notarytool store-credentials` keeps them


def build(product: Product, python: Path, output: Path) -> Path:
    """The disk image in *output*; signed and notarised as far as the environment says with what.

    Raises:
        BuildError: a step failed, or this is no Mac.
    """
    if sys.platform != "darwin":
        raise ToolMissing("The disk image for macOS is built on a Mac.")
    need("hdiutil", "macOS")
    place = fresh(workshop.BUILD / "macos")
    drawn = icons.draw(place / "icons", workshop.prepared(python))
    more = {
        "FSD_ICON": str(icons.write_icns(drawn, place / f"{product.name}.icns")),
        "FSD_ENTITLEMENTS": str(ENTITLEMENTS),
        "FSD_ARCH": platform.machine(),
    }
    made = workshop.bundle(product, python, name="bundle-macos", more=more)
    app = made.folder.parent / f"{product.title}.app"
    identity = os.environ.get(IDENTITY)
    run(["codesign", "--verify", "--deep", "--strict", app])
    image = place / "image"
    shutil.copytree(app, image / app.name, symlinks=True)
    (image / "Applications").symlink_to("/Applications")
    output.mkdir(parents=True, exist_ok=True)
    file = output / f"{product.name}-{product.version}-macos-{platform.machine()}.dmg"
    file.unlink(missing_ok=True)
    options = ["-volname", product.title, "-srcfolder", image, "-format", "UDZO", "-fs", "HFS+"]
    run(["hdiutil", "create", *options, file])
    if identity:
        run(["codesign", "--sign", identity, "--timestamp", file])
    if identity and (profile := os.environ.get(NOTARY)):
        run(["xcrun", "notarytool", "submit", file, "--keychain-profile", profile, "--wait"])
        run(["xcrun", "stapler", "staple", file])
    workshop.check_package_size(file)
    return file
