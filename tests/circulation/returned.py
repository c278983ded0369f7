"""Documents that come back: sent out, edited as Word writes it, and what must be found in each."""

import copy
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from docx import Document

from tests.circulation import edits, judged, material
from tests.circulation.edits import STRUCTURAL, WITHIN, Hands, Maker
from tests.circulation.judged import Edit, Wanted
from tests.circulation.material import EXAMPLES, TEMPLATES, Sent
from tests.circulation.paper import Element, Paper, content_of, controls_of, elements, remove, w, words
from tests.word import made


@dataclass(frozen=True)
class Returned:
    """A document that has come back under some *name*, and the edits that were made in it."""

    sent: Sent = field(repr=False)
    name: str
    content: bytes = field(repr=False)
    edits: tuple[Edit, ...]


def edited(sent: Sent, name: str, makers: Sequence[Maker], most: int, seed: int) -> Returned:
    """Return what was *sent* with at most so many edits by the *makers*, who take turns."""
    paper = Paper(sent.content)
    hands = Hands(paper, sent.draft.agreement, seed)
    done = list(_done(hands, makers, most))
    paper.resave(seed)
    return Returned(sent, name, paper.saved(), tuple(done))


def _done(hands: Hands, makers: Sequence[Maker], most: int) -> Iterator[Edit]:
    waiting = list(makers)
    count = 0
    while waiting and count < most:
        for maker in list(waiting):
            edit = maker(hands)
            if edit is None:
                waiting.remove(maker)
            else:
                count += 1
                yield edit
            if count == most:
                return


def by_word(*, short: bool = False) -> Iterator[Returned]:
    """Yield the documents that are edited as Word writes it; in *short*, some of them."""
    examples = EXAMPLES[1:] if short else EXAMPLES
    for number, example in enumerate(examples):
        for template in TEMPLATES[:1] if short else TEMPLATES:
            sent = material.sent(example, template)
            large = example == "kronoberg"
            for which, (makers, most) in enumerate(
                (
                    (WITHIN, 63 if large else 21),
                    (STRUCTURAL, 45 if large else 15),
                    (STRUCTURAL, 30 if large else 10),
                )
            ):
                yield edited(sent, f"Svar {which} ({example}).docx", makers, most, 100 * number + which)
    for example in examples:
        sent = material.sent(example, TEMPLATES[0])
        for seed, otherwise in enumerate(
            (pasted_whole, pasted_looking_alike, pasted_as_text, from_elsewhere)
        ):
            yield otherwise(sent, seed)
        yield answered(sent, example)


# -- documents that have gone through more than edits


_CARRIED = (
    edits.replaced,
    edits.deleted,
    edits.typed,
    edits.line_typed,
    edits.paragraph_added,
    edits.cell_typed,
)


def _carried(sent: Sent, seed: int) -> tuple[Paper, list[Edit]]:
    paper = Paper(sent.content)
    return paper, list(_done(Hands(paper, sent.draft.agreement, seed), _CARRIED[:5], 5))


def _of_kind(done: Sequence[Edit], kind: str) -> tuple[Edit, ...]:
    return tuple(replace(one, kind=kind) for one in done)


def pasted_whole(sent: Sent, seed: int) -> Returned:
    """Paste everything into a new document with its look: the controls come along, the baseline does not."""
    paper, done = _carried(sent, seed)
    content = _in_new_document(paper)
    return Returned(sent, "Dokument1.docx", content, _of_kind(done, "pasted into a new document"))


