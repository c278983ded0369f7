"""What stands in a written document."""

import re
from typing import Any

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.report import PUBLISHING, report
from lokdesk.word import soundness
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.template import Template
from tests.word import made
from tests.word.made import cell, controls, field, find, h, lines, p, row, run, table, text

GOALS = [
    {"id": "goal0001", "title": "Fler i arbete"},
    {"id": "goal0002", "title": "Färre i väntan", "effect": "Bra."},
]


def agreement(**answers: Any) -> Agreement:
    return Agreement.model_validate(answers)


def test_answers_stand_where_their_fields_were():
    template = made.template(h(1, "Överenskommelse: ", field("title")), p("Version ", field("version"), "."))

    written = render(agreement(title="Om jobb", version="1:1"), template)

    assert lines(written) == ["Överenskommelse: Om jobb", "Version 1:1."]


def test_a_field_keeps_its_address_as_tag_and_its_title():
    template = made.template(p(field("title", title="Titel")))

    control = controls(made.root(render(agreement(title="A"), template)), "title")[0]

    assert find(control, "w:sdtPr/w:alias/@w:val") == ["Titel"]
    assert find(control, "w:sdtPr/w:text")


def test_an_answer_that_is_missing_leaves_the_fields_own_words_as_a_placeholder():
    template = made.template(p(field("title", "Skriv titeln")), text("background"))

    written = made.root(render(agreement(), template))

    for tag in ("title", "background"):
        control = controls(written, tag)[0]
        assert find(control, "w:sdtPr/w:showingPlcHdr")
        assert find(control, ".//w:rStyle/@w:val") == ["Platshallare"]
    assert [made.words(one) for one in controls(written, "title")] == ["Skriv titeln"]


def test_what_only_tells_what_to_write_is_not_printed():
    instruction = run("Skriv titeln", '<w:rStyle w:val="Platshallare"/>')
    template = made.template(
        p(field("title", instruction)),
        table(row(cell(p(field("section:a", field("marking")))), cell(p(field("version", "ingen version"))))),
        p("Slut."),
    )

    docx = render(agreement(), template)
    written = made.root(docx)

    assert lines(docx) == ["–", "–", "ingen version", "Slut."]
    assert find(controls(written, "title")[0], "w:sdtPr/w:showingPlcHdr")
    assert read(docx).agreement == printed(agreement(), template)


def test_every_kind_of_answer_is_written_in_words():
    template = made.template(
        p(field("status")),
        p(field("version_date")),
        p(field("follow_up/interval")),
        p(field("goals/*/scope")),
        field(
            "mapping/statistics",
            p(field("mapping/statistics/*/split_by_sex")),
        ),
        field("goals", p(field("goals/*/scope"))),
    )
    held = agreement(
        status="utkast",
        version_date="2026-03-01",
        follow_up={"interval": {"every": 6, "unit": "vecka"}},
        mapping={"statistics": [{"id": "stat0001", "split_by_sex": False}]},
        parties=[{"id": "party001", "name": "Växjö kommun"}],
        goals=[
            {"id": "goal0001"},
            {"id": "goal0002", "scope": ["party001"]},
            {"id": "goal0003", "scope": ["gone0000"]},
        ],
    )

    written = lines(render(held, template))

    assert written[:3] == ["Utkast", "2026-03-01", "var 6:e vecka"]
    assert written[4:] == ["Nej", "Alla parter", "Växjö kommun", "(saknas)"]


def test_a_date_field_holds_the_day_itself_and_writes_it_as_the_template_wants():
    kind = '<w:date w:fullDate="2001-01-01T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>'
    template = made.template(p("från den ", field("validity/start", "datum", kind=kind)))

    written = made.root(render(agreement(validity={"start": "2026-03-01"}), template))

    assert made.words(written) == "från den 1\u00a0mars 2026"
    assert find(written, ".//w:date/@w:fullDate") == ["2026-03-01T00:00:00Z"]


def test_a_date_field_without_a_kind_of_its_own_becomes_one():
    written = made.root(render(agreement(version_date="2026-03-01"), made.template(p(field("version_date")))))

    assert find(written, ".//w:date/w:dateFormat/@w:val") == ["yyyy-MM-dd"]


