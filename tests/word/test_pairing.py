"""Which paragraphs, tables and rows of two documents are the same ones."""

import random

from lokdesk.word.block import Block
from lokdesk.word.layout import Group, Holder, Leaf, Paragraph, laid_out, leaves
from lokdesk.word.pairing import pairs


def say(text: str, address: str = "") -> Block:
    xml = f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    return Block("paragraph", xml, address, text=text)


def within(address: str, *blocks: Block) -> list[Block]:
    return [Block("open", "", address), *blocks, Block("close", "")]


def row(*cells: str) -> list[Block]:
    found = [Block("row", "<w:tr>")]
    for one in cells:
        found += [Block("cell", "<w:tc>"), say(one), Block("cell_end", "</w:tc>")]
    return [*found, Block("row_end", "</w:tr>")]


def table(*rows: list[Block]) -> list[Block]:
    return [
        Block("table", "<w:tbl>"),
        *(block for one in rows for block in one),
        Block("table_end", "</w:tbl>"),
    ]


def said(leaf: Leaf | None) -> str | None:
    return None if leaf is None else " ".join(one.text for one in leaf.blocks if one.text)


def paired(old: list[Block], new: list[Block]) -> list[tuple[str | None, str | None]]:
    return [(said(was), said(now)) for was, now in pairs(laid_out(old), laid_out(new))]


def test_a_table_is_laid_out_as_rows_and_cells_and_what_belongs_to_an_item_as_a_group():
    nodes = laid_out([*within("goals/a", say("A")), *table(row("1", "2"))])
    group, holder = nodes
    assert isinstance(group, Group) and group.address == "goals/a"
    assert isinstance(holder, Holder) and holder.kind == "table"
    (one,) = holder.nodes
    assert isinstance(one, Holder) and one.kind == "row" and len(one.nodes) == 2
    assert [type(leaf) for leaf in leaves(nodes)] == [Paragraph, Holder]


def test_laid_out_blocks_are_all_there_again():
    blocks = [say("A"), *table(row("1", "2"), row("3", "4")), say("B")]
    assert [block for leaf in leaves(laid_out(blocks)) for block in leaf.blocks] == blocks


def test_what_belongs_to_an_item_is_only_held_against_the_same_item():
    old = [*within("goals/a", say("Fler i arbete")), *within("goals/b", say("Färre i kö"))]
    new = [*within("goals/c", say("Fler i arbete")), *within("goals/b", say("Färre i kön"))]
    assert paired(old, new) == [
        ("Fler i arbete", None),
        (None, "Fler i arbete"),
        ("Färre i kö", "Färre i kön"),
    ]


def test_a_number_that_changes_makes_no_other_paragraph_of_it():
    old, new = [say("Mål, sida 3"), say("Part, sida 4")], [say("Mål, sida 5"), say("Part, sida 6")]
    assert paired(old, new) == [("Mål, sida 3", "Mål, sida 5"), ("Part, sida 4", "Part, sida 6")]


def test_an_answer_is_the_same_answer_whatever_it_says():
    assert paired([say("Allt", "goals/a/title")], [say("Inget", "goals/a/title")]) == [("Allt", "Inget")]
    assert paired([say("Allt helt annat")], [say("Inget alls")]) == [
        ("Allt helt annat", None),
        (None, "Inget alls"),
    ]


def test_of_paragraphs_that_are_nobodys_answer_the_most_alike_are_paired():
    old = [say("Parterna möts varje vecka"), say("De för anteckningar vid mötet")]
    new = [say("De för alltid anteckningar vid mötet")]
    assert paired(old, new) == [
        ("Parterna möts varje vecka", None),
        ("De för anteckningar vid mötet", "De för alltid anteckningar vid mötet"),
    ]


def test_a_table_with_other_columns_is_another_table():
    old, new = table(row("a", "b"), row("x", "y")), table(row("a", "c", "d"), row("x", "y", "z"))
    assert [None in one for one in paired(old, new)] in ([True, True], [False])
    like = table(row("a", "b"), row("x", "å"))
    assert paired(old, like) == [("a b x y", "a b x å")]


def test_every_leaf_of_both_is_there_once_and_in_order():
    chance = random.Random(7)
    words = "mål part forum möte plan".split()
    for _ in range(60):
        old, new = (
            [say(" ".join(chance.choices(words, k=3))) for _ in range(chance.randint(0, 12))] for _ in "ab"
        )
        found = paired(old, new)
        assert [one for one, _ in found if one is not None] == [one.text for one in old]
        assert [one for _, one in found if one is not None] == [one.text for one in new]


def test_many_unlike_paragraphs_are_not_all_held_against_one_another():
    # A square of thousands would take minutes and gigabytes.
    old, new = ([say(f"{kind}{n} {kind}{n + 1}") for n in range(1500)] for kind in ("a", "b"))
    assert len(paired(old, new)) == 3000
