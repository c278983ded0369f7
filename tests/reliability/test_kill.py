"""A few of the kills of ``make torture-kill``, and what it would say of a journal that writes nothing."""

import subprocess
import sys

import pytest

from tests.tools import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows neither forks nor kills in the same way"
)

_WITHOUT_JOURNAL = """
import sys
from lokdesk.session.journal import Recorder
from tests.reliability import kill, life
Recorder._write = lambda recorder, wanted: {}
life.Life.save = lambda somebody: None
# A phase that never comes: so all of the life is waited for.
kill.PHASES, kill._WAIT = {"beginning": 1}, 3.0
sys.argv[1:] = ["--count", "1"]
sys.exit(kill.main())
"""


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    """Run Python: no test's process, which has threads, may be forked."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_nothing_is_damaged_and_nothing_older_than_a_second_lost_when_the_process_is_killed():
    done = ran("-m", "tests.reliability.kill", "--count", "6", "--chain", "2")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 kills, 2 of them of the window" in done.stdout
    assert "0 faults" in done.stdout


def test_a_journal_that_writes_nothing_is_noticed():
    done = ran("-c", _WITHOUT_JOURNAL)

    assert done.returncode == 1
    assert "s old" in done.stdout