class TestRepeats:
    template = made.template(
        field("goals", h(2, "Mål: ", field("goals/*/title")), text("goals/*/effect")), p("Slut")
    )

    def test_what_is_inside_is_written_once_for_each_item(self):
        assert lines(render(agreement(goals=GOALS), self.template)) == [
            "Mål: Fler i arbete",
            "Skriv goals/*/effect",
            "Mål: Färre i väntan",
            "Bra.",
            "Slut",
        ]

    def test_without_items_nothing_is_written(self):
        assert lines(render(agreement(), self.template)) == ["Slut"]

    def test_each_item_stands_in_a_repeating_section_with_its_address(self):
        written = made.root(render(agreement(goals=GOALS), self.template))

        assert find(controls(written, "goals")[0], "w:sdtPr/w15:repeatingSection")
        for item in GOALS:
            control = controls(written, f"goals/{item['id']}")[0]
            assert find(control, "w:sdtPr/w15:repeatingSectionItem")
            assert len(controls(control, f"goals/{item['id']}/title")) == 1

    def test_rows_of_a_table_repeat(self):
        template = made.template(
            table(
                row(cell(p("Mål")), cell(p("Effekt"))),
                field("goals", row(cell(p(field("goals/*/title"))), cell(text("goals/*/effect"), p()))),
            )
        )

        written = made.root(render(agreement(goals=GOALS), template))

        assert [len(find(one, "w:tc|w:sdt/w:sdtContent/w:tc")) for one in find(written, ".//w:tr")] == [
            2,
            2,
            2,
        ]
        assert find(written, ".//w:tbl/w:sdt/w:sdtPr/w15:repeatingSection")

    def test_repeats_nest(self):
        template = made.template(
            field(
                "goals",
                p(field("goals/*/title")),
                field("goals/*/indicators", p("– ", field("goals/*/indicators/*/name"))),
            )
        )
        goals = [
            {"id": "goal0001", "title": "A", "indicators": [{"id": "ind00001", "name": "a"}]},
            {
                "id": "goal0002",
                "title": "B",
                "indicators": [{"id": "ind00001", "name": "b"}, {"id": "ind00002"}],
            },
        ]

        written = render(agreement(goals=goals), template)

        assert lines(written) == ["A", "– a", "B", "– b", "– Skriv goals/*/indicators/*/name"]
        assert controls(made.root(written), "goals/goal0002/indicators/ind00001/name")

    def test_an_item_without_anything_to_show_keeps_a_place(self):
        template = made.template(field("goals", field("section:a", p(field("goals/*/title")))), p("Slut"))

        assert lines(render(agreement(goals=[{"id": "goal0001"}]), template)) == ["", "Slut"]

    def test_in_a_paragraph_what_stands_last_goes_between_the_items(self):
        template = made.template(p("Mål: ", field("goals", field("goals/*/title"), run(", ")), "."))

        assert lines(render(agreement(goals=GOALS), template)) == ["Mål: Fler i arbete, Färre i väntan."]

    def test_a_second_place_for_the_same_list_has_no_items_of_its_own(self):
        template = made.template(
            field("goals", p(field("goals/*/title"))),
            field("goals", h(2, field("copy:goals/*/title")), text("goals/*/effect")),
        )

        written = made.root(render(agreement(goals=GOALS), template))

        assert len(controls(written, "goals")) == 1
        assert len(controls(written, "goals/goal0001")) == 1
        assert len(controls(written, "goals/goal0001/effect")) == 1

    def test_a_sample_item_that_word_has_put_a_control_around_counts_as_one(self):
        item = field("goals/*", p(field("goals/*/title")), kind="<w15:repeatingSectionItem/>")
        template = made.template(field("goals", item, kind="<w15:repeatingSection/>"))

        assert lines(render(agreement(goals=GOALS), template)) == ["Fler i arbete", "Färre i väntan"]


