"""The same kinds of edits, made in LibreOffice for real: it opens a document, somebody edits, it saves.

LOKDESK_SOFFICE may name other LibreOffices, such as a newer one, in which documents are opened and saved.
"""

import json
import os
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.rich_text import RichText
from tests import tools
from tests.circulation import judged, material
from tests.circulation.edits import AUTHORS, PHRASES, SENTENCES, field_at, middle, with_line
from tests.circulation.judged import Edit
from tests.circulation.material import EXAMPLES, TEMPLATES, Sent
from tests.circulation.paper import Element, Paper, content_of, controls_of, w
from tests.circulation.returned import Returned

_WRITER = Path(__file__).with_name("writer.py")
_SHORTEST = 40
_SECONDS = 900
Step = dict[str, Any]
Steps = tuple[list[Step], Edit]


def printed(paragraph: Element) -> str:
    """Return what *paragraph* says in LibreOffice, a tab as one."""
    said: list[str] = []
    for one in paragraph.iter(w("t"), w("tab"), w("br")):
        if one.getparent() is not None and one.getparent().tag == w("r"):  # type: ignore[union-attr]
            said.append((one.text or "") if one.tag == w("t") else "\t" if one.tag == w("tab") else "\n")
    return "".join(said)


@dataclass
class Hands:
    """Somebody's hands in LibreOffice: what there is to edit, and what has been edited."""

    sent: Sent
    seed: int
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        paper = Paper(self.sent.content)
        self.paper = paper
        said = [printed(one) for one in paper.body.iter(w("p"))]
        self._count = Counter(said)
        self._tags = list(dict.fromkeys(tag for tag, _ in controls_of(paper.tree)))
        self.chance.shuffle(self._tags)
        self._taken: set[str] = set()
        self._turn = self.seed
        self.headings = [
            (printed(one), name)
            for one in paper.body
            if one.tag == w("p") and (name := _style(one)).startswith("Heading") and printed(one)
        ]

    def turn(self) -> int:
        """Return a number that is another each time."""
        self._turn += 1
        return self._turn

    def author(self) -> str:
        """Return one of those who answer."""
        return self.chance.choice(AUTHORS)

    def is_alone(self, said: str) -> bool:
        """Return whether just one paragraph says that."""
        return self._count[said] == 1

    def free(self) -> Iterator[str]:
        """Yield the tags of what has not been touched."""
        for tag in self._tags:
            if not any(
                f"{one}/".startswith(f"{tag}/") or f"{tag}/".startswith(f"{one}/") for one in self._taken
            ):
                yield tag

    def take(self, address: str) -> None:
        """Keep others from what is at *address*."""
        self._taken.add(address)

    def text(
        self, blocks: int = 1, kind: str = "", *, in_table: bool | None = None
    ) -> tuple[str, list[str]] | None:
        """Return a longer answer with so many paragraphs or more, each printed nowhere else."""
        for tag in self.free():
            known = field_at(tag)
            if known is None or known.kind != "text":
                continue
            value = at.get(self.sent.draft.agreement, tag)
            if not isinstance(value, RichText) or len(value.blocks) < blocks:
                continue
            lines = [block.text for block in value.blocks]
            if not all(map(self.is_alone, lines)) or len(lines[0]) < _SHORTEST:
                continue
            if any(not hasattr(run, "text") for block in value.blocks for run in block.runs):
                continue
            if kind and all(block.kind != kind for block in value.blocks[1:]):
                continue
            control = self.paper.control(tag)
            if in_table is not None and in_table == (next(control.iterancestors(w("tc")), None) is None):
                continue
            self.take(tag)
            return tag, lines
        return None

    def line(self, *, in_table: bool) -> tuple[str, str, str] | None:
        """Return a short answer, what is printed there, and its whole paragraph."""
        for tag in self.free():
            known = field_at(tag)
            if known is None or known.kind != "line":
                continue
            control = self.paper.control(tag)
            if in_table == (next(control.iterancestors(w("tc")), None) is None):
                continue
            paragraph = next(control.iterancestors(w("p")), None)
            said = "".join(one.text or "" for one in control.iter(w("t")))
            if paragraph is None or not said or not self.is_alone(printed(paragraph)):
                continue
            if printed(paragraph).count(said) != 1:
                continue
            self.take(tag)
            return tag, said, printed(paragraph)
        return None

    def heading(self) -> str | None:
        """Return a heading that is printed once besides the contents."""
        found = [said for said, _ in self.headings if self.is_alone(said)]
        self.chance.shuffle(found)
        for said in found:
            if f"heading {said}" not in self._taken:
                self.take(f"heading {said}")
                return said
        return None

    def rows(self, least: int) -> tuple[str, list[str], list[list[str]], str] | None:
        """Return a list of rows, its items, their columns, and what its last row says."""
        for tag in self.free():
            try:
                found = schema.patterns().get(schema.pattern(tag))
            except KeyError:
                continue
            if not isinstance(found, schema.ListOf) or tag in _REFERRED_TO:
                continue
            ids = [one.id for one in at.get(self.sent.draft.agreement, tag)]
            held = [
                own
                for own, _ in controls_of(self.paper.control(tag))
                if at.parent(own) == tag and at.last(own) in ids
            ]
            if len(held) < least:
                continue
            content = list(content_of(self.paper.control(held[-1])))
            if len(content) != 1 or content[0].tag != w("tr"):
                continue
            columns = [
                [own for own, _ in controls_of(cell) if field_at(own)] for cell in content[0].iter(w("tc"))
            ]
            if any(len(one) != 1 or one[0].count("/") != held[-1].count("/") + 1 for one in columns):
                continue
            said = next(
                (one for one in map(printed, content[0].iter(w("p"))) if one and self.is_alone(one)), ""
            )
            if said:
                self.take(tag)
                return tag, held, columns, said
        return None


