#!/bin/sh
# Keeps the translations in step with the source.
# Usage: .ci/translations.sh update    collect the texts into resources/translations/*.ts and compile them to *.qm
#        .ci/translations.sh check     fail if that would change anything, or if a text has no translation
set -eu
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
folder=resources/translations

update() {
    for ts in "$1"/*.ts; do
        # English texts are their own translation, except where a number decides the form.
        case $ts in *_en.ts) only=-pluralonly ;; *) only= ;; esac
        # shellcheck disable=SC2086
        "$bin/pyside6-lupdate" -silent $only -no-obsolete -locations none -extensions py desk/client -ts "$ts"
        "$bin/pyside6-lrelease" -silent "$ts" -qm "${ts%.ts}.qm"
    done
}

[ -d "$folder" ] || exit 0
case ${1:-} in
update) update "$folder" ;;
check)
    copy=$(mktemp -d)
    trap 'rm -rf "$copy"' EXIT
    cp "$folder"/* "$copy"
    update "$copy"
    diff -r "$folder" "$copy" || { echo "The translations are behind the source: run 'make translations' and translate."; exit 1; }
    if grep -n -B 3 'type="unfinished"' "$folder"/*.ts; then echo "These texts have no translation yet."; exit 1; fi
    ;;
*) sed -n '2,4s/^# //p' "$0"; exit 2 ;;
esac
