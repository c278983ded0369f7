"""Two who work in one file at once lose nothing without having been asked: `make torture-shared`, short."""

from pathlib import Path

import pytest

from tests.reliability import apart


def test_two_processes_in_one_file_lose_nothing_unasked(tmp_path: Path):
    tally = apart.processes(12, apart.SEED, tmp_path)

    assert not tally.failed, tally
    assert tally.counts["saves"] and tally.counts["saved at once"]


@pytest.mark.parametrize("locks", [True, False])
def test_two_copies_of_a_synchronised_folder_lose_nothing_unasked(tmp_path: Path, locks: bool):
    tally = apart.folders(100, apart.SEED, tmp_path, locks=locks)

    assert not tally.failed, tally
    assert tally.counts["asked"] and tally.counts["conflicts"]


@pytest.mark.parametrize("fault", ["silent", "careless"])
def test_a_program_that_does_not_ask_or_tell_is_found_out(tmp_path: Path, fault: str):
    # Two who save at the same moment do so by chance: on a busy machine it may take more than one day.
    lost: set[str] = set()
    for day in range(5):
        (folder := tmp_path / str(day)).mkdir()
        lost |= apart.folders(100, apart.SEED + day, folder, **{fault: True}).lost
        if lost:
            break
    assert lost
