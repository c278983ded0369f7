"""Our own checks, on documents broken on purpose."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from lokdesk.agreement.agreement import Agreement
from lokdesk.word.render import render
from lokdesk.word.soundness import faults
from tests.word import made
from tests.word.made import cell, edited, field, find, p, removed, row, table, text

WRITTEN = render(
    Agreement.model_validate(
        {
            "title": "Om jobb",
            "background": {"blocks": [{"kind": "number", "runs": [{"text": "a"}, {"footnote": "b"}]}]},
            "goals": [{"id": "goal0001", "title": "Mål"}],
        }
    ),
    made.template(
        p(field("title")), text("background"), table(field("goals", row(cell(p(field("goals/*/title"))))))
    ),
)


def test_a_document_as_it_was_written_is_sound():
    assert faults(WRITTEN) == []


@pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
def test_the_examples_are_written_soundly(name: str):
    assert faults(render(made.example(name), made.shipped())) == []


def same_control_id(tree: etree._Element) -> None:
    ids = find(tree, ".//w:sdtPr/w:id")
    ids[1].set(f"{{{made.W}}}val", ids[0].get(f"{{{made.W}}}val", ""))


def same_bookmark_name(tree: etree._Element) -> None:
    starts = find(tree, ".//w:bookmarkStart")
    starts[1].set(f"{{{made.W}}}name", starts[0].get(f"{{{made.W}}}name", ""))


def same_bookmark_id(tree: etree._Element) -> None:
    starts, ends = find(tree, ".//w:bookmarkStart"), find(tree, ".//w:bookmarkEnd")
    for one in (starts[1], ends[1]):
        one.set(f"{{{made.W}}}id", starts[0].get(f"{{{made.W}}}id", ""))


def bookmark_never_ends(tree: etree._Element) -> None:
    removed(find(tree, ".//w:bookmarkEnd")[0])


def bookmark_never_begins(tree: etree._Element) -> None:
    removed(find(tree, ".//w:bookmarkStart")[0])


def setter(path: str, attribute: str, value: str) -> Callable[[etree._Element], None]:
    def edit(tree: etree._Element) -> None:
        find(tree, path)[0].set(f"{{{made.W}}}{attribute}", value)

    return edit


def cell_without_paragraph(tree: etree._Element) -> None:
    removed(find(tree, ".//w:tc/w:p")[0])


def control_without_content(tree: etree._Element) -> None:
    for one in find(tree, ".//w:sdtContent[w:r]/*"):
        removed(one)


def table_without_rows(tree: etree._Element) -> None:
    removed(find(tree, ".//w:tbl/w:sdt")[0])


def row_without_cells(tree: etree._Element) -> None:
    removed(find(tree, ".//w:tc")[0])


def two_drawings(tree: etree._Element) -> None:
    drawing = (
        f'<w:p {made.NAMESPACES}><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r></w:p>'
    )
    for _ in range(2):
        find(tree, "w:body")[0].insert(0, etree.fromstring(drawing))


def section_in_control(tree: etree._Element) -> None:
    find(tree, ".//w:sdtContent/w:p/w:pPr")[0].append(etree.fromstring(f"<w:sectPr {made.NAMESPACES}/>"))


def unknown_relationship(tree: etree._Element) -> None:
    link = etree.fromstring(f'<w:hyperlink {made.NAMESPACES} r:id="rId99"/>')
    find(tree, ".//w:p")[0].append(link)


@pytest.mark.parametrize(
    ("check", "edit"),
    [
        ("duplicate-control-id", same_control_id),
        ("duplicate-bookmark", same_bookmark_name),
        ("duplicate-bookmark-id", same_bookmark_id),
        ("unclosed-bookmark", bookmark_never_ends),
        ("bookmark-end-alone", bookmark_never_begins),
        ("bookmark-name", setter(".//w:bookmarkStart", "name", "a" * 41)),
        ("bookmark-name", setter(".//w:bookmarkStart", "name", "1a")),
        ("long-tag", setter(".//w:tag", "val", "a" * 65)),
        ("cell-without-paragraph", cell_without_paragraph),
        ("empty-control", control_without_content),
        ("table-without-rows", table_without_rows),
        ("row-without-cells", row_without_cells),
        ("duplicate-drawing-id", two_drawings),
        ("section-in-control", section_in_control),
        ("missing-style", setter(".//w:pStyle", "val", "Finnsinte")),
        ("missing-list", setter(".//w:numId", "val", "77")),
        ("missing-note", setter(".//w:footnoteReference", "id", "77")),
        ("missing-relationship", unknown_relationship),
    ],
)
def test_each_fault_is_found_by_name(check: str, edit: Callable[[etree._Element], None]):
    found = {fault.check for fault in faults(edited(WRITTEN, edit))}

    assert check in found


def parts_changed(**changes: Any) -> bytes:
    parts: dict[str, Any] = {
        **made.parts(WRITTEN),
        **{name.replace("__", "/"): new for name, new in changes.items()},
    }
    return made.zipped({name: content for name, content in parts.items() if content is not None})


def test_a_part_that_a_relationship_points_at_is_there():
    assert {fault.check for fault in faults(parts_changed(**{"word/numbering.xml": None}))} >= {
        "missing-target",
        "type-without-part",
    }


def test_characters_that_xml_forbids_are_found():
    broken = made.parts(WRITTEN)["word/styles.xml"].replace(b"Body Text", b"Body\x0bText")

    assert [fault.check for fault in faults(parts_changed(**{"word/styles.xml": broken}))] == ["damaged"]


def test_every_part_has_a_type():
    assert "no-type" in {fault.check for fault in faults(parts_changed(**{"word/bild.xyz": b"x"}))}


def test_an_entry_that_is_there_twice_is_found():
    import io
    import zipfile

    result = io.BytesIO(WRITTEN)
    with pytest.warns(UserWarning), zipfile.ZipFile(result, "a") as archive:
        archive.writestr("word/document.xml", made.parts(WRITTEN)["word/document.xml"])

    assert "duplicate-entry" in {fault.check for fault in faults(result.getvalue())}


def test_what_is_no_document_is_damaged():
    assert [fault.check for fault in faults(b"hej")] == ["damaged"]
