"""The document that the open draft would make, to be looked at while it is written."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.session.library import Library

if TYPE_CHECKING:
    # The rooms that make documents take a while to load.
    from lokdesk.agreement.steps import Steps
    from lokdesk.word.memory import Memory
    from lokdesk.word.paper import Paper
    from lokdesk.word.sheet import Sheet
    from lokdesk.word.template import Template


@dataclass
class _Press:
    """A template with all that is known of it, and the sheet that was made with it last."""

    use: TemplateUse
    template: "Template"
    paper: "Paper"
    memory: "Memory"
    sheet: "Sheet | None" = None


class Preview:
    """Makes sheets of drafts, each at the cost of what is other than in the one before."""

    def __init__(self, library: Library) -> None:
        """Take the templates from *library*."""
        self._library = library
        self._press: _Press | None = None

    def steps(self, draft: Draft) -> "Steps[Sheet]":
        """Make the document of *draft* as a sheet for the screen, a little at a time.

        What is not made to its end does no harm to the next. Raises Problem when the template cannot be found
        or used.
        """
        from lokdesk.word import appearance, flow, sheet
        from lokdesk.word.memory import Memory

        if self._press is None or self._press.use != draft.template:
            template = self._library.template(draft.template)
            yield
            self._press = _Press(draft.template, template, appearance.of(template), Memory())
            yield
        press = self._press
        files = {attachment.id: attachment for attachment in draft.attachments}
        written = yield from flow.steps(draft.agreement, press.template, files, memory=press.memory)
        press.sheet = yield from sheet.steps(written, press.paper, press.sheet)
        return press.sheet
