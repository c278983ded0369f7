"""Documents of ours as somebody edits them in a word processor, and as LibreOffice saves them."""

import copy
import io
import subprocess
from itertools import takewhile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.word.foreign.counting import W


def saved_by_libreoffice(content: bytes, folder: Path, soffice: Path) -> bytes:
    source = folder / "a.docx"
    source.write_bytes(content)
    into = folder / "out"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    filter_ = "docx:MS Word 2007 XML"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", filter_, "--outdir", into, source],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return (into / "a.docx").read_bytes()


class Edited:
    """A document of ours that somebody edits in a word processor that knows nothing of controls."""

    def __init__(self, content: bytes) -> None:
        self._document: Any = Document(io.BytesIO(content))

    def docx(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def paragraph(self, said: str) -> Any:
        return next(one for one in self._document.element.body.iter(f"{W}p") if said in text_of(one))

    def add_after(self, said: str, text: str) -> None:
        """Press enter at the end of a paragraph, and type."""
        before = self.paragraph(said)
        before.addnext(typed(before, text))

    def type_into(self, said: str, text: str) -> None:
        paragraph = self.paragraph(said)
        paragraph.append(typed(paragraph, text)[-1])

    def add_row_after(self, said: str, *texts: str) -> None:
        row = next(one for one in self._document.element.body.iter(f"{W}tr") if said in text_of(one))
        new = copy.deepcopy(row)
        for cell, text in zip(new.iter(f"{W}tc"), texts, strict=True):
            paragraph = next(cell.iter(f"{W}p"))
            for one in list(cell):
                if one.tag != f"{W}tcPr":
                    cell.remove(one)
            cell.append(typed(paragraph, text))
        row.addnext(new)

    def replace(self, old: str, new: str) -> None:
        """Type over the words of a paragraph, or of what stands in one as a field."""
        paragraph = self.home(old)
        texts = list(paragraph.iter(f"{W}t"))
        whole = text_of(paragraph)
        texts[0].text = whole.replace(old, new)
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for one in texts[1:]:
            one.text = ""

    def fill_in(self, tag: str, text: str) -> None:
        """Type *text* into the field with that tag."""
        tags = self._document.element.body.iter(f"{W}tag")
        field = next(one for one in tags if one.get(f"{W}val") == tag)
        first, *others = field.getparent().getparent().iter(f"{W}t")
        first.text = text
        for one in others:
            one.text = ""

    def type_into_each_field(self) -> int:
        """Type a word of its own into each field (a bookmark stands around it); return how many there are."""
        many = 0
        for mark in self._document.element.body.iter(f"{W}bookmarkStart"):
            if not mark.get(f"{W}name").startswith("lok"):
                continue
            within = takewhile(lambda one: one.tag != f"{W}bookmarkEnd", mark.itersiblings())
            texts = (text for one in within for text in one.iter(f"{W}t") if (text.text or "").strip())
            text = next(texts, None)
            if text is not None and "ordet" not in text.text and not shows_what_to_fill_in(text):
                text.text = f"{text.text} ordet{many} "
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                many += 1
        return many

    def home(self, said: str) -> Any:
        """Return the last paragraph that says so: copies come before, in the beginning of a document."""
        return [one for one in self._document.element.body.iter(f"{W}p") if said in text_of(one)][-1]

    def remove_paragraph(self, said: str) -> None:
        paragraph = self.home(said)
        paragraph.getparent().remove(paragraph)

    def copy_paragraph(self, said: str) -> None:
        """Paste a paragraph that says just that once more, after itself."""
        all_ = self._document.element.body.iter(f"{W}p")
        paragraph = [one for one in all_ if text_of(one) == said][-1]
        paragraph.addnext(copy.deepcopy(paragraph))

    def move_row_before(self, said: str, other: str) -> None:
        """Drag a row, with the control that it stands in, to before another."""

        def row(words: str) -> Any:
            found = [one for one in self._document.element.body.iter(f"{W}tr") if words in text_of(one)][-1]
            while found.getparent().tag == f"{W}sdtContent" and len(found.getparent()) == 1:
                found = found.getparent().getparent()
            return found

        row(other).addprevious(row(said))

    def remove_row(self, said: str) -> None:
        row = [one for one in self._document.element.body.iter(f"{W}tr") if said in text_of(one)][-1]
        # Word takes the control away with the row that it holds.
        while row.getparent().tag == f"{W}sdtContent" and len(row.getparent()) == 1:
            row = row.getparent().getparent()
        row.getparent().remove(row)

    def into_header(self, text: str) -> None:
        header = self._document.sections[-1].header
        header._element.append(typed(header._element, text))

    def track_into(self, said: str, text: str) -> None:
        change = OxmlElement("w:ins")
        for name, value in (("w:id", "9"), ("w:author", "Eva"), ("w:date", "2025-02-03T09:00:00Z")):
            change.set(qn(name), value)
        run = typed(change, text)[-1]
        run[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        change.append(run)
        paragraph = self.home(said)
        holder = next(one for one in paragraph.iter(f"{W}r") if text_of(one).strip())
        [one for one in holder.getparent().iter(f"{W}r")][-1].addnext(change)


def shows_what_to_fill_in(element: Any) -> bool:
    """Return whether a field only shows what is to be filled in: Word takes that away as somebody types."""
    return any(one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for one in element.iterancestors(f"{W}sdt"))


def text_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def typed(like: Any, text: str) -> Any:
    paragraph = like.makeelement(f"{W}p", {})
    run, said = like.makeelement(f"{W}r", {}), like.makeelement(f"{W}t", {})
    said.text = text
    run.append(said)
    paragraph.append(run)
    return paragraph
