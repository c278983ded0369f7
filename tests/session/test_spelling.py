"""The dictionary knows the domain: hardly a word of the program's own texts is a stranger to it."""

import sys
from collections.abc import Iterator

import pytest

from lokdesk.session import spelling
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from lokdesk.spelling.speller import Speller
from tests.examples import bundled
from tests.session.made import LIBRARY

INVENTED = {"Emådalens", "Exempelbygg"}
"""Made-up names in the texts, which nobody can know."""


@pytest.fixture(scope="module")
def speller() -> Speller:
    assert LIBRARY.speller is not None
    return LIBRARY.speller


def strangers(speller: Speller, text: str, known: frozenset[str] = frozenset()) -> set[str]:
    return {text[start:end] for start, end in speller.misspelled(text, known)}


def handbook_texts() -> Iterator[str]:
    for step in LIBRARY.handbook.steps:
        yield from (step.title, step.lead)
        for section in step.sections:
            yield from (section.title, section.lead)
    for question in LIBRARY.handbook.questions:
        yield from (question.prompt, question.label, question.why, question.how, question.example)
        yield from (question.becomes, question.item or "", question.add or "")


def test_the_handbook_is_spelled_right(speller: Speller):
    assert set().union(*(strangers(speller, text) for text in handbook_texts())) <= INVENTED


@pytest.mark.parametrize("name", bundled.NAMES)
def test_the_examples_are_spelled_right_given_their_own_names(speller: Speller, name: str):
    agreement = bundled.example(name)
    known = spelling.names(agreement)

    for _, words in bundled.answers(agreement):
        assert strangers(speller, words, known) <= INVENTED


def test_every_actor_and_its_genitive_are_known(speller: Speller):
    for actor in LIBRARY.register.actors:
        for name in (actor.name, *actor.also):
            assert strangers(speller, name) == set()
            assert strangers(speller, f"{name}s") == set()


def test_the_words_of_the_domain_are_inflected(speller: Speller):
    words = "årshjulet mätintervallen jobbspårskoordinatorns referensåret Koladas tjänstepersonsnivån KAA:s"

    assert strangers(speller, words) == set()


def test_what_is_misspelled_is_found_all_the_same(speller: Speller):
    assert strangers(speller, "samvärkan i Väksjö kommmun") == {"samvärkan", "Väksjö", "kommmun"}


def test_the_names_in_an_agreement_are_known():
    session = Session(LIBRARY)
    party = session.add("parties", {"name": "Zorkköpings kommun", "unit": "Enheten för zork"})
    session.add(f"{party}/contacts", {"name": "Åsa Zorkman-Öst"})
    session.add("organisation/forums", {"name": "Styrgrupp Zorkåsen"})
    session.set("title", "Zorkad titel")

    found = spelling.names(session.agreement)

    assert {"Zorkköpings", "Åsa", "Zorkman-Öst", "Zorkåsen"} <= found
    assert not {"zork", "kommun", "Zorkad"} & found


def test_without_hunspell_there_is_no_speller(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "lokdesk.spelling.speller", None)

    assert Library(LIBRARY.resources, LIBRARY.templates).speller is None
