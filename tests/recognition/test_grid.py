"""Tables: which answers stand in their columns, or beside their labels."""

from lokdesk.agreement.rich_text import Block, Run
from lokdesk.recognition import grid
from lokdesk.recognition.passage import Cell, Passage, Table
from tests.word.foreign.report import library

LEXICON = library().lexicon


def table(*rows: tuple[str, ...], head: bool = False) -> Table:
    cells = {
        (row, column): (
            Passage(
                row * 10 + column, "cell", text, Block(runs=(Run(text=text),)), cell=Cell(0, row, column)
            ),
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    }
    return Table(0, cells, len(rows), max(map(len, rows)), head)


def test_a_column_may_be_headed_by_several_answers():
    found = grid.grid(
        table(("Part", "Roll, namn och enhet", "E-post och telefon"), ("", "", "")), LEXICON, ()
    )

    assert found is not None
    assert (found.list, found.columns) == ("parties/*/contacts", {0: "@", 1: "role", 2: "email"})
    assert found.further == {1: ("name", "unit"), 2: ("phone",)}


def test_a_name_of_several_words_is_no_list_of_answers():
    found = grid.grid(table(("Målgrupp", "Mål och syfte"), ("", "")), LEXICON, ("target_groups",))

    assert found is None or not found.further


def test_what_a_table_alone_tells_of_decides_whose_period_and_source_it_is():
    heads = ("Indikator", "Gäller", "Period", "Utfall", "Källa")

    found = grid.grid(table(heads, ("",) * 5), LEXICON, ("goals/*/indicators",))

    assert found is not None
    assert list(found.columns.values()).count("outcomes/*/value") == 1
    assert {found.columns[one] for one in (1, 2, 4)} == {
        "outcomes/*/party",
        "outcomes/*/period",
        "outcomes/*/source",
    }


def test_a_table_with_labels_to_the_left_tells_of_one_item():
    sheet = grid.sheet(
        table(("Process", "Mottagande"), ("Syfte", "Snabb start"), ("Processägare", "Norbergs kommun")),
        LEXICON,
        ("processes",),
    )

    assert sheet is not None
    assert (sheet.list, sheet.named, sheet.rows) == ("processes", 0, {1: "purpose", 2: "responsible"})


def test_a_cover_sheet_is_no_item():
    rows = table(("Version", "2.0"), ("Status", "Beslutad"), ("Gäller från", "2025-04-01"))

    assert grid.sheet(rows, LEXICON, ()) is None


def test_the_head_of_a_table_names_no_item():
    rows = (("Informationsflöde", "Innehåll"), ("Lämnas av", "Växjö kommun"), ("Kanal", "Brev"))

    sheet = grid.sheet(table(*rows, head=True), LEXICON, ("information_flows",))

    assert sheet is not None
    assert sheet.named is None