class TestColumns:
    template = made.template(
        field(
            "mapping/statistics",
            table(
                row(
                    cell(p("Kommun")),
                    field(
                        "mapping/statistics/*/columns", cell(p(field("mapping/statistics/*/columns/*/name")))
                    ),
                ),
                field(
                    "mapping/statistics/*/rows",
                    row(
                        cell(p(field("mapping/statistics/*/rows/*/label"))),
                        field(
                            "mapping/statistics/*/rows/*/cells",
                            cell(p(field("mapping/statistics/*/rows/*/cells/*/value", "–"))),
                        ),
                    ),
                ),
                widths=(3000, 6000),
            ),
        )
    )
    held = agreement(
        mapping={
            "statistics": [
                {
                    "id": "stat0001",
                    "columns": [{"id": "col00001", "name": "2024"}, {"id": "col00002", "name": "2025"}],
                    "rows": [
                        {"id": "row00001", "label": "Växjö", "cells": [{"id": "col00002", "value": "7"}]},
                        {"id": "row00002", "label": "Älmhult", "cells": [{"id": "col00001", "value": "5"}]},
                    ],
                }
            ]
        }
    )

    def test_figures_stand_in_their_columns_whatever_their_order(self):
        written = made.root(render(self.held, self.template))

        rows = [[made.words(one) for one in find(tr, ".//w:tc")] for tr in find(written, ".//w:tr")]
        assert rows == [["Kommun", "2024", "2025"], ["Växjö", "–", "7"], ["Älmhult", "5", "–"]]

    def test_columns_of_figures_are_equally_wide_and_share_the_room_with_the_labels(self):
        written = made.root(render(self.held, self.template))

        assert find(written, ".//w:gridCol/@w:w") == ["3260", "2870", "2870"]
        assert set(find(written, ".//w:tcW/@w:w")) == {"3260", "2870"}

    def test_a_table_without_columns_keeps_its_labels(self):
        held = agreement(
            mapping={"statistics": [{"id": "stat0001", "rows": [{"id": "row00001", "label": "A"}]}]}
        )

        written = made.root(render(held, self.template))

        assert find(written, ".//w:gridCol/@w:w") == ["3000"]
        assert [made.words(one) for one in find(written, ".//w:tr")] == ["Kommun", "A"]


class TestSections:
    def test_falls_away_with_its_heading_and_fixed_words_when_nothing_in_it_is_answered(self):
        template = made.template(
            p("Före"),
            field("section:a", h(1, "Bakgrund"), field("fixed:b", p("Fast text.")), text("background")),
            p("Efter"),
        )

        assert lines(render(agreement(), template)) == ["Före", "Efter"]
        assert lines(render(agreement(background="Ja."), template)) == [
            "Före",
            "Bakgrund",
            "Fast text.",
            "Ja.",
            "Efter",
        ]

    def test_leaves_no_control_behind(self):
        written = made.root(
            render(agreement(title="A"), made.template(field("section:a", p(field("title")))))
        )

        assert not controls(written, "section:a")

    def test_a_kept_section_keeps_its_inner_sections_only_when_they_hold_something(self):
        template = made.template(
            field(
                "section:a", h(1, "A"), p(field("title")), field("section:b", h(2, "B"), p(field("version")))
            )
        )

        assert lines(render(agreement(title="t"), template)) == ["A", "t"]
        assert lines(render(agreement(version="v"), template)) == ["A", "Skriv title", "B", "v"]

    def test_around_rows_and_in_a_paragraph(self):
        template = made.template(
            table(row(cell(p("Rubrik"))), field("section:a", row(cell(p(field("version")))))),
            p("Titel", field("section:b", " (", field("title"), run(")")), "."),
        )

        assert lines(render(agreement(), template)) == ["Rubrik", "Titel."]
        assert lines(render(agreement(title="t", version="v"), template)) == ["Rubrik", "v", "Titel (t)."]

    def test_an_item_counts_as_something_to_print(self):
        template = made.template(field("section:a", h(1, "Mål"), field("goals", p(field("goals/*/title")))))

        assert lines(render(agreement(goals=[{"id": "goal0001"}]), template)) == [
            "Mål",
            "Skriv goals/*/title",
        ]

    def test_a_copy_does_not_keep_a_section_that_has_answers_of_its_own(self):
        template = made.template(
            field("goals", p(field("goals/*/title"))),
            field("goals", field("section:a", h(2, field("copy:goals/*/title")), text("goals/*/effect"))),
        )

        assert lines(render(agreement(goals=GOALS), template)) == [
            "Fler i arbete",
            "Färre i väntan",
            "Färre i väntan",
            "Bra.",
        ]

    def test_a_section_of_copies_goes_by_those(self):
        template = made.template(p(field("title")), field("section:a", p("Om ", field("copy:title"))))

        assert lines(render(agreement(), template)) == ["Skriv title"]
        assert lines(render(agreement(title="t"), template)) == ["t", "Om t"]

    def test_that_all_parties_are_meant_is_no_answer_to_keep_a_section_for(self):
        template = made.template(
            field("goals", p(field("goals/*/title")), field("section:a", p(field("goals/*/scope"))))
        )

        assert lines(render(agreement(goals=GOALS), template)) == ["Fler i arbete", "Färre i väntan"]

    def test_a_table_without_rows_falls_away(self):
        template = made.template(table(field("goals", row(cell(p(field("goals/*/title")))))), p("Slut"))

        assert not find(made.root(render(agreement(), template)), ".//w:tbl")


