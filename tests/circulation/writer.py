"""Edits documents in a running LibreOffice, by UNO; run by the system's own Python, which has its bindings.

`writer.py PIPE JOBS` does each job in the JSON file: opens a document, takes the steps, saves it as another.
Where a step cannot be taken, the job's entry in what is printed, as JSON, says so.
"""

import importlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

uno: Any = importlib.import_module("uno")
_SIGN = "¤"
_DOCX = "MS Word 2007 XML"


def _property(name: str, value: Any) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


class Office:
    """A running LibreOffice."""

    def __init__(self, pipe: str) -> None:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(600):
            try:
                self._context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.2)
        self.desktop = self.create("com.sun.star.frame.Desktop")

    def create(self, service: str) -> Any:
        """Return a new instance of *service*."""
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def open(self, path: str) -> Any:
        """Return the document at *path*, opened without a window."""
        return self.desktop.loadComponentFromURL(
            Path(path).as_uri() if not path.startswith("private:") else path,
            "_blank",
            0,
            (_property("Hidden", True),),
        )

    def sign(self, author: str) -> None:
        """Let what is written from now on be by *author*."""
        provider = self.create("com.sun.star.configuration.ConfigurationProvider")
        node = _property("nodepath", "/org.openoffice.UserProfile/Data")
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (node,)
        )
        access.setPropertyValue("givenname", author)
        access.setPropertyValue("sn", "")
        access.commitChanges()

    def dispatch(self, document: Any, command: str, **arguments: Any) -> None:
        """Do the menu *command* in *document*."""
        helper = self.create("com.sun.star.frame.DispatchHelper")
        frame = document.CurrentController.Frame
        given = tuple(_property(name, value) for name, value in arguments.items())
        helper.executeDispatch(frame, f".uno:{command}", "", 0, given)


