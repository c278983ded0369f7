"""Some of what ``make torture-disk`` tries, on a disk that is really full, read-only or gone."""

import subprocess
import sys

import pytest

from tests.reliability import disk
from tests.tools import ROOT


def test_a_disk_that_is_full_read_only_or_gone_leaves_files_whole_and_is_told_of():
    if why := disk.lacking():
        pytest.skip(why)

    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.disk", "--every", "19"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "; 0 faults" in done.stdout


def test_a_file_that_is_lost_when_the_disk_is_full_is_noticed():
    if why := disk.lacking():
        pytest.skip(why)

    done = subprocess.run(
        [*disk.INSIDE, sys.executable, "-c", _CARELESS],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1, done.stdout + done.stderr
    assert "the project file is another one" in done.stdout


_CARELESS = """
import sys
from lokdesk.project import calls, disk
from tests.reliability import disk as torture
def careless(path, content, *_):
    handle = calls.enter(path) if path.exists() else calls.create(path)
    try:
        calls.truncate(handle, 0)
        disk.write_all(handle, content)
    finally:
        calls.close(handle)
disk._replace = careless
sys.argv[1:] = ["--inside", "--every", "13"]
sys.exit(torture.main())
"""
