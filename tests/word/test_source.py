"""Any Word document as passages: nothing that it says is lost, wherever in the file it stands."""

import pytest

from lokdesk.word import source
from tests.word import made

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def tc(*inner: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(inner)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, look: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def sdt(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def tracked(kind: str, inner: str) -> str:
    return f'<w:{kind} w:id="7" w:author="Eva" w:date="2025-02-03T09:00:00Z">{inner}</w:{kind}>'


def box(inner: str) -> str:
    """Return a shape with a text, as Word writes it: twice, in two forms."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback>{old_box(inner, run=False)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_box(inner: str, *, run: bool = True) -> str:
    made_ = (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return f"<w:r>{made_}</w:r>" if run else made_


def field(result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>REF x</w:instrText></w:r>{marks[1]}{r(result)}{marks[2]}"


PLACES = {
    "a paragraph": p(r("först sist")),
    "several runs": p(r("fö"), r("rst "), r("sist")),
    "a cell": table(row(tc(p(r("först"))), tc(p(r("sist"))))),
    "a table in a cell": table(row(tc(table(row(tc(p(r("först"))))), p(r("sist"))))),
    "a merged cell": table(
        row(tc(p(r("först")), look='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')),
        row(tc(p(r("sist")), look='<w:gridSpan w:val="2"/><w:vMerge/>')),
    ),
    "a row in a control": table(sdt(row(tc(p(r("först sist")))))),
    "a cell in a control": table(row(sdt(tc(p(r("först sist")))))),
    "a control": sdt(p(r("först"))) + p(sdt(r("sist"))),
    "a control within a control": sdt(sdt(p(sdt(r("först sist"))))),
    "a link": p('<w:hyperlink w:anchor="x">' + r("först sist") + "</w:hyperlink>"),
    "a field": p(field("först sist")),
    "a simple field": p(f'<w:fldSimple w:instr="REF x">{r("först sist")}</w:fldSimple>'),
    "a smart tag": p(f'<w:smartTag w:element="x">{r("först sist")}</w:smartTag>'),
    "custom XML": f'<w:customXml w:element="x">{p(r("först sist"))}</w:customXml>',
    "text from right to left": p(
        f'<w:dir w:val="rtl">{r("först")}</w:dir>', r(" "), f"<w:bdo>{r('sist')}</w:bdo>"
    ),
    "an insertion": p(tracked("ins", r("först sist"))),
    "a moved text": p(tracked("moveFrom", r("först sist"))) + p(tracked("moveTo", r("först sist"))),
    "an inserted row": table(row(tc(p(tracked("ins", r("först sist")))), look=tracked("ins", ""))),
    "a paragraph whose mark is deleted": (
        f"<w:p><w:pPr><w:rPr>{tracked('del', '')}</w:rPr></w:pPr>{r('först ')}</w:p>{p(r('sist'))}"
    ),
    "a box": p(box(p(r("först sist")))),
    "a box of an old kind": p(old_box(p(r("först sist")))),
    "a box in a cell": table(row(tc(p(r("först"), box(p(r("sist"))))))),
    "a box in a box": p(box(p(r("först"), box(p(r("sist")))))),
    "a table in a box": p(box(table(row(tc(p(r("först sist"))))) + p())),
    "an equation": p(r("först "), "<m:oMath><m:r><m:t>sist</m:t></m:r></m:oMath>"),
    "an equation of its own": p(
        "<m:oMathPara><m:oMath><m:r><m:t>först sist</m:t></m:r></m:oMath></m:oMathPara>"
    ),
    "ruby": p(
        "<w:r><w:ruby><w:rt>", r("först "), "</w:rt><w:rubyBase>", r("sist"), "</w:rubyBase></w:ruby></w:r>"
    ),
    "hidden text": p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>först sist</w:t></w:r>"),
    "a line break and a tab": p("<w:r><w:t>först</w:t><w:br/><w:t>x</w:t><w:tab/><w:t>sist</w:t></w:r>"),
    "a typed number": p(r("först) sist")),
    "a heading with a typed number": p('<w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr>', r("först.1 sist")),
}


def document(body: str) -> bytes:
    """Return a document with *body*, which may name anything that Word writes."""
    main = f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    return made.docx(extra={"word/document.xml": main})


def said(docx: bytes) -> list[str]:
    taken = source.source(docx)
    words = [one.said for one in taken.passages] + [
        one.text for one in taken.remarks if one.kind == "comment"
    ]
    return " ".join(" ".join(words).replace(")", " ").replace(".", " ").split()).split()


@pytest.mark.parametrize("place", PLACES)
def test_what_stands_in_a_document_is_read_once(place: str):
    words = said(document(PLACES[place]))

    assert (words.count("först"), words.count("sist")) == (1, 1)


DELETED = {
    "a deletion": p(r("kvar "), tracked("del", "<w:r><w:delText>borta</w:delText></w:r>")),
    "a row": table(
        row(tc(p(r("kvar")))),
        row(tc(p(tracked("del", "<w:r><w:delText>borta</w:delText></w:r>"))), look=tracked("del", "")),
    ),
}


@pytest.mark.parametrize("place", DELETED)
def test_what_has_been_deleted_is_not_read_but_listed(place: str):
    taken = source.source(document(DELETED[place]))

    assert [one.text for one in taken.passages] == ["kvar"]
    assert [(one.kind, one.text) for one in taken.remarks] == [("removed", "borta")]


def other_part(place: str) -> bytes:
    """Return a document with that one of PARTS."""
    kind, name, content = PARTS[place]
    return with_part(kind, name, content, p(r("text"), _REFERENCES.get(kind, "")))


def with_part(kind: str, name: str, content: str, body: str) -> bytes:
    """Return a document with *body* and another part, which it relates to as rId9."""
    related = (
        f'<Relationships xmlns="{_RELATED}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId9" Type="{_OFFICE}/{kind}" Target="{name}"/></Relationships>'
    )
    return made.docx(body, extra={f"word/{name}": content, "word/_rels/document.xml.rels": related})


def note(inner: str, kind: str) -> str:
    return f'<w:{kind}s {_NAMES}><w:{kind} w:id="2">{inner}</w:{kind}></w:{kind}s>'


def drawn(element: str, text: str) -> str:
    return f"<{element}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></{element}>"


PARTS = {
    "a footnote": ("footnotes", "footnotes.xml", note(p(r("först")) + p(r("sist")), "footnote")),
    "a table in a footnote": (
        "footnotes",
        "footnotes.xml",
        note(table(row(tc(p(r("först"))), tc(p(r("sist"))))) + p(), "footnote"),
    ),
    "an insertion in a footnote": (
        "footnotes",
        "footnotes.xml",
        note(p(r("först "), tracked("ins", r("sist"))), "footnote"),
    ),
    "an endnote": ("endnotes", "endnotes.xml", note(p(r("först")) + p(r("sist")), "endnote")),
    "a comment": ("comments", "comments.xml", note(p(r("först")) + p(r("sist")), "comment")),
    "a header": (
        "header",
        "header3.xml",
        f"<w:hdr {_NAMES}>{p(r('först'))}{table(row(tc(p(r('sist')))))}</w:hdr>",
    ),
    "a box in a footer": (
        "footer",
        "footer3.xml",
        f"<w:ftr {_NAMES}>{p(r('först'), box(p(r('sist'))))}</w:ftr>",
    ),
    "a diagram": (
        "diagramData",
        "diagrams/data1.xml",
        f"<dgm:dataModel {_NAMES}><dgm:ptLst>{drawn('dgm:pt', 'först')}{drawn('dgm:pt', 'sist')}</dgm:ptLst>"
        "</dgm:dataModel>",
    ),
    "a chart": (
        "chart",
        "charts/chart1.xml",
        f"<c:chartSpace {_NAMES}><c:chart>{drawn('c:title', 'först')}<c:plotArea><c:strCache><c:pt>"
        "<c:v>sist</c:v></c:pt></c:strCache></c:plotArea></c:chart></c:chartSpace>",
    ),
}
_REFERENCES = {
    "footnotes": '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "endnotes": '<w:r><w:endnoteReference w:id="2"/></w:r>',
    "comments": '<w:r><w:commentReference w:id="2"/></w:r>',
}


@pytest.mark.parametrize("place", PARTS)
def test_what_stands_in_another_part_of_the_file_is_read_once(place: str):
    words = said(other_part(place))

    assert (words.count("först"), words.count("sist")) == (1, 1)
