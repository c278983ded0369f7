"""A document that was written after a template, as the raw one that a template can be made of again."""

from collections.abc import Iterator

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.report import Report
from lokdesk.agreement.schema import ANY
from lokdesk.figures.figure import KINDS
from lokdesk.word import baseline, look, ooxml, package, part, picture, sample
from lokdesk.word.archive import (
    TYPES,
    ContentTypes,
    relationships_of,
    relationships_xml,
    zipped,
)
from lokdesk.word.clause import OWN_QUESTIONS
from lokdesk.word.forms import Forms, placeholder
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.tag import Tag, parse

_EDGES = ("header", "footer")


def blank(docx: bytes) -> bytes:
    """Return *docx* as a raw document; one that was not written after a template as it is.

    A control that names a certain item says what has been answered, not where answers go: its words stay as
    those that somebody typed. The controls of answers stay, and ask anew. What remembers the answers goes.
    Raises package.Damaged.
    """
    read = package.opened(docx)
    stored = {name for name, content in read.parts.items() if _remembers(name, content)}
    names = [read.document, *(one for kind in _EDGES for one in read.related_parts(kind, read.document))]
    roots = {name: read.xml(name) for name in names}
    if not stored and not any(_names_an_item(tag) for root in roots.values() for _, tag in _controls(root)):
        return docx
    own = look.of(read)
    for root in roots.values():
        held: set[Element] = set()
        # What is within an item is told by what stands around it, which is opened after it.
        for control, tag in reversed(_controls(root)):
            if control in held or _is_of_an_item(control, tag):
                # Text that was locked around what is written for items is nothing that stays the same.
                held.update(one for one in _around(control) if parse(ooxml.tag_of(one)).kind == "fixed")
                _open(control)
            elif tag.kind == "answer" and not tag.copy:
                _ask_anew(control, tag, own)
    parts = {**read.parts, **{name: ooxml.written(root) for name, root in roots.items()}}
    return zipped(_without(read, parts, stored))


def _controls(root: Element) -> list[tuple[Element, Tag]]:
    return [(one, parse(ooxml.tag_of(one))) for one in ooxml.find_all(root, "w:sdt")]


def _names_an_item(tag: Tag) -> bool:
    """Return whether *tag* names an item by its id, or is for what is within one."""
    if tag.kind not in ("answer", "list", "item", "unknown") or tag.name.startswith(OWN_QUESTIONS):
        return False
    try:
        return schema.pattern(tag.name, Report) != tag.name
    except KeyError:
        return False


def _is_of_an_item(control: Element, tag: Tag) -> bool:
    """Return whether *control* has been written for an item of a list, or holds what has."""
    match tag.kind:
        case "list":
            return True
        case "part":
            return part.ABOUT.get(tag.name, "").endswith(ANY)
        case "figure":
            return tag.name in KINDS and picture.about(tag.name).endswith(ANY)
        case _:
            return _names_an_item(tag) or _is_own_question(control, tag)


def _is_own_question(control: Element, tag: Tag) -> bool:
    """Return whether *tag* is for a question that the parties have asked themselves, not the template."""
    if not tag.name.startswith(OWN_QUESTIONS):
        return False
    around = (ooxml.tag_of(one) for one in _around(control))
    return not tag.name.endswith("/answer") or any(f"{one}/".startswith(OWN_QUESTIONS) for one in around)


def _around(control: Element) -> Iterator[Element]:
    return control.iterancestors(ooxml.name("w:sdt"))


def _open(control: Element) -> None:
    """Put what is in *control* in its place."""
    for one in ooxml.content_of(control):
        control.addprevious(one)
    ooxml.remove(control)


def _ask_anew(control: Element, tag: Tag, own: Look) -> None:
    """Let the *control* of an answer that has been given ask for it, with the look of what is there."""
    content = ooxml.content_of(control)
    shows = ooxml.is_on(ooxml.child(control, "w:sdtPr", "w:showingPlcHdr"))
    if shows or not content or not isinstance(tag.field, Answer):
        return
    forms = Forms({tag.name: ooxml.title_of(control) or tag.name}, placeholder(own))
    if all(ooxml.is_a(one, "w:p") for one in content):
        # What a list looks like is no sample for text.
        plain = sample.properties(next((one for one in content if own.numbering_of(one) is None), None))
        if tag.field.kind == "text":
            xml = forms.text(tag.name, plain)
        else:
            xml = f"<w:p>{plain}{forms.inline(tag.name)}</w:p>"
    elif any(ooxml.is_a(one, "w:r") for one in content):
        xml = forms.inline(tag.name, look=_look(content))
    else:
        return
    for one in ooxml.elements(xml):
        control.addprevious(one)
    ooxml.remove(control)


def _look(content: list[Element]) -> str:
    run = next(one for one in content if ooxml.is_a(one, "w:r"))
    own = ooxml.child(run, "w:rPr")
    kept = [] if own is None else [one for one in ooxml.children(own) if not ooxml.is_a(one, "w:rStyle")]
    return "".join(ooxml.fragment(one, ooxml.NAMESPACES) for one in kept)


def _remembers(name: str, content: bytes) -> bool:
    return name.startswith(baseline.FOLDER) and baseline.NAMESPACE.encode() in content


def _without(read: Package, parts: dict[str, bytes], stored: set[str]) -> dict[str, bytes]:
    """Return *parts* without those that are *stored*, and what belongs to them."""
    if not stored:
        return parts
    going = stored | {target for one in stored for target in _targets(read, one)}
    going |= {relationships_of(one) for one in going}
    types = package.content_types(read)
    overrides = {name: kind for name, kind in types.overrides.items() if name not in going}
    parts[TYPES] = ContentTypes(types.defaults, overrides).xml().encode()
    related = [one for one in read.related(read.document) if one.target not in going]
    parts[relationships_of(read.document)] = relationships_xml(read.document, related).encode()
    return {name: content for name, content in parts.items() if name not in going}


def _targets(read: Package, name: str) -> Iterator[str]:
    return (one.target for one in read.related(name) if not one.external)
