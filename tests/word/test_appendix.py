"""Parts of an agreement that move to the appendix that is meant for them."""

from typing import Any

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.report import PUBLISHING, report
from lokdesk.agreement.steps import finished
from lokdesk.word import flow as flows
from lokdesk.word.contract import check
from lokdesk.word.flow import flow
from lokdesk.word.memory import Memory
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from tests.word import made
from tests.word.made import cell, field, h, lines, p, row, table, text

LEADS = p("Se ", field("part:appendix-reference", "bilaga 1"), ".")
FORUMS = (
    h(2, "Forum"),
    text("organisation/summary"),
    field("organisation/forums", table(row(cell(p(field("organisation/forums/*/name")))))),
)
APPENDICES = field(
    "appendices",
    field(
        "section:appendix",
        h(1, field("part:appendix-label"), field("section:b", ": ", field("copy:appendices/*/title"))),
        field("section:own", text("appendices/*/text")),
        field("part:appendix-content", p("Fil")),
    ),
    p(field("appendices/*/title")),
)
TEMPLATE = made.template(
    field("section:organisation", h(1, "Organisation"), field("appendix:organisering", LEADS, *FORUMS)),
    APPENDICES,
)
ORGANISATION = {"summary": "Vi träffas.", "forums": [{"id": "foru0001", "name": "Styrgruppen"}]}


def agreement(kind: str | None = "organisering", **appendix: Any) -> Agreement:
    return Agreement.model_validate(
        {
            "organisation": ORGANISATION,
            "appendices": [{"id": "appe0001", "number": "2", "title": "Forum", "kind": kind} | appendix],
        }
    )


def said(held: Agreement) -> list[str]:
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines(render(held, TEMPLATE)) if line]


def test_a_part_stands_in_its_place_while_there_is_no_appendix_for_it():
    assert said(agreement(kind=None)) == ["Organisation", "Forum", "Vi träffas.", "Styrgruppen", "Forum"]


def test_a_part_moves_to_its_appendix_and_what_leads_there_stays():
    assert said(agreement()) == [
        "Organisation",
        "Se bilaga 2.",
        "Bilaga 2: Forum",
        "Forum",
        "Vi träffas.",
        "Styrgruppen",
        "Forum",
    ]


def test_an_appendix_with_a_text_of_its_own_takes_nothing():
    assert said(agreement(text="Vår egen text.")) == [
        "Organisation",
        "Forum",
        "Vi träffas.",
        "Styrgruppen",
        "Bilaga 2: Forum",
        "Vår egen text.",
        "Forum",
    ]


def test_a_part_with_nothing_in_it_leaves_no_trace():
    held = agreement().model_copy(update={"organisation": Agreement().organisation})

    assert said(held) == ["Forum"]


def test_what_its_place_would_not_print_is_not_printed_in_the_appendix_either():
    part = field(
        "unless:form=publicering", h(1, "Organisation"), field("appendix:organisering", LEADS, *FORUMS)
    )
    template = made.template(part, APPENDICES)

    published = lines(render(report(agreement(), form=PUBLISHING), template))

    assert "Styrgruppen" in lines(render(agreement(), template))
    assert "Styrgruppen" not in published
    assert "Organisation" not in published


def test_the_reference_is_a_field_that_leads_to_the_heading():
    document = made.part(render(agreement(), TEMPLATE))

    assert document.count("REF _Ref") == 1


@pytest.mark.parametrize("kind", [None, "organisering"])
def test_what_has_moved_is_read_back(kind: str | None):
    held = agreement(kind)

    reading = read(render(held, TEMPLATE))

    assert reading.agreement == printed(held, TEMPLATE)
    assert reading.unplaced == ()


def test_headings_in_what_has_moved_are_in_the_styles_of_appendices():
    template = made.template(
        field("appendix:organisering", LEADS, *FORUMS),
        APPENDICES,
        manifest=made.MANIFEST + '[styles]\nappendix_headings = ["Bilagerubrik2"]\n',
    )

    (heading,) = [
        block for block in flow(agreement(), template).body if block.text == "Forum" and block.level == 2
    ]

    assert '<w:pStyle w:val="Bilagerubrik2"/>' in heading.xml
    assert heading.shape.numbering is None


def test_what_has_been_remembered_follows_the_part_when_it_moves():
    memory = Memory()

    def remembered(held: Agreement) -> str:
        written = finished(flows.steps(held, TEMPLATE, memory=memory))
        return "".join(block.xml for block in written.body)

    for kind in (None, "organisering", "statistik", "organisering"):
        held = agreement(kind)
        assert remembered(held) == "".join(block.xml for block in flow(held, TEMPLATE).body)
    renamed = held.model_copy(update={"organisation": held.organisation.model_copy(update={"forums": ()})})
    assert remembered(renamed) == "".join(block.xml for block in flow(renamed, TEMPLATE).body)


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("unknown-appendix", field("appendix:organisation", LEADS, *FORUMS)),
        ("no-way-to-appendix", field("appendix:organisering", *FORUMS)),
        ("appendix-out-of-place", p(field("appendix:organisering", field("part:appendix-reference")))),
    ],
)
def test_a_movable_part_that_cannot_move_is_told(rule: str, body: str):
    assert rule in {problem.rule for problem in check(made.template(body, APPENDICES))}
