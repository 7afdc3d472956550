#!/bin/sh
# Set-up in one place: system libraries (Debian, Ubuntu), a virtual environment, the pinned packages.
# Usage: .ci/setup.sh demo|test|package
#   PYTHON  the interpreter to use (default: the one .venv has, else python3.11, else the newest from 3.11 on)
#   VENV    where the environment goes (default: .venv)
# It installs only what is missing, so a second run takes a moment and needs no rights.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-demo}
venv=${VENV:-.venv}
stamp=$venv/.requirements

say() { printf '%s\n' "$*"; }
fail() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        recent "$PYTHON" || fail "PYTHON=$PYTHON is not a Python of version 3.11 or newer."
        printf '%s' "$PYTHON"
        return
    fi
    for candidate in "$venv/bin/python" python3.11 python3.14 python3.13 python3.12 python3; do
        if recent "$candidate"; then printf '%s' "$candidate"; return; fi
    done
}

# The Qt wheels link against these and do not carry them. The second line is for a real (X11) window.
window_libraries='libgl1 libegl1 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libgssapi-krb5-2 libxkbcommon0
    libx11-6 libx11-xcb1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1'
# A screen without a screen, a mouse and a keyboard for it, a real keyring, a Korean input method, a screen reader's bus.
test_tools='xvfb xauth xdotool gnome-keyring dbus-daemon dbus-bin ibus ibus-hangul at-spi2-core'
package_tools='binutils debootstrap desktop-file-utils dpkg-dev xz-utils'

missing_system_packages() {
    wanted=$window_libraries
    case $purpose in test) wanted="$wanted $test_tools" ;; package) wanted="$wanted $package_tools" ;; esac
    [ -n "$python" ] || wanted="$wanted python3 python3-venv"
    [ -z "$python" ] || "$python" -c 'import ensurepip, venv' 2>/dev/null || wanted="$wanted $(debian_name '%s-venv')"
    [ "$purpose" != package ] || ! debian_python || wanted="$wanted $(debian_name 'lib%s')"
    # Some libraries were renamed in later releases and say so in Provides.
    present=" $(dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' | sed -n 's/^installed //p' | tr -c 'a-z0-9.+-' ' ') "
    for name in $wanted; do
        case $present in *" $name "*) ;; *) printf '%s ' "$name" ;; esac
    done
}

# Debian splits the standard library into packages that carry the version in their name.
debian_name() { "$python" -c 'import sys; print(sys.argv[1] % "python%d.%d" % sys.version_info[:2])' "$1"; }
debian_python() { "$python" -c 'import sys; sys.exit(sys.base_prefix != "/usr")'; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif [ -t 0 ]; then sudo "$@"
    else sudo -n "$@"
    fi
}

install_system_packages() {
    missing=$(missing_system_packages)
    [ -n "$missing" ] || return 0
    how="apt-get install --no-install-recommends $missing"
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "these system packages are missing, and only root can install them:
    $how"
    say "Installing system packages: $missing"
    log=$(mktemp)
    # One unreachable source must not stop the others; what is really missing fails in the next line.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$log" 2>&1 || true
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >>"$log" 2>&1 </dev/null || {
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "the system packages could not be installed. Try as root:
    $how"
    }
    rm -f "$log"
}

install_python_packages() {
    wanted="$("$python" -c 'import sys; print(sys.version.split()[0])') $(cksum <requirements.txt)"
    [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || return 0
    version=${wanted%% *}
    if [ "$("$venv/bin/python" -c 'import pip, sys; print(sys.version.split()[0])' 2>/dev/null)" != "$version" ]; then
        say "Making $venv with Python $version"
        "$python" -m venv --clear "$venv"
    fi
    say "Installing $(grep -c '==' requirements.txt) pinned packages into $venv (about 310 MB to fetch; a minute or two)"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r requirements.txt ||
        fail "the packages could not be installed; nothing was started."
    printf '%s' "$wanted" >"$stamp"
}

python=$(choose_python)
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_system_packages
    if [ -z "$python" ]; then
        python=$(choose_python)
        install_system_packages  # what the new Python needs besides
    fi
elif [ "$(uname)" = Linux ] && ! [ -e "$stamp" ]; then
    say "This is not Debian or Ubuntu: if a window does not open, install what these Debian packages hold:" $window_libraries
fi
[ -n "$python" ] || fail "no Python of version 3.11 or newer was found; install one or name it, as in: PYTHON=/path/to/python3 make demo"
install_python_packages
