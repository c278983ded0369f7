"""What is wrong in a template, by name and in words for its author."""

import pytest

from lokdesk.agreement import schema
from lokdesk.agreement.schema import GroupOf
from lokdesk.word.clause import Problem
from lokdesk.word.contract import check
from tests.word import made
from tests.word.made import cell, field, h, p, row, run, table, text

EVERYTHING = tuple(
    pattern for pattern, field_ in schema.patterns().items() if not isinstance(field_, GroupOf)
)
_TITLE = p(field("goals/*/title"))
_INDICATORS_IN_ROWS = field("goals/*/indicators", row(cell(p(field("goals/*/indicators/*/name")))))
DATE = '<w:date><w:dateFormat w:val="{}"/></w:date>'


def problems(*body: str, manifest: str = made.MANIFEST, header: str = "") -> list[Problem]:
    """Return what is wrong, missing answers aside."""
    found = check(made.template(*body, manifest=manifest, header=header), excused=EVERYTHING)
    return [problem for problem in found if problem.rule != "no-home"]


ELSEWHERE = ("economy", "parties/*/deciding_bodies/*/memo_name", "circulations", "workshops")


def test_answers_may_be_left_out_of_the_forms_that_nothing_is_filled_in_in():
    assert not problems(field("unless:form=publicering", p(field("title"))))


def test_in_a_companion_everything_is_a_copy_and_nothing_needs_a_home():
    manifest = made.MANIFEST + 'companion = true\nabout = "job_tracks/*"\n'
    body = (p(field("track/name"), field("title"), field("title")), p(field("reply:synpunkt", "")))

    assert check(made.template(*body, manifest=manifest)) == []


def test_a_template_that_keeps_the_contract_has_no_problems():
    assert not problems(
        h(1, field("title")), text("background"), field("goals", h(2, field("goals/*/title")))
    )


def test_the_shipped_template_keeps_the_contract():
    assert check(made.shipped(), excused=ELSEWHERE) == []


