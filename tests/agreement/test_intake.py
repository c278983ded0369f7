"""What was taken in from a Word file, and what it is proposed to answer."""

import pytest
from pydantic import ValidationError

from lokdesk.agreement.intake import Intake, IntakePassage, IntakeProposal, IntakeSpan

PASSAGE = IntakePassage(number=3, kind="paragraph", text="Vi ses varje månad.")


def proposal(passage: int) -> IntakeProposal:
    span = IntakeSpan(passage=passage, start=0, end=2)
    return IntakeProposal(id="prop0001", role="answer", address="background", spans=(span,))


def test_a_proposal_stands_on_passages_that_are_there():
    made = Intake(id="inta0001", name="avtal.docx", passages=(PASSAGE,), proposals=(proposal(3),))
    assert made.proposals[0].spans[0].passage == 3


def test_a_proposal_on_a_passage_that_is_not_there_is_no_intake():
    with pytest.raises(ValidationError):
        Intake(id="inta0001", name="avtal.docx", passages=(PASSAGE,), proposals=(proposal(4),))
