"""The document that the open draft would make, to be looked at while it is written."""

from typing import TYPE_CHECKING

from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.session.library import Library

if TYPE_CHECKING:
    # The rooms that make documents take a while to load.
    from lokdesk.word.memory import Memory
    from lokdesk.word.paper import Paper
    from lokdesk.word.sheet import Sheet
    from lokdesk.word.steps import Steps
    from lokdesk.word.template import Template


class Preview:
    """Makes sheets of drafts, each at the cost of what is other than in the one before."""

    def __init__(self, library: Library) -> None:
        """Take the templates from *library*."""
        self._library = library
        self._made_with: TemplateUse | None = None
        self._template: Template | None = None
        self._paper: Paper | None = None
        self._memory: Memory | None = None
        self._sheet: Sheet | None = None

    def steps(self, draft: Draft) -> "Steps[Sheet]":
        """Make the document of *draft* as a sheet for the screen, a little at a time.

        Raises Problem when its template cannot be found or used.
        """
        from lokdesk.word import appearance, flow, sheet
        from lokdesk.word.memory import Memory

        if self._template is None or self._made_with != draft.template:
            self._template = self._library.template(draft.template)
            self._made_with = draft.template
            yield
            self._paper, self._memory, self._sheet = appearance.of(self._template), Memory(), None
            yield
        template, paper = self._template, self._paper
        assert paper is not None
        names = {attachment.id: attachment.name for attachment in draft.attachments}
        written = yield from flow.steps(draft.agreement, template, names, memory=self._memory)
        self._sheet = yield from sheet.steps(written, paper, self._sheet)
        return self._sheet
