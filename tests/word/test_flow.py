"""The flow of blocks that every form of the document is made from."""

from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.word.block import Block
from lokdesk.word.flow import flow
from tests.word import made
from tests.word.made import cell, field, h, p, row, table, text

TEMPLATE = made.template(
    h(1, field("title")),
    field("goals", h(2, field("goals/*/title")), text("goals/*/effect")),
    table(field("parties", row(cell(p(field("parties/*/name")))))),
)
HELD = Agreement.model_validate(
    {
        "title": "Om jobb",
        "goals": [
            {
                "id": "goal0001",
                "title": "A",
                "effect": {"blocks": [{"kind": "number", "runs": [{"text": "x"}, {"footnote": "not"}]}]},
            },
            {"id": "goal0002", "title": "B", "effect": "y\nz"},
        ],
        "parties": [{"id": "party001", "name": "AF"}],
    }
)


def shown(blocks: list[Block]) -> list[tuple[Any, ...]]:
    return [
        (block.kind, block.address, block.text) for block in blocks if block.kind not in ("open", "close")
    ]


def test_blocks_tell_what_they_are_where_they_belong_and_what_they_say():
    assert shown(flow(HELD, TEMPLATE).body) == [
        ("heading", "title", "Om jobb"),
        ("heading", "goals/goal0001/title", "A"),
        ("item", "goals/goal0001/effect", "x"),
        ("heading", "goals/goal0002/title", "B"),
        ("paragraph", "goals/goal0002/effect", "y"),
        ("paragraph", "goals/goal0002/effect", "z"),
        ("table", "", ""),
        ("row", "", ""),
        ("cell", "", ""),
        ("paragraph", "parties/party001/name", "AF"),
        ("cell_end", "", ""),
        ("row_end", "", ""),
        ("table_end", "", ""),
        ("paragraph", "", ""),
    ]


def test_controls_open_and_close_around_their_blocks():
    body = flow(HELD, TEMPLATE).body

    opened = [block.address for block in body if block.kind == "open"]
    assert opened == [
        "goals",
        "goals/goal0001",
        "goals/goal0001/effect",
        "goals/goal0002",
        "goals/goal0002/effect",
        "parties",
        "parties/party001",
    ]
    assert len(opened) == sum(block.kind == "close" for block in body)


def test_a_changed_answer_changes_no_block_but_its_own():
    for address, value in (
        ("goals/goal0001/title", "Annat"),
        ("goals/goal0001/effect", "annat"),
        ("title", "T"),
    ):
        before, after = flow(HELD, TEMPLATE).body, flow(at.replace(HELD, address, value), TEMPLATE).body

        changed = {new.address for old, new in zip(before, after, strict=True) if old != new}
        assert changed == {address}


def test_an_item_that_is_added_changes_no_block_of_the_others():
    with_it = flow(HELD, TEMPLATE).body
    addresses = [block.address for block in with_it]
    start, end = addresses.index("goals/goal0001"), addresses.index("goals/goal0002")

    without_it = flow(at.remove(HELD, "goals/goal0001"), TEMPLATE).body

    assert without_it == with_it[:start] + with_it[end:]


def test_without_controls_the_same_words_come_bare():
    bare = flow(HELD, TEMPLATE, controls=False).body

    assert shown(bare) == shown(flow(HELD, TEMPLATE).body)
    assert not any("w:sdt" in block.xml or "lok" in block.xml for block in bare)