COMPANION = made.MANIFEST + "companion = true\n"


def xml_of(held: Agreement, template: Template) -> str:
    return made.part(render(held, template))


class TestIf:
    def test_stands_only_where_there_is_an_answer(self):
        template = made.template(p("Före"), field("if:version", p("Versionen är satt.")))

        assert lines(render(agreement(), template)) == ["Före"]
        assert lines(render(agreement(version="2"), template)) == ["Före", "Versionen är satt."]

    def test_may_ask_for_a_certain_answer_however_it_is_written(self):
        on_paper = field("unless:signing/method=elektronisk underskrift", p("Rader"))
        template = made.template(field("if:signing/method=Elektronisk underskrift", p("Tjänst")), on_paper)

        def said(method: str | None) -> list[str]:
            return lines(render(agreement(signing={"method": method}), template))

        assert said("elektronisk underskrift") == ["Tjänst"]
        assert said("underskrift på papper") == ["Rader"]
        assert said(None) == ["Rader"]

    def test_may_stand_in_a_line(self):
        there, missing = field("if:version", run(" finns")), field("unless:version", run(" saknas"))
        template = made.template(p("Version", there, missing))

        assert lines(render(agreement(), template)) == ["Version saknas"]
        assert lines(render(agreement(version="2"), template)) == ["Version finns"]


class TestForms:
    def test_fixed_text_is_marked_but_not_locked_in_the_version_for_comments(self):
        template = made.template(field("fixed:a", p("Fast.")), p("x", field("fixed:b", run("Fast."))))

        def locks(status: str) -> int:
            return xml_of(agreement(status=status), template).count("<w:lock ")

        assert locks("utkast") == 2
        assert locks("avstämningsversion") == 0
        assert xml_of(agreement(status="avstämningsversion"), template).count('<w:tag w:val="fixed:') == 2

    def test_what_is_left_out_of_a_form_stands_in_all_others(self):
        template = made.template(p("Alltid"), field("unless:form=publicering", p("Kontakter")))
        published = report(agreement(), form=PUBLISHING)

        assert lines(render(agreement(), template)) == ["Alltid", "Kontakter"]
        assert lines(render(published, template)) == ["Alltid"]

    def test_the_pages_are_marked_until_the_agreement_has_been_decided(self):
        template = made.template(p("x"), field("section:mark", p(field("mark"))))
        draft = agreement(status="avstämningsversion", version="2", version_date="2026-03-01")

        assert lines(render(draft, template)) == ["x", "Avstämningsversion, version 2, 2026-03-01"]
        assert lines(render(agreement(status="beslutad", version="2"), template)) == ["x"]


class TestCompanion:
    def test_tells_of_what_it_is_about_in_plain_text_that_is_no_home(self):
        template = made.template(
            p("Spår: ", field("track/name")),
            field("track/employers", p(field("track/employers/*/name"))),
            p(field("title")),
            manifest=COMPANION,
        )
        track = {"id": "trac0001", "name": "Vård", "employers": [{"id": "empl0001", "name": "Sågen"}]}
        held = agreement(title="Samverkan", job_tracks=[track])
        docx = render(report(held, track=held.job_tracks[0]), template)

        assert lines(docx) == ["Spår: Vård", "Sågen", "Samverkan"]
        assert "<w:sdt>" not in made.part(docx)
        assert not any("customXml" in name for name in made.parts(docx))

    def test_keeps_the_fields_that_its_readers_fill_in(self):
        template = made.template(p(field("reply:synpunkt", "Skriv")), manifest=COMPANION)

        assert len(controls(made.root(render(agreement(), template)), "reply:synpunkt")) == 1