_REFERRED_TO = (
    "parties",
    "collaborators",
    "target_groups",
    "organisation/forums",
    "information_flows",
    "appendices",
)


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None else ""


def _replaced(
    kind: str, hands: Hands, *, old: bool, new: bool, author: str = "", deleter: str | None = None
) -> Steps | None:
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    number = hands.turn() % len(lines)
    number = number if len(lines[number]) >= _SHORTEST else 0
    line = lines[number]
    start = middle(line)
    end = line.index(" ", start + 8) + 1 if old and " " in line[start + 8 :] else start
    typed = f"{hands.chance.choice(PHRASES)} " if new else ""
    step = {"do": "replace", "in": line, "start": start, "end": end, "text": typed, "author": author}
    steps = [step]
    if deleter is not None:
        steps = [
            {**step, "start": end, "end": end},
            {**step, "text": "", "author": deleter},
        ]
    now = line[:start] + typed + line[end:]
    authors = {author or None} | ({deleter} if deleter is not None and end > start else set[str | None]())
    wanted = judged.changed(tag, with_line(lines, number, now), sent="\n".join(lines), authors=authors)
    return steps, Edit(kind, (wanted,), address=tag)


def typed(hands: Hands) -> Steps | None:
    """Type words."""
    return _replaced("words typed", hands, old=False, new=True)


def deleted(hands: Hands) -> Steps | None:
    """Delete words."""
    return _replaced("words deleted", hands, old=True, new=False)


def replaced(hands: Hands) -> Steps | None:
    """Type over words."""
    return _replaced("words typed over", hands, old=True, new=True)


def tracked_insertion(hands: Hands) -> Steps | None:
    """Type words with changes tracked."""
    return _replaced("tracked insertion", hands, old=False, new=True, author=hands.author())


def tracked_deletion(hands: Hands) -> Steps | None:
    """Delete words with changes tracked."""
    return _replaced("tracked deletion", hands, old=True, new=False, author=hands.author())


def tracked_by_two(hands: Hands) -> Steps | None:
    """Delete words, and let another put others there, with changes tracked."""
    one, other = hands.chance.sample(AUTHORS, 2)
    return _replaced("tracked by two authors", hands, old=True, new=True, author=one, deleter=other)


def line_typed(hands: Hands) -> Steps | None:
    """Type more into a short answer."""
    return _line("short answer", hands, in_table=False)


def cell_typed(hands: Hands) -> Steps | None:
    """Type more into a cell of a table."""
    return _line("table cell", hands, in_table=True)


def _line(kind: str, hands: Hands, *, in_table: bool) -> Steps | None:
    found = hands.line(in_table=in_table)
    if found is None:
        return None
    tag, said, whole = found
    author = hands.author() if hands.turn() % 2 else ""
    place = whole.index(said) + len(said) // 2
    step = {"do": "replace", "in": whole, "start": place, "end": place, "text": "X och Y", "author": author}
    half = len(said) // 2
    now = f"{said[:half]}X och Y{said[half:]}"
    return [step], Edit(kind, (judged.changed(tag, now, authors=(author or None,)),), address=tag)


