"""Small templates made for a test, documents rendered from them, and edits as Word would make them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path

from lxml import etree

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment
from lokdesk.word.template import Template, load

ROOT = Path(__file__).resolve().parent.parent.parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15"'
)
MANIFEST = 'id = "liten"\nversion = "1"\nname = "Liten mall"\n'

# -- writing


def run(text: str, look: str = "") -> str:
    """Return a run."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "") -> str:
    """Return a paragraph of runs and inline fields; plain words become runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(_inline(one) for one in content)}</w:p>"


def _inline(content: str) -> str:
    return content if content.startswith("<") else run(content)


def field(tag: str, *content: str, title: str = "", kind: str = "") -> str:
    """Return a content control around *content*, in a paragraph or around paragraphs, rows or cells."""
    alias = f'<w:alias w:val="{title}"/>' if title else ""
    inside = "".join(_inline(one) for one in content or (f"Skriv {tag}",))
    return (
        f'<w:sdt><w:sdtPr>{alias}<w:tag w:val="{escape(tag)}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def text(tag: str) -> str:
    """Return a field for a rich text."""
    return field(tag, p(f"Skriv {tag}", style="Text"))


def h(level: int, *content: str) -> str:
    """Return a heading."""
    return p(*content, style=f"Heading{level}")


def table(*rows: str, widths: tuple[int, ...] = (3000, 3000)) -> str:
    """Return a table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """Return a row of cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(*content: str, width: int = 3000) -> str:
    """Return a cell of paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"<w:pPr>{numbering}</w:pPr></w:style>"
        for id_, name, numbering in (
            ("Text", "Body Text", ""),
            ("Punkt", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            ("Nummer", "List Number", '<w:numPr><w:numId w:val="2"/></w:numPr>'),
            ("TOC1", "toc 1", ""),
            ("TOC2", "toc 2", ""),
            ("Fotnot", "footnote text", ""),
        )
    )
    + "".join(
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
        for id_, name, look in (
            ("Hyperlink", "Hyperlink", '<w:u w:val="single"/>'),
            ("Platshallare", "Placeholder Text", '<w:color w:val="666666"/>'),
            ("Fotnotstecken", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
            ("Stark", "Strong", "<w:b/>"),
        )
    )
    + "</w:styles>"
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    + "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{how}"/>'
            f'<w:lvlText w:val="{label}"/></w:lvl>'
            for level in range(4)
        )
        + "</w:abstractNum>"
        for number, how, label in ((0, "bullet", "•"), (1, "decimal", "%1."))
    )
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(
    *body: str,
    header: str = "",
    extra: Mapping[str, str] | None = None,
    settings: str = "",
    styles: str = STYLES,
) -> bytes:
    """Return a Word document with *body*, and a *header* if one is given; *extra* are parts by name."""
    reference = '<w:headerReference w:type="default" r:id="rId4"/>' if header else ""
    parts = {
        "word/document.xml": (
            f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr>{reference}"
            '<w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709"'
            ' w:gutter="0"/></w:sectPr></w:body></w:document>'
        ),
        "word/styles.xml": styles,
        "word/numbering.xml": _NUMBERING,
        "word/fontTable.xml": f'<w:fonts xmlns:w="{W}"/>',
        "word/settings.xml": f'<w:settings xmlns:w="{W}">{settings}</w:settings>',
        **({"word/header1.xml": f"<w:hdr {NAMESPACES}>{header}</w:hdr>"} if header else {}),
        **(extra or {}),
    }
    kinds = {"document": "document.main+xml", "header1": "header+xml"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}{kinds.get(stem, f"{stem}+xml")}"/>'
        for name in parts
        if name.startswith("word/")
        and (stem := name.removeprefix("word/").removesuffix(".xml"))
        and "/" not in stem
    )
    related = (
        ("rId1", "styles"),
        ("rId2", "numbering"),
        ("rId3", "settings"),
        ("rId4", "header"),
        ("rId5", "fontTable"),
    )
    relationships = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" '
        f'Target="{kind}{"1" if kind == "header" else ""}.xml"/>'
        for id_, kind in related
        if kind != "header" or header
    )
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types">'
                '<Default Extension="rels"'
                ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
                f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships">{relationships}</Relationships>'
            ),
            **parts,
        }
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return *parts* as a zip."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result.getvalue()


def template(*body: str, manifest: str = MANIFEST, header: str = "", settings: str = "") -> Template:
    """Return a template with *body*."""
    return load(docx(*body, header=header, settings=settings), manifest)


@cache
def shipped() -> Template:
    """Return the template that the program comes with."""
    folder = ROOT / "templates"
    return load((folder / "grundmall.docx").read_bytes(), (folder / "grundmall.toml").read_text("utf-8"))


@cache
def example(name: str = "kronoberg") -> Agreement:
    """Return a bundled example."""
    return Agreement.model_validate_json((ROOT / f"resources/examples/{name}.json").read_text("utf-8"))


def attached(**names: str) -> dict[str, Attachment]:
    """Return empty files with those names, by id."""
    return {id_: Attachment(id=id_, name=name) for id_, name in names.items()}


# -- looking at what was written


def part(document: bytes, name: str = "word/document.xml") -> str:
    """Return a part of *document* as text."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


def parts(document: bytes) -> dict[str, bytes]:
    """Return the parts of *document*."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root(document: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part of *document*."""
    return etree.fromstring(parts(document)[name])


def lines(document: bytes) -> list[str]:
    """Return what the paragraphs of *document* say, in order."""
    return [words(paragraph) for paragraph in root(document).iter(f"{{{W}}}p")]


def words(element: etree._Element) -> str:
    """Return what *element* says."""
    return "".join(one.text or "" for one in element.iter(f"{{{W}}}t"))


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """Return what the XPath *path* finds in *element*."""
    found = element.xpath(
        path, namespaces={"w": W, "w15": "http://schemas.microsoft.com/office/word/2012/wordml"}
    )
    assert isinstance(found, list)
    # An XPath that ends in an element finds nothing else; the types allow for text and numbers too.
    return found


def controls(element: etree._Element, tag: str) -> list[etree._Element]:
    """Return the controls in *element* with that tag."""
    return find(element, f".//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")


# -- editing as Word would


def edited(document: bytes, edit: Callable[[etree._Element], None], name: str = "word/document.xml") -> bytes:
    """Return *document* after *edit* of the root of one of its parts."""
    all_parts = parts(document)
    tree = etree.fromstring(all_parts[name])
    edit(tree)
    return zipped({**all_parts, name: etree.tostring(tree, encoding="UTF-8", standalone=True)})


def write(element: etree._Element, text: str) -> None:
    """Put *text* into the first run of *element* in place of all that it says."""
    first, *rest = element.iter(f"{{{W}}}t")
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for one in rest:
        one.text = ""
    for shown in find(element, "./w:sdtPr/w:showingPlcHdr"):
        parent = shown.getparent()
        assert parent is not None
        parent.remove(shown)


def typed(tag: str, text: str) -> Callable[[etree._Element], None]:
    """Return the edit that types *text* into the field with that tag."""

    def edit(tree: etree._Element) -> None:
        write(controls(tree, tag)[0], text)

    return edit


def removed(element: etree._Element) -> None:
    """Take *element* away."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
