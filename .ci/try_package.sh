#!/bin/sh
# Installs the package in a fresh Debian 12 that holds nothing else, and makes the tour with the program there.
# Usage: .ci/try_package.sh FILE.deb FOLDER     FOLDER receives the pictures. Needs root and debootstrap.
set -eu
package=$(realpath "$1")
pictures=$2

if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
    echo "Skipped: trying the package in a clean Debian 12 needs root and debootstrap."
    exit 0
fi

root=$(mktemp -d)
chmod 755 "$root"
log=$(mktemp)
trap 'rm -rf "$root" "$log"' EXIT

# inside COMMAND: run it in the fresh system; what it started and mounted ends with it.
inside() {
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child sh -c '
        mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" &&
        exec env -i LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin http_proxy="${http_proxy:-}" chroot "$0" sh -euc "$1"
    ' "$root" "$1" </dev/null
}

quietly() { "$@" >"$log" 2>&1 || { tail -n 30 "$log" >&2; exit 1; }; }

echo "Trying the package in a clean Debian 12"
quietly debootstrap --variant=minbase bookworm "$root"
cp /etc/resolv.conf "$root/etc/"
cp "$package" "$root/tmp/desk.deb"
quietly inside 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends /tmp/desk.deb'
echo "  installed: $(inside 'desk --version'); with it came $(grep -c '^Setting up' "$log") packages"
inside 'useradd --create-home agent'
missing=$(inside 'find /opt/desk -type f -name "*.so*" -exec ldd {} + 2>/dev/null | grep "not found" | sort -u || true')
[ -z "$missing" ] || { printf '  libraries without a package in Depends:\n%s\n' "$missing"; exit 1; }
inside 'su agent -c "cd && QT_QPA_PLATFORM=offscreen desk smoke"'
inside 'su agent -c "cd && QT_QPA_PLATFORM=offscreen desk demo --tour tour"'
rm -rf "$pictures"
cp -R "$root/home/agent/tour" "$pictures"
[ -s "$pictures/tour.json" ] || { echo "  the tour left no tour.json"; exit 1; }
echo "  the installed program made $(find "$pictures" -name '*.png' | wc -l) pictures: $pictures"
quietly inside 'apt-get purge -y desk && ! [ -e /opt/desk ] && ! [ -e /usr/bin/desk ]'
echo "  removed without a trace"