class TestUnless:
    @pytest.mark.parametrize(
        ("address", "answered"),
        [
            ("version", {"version": "1"}),
            ("background", {"background": "Bra."}),
            ("validity/start", {"validity": {"start": "2026-03-01"}}),
            ("goals", {"goals": [{"id": "goal0001"}]}),
        ],
    )
    def test_stands_only_while_there_is_no_answer_and_leaves_no_control(
        self, address: str, answered: dict[str, Any]
    ):
        template = made.template(p("Före"), field(f"unless:{address}", h(2, "Saknas"), p("Inte bestämt.")))

        assert lines(render(agreement(), template)) == ["Före", "Saknas", "Inte bestämt."]
        assert not controls(made.root(render(agreement(), template)), f"unless:{address}")
        assert lines(render(agreement(**answered), template)) == ["Före"]

    def test_no_is_an_answer_and_all_parties_are_none(self):
        held = agreement(
            mapping={"statistics": [{"id": "stat0001", "split_by_sex": False}, {"id": "stat0002"}]},
            goals=[{"id": "goal0001"}],
        )
        template = made.template(
            field("mapping/statistics", field("unless:mapping/statistics/*/split_by_sex", p("Inget sagt"))),
            field("goals", field("unless:goals/*/scope", p("Inga särskilda parter"))),
        )

        assert lines(render(held, template)) == ["", "Inget sagt", "Inga särskilda parter"]

    def test_goes_by_the_item_it_stands_in(self):
        template = made.template(
            field(
                "goals",
                p(field("goals/*/title")),
                field("goals/*/indicators", p(field("goals/*/indicators/*/name"))),
                field("unless:goals/*/indicators", p("Ingen indikator")),
                field(
                    "goals/*/indicators",
                    field(
                        "unless:goals/*/indicators/*/baseline", p("Utan utgångsläge: ", field("copy:title"))
                    ),
                ),
            )
        )
        first = {**GOALS[0], "indicators": [{"id": "indi0001", "name": "Andel"}]}

        assert lines(render(agreement(title="t", goals=[first, GOALS[1]]), template)) == [
            "Fler i arbete",
            "Andel",
            "Utan utgångsläge: t",
            "Färre i väntan",
            "Ingen indikator",
        ]

    def test_around_rows_and_in_a_paragraph(self):
        template = made.template(
            table(
                row(cell(p("Rubrik"))),
                field("goals", row(cell(p(field("goals/*/title"))))),
                field("unless:goals", row(cell(p("Inga mål")))),
            ),
            p("Titel ", field("copy:title"), field("unless:title", "______"), "."),
        )

        assert lines(render(agreement(), template)) == ["Rubrik", "Inga mål", "Titel ______."]
        assert lines(render(agreement(title="t", goals=GOALS[:1]), template)) == [
            "Rubrik",
            "Fler i arbete",
            "Titel t.",
        ]

    def test_does_not_keep_the_section_it_stands_in(self):
        template = made.template(
            field("section:a", h(1, "A"), p(field("version")), field("unless:title", p("Utan titel")))
        )

        assert lines(render(agreement(), template)) == [""]
        assert lines(render(agreement(version="1"), template)) == ["A", "1", "Utan titel"]

    def test_a_templates_own_question_can_be_asked_for(self):
        template = made.template(
            text("additional_answers/egen0001/answer"),
            field("unless:additional_answers/egen0001/answer", p("Obesvarad")),
        )
        answers = [{"id": "egen0001", "answer": "Egen."}]

        assert lines(render(agreement(), template))[1:] == ["Obesvarad"]
        assert lines(render(agreement(additional_answers=answers), template)) == ["Egen."]


class TestLockedText:
    template = made.template(
        p(field("title")),
        field("fixed:syfte", p("Att samverka.")),
        p("Upprepat: ", field("copy:title")),
        field("goals", p(field("goals/*/title")), field("fixed:b", p("Fast.")), p(field("copy:title"))),
        header=p(field("copy:title")),
    )
    written = render(agreement(title="Om jobb", goals=GOALS[:1]), template)

    @pytest.mark.parametrize(
        ("tag", "lock"), [("fixed:syfte", "sdtContentLocked"), ("copy:title", "contentLocked")]
    )
    def test_fixed_text_and_copies_cannot_be_edited(self, tag: str, lock: str):
        found = controls(made.root(self.written), tag)

        assert found
        assert all(find(control, "w:sdtPr/w:lock/@w:val") == [lock] for control in found)

    def test_what_is_locked_in_an_item_does_not_keep_the_item_from_being_taken_away(self):
        control = controls(made.root(self.written), "fixed:b")[0]

        assert find(control, "w:sdtPr/w:lock/@w:val") == ["contentLocked"]

    def test_answers_are_not_locked_and_the_document_is_not_protected(self):
        assert not find(controls(made.root(self.written), "title")[0], "w:sdtPr/w:lock")
        assert b"documentProtection" not in made.parts(self.written)["word/settings.xml"]

    def test_the_header_repeats_the_answer(self):
        assert made.words(made.root(self.written, "word/header1.xml")) == "Om jobb"

    def test_a_paragraph_whose_copies_have_nothing_to_say_falls_away(self):
        template = made.template(p(field("title")), p(field("copy:version")), p("Slut"))

        assert lines(render(agreement(title="t"), template)) == ["t", "Slut"]


