"""An agreement moved to newer versions of template and handbook, and back, without a screen."""

import json
from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.project import container, project
from lokdesk.project.project import Project
from tests.cli.conftest import Run, refused
from tests.session.made import LIBRARY


def test_without_a_file_to_write_only_the_list_is_made(run: Run, kronoberg: Path):
    before = kronoberg.read_bytes()

    outcome = run("move", kronoberg)

    assert (outcome.code, outcome.err) == (0, "")
    assert "grundmall-2026" not in outcome.out
    assert "2026 års variant (2026.2) och handboken 2026.2" in outcome.out
    for title in ("Svar som inte längre har någon plats:", "Svar som flyttar:", "Nya frågor:"):
        assert title in outcome.out
    assert "Sekretessgrund (2 svar)" in outcome.out
    assert kronoberg.read_bytes() == before


def test_the_new_file_remembers_the_new_versions_and_all_that_was(run: Run, kronoberg: Path, tmp_path: Path):
    then = project.open(kronoberg).draft
    path = tmp_path / "ny.lokdesk"

    assert run("move", kronoberg, "-o", path).code == 0

    draft = project.open(path).draft
    assert (draft.template.id, draft.handbook.version) == ("grundmall-2026", "2026.2")
    assert draft.agreement == then.agreement
    (earlier,) = draft.earlier
    assert (earlier.agreement, earlier.template_use, earlier.handbook) == (
        then.agreement,
        then.template,
        then.handbook.version,
    )


def test_the_document_of_either_version_can_be_made(run: Run, kronoberg: Path, tmp_path: Path):
    new = tmp_path / "ny.lokdesk"
    run("move", kronoberg, "-o", new)

    for path in (kronoberg, new):
        document = path.with_suffix(".docx")
        assert run("export", path, "-o", document, "--estimate").code == 0
        answers = json.loads(run("read", document).out)
        assert answers["information_flows"][0]["secrecy_ground"]
        # What has no place in the newer template is not printed; it is in the file all the same.
        assert (answers["dua"]["module_1"] is None) == (path == new)
    assert project.open(new).draft.agreement.dua.module_1 is not None


def test_one_goes_back_to_the_old_answers_and_versions_also_after_edits(
    run: Run, kronoberg: Path, tmp_path: Path
):
    then = project.open(kronoberg).draft
    new, edited, back, forth = (tmp_path / f"{name}.lokdesk" for name in "abcd")
    run("move", kronoberg, "-o", new)
    answers = tmp_path / "svar.json"
    answers.write_text('{"title": "En annan", "adult_education": {"channel": "Brev"}}', encoding="utf-8")
    run("fill", new, answers, "-o", edited)

    outcome = run("move-back", edited, "-o", back)

    assert outcome.code == 0
    assert "(2026.1)" in outcome.err
    draft = project.open(back).draft
    assert (draft.agreement, draft.template, draft.handbook) == (then.agreement, then.template, then.handbook)
    # Nor is what was written since lost: back again is forth.
    run("move-back", back, "-o", forth)
    assert project.open(forth).draft.agreement == project.open(edited).draft.agreement


def test_the_list_as_json_names_every_answer(run: Run, kronoberg: Path):
    told = json.loads(run("move", kronoberg, "--json").out)

    assert told["template"] == {"id": "grundmall-2026", "version": "2026.2"}
    assert told["handbook"] == {"version": "2026.2"}
    assert told["orphans"] == ["dua/preset", "dua/module_1", "dua/module_2", "dua/module_3"]
    kinds = {one["kind"] for one in told["affected"]}
    assert kinds == {"lost", "moved", "required", "new"}
    grounds = [one for one in told["affected"] if one["pattern"] == "information_flows/*/gdpr_ground"]
    moved = next(one for one in grounds if one["kind"] == "moved")
    assert len(moved["addresses"]) == 2
    assert moved["asked"] == {"was": "Informationsutbyte", "now": "Sekretess och personuppgifter"}


def test_the_versions_can_be_chosen_one_by_one(run: Run, kronoberg: Path, tmp_path: Path):
    path = tmp_path / "ny.lokdesk"

    assert run("move", kronoberg, "--handbook", "2026.2", "-o", path).code == 0
    draft = project.open(path).draft
    assert (draft.template.id, draft.handbook.version) == ("grundmall", "2026.2")
    assert run("move", path, "--template", LIBRARY.templates / "grundmall-2026.docx", "-o", path).code == 0
    draft = project.open(path).draft
    assert (draft.template.id, draft.handbook.version) == ("grundmall-2026", "2026.2")
    assert draft.template.content is not None
    assert len(draft.earlier) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--handbook", "1999"), "Handboken 1999 finns inte"),
        (("--template", "rikets"), "Mallen ”rikets” finns inte"),
        (("--handbook", "2026.1"), "har redan den mallen"),
    ],
)
def test_what_cannot_be_moved_to_is_told(run: Run, kronoberg: Path, words: tuple[str, ...], said: str):
    assert said in refused(run("move", kronoberg, *words))


def test_nothing_to_go_back_to_is_told(run: Run, kronoberg: Path, tmp_path: Path):
    assert "har inte bytt mall eller handbok" in refused(
        run("move-back", kronoberg, "-o", tmp_path / "a.lokdesk")
    )


def test_a_new_agreement_has_nothing_to_move_to(run: Run, tmp_path: Path):
    path = tmp_path / "ny.lokdesk"
    run("new", "-o", path)

    draft = project.open(path).draft
    assert (draft.template.id, draft.handbook.version) == ("grundmall-2026", "2026.2")
    assert "redan" in refused(run("move", path))


def test_a_template_of_ones_own_is_kept_with_what_was_before(run: Run, kronoberg: Path, tmp_path: Path):
    own = tmp_path / "egen.docx"
    own.write_bytes((LIBRARY.templates / "grundmall.docx").read_bytes())
    manifest = (LIBRARY.templates / "grundmall.toml").read_text("utf-8").replace('"grundmall"', '"egen"')
    own.with_suffix(".toml").write_text(manifest, encoding="utf-8")
    first, second, third = (tmp_path / f"{name}.lokdesk" for name in "abc")
    run("move", kronoberg, "--template", own, "-o", first)
    run("move", first, "--template", "grundmall-2026", "--handbook", "2026.2", "-o", second)

    parts = container.unpack(second.read_bytes()).parts
    assert any(name.startswith("earlier/") and name.endswith("template.docx") for name in parts)
    assert run("move-back", second, "-o", third).code == 0
    draft = project.open(third).draft
    assert draft.template == project.open(first).draft.template
    assert draft.template.content == own.read_bytes()


def test_what_has_no_place_is_neither_asked_for_nor_judged(run: Run, tmp_path: Path):
    agreement = at.replace(Agreement(), "dua/preset", "Dua 2017")
    path, old = tmp_path / "ny.lokdesk", tmp_path / "gammal.lokdesk"
    project.save(Project(LIBRARY.blank().model_copy(update={"agreement": agreement})), path)
    project.save(Project(LIBRARY.blank("grundmall").model_copy(update={"agreement": agreement})), old)

    rule = "jobbspår"
    assert rule in run("check", old).out
    assert rule not in run("check", path).out
