"""Reading answers back: from what was written, and from what somebody has edited since."""

import copy
import re
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.rich_text import RichText
from lokdesk.word import package
from lokdesk.word.printed import printed
from lokdesk.word.read import NotOurs, Reading, Unplaced, read
from lokdesk.word.render import render
from lokdesk.word.template import Template
from tests.strategies import agreements
from tests.word import made
from tests.word.made import (
    cell,
    controls,
    edited,
    field,
    find,
    h,
    p,
    removed,
    row,
    run,
    table,
    text,
    typed,
)

STATISTICS = "mapping/statistics"
SMALL = made.template(
    h(1, field("title")),
    p("Version ", field("version"), " den ", field("version_date"), ", ", field("status")),
    field("fixed:syfte", p("Att samverka.")),
    field("section:background", h(1, "Bakgrund"), text("background")),
    table(
        row(cell(p("Part")), cell(p("Beslut"))),
        field(
            "parties",
            row(
                cell(p(field("parties/*/name"))),
                cell(
                    field(
                        "parties/*/decisions",
                        p(
                            field("parties/*/decisions/*/case_number"),
                            " ",
                            field("parties/*/decisions/*/date"),
                        ),
                    ),
                    p(),
                ),
            ),
        ),
    ),
    field("parties", field("section:mandate", h(2, field("copy:parties/*/name")), text("parties/*/mandate"))),
    field("target_groups", p(field("target_groups/*/name"))),
    field(
        "goals",
        h(2, field("goals/*/title")),
        p("Gäller: ", field("goals/*/scope")),
        p("Målgrupper: ", field("goals/*/target_groups")),
        text("goals/*/effect"),
        field(
            "section:indicators",
            table(
                field(
                    "goals/*/indicators",
                    row(
                        cell(p(field("goals/*/indicators/*/name"))),
                        cell(p(field("goals/*/indicators/*/interval"))),
                    ),
                )
            ),
        ),
    ),
    field(
        STATISTICS,
        p(field(f"{STATISTICS}/*/split_by_sex")),
        table(
            row(
                cell(p("Kommun")),
                field(f"{STATISTICS}/*/columns", cell(p(field(f"{STATISTICS}/*/columns/*/name")))),
            ),
            field(
                f"{STATISTICS}/*/rows",
                row(
                    cell(p(field(f"{STATISTICS}/*/rows/*/label"))),
                    field(
                        f"{STATISTICS}/*/rows/*/cells", cell(p(field(f"{STATISTICS}/*/rows/*/cells/*/value")))
                    ),
                ),
            ),
        ),
    ),
    field("appendices", p(field("appendices/*/title"), " ", field("appendices/*/attachment"))),
    text("additional_answers/egen0001/answer"),
    header=p(field("copy:title")),
)
HELD = Agreement.model_validate(
    {
        "title": "Om jobb",
        "version": "1:1",
        "version_date": "2026-03-01",
        "status": "utkast",
        "background": {
            "blocks": [
                {"runs": [{"text": "Vi har "}, {"text": "länge", "bold": True}, {"text": " samverkat."}]},
                {"kind": "number", "runs": [{"text": "Först"}, {"footnote": "En not."}]},
                {"kind": "number", "runs": [{"text": "Sedan", "link": "ingen länk"}]},
            ]
        },
        "parties": [
            {
                "id": "af000001",
                "name": "Arbetsförmedlingen",
                "mandate": "Staten.",
                "decisions": [{"id": "dec00001", "case_number": "AF 1", "date": "2026-01-15"}],
            },
            {"id": "vaxjo001", "name": "Växjö kommun"},
        ],
        "target_groups": [
            {"id": "unga0001", "name": "Unga, 16–24 år"},
            {"id": "nyan0001", "name": "Nyanlända"},
        ],
        "goals": [
            {
                "id": "goal0001",
                "title": "Fler i arbete",
                "effect": "Egen försörjning.",
                "scope": ["vaxjo001"],
                "target_groups": ["unga0001", "nyan0001"],
                "indicators": [
                    {"id": "ind00001", "name": "Andel", "interval": {"every": 1, "unit": "år"}},
                    {"id": "ind00002", "name": "Antal"},
                ],
            },
            {"id": "goal0002", "title": "Kortare väntan"},
        ],
        "mapping": {
            "statistics": [
                {
                    "id": "stat0001",
                    "split_by_sex": True,
                    "columns": [{"id": "col00001", "name": "2024"}, {"id": "col00002", "name": "2025"}],
                    "rows": [
                        {"id": "row00001", "label": "Växjö", "cells": [{"id": "col00002", "value": "7"}]}
                    ],
                }
            ]
        },
        "appendices": [{"id": "app00001", "title": "Statistik", "attachment": "file0001"}],
        "additional_answers": [{"id": "egen0001", "answer": "Ja."}],
    }
)
WRITTEN = render(HELD, SMALL, made.attached(file0001="tal.xlsx"))