def rich(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"blocks": [{"runs": [{"text": "x"}], **block} for block in blocks]}


class TestRichText:
    template = made.template(text("background"))

    def written(self, *blocks: dict[str, Any]) -> bytes:
        return render(agreement(background=rich(*blocks)), self.template)

    def test_paragraphs_take_the_style_of_the_sample(self):
        assert find(made.root(self.written({}, {})), ".//w:pStyle/@w:val") == ["Text", "Text"]

    def test_bold_italic_and_line_breaks(self):
        written = made.root(
            self.written(
                {"runs": [{"text": "a"}, {"text": "b\nc", "bold": True}, {"text": "d", "italic": True}]}
            )
        )

        assert [len(find(written, f".//w:r[w:rPr/{look}]")) for look in ("w:b", "w:i")] == [1, 1]
        assert len(find(written, ".//w:br")) == 1

    def test_lists_have_styles_and_levels(self):
        written = made.root(
            self.written({"kind": "bullet"}, {"kind": "bullet", "level": 2}, {"kind": "number"})
        )

        assert find(written, ".//w:pStyle/@w:val") == ["Punkt", "Punkt", "Nummer"]
        assert find(written, ".//w:ilvl/@w:val") == ["2", "0"]

    def test_every_numbered_list_begins_at_one(self):
        number, deeper, point = (
            {"kind": "number"},
            {"kind": "number", "level": 1},
            {"kind": "bullet", "level": 1},
        )
        document = self.written(number, deeper, point, number, {}, number, number)

        ids = [
            str(one)
            for one in find(made.root(document), ".//w:p[.//w:pStyle/@w:val='Nummer']//w:numId/@w:val")
        ]
        assert ids == ["3", "3", "3", "4", "4"]
        numbering = made.root(document, "word/numbering.xml")
        for id_ in ("3", "4"):
            assert (
                find(numbering, f"w:num[@w:numId='{id_}']/w:lvlOverride/w:startOverride/@w:val") == ["1"] * 4
            )

    def test_pages_and_mail_addresses_become_links(self):
        document = self.written(
            {
                "runs": [
                    {"text": "sida", "link": "https://exempel.se/å b?c=d&e"},
                    {"text": "brev", "link": "mailto:a@exempel.se"},
                    {"text": "igen", "link": "https://exempel.se/å b?c=d&e"},
                ]
            }
        )

        assert len(find(made.root(document), ".//w:hyperlink")) == 3
        targets = re.findall(
            'Target="([^"]*)" TargetMode', made.part(document, "word/_rels/document.xml.rels")
        )
        assert targets == ["https://exempel.se/%C3%A5%20b?c=d&amp;e", "mailto:a@exempel.se"]

    @pytest.mark.parametrize(
        "link",
        [
            "javascript:alert(1)",
            "file:///C:/a",
            "inte en länk",
            "https://",
            "https://a b",
            "mailto:",
            "http://a:b",
            "//x",
        ],
    )
    def test_anything_else_is_plain_text(self, link: str):
        document = self.written({"runs": [{"text": "ord", "link": link}]})

        assert lines(document) == ["ord"]
        assert not find(made.root(document), ".//w:hyperlink")
        assert b"TargetMode" not in made.parts(document)["word/_rels/document.xml.rels"]

    def test_footnotes_stand_in_their_part_in_order(self):
        document = self.written(
            {"runs": [{"text": "a"}, {"footnote": "ett & två"}, {"text": "b"}, {"footnote": "tre"}]}
        )

        assert find(made.root(document), ".//w:footnoteReference/@w:id") == ["1", "2"]
        notes = made.root(document, "word/footnotes.xml")
        assert [made.words(one).strip() for one in find(notes, "w:footnote[not(@w:type)]")] == [
            "ett & två",
            "tre",
        ]

    def test_a_text_that_begins_with_a_look_or_a_note_is_called_a_document_part(self):
        for run_ in ({"text": "x", "bold": True}, {"footnote": "not"}):
            written = made.root(self.written({"runs": [{"text": "a"}, run_]}))

            assert find(controls(written, "background")[0], "w:sdtPr/w:docPartObj")
        assert not find(made.root(self.written({})), ".//w:docPartObj")

    def test_each_paragraph_has_a_bookmark_of_its_own(self):
        names = [str(one) for one in find(made.root(self.written({}, {}, {})), ".//w:bookmarkStart/@w:name")]

        assert names == [names[0], f"{names[0]}_2", f"{names[0]}_3"]

    def test_alone_in_a_cell_it_is_a_control_around_the_cell(self):
        template = made.template(table(row(cell(text("background"), p()))), p("Slut"))

        written = made.root(render(agreement(background="a\nb"), template))

        assert find(written, ".//w:tr/w:sdt/w:sdtContent/w:tc/w:p")
        assert lines(render(agreement(background="a\nb"), template)) == ["a", "b", "Slut"]


