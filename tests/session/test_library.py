"""What comes with the program is there, and is read only when it is asked for."""

import shutil
from pathlib import Path

import pytest

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import HandbookUse
from lokdesk.agreement.schema import GroupOf
from lokdesk.project.problem import Problem
from lokdesk.session.library import EXAMPLE, TEMPLATE, Library
from lokdesk.session.media import media_type
from tests.session.made import LIBRARY

OWN_MANIFEST = """\
id = "var-mall"
version = "1"
name = "Vår mall"

[questions.naringsl]
prompt = "Hur medverkar näringslivskontoret?"
"""


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path):
    library = Library(tmp_path / "saknas", tmp_path / "saknas")

    with pytest.raises(Exception, match=r"handbook\.toml"):
        _ = library.handbook


def test_everything_is_read_once():
    assert LIBRARY.handbook is LIBRARY.handbook
    assert LIBRARY.register is LIBRARY.register
    assert LIBRARY.presets is LIBRARY.presets
    assert LIBRARY.texts is LIBRARY.texts
    assert LIBRARY.template(LIBRARY.template_use()) is LIBRARY.template(LIBRARY.template_use())


def test_the_handbook_asks_for_everything_that_an_agreement_can_say():
    answers = {pattern for pattern, field in schema.patterns().items() if not isinstance(field, GroupOf)}

    for handbook in LIBRARY.handbooks.values():
        assert {*handbook.places, *handbook.elsewhere} == answers
        left = {one for one in handbook.elsewhere if one.partition("/")[0] not in handbook.leaves_out}
        assert left == set()


def test_new_agreements_are_drafted_under_the_newest_and_others_under_what_they_remember():
    blank, old = LIBRARY.blank(), LIBRARY.blank(TEMPLATE)

    assert (blank.template.id, blank.handbook.version) == ("grundmall-2026", LIBRARY.handbook.version)
    assert (old.template.id, LIBRARY.handbook_of(old).version) == (TEMPLATE, "2026.1")
    assert LIBRARY.handbook_of(LIBRARY.example()).version == "2026.1"
    unknown = blank.model_copy(update={"handbook": HandbookUse(version="2099.1")})
    assert LIBRARY.handbook_of(unknown) is LIBRARY.handbook


def test_the_usual_template_and_example_are_there():
    assert TEMPLATE in LIBRARY.template_ids
    assert EXAMPLE in LIBRARY.example_titles
    assert LIBRARY.template(LIBRARY.template_use(TEMPLATE)).id == TEMPLATE
    assert LIBRARY.template(LIBRARY.template_use()).id == LIBRARY.newer_template(TEMPLATE)


@pytest.mark.parametrize("name", LIBRARY.example_titles)
def test_an_example_brings_all_files_that_its_appendices_refer_to(name: str):
    draft = LIBRARY.example(name)

    referred = {appendix.attachment for appendix in draft.agreement.appendices} - {None}
    assert referred == {attachment.id for attachment in draft.attachments}
    assert all(attachment.content for attachment in draft.attachments)
    assert draft.template == LIBRARY.template_use(TEMPLATE)


def test_what_is_not_there_is_told_in_swedish():
    with pytest.raises(Problem, match="Mallen ”rikets” finns inte"):
        LIBRARY.blank("rikets")
    with pytest.raises(Problem, match="Exemplet ”skåne” finns inte"):
        LIBRARY.example("skåne")


def with_template(folder: Path, name: str, manifest: str) -> Library:
    """Return a library with the shipped templates and one more, which has the usual one's Word document."""
    shutil.copytree(LIBRARY.templates, folder, dirs_exist_ok=True)
    shutil.copy(folder / f"{TEMPLATE}.docx", folder / f"{name}.docx")
    (folder / f"{name}.toml").write_text(manifest, encoding="utf-8")
    return Library(LIBRARY.resources, folder)


@pytest.mark.parametrize("manifest", ["id = ", 'name = "Vår"'])
def test_a_manifest_that_cannot_be_used_is_told_in_swedish_and_spoils_no_other_template(
    tmp_path: Path, manifest: str
):
    library = with_template(tmp_path, "var-mall", manifest)

    with pytest.raises(Problem, match=r"Mallen kan inte användas\. .*anifestet"):
        library.blank("var-mall")
    assert library.blank().template.id == LIBRARY.newer_template(TEMPLATE)


def test_a_template_without_its_word_document_is_told_in_swedish(tmp_path: Path):
    library = with_template(tmp_path, "var-mall", OWN_MANIFEST)
    (tmp_path / "var-mall.docx").unlink()

    with pytest.raises(Problem, match=r"Filen ”var-mall\.docx” finns inte\."):
        library.template(library.template_use("var-mall"))


def test_the_questions_that_a_template_adds_on_its_own_are_asked_in_a_new_draft(tmp_path: Path):
    library = with_template(tmp_path, "var-mall", OWN_MANIFEST)

    (asked,) = library.blank("var-mall").agreement.additional_answers

    assert (asked.id, asked.question) == ("naringsl", "Hur medverkar näringslivskontoret?")
    assert asked.answer is None
    assert library.blank().agreement == Agreement()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Karta.PDF", "application/pdf"),
        ("statistik.csv", "text/csv"),
        ("a.b.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("LÄSMIG", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_a_file_has_the_same_kind_on_every_system(name: str, kind: str):
    assert media_type(name) == kind