@pytest.mark.parametrize(
    ("rule", "where", "body"),
    [
        ("unknown-tag", "titel", p(field("titel"))),
        ("unknown-tag", "goals/*/titel", field("goals", p(field("goals/*/title"), field("goals/*/titel")))),
        ("unknown-tag", "validity", p(field("validity"))),
        ("unknown-part", "part:contens", p(field("part:contens"))),
        ("not-in-repeat", "part:appendix-label", p(field("part:appendix-label"))),
        ("too-long", "fixed:" + "x" * 60, field("fixed:" + "x" * 60, p("Fast."))),
        ("too-long", "title", p(field("title", title="T" * 65))),
        ("two-homes", "title", p(field("title")) + p(field("title"))),
        ("not-in-repeat", "goals/*/title", p(field("goals/*/title"))),
        ("not-in-repeat", "copy:goals/*/title", p(field("copy:goals/*/title"))),
        (
            "not-in-repeat",
            "goals/*/indicators",
            field("goals", p(field("goals/*/title")))
            + field("goals/*/indicators", p(field("goals/*/indicators/*/name"))),
        ),
        ("text-in-line", "background", p(field("background"))),
        ("line-around-paragraphs", "title", field("title", p("Skriv"), p("titel"))),
        ("numbered-sample", "background", field("background", p("Skriv", style="Punkt"))),
        ("no-name", "section:", field("section:", p(field("title")))),
        ("no-name", "fixed:", field("fixed:", p("Fast."))),
        (
            "section-over-cells",
            "section:a",
            table(row(cell(p("x")), field("section:a", cell(p(field("title")))))),
        ),
        ("repeat-over-cells", "goals", table(row(field("goals", cell(p(field("goals/*/title"))))))),
        ("answer-in-locked-text", "title", field("fixed:a", p(field("title")))),
        (
            "item-may-vanish",
            "goals",
            table(field("goals", row(cell(field("section:a", p(field("goals/*/title"))))))),
        ),
        (
            "item-may-vanish",
            "goals",
            p(field("goals", field("section:a", field("goals/*/title")), run(", "))),
        ),
        ("item-may-vanish", "goals", table(field("goals", _INDICATORS_IN_ROWS))),
        (
            "item-may-vanish",
            "goals",
            p(field("goals", field("goals/*/indicators", field("goals/*/indicators/*/name")), run(", "))),
        ),
        (
            "unknown-tag",
            "unless:goals/*/titel",
            field("goals", _TITLE, field("unless:goals/*/titel", p("x"))),
        ),
        ("unknown-tag", "unless:", field("unless:", p("x"))),
        ("unknown-tag", "unless:validity", field("unless:validity", p("x"))),
        ("not-in-repeat", "unless:goals/*/title", p(field("unless:goals/*/title", "x"))),
        ("named-item", "unless:goals/goal0001/title", p(field("unless:goals/goal0001/title", "x"))),
        ("section-over-cells", "unless:title", table(row(cell(p("x")), field("unless:title", cell(p("x")))))),
        ("answer-in-condition", "version", field("unless:title", p(field("version")))),
        ("answer-in-condition", "version", field("if:form=publicering", p(field("version")))),
        ("condition-on-value", "if:version_date=2026", field("if:version_date=2026", p("x"))),
        ("unknown-tag", "if:titel", field("if:titel", p("x"))),
        ("no-name", "reply:", p(field("reply:"))),
        ("no-placeholder", "title", p(field("title", run(" ")))),
        ("date-format", "version_date", p(field("version_date", kind=DATE.format("MMMM")))),
        (
            "section-break-in-control",
            "section:a",
            field("section:a", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", p(field("title"))),
        ),
        ("named-item", "goals/goal0001/title", p(field("goals/goal0001/title"))),
        ("place-without-question", "egen0001", text("additional_answers/egen0001/answer")),
        ("unknown-figure", "figure:karta", field("figure:karta", p("Ritas"))),
        ("figure-out-of-place", "figure:organisation", p(field("figure:organisation"))),
        (
            "figure-out-of-place",
            "figure:organisation",
            field("figure:organisation", table(row(cell(p("x"))))),
        ),
        ("not-in-repeat", "figure:chain", field("figure:chain", p("Ritas"))),
        ("answer-in-locked-text", "title", field("figure:organisation", p("Ritas"), p(field("title")))),
        ("answer-in-locked-text", "title", field("part:contents", p("Innehåll ", field("title")))),
        ("missing-style", "word/document.xml", p("x", style="Borta")),
        (
            "attached-twice",
            "part:appendix-content",
            field(
                "appendices", *[field("part:appendix-content", p("x"))] * 2, p(field("appendices/*/title"))
            ),
        ),
        ("tracked-changes", "", f'<w:p><w:ins w:id="1">{run("nytt")}</w:ins></w:p>'),
    ],
)
def test_a_mismatch_fails_by_name_and_says_where(rule: str, where: str, body: str):
    found = problems(h(1, "Mål"), body)

    assert [(problem.rule, problem.where) for problem in found] == [(rule, where)]
    assert found[0].message.endswith((".", "?"))


def test_a_problem_tells_under_which_heading_it_is_and_what_may_be_meant():
    message = problems(
        h(1, "Parter"),
        h(2, "Mål och ", "effekter"),
        field("goals", p(field("goals/*/title"), field("goals/*/effekt"))),
    )[0].message

    assert "under rubriken ”Mål och effekter”" in message
    assert "Menas ”goals/*/effect”?" in message


def test_only_where_a_list_is_at_home_must_its_items_stay():
    rows = field("goals", row(cell(field("section:a", text("goals/*/effect")))))

    assert not problems(field("goals", p(field("goals/*/title"))), table(rows))


def test_around_paragraphs_an_item_stays_though_its_lists_are_empty():
    assert not problems(field("goals", table(_INDICATORS_IN_ROWS)))


def test_a_text_for_when_an_answer_is_missing_keeps_the_contract_and_guesses_at_a_wrong_address():
    body = field("goals", _TITLE, field("unless:goals/*/indicators", p("Inga för ", field("copy:title"))))

    assert not problems(body, p(field("unless:title", "Ingen titel")))
    assert "Menas ”unless:title”?" in problems(p(field("unless:titel", "x")))[0].message


def test_an_answer_can_only_be_repeated_in_a_header():
    assert [one.rule for one in problems(p(field("title")), header=p(field("version")))] == [
        "home-outside-text"
    ]
    assert not problems(p(field("title")), header=p(field("copy:title")))


def test_a_figure_belongs_in_the_text_and_one_of_an_item_in_its_repeat():
    chain = field("figure:chain", p("Ritas"), p("Figur: ", field("copy:job_tracks/*/name")))

    assert not problems(field("job_tracks", p(field("job_tracks/*/name")), chain))
    assert [one.rule for one in problems(header=field("figure:year-wheel", p("Ritas")))] == [
        "figure-out-of-place"
    ]


def test_a_template_may_leave_answers_out_when_its_manifest_says_so():
    manifest = made.MANIFEST + 'leaves_out = ["goals", "validity", "titel", "version"]\n'
    found = check(made.template(p(field("title")), p(field("version")), manifest=manifest))

    without_home = {problem.where for problem in found if problem.rule == "no-home"}
    assert not {one for one in without_home if one.startswith(("goals", "validity"))}
    assert "parties" in without_home
    others = {(problem.rule, problem.where) for problem in found if problem.rule != "no-home"}
    assert others == {("unknown-left-out", "titel"), ("left-out-with-home", "version")}


def test_every_answer_and_list_needs_a_home_unless_excused():
    template = made.template(p(field("title")), field("goals", p(field("goals/*/title"))))

    missing = {
        problem.where
        for problem in check(template, excused=["validity", "parties"])
        if problem.rule == "no-home"
    }

    assert {
        "background",
        "economy",
        "goals/*/effect",
        "goals/*/indicators",
        "mapping/statistics/*/rows/*/cells",
    } <= missing
    assert (
        not {"title", "goals", "goals/*/title", "validity", "validity/start", "parties", "parties/*/name"}
        & missing
    )


def test_a_copy_is_no_home():
    assert "title" in {problem.where for problem in check(made.template(p(field("copy:title"))))}


def test_a_date_may_be_written_in_words():
    assert not problems(p(field("version_date", kind=DATE.format("d MMMM yyyy"))))


def test_a_question_of_the_templates_own_needs_its_place():
    manifest = made.MANIFEST + '[questions.egen0001]\nprompt = "Varför?"\n'

    assert [one.rule for one in problems(p(field("title")), manifest=manifest)] == ["question-without-place"]
    assert not problems(text("additional_answers/egen0001/answer"), manifest=manifest)


def test_a_template_with_a_question_of_its_own_need_not_print_those_of_the_parties():
    manifest = (
        made.MANIFEST + 'leaves_out = ["additional_answers"]\n' + '[questions.egen0001]\nprompt = "Varför?"\n'
    )

    left = check(made.template(text("additional_answers/egen0001/answer"), manifest=manifest))

    assert not [one for one in left if one.where.startswith("additional_answers")]


def test_the_language_of_the_styles_is_the_manifests():
    assert [one.rule for one in problems(p("x"), manifest=made.MANIFEST + 'language = "fi-FI"')] == [
        "language"
    ]


def test_list_styles_must_be_tied_to_lists():
    manifest = made.MANIFEST + '[styles]\nbullet = "Text"\nnumber = "Punkt"\n'

    assert [(one.rule, one.where) for one in problems(p("x"), manifest=manifest)] == [
        ("no-list-style", "Text"),
        ("no-list-style", "Punkt"),
    ]
