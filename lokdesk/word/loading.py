"""Loads a template: opens its package, compiles its parts and prepares what grows while writing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lokdesk.agreement.answer import Answer, RefersTo
from lokdesk.word import (
    accepted,
    archive,
    cleaning,
    compiler,
    homes,
    look,
    ooxml,
    package,
    part,
    soundness,
    tag,
)
from lokdesk.word.archive import OFFICE, Relationship
from lokdesk.word.baseline import FOLDER, NAMESPACE
from lokdesk.word.contents import ContentsLook
from lokdesk.word.look import Look
from lokdesk.word.manifest import Manifest
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.pages import Cells, Page
from lokdesk.word.printed import mask
from lokdesk.word.program import Program
from lokdesk.word.prose import footnote_look
from lokdesk.word.setting import Setting, StyleIds, style_ids
from lokdesk.word.template import Seam, Template

_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LEFT_BEHIND = frozenset(
    {
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "attachedTemplate",
        "vbaProject",
        "keyMapCustomizations",
        "thumbnail",
        # Such as who has labelled the template, with an address.
        "custom-properties",
    }
)
"""Kinds of parts that belong to the editing of a template, that point out of it, or that are programs."""
_MAY_LEAD_OUT = _LEFT_BEHIND | {"hyperlink"}
"""Kinds of pointers out of a template that are followed only when somebody wants to, or left behind."""
_GIVEN = re.compile(r"rId[A-Z_]")
"""What ids begin with that are given in writing; word processors give numbers."""
_PROGRAM = ("vba", "activex", "keymapcustomizations", "attachedtoolbars")
"""What there is in the types of parts that are programs, or that start some."""
_SETTINGS_LEFT_BEHIND = (
    "w:updateFields",
    "w:documentProtection",
    "w:writeProtection",
    "w:attachedTemplate",
    "w:rsids",
    "w:trackRevisions",
    "w:proofState",
    "w:docVars",
    "w:mailMerge",
    "w:revisionView",
)
_NAMES: Mapping[RefersTo, tuple[str, ...]] = {
    "party": ("parties/*/name",),
    "actor": ("parties/*/name", "collaborators/*/name"),
    "target_group": ("target_groups/*/name",),
    "forum": ("organisation/forums/*/name",),
    "information_flow": ("information_flows/*/name",),
    "body": ("parties/*/deciding_bodies/*/name",),
}
"""Where the names stand that references are written with; those of attachments are not answers."""


def loaded(docx: bytes, manifest: Manifest) -> Template:
    """Return the compiled template. Raises package.Damaged."""
    source = package.opened(docx)
    _check_stays_within(source)
    _check_is_whole(source)
    main = source.xml(source.document)
    if ooxml.child(main, "w:body") is None:
        raise package.Damaged("Filen är inget Word-dokument: den saknar text.")
    accepted.accept(main)
    cleaning.clean(main)
    relationships = _relationships(source, main)
    declared = ooxml.gather_declarations(main)
    ignorable = main.get(ooxml.name("mc:Ignorable"), "")
    wanted = dict.fromkeys([*ignorable.split(), "w14", "w15"])
    main.set(ooxml.name("mc:Ignorable"), " ".join(wanted))
    styles = look.of(source)
    if manifest.companion:
        homes.leave(main)
    at_home = homes.survey(main)
    ids = style_ids(styles, manifest)
    tags = {ooxml.tag_of(control) for control in ooxml.find_all(main, "w:sdt")}
    has_contents = f"{tag.PART}{part.CONTENTS}" in tags
    page = page_of(main, styles)
    setting = Setting(styles, manifest, declared, at_home, ids, has_contents, is_main=True, page=page)
    program = compiler.compiled(main, setting, around="w:body")
    parts = _parts(source)
    types = dict(package.content_types(source).overrides)
    footnotes = _footnotes(source, parts, relationships, types)
    numbering = source.part("numbering")
    number_style = styles.numbering_of_style(ids.number) if ids.number else None
    numbered = styles.abstract_of(number_style[0]) if number_style else None
    kept = {name: kind for name, kind in types.items() if name in parts or name in _made_anew(source)}
    kept[footnotes.part] = f"{_WORDPROCESSING}footnotes+xml"
    # A template kept as .dotx or .docm makes documents all the same.
    kept[source.document] = f"{_WORDPROCESSING}document.main+xml"
    return Template(
        manifest=manifest,
        content=docx,
        homes=dict.fromkeys(at_home.addresses),
        mask=mask(at_home.addresses),
        foreign=_foreign(at_home.addresses),
        document=source.document,
        main=program,
        others=dict(_headers_and_footers(source, setting)),
        parts=parts,
        types=archive.ContentTypes(package.content_types(source).defaults, kept),
        package_relationships=tuple(
            replace(one, id=f"rId{number}")
            for number, one in enumerate(source.related(), 1)
            if one.kind not in _LEFT_BEHIND
        ),
        relationships=tuple(relationships),
        numbering=_numbering(source.xml(numbering), numbering) if numbering else None,
        numbered_list=numbered if numbered is not None else 0,
        footnotes=footnotes,
        footnote_start=_footnote_start(ids),
        contents=_contents_look(styles, manifest) if has_contents else None,
        page=page,
        thin=ids.thin,
        next_id=_next_id(main),
    )


def _check_stays_within(source: Package) -> None:
    """Raise package.Damaged when documents made of *source* would fetch something from elsewhere."""
    for name in source.parts:
        for one in source.related(name) if archive.relationships_of(name) in source.parts else ():
            if one.kind == "control":
                raise package.Damaged(
                    "Mallen innehåller knappar eller andra kontroller som kan starta program, "
                    "och används därför inte."
                )
            if one.external and one.kind not in _MAY_LEAD_OUT:
                raise package.Damaged(
                    "Mallen hämtar något utifrån, till exempel en länkad bild, och används därför inte. "
                    "Infoga det i dokumentet i stället för att länka till det."
                )


def _check_is_whole(source: Package) -> None:
    """Raise package.Damaged when every document made of *source* would have what is broken in it."""
    if faults := soundness.package_faults(source):
        raise package.Damaged(
            f"Mallen är skadad: {faults[0].message} Öppna den i Word, spara den på nytt och välj den igen."
        )


def _foreign(homes: Iterable[str]) -> frozenset[RefersTo]:
    at_home = set(homes)
    found: set[RefersTo] = set()
    for address in at_home:
        field = tag.field(address)
        if isinstance(field, Answer) and field.refers_to is not None:
            names = _NAMES.get(field.refers_to)
            if names is None or not at_home.issuperset(names):
                found.add(field.refers_to)
    return frozenset(found)


# -- parts


def _relationships(source: Package, main: Element) -> list[Relationship]:
    """Return what documents made of *source* are related to, each by an id that *main* has from now on.

    A template may have been made of a document that the program wrote: ids as those that it gives itself, and
    the answers of that document, do not come along.
    """
    found: list[Relationship] = []
    renamed: dict[str, str] = {}
    answers = _answers(source)
    for one in source.related(source.document):
        if one.kind in _LEFT_BEHIND or one.target in answers:
            continue
        if _GIVEN.match(one.id):
            renamed[one.id] = f"rIdOwn{len(renamed) + 1}"
        found.append(replace(one, id=renamed.get(one.id, one.id)))
    if renamed:
        for element in main.iter():
            for name, value in element.attrib.items():
                if str(name).startswith(f"{{{ooxml.NAMESPACES['r']}}}") and str(value) in renamed:
                    element.set(name, renamed[str(value)])
    return found


def _answers(source: Package) -> set[str]:
    """Return the names of the parts that hold the answers of a document that the template was made of.

    What a part is said to hold stands in another one, which goes with it and it with that.
    """
    own = [name for name in source.parts if name.startswith(FOLDER)]
    held = {name for name in own if NAMESPACE.encode() in source.parts[name]}
    beside = {name: {one.target for one in source.related(name) if not one.external} for name in own}
    held |= {name for name in own if beside[name] & held}
    return held.union(*(beside[name] for name in held if name in beside))


def _made_anew(source: Package) -> set[str]:
    """Return the names of the parts that are written for each document."""
    found = {source.document}
    for kind in ("numbering", "footnotes", "header", "footer"):
        found.update(source.related_parts(kind, source.document))
    for kind in ("core-properties", "extended-properties"):
        found.update(source.related_parts(kind))
    return found


def _parts(source: Package) -> dict[str, bytes]:
    """Return the parts that are copied into every document."""
    related = (*source.related(source.document), *source.related())
    left = {one.target for one in related if one.kind in _LEFT_BEHIND} | _answers(source)
    types = package.content_types(source)
    left |= {
        name for name in source.parts if any(word in (types.of(name) or "").lower() for word in _PROGRAM)
    }
    left |= {archive.relationships_of(name) for name in left}
    left |= _made_anew(source) | {
        archive.TYPES,
        archive.relationships_of(""),
        archive.relationships_of(source.document),
    }
    # Names that differ by capitals alone are one name in a package.
    folded = {name.casefold() for name in left}
    parts = {name: content for name, content in source.parts.items() if name.casefold() not in folded}
    settings = source.part("settings")
    if settings:
        parts[settings] = _settings(source.xml(settings))
        # The settings of a template may point at the template it was itself made from.
        parts.pop(archive.relationships_of(settings), None)
    return parts


def _settings(root: Element) -> bytes:
    for element in list(ooxml.find_all(root, *_SETTINGS_LEFT_BEHIND)):
        ooxml.remove(element)
    return ooxml.written(root)


def _headers_and_footers(source: Package, setting: Setting) -> Iterable[tuple[str, Program]]:
    for kind, around in (("header", "w:hdr"), ("footer", "w:ftr")):
        for name in source.related_parts(kind, source.document):
            root = source.xml(name)
            if not ooxml.is_a(root, around):
                raise package.Damaged(f"Word-dokumentet är skadat (delen {name}).")
            accepted.accept(root)
            cleaning.clean(root)
            declared = ooxml.gather_declarations(root)
            own = Setting(
                setting.look,
                setting.manifest,
                declared,
                setting.homes,
                setting.styles,
                has_contents=False,
                is_main=False,
            )
            yield name, compiler.compiled(root, own, around=around)


# -- what grows


def _seam(root: Element, name: str, tags: tuple[str, ...], attribute: str) -> Seam:
    """Return *root* cut open after the last of its *tags*; ids go on after the highest there is."""
    declared = ooxml.gather_declarations(root)
    inside = ooxml.children(root)
    cut = max((place for place, one in enumerate(inside, 1) if ooxml.is_a(one, *tags)), default=len(inside))
    start = archive.DECLARATION + ooxml.start_tag(root, declared)
    before = start + "".join(ooxml.fragment(one, declared) for one in inside[:cut])
    end = f"</{ooxml.prefixed(root, declared)}>"
    after = "".join(ooxml.fragment(one, declared) for one in inside[cut:]) + end
    highest = max((ooxml.number(one, attribute) for one in inside if ooxml.is_a(one, tags[-1])), default=0)
    return Seam(name, before, after, max(highest, 0) + 1)


def _numbering(root: Element, name: str) -> Seam:
    return _seam(root, name, ("w:numPicBullet", "w:abstractNum", "w:num"), "w:numId")


_NO_FOOTNOTES = (
    f'<w:footnotes xmlns:w="{ooxml.NAMESPACES["w"]}" xmlns:r="{ooxml.NAMESPACES["r"]}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


def _footnotes(
    source: Package, parts: dict[str, bytes], relationships: list[Relationship], types: dict[str, str]
) -> Seam:
    """Return the footnotes, those of the template or a new part for them, which is then related to."""
    name = source.part("footnotes")
    if name is not None:
        return _seam(source.xml(name), name, ("w:footnote",), "w:id")
    folder = source.document.rpartition("/")[0]
    name = f"{folder}/footnotes.xml".lstrip("/")
    relationships.append(Relationship("rIdFootnotes", f"{OFFICE}footnotes", name))
    types[name] = f"{_WORDPROCESSING}footnotes+xml"
    parts.pop(name, None)
    return _seam(ooxml.parse(_NO_FOOTNOTES.encode()), name, ("w:footnote",), "w:id")


def _footnote_start(ids: StyleIds) -> str:
    style = f'<w:pPr><w:pStyle w:val="{ids.footnote_text}"/></w:pPr>' if ids.footnote_text else ""
    return f"<w:p>{style}<w:r>{footnote_look(ids.footnote_reference)}<w:footnoteRef/></w:r>"


# -- look


def _contents_look(styles: Look, manifest: Manifest) -> ContentsLook:
    levels = range(1, manifest.contents_levels + 1)
    ids = tuple(styles.id_of(f"toc {level}") for level in levels)
    return ContentsLook(
        manifest.contents_levels,
        ids,
        tuple(styles.has_tab_before_text(id_) for id_ in ids),
        tuple(styles.shape_of_style(id_) for id_ in ids),
        {place: level for place, level in styles.all_list_levels() if level.format not in ("bullet", "none")},
    )


def page_of(main: Element, styles: Look) -> Page:
    """Return the room on the pages of the document whose root is *main*."""
    section = ooxml.child(main, "w:body", "w:sectPr")
    size, margins = ooxml.child(section, "w:pgSz"), ooxml.child(section, "w:pgMar")
    tables = {id_: _cells(styles, id_) for id_ in styles.styles_of("table")}
    room = Page(tables=tables, note=styles.shape_of_style(styles.id_of("footnote text")))
    if size is None or margins is None:
        return room
    width = ooxml.number(size, "w:w") - ooxml.number(margins, "w:left") - ooxml.number(margins, "w:right")
    height = ooxml.number(size, "w:h") - ooxml.number(margins, "w:top") - ooxml.number(margins, "w:bottom")
    return replace(room, width=width / 20, height=height / 20) if width > 0 and height > 0 else room


def _cells(styles: Look, style: str) -> Cells:
    """Return the room that the cells of tables in the style with that id keep around what is in them."""
    cells = Cells()
    for element in reversed(list(styles.chain(style))):
        margins = ooxml.child(element, "w:tblPr", "w:tblCellMar")
        borders = ooxml.child(element, "w:tblPr", "w:tblBorders")
        rooms = {"left": "w:left", "right": "w:right", "above": "w:top", "below": "w:bottom"}
        lines = {"line": "w:insideH", "top": "w:top", "bottom": "w:bottom"}
        told = {name: ooxml.child(margins, edge) for name, edge in rooms.items()}
        drawn = {name: ooxml.child(borders, edge) for name, edge in lines.items()}
        cells = cells._replace(
            **{name: ooxml.number(one, "w:w") / 20 for name, one in told.items() if one is not None},
            # The width of lines is told in eighths of a point.
            **{name: ooxml.number(one, "w:sz") / 8 for name, one in drawn.items() if one is not None},
        )
    return cells


def _next_id(main: Element) -> int:
    taken = (ooxml.number(one, "w:id") for one in ooxml.find_all(main, "w:bookmarkStart"))
    return max(taken, default=0) + 1
