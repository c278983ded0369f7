"""The bundled examples as the tests look at them."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.rich_text import Footnote, RichText
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import book
from lokdesk.handbook.book import Handbook
from tests.tools import ROOT

FOLDER = ROOT / "resources" / "examples"
NAMES = tuple(tomllib.loads((FOLDER / "examples.toml").read_text(encoding="utf-8")))


def file(name: str) -> Path:
    """Return the file with the answers of the example *name*."""
    return FOLDER / f"{name}.json"


@cache
def example(name: str) -> Agreement:
    """Return the example *name*."""
    return Agreement.model_validate_json(file(name).read_bytes())


def attached(name: str) -> frozenset[str]:
    """Return the ids of the files that go with the example *name*."""
    return frozenset(path.parent.name for path in (FOLDER / name).glob("*/*"))


def in_the_document(agreement: Agreement, handbook: Handbook) -> Agreement:
    """Return *agreement* without the answers that are for another document than that of the agreement."""
    for question in handbook.questions:
        if question.document != book.AGREEMENT:
            nothing = () if question.kind == "list" else None
            for address, _ in tuple(at.found(agreement, question.address)):
                agreement = at.replace(agreement, address, nothing)
    return agreement


def answers(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Yield the pattern and the words of every answer given: references by name, footnotes last."""
    wording = Wording(agreement)
    for address, answer, value in at.answers(agreement):
        words = wording.plain(answer, value) if value not in (None, ()) else ""
        if isinstance(value, RichText):
            runs = (run for block in value.blocks for run in block.runs)
            words = "\n".join((words, *(run.footnote for run in runs if isinstance(run, Footnote))))
        if words:
            yield schema.pattern(address), words
