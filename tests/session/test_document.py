"""The open draft as a Word document, and back."""

import pytest

from lokdesk.agreement.draft import TemplateUse
from lokdesk.project.problem import Problem
from lokdesk.session import document
from lokdesk.session.session import Session
from tests.session.made import LIBRARY


def test_the_document_says_what_the_draft_says():
    session = Session(LIBRARY)
    session.set("title", "Vår överenskommelse")
    session.add("goals", {"title": "Fler i arbete"})

    reading = document.read(session.document(), "a.docx")

    assert reading.agreement == session.agreement
    assert reading.unplaced == ()
    assert reading.template_id == session.draft.template.id


def test_an_appendix_is_printed_with_the_name_of_its_file():
    session = Session(LIBRARY)
    attachment = session.attach("karta över länet.pdf", b"%PDF")
    session.add("appendices", {"number": "1", "title": "Karta", "attachment": attachment})

    before = session.document()
    session.detach(attachment)

    assert before != session.document()


def test_making_a_document_is_no_edit_and_no_save():
    session = Session(LIBRARY)
    session.set("title", "Vår")
    before = session.draft

    session.document()

    assert session.draft is before
    assert session.dirty
    assert session.path is None


def test_a_template_that_is_not_there_is_told():
    session = Session(LIBRARY)
    session.change(session.draft.model_copy(update={"template": TemplateUse(id="rikets")}))

    with pytest.raises(Problem, match="Mallen ”rikets” finns inte"):
        session.document()