def after(*edits: Any) -> Reading:
    document = WRITTEN
    for edit in edits:
        document = edited(document, edit)
    return read(document)


# -- unedited


def test_what_was_printed_is_read():
    reading = read(WRITTEN)

    assert reading.agreement == printed(HELD, SMALL) == HELD
    assert reading.unplaced == ()
    assert (reading.template_id, reading.template_version) == ("liten", "1")


@pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
def test_the_examples_are_read_back_whole(name: str):
    held = made.example(name)

    reading = read(render(held, made.shipped()))

    assert reading.agreement == printed(held, made.shipped())
    assert reading.unplaced == ()


def test_references_to_what_is_not_printed_come_back_too():
    template = made.template(field("goals", p(field("goals/*/target_groups")), p(field("goals/*/scope"))))

    reading = read(render(HELD, template))

    assert reading.agreement.goals == tuple(
        goal.model_copy(update={"title": None, "effect": None, "indicators": ()}) for goal in HELD.goals
    )
    assert not reading.agreement.target_groups


def test_what_stands_for_want_of_an_answer_is_no_answer():
    template = made.template(
        field("goals", p(field("goals/*/title")), field("unless:goals/*/title", p("Utan titel"))),
        field(
            "goals",
            field("goals/*/indicators", p(field("goals/*/indicators/*/name"))),
            field(
                "unless:goals/*/indicators", table(row(cell(p(field("copy:goals/*/title"))), cell(p("_"))))
            ),
        ),
        field("unless:parties", p("Version ", field("copy:version"))),
        p(field("version")),
    )
    held = Agreement.model_validate(
        {
            "goals": [
                {"id": "goal0001", "title": "A", "indicators": [{"id": "indi0001", "name": "x"}]},
                {"id": "goal0002", "title": "B"},
                {"id": "goal0003"},
            ]
        }
    )

    assert_reads_back(held, template)
    assert_reads_back(Agreement(), template)


def assert_reads_back(held: Agreement, template: Template) -> None:
    reading = read(render(held, template))

    assert reading.agreement == printed(held, template)
    assert reading.unplaced == ()


ANY_SPEED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@ANY_SPEED
@given(agreements(60))
def test_any_agreement_is_read_back_from_a_small_template(held: Agreement):
    assert_reads_back(held, SMALL)


@ANY_SPEED
@given(agreements(60))
def test_any_agreement_is_read_back_from_the_shipped_template(held: Agreement):
    assert_reads_back(held, made.shipped())


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(agreements(40))
def test_what_is_read_is_written_again_to_the_same_bytes(held: Agreement):
    document = render(printed(held, SMALL), SMALL)

    assert render(read(document).agreement, SMALL) == document


# -- text edited


@pytest.mark.parametrize(
    ("tag", "typing", "expected"),
    [
        ("title", "Om arbete", "Om arbete"),
        ("title", "  Om \u00a0 arbete ", "Om \u00a0 arbete"),
        ("status", "Beslutad", "beslutad"),
        ("status", "på väg", "på väg"),
        ("version_date", "2026-04-02", "2026-04-02"),
        ("version_date", "den 2 april 2026", "2026-04-02"),
        ("mapping/statistics/stat0001/split_by_sex", "nej", "False"),
        ("goals/goal0001/indicators/ind00001/interval", "varannan månad", "varannan månad"),
        ("goals/goal0001/indicators/ind00001/interval", "när det behövs", "när det behövs"),
        ("goals/goal0001/indicators/ind00002/interval", "en gång i veckan", "en gång i veckan"),
        ("mapping/statistics/stat0001/rows/row00001/cells/col00001/value", "5", "5"),
        ("additional_answers/egen0001/answer", "Nej.", "Nej."),
    ],
)
def test_words_typed_into_a_field_are_its_answer(tag: str, typing: str, expected: str):
    value = at.get(after(typed(tag, typing)).agreement, tag)

    assert (value.text if isinstance(value, RichText) else str(value)) == expected