class TestCells:
    def test_a_cell_ends_with_a_paragraph_also_after_a_control(self):
        template = made.template(
            table(
                row(
                    cell(p("x"), field("goals", p(field("goals/*/title"))), p()),
                    cell(field("section:a", p(field("version")))),
                )
            )
        )

        for held in (agreement(goals=GOALS), agreement(version="v")):
            for one in find(made.root(render(held, template)), ".//w:tc"):
                assert str(one[-1].tag).endswith("}p")

    def test_tables_that_would_touch_are_kept_apart(self):
        template = made.template(field("goals", table(row(cell(p(field("goals/*/title")))))))

        written = made.root(render(agreement(goals=GOALS), template))

        assert len(find(written, ".//w:tbl")) == 2
        assert find(controls(written, "goals/goal0002")[0], "w:sdtContent/*[1][self::w:p]")


def test_pictures_in_items_have_ids_of_their_own():
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="7" name="a"/></wp:inline></w:drawing></w:r>'
    )
    template = made.template(field("goals", p(drawing, field("goals/*/title"))))

    ids = find(made.root(render(agreement(goals=GOALS), template)), ".//*[local-name()='docPr']/@id")

    assert len(ids) == len(set(ids)) == 2


def test_a_rich_text_is_repeated_in_a_paragraph_as_plain_words():
    template = made.template(text("background"), p("Kort: ", field("copy:background")))

    assert lines(render(agreement(background="a\nb"), template)) == ["a", "b", "Kort: ab"]


def test_a_case_number_that_is_repeated_is_not_broken_between_lines():
    decided = {"id": "part0001", "decisions": [{"id": "deci0001", "case_number": "KS 2026/1"}]}
    number = p(field("copy:parties/*/decisions/*/case_number"))
    template = made.template(field("copy:parties", field("copy:parties/*/decisions", number)))

    assert lines(render(agreement(parties=[decided]), template)) == ["KS\N{NO-BREAK SPACE}2026/1"]


def test_a_line_can_end_between_two_case_numbers_that_are_one_answer():
    replaced = {"id": "repl0001", "case_number": "KS 2026/1, AF 2026/7; EX 3"}
    number = p(field("copy:validity/replaces/*/case_number"))
    template = made.template(field("copy:validity/replaces", number))

    (written,) = lines(render(agreement(validity={"replaces": [replaced]}), template))

    assert written.replace("\N{NO-BREAK SPACE}", "~") == "KS~2026/1, AF~2026/7; EX~3"


