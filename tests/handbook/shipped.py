"""The handbook and the registers that come with the program, read once."""

from lokdesk.handbook import book, register
from lokdesk.handbook.book import Handbook, Step, When
from tests.tools import ROOT

RESOURCES = ROOT / "resources"
FOLDER = RESOURCES / "handbook"
HANDBOOKS = book.load_all(FOLDER)
HANDBOOK = HANDBOOKS["2026.1"]
"""The one that the examples are drafted under."""
NEWEST = list(HANDBOOKS.values())[-1]
REGISTER = register.load(RESOURCES / "register")


def asking_after(condition: str) -> Handbook:
    """Return the handbook with goals whose titles are asked for only where *condition* is answered."""
    when = When.model_validate({"address": condition, "is_not": ["nej"]})

    def changed(step: Step) -> Step:
        sections = (
            section.model_copy(
                update={
                    "questions": tuple(
                        question.model_copy(update={"when": when})
                        if question.address == "goals/*/title"
                        else question
                        for question in section.questions
                    )
                }
            )
            for section in step.sections
        )
        return step.model_copy(update={"sections": tuple(sections)})

    return Handbook(HANDBOOK.version, HANDBOOK.title, tuple(map(changed, HANDBOOK.steps)))
