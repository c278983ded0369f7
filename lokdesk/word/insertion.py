"""Puts controls into somebody else's document, each where a slot says, with the look of what is there."""

import copy
import re
from collections.abc import Collection, Mapping, Sequence

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.agreement.value import Item
from lokdesk.recognition import slots as slots_
from lokdesk.recognition import words
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.recognition.passage import Passage
from lokdesk.recognition.slots import Blueprint, Slot
from lokdesk.word import foundation, ooxml, part, prompt, sample, source
from lokdesk.word.archive import zipped
from lokdesk.word.forms import Forms, is_statistics, placeholder
from lokdesk.word.ooxml import Element
from lokdesk.word.source import Taken
from lokdesk.word.tag import PART, parse

_KNOWN = 0.95
_BLANK = re.compile(r"[\s_.…–-]*")


class Insertion:
    """One go at putting controls into a document.

    *wanted* says what stands where in *docx*, and *labels* what answers are called by their patterns. The
    controls of a template that are there already stay, but for those whose tags are *let_go*. Raises
    source.NotRead.
    """

    def __init__(
        self,
        docx: bytes,
        wanted: Blueprint,
        lexicon: Lexicon,
        labels: Mapping[str, str],
        let_go: Collection[str] = (),
    ) -> None:
        self._wanted = wanted
        self._taken: Taken = source.taken(docx)
        self._lexicon = lexicon
        self._let_go = let_go
        self._own = {
            tag for tag in self._tags() if tag and tag not in let_go and parse(tag).kind != "unknown"
        }
        self._forms = Forms(labels, placeholder(self._taken.look))
        self._headings = {self._taken.elements[number] for number in wanted.levels}
        self._prompts = {
            self._taken.elements[one.number]
            for one in self._taken.source.passages
            if slots_.is_prompt(one, lexicon)
        }

    def written(self, wanted: Sequence[Slot]) -> tuple[bytes, list[Slot]]:
        """Return the document with the slots that are *wanted*, and those of them that it has."""
        placed: list[Slot] = []
        own = self._own
        self._forms.claimed = frozenset(own).union(*(_claims(one) for one in wanted))
        self._controls(wanted)
        self._contents()
        for one in wanted:
            if one.kind != "control" and one.address in own:
                continue
            # Of two that stand below the same heading, the first may have taken the place of what was there.
            going = [each for each in self._going(one) if self._is_there(each)]
            if self._put(one, going):
                placed.append(one)
                for element in going:
                    self._take_out(element)
        for one in self._wanted.copies:
            if any(one.address == each.address for each in placed):
                self._line(one, self._taken.elements[one.passage], copied=True)
        for number in self._wanted.gone:
            for element in self._whole(self._wanted.part(number), None):
                self._take_out(element)
        parts = dict(self._taken.package.parts)
        parts[self._taken.package.document] = ooxml.written(self._taken.root)
        return zipped(foundation.completed(self._taken.package, parts)), placed

    @property
    def kept(self) -> frozenset[str]:
        """The tags of the controls of a template that were there already and stay."""
        return frozenset(self._own)

    def _is_there(self, element: Element) -> bool:
        return any(one is self._taken.root for one in element.iterancestors())

    def _tags(self) -> list[str]:
        return [ooxml.tag_of(one) for one in ooxml.find_all(self._taken.root, "w:sdt")]

    def _controls(self, wanted: Sequence[Slot]) -> None:
        """Keep the controls that are there; of those that are ours also what they are for."""
        by_name = {self._named(one): one.address for one in wanted if one.kind == "control"}
        for control in ooxml.find_all(self._taken.root, "w:sdt"):
            tag = ooxml.tag_of(control)
            name = tag or ooxml.title_of(control)
            properties = ooxml.child(control, "w:sdtPr")
            if properties is None:
                continue
            known = bool(tag) and parse(tag).kind != "unknown"
            address = by_name.get(name, "")
            if known and tag not in self._let_go:
                continue
            if address and self._fits(control, address):
                _tagged(properties, address)
            elif (own := ooxml.child(properties, "w:tag")) is not None:
                properties.remove(own)

    def _contents(self) -> None:
        """Let the table of contents be one that is made anew in every document."""
        if f"{PART}{part.CONTENTS}" in self._tags():
            return
        old = [one for one in self._taken.source.passages if one.kind == "contents"]
        paragraphs = list(dict.fromkeys(self._taken.elements[one.number] for one in old))
        place = paragraphs[0] if paragraphs else self._contents_heading()
        if place is None:
            return
        (made,) = ooxml.elements(self._forms.contents(self._taken.look.id_of("toc 1")))
        control = next(place.iterancestors(ooxml.name("w:sdt")), None)
        if control is not None:
            control.addprevious(made)
            ooxml.remove(control)
        elif paragraphs:
            place.addprevious(made)
            for one in paragraphs:
                if not _ends_section(one):
                    ooxml.remove(one)
        else:
            place.addnext(made)

    def _contents_heading(self) -> Element | None:
        """Return the heading that says that contents stand below it, if there is one."""
        phrases = [one.phrases for one in self._lexicon.headings if one.means == "contents"]
        for number in self._wanted.levels:
            said = self._wanted.source.by_number[number].text
            if any(words.best(said, one) >= _KNOWN for one in phrases):
                return self._taken.elements[number]
        return None

    def _named(self, slot: Slot) -> str:
        return self._taken.source.by_number[slot.passage].control

    @staticmethod
    def _fits(control: Element, address: str) -> bool:
        answer = schema.patterns().get(address)
        inline = any(ooxml.is_a(one, "w:p") for one in control.iterancestors())
        if not isinstance(answer, Answer) or not ooxml.words(control).strip():
            return False
        return not (answer.kind == "text" and inline)

    # -- slots

    def _put(self, slot: Slot, going: Sequence[Element]) -> bool:
        element = self._taken.elements[slot.passage]
        if slot.kind == "control":
            return slot.address in self._tags()
        if slot.kind == "table":
            return self._figures(element) if is_statistics(slot.address) else self._table(slot, element)
        if slot.kind == "line":
            if slot.address == "title":
                return self._title(element)
            if slot.beside:
                return self._fill_cell(slot, element)
            if slot.fields:
                return self._append(element, self._forms.line(slot.address, self._body(element)), going)
            return self._line(slot, element)
        xml = self._text(slot, element, going) if slot.kind == "text" else self._list(slot, element)
        if slot.beside:
            return self._into_cell(element, xml)
        return self._append(element, xml, going)

    # -- what stands in a place now

    def _going(self, slot: Slot) -> list[Element]:
        """Return what goes from the place of *slot* for what is written there: paragraphs, whole tables."""
        if slot.below == "keep" or slot.kind == "table":
            return []
        below = self._wanted.below(slot)
        prompts = [one for one in below if slots_.is_prompt(one, self._lexicon)]
        passages = prompts if slot.below == "prompt" and prompts else below
        outer = next(self._taken.elements[slot.passage].iterancestors(ooxml.name("w:tc")), None)
        beside = None if not slot.beside else self._cell_beside(self._taken.elements[slot.passage])
        met = dict.fromkeys(self._whole(passages, outer if beside is None else beside))
        if slot.beside and slot.kind == "line":
            # The first paragraph is where it is written.
            cell = self._cell_beside(self._taken.elements[slot.passage])
            met.pop(ooxml.child(cell, "w:p"), None)  # type: ignore[arg-type]
        return list(met)

    def _whole(self, passages: Sequence[Passage], outer: Element | None) -> list[Element]:
        """Return the paragraphs of *passages* in the cell *outer*, or in none; else the whole tables."""
        met: dict[Element, None] = {}
        for one in passages:
            element = self._taken.elements[one.number]
            within: list[Element] = []
            for cell in element.iterancestors(ooxml.name("w:tc")):
                if cell is outer:
                    break
                within.append(cell)
            table = next(within[-1].iterancestors(ooxml.name("w:tbl"))) if within else None
            if not _ends_section(element):
                met[element if table is None else table] = None
        return list(met)

    @staticmethod
    def _take_out(element: Element) -> None:
        holder = element.getparent()
        if holder is None:
            return
        ooxml.remove(element)
        if ooxml.is_a(holder, "w:tc") and ooxml.child(holder, "w:p") is None:
            # Word wants a paragraph last in a cell.
            holder.append(ooxml.made("w:p"))

    def _text(self, slot: Slot, element: Element, going: Sequence[Element]) -> str:
        first = going[0] if going and slot.below == "prompt" else None
        said = prompt.asked(" ".join(map(ooxml.own_words, going))) if first is not None else ""
        return self._forms.text(slot.address, self._body(element, first), prompt.shortened(said))

    def _list(self, slot: Slot, element: Element) -> str:
        if is_statistics(slot.address):
            style = self._taken.look.id_of("Table Grid", "table")
            return self._forms.statistics(self._forms.plain_figures(style), "", self._body(element))
        items = self._lexicon.items.get(slot.address)
        fields = schema.fields(_item(slot.address))
        named = items.named if items is not None and items.named in fields else next(iter(fields))
        heading = self._item_heading(element)
        return self._forms.items(slot.address, named, heading, self._body(element), slot.fields)

    def _item_heading(self, element: Element) -> tuple[str, str]:
        """Return the properties of a heading one level below *element*, and those of its words."""
        look = self._taken.look
        level = look.heading_level(element)
        style = look.id_of(f"heading {level + 1}") if level else ""
        if style:
            return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>', ""
        return "", "<w:b/>"

    def _body(self, element: Element, like: Element | None = None) -> str:
        """Return the properties of a paragraph of text: of one *like* it, or of the text that there is."""
        text = (one for one in self._below(element) if self._is_plain(one))
        plain = like if like is not None else next(text, None)
        return sample.properties(plain) if plain is not None and self._is_plain(plain) else ""

    def _is_plain(self, paragraph: Element) -> bool:
        return paragraph not in self._headings and self._taken.look.numbering_of(paragraph) is None

    def _below(self, heading: Element) -> list[Element]:
        """Return the paragraphs right below *heading*, to the next heading or table."""
        found: list[Element] = []
        following = heading.getnext()
        while following is not None:
            if ooxml.is_element(following):
                if ooxml.is_a(following, "w:p"):
                    if following in self._headings:
                        break
                    found.append(following)
                elif not ooxml.is_a(following, "w:bookmarkStart", "w:bookmarkEnd", "w:sdt"):
                    break
            following = following.getnext()
        return found

    def _append(self, heading: Element, xml: str, going: Sequence[Element]) -> bool:
        """Put *xml* below *heading*: in the place of what goes or an empty paragraph, else after the text."""
        frame = self._frame_below(heading)
        if frame is not None:
            return self._into(frame, xml)
        below = self._below(heading)
        blank = [one for one in below if not ooxml.says_anything(one) and not _ends_section(one)]
        last = heading
        following = heading.getnext()
        while following is not None and (
            following in below or (ooxml.is_element(following) and ooxml.is_a(following, "w:sdt"))
        ):
            last = following
            following = following.getnext()
        place = going[0] if going else blank[0] if blank else None
        made = ooxml.elements(xml)
        lock = _lock(heading)
        if lock is not None:
            # Nothing can be filled in within text that is locked.
            for one in reversed(made):
                lock.addnext(one)
        elif place is not None:
            outer = _lock(place)
            for one in made:
                (place if outer is None else outer).addprevious(one)
            if not going:
                ooxml.remove(place)
        else:
            for one in reversed(made):
                last.addnext(one)
        return True

    @staticmethod
    def _frame_below(heading: Element) -> Element | None:
        """Return the empty cell below the one that *heading* is alone in, as in a form."""
        cell = heading.getparent()
        row = None if cell is None or not ooxml.is_a(cell, "w:tc") else cell.getparent()
        following = None if row is None or not ooxml.is_a(row, "w:tr") else row.getnext()
        if cell is None or row is None or following is None or not ooxml.is_a(following, "w:tr"):
            return None
        cells = sample.cells(following)
        alone = len(sample.cells(row)) == 1 == len(cells)
        says = sum(ooxml.says_anything(one) for one in ooxml.children(cell) if ooxml.is_a(one, "w:p"))
        return cells[0] if alone and says == 1 and not ooxml.says_anything(cells[0]) else None

    def _title(self, element: Element) -> bool:
        """Make the words of the title the control of the title."""
        runs = [one for one in ooxml.children(element) if ooxml.is_a(one, "w:r")]
        said = " ".join(ooxml.own_words(element).split())
        if not runs or not said:
            return False
        look = ooxml.child(runs[0], "w:rPr")
        own = [] if look is None else [copy.deepcopy(one) for one in ooxml.children(look)]
        kept = "".join(
            ooxml.fragment(one, ooxml.NAMESPACES) for one in own if not ooxml.is_a(one, "w:rStyle")
        )
        (made,) = ooxml.elements(self._forms.inline("title", said, kept))
        runs[0].addprevious(made)
        for one in runs:
            ooxml.remove(one)
        return True

    def _line(self, slot: Slot, element: Element, *, copied: bool = False) -> bool:
        """Put the control after the label in a paragraph, in the place of what is to be filled in.

        Where the answer is *copied*, it is at home elsewhere.
        """
        runs = [one for one in ooxml.children(element) if ooxml.is_a(one, "w:r")]
        said = "".join(map(prompt.said_by, runs))
        label = prompt.label_end(said)
        if not runs or label is None:
            return False
        asked = prompt.asked(said[label:]) if self._wants_prompt(slot, said[label:]) else ""
        prompt.cut(runs, label)
        own = self._forms
        (made,) = ooxml.elements(own.copy(slot.address) if copied else own.inline(slot.address, asked))
        last = next(one for one in reversed(ooxml.children(element)) if ooxml.is_a(one, "w:r"))
        last.addnext(made)
        return True

    def _wants_prompt(self, slot: Slot, rest: str) -> bool:
        """Return whether the *rest* of a label's line says what to write; else it is somebody's answer."""
        own = self._taken.source.by_number[slot.passage]
        return own.prompt or self._lexicon.is_prompt(rest) or rest.strip().startswith(("[", "<", "(", "_"))

    def _cell_beside(self, element: Element) -> Element | None:
        cell = next(element.iterancestors(ooxml.name("w:tc")), None)
        following = None if cell is None else cell.getnext()
        return following if following is not None and ooxml.is_a(following, "w:tc") else None

    def _fill_cell(self, slot: Slot, element: Element) -> bool:
        cell = self._cell_beside(element)
        paragraph = None if cell is None else ooxml.child(cell, "w:p")
        if paragraph is None or cell is None:
            return False
        said = prompt.asked(ooxml.words(cell))
        for one in ooxml.children(paragraph):
            if not ooxml.is_a(one, "w:pPr"):
                ooxml.remove(one)
        for one in ooxml.elements(self._forms.inline(slot.address, said)):
            paragraph.append(one)
        return True

    def _into_cell(self, element: Element, xml: str) -> bool:
        """Put *xml* into the cell to the right, after the text there."""
        cell = self._cell_beside(element)
        return cell is not None and self._into(cell, xml)

    @staticmethod
    def _into(cell: Element, xml: str) -> bool:
        for one in [one for one in ooxml.children(cell) if ooxml.is_a(one, "w:p")]:
            if not ooxml.says_anything(one):
                ooxml.remove(one)
        for one in ooxml.elements(xml):
            cell.append(one)
        # Word wants a paragraph last in a cell.
        cell.append(ooxml.made("w:p"))
        return True

    def _figures(self, element: Element) -> bool:
        """Make the table around *element* the sample of tables of figures, with its own look."""
        table = next(element.iterancestors(ooxml.name("w:tbl")), None)
        look = None if table is None else sample.figures(table)
        if table is None or look is None:
            return False
        caption = self._caption(table)
        for one in ooxml.elements(self._forms.statistics(look, sample.properties(caption))):
            table.addprevious(one)
        ooxml.remove(table)
        if caption is not None:
            ooxml.remove(caption)
        return True

    def _caption(self, table: Element) -> Element | None:
        """Return the paragraph above *table* that says which table it is, if one does."""
        before = table.getprevious()
        if before is None or not ooxml.is_element(before) or not ooxml.is_a(before, "w:p"):
            return None
        words_ = "|".join(self._lexicon.lists["captions"])
        said = ooxml.own_words(before).strip()
        return before if re.match(rf"(?:{words_})\s+\d", said, re.IGNORECASE) else None

    def _table(self, slot: Slot, element: Element) -> bool:
        table = next(element.iterancestors(ooxml.name("w:tbl")), None)
        if table is None:
            return False
        rows = [one for one in ooxml.children(table) if ooxml.is_a(one, "w:tr")]
        if not rows:
            return False
        body = rows[1:] if slot.below == "gone" else [one for one in rows[1:] if self._is_blank(one)]
        *outer, _ = slot.address.split(f"{SEPARATOR}*{SEPARATOR}")
        row = sample.row(body[0] if body else rows[-1])
        self._row(row, slot, outer)
        xml = self._forms.repeat(slot.address, ooxml.fragment(row, ooxml.NAMESPACES))
        for holder in reversed(outer):
            xml = self._forms.repeat(holder, xml, items=False)
        place = rows[-1] if not body else body[0].getprevious()
        assert place is not None  # the heading row is before it
        for one in reversed(ooxml.elements(xml)):
            place.addnext(one)
        for one in body:
            ooxml.remove(one)
        return True

    def _is_blank(self, row: Element) -> bool:
        paragraphs = list(ooxml.find_all(row, "w:p"))
        said = [one for one in paragraphs if ooxml.own_words(one).strip()]
        return all(one in self._prompts or _BLANK.fullmatch(ooxml.own_words(one)) for one in said)

    def _row(self, row: Element, slot: Slot, outer: Sequence[str]) -> None:
        columns = dict(slot.columns)
        at = 0
        for cell in sample.cells(row):
            span = max(ooxml.number(ooxml.child(cell, "w:tcPr", "w:gridSpan"), default=1), 1)
            name = columns.get(at, "")
            at += span
            first = ooxml.child(cell, "w:p")
            properties = sample.properties(first)
            for one in ooxml.children(cell):
                if not ooxml.is_a(one, "w:tcPr"):
                    ooxml.remove(one)
            if not name:
                xml = f"<w:p>{properties}</w:p>"
            elif name == "@":
                xml = (
                    f"<w:p>{properties}{self._forms.copy(f'{outer[-1]}/*/{self._name_in(outer[-1])}')}</w:p>"
                )
            else:
                xml = self._forms.cell(slot.address, name, properties)
                if not xml.startswith("<w:p>"):
                    xml += "<w:p/>"
            for one in ooxml.elements(xml):
                cell.append(one)

    def _name_in(self, list_: str) -> str:
        return self._lexicon.items[list_].named


