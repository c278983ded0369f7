"""A Word document or a template from somebody else fetches nothing, starts nothing and never hangs."""

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.word import loading, ooxml, package
from lokdesk.word.manifest import Manifest
from lokdesk.word.ooxml import UnsafeXml
from lokdesk.word.package import Damaged
from lokdesk.word.render import render
from tests import hostile
from tests.word import made

OUTSIDE = "http://127.0.0.1:9/outside"
RELATIONSHIPS = "word/_rels/document.xml.rels"
DOCX = made.template(made.p(made.run("Text"))).content
MANIFEST = made.template(made.p(made.run("Text"))).manifest

LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n + 1, b"&a%d;" % n * 10) for n in range(9))
    + b"]><a>&a9;</a>"
)


@pytest.mark.parametrize(
    "evil",
    [
        LAUGHS,
        LAUGHS.replace(b"<a>&a9;</a>", b'<a b="&a9;"/>'),
        LAUGHS.decode().encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>',
        b'<!DOCTYPE a [<!ENTITY % e SYSTEM "' + OUTSIDE.encode() + b'"> %e;]><a/>',
        b'<!DOCTYPE a PUBLIC "x" "' + OUTSIDE.encode() + b'"><a/>',
        b"<a>" * 5000 + b"</a>" * 5000,
        b"<a>" * 300 + b"</a>" * 300,
        b"<a>" + b"<b/>" * ooxml.MOST + b"</a>",
        b"<a>" + b"x" * 10_000_001 + b"</a>",
        b" " * (ooxml.LARGEST + 1),
        b"<a>&b;</a>",
        b"",
        b"\0",
    ],
    ids=lambda content: content[:40].decode(errors="replace"),
)
def test_xml_that_means_harm_is_refused(evil: bytes):
    with pytest.raises(UnsafeXml):
        ooxml.parse(evil)


def test_what_another_document_would_be_fetched_for_is_not_followed():
    # Without an entity or a document type there is nothing that leads out: these are just words.
    inclusion = b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/hostname"/></a>'

    assert ooxml.parse(inclusion)[0].text is None
    assert ooxml.parse(b'<?xml-stylesheet href="file:///etc/hostname"?><a/>').text is None
    assert ooxml.parse(b"<a>one<?note this?> and <!-- no -->the same</a>").text == "one and the same"


def related(kind: str, target: str, *, external: bool) -> bytes:
    """Return the template with one relationship more."""
    parts = made.parts(DOCX)
    mode = ' TargetMode="External"' if external else ""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    more = f'<Relationship Id="evil" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    return hostile.zipped(
        parts | {RELATIONSHIPS: parts[RELATIONSHIPS].replace(b"</Relationships>", more.encode())}
    )


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument", "aFChunk"])
def test_a_template_that_fetches_something_is_refused(kind: str):
    with pytest.raises(Damaged, match="hämtar något utifrån"):
        loading.loaded(related(kind, OUTSIDE, external=True), MANIFEST)


def test_a_template_with_controls_that_start_programs_is_refused():
    with pytest.raises(Damaged, match="starta program"):
        loading.loaded(related("control", "activeX/activeX1.xml", external=False), MANIFEST)


def test_a_page_that_is_linked_to_is_no_harm():
    assert loading.loaded(related("hyperlink", OUTSIDE, external=True), MANIFEST).relationships


def test_no_document_has_the_macros_of_its_template():
    parts = made.parts(related("vbaProject", "vbaProject.bin", external=False))
    types = (
        b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        b'<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/></Types>'
    )
    parts[package.TYPES] = parts[package.TYPES].replace(b"</Types>", types)
    parts |= {"word/vbaProject.bin": b"Sub AutoOpen", "word/vbaData.xml": b"<a/>"}

    written = made.parts(render(Agreement(), loading.loaded(hostile.zipped(parts), MANIFEST)))

    assert [name for name in written if "vba" in name.lower()] == []
    assert b"vba" not in written[package.TYPES] + written[RELATIONSHIPS]


def test_parts_that_do_not_exist_lead_nowhere():
    with pytest.raises(Damaged):
        loading.loaded(hostile.zipped({package.TYPES: b"<a/>"}), Manifest(id="a", version="1", name="A"))


def test_a_root_in_a_namespace_without_a_prefix_is_no_stumbling_block():
    parts = made.parts(DOCX)
    name = "word/document.xml"
    parts[name] = (
        parts[name]
        .replace(b"<w:document ", b'<document xmlns="urn:x" ')
        .replace(b"</w:document>", b"</document>")
    )

    written = render(Agreement(), loading.loaded(hostile.zipped(parts), MANIFEST))

    assert package.opened(written).xml(name).tag == "{urn:x}document"
