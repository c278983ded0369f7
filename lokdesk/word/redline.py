"""The redline: a new document with all that differs from an old one as tracked changes.

It is for reading and deciding: it holds no controls, and what fields say stands as text. Accepting all of it
gives the new document, rejecting all of it the old one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.garbage import uncollected
from lokdesk.agreement.report import report
from lokdesk.revision import words
from lokdesk.word import heritage, strand
from lokdesk.word.block import LIST, MARK, MARK_END, NAMED_LIST, PARAGRAPHS, SAME_LIST, Block
from lokdesk.word.contents import Told
from lokdesk.word.flow import Attachments, Flow, flow
from lokdesk.word.layout import Holder, Leaf, Paragraph, laid_out, leaves
from lokdesk.word.pairing import Pair, pairs
from lokdesk.word.render import package
from lokdesk.word.strand import Line
from lokdesk.word.template import Template
from lokdesk.word.tracked import Reviser, paragraph


@dataclass(frozen=True)
class Side:
    """One of the two documents: what it tells, its template, and the files that go with it by id.

    The contents have the *pages* that are told, and estimates for want of them.
    """

    agreement: Agreement
    template: Template
    attachments: Attachments | None = None
    pages: Told | None = None


@uncollected()
def redline(old: Side, new: Side, reviser: Reviser) -> bytes:
    """Return the document *new* as a Word document in which all that differs from *old* is tracked."""
    told = report(new.agreement)
    was, now = (
        flow(one.agreement, one.template, one.attachments, controls=False, pages=one.pages, outlined=True)
        for one in (old, new)
    )
    before, after = plain(was.body), plain(now.body)
    before, template_goods = heritage.moved(before, old.template, new.template)
    before = heritage.renamed(before, after)
    body = _Marking(reviser).compared(before, after)
    in_margins = _Marking(reviser, with_fields=True)
    others = {
        part: in_margins.compared(margin, blocks)
        if (margin := _margin(was, part, old, new)) is not None
        else blocks
        for part, blocks in now.others.items()
    }
    brought = [*heritage.goods(was.body), *heritage.goods(now.body)]
    if template_goods is not None:
        brought.append(template_goods)
    return package(Flow((body,), others, {}), new.template, told, None, brought_along=brought)


def _margin(was: Flow, part: str, old: Side, new: Side) -> Sequence[Block] | None:
    """Return what stood in the header or footer *part*, if what stands there now can be held against it.

    With another template, what is in its margins may be quite different things.
    """
    return was.others.get(part) if old.template.content == new.template.content else None


# -- a document without fields


_SPECIAL = re.compile(f"<w:(?:bookmark|fld|instrText|sdt)|w:anchor=|{MARK}[hqmtrgx]")
_NUMBER = re.compile(f"{MARK}(?P<which>[qm])(?P<name>[^={MARK_END}]*)(?:=[^{MARK_END}]*)?{MARK_END}")
_LIST = re.compile(f"{LIST}|{SAME_LIST}")


def plain(blocks: Iterable[Block]) -> list[Block]:
    """Return *blocks* with what their fields say as text, and with names for the lists that begin in them."""
    counts: dict[str, int] = {}
    begun: dict[str, int] = {}
    name = ""
    result: list[Block] = []

    def counted(found: re.Match[str]) -> str:
        if found["which"] == "q":
            counts[found["name"]] = counts.get(found["name"], 0) + 1
        return str(counts.get(found["name"], 0))

    for block in blocks:
        xml = block.xml
        if MARK in xml:
            xml = _NUMBER.sub(counted, xml)
            if LIST in xml:
                begun[block.address] = begun.get(block.address, 0) + 1
                name = f"{NAMED_LIST}{block.address} {begun[block.address]}{MARK_END}"
            xml = _LIST.sub(name, xml)
        if block.kind in PARAGRAPHS and _SPECIAL.search(xml):
            line = strand.line(xml)
            inside = "".join(
                f"{link}{runs}</w:hyperlink>" if link else runs for link, runs in strand.runs(line.strands)
            )
            xml = paragraph(line.start, line.properties, inside)
        result.append(block if xml is block.xml else block._replace(xml=xml))
    return result


# -- what differs


_LEAST_KEPT = 0.25
"""How much of a paragraph's words stay at the least for it to be marked word by word."""
_WIDTH = re.compile(r"<w:tcW [^>]*/>")


@dataclass
class _Op:
    """What becomes of a paragraph or a table: what it was, what it is, and what is done to its mark.

    The mark of one before inserted or deleted paragraphs can be marked in the place of that of their *last*;
    that one is then set as the one *before* it.
    """

    old: Leaf | None
    new: Leaf | None
    mark: str = ""
    before: "_Op | None" = None

    @property
    def kind(self) -> str:
        """Whether it is inserted, deleted or stays."""
        if self.old is not None and self.new is not None:
            return "stays"
        return "inserted" if self.old is None else "deleted"

    @property
    def is_paragraph(self) -> bool:
        """Whether it is about a paragraph, not a table."""
        return isinstance(self.old or self.new, Paragraph)