def test_an_interval_with_words_of_its_own_is_read_as_one():
    reading = after(typed("goals/goal0001/indicators/ind00001/interval", "varannan månad"))

    interval = reading.agreement.goals[0].indicators[0].interval
    assert interval is not None and (interval.every, interval.unit) == (2, "månad")


def test_a_text_keeps_what_the_page_does_not_show_where_it_was_not_edited():
    def edit(tree: etree._Element) -> None:
        made.write(controls(tree, "background")[0][1][0], "Vi börjar nu.")

    background = after(edit).agreement.background

    assert background is not None and HELD.background is not None
    assert background.blocks[0].text == "Vi börjar nu."
    assert background.blocks[1:] == HELD.background.blocks[1:]


@pytest.mark.parametrize(
    ("typing", "expected"),
    [
        ("Arbetsförmedlingen", ("af000001",)),
        ("Växjö kommun och Arbetsförmedlingen", ("vaxjo001", "af000001")),
        ("arbetsförmedlingen; Växjö kommun", ("af000001", "vaxjo001")),
        ("alla parter", ()),
    ],
)
def test_names_typed_into_a_reference_are_what_they_name(typing: str, expected: tuple[str, ...]):
    assert after(typed("goals/goal0001/scope", typing)).agreement.goals[0].scope == expected


def test_a_name_that_holds_a_comma_is_one_name():
    reading = after(typed("goals/goal0002/target_groups", "Nyanlända, Unga, 16–24 år"))

    assert reading.agreement.goals[1].target_groups == ("nyan0001", "unga0001")


def test_a_reference_follows_a_name_that_was_changed_at_its_home():
    rename = typed("parties/vaxjo001/name", "Växjö stad")

    assert after(rename).agreement.goals[0].scope == ("vaxjo001",)
    assert after(rename, typed("goals/goal0002/scope", "Växjö stad")).agreement.goals[1].scope == (
        "vaxjo001",
    )


@pytest.mark.parametrize(
    ("tag", "typing"),
    [
        ("version_date", "i vår"),
        ("goals/goal0001/scope", "Växjö kommun och någon till"),
        ("goals/goal0001/scope", "Växjö kommunalförbund"),
        ("mapping/statistics/stat0001/split_by_sex", "kanske"),
        ("appendices/app00001/attachment", "annan.xlsx"),
    ],
)
def test_words_that_make_no_sense_are_handed_back_and_the_answer_stays(tag: str, typing: str):
    reading = after(typed(tag, typing))

    assert reading.agreement == HELD
    assert reading.unplaced == (Unplaced(tag, typing),)


def test_a_field_that_was_emptied_has_no_answer():
    def edit(tree: etree._Element) -> None:
        control = controls(tree, "version")[0]
        find(control, "w:sdtPr")[0].append(etree.SubElement(control, f"{{{made.W}}}showingPlcHdr"))
        made.write(find(control, "w:sdtContent")[0], "Klicka här för att ange text.")

    assert after(edit).agreement.version is None
    assert after(typed("version", "")).agreement.version is None


# -- marks that Word leaves


def test_runs_that_word_has_split_are_one_text():
    def edit(tree: etree._Element) -> None:
        content = find(controls(tree, "title")[0], "w:sdtContent")[0]
        del content[:]
        noise = '<w:proofErr w:type="spellStart"/>' + run("Om ") + "<w:lastRenderedPageBreak/>" + run("arb")
        noise += '<w:smartTag w:element="x">' + run("ete") + '</w:smartTag><w:proofErr w:type="spellEnd"/>'
        content.extend(etree.fromstring(f"<x {made.NAMESPACES}>{noise}</x>"))

    assert after(edit).agreement.title == "Om arbete"


