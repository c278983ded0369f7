"""What a template needs besides its controls: styles and lists for its answers, and a manifest."""

from collections.abc import Mapping, Sequence
from typing import Literal

from lokdesk.word import look, ooxml, package, soundness
from lokdesk.word.archive import (
    DECLARATION,
    OFFICE,
    TYPES,
    ContentTypes,
    Relationship,
    relationships_of,
    relationships_xml,
)
from lokdesk.word.forms import PLACEHOLDER
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package

_W = f'xmlns:w="{ooxml.NAMESPACES["w"]}"'
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PLACEHOLDER = (
    f'<w:style w:type="character" w:styleId="{PLACEHOLDER}"><w:name w:val="Placeholder Text"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:color w:val="666666"/></w:rPr></w:style>'
)
_BESIDE = ("header", "footer", "footnotes")
"""The parts with text beside the document itself."""
_LISTS = (("bullet", "List Bullet", "ListBullet"), ("decimal", "List Number", "ListNumber"))


def completed(source: Package, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the *parts* of *source* with the styles and lists that answers are written with."""
    whole = _without_twin(source, dict(parts))
    styles_part = _part(source, whole, "styles")
    numbering_part = _part(source, whole, "numbering")
    styles, numbering = ooxml.parse(whole[styles_part]), ooxml.parse(whole[numbering_part])
    own = Look(styles, numbering)
    if not own.id_of("Placeholder Text", "character"):
        _add(styles, _PLACEHOLDER)
    for format_, name, id_ in _LISTS:
        style = own.id_of(name)
        numbered = own.numbering_of_style(style) if style else None
        level = own.list_level(*numbered) if numbered else None
        right = level is not None and (level.format == "bullet") is (format_ == "bullet")
        if right:
            continue
        list_ = _list(numbering, format_)
        properties = f'<w:pPr><w:numPr><w:numId w:val="{list_}"/></w:numPr></w:pPr>'
        if style:
            _give(styles, style, properties)
        else:
            named = f'<w:name w:val="{name}"/>{properties}'
            _add(styles, f'<w:style w:type="paragraph" w:styleId="{id_}">{named}</w:style>')
    whole[styles_part], whole[numbering_part] = ooxml.written(styles), ooxml.written(numbering)
    return _without_loose_ends(source, whole)


def _without_loose_ends(source: Package, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return *parts* without what names styles, lists and notes that are not there.

    Word passes that over and shows the text as any other, but a template may have none of it.
    """
    read = Package(parts)
    beside = (name for kind in _BESIDE for name in source.related_parts(kind, source.document))
    roots = {name: read.xml(name) for name in (source.document, *beside)}
    found = list(soundness.loose(read, roots))
    for _, element in found:
        # A list is named together with the level in it.
        whole = element.getparent() if ooxml.is_a(element, "w:numId") else element
        if whole is not None:
            ooxml.remove(whole)
    return parts | {fault.part: ooxml.written(roots[fault.part]) for fault, _ in found}


def _without_twin(source: Package, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return *parts* without the styles as Word 2010 wrote them for itself: they no longer are the same."""
    twins = source.related_parts("stylesWithEffects", source.document)
    if not twins:
        return parts
    types = package.content_types(source)
    overrides = {name: kind for name, kind in types.overrides.items() if name not in twins}
    parts[TYPES] = ContentTypes(types.defaults, overrides).xml().encode()
    related = [one for one in source.related(source.document) if one.kind != "stylesWithEffects"]
    parts[relationships_of(source.document)] = relationships_xml(source.document, related).encode()
    return {name: content for name, content in parts.items() if name not in twins}


def _part(source: Package, parts: dict[str, bytes], kind: Literal["styles", "numbering"]) -> str:
    """Return the name of the part of that *kind*, which is made where there is none."""
    found = source.part(kind)
    if found is not None:
        return found
    folder = source.document.rpartition("/")[0]
    name = f"{folder}/{kind}.xml".lstrip("/")
    parts[name] = f"{DECLARATION}<w:{kind} {_W}/>".encode()
    read = Package(parts)
    types = package.content_types(read)
    overrides = {**types.overrides, name: f"{_WORDPROCESSING}{kind}+xml"}
    parts[TYPES] = ContentTypes(types.defaults, overrides).xml().encode()
    related = [*read.related(source.document), Relationship(f"rIdLokdesk{kind}", f"{OFFICE}{kind}", name)]
    parts[relationships_of(source.document)] = relationships_xml(source.document, related).encode()
    return name


def _add(root: Element, xml: str) -> None:
    root.extend(ooxml.children(ooxml.parse(f"<made {_W}>{xml}</made>".encode())))


def _give(styles: Element, id_: str, xml: str) -> None:
    """Give the style with that id the list of *xml*."""
    (made,) = ooxml.children(ooxml.parse(f"<made {_W}>{xml}</made>".encode()))
    numbering = ooxml.child(made, "w:numPr")
    for style in styles.findall(ooxml.name("w:style")):
        if ooxml.val(style, "w:styleId") != id_ or numbering is None:
            continue
        properties = ooxml.child(style, "w:pPr")
        if properties is None:
            before = next((one for one in ooxml.children(style) if ooxml.is_a(one, "w:rPr", "w:tblPr")), None)
            if before is not None:
                before.addprevious(made)
            else:
                style.append(made)
            return
        for one in properties.findall(ooxml.name("w:numPr")):
            properties.remove(one)
        early = ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl")
        place = sum(ooxml.is_a(one, *early) for one in ooxml.children(properties))
        properties.insert(place, numbering)
        return


def _list(numbering: Element, format_: str) -> int:
    """Add a list that counts so, and return its id."""
    abstracts = [
        ooxml.number(one, "w:abstractNumId") for one in numbering.findall(ooxml.name("w:abstractNum"))
    ]
    numbers = [ooxml.number(one, "w:numId") for one in numbering.findall(ooxml.name("w:num"))]
    abstract, own = max(abstracts, default=0) + 1, max(numbers, default=0) + 1
    text = "•" if format_ == "bullet" else "%{}."
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * 360}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(4)
    )
    xml = (
        f'<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    (made,) = ooxml.children(ooxml.parse(f"<made {_W}>{xml}</made>".encode()))
    first = next((one for one in ooxml.children(numbering) if ooxml.is_a(one, "w:num")), None)
    if first is not None:
        first.addprevious(made)
    else:
        numbering.append(made)
    _add(numbering, f'<w:num w:numId="{own}"><w:abstractNumId w:val="{abstract}"/></w:num>')
    return own


def manifest(
    docx: bytes, id_: str, name: str, leaves_out: Sequence[str], questions: Mapping[str, str] | None = None
) -> str:
    """Return the manifest of the template *docx*, which asks *questions* of its own, by their ids."""
    read = package.opened(docx)
    language = look.of(read).language or "sv-SE"
    lines = [
        f"id = {_quoted(id_)}",
        'version = "1"',
        f"name = {_quoted(name)}",
        'note = "Gjord av ett Word-dokument."',
        f"language = {_quoted(language)}",
    ]
    if leaves_out:
        lines += ["", "# Svar som dokumentet inte har någon plats för.", "leaves_out = ["]
        lines += [f"    {_quoted(one)}," for one in leaves_out]
        lines += ["]"]
    for own, asked in (questions or {}).items():
        lines += ["", f"[questions.{own}]", f"prompt = {_quoted(asked)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