class TestParts:
    parties = (
        {
            "id": "party001",
            "decisions": [
                {"id": "dec00001", "case_number": "KS 2026/1"},
                {"id": "dec00002", "case_number": "KS 2026/1"},
                {"id": "dec00003"},
            ],
        },
        {"id": "party002", "decisions": [{"id": "dec00001", "case_number": "AF-2026/7"}]},
    )

    def case_numbers(self, *parties: dict[str, Any], words: str = "") -> str:
        template = made.template(p(field("part:case-numbers")), manifest=f"{made.MANIFEST}[words]\n{words}")
        (line,) = lines(render(agreement(parties=parties), template))
        return line

    def test_the_case_numbers_of_one_party_stand_once_each_without_its_name(self):
        assert self.case_numbers({**self.parties[0], "name": "Växjö kommun"}) == "KS\N{NO-BREAK SPACE}2026/1"

    def test_with_several_parties_each_case_number_says_whose_it_is(self):
        first, second = ({**party, "name": name} for party, name in zip(self.parties, "AB", strict=True))
        shared = {**second, "decisions": first["decisions"]}

        assert self.case_numbers(first, second).replace("\N{NO-BREAK SPACE}", " ") == (
            "KS 2026/1 (A), AF-2026/7 (B)"
        )
        assert self.case_numbers({"id": "party003", "name": "C"}, second) == "AF-2026/7\N{NO-BREAK SPACE}(B)"
        assert self.case_numbers(first, shared).count("KS\N{NO-BREAK SPACE}2026/1") == 2

    def test_a_case_number_is_not_parted_from_its_party_where_a_line_has_room_for_both(self):
        first, second = self.parties
        long = "Kommunalförbundet för gymnasieskola och vuxenutbildning i länet"

        written = self.case_numbers({**first, "name": long}, {**second, "name": "Växjö kommun"})

        assert written.replace("\N{NO-BREAK SPACE}", "~") == f"KS~2026/1 ({long}), AF-2026/7~(Växjö~kommun)"

    def test_a_case_number_of_a_party_without_a_name_stands_alone(self):
        assert self.case_numbers(*self.parties) == "KS\N{NO-BREAK SPACE}2026/1, AF-2026/7"

    def test_case_numbers_in_the_templates_words(self):
        named = ({**party, "name": name} for party, name in zip(self.parties, "AB", strict=True))

        written = self.case_numbers(*named, words='case_number = "{party}: {number}"\nseparator = "; "')

        assert written.replace("\N{NO-BREAK SPACE}", " ") == "A: KS 2026/1; B: AF-2026/7"

    @pytest.mark.parametrize(
        ("words", "label"),
        [
            ("", "Bilaga\u00a01c"),
            ('[words]\nappendix_label = "Bil. {number} {letter}"', "Bil.\u00a01\u00a0c"),
        ],
    )
    def test_the_label_of_an_appendix_in_the_templates_words(self, words: str, label: str):
        template = made.template(
            field("appendices", p(field("part:appendix-label"), " ", field("appendices/*/title"))),
            manifest=made.MANIFEST + words,
        )

        held = agreement(
            appendices=[{"id": "app00001", "number": "1", "letter": "c", "title": "Organisering"}]
        )

        assert lines(render(held, template)) == [f"{label} Organisering"]


def test_a_templates_own_question_has_its_place_among_the_answers():
    template = made.template(
        text("additional_answers/egen0001/answer"),
        field("additional_answers", text("additional_answers/*/answer")),
    )
    answers = [{"id": "fri00001", "answer": "Fri."}, {"id": "egen0001", "answer": "Egen."}]

    assert lines(render(agreement(additional_answers=answers), template)) == ["Egen.", "Fri."]


class TestPackage:
    written = render(
        agreement(title="Om jobb", version_date="2026-03-01", parties=[{"id": "party001", "name": "AF"}]),
        made.template(
            p(field("title")), p(field("version_date")), field("parties", p(field("parties/*/name")))
        ),
    )

    def test_the_same_draft_gives_the_same_bytes(self):
        held = made.example("tva-kommuner")

        assert render(held, made.shipped()) == render(
            held,
            made.load(made.shipped().content, (made.ROOT / "templates/grundmall.toml").read_text("utf-8")),
        )

    def test_its_properties_tell_title_parties_language_and_no_time_of_writing(self):
        core = made.part(self.written, "docProps/core.xml")

        assert (
            "<dc:title>Om jobb</dc:title><dc:creator>AF</dc:creator><dc:language>sv-SE</dc:language>" in core
        )
        assert core.count("2026-03-01T00:00:00Z") == 2
        assert "lastModifiedBy" not in core

    def test_word_is_not_asked_to_update_fields(self):
        everything = b"".join(made.parts(render(made.example("tva-kommuner"), made.shipped())).values())

        assert b"updateFields" not in everything and b"w:dirty" not in everything

    def test_the_baseline_takes_the_next_free_part_name(self):
        template = made.load(
            made.docx(p(field("title")), extra={"customXml/item1.xml": "<a/>"}), made.MANIFEST
        )

        names = made.parts(render(agreement(title="A"), template))

        assert {
            "customXml/item1.xml",
            "customXml/item2.xml",
            "customXml/itemProps2.xml",
            "customXml/_rels/item2.xml.rels",
        } <= set(names)

    def test_what_is_left_of_the_answers_of_a_document_goes_with_what_tells_of_them(self):
        parts = made.parts(render(agreement(title="A"), made.template(p(field("title")))))
        left = made.load(made.zipped({**parts, "customXml/item1.xml": "<something/>"}), made.MANIFEST)

        written = render(agreement(title="B"), left)

        assert soundness.faults(written) == []
        assert b"<something/>" not in made.parts(written).values()

    def test_only_what_is_printed_is_in_the_file(self):
        held = agreement(title="A", background="HEMLIGT", economy="HEMLIGT", marking="HEMLIGT")

        for content in made.parts(render(held, made.template(p(field("title"))))).values():
            assert b"HEMLIGT" not in content
