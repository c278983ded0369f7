"""What stands in a point or a cell: the answers that have a label of their own, and the rest."""

import pytest

from lokdesk.agreement.rich_text import Block, Run
from lokdesk.recognition import pieces
from lokdesk.recognition.passage import Passage
from tests.word.foreign.report import library

LEXICON = library().lexicon


def passage(text: str, number: int = 0) -> Passage:
    return Passage(number, "cell", text, Block(runs=(Run(text=text),)))


def told(list_: str, names: tuple[str, ...], *texts: str) -> list[tuple[str, str]]:
    said = [passage(text, number) for number, text in enumerate(texts)]
    found = pieces.in_cell(said, names, LEXICON.items[list_])
    return [(one.name, said[one.span.passage].text[one.span.start : one.span.end]) for one in found]


def test_sentences_with_labels_are_answers_of_their_own():
    one = passage("Andel i arbete. Källa: Kolada. Ansvarig: Styrgruppen.")

    found = pieces.pieces(one, "indicators/*/name", LEXICON.items["goals"])

    assert [(each.name, one.text[each.span.start : each.span.end]) for each in found] == [
        ("indicators/*/name", "Andel i arbete."),
        ("indicators/*/source", "Kolada"),
        ("indicators/*/responsible", "Styrgruppen"),
    ]


def test_a_text_without_labels_is_one_piece():
    one = passage("Ett stycke. Ett till: det här är inget svar.")

    assert len(pieces.pieces(one, "purpose", LEXICON.items["processes"])) == 1


@pytest.mark.parametrize(
    "order", [("reg@vaxjo.example", "0470-410 00"), ("0470-410 00", "reg@vaxjo.example")]
)
def test_mail_and_phone_are_told_by_what_they_look_like(order: tuple[str, str]):
    assert set(told("parties/*/contacts", ("email", "phone"), *order)) == {
        ("email", "reg@vaxjo.example"),
        ("phone", "0470-410 00"),
    }


def test_a_day_and_a_paragraph_stand_in_one_cell():
    assert told("parties/*/decisions", ("date", "paragraph"), "2024-03-05 § 41") == [
        ("date", "2024-03-05"),
        ("paragraph", "§ 41"),
    ]


def test_three_answers_stand_between_commas():
    assert told("parties/*/contacts", ("role", "name", "unit"), "Chef, Anna Ek, Samverkan") == [
        ("role", "Chef"),
        ("name", "Anna Ek"),
        ("unit", "Samverkan"),
    ]


def test_commas_below_two_answers_do_not_part_them():
    assert told("organisation/forums/*/members", ("role", "deputy"), "Chef, Arbete och lärande") == [
        ("role", "Chef, Arbete och lärande")
    ]


def test_a_deputy_stands_after_the_member():
    found = told("organisation/forums/*/members", ("role", "deputy"), "Chef. Ordinarie. Ersättare: Utsedd")

    assert found == [("role", "Chef."), ("membership", "Ordinarie"), ("deputy", "Utsedd")]


def test_below_an_actor_stands_a_role():
    assert told("processes/*/steps", ("actor",), "Växjö kommun", "Vägledare") == [
        ("actor", "Växjö kommun"),
        ("role", "Vägledare"),
    ]


def test_the_name_of_an_item_is_its_name_even_where_it_is_a_usual_word():
    assert told("appendices", ("title",), "Kontaktlista") == [("title", "Kontaktlista")]