class _Marking:
    """Writes what differs as tracked changes of a *reviser*; fields stay where they are wanted."""

    def __init__(self, reviser: Reviser, *, with_fields: bool = False) -> None:
        self._by = reviser
        self._with_fields = with_fields
        self._arrived: frozenset[str] = frozenset()

    def compared(self, old: Iterable[Block], new: Iterable[Block]) -> list[Block]:
        """Return the blocks *new* with what differs from *old*."""
        found = list(pairs(laid_out(old), laid_out(new)))
        self._arrived = frozenset(
            one.block.text.strip() for was, one in found if was is None and isinstance(one, Paragraph)
        )
        return list(self._sequence(found))

    def _sequence(self, found: Iterable[Pair]) -> Iterator[Block]:
        for op in _settled([_Op(old, new) for old, new in found]):
            yield from self._written(op)

    def _written(self, op: _Op) -> Iterable[Block]:
        old, new = op.old, op.new
        if isinstance(old, Paragraph) or isinstance(new, Paragraph):
            return (self._paragraph(op),)
        if old is None and new is not None:
            return self._one_sided_table(new, self._by.inserted_row, inserted=True)
        if new is None and old is not None:
            return self._one_sided_table(old, self._by.deleted_row, inserted=False)
        assert old is not None and new is not None  # there is one of them
        return new.blocks if _xml(old) == _xml(new) else self._table(old, new)

    # Paragraphs

    def _line(self, leaf: Leaf | None) -> Line:
        self._by.turn()
        assert isinstance(leaf, Paragraph)
        return strand.line(leaf.block.xml, with_fields=self._with_fields)

    def _paragraph(self, op: _Op) -> Block:
        if op.kind == "stays":
            return self._kept(op)
        leaf = op.new or op.old
        assert isinstance(leaf, Paragraph)
        line = self._line(leaf)
        by = self._by
        if op.before is None:
            xml = by.inserted_line(line) if op.kind == "inserted" else self._gone(leaf, line)
        elif op.kind == "inserted":
            properties = by.reset(self._line(op.before.old).properties, line.properties)
            xml = paragraph(line.start, properties, by.inserted(line.strands))
        else:
            properties = by.reset(line.properties, self._line(op.before.new).properties)
            xml = paragraph(line.start, properties, by.deleted(line.strands))
        # What has gone ends no pages.
        return leaf.block._replace(xml=xml, address=leaf.block.address if op.kind == "inserted" else "")

    def _gone(self, leaf: Paragraph, line: Line) -> str:
        """Return a paragraph that goes.

        LibreOffice (7.4) takes one that comes with the same words for the same, moved. When it is rejected
        then, the paragraph that follows gets its style. It compares whole changes, so one is made of two.
        """
        return self._by.deleted_line(line, parted=leaf.block.text.strip() in self._arrived)

    def _kept(self, op: _Op) -> Block:
        assert isinstance(op.old, Paragraph) and isinstance(op.new, Paragraph)
        block = op.new.block
        if block.xml == op.old.block.xml and not op.mark:
            return block
        was, now = self._line(op.old), self._line(op.new)
        properties = self._by.reset(was.properties, now.properties)
        if op.mark:
            properties = self._by.with_mark(properties, op.mark)
        return block._replace(xml=paragraph(now.start, properties, self._words(was, now)))

    def _words(self, was: Line, now: Line) -> str:
        by = self._by
        found = words.stretches(was.strands, now.strands, lambda one: one.weighs)
        kept = sum(one.weighs for stretch in found if stretch.same for one in now.strands[stretch.new])
        less, most = sorted(sum(one.weighs for one in line.strands) for line in (was, now))
        # What has only come or only gone is marked alone, however much it is.
        if kept < less and kept < most * _LEAST_KEPT:
            return by.deleted(was.strands) + by.inserted(now.strands)
        return "".join(
            by.same(now.strands[one.new])
            if one.same
            else by.deleted(was.strands[one.old]) + by.inserted(now.strands[one.new])
            for one in found
        )

    # Tables

    def _one_sided_table(
        self, table: Holder, mark: Callable[[str], str], *, inserted: bool
    ) -> Iterator[Block]:
        yield table.start
        for row in leaves(table.nodes):
            yield from self._one_sided_row(row, mark, inserted=inserted)
        yield table.end

    def _one_sided_row(self, row: Leaf, mark: Callable[[str], str], *, inserted: bool) -> Iterator[Block]:
        assert isinstance(row, Holder)
        yield row.start._replace(xml=mark(row.start.xml))
        for cell in leaves(row.nodes):
            assert isinstance(cell, Holder)
            yield cell.start
            inside = list(leaves(cell.nodes))
            for one in inside:
                if isinstance(one, Holder):
                    yield from self._one_sided_table(one, mark, inserted=inserted)
                else:
                    yield self._one_sided_line(one, inserted=inserted, is_last=one is inside[-1])
            yield cell.end
        yield row.end

    def _one_sided_line(self, one: Paragraph, *, inserted: bool, is_last: bool) -> Block:
        """Return a paragraph of a row that comes or goes; the mark of the last in a cell ends the cell."""
        line = self._line(one)
        whole = self._by.inserted_line if inserted else self._by.deleted_line
        return one.block._replace(xml=whole(line, with_mark=not is_last))

    def _table(self, old: Holder, new: Holder) -> Iterator[Block]:
        yield new.start._replace(xml=self._by.reset_table(old.start.xml, new.start.xml))
        for was, now in pairs(old.nodes, new.nodes):
            yield from self._row(was, now)
        yield new.end

    def _row(self, was: Leaf | None, now: Leaf | None) -> Iterator[Block]:
        if was is not None and now is not None:
            if _xml(was) == _xml(now):
                yield from now.blocks
                return
            assert isinstance(was, Holder) and isinstance(now, Holder)
            cells = [list(leaves(one.nodes)) for one in (was, now)]
            if list(map(_form, cells[0])) == list(map(_form, cells[1])):
                yield now.start._replace(xml=self._by.reset_row(was.start.xml, now.start.xml))
                for one, other in zip(*cells, strict=True):
                    assert isinstance(one, Holder) and isinstance(other, Holder)
                    yield other.start._replace(xml=self._by.reset_cell(one.start.xml, other.start.xml))
                    yield from self._sequence(pairs(one.nodes, other.nodes))
                    yield other.end
                yield now.end
                return
        if was is not None:
            yield from self._one_sided_row(was, self._by.deleted_row, inserted=False)
        if now is not None:
            yield from self._one_sided_row(now, self._by.inserted_row, inserted=True)