def pasted_looking_alike(sent: Sent, seed: int) -> Returned:
    """Paste everything into a new document without its controls and bookmarks."""
    paper, done = _carried(sent, seed)
    _without_controls(paper)
    for one in list(paper.tree.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        remove(one)
    content = _in_new_document(paper)
    return Returned(sent, "Dokument2.docx", content, _of_kind(done, "pasted without controls"))


def pasted_as_text(sent: Sent, seed: int) -> Returned:
    """Paste nothing but the text into a new document: a row of a table becomes a line with tabs."""
    before = frozenset(_typed_out(Paper(sent.content)))
    paper, done = _carried(sent, seed)
    lines = _typed_out(paper)
    new = Document()
    for line in lines:
        new.add_paragraph(line)
    out = io.BytesIO()
    new.save(out)
    changed = [line for line in lines if line not in before]
    # What cannot be placed stands visibly outside, beside the place it came from.
    either = tuple(
        replace(one, wanted=tuple(_or_near(each, one, changed) for each in one.wanted)) for one in done
    )
    return Returned(sent, "Dokument3.docx", out.getvalue(), _of_kind(either, "pasted as text only"))


def _typed_out(paper: Paper) -> list[str]:
    """Return the lines that Word pastes of a document where only its text is kept, tabs with it."""
    lines: list[str] = []
    for one in paper.body.iter(w("p"), w("tr")):
        if one.tag == w("tr"):
            cells = (" ".join(_with_tabs(each) for each in cell.iter(w("p"))) for cell in one.iter(w("tc")))
            lines.append("\t".join(cells))
        elif next(one.iterancestors(w("tc")), None) is None:
            lines.append(_with_tabs(one))
    return lines


def _with_tabs(paragraph: Element) -> str:
    """Return what *paragraph* says; a tab is one in a run, and not one that stops are set for."""
    return "".join(
        (one.text or "") if one.tag == w("t") else "\t"
        for run in paragraph.iter(w("r"))
        for one in run
        if one.tag in (w("t"), w("tab"))
    )


def _or_near(wanted: Wanted, edit: Edit, lines: Sequence[str]) -> Wanted:
    near = (judged.outside(one, (edit.address,)) for one in lines)
    return judged.either(wanted, _by_anybody(wanted), *near)


def _by_anybody(wanted: Wanted) -> Wanted:
    """Return the same by nobody: text alone does not tell who wrote it."""
    return Wanted(
        f"{wanted.what}, by whomever",
        lambda one: any(
            wanted.holds(one.model_copy(update={"strokes": (), "author": author})) for author in edits.AUTHORS
        ),
    )


def from_elsewhere(sent: Sent, seed: int) -> Returned:
    """Save the document as another program does that knows no controls and keeps no parts of others'."""
    paper, done = _carried(sent, seed)
    _without_controls(paper)
    _without_parts(paper, "customXml")
    return Returned(sent, "Kopia av avtal.docx", paper.saved(), _of_kind(done, "saved by another program"))


def _without_controls(paper: Paper) -> None:
    for control in list(paper.tree.iter(w("sdt"))):
        paper.uncontrol(control)


def _in_new_document(paper: Paper) -> bytes:
    """Return *paper* as it is pasted into a new document: with its looks, and without what is beside it.

    That is headers and footers, and what a program has put in parts of its own.
    """
    for one in list(paper.body.iter(w("sectPr"))):
        for reference in [*one.iter(w("headerReference")), *one.iter(w("footerReference"))]:
            remove(reference)
    _without_parts(paper, "customXml", "/header", "/footer")
    paper.resave(7)
    return paper.saved()


def _without_parts(paper: Paper, *named: str) -> None:
    """Take away the parts whose names hold one of *named*, and what points at them."""
    for name in [one for one in paper.parts if any(it in f"/{one}" for it in named)]:
        del paper.parts[name]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        root = made.etree.fromstring(paper.parts[name])
        root[:] = [
            one
            for one in root
            if not any(it.strip("/") in str(value) for it in named for value in one.attrib.values())
        ]
        paper.parts[name] = made.etree.tostring(root, encoding="UTF-8", standalone=True)


# -- the table of responses


def answered(sent: Sent, example: str) -> Returned:
    """Fill in the table of responses: rows that are there, and new ones with "+"."""
    paper = Paper(material.response_table(example))
    rows = [one for tag, one in controls_of(paper.tree) if tag == "reply:rad"]
    done: list[Edit] = []
    for number, one in enumerate(rows[:8]):
        section = words(next(one.iter(w("tc"))))
        if number % 4 == 3:
            new = copy.deepcopy(one)
            paper.renew(new)
            one.addnext(new)
            filled(one, "")
            one = new
        text, reason = f"Förslag {number} om {section.lower()}", f"Skäl nummer {number}."
        filled(one, text, reason)
        done.append(Edit("response table filled in", (judged.row(section, text, reason),)))
    paper.resave(1)
    return Returned(sent, "Svarstabell ifylld.docx", paper.saved(), tuple(done))


def filled(row: Element, text: str, reason: str = "") -> None:
    """Write in a *row* of a table of responses."""
    fields = dict(controls_of(row))
    for tag, said in (("reply:forslag", text), ("reply:skal", reason)):
        content = content_of(fields[tag])
        paragraph = next(content.iter(w("p")))
        for run in list(paragraph.iter(w("r"))):
            remove(run)
        if said:
            paragraph.append(elements(f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>')[0])
        for one in fields[tag].iter(w("showingPlcHdr")):
            remove(one)
            break


# -- documents that nobody has edited


def unedited() -> Iterator[Returned]:
    """Yield documents that have been opened and saved in Word without an edit."""
    for example in EXAMPLES:
        for template in TEMPLATES:
            sent = material.sent(example, template)
            for seed in range(2):
                paper = Paper(sent.content)
                paper.resave(seed)
                yield Returned(sent, f"{example}, sparad i Word.docx", paper.saved(), ())
        sent = material.sent(example, TEMPLATES[0])
        yield Returned(sent, f"{example}.docx", sent.content, ())
        paper = Paper(material.response_table(example))
        paper.resave(3)
        yield Returned(sent, "svarstabell, tom.docx", paper.saved(), ())


KINDS_WITHIN = frozenset(
    (
        "words typed",
        "words deleted",
        "words typed over",
        "tracked insertion",
        "tracked deletion",
        "tracked by two authors",
        "changes accepted, others left",
        "short answer",
        "table cell",
        "date or choice",
        "parties named",
        "paragraph added",
        "paragraph deleted",
        "paragraph moved",
        "list changed",
        "list of another kind",
        "pasted with foreign styles",
        "typography by autocorrect",
        "words made bold",
        "answer emptied",
        "comment on an answer",
    )
)
"""What the kinds of edits within an answer are called; all others are structural."""
