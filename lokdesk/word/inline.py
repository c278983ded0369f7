"""What the inside of a template's paragraphs is compiled to: nodes that write into one paragraph.

A node holds finished XML and knows which answer goes where. Writing is appending strings: XML to those of the
paragraph, and what it says to those of its plain text.
"""
# What "write" does is said once, by the protocol Inline.
# ruff: noqa: D102

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from lokdesk.agreement.draft import Attachment
from lokdesk.agreement.wording import Wording
from lokdesk.word import anchor, prose
from lokdesk.word.block import BOOKMARK, BOOKMARK_END, MARK_END, TARGET
from lokdesk.word.manifest import Words
from lokdesk.word.pages import Page
from lokdesk.word.tag import LONGEST as LONGEST_TAG
from lokdesk.word.typography import NO_BREAK_SPACE

Say = Callable[[Wording, Any], str]
"""How the value of an answer reads."""


@dataclass(slots=True)
class Scope:
    """Where writing has come to: the items it is within, and how many answers it has met.

    *stack* holds each item with the beginning of the addresses in it; the first is the agreement itself, as a
    report. *controls* says whether answers and fixed text are put into controls, *own_controls* whether those
    that are only the template's own stay, and *locks* whether fixed text is locked.
    *answers* counts answers printed at home, *others* copies and generated parts.
    """

    wording: Wording
    words: Words
    stack: list[tuple[Any, str]]
    controls: bool = True
    own_controls: bool = True
    locks: bool = True
    attachments: Mapping[str, Attachment] = field(default_factory=dict[str, Attachment])
    """The files that go with the agreement, by id."""
    answers: int = 0
    others: int = 0
    column_width: int = 0
    within: int = 0
    """How many controls are open around what is being written."""
    page: Page | None = None
    """The room for text, where the pages are not as in the template."""
    wide: bool = False
    """Whether a table has been met that has not enough room."""
    floor: int = 0
    """How many blocks there are that must be left where they are."""
    outlined: bool = False
    """Whether lists and their items are marked by blocks without XML where there are no controls for them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer or list stands: how many repeats it is within, and how it is got at from there."""

    depth: int
    get: Callable[[Any], Any]
    suffix: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for something to stand: that there is an answer, or an item in the list, or that not.

    With a *value* it is asked whether the answer is that, in whatever case it is written.
    """

    place: Place
    value: str
    wanted: bool

    def holds(self, scope: Scope) -> bool:
        """Return whether it holds."""
        found = self.place.get(scope.stack[self.place.depth][0])
        if self.value:
            is_so = isinstance(found, str) and found.casefold() == self.value.casefold()
        else:
            is_so = found not in (None, ())
        return is_so is self.wanted


class Inline(Protocol):
    """Writes into a paragraph."""

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None: ...


@dataclass(frozen=True, slots=True)
class ControlXml:
    """The XML of a content control in pieces, between which its address and its content go."""

    before_tag: str
    after_tag: str

    def open(self, tag: str) -> str:
        """Return the beginning of the control, up to its content."""
        return f"{self.before_tag}{tag}{self.after_tag}"


@dataclass(frozen=True, slots=True)
class WholeControl:
    """The beginning of a control that is no answer, complete with its tag, with a lock and without one.

    One that *is_own* belongs to the template alone, and is there for those who fill in the document.
    """

    locked: str
    unlocked: str
    is_own: bool = False

    @classmethod
    def plain(cls, xml: str) -> "WholeControl":
        """Return a control that is never locked."""
        return cls(xml, xml)

    def opening(self, scope: Scope) -> str:
        """Return the XML of it, empty where it is not written."""
        if not (scope.own_controls if self.is_own else scope.controls):
            return ""
        return self.locked if scope.locks else self.unlocked


DATE = "<w:date>"
CONTROL_CLOSE = "</w:sdtContent></w:sdt>"
END_OF_BOOKMARK = f'<w:bookmarkEnd w:id="{BOOKMARK_END}"/>'
_END_OF_CONTROL = CONTROL_CLOSE + END_OF_BOOKMARK
BOOKMARK_START = f'<w:bookmarkStart w:id="{BOOKMARK}" w:name="'


@dataclass(frozen=True, slots=True)
class InlineXml:
    """XML that stands as it is in the template, with what it says."""

    xml: str
    says: str

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        xml.append(self.xml)
        if self.says:
            text.append(self.says)


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """An answer of one line at its home, in a control with a bookmark around it."""

    place: Place
    say: Say
    before_tag: str
    """The control's XML up to its tag, with or without an answer in it."""
    after_tag: str
    """What stands between the tag and the words of the answer."""
    run: str
    """The beginning of the run that holds the answer."""
    missing: str
    """What stands after the tag while there is no answer, up to the end of the control."""
    missing_run: str
    missing_says: str
    missing_mark: str
    all_when_empty: bool
    dated: bool
    """Whether the control is one for dates, which holds the day itself beside the words for it."""
    preceding_mark: str = ""
    """The ending of the bookmark's name that tells of the words before it in its paragraph."""

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        place = self.place
        holder, prefix = scope.stack[place.depth]
        value = place.get(holder)
        if value is None or (value == () and not self.all_when_empty):
            text.append(self.missing_says)
            if scope.controls:
                address = prefix + place.suffix
                name = f"{anchor.name(address)}{self.preceding_mark}{self.missing_mark}"
                xml.append(
                    f'{BOOKMARK_START}{name}"/>{self.before_tag}{address}{self.missing}{_END_OF_CONTROL}'
                )
            else:
                xml.append(self.missing_run)
            return
        if value != ():
            scope.answers += 1
        said = self.say(scope.wording, value)
        text.append(said)
        if not scope.controls:
            xml.append(f"{self.run}{prose.escaped(said)}</w:t></w:r>")
            return
        address = prefix + place.suffix
        after = self.after_tag
        if self.dated:
            after = after.replace(DATE, f'<w:date w:fullDate="{value.isoformat()}T00:00:00Z">', 1)
        xml.append(
            f'{BOOKMARK_START}{anchor.name(address)}{self.preceding_mark}"/>{self.before_tag}{address}{after}'
            f"{prose.escaped(said)}</w:t></w:r>{_END_OF_CONTROL}"
        )


