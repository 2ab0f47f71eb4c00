#!/bin/sh
# Puts @TITLE@ into a home: ./install.sh [--remove]. Asks for no rights and fetches nothing.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
base=${XDG_DATA_HOME:-$HOME/.local/share}
home=$HOME/.local/lib/@NAME@
bin=$HOME/.local/bin/@NAME@
entry=$base/applications/@NAME@.desktop
icons=$base/icons/hicolor

remove() {
    rm -rf "$home"
    rm -f "$bin" "$entry"
    find "$icons" -type f \( -name '@NAME@.png' -o -name '@NAME@.svg' \) -delete 2>/dev/null || true
}

if [ "${1:-}" = --remove ]; then
    remove
    echo "Removed. Your data is still in ~/.config/@NAME@, $base/@NAME@,"
    echo "~/.cache/@NAME@ and ~/.local/state/@NAME@; your secrets are in your keyring."
    exit 0
fi

remove
mkdir -p "$home" "$HOME/.local/bin" "$base/applications" "$icons"
cp -a "$here/lib/@NAME@/." "$home"
ln -s "$home/@NAME@" "$bin"
cp -a "$here/share/icons/hicolor/." "$icons"
sed "s|^Exec=@NAME@|Exec=\"$home/@NAME@\"|; s|^TryExec=.*|TryExec=$home/@NAME@|" \
    "$here/share/applications/@NAME@.desktop" >"$entry"
echo "Installed. It is in the menu, and $bin starts it."