def paragraph_added(hands: Hands) -> Steps | None:
    """Press enter at the end of a paragraph, and type."""
    found = hands.text(in_table=False)
    if found is None:
        return None
    tag, lines = found
    author = hands.author() if hands.turn() % 2 else ""
    number = hands.turn() % len(lines)
    sentence = hands.chance.choice(SENTENCES)
    now = [*lines[: number + 1], sentence, *lines[number + 1 :]]
    wanted = judged.changed(tag, "\n".join(now), sent="\n".join(lines), authors=(author or None,))
    step = {"do": "add", "in": lines[number], "text": sentence, "author": author}
    return [step], Edit("paragraph added", (wanted,), address=tag)


def paragraph_deleted(hands: Hands) -> Steps | None:
    """Delete the first paragraph of a longer answer."""
    found = hands.text(2)
    if found is None:
        return None
    tag, lines = found
    author = hands.author() if hands.turn() % 2 else ""
    wanted = judged.changed(tag, "\n".join(lines[1:]), sent="\n".join(lines), authors=(author or None,))
    return [{"do": "delete", "in": lines[0], "author": author}], Edit(
        "paragraph deleted", (wanted,), address=tag
    )


def paragraph_moved(hands: Hands) -> Steps | None:
    """Cut the second paragraph of a longer answer, and paste it before the first."""
    found = hands.text(3)
    if found is None:
        return None
    tag, lines = found
    now = "\n".join([lines[1], lines[0], *lines[2:]])
    wanted = judged.changed(tag, now, sent="\n".join(lines))
    step = {"do": "move", "in": lines[1], "to": lines[2], "before": lines[0]}
    return [step], Edit("paragraph moved", (wanted,), address=tag)


def list_changed(hands: Hands) -> Steps | None:
    """Add a point to a list in a longer answer, or take one away."""
    found = hands.text(3, "bullet") or hands.text(3, "number")
    if found is None:
        return None
    tag, lines = found
    sentence = hands.chance.choice(SENTENCES)
    if hands.turn() % 2:
        step, now = {"do": "add", "in": lines[-2], "text": sentence}, [*lines[:-1], sentence, lines[-1]]
    else:
        step, now = {"do": "delete", "in": lines[-2]}, [*lines[:-2], lines[-1]]
    wanted = judged.changed(tag, "\n".join(now), sent="\n".join(lines))
    return [step], Edit("list changed", (wanted,), address=tag)


def pasted(hands: Hands) -> Steps | None:
    """Paste a paragraph of a web page."""
    found = hands.text(in_table=False)
    if found is None:
        return None
    tag, lines = found
    sentence = hands.chance.choice(SENTENCES)
    wanted = judged.changed(tag, "\n".join([lines[0], sentence, *lines[1:]]), sent="\n".join(lines))
    return [{"do": "paste", "in": lines[0], "html": sentence}], Edit(
        "pasted with foreign styles", (wanted,), address=tag
    )


def autocorrected(hands: Hands) -> Steps | None:
    """Type what LibreOffice puts right meanwhile."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    start = middle(lines[0])
    new = hands.chance.choice(
        ("”rätt stöd” – i tid… ", "½ tjänst – 50\u00a0% – ", "’tidiga’ insatser → ", "§\u00a08 ")
    )
    now = lines[0][:start] + new + lines[0][start:]
    step = {"do": "replace", "in": lines[0], "start": start, "end": start, "text": new}
    wanted = judged.changed(tag, with_line(lines, 0, now), sent="\n".join(lines))
    return [step], Edit("typography by autocorrect", (wanted,), address=tag)


def commented(hands: Hands) -> Steps | None:
    """Comment on a paragraph of an answer."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    author, text = hands.author(), f"Hur menar ni? {hands.chance.choice(SENTENCES)}"
    step = {"do": "comment", "in": lines[0], "text": text, "author": author}
    return [step], Edit("comment on an answer", judged.commented(tag, lines[0], text, author), address=tag)


def heading_commented(hands: Hands) -> Steps | None:
    """Comment on a heading."""
    said = hands.heading()
    if said is None:
        return None
    author, text = hands.author(), f"Behövs avsnittet? {hands.chance.choice(SENTENCES)}"
    step = {"do": "comment", "in": said, "text": text, "author": author}
    return [step], Edit("comment on a heading", judged.commented("", said, text, author))