def test_tracked_changes_count_as_accepted():
    def edit(tree: etree._Element) -> None:
        content = find(controls(tree, "title")[0], "w:sdtContent")[0]
        del content[:]
        tracked = (
            run("Om ")
            + '<w:del w:id="901"><w:r><w:delText>jobb</w:delText></w:r></w:del>'
            + f'<w:ins w:id="902">{run("arbete")}</w:ins>'
        )
        content.extend(etree.fromstring(f"<x {made.NAMESPACES}>{tracked}</x>"))

    assert after(edit).agreement.title == "Om arbete"


def test_a_paragraph_mark_that_is_deleted_joins_two_paragraphs():
    def edit(tree: etree._Element) -> None:
        first = find(controls(tree, "background")[0], ".//w:pPr")[0]
        first.append(etree.fromstring(f'<w:rPr {made.NAMESPACES}><w:del w:id="903"/></w:rPr>'))

    background = after(edit).agreement.background

    assert background is not None
    assert [block.text for block in background.blocks] == ["Vi har länge samverkat.Först", "Sedan"]


def test_a_row_whose_deletion_is_tracked_is_gone():
    def edit(tree: etree._Element) -> None:
        found = find(controls(tree, "goals/goal0001/indicators/ind00001")[0], ".//w:tr")[0]
        found.insert(0, etree.fromstring(f'<w:trPr {made.NAMESPACES}><w:del w:id="904"/></w:trPr>'))

    indicators = after(edit).agreement.goals[0].indicators
    assert [one.name for one in indicators] == ["Antal"]


def test_comments_say_nothing():
    def edit(tree: etree._Element) -> None:
        content = find(controls(tree, "title")[0], "w:sdtContent")[0]
        content.append(etree.fromstring(f'<w:commentRangeEnd {made.NAMESPACES} w:id="0"/>'))
        content.append(etree.fromstring(f'<w:r {made.NAMESPACES}><w:commentReference w:id="0"/></w:r>'))

    assert after(edit).agreement == HELD


def test_copies_and_fixed_text_are_not_read():
    edits = [typed("copy:parties/af000001/name", "Någon annan"), typed("fixed:syfte", "Att tävla.")]

    assert after(*edits).agreement == HELD


# -- items


def cloned(tag: str, *typings: tuple[str, str]) -> Any:
    """Return the edit of Word's "+": a copy of the item with its tags, in which something is typed."""

    def edit(tree: etree._Element) -> None:
        item = controls(tree, tag)[0]
        clone = copy.deepcopy(item)
        item.addnext(clone)
        for inner, words in typings:
            made.write(controls(clone, inner)[0], words)

    return edit


def test_a_repeated_item_is_a_new_one_with_an_id_of_its_own():
    reading = after(cloned("goals/goal0002", ("goals/goal0002/title", "Nytt mål")))

    goals = reading.agreement.goals
    assert [goal.title for goal in goals] == ["Fler i arbete", "Kortare väntan", "Nytt mål"]
    assert goals[:2] == HELD.goals
    assert goals[2].id not in ("goal0001", "goal0002")
    assert reading.unplaced == ()


def test_what_a_new_item_holds_has_ids_of_its_own_too():
    reading = after(cloned("goals/goal0001", ("goals/goal0001/indicators/ind00001/name", "Ny andel")))

    old, new, _ = reading.agreement.goals
    assert old == HELD.goals[0]
    assert [one.name for one in new.indicators] == ["Ny andel", "Antal"]
    assert not {one.id for one in new.indicators} & {one.id for one in old.indicators}
    assert new.scope == old.scope and new.effect == old.effect


def test_what_is_empty_in_a_new_item_is_no_part_of_it():
    reading = after(
        cloned(
            "goals/goal0001",
            ("goals/goal0001/title", "Nytt mål"),
            ("goals/goal0001/indicators/ind00002/name", ""),
        )
    )

    assert [len(one.indicators) for one in reading.agreement.goals if one.title == "Nytt mål"] == [1]
    assert reading.agreement.goals[0] == HELD.goals[0]


def test_a_new_row_within_an_item():
    reading = after(
        cloned("goals/goal0001/indicators/ind00002", ("goals/goal0001/indicators/ind00002/name", "Tredje"))
    )

    assert [one.name for one in reading.agreement.goals[0].indicators] == ["Andel", "Antal", "Tredje"]


