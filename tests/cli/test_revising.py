"""Beginning a revision from the command line."""

import json
from pathlib import Path

from lokdesk.project import project
from tests.cli.conftest import Run, refused
from tests.word.foreign.writer import Writer


def test_a_revision_is_a_new_file_with_the_old_agreement_in_it_and_a_list_of_what_is_new(
    run: Run, kronoberg: Path, tmp_path: Path
) -> None:
    before = kronoberg.read_bytes()
    new = tmp_path / "ny.lokdesk"
    outcome = run("revise", kronoberg, "-o", new)
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "Nytt: Giltighet: 2023-01-01 – 2024-12-31 (förut 2021-01-01 – 2022-12-31)"
    assert "Nytt: Nästa revidering: 2024-01-31 (förut 2022-01-31)" in lines
    assert any(one.startswith("Tömt: Beslut: diarienummer (17)") for one in lines)
    assert "Att fylla i: Diarienummer: Kommunstyrelsen, Alvesta kommun (godkännande)" in lines
    old, draft = project.open(kronoberg).draft.agreement, project.open(new).draft
    assert draft.predecessors[0].agreement == old
    assert (draft.agreement.status, draft.agreement.version) == ("utkast", "2.0")
    assert [one.id for one in draft.agreement.goals] == [one.id for one in old.goals]
    assert kronoberg.read_bytes() == before


def test_an_agreement_in_a_word_file_is_revised_and_what_has_no_place_is_told_and_kept(
    run: Run, tmp_path: Path
) -> None:
    writer = Writer()
    writer.h("Mål")
    writer.items("Fler unga i arbete")
    writer.h("Giltighet")
    writer.p("Överenskommelsen gäller från den 1 januari 2024 till och med den 31 december 2025.")
    writer.h("Kaffe")
    writer.p("Det finns alltid kaffe.")
    word, new = tmp_path / "avtal.docx", tmp_path / "ny.lokdesk"
    word.write_bytes(writer.docx())

    outcome = run("revise", word, "-o", new)

    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0].startswith(
        "Gå igenom först: I ”avtal.docx” finns 4 svar att ta ställning till och 2 textbitar som"
    )
    assert lines[1] == "Nytt: Giltighet: 2026-01-01 – 2027-12-31 (förut 2024-01-01 – 2025-12-31)"
    assert "kvar: Det finns alltid kaffe. (stycke 6 under ”Kaffe”)" in lines
    draft = project.open(new).draft
    assert [one.title for one in draft.predecessors[0].agreement.goals] == ["Fler unga i arbete"]
    assert [one.content for one in draft.intakes] == [word.read_bytes()]
    again = run("revise", new, "-o", tmp_path / "nästa.lokdesk")
    assert again.code == 0 and "Gå igenom först" not in again.out


def test_a_word_file_that_cannot_be_read_is_not_revised(run: Run, tmp_path: Path) -> None:
    word = tmp_path / "avtal.docx"
    word.write_bytes(b"inte Word")

    assert "”avtal.docx” kan inte läsas" in refused(run("revise", word, "-o", tmp_path / "ny.lokdesk"))


def test_the_period_can_be_given(run: Run, kronoberg: Path, tmp_path: Path) -> None:
    new = tmp_path / "ny.lokdesk"
    assert run("revise", kronoberg, "-o", new, "--from", "2022-07-01", "--to", "2023-06-30").code == 0
    validity = project.open(new).draft.agreement.validity
    assert (str(validity.start), str(validity.end)) == ("2022-07-01", "2023-06-30")


def test_a_revised_agreement_can_be_revised_and_has_both_earlier_ones(
    run: Run, kronoberg: Path, tmp_path: Path
) -> None:
    once, twice = tmp_path / "en.lokdesk", tmp_path / "tva.lokdesk"
    run("revise", kronoberg, "-o", once)
    assert run("revise", once, "-o", twice).code == 0
    first, second = project.open(once).draft, project.open(twice).draft
    assert [one.agreement for one in second.predecessors] == [
        first.predecessors[0].agreement,
        first.agreement,
    ]
    found = json.loads(run("compare", once, twice, "--json").out)
    assert {"status", "validity/start", "validity/end"} & {one["address"] for one in found} == {
        "validity/start",
        "validity/end",
    }


def test_a_period_that_ends_before_it_begins_is_refused(run: Run, kronoberg: Path, tmp_path: Path) -> None:
    new = tmp_path / "ny.lokdesk"
    outcome = run("revise", kronoberg, "-o", new, "--from", "2023-01-01", "--to", "2022-01-01")
    assert "innan den börjar 2023-01-01" in refused(outcome)
    assert not new.exists()


def test_the_old_file_is_never_written_over(run: Run, kronoberg: Path) -> None:
    before = kronoberg.read_bytes()
    assert "ny fil" in refused(run("revise", kronoberg, "-o", kronoberg))
    assert kronoberg.read_bytes() == before


def test_an_empty_draft_can_be_revised(run: Run, empty: Path, tmp_path: Path) -> None:
    outcome = run("revise", empty, "-o", tmp_path / "ny.lokdesk")
    assert outcome.code == 0
    assert "Att fylla i: Version" in outcome.out.splitlines()