def _each(text: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of *text*."""
    found = text.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


class Page:
    """A document that is open: its paragraphs and tables as they were when it was opened."""

    def __init__(self, office: Office, document: Any) -> None:
        self._office = office
        self.document = document
        self.paragraphs: dict[str, Any] = {}
        self.rows: dict[str, tuple[Any, int]] = {}
        """By what a paragraph in a cell says, the table and the number of the row."""
        self._index(document.Text, None)

    def _index(self, text: Any, within: tuple[Any, int] | None) -> None:
        for one in _each(text):
            if one.supportsService("com.sun.star.text.TextTable"):
                for name in one.getCellNames():
                    number = int("".join(sign for sign in name.rpartition(".")[2] if sign.isdigit())) - 1
                    self._index(one.getCellByName(name), (one, number))
                continue
            said = one.getString().rstrip("\r\n")
            if said:
                self.paragraphs.setdefault(said, one)
                if within is not None:
                    self.rows.setdefault(said, within)

    def _do(self, command: str, **arguments: Any) -> None:
        self._office.dispatch(self.document, command, **arguments)

    def _go(self, paragraph: Any, start: int, end: int) -> None:
        """Select what stands from *start* to *end* in a paragraph, with the arrow keys.

        A field that somebody can write in has a mark at its beginning, which the keys count and the text
        does not. So a sign is typed to see where it comes to stand, and taken back.
        """
        view = self.document.CurrentController.getViewCursor()
        recording = self.document.getPropertyValue("RecordChanges")
        self.document.setPropertyValue("RecordChanges", False)
        steps = {start: start, end: end}
        for wanted in steps:
            for more in range(8, -1, -1):
                view.gotoRange(paragraph.getStart(), False)
                self._do("GoRight", Count=uno.Any("short", wanted + more), Select=False)
                self._do("InsertText", Text=_SIGN)
                came = paragraph.getString().find(_SIGN)
                self._do("Undo")
                if came == wanted:
                    steps[wanted] = wanted + more
                    break
            else:
                raise KeyError(f"{wanted} in {paragraph.getString()[:40]!r}")
        self.document.setPropertyValue("RecordChanges", recording)
        view.gotoRange(paragraph.getStart(), False)
        self._do("GoRight", Count=uno.Any("short", steps[start]), Select=False)
        if end > start:
            self._do("GoRight", Count=uno.Any("short", steps[end] - steps[start]), Select=True)

    def step(self, step: dict[str, Any]) -> None:
        """Take one step. Raises KeyError where what it is about is not there."""
        author = step.get("author", "")
        if author:
            self._office.sign(author)
        self.document.setPropertyValue("RecordChanges", bool(author) and step["do"] != "comment")
        getattr(self, f"do_{step['do']}")(step)
        self.document.setPropertyValue("RecordChanges", False)

    def do_replace(self, step: dict[str, Any]) -> None:
        """Put words in the place of others within a paragraph."""
        paragraph = self.paragraphs[step["in"]]
        if step["end"] > step["start"]:
            self._go(paragraph, step["start"], step["end"])
            self._do("Delete")
        if step["text"]:
            self._go(paragraph, step["start"], step["start"])
            self._do("InsertText", Text=step["text"])

    def do_add(self, step: dict[str, Any]) -> None:
        """Press enter at the end of a paragraph, and type."""
        paragraph = self.paragraphs[step["in"]]
        text = paragraph.getText()
        cursor = text.createTextCursorByRange(paragraph.getEnd())
        text.insertControlCharacter(cursor, 0, False)
        text.insertString(cursor, step["text"], False)
        if step.get("style"):
            cursor.setPropertyValue("ParaStyleName", step["style"])

    def do_delete(self, step: dict[str, Any]) -> None:
        """Delete a paragraph that is followed by another."""
        paragraph = self.paragraphs[step["in"]]
        cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")

    def do_style(self, step: dict[str, Any]) -> None:
        """Give a paragraph another style."""
        self.paragraphs[step["in"]].setPropertyValue("ParaStyleName", step["style"])

    def do_bold(self, step: dict[str, Any]) -> None:
        """Make words bold."""
        self._go(self.paragraphs[step["in"]], step["start"], step["end"])
        self._do("Bold")

    def do_comment(self, step: dict[str, Any]) -> None:
        """Comment on a paragraph: a part of a field cannot be commented on."""
        paragraph = self.paragraphs[step["in"]]
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.setPropertyValue("Author", step["author"])
        note.setPropertyValue("Content", step["text"])
        cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
        cursor.gotoEndOfParagraph(True)
        paragraph.getText().insertTextContent(cursor, note, True)

    def do_paste(self, step: dict[str, Any]) -> None:
        """Press enter at the end of a paragraph, and paste the file at a path there."""
        paragraph = self.paragraphs[step["in"]]
        text = paragraph.getText()
        cursor = text.createTextCursorByRange(paragraph.getEnd())
        text.insertControlCharacter(cursor, 0, False)
        cursor.insertDocumentFromURL(Path(step["path"]).as_uri(), ())

    def do_move(self, step: dict[str, Any]) -> None:
        """Cut all from one paragraph up to another, and paste it before a third."""
        controller = self.document.CurrentController
        first, last = self.paragraphs[step["in"]], self.paragraphs[step["to"]]
        view = controller.getViewCursor()
        view.gotoRange(first.getStart(), False)
        view.gotoRange(last.getStart(), True)
        self._office.dispatch(self.document, "Cut")
        view.gotoRange(self.paragraphs[step["before"]].getStart(), False)
        self._office.dispatch(self.document, "Paste")

    def do_cut(self, step: dict[str, Any]) -> None:
        """Delete all from one paragraph up to another."""
        controller = self.document.CurrentController
        view = controller.getViewCursor()
        view.gotoRange(self.paragraphs[step["in"]].getStart(), False)
        view.gotoRange(self.paragraphs[step["to"]].getStart(), True)
        self._office.dispatch(self.document, "Delete")

    def do_row(self, step: dict[str, Any]) -> None:
        """Insert a row after the one where a paragraph stands, and type into its cells."""
        table, number = self.rows[step["in"]]
        rows = table.getRows()
        rows.insertByIndex(number + 1, 1)
        for column, text in step["cells"].items():
            table.getCellByName(f"{chr(ord('A') + int(column))}{number + 2}").setString(text)

    def do_no_row(self, step: dict[str, Any]) -> None:
        """Delete the row where a paragraph stands."""
        table, number = self.rows[step["in"]]
        table.getRows().removeByIndex(number, 1)

    def do_footer(self, step: dict[str, Any]) -> None:
        """Type at the end of the footers."""
        styles = self.document.getStyleFamilies().getByName("PageStyles")
        for name in styles.getElementNames():
            style = styles.getByName(name)
            if style.isInUse() and style.getPropertyValue("FooterIsOn"):
                text = style.getPropertyValue("FooterText")
                cursor = text.createTextCursorByRange(text.getEnd())
                text.insertControlCharacter(cursor, 0, False)
                text.insertString(cursor, step["text"], False)

    def do_accept(self, _: dict[str, Any]) -> None:
        """Accept all tracked changes."""
        self._office.dispatch(self.document, "AcceptAllTrackedChanges")


def _copied(office: Office, document: Any) -> Any:
    """Return a new document into which all of *document* has been pasted."""
    document.CurrentController.select(None)
    office.dispatch(document, "SelectAll")
    office.dispatch(document, "SelectAll")
    office.dispatch(document, "Copy")
    new = office.open("private:factory/swriter")
    office.dispatch(new, "Paste")
    return new


def _done(office: Office, job: dict[str, Any]) -> list[str]:
    document = office.open(job["source"])
    page = Page(office, document) if job["steps"] else None
    refused: list[str] = []
    for step in job["steps"]:
        assert page is not None
        try:
            page.step(step)
        except Exception as error:
            refused.append(
                f"{step['do']} in {step.get('in', '')[:60]!r}: {type(error).__name__} {error}"[:300]
            )
    saved = _copied(office, document) if job.get("copied") else document
    saved.storeToURL(Path(job["target"]).as_uri(), (_property("FilterName", _DOCX),))
    if saved is not document:
        saved.close(True)
    document.close(True)
    return refused


def main() -> None:
    """Do the jobs, and print what was refused of each."""
    office = Office(sys.argv[1])
    jobs = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    print(json.dumps([_done(office, job) for job in jobs]))
    office.desktop.terminate()


if __name__ == "__main__":
    main()