def test_an_item_that_was_taken_away_is_gone():
    def edit(tree: etree._Element) -> None:
        removed(controls(tree, "goals/goal0001")[0])

    assert after(edit).agreement.goals == HELD.goals[1:]


def test_items_come_in_the_order_of_the_document():
    def edit(tree: etree._Element) -> None:
        controls(tree, "goals/goal0002")[0].addnext(controls(tree, "goals/goal0001")[0])

    assert [goal.id for goal in after(edit).agreement.goals] == ["goal0002", "goal0001"]


def test_the_words_left_of_an_item_whose_row_is_gone_are_handed_back():
    def edit(tree: etree._Element) -> None:
        removed(controls(tree, "parties/af000001")[0])

    reading = after(edit)

    assert [party.id for party in reading.agreement.parties] == ["vaxjo001"]
    assert reading.unplaced == (Unplaced("parties/af000001/mandate", "Staten."),)


def test_a_field_copied_elsewhere_is_only_minded_when_it_says_something_else():
    def edit(tree: etree._Element) -> None:
        controls(tree, "fixed:syfte")[0].addnext(
            copy.deepcopy(find(tree, ".//w:p[.//w:tag/@w:val='title']")[0])
        )

    def edit_and_type(tree: etree._Element) -> None:
        edit(tree)
        made.write(controls(tree, "title")[1], "Annat")

    assert after(edit).unplaced == ()
    reading = after(edit_and_type)
    assert (reading.agreement, reading.unplaced) == (HELD, (Unplaced("title", "Annat"),))


def test_a_field_that_was_taken_away_has_no_answer():
    def edit(tree: etree._Element) -> None:
        removed(find(tree, ".//w:p[.//w:tag/@w:val='version']")[0])

    reading = after(edit)

    assert (reading.agreement.version, reading.agreement.status, reading.agreement.version_date) == (
        None,
        None,
        None,
    )


# -- tags lost


def without_tags(tree: etree._Element) -> None:
    for one in find(tree, ".//w:sdtPr/w:tag | .//w:sdtPr/w:showingPlcHdr"):
        removed(one)


def unwrapped(tree: etree._Element) -> None:
    for control in find(tree, ".//w:sdt"):
        parent = control.getparent()
        assert parent is not None
        place = parent.index(control)
        parent[place : place + 1] = list(find(control, "w:sdtContent")[0])


@pytest.mark.parametrize("loss", [without_tags, unwrapped])
def test_bookmarks_stand_in_for_tags_that_are_lost(loss: Any):
    assert after(loss).agreement == HELD


def test_edits_within_bookmarks_are_read():
    def edit(tree: etree._Element) -> None:
        for one in tree.iter(f"{{{made.W}}}t"):
            if one.text == "Kortare väntan":
                one.text = "Ingen väntan"

    goals = after(without_tags, edit).agreement.goals
    assert [goal.title for goal in goals] == ["Fler i arbete", "Ingen väntan"]


def test_a_field_whose_control_is_gone_but_not_its_text_is_read():
    def edit(tree: etree._Element) -> None:
        control = controls(tree, "version")[0]
        made.write(control, "2:0")
        parent = control.getparent()
        assert parent is not None
        place = parent.index(control)
        parent[place : place + 1] = list(find(control, "w:sdtContent")[0])

    assert after(edit).agreement == HELD.model_copy(update={"version": "2:0"})


# -- not ours


def test_a_document_of_someone_elses_is_refused():
    with pytest.raises(NotOurs, match="inte skriven av Lokdesk"):
        read(made.docx(p("Hej")))


@pytest.mark.parametrize("content", [b"", b"hej", made.zipped({"a": "b"})])
def test_a_file_that_is_no_document_is_refused(content: bytes):
    with pytest.raises(NotOurs, match="inget Word-dokument"):
        read(content)


def test_a_document_without_any_of_its_fields_is_refused_and_not_read_as_empty():
    def edit(tree: etree._Element) -> None:
        body = find(tree, "w:body")[0]
        body[:-1] = [etree.fromstring(p("Allt är omskrivet.").replace("<w:p>", f"<w:p {made.NAMESPACES}>"))]

    with pytest.raises(NotOurs, match="inget av dess fält"):
        after(edit)


