#!/bin/sh
# Starts the program; on a machine without a screen, and with nothing else asked for, does its main job there.
set -eu
cd "$(dirname "$0")/.."

if [ $# -gt 0 ] || [ "$(uname)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python main.py "$@"
fi

project=out/kronoberg.lokdesk
document=out/kronoberg.docx
mkdir -p out
# An earlier run's files must neither stop this run nor pass for its result.
rm -f "$project" "$document"
.venv/bin/python main.py example -o "$project"
.venv/bin/python main.py export "$project" -o "$document"
echo "Det finns ingen skärm, så inget fönster öppnades. Exemplet skrevs i stället till två filer:"
echo "  $project   projektfilen"
echo "  $document      överenskommelsen som Word-dokument"
echo "Starta programmet på en dator med skärm, eller se vad det kan göra utan: make run ARGS=\"--help\""
