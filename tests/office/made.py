"""Documents for the tests of Word and LibreOffice."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def heading(text: str, *, breaks: bool = False) -> str:
    page_break = "<w:pageBreakBefore/>" if breaks else ""
    return f'<w:p><w:pPr>{page_break}<w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def docx(body: str, relationships: str = "") -> bytes:
    """Return a Word document with *body*, in Swedish, and with *relationships* of its text."""
    held = BytesIO()
    with ZipFile(held, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="s1" '
            f'Type="{OFFICE}/styles" Target="styles.xml"/>{relationships}</Relationships>',
        )
        file.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="sv-SE"/></w:rPr>'
            "</w:rPrDefault></w:docDefaults></w:styles>",
        )
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return held.getvalue()


def no_program(folder: Path, name: str) -> Path:
    """Return a file in *folder* that stands for a program."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path
