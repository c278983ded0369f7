#!/bin/sh
# Renews the locks, for every supported system and Python at once. Needs uv.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "lokdesk: make lock behöver uv (pip install uv)." >&2; exit 1; }

compile() {
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
        pyproject.toml "$@"
}

compile -o requirements.lock
# The same versions as above for what both hold: tools/setup.sh relies on it.
compile --extra dev -c requirements.lock -o requirements-dev.lock
# What only the benchmark of redlines asks for, to be installed beside those.
compile --extra bench -c requirements.lock -c requirements-dev.lock -o requirements-bench.lock
