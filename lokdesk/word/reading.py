"""How a document is read: its fields found, their texts taken for answers, the answers put together.

The controls' tags carry the addresses. Where a program has lost them, the bookmarks beside them stand in.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import emptying, normal, schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.agreement.wording import Wording
from lokdesk.word import (
    accepted,
    baseline,
    look,
    ooxml,
    outside,
    soundness,
    speech,
    typography,
    unheard,
)
from lokdesk.word.baseline import Baseline
from lokdesk.word.finding import Finder, Found, what
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Damaged, Package
from lokdesk.word.read import NotOurs, Reading, Surroundings, Unplaced
from lokdesk.word.speech import Document
from lokdesk.word.wordings import BaselineWording, NotUnderstood, References, line_answer, text_answer

_NOT_OURS = "Filen är inte skriven av Lokdesk: den saknar de svar som Lokdesk lägger i sina dokument."
_NO_FIELDS = (
    "Dokumentet är skrivet av Lokdesk, men inget av dess fält finns kvar. Texten kan därför inte läsas "
    "tillbaka som svar."
)
_MISPLACED = "Word-dokumentet är skadat: text står där ingen text kan stå (delen {part})."


def reading(source: Package) -> Reading:
    """Return what the document *source* says. Raises NotOurs, and package.Damaged."""
    root = whole(source, source.document)
    heard = accepted_view(source, root, look.of(source), baseline_in(source))
    said = answers(source, heard)
    return replace(
        said,
        outside=outside.outside(root, heard.finder, heard.look),
        printed=outside.printed(root, heard.finder, heard.look),
        enclosed=outside.enclosed(root),
    )


def surroundings(source: Package) -> Surroundings:
    """Return what stands in the document *source* besides its answers. Raises NotOurs."""
    root = whole(source, source.document)
    heard = accepted_view(source, root, look.of(source), baseline_in(source))
    return Surroundings(
        outside.outside(root, heard.finder, heard.look), outside.printed(root, heard.finder, heard.look)
    )


def written(source: Package) -> tuple[Agreement, str]:
    """Return what the document *source* was written with, and its template. Raises NotOurs and Damaged."""
    found = baseline_in(source)
    return found.agreement, found.template_id


@dataclass(frozen=True)
class Heard:
    """The text of a document as if every tracked change were accepted, with the fields that are in it."""

    root: Element
    written: Baseline
    finder: Finder
    look: Look


def accepted_view(source: Package, root: Element, own_look: Look, written: Baseline) -> Heard:
    """Return *root*, the text of *source*, brought to the accepted view, with the fields found in it.

    *own_look* is how *source* looks.
    """
    accepted.accept(root)
    finder = Finder(written.bookmarks, keeps_structure=keeps_structure(source))
    finder.search(root)
    return Heard(root, written, finder, own_look)


def answers(source: Package, heard: Heard) -> Reading:
    """Return the answers in the document *source*, where they are *heard*. Raises NotOurs."""
    notes = source.part("footnotes")
    links = {one.id: one.target for one in source.related(source.document) if one.kind == "hyperlink"}
    note_texts = speech.note_texts(_accepted(whole(source, notes))) if notes else {}
    document = Document(heard.look, links, note_texts, formulas=True)
    if not heard.finder.found and not heard.finder.lists:
        raise NotOurs(_NO_FIELDS)
    said = _Answers(heard.finder, document, heard.written).reading(heard.root)
    return replace(said, written=heard.written.agreement)


def whole(source: Package, part: str) -> Element:
    """Return the root of *part*. Raises Damaged where text stands among what only says how things look.

    Word shows no such text, and would not open the document.
    """
    root = source.xml(part)
    if soundness.has_text_among_properties(root):
        raise Damaged(_MISPLACED.format(part=part))
    return root


def _accepted(root: Element) -> Element:
    accepted.accept(root)
    return root


def baseline_in(source: Package) -> Baseline:
    """Return the baseline in the document *source*. Raises NotOurs, and package.Damaged."""
    for name, content in source.parts.items():
        if name.startswith(baseline.FOLDER) and baseline.NAMESPACE.encode() in content:
            root = source.xml(name)
            if root.tag != f"{{{baseline.NAMESPACE}}}baseline":
                continue
            texts = {
                part: "".join(one.text or "" for one in root.iter(f"{{{baseline.NAMESPACE}}}{part}"))
                for part in ("answers", "names")
            }
            try:
                return baseline.parsed(
                    texts["answers"], texts["names"], root.get("template", ""), root.get("version", "")
                )
            except ValueError as error:
                raise Damaged(
                    "Svaren som Lokdesk lade i dokumentet är skadade och går inte att läsa."
                ) from error
    raise NotOurs(_NOT_OURS)


def keeps_structure(source: Package) -> bool:
    """Return whether the program that saved the document keeps controls around all they held."""
    for name in source.related_parts("extended-properties"):
        application = ooxml.words_in(source.xml(name), "Application")
        return not application.startswith("LibreOffice")
    return True


class _Answers:
    """Takes what was found for answers, and puts the answers together."""

    def __init__(self, finder: Finder, document: Document, written: Baseline) -> None:
        self._finder = finder
        self._document = document
        self._written = written
        self._wording = BaselineWording(written.agreement, written.names)
        self._values: dict[str, Any] = {}
        self._texts: dict[str, str] = {}
        self._orders: dict[str, dict[str, None]] = {}
        self._unplaced: list[Unplaced] = []
        self._references: list[Found] = []
        self._placed: set[str] = set()
        self._heard: dict[str, str] = {}
        """All that was read in the fields of an address, answers or not."""

    def reading(self, root: Element) -> Reading:
        """Return what was read, of the document whose text is *root*."""
        for item in self._finder.items:
            self._place(item)
        for found in self._finder.found:
            self._take(found)
        self._remove_what_lost_its_home()
        now = self._agreement()
        names = References(self._wording, Wording(now))
        bodies = {
            party.id: {body.id for body in party.deciding_bodies}
            for agreement in (self._written.agreement, now)
            for party in agreement.parties
        }
        as_written = dict(self._values)
        for found in self._references:
            # Many parties have a board of the same name: it is the party's own that is meant.
            of_party = found.answer.refers_to == "body"
            self._refer(found, names, bodies.get(found.address.split("/")[1]) if of_party else None)
        for address, text in unheard.unheard(root, self._finder.tags, self._heard):
            self._unplaced.append(Unplaced(address, text))
        if self._values != as_written:
            now = self._agreement()
        agreement = self._with_fresh_copies(now)
        return Reading(
            agreement,
            tuple(self._unplaced),
            self._written.template_id,
            self._written.template_version,
            texts={address: typography.restored(text) for address, text in self._texts.items()},
        )

    def _before(self, address: str) -> Any:
        """Return the answer that the document was written with."""
        return self._written.answers.get(address)

    def _was_there(self, address: str) -> bool:
        try:
            at.get(self._written.agreement, at.parent(address))
        except at.UnknownAddress:
            return False
        return True

    def _take(self, found: Found) -> None:
        if found.address in self._values:
            self._take_again(found)
            return
        before = self._before(found.source)
        value: Any = None
        text = ""
        if not found.placeholder:
            if found.answer.kind == "text":
                said = self._document.text(found.elements)
                text = said.text if said else ""
                if not self._is_placeholder(found, text):
                    kept = self._finder.keeps_structure and not found.look_is_lost
                    value = text_answer(said, before, look_is_kept=kept)
                    if found.look_is_lost and before is not None and text.split() == before.text.split():
                        value = before
            else:
                text = self._line(found.elements)
                if found.anchor is not None:
                    text = found.anchor.without_preceding(text)
                if self._is_placeholder(found, text):
                    text = ""
                if found.answer.refers_to is not None:
                    self._references.append(found)
                    value = before
                else:
                    value = self._understood(found, text, before)
        self._hear(found, text)
        self._texts[found.address] = text
        self._values[found.address] = value
        if value is not None or self._was_there(found.source):
            self._place(at.parent(found.address))

    def _hear(self, found: Found, text: str) -> None:
        self._heard[found.source] = f"{self._heard.get(found.source, '')}\n{text}"

    @staticmethod
    def _is_placeholder(found: Found, text: str) -> bool:
        return found.anchor is not None and found.anchor.is_placeholder(text)

    def _line(self, elements: Iterable[Element]) -> str:
        """Return the one line that *elements* say; in a control around paragraphs, those run together."""
        lines = [self._document.line([one]) if ooxml.is_a(one, "w:p") else None for one in elements]
        if any(line is not None for line in lines):
            return normal.line(" ".join(line for line in lines if line))
        return self._document.line(elements)

    def _understood(self, found: Found, text: str, before: Any) -> Any:
        try:
            return line_answer(found.answer, text, before, self._wording)
        except NotUnderstood:
            self._unplaced.append(Unplaced(found.address, text))
            return before

    def _take_again(self, found: Found) -> None:
        """Look at a second place with the same address outside any copied item: it may say something else."""
        if found.placeholder:
            return
        text = self._line(tuple(speech.paragraphs(found.elements)) or found.elements)
        self._hear(found, text)
        if text and text != normal.line(self._texts[found.address]):
            self._unplaced.append(Unplaced(found.address, text))

    def _refer(self, found: Found, names: References, among: Collection[str] | None) -> None:
        if found.address not in self._values:
            return
        before = self._before(found.source)
        text = self._texts[found.address]
        try:
            self._values[found.address] = names.answer(found.answer, text, before, among)
        except NotUnderstood:
            self._unplaced.append(Unplaced(found.address, text))

    def _place(self, address: str) -> None:
        """Give the items that *address* is within their places, in the order they are met."""
        if address in self._placed:
            return
        self._placed.add(address)
        for list_, id_ in _items_on_the_way(address):
            self._orders.setdefault(list_, {}).setdefault(id_)

    def _remove_what_lost_its_home(self) -> None:
        """Take away items whose place in their list is gone while answers of theirs stand elsewhere."""
        finder = self._finder
        if not finder.keeps_structure:
            return
        for list_ in finder.lists:
            for id_ in list(self._orders.get(list_, ())):
                item = at.join(list_, id_)
                if item in finder.items:
                    continue
                del self._orders[list_][id_]
                for address in [one for one in self._values if one.startswith(item + SEPARATOR)]:
                    text = self._texts[address]
                    del self._values[address]
                    if text:
                        self._unplaced.append(Unplaced(address, text))

    # -- putting together

    def _agreement(self) -> Agreement:
        return Agreement.model_validate(self._held(Agreement, ""))

    def _held(self, model: type[Value], prefix: str) -> dict[str, Any]:
        held: dict[str, Any] = {}
        for name, part in schema.fields(model).items():
            here = prefix + name
            if isinstance(part, Answer):
                if (value := self._values.get(here)) is not None:
                    held[name] = value
            elif isinstance(part, GroupOf):
                held[name] = self._held(part.value, here + SEPARATOR)
            else:
                held[name] = [
                    {"id": id_, **self._held(part.item, f"{here}{SEPARATOR}{id_}{SEPARATOR}")}
                    for id_ in self._orders.get(here, ())
                ]
        return held

    def _with_fresh_copies(self, agreement: Agreement) -> Agreement:
        """Return *agreement* with new ids also for what is within a copied item, which was copied along.

        What is empty in it was only room for what the item that it was copied from has, and goes.
        """
        for address in self._finder.copies:
            try:
                item: Item = at.get(agreement, address)
            except at.UnknownAddress:
                # It lies within another copy and has been renewed with that.
                continue
            list_ = at.parent(address)
            items: tuple[Item, ...] = at.get(agreement, list_)
            if not at.ids(item):
                continue
            renewed = at.fresh(emptying.without_empty_items(item), at.ids(agreement))
            agreement = at.replace(agreement, list_, tuple(renewed if one is item else one for one in items))
        return agreement


def _items_on_the_way(address: str) -> Iterator[tuple[str, str]]:
    """Yield the list and id of each item that *address* is, or is within, outermost first."""
    segments = address.split(SEPARATOR)
    for place in range(1, len(segments)):
        list_ = SEPARATOR.join(segments[:place])
        if isinstance(what(list_), ListOf):
            yield list_, segments[place]
