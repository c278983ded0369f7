"""What a template is compiled to: nodes that write the blocks of a document."""
# What "write" and "steps" do is said once, in node.
# ruff: noqa: D102

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from lokdesk.agreement.draft import Attachment
from lokdesk.agreement.report import CIRCULATION, Report
from lokdesk.agreement.steps import Steps
from lokdesk.agreement.wording import Wording
from lokdesk.word.block import EMPTY_PARAGRAPH, PARAGRAPHS, Block, Kind, Shape
from lokdesk.word.inline import Condition, Inline, Place, Scope, WholeControl
from lokdesk.word.manifest import Words
from lokdesk.word.node import CLOSE, Divided, Node, steps
from lokdesk.word.part import moved_to
from lokdesk.word.table import follows_table


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks that stand as they are in the template."""

    blocks: tuple[Block, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        out.extend(self.blocks)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with answers in it. It falls away when all that it would say has fallen away."""

    kind: Kind
    level: int
    shape: Shape
    start: str
    end: str
    body: tuple[Inline, ...]
    lead: Place | None
    """The first answer at home in it, which gives the paragraph its address."""
    stays: bool
    """Whether it holds something besides words, such as a picture, for which it stays."""

    def write(self, out: list[Block], scope: Scope) -> None:
        xml = [self.start]
        text: list[str] = []
        for node in self.body:
            node.write(xml, text, scope)
        says = "".join(text)
        if not self.stays and not says.strip():
            return
        xml.append(self.end)
        lead = self.lead
        address = scope.stack[lead.depth][1] + lead.suffix if lead is not None else ""
        out.append(Block(self.kind, "".join(xml), address, self.level, says, self.shape))


@dataclass(frozen=True, slots=True)
class Section(Divided):
    """Blocks, rows or cells that fall away when nothing in them has anything to print.

    By answers at home where there are any; a section of copies and generated parts alone goes by those.
    """

    body: tuple[Node, ...]
    by_answers: bool

    def write(self, out: list[Block], scope: Scope) -> None:
        mark, before = len(out), self._printed(scope)
        for node in self.body:
            node.write(out, scope)
        if before == self._printed(scope):
            del out[mark:]

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        mark, before = len(out), self._printed(scope)
        for node in self.body:
            yield from steps(node, out, scope)
        if before == self._printed(scope):
            del out[mark:]

    def _printed(self, scope: Scope) -> int:
        return scope.answers if self.by_answers else scope.others


@dataclass(frozen=True, slots=True)
class Conditional(Divided):
    """Blocks or rows that stand only on a condition."""

    condition: Condition
    body: tuple[Node, ...]

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        if self.condition.holds(scope):
            for node in self.body:
                yield from steps(node, out, scope)


@dataclass(frozen=True, slots=True)
class Movable(Divided):
    """A part of the agreement that is written in an appendix of its *kind*, where there is one for it.

    In the place that it has left stands what leads there, if there is anything in it.
    """

    kind: str
    appendices: Place
    body: tuple[Node, ...]
    instead: tuple[Node, ...]

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        if self.kind not in moved_to(self.appendices.get(scope.stack[0][0])):
            for node in self.body:
                yield from steps(node, out, scope)
            return
        before = scope.answers
        yield from self._look_for_answers(scope)
        if scope.answers > before:
            for node in self.instead:
                node.write(out, scope)

    def _look_for_answers(self, scope: Scope) -> Steps[None]:
        """Count answers in what has moved, up to the first; it is written where it has moved to."""
        beside = replace(scope, stack=list(scope.stack))
        for _ in chain.from_iterable(steps(node, [], beside) for node in self.body):
            yield
            if beside.answers > scope.answers:
                break
        scope.answers, scope.others = beside.answers, beside.others


@dataclass(frozen=True, slots=True)
class Control(Divided):
    """A control around blocks, rows or a cell that is no answer: fixed text, or one of the template's own."""

    control: WholeControl
    address: str
    body: tuple[Node, ...]

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        opened = len(out)
        opening = self.control.opening(scope)
        if opening:
            out.append(Block("open", opening, self.address))
            scope.within += 1
        began = len(out)
        for node in self.body:
            yield from steps(node, out, scope)
        if opening:
            scope.within -= 1
            if len(out) == began:
                del out[opened:]
            else:
                out.append(CLOSE)


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents; it can only be filled in when all headings are known."""

    control: WholeControl
    title: tuple[Block, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        opening = self.control.opening(scope)
        if opening:
            out.append(Block("open", opening, "part:contents"))
        out.extend(self.title)
        out.append(Block("contents", ""))
        if opening:
            out.append(CLOSE)


@dataclass(frozen=True, slots=True)
class Program:
    """A part of the document, compiled: what stands before and after its blocks, and the nodes between."""

    start: str
    end: str
    body: tuple[Node, ...] = field(repr=False)

    def blocks(self, scope: Scope) -> list[Block]:
        """Return the blocks of the part for the agreement in *scope*."""
        out: list[Block] = []
        for node in self.body:
            node.write(out, scope)
        return out + ending(out)


def ending(out: Sequence[Block]) -> list[Block]:
    """Return what must come after *out* at the end of a part: a paragraph, where nothing else stands last."""
    if out and (out[-1].kind in PARAGRAPHS or not follows_table(out)):
        return []
    return [EMPTY_PARAGRAPH]


def scope(
    told: Report,
    wording: Wording,
    words: Words,
    attachments: Mapping[str, Attachment],
    *,
    controls: bool,
    own_controls: bool,
    outlined: bool = False,
) -> Scope:
    """Return the scope in which writing what is *told*, with the *attachments* by id, begins.

    In the version that goes out for comments the fixed text can be commented on: it is marked, not locked.
    """
    locks = told.form != CIRCULATION
    return Scope(wording, words, [(told, "")], controls, own_controls, locks, attachments, outlined=outlined)