def _xml(leaf: Leaf) -> str:
    return "".join(block.xml for block in leaf.blocks)


def _form(cell: Leaf) -> str:
    """Return what a cell is like, but for its width."""
    return _WIDTH.sub("", cell.blocks[0].xml)


# -- where a paragraph's mark cannot go by itself


def _settled(ops: Iterable[_Op]) -> list[_Op]:
    """Return *ops* so arranged that each can be accepted and rejected without a trace.

    The mark of a paragraph before a table, or last of all, cannot be taken away: there is nothing to join it
    with. Of what comes or goes there, one paragraph that comes stands in the place of one that goes, or the
    mark of the paragraph before is marked instead. Two tables that stand next to one another are one.
    """
    result: list[_Op] = []
    run: list[_Op] = []
    for op in (*_closed(_joined_tables(ops)), None):
        if op is not None and op.is_paragraph and op.kind != "stays":
            run.append(op)
            continue
        if run and (op is None or not op.is_paragraph):
            run = _ended(run, result[-1] if result else None, joins=op is None or op.kind == "stays")
        result += run
        run = []
        if op is not None:
            result.append(op)
    return result


def _joined_tables(ops: Iterable[_Op]) -> list[_Op]:
    result: list[_Op] = []
    for op in ops:
        last = result[-1] if result else None
        if last is not None and not (op.is_paragraph or last.is_paragraph) and op.kind != last.kind:
            result[-1] = _Op(last.old or op.old, last.new or op.new)
        else:
            result.append(op)
    return result


def _closed(ops: list[_Op]) -> list[_Op]:
    """Return *ops* ending in a paragraph of both documents where all after their last one comes or goes.

    With a table in that, no mark before it can stand for the last one's: what both have is written anew, too.
    """
    first = next((n for n in range(len(ops), 0, -1) if ops[n - 1].kind == "stays"), 0)
    rest = ops[first:]
    kinds = {one.kind for one in rest}
    if not first or len(kinds) != 1 or not rest[-1].is_paragraph or all(one.is_paragraph for one in rest):
        return ops
    both, last = ops[first - 1], rest[-1]
    if not both.is_paragraph or _ends_section(both) or _ends_section(last):
        return ops
    if kinds == {"inserted"}:
        anew, joined = _Op(None, both.new), _Op(both.old, last.new)
    else:
        anew, joined = _Op(both.old, None), _Op(last.old, both.new)
    return [*ops[: first - 1], anew, *rest[:-1], joined]


def _ended(run: list[_Op], before: _Op | None, *, joins: bool) -> list[_Op]:
    """Return the *run* of paragraphs that come or go so that it can end where no mark can be taken away.

    *before* is what comes before it, and *joins* says whether one that comes may stand for one that goes.
    """
    gone = [one for one in run if one.kind == "deleted"]
    come = [one for one in run if one.kind == "inserted"]
    if gone and come:
        if not joins or _ends_section(gone[-1]) or _ends_section(come[-1]):
            return run
        last = _Op(gone[-1].old, come[-1].new)
        return [*(one for one in run if one is not gone[-1] and one is not come[-1]), last]
    movable = before is not None and before.is_paragraph and before.kind == "stays"
    if movable and before is not None and not (_ends_section(before) or _ends_section(run[-1])):
        before.mark = run[-1].kind
        run[-1].before = before
    return run


def _ends_section(op: _Op) -> bool:
    return any("<w:sectPr" in leaf.blocks[0].xml for leaf in (op.old, op.new) if leaf is not None)
