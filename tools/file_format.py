"""Writes the table of all answers into docs/file-format.md, after the model and the handbook."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A script in tools/ finds the package only once the folder above is on the path, hence the late imports.
sys.path.insert(0, str(ROOT))

from lokdesk.agreement import schema  # noqa: E402
from lokdesk.agreement.answer import Answer  # noqa: E402
from lokdesk.agreement.schema import GroupOf, ListOf  # noqa: E402
from lokdesk.handbook import book  # noqa: E402

PAGE = ROOT / "docs" / "file-format.md"
BEGINNING, END = "<!-- Tabellen skrivs av: python tools/file_format.py -->\n", "<!-- slut -->\n"

_KINDS = {
    "line": "rad",
    "text": "text",
    "choice": "val",
    "date": "datum",
    "flag": "ja/nej",
    "frequency": "hur ofta",
    "reference": "hänvisning till",
    "references": "hänvisningar till",
}
_TARGETS = {
    "party": "part",
    "actor": "part eller samverkansaktör",
    "target_group": "målgrupp",
    "forum": "forum",
    "information_flow": "informationsflöde",
    "attachment": "bifogad fil",
    "body": "beslutande organ",
}


def table() -> str:
    """Return the table: address, kind and label of every answer and list."""
    newest = list(book.load_all(ROOT / "resources" / "handbook").values())[-1]
    rows = ["| Adress | Slag | Betydelse |", "|---|---|---|"]
    for pattern, field in schema.patterns().items():
        if not isinstance(field, GroupOf):
            rows.append(f"| `{pattern}` | {_kind(field)} | {newest.question(pattern).label} |")
    return "\n".join(rows) + "\n"


def _kind(field: Answer | ListOf) -> str:
    if isinstance(field, ListOf):
        return "lista"
    return f"{_KINDS[field.kind]} {_TARGETS[field.refers_to]}" if field.refers_to else _KINDS[field.kind]


def with_table(page: str) -> str:
    """Return *page* with the table as it should be."""
    before, _, rest = page.partition(BEGINNING)
    return f"{before}{BEGINNING}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
