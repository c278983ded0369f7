"""A few of the states of ``make power-cut``, and what it would say of what is not brought to the disk."""

import pytest

from tests.reliability import power
from tests.reliability.power import FEW, KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_whenever_the_power_goes_what_was_brought_to_the_disk_is_found_again(kind: str):
    count, lost = KINDS[kind](FEW)

    assert count > 10
    assert not lost


@pytest.mark.parametrize("act", [power.append, power.compact, power.begin, power.save])
def test_a_journal_that_is_not_brought_to_the_disk_is_found_to_be_lost(act: power.Act):
    assert power.of_journal(act, FEW, without="sync")[1]


@pytest.mark.parametrize("act", [power.begin, power.compact])
def test_a_journal_whose_name_is_not_brought_to_the_disk_is_found_to_be_lost(act: power.Act):
    assert power.of_journal(act, FEW, new_folder=True, without="sync_folder")[1]


@pytest.mark.parametrize("call", ["sync", "sync_folder"])
def test_a_document_that_is_not_brought_to_the_disk_is_found_to_be_lost(call: str):
    assert power.of_documents(FEW, without=call)[1]