def _claims(slot: Slot) -> set[str]:
    """Return the patterns of what *slot* is the home of within the items of a list."""
    if slot.kind == "table":
        return {f"{slot.address}/*/{name.split(SEPARATOR)[0]}" for _, name in slot.columns if name != "@"}
    if slot.fields:
        return {f"{slot.address}/*/{name}" for name in slot.fields}
    return {slot.address}


def _tagged(properties: Element, address: str) -> None:
    tag = ooxml.child(properties, "w:tag")
    if tag is None:
        tag = ooxml.made("w:tag")
        alias = ooxml.child(properties, "w:alias")
        if alias is not None:
            alias.addnext(tag)
        else:
            properties.insert(1 if ooxml.child(properties, "w:rPr") is not None else 0, tag)
    tag.set(ooxml.name("w:val"), address)


def _lock(element: Element) -> Element | None:
    """Return the outermost locked text around *element*, if it stands in one."""
    around = reversed(list(element.iterancestors(ooxml.name("w:sdt"))))
    return next((one for one in around if parse(ooxml.tag_of(one)).kind == "fixed"), None)


def _ends_section(paragraph: Element) -> bool:
    return ooxml.child(paragraph, "w:pPr", "w:sectPr") is not None


def _item(list_: str) -> type[Item]:
    found = schema.patterns()[list_]
    assert isinstance(found, ListOf)  # a slot for a list
    return found.item