@dataclass(frozen=True, slots=True)
class InlineCopy:
    """An answer that has its home elsewhere, locked; nothing when there is no answer."""

    place: Place
    say: Say
    control: ControlXml
    run: str
    all_when_empty: bool

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        holder, prefix = scope.stack[self.place.depth]
        value = self.place.get(holder)
        if value is None or (value == () and not self.all_when_empty):
            return
        if value != ():
            scope.others += 1
        said = self.say(scope.wording, value)
        text.append(said)
        run = f"{self.run}{prose.words(said)}</w:r>"
        if scope.controls:
            tag = f"copy:{prefix}{self.place.suffix}"[:LONGEST_TAG]
            xml.append(f"{self.control.open(tag)}{run}{CONTROL_CLOSE}")
        else:
            xml.append(run)


@dataclass(frozen=True, slots=True)
class InlinePart:
    """A generated line of text, locked; nothing when there is nothing to say."""

    place: Place
    line: Callable[[Any, Words], str]
    control: str
    run: str
    referred: bool = False
    """Whether references in the text point at it, by the number that is its last word."""
    refers: bool = False
    """Whether it refers to what is numbered itself."""

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        said = self.line(self.place.get(scope.stack[self.place.depth][0]), scope.words)
        if not said:
            return
        scope.others += 1
        text.append(said)
        run = f"{self.run}{prose.words(said)}</w:r>"
        if self.refers:
            run = prose.referring(self.run, said)
        lead, space, number = said.rpartition(NO_BREAK_SPACE)
        if self.referred and space:
            run = (
                f'{self.run}{prose.words(lead + space)}</w:r><w:bookmarkStart w:id="{BOOKMARK}" w:name="_Ref'
                f'{TARGET}{prose.escaped(lead.casefold())} {prose.escaped(number)}{MARK_END}"/>'
                f"{self.run}{prose.words(number)}</w:r>{END_OF_BOOKMARK}"
            )
        xml.append(f"{self.control}{run}{CONTROL_CLOSE}" if scope.controls else run)


@dataclass(frozen=True, slots=True)
class InlineControl:
    """A control around part of a paragraph that is no answer: fixed text, or one of the template's own."""

    control: WholeControl
    body: tuple[Inline, ...]

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        opening = self.control.opening(scope)
        if opening:
            xml.append(opening)
        for node in self.body:
            node.write(xml, text, scope)
        if opening:
            xml.append(CONTROL_CLOSE)


@dataclass(frozen=True, slots=True)
class InlineSection:
    """Part of a paragraph that falls away when nothing in it has anything to print."""

    body: tuple[Inline, ...]
    by_answers: bool

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        mark, said = len(xml), len(text)
        before = scope.answers if self.by_answers else scope.others
        for node in self.body:
            node.write(xml, text, scope)
        if before == (scope.answers if self.by_answers else scope.others):
            del xml[mark:], text[said:]


@dataclass(frozen=True, slots=True)
class InlineConditional:
    """Part of a paragraph that stands only on a condition."""

    condition: Condition
    body: tuple[Inline, ...]

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        if self.condition.holds(scope):
            for node in self.body:
                node.write(xml, text, scope)


@dataclass(frozen=True, slots=True)
class InlineRepeat:
    """Part of a paragraph that is written for each item, with the separator between one and the next."""

    place: Place
    home: bool
    body: tuple[Inline, ...]
    separator: InlineXml | None

    def write(self, xml: list[str], text: list[str], scope: Scope) -> None:
        holder, prefix = scope.stack[self.place.depth]
        items = self.place.get(holder)
        if self.home:
            scope.answers += len(items)
        written = False
        for item in items:
            item_xml: list[str] = []
            item_text: list[str] = []
            scope.stack.append((item, f"{prefix}{self.place.suffix}/{item.id}/"))
            for node in self.body:
                node.write(item_xml, item_text, scope)
            scope.stack.pop()
            if not item_text:
                continue
            if written and self.separator is not None:
                self.separator.write(xml, text, scope)
            xml += item_xml
            text += item_text
            written = True