def heading_renamed(hands: Hands) -> Steps | None:
    """Give a heading another name."""
    said = hands.heading()
    if said is None:
        return None
    author = hands.author() if hands.turn() % 2 else ""
    step = {
        "do": "replace",
        "in": said,
        "start": len(said),
        "end": len(said),
        "text": " och läget i dag",
        "author": author,
    }
    return [step], Edit("heading renamed", (judged.fixed(f"{said} och läget i dag", author or None),))


def fixed_changed(hands: Hands) -> Steps | None:
    """Change the template's own words: LibreOffice keeps no lock."""
    for tag in hands.free():
        if not tag.startswith("fixed:"):
            continue
        said = printed(hands.paper.paragraphs(tag)[0])
        if len(said) < _SHORTEST or not hands.is_alone(said):
            continue
        hands.take(tag)
        author = hands.author() if hands.turn() % 2 else ""
        start = middle(said)
        new = f"{hands.chance.choice(PHRASES)} "
        step = {"do": "replace", "in": said, "start": start, "end": start, "text": new, "author": author}
        return [step], Edit(
            "fixed text changed", (judged.fixed(said[:start] + new + said[start:], author or None),)
        )
    return None


def text_outside(hands: Hands) -> Steps | None:
    """Type a paragraph below a heading."""
    said = hands.heading()
    if said is None:
        return None
    text = f"{hands.chance.choice(SENTENCES)} Det gäller {said.lower()}."
    step = {"do": "add", "in": said, "text": text, "style": "Text body"}
    return [step], Edit("text outside of answers", (judged.outside(text),))


def row_inserted(hands: Hands) -> Steps | None:
    """Insert a row below the last one of a table, and fill it in."""
    found = hands.rows(1)
    if found is None:
        return None
    list_, held, columns, said = found
    kinds = [known.kind if (known := field_at(one[0])) else "" for one in columns]
    typed_in = [number for number, one in enumerate(kinds) if one in ("line", "text")][:2]
    if not typed_in:
        return row_inserted(hands)
    cells = {str(number): f"Ny {number}: {hands.chance.choice(PHRASES)}" for number in typed_in}
    answers = [(columns[int(number)][0].rpartition("/")[2], text) for number, text in cells.items()]
    wanted = judged.added(list_, answers, at.last(held[-1]))
    return [{"do": "row", "in": said, "cells": cells}], Edit(
        "row inserted without “+”", (wanted,), address=list_
    )


def row_deleted(hands: Hands) -> Steps | None:
    """Delete the last row of a table."""
    found = hands.rows(2)
    if found is None:
        return None
    list_, held, _, said = found
    return [{"do": "no_row", "in": said}], Edit("row deleted", (judged.removed(held[-1]),), address=list_)


def footer_changed(hands: Hands) -> Steps | None:
    """Type into the footer."""
    if "footer" in hands._taken:
        return None
    hands.take("footer")
    text = f"Synpunkter {hands.chance.randrange(100)} från {hands.author()}"
    wanted = judged.either(judged.fixed(text), judged.outside(text))
    return [{"do": "footer", "text": text}], Edit("header or footer", (wanted,))


Maker = Callable[[Hands], Steps | None]
SILENT: tuple[Maker, ...] = (
    typed,
    deleted,
    replaced,
    cell_typed,
    paragraph_added,
    paragraph_deleted,
    paragraph_moved,
    list_changed,
    pasted,
    autocorrected,
    commented,
)
"""Edits within an answer that are mostly not tracked."""
TRACKED: tuple[Maker, ...] = (tracked_insertion, tracked_deletion, tracked_by_two, line_typed)
"""Edits within an answer that are mostly tracked.

They have documents of their own: where a paragraph is cut and pasted, LibreOffice 7.4 forgets which changes
have been tracked in fields, and no trace of them is left in the file.
"""
STRUCTURAL: tuple[Maker, ...] = (
    heading_commented,
    heading_renamed,
    fixed_changed,
    text_outside,
    footer_changed,
    row_inserted,
    row_deleted,
)


@dataclass(frozen=True)
class Planned:
    """What is to be done in LibreOffice with a document that was sent, and what must be found of it."""

    sent: Sent = field(repr=False)
    name: str
    steps: list[Step]
    edits: tuple[Edit, ...]
    copied: bool = False


