"""The documents of the examples are written as they were: what has changed is seen, and meant."""

import difflib

import pytest

from tests.documents import golden
from tests.examples import bundled
from tests.word.made import cell, docx, field, h, p, row, run, table

_RENEW = "If that is as it should be: make golden, and read the difference."


@pytest.mark.parametrize("example", bundled.NAMES)
def test_every_document_is_written_as_it_was(example: str):
    now = dict(golden.made(example))
    kept = {one.stem: one.read_text(encoding="utf-8") for one in (golden.FOLDER / example).glob("*.txt")}

    assert sorted(now) == sorted(kept), _RENEW
    changed = [line for kind, text in now.items() for line in _difference(kind, kept[kind], text)]
    assert changed == [], _RENEW


def _difference(kind: str, then: str, now: str) -> list[str]:
    if then == now:
        return []
    return list(difflib.unified_diff(then.splitlines(), now.splitlines(), kind, kind, n=1, lineterm=""))


def test_tells_what_stands_in_a_document_and_what_it_stands_in():
    link = '<w:hyperlink w:anchor="mal"><w:r><w:t>se mål</w:t></w:r></w:hyperlink>'
    mark = '<w:bookmarkStart w:id="1" w:name="mal"/><w:bookmarkEnd w:id="1"/>'
    told = golden.golden(
        docx(
            h(1, "Om"),
            p("Hej ", field("title", "29 kap.\u00a09\u00a0§", kind="<w:text/>"), run(" nu", "<w:b/>")),
            p("ett", style="Nummer"),
            p("två ", link, style="Nummer"),
            field("goals", p(mark, "Mål"), title="Alla mål"),
            table(row(cell(p("a")), cell(p("b")))),
        )
    )

    assert told.startswith(
        """\
# Om {heading 1}
Hej [title text: 29 kap.␣9␣§]‹b:  nu› {Normal}
1. ett {List Number}
2. två (se mål → ”Mål”) {List Number}
<goals> Alla mål
  Mål {Normal}
tabell 3000 3000
  rad
    cell
      a {Normal}
    cell
      b {Normal}
"""
    )
