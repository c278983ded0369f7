"""The flow: template and agreement as one sequence of blocks, for every form of the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import RefersTo
from lokdesk.agreement.wording import Wording
from lokdesk.word import contents, program
from lokdesk.word.block import Block
from lokdesk.word.steps import Steps, finished
from lokdesk.word.template import Template

Attachments = Mapping[str, str]
"""The file names of a draft's attachments by id."""
Names = Mapping[RefersTo, Mapping[str, str]]
"""Names by what they are names of and by id."""


@dataclass(frozen=True)
class Flow:
    """A document as blocks: its text, and its headers and footers by part.

    *names* holds the names that references were written with and that stand nowhere else in the document.
    """

    body: list[Block]
    others: Mapping[str, list[Block]]
    names: Names


class _Recorded(Wording):
    """Words for answers, remembering the names of what the template has no place for."""

    def __init__(self, agreement: Agreement, attachments: Attachments, foreign: frozenset[RefersTo]) -> None:
        super().__init__(agreement, attachments)
        self.foreign = foreign
        self.used: dict[RefersTo, dict[str, str]] = {}

    def name(self, kind: RefersTo, target: str) -> str:
        name = super().name(kind, target)
        if kind in self.foreign and target in self.names(kind):
            self.used.setdefault(kind, {})[target] = name
        return name


def flow(
    agreement: Agreement, template: Template, attachments: Attachments | None = None, *, controls: bool = True
) -> Flow:
    """Return *agreement* in the form of *template*.

    Without *controls* the same document comes without content controls and the bookmarks of answers, as for a
    copy to sign or a redline.
    """
    return finished(steps(agreement, template, attachments, controls=controls))


def steps(
    agreement: Agreement, template: Template, attachments: Attachments | None = None, *, controls: bool = True
) -> Steps[Flow]:
    """Make what :func:`flow` returns, a little at a time."""
    wording = _Recorded(agreement, attachments or {}, template.foreign)
    words = template.manifest.words
    body = yield from template.main.steps(program.scope(agreement, wording, words, controls=controls))
    if template.contents is not None:
        body = yield from contents.steps(body, template.contents, template.page)
    others = {
        part: compiled.blocks(program.scope(agreement, wording, words, controls=controls))
        for part, compiled in template.others.items()
    }
    return Flow(body, others, wording.used)