def _planned(sent: Sent, name: str, makers: Sequence[Maker], most: int, seed: int) -> Planned:
    hands = Hands(sent, seed)
    steps: list[Step] = []
    edits: list[Edit] = []
    waiting = list(makers)
    while waiting and len(edits) < most:
        for maker in list(waiting):
            found = maker(hands)
            if found is None:
                waiting.remove(maker)
                continue
            steps += found[0]
            edits.append(found[1])
            if len(edits) == most:
                break
    return Planned(sent, name, steps, tuple(edits))


def by_libreoffice(*, short: bool = False) -> list[Returned]:
    """Return the documents that are edited in LibreOffice; in *short*, a few edits of one."""
    planned: list[Planned] = []
    for number, example in enumerate(EXAMPLES[1:] if short else EXAMPLES):
        for template in TEMPLATES[:1] if short else TEMPLATES:
            sent = material.sent(example, template)
            large = example == "kronoberg"
            for which, (makers, most) in enumerate(
                (
                    (SILENT, 33 if large else 11),
                    (TRACKED, 16 if large else 5),
                    (STRUCTURAL, 28 if large else 10),
                )
            ):
                name = f"LibreOffice {which} ({example}).docx"
                planned.append(_planned(sent, name, makers, most, 10 * number + which))
    return made(planned)


def made(planned: Sequence[Planned]) -> list[Returned]:
    """Have all that is *planned* done in LibreOffice, and return what it saves."""
    with tempfile.TemporaryDirectory(prefix="lokdesk-office-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        jobs: list[dict[str, Any]] = []
        for number, one in enumerate(planned):
            source, target = folder / f"{number}.docx", folder / f"{number}-out.docx"
            source.write_bytes(one.sent.content)
            for step in one.steps:
                if "html" in step:
                    page = folder / f"{number}-{len(step['html'])}-{one.steps.index(step)}.html"
                    page.write_text(_PAGE.format(step["html"]), encoding="utf-8")
                    step["path"] = str(page)
            jobs.append(
                {"source": str(source), "target": str(target), "steps": one.steps, "copied": one.copied}
            )
        (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
        refused = _run(folder)
        done: list[Returned] = []
        for number, (one, said) in enumerate(zip(planned, refused, strict=True)):
            if said:
                raise RuntimeError(f"{one.name}: {said}")
            content = (folder / f"{number}-out.docx").read_bytes()
            done.append(Returned(one.sent, one.name, content, one.edits))
        return done


_PAGE = (
    '<html><head><meta charset="utf-8"><style>p {{font: 11pt "Comic Sans MS"; color: navy}}</style></head>'
    "<body><p>{}</p></body></html>"
)


def _run(folder: Path) -> list[list[str]]:
    """Start LibreOffice, have the jobs done, and return what was refused of each."""
    pipe = f"lokdesk{os.getpid()}"
    office = subprocess.Popen(
        [
            tools.soffice(),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        done = subprocess.run(
            [tools.office_python(), _WRITER, pipe, folder / "jobs.json"],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return json.loads(done.stdout)
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()


# -- documents that nobody has edited


def unedited() -> Iterator[Returned]:
    """Yield documents that each LibreOffice there is has opened and saved."""
    others = [one for one in os.environ.get("LOKDESK_SOFFICE", "").split(os.pathsep) if one]
    for office in ["soffice", *others]:
        papers: dict[str, tuple[Sent, bytes]] = {}
        for example in EXAMPLES:
            for template in TEMPLATES:
                sent = material.sent(example, template)
                papers[f"{example}-{template}"] = sent, sent.content
            papers[f"svarstabell-{example}"] = (
                material.sent(example, TEMPLATES[0]),
                material.response_table(example),
            )
        saved = saved_by(office, {name: content for name, (_, content) in papers.items()})
        for name, (sent, _) in papers.items():
            yield Returned(sent, f"{name}, sparad av {Path(office).name}.docx", saved[name], ())


def saved_by(office: str, documents: dict[str, bytes]) -> dict[str, bytes]:
    """Return the *documents* as the *office* saves them once it has opened them."""
    with tempfile.TemporaryDirectory(prefix="lokdesk-office-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        for name, content in documents.items():
            (folder / f"{name}.docx").write_bytes(content)
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                folder / "out",
                *(folder / f"{name}.docx" for name in documents),
            ],
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
        return {name: (folder / "out" / f"{name}.docx").read_bytes() for name in documents}
