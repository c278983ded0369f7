"""The flow: template and agreement as one sequence of blocks, for every form of the document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import RefersTo
from lokdesk.agreement.draft import Attachment
from lokdesk.agreement.report import report
from lokdesk.agreement.steps import Steps, finished
from lokdesk.agreement.wording import Wording
from lokdesk.word import contents, program, table
from lokdesk.word import node as nodes
from lokdesk.word.block import Block
from lokdesk.word.contents import Told
from lokdesk.word.inline import Scope
from lokdesk.word.memory import Memory, Names, Written
from lokdesk.word.template import Template

Attachments = Mapping[str, Attachment]
"""The files that go with an agreement, by id."""


@dataclass(frozen=True)
class Flow:
    """A document as blocks: its text, and its headers and footers by part.

    The text comes in *pieces*, one for each of the outermost nodes of the template. *names* holds the names
    that references were written with and that stand nowhere else in the document.
    """

    pieces: tuple[list[Block], ...]
    others: Mapping[str, list[Block]]
    names: Names

    @cached_property
    def body(self) -> list[Block]:
        """The text as a whole."""
        return list(chain.from_iterable(self.pieces))


class _Recorded(Wording):
    """Words for answers, remembering the names of what the template has no place for."""

    def __init__(self, agreement: Agreement, attachments: Attachments, foreign: frozenset[RefersTo]) -> None:
        super().__init__(agreement, {id_: one.name for id_, one in attachments.items()})
        self.foreign = foreign
        self.used: dict[RefersTo, dict[str, str]] = {}

    def name(self, kind: RefersTo, target: str) -> str:
        name = super().name(kind, target)
        if kind in self.foreign and target in self.names(kind):
            self.used.setdefault(kind, {})[target] = name
        return name


def flow(
    agreement: Agreement,
    template: Template,
    attachments: Attachments | None = None,
    *,
    controls: bool = True,
    pages: Told | None = None,
    outlined: bool = False,
) -> Flow:
    """Return *agreement*, or a report of it, in the form of *template*.

    Without *controls* the same document comes without content controls and the bookmarks of answers, as for a
    copy to sign or a redline. A companion document has none but those that are the template's own.

    The contents have the *pages* that are told, and estimates for want of them. In an *outlined* flow, lists
    and their items begin and end with blocks that have their addresses and no XML.
    """
    return finished(
        steps(agreement, template, attachments, controls=controls, pages=pages, outlined=outlined)
    )


def steps(
    agreement: Agreement,
    template: Template,
    attachments: Attachments | None = None,
    *,
    controls: bool = True,
    memory: Memory | None = None,
    pages: Told | None = None,
    outlined: bool = False,
) -> Steps[Flow]:
    """Make what :func:`flow` returns, a little at a time.

    A *memory* that goes along from one flow to the next spares what has not changed; it belongs to one
    template, with or without controls.
    """
    told = report(agreement)
    files = attachments or {}
    wording = _Recorded(told, files, template.foreign)
    companion = template.manifest.companion

    def beginning() -> Scope:
        return program.scope(
            told,
            wording,
            template.manifest.words,
            files,
            controls=controls and not companion,
            own_controls=(controls or companion) and not outlined,
            outlined=outlined,
        )

    scope = beginning()
    if memory is not None:
        memory.meet(wording, files, told.form)
    body: list[Block] = []
    parts: list[Written] = []
    for node in template.main.body:
        below_table = table.follows_table(body)
        written = memory.recall(node, told, below_table) if memory is not None else None
        if written is None:
            began, wording.used = len(body), {}
            scope.floor = began
            yield from nodes.steps(node, body, scope)
            blocks = body[began:]
            has_contents = any(block.kind == "contents" for block in blocks)
            written = Written(blocks, wording.used, has_contents)
            if memory is not None:
                memory.keep(node, told, below_table, written)
        else:
            body += written.blocks
        parts.append(written)
    if ending := program.ending(body):
        parts.append(Written(memory.same(len(parts), ending) if memory is not None else ending, {}))
    pieces = [one.blocks for one in parts]
    if template.contents is not None:
        entries = yield from contents.steps(body, template.contents, template.page, pages)
        for place, one in enumerate(parts):
            if one.has_contents:
                piece = contents.filled(one.blocks, entries)
                pieces[place] = memory.same(place, piece) if memory is not None else piece
    wording.used = _together(one.names for one in parts)
    others = {part: compiled.blocks(beginning()) for part, compiled in template.others.items()}
    return Flow(tuple(pieces), others, wording.used)


def _together(names: Iterable[Names]) -> dict[RefersTo, dict[str, str]]:
    together: dict[RefersTo, dict[str, str]] = {}
    for one in names:
        for kind, used in one.items():
            together.setdefault(kind, {}).update(used)
    return together
