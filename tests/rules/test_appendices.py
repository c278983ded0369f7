"""Appendices: there, filled and numbered."""

from typing import Any

import pytest

from tests.rules.judged import agreement, found, places


def appendices(*given: dict[str, Any], **rest: Any) -> Any:
    return agreement(appendices=list(given), **rest)


def test_a_file_that_is_not_attached_must_be_found():
    given = appendices({"id": "appe0001", "title": "Statistik", "attachment": "file0001"})
    (finding,) = found("missing_appendix", given)

    assert (finding.severity, finding.address) == ("must", "appendices/appe0001/attachment")
    assert finding.message == "Filen till bilaga ”Statistik” finns inte med."
    assert places("missing_appendix", given, attachments=frozenset({"file0001"})) == []
    assert places("broken_reference", given) == []


def test_an_appendix_holds_a_text_or_a_file():
    given = appendices(
        {"id": "appe0001", "title": "Tom"},
        {"title": "Med text", "text": "Text."},
        {"title": "Med fil", "attachment": "file0001"},
        {"title": "Kontakter", "kind": "kontaktlista"},
    )

    assert places("empty_appendix", given) == ["appendices/appe0001/text"]


def test_a_part_of_the_agreement_moves_to_one_appendix_only():
    given = appendices(
        {"id": "appe0001", "kind": "statistik", "attachment": "file0001"},
        {"id": "appe0002", "kind": "statistik"},
        {"id": "appe0003", "kind": "statistik"},
        {"id": "appe0004", "kind": "organisering"},
        {"id": "appe0005", "kind": "annan bilaga"},
        {"id": "appe0006", "kind": "annan bilaga"},
    )

    assert places("appendix_kind_twice", given) == ["appendices/appe0003/kind"]
    assert places("appendix_kind_twice", appendices({"kind": "statistik"}, {"kind": "kontaktlista"})) == []


def test_two_appendices_may_not_have_the_same_number():
    given = appendices(
        {"number": "1"},
        {"number": "1", "letter": "a"},
        {"number": "2"},
        {"id": "appe0004", "number": "Bilaga 1", "letter": "A"},
        {},
        {},
    )
    (finding,) = found("appendix_number_twice", given)

    assert finding.address == "appendices/appe0004/number"
    assert finding.message == "Det finns mer än en bilaga 1a."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Se bilaga 3.", "3"),
        ("Se Bilaga 1c för kontakter.", "1c"),
        ("Bilagan 12 beskriver", "12"),
        ("Se bilaga 1.", None),
        ("Se bilaga 2a.", None),
        ("Se bilaga 2, där a och b beskrivs.", None),
        ("Se bilaga 4 till den regionala överenskommelsen.", None),
        ("Se bilaga 4 i den regionala överenskommelsen.", None),
        ("Bilagor finns. I bilaga 2014 års text.", None),
        ("Två bilagor.", None),
    ],
)
def test_an_appendix_that_is_mentioned_should_be_listed(text: str, named: str | None):
    given = appendices({"number": "1"}, {"number": "2", "letter": "a"}, background=text)
    messages = [one.message for one in found("unlisted_appendix", given)]

    assert messages == (
        [f"Under ”Bakgrund” nämns bilaga {named}, som inte finns bland bilagorna."] if named else []
    )