@pytest.mark.parametrize(
    ("part", "element", "properties"),
    [
        ("word/document.xml", "w:body", "w:sdtPr"),
        ("word/document.xml", "w:sdt", "w:rPr"),
        ("word/footnotes.xml", "w:footnotes", "w:pPr"),
    ],
)
def test_text_that_word_never_shows_is_no_answer(part: str, element: str, properties: str):
    parts = made.parts(WRITTEN)
    whole = parts[part].decode()
    damaged, count = re.subn(rf"<(/?){element}\b", rf"<\1{properties}", whole)
    assert count > 1

    with pytest.raises(NotOurs, match="text står där ingen text kan stå"):
        read(made.zipped({**parts, part: damaged}))


@pytest.mark.parametrize(
    "evil",
    [
        '<!DOCTYPE w:document [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE w:document SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_document_type_is_refused(evil: str):
    parts = made.parts(WRITTEN)
    text_ = parts["word/document.xml"].decode().split("?>", 1)[1]
    text_ = text_.replace(">Om jobb<", ">&a;<") if "ENTITY" in evil else text_

    with pytest.raises(NotOurs, match="inte säkert"):
        read(made.zipped({**parts, "word/document.xml": evil + text_}))


def test_a_file_that_unpacks_to_far_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "LIMITS", replace(package.LIMITS, total=10_000))

    with pytest.raises(NotOurs, match="orimligt mycket"):
        read(WRITTEN)


@pytest.mark.parametrize(
    ("written", "level"), [("-1", 0), ("9" * 20, 3), ("1e999", 0), ("x", 0), ("", 0), ("2", 2)]
)
def test_a_list_level_that_cannot_be_is_read_as_one_that_can(written: str, level: int):
    listed = {"blocks": [{"kind": "bullet", "level": 1, "runs": [{"text": "En punkt"}]}]}
    document = render(Agreement.model_validate({"background": listed}), SMALL)

    def edit(tree: etree._Element) -> None:
        levels = find(tree, ".//w:numPr/w:ilvl")
        assert levels
        for one in levels:
            one.set(f"{{{made.W}}}val", written)

    background = read(edited(document, edit)).agreement.background

    assert background is not None
    assert [(block.text, block.level) for block in background.blocks] == [("En punkt", level)]


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_has_happened_to_a_document_it_is_read_or_refused(chance: Random):
    def edit(tree: etree._Element) -> None:
        elements = [one for one in tree.iter() if one.getparent() is not None]
        for _ in range(chance.randint(1, 8)):
            element, other = chance.choice(elements), chance.choice(elements)
            parent = element.getparent()
            if parent is None or element in other.iterancestors() or element is other:
                continue
            match chance.randint(1, 4):
                case 1:
                    parent.remove(element)
                case 2:
                    other.append(element)
                case 3:
                    element.addnext(copy.deepcopy(element))
                case _:
                    for name in element.attrib:
                        element.set(name, chance.choice(["", "x", "-1", "goals", "goals/goal0001", "9" * 20]))

    name = chance.choice(["document", "document", "document", "styles", "numbering", "footnotes"])
    document = edited(WRITTEN, edit, f"word/{name}.xml")

    try:
        reading = read(document)
    except NotOurs as refusal:
        assert str(refusal).endswith(".")
    else:
        assert isinstance(reading.agreement, Agreement)


def test_words_in_a_field_that_stand_in_no_paragraph_are_told_of():
    def box(tree: Any) -> None:
        (content,) = find(controls(tree, "goals/goal0001/title")[0], "./w:sdtContent")
        content.append(
            etree.fromstring(
                f'<w:r xmlns:w="{made.W}"><w:pict><w:txbxContent>'
                "<w:p><w:r><w:t>I en ruta</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
            )
        )

    read_ = after(box)

    assert read_.agreement == HELD
    assert [one.address for one in read_.unplaced] == ["goals/goal0001/title"]
    assert "I en ruta" in read_.unplaced[0].text


def test_a_field_without_the_id_of_its_item_is_no_answer():
    def starred(tree: Any) -> None:
        for tag in find(controls(tree, "goals/goal0002/title")[0], "./w:sdtPr/w:tag"):
            tag.set(f"{{{made.W}}}val", "goals/*/title")

    titles = [goal.title for goal in after(starred).agreement.goals]

    assert "Fler i arbete" in titles
