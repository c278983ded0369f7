"""Writes a Word document: the flow's blocks numbered and put into the template's package."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.garbage import uncollected
from lokdesk.agreement.report import PUBLISHING, SIGNING, report
from lokdesk.agreement.report import agreement as without_derived
from lokdesk.figures import png
from lokdesk.word import archive, baseline, comments, grafting
from lokdesk.word.archive import DECLARATION, OFFICE, ContentTypes, Relationship, escaped
from lokdesk.word.baseline import Baseline
from lokdesk.word.block import (
    BOOKMARK,
    BOOKMARK_END,
    BORROWED,
    CAPTION,
    CONTROL,
    FIRST_SECTION,
    HEADING,
    LINK,
    LIST,
    MARK,
    MARK_END,
    NAMED_LIST,
    PICTURE,
    REFERENCE,
    REFERENCE_END,
    REFERENCE_FIELD,
    SAME_LIST,
    SEQUENCE,
    TARGET,
    THIN,
    VECTOR,
    Block,
)
from lokdesk.word.borrowed import Goods
from lokdesk.word.comments import Comment
from lokdesk.word.contents import FIRST_HEADING, Told
from lokdesk.word.flow import Attachments, Flow, flow
from lokdesk.word.printed import printed
from lokdesk.word.template import Seam, Template

_CONTROL, _BOOKMARK, _BOOKMARK_END = CONTROL[-1], BOOKMARK[-1], BOOKMARK_END[-1]
_LINK, _LIST, _SAME_LIST, _HEADING = LINK[-1], LIST[-1], SAME_LIST[-1], HEADING[-1]
_PICTURE, _VECTOR, _BORROWED = PICTURE[-1], VECTOR[-1], BORROWED[-1]
_CAPTION, _SEQUENCE, _TARGET = CAPTION[-1], SEQUENCE[-1], TARGET[-1]
_REFERENCE, _REFERENCE_FIELD, _REFERENCE_END = REFERENCE[-1], REFERENCE_FIELD[-1], REFERENCE_END[-1]
_FIRST_TARGET, _FIRST_BORROWED = 200_000_000, 500_000_000
"""What the numbers of bookmarks that references point at, and of those of merged files, are counted from."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THIN, _FIRST_SECTION, _NAMED_LIST = THIN[-1], FIRST_SECTION[-1], NAMED_LIST[-1]
_THIN_LINE = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_UNDATED = date(2000, 1, 1)
"""The day that a document without a date of its own is said to be made, for want of a better."""


class Numbering:
    """Fills in what is numbered through a document, and gathers what its blocks ask of other parts."""

    def __init__(
        self, first_id: int = 1, first_footnote: int = 1, first_list: int = 1, thin: str = ""
    ) -> None:
        """Begin counting at the given numbers; *thin* is the style of paragraphs that nobody should see."""
        self._thin = f'<w:pStyle w:val="{thin}"/>' if thin else _THIN_LINE
        self._once: set[str] = set()
        """What the first section has said for itself alone."""
        self._next_id = first_id
        self._first_footnote = first_footnote
        self._first_list = first_list
        self._headings = FIRST_HEADING
        self.footnotes: list[str] = []
        """The text of each footnote, or the mark of one that a merged file brings."""
        self.links: dict[str, str] = {}
        """The relationship's id for each target."""
        self.lists: list[str] = []
        """For each list the mark of one that a merged file brings, empty for one that begins anew."""
        self._list = 0
        """The list begun last that is not a merged file's."""
        self._named_lists: dict[str, int] = {}
        self._borrowed: dict[str, int] = {}
        self.pictures: dict[str, int] = {}
        """The number of each picture, by its SVG."""
        self._picture = 0
        self._counts: dict[str, int] = {}
        """What each sequence of captions has come to."""
        self._targets = _FIRST_TARGET
        self._named: dict[str, int] = {}
        """The number of the bookmark around what references name, by those words."""
        self._referred = 0
        """The bookmark that the reference being written points at, 0 where there is none."""

    def filled(self, blocks: Iterable[Block], end: str = "") -> str:
        """Return the XML of *blocks* with their marks filled in, and those of the *end* that comes after."""
        return self.numbered("".join([block.xml for block in blocks]) + end)

    def numbered(self, xml: str) -> str:
        """Return *xml* with its marks filled in."""
        pieces = xml.split(MARK)
        open_bookmarks: list[int] = []
        next_id = self._next_id
        if REFERENCE in xml:
            self._named = dict(_targets(pieces, self._counts, self._targets))
        for place in range(1, len(pieces)):
            piece = pieces[place]
            which = piece[0]
            if which == _CONTROL:
                number = next_id
                next_id += 1
            elif which == _BOOKMARK:
                open_bookmarks.append(number := next_id)
                next_id += 1
            elif which == _BOOKMARK_END:
                number = open_bookmarks.pop()
            else:
                pieces[place] = self._rare(which, piece[1:])
                continue
            pieces[place] = f"{number}{piece[1:]}"
        self._next_id = next_id
        return "".join(pieces)

    def _rare(self, which: str, after: str) -> str:
        """Return what stands for the mark *which* and the XML *after* it."""
        if which == _HEADING:
            self._headings += 1
            return f"{self._headings}{after}"
        if which == _LIST:
            self._list = self._first_list + len(self.lists)
            self.lists.append("")
        if which in (_LIST, _SAME_LIST):
            return f"{self._list}{after}"
        if which == _VECTOR:
            return f"{_vector_id(self._picture)}{after}"
        if which == _THIN:
            return self._thin + after
        if which == _REFERENCE_FIELD:
            field = f'<w:fldSimple w:instr=" REF _Ref{self._referred} \\h ">' if self._referred else ""
            return field + after
        if which == _REFERENCE_END:
            return f"</w:fldSimple></w:hyperlink>{after}" if self._referred else after
        held, _, rest = after.partition(MARK_END)
        if which == _REFERENCE:
            self._referred = self._named.get(held, 0)
            begin = f'<w:hyperlink w:anchor="_Ref{self._referred}" w:history="1">' if self._referred else ""
            return begin + rest
        if which in (_CAPTION, _TARGET):
            if which == _CAPTION:
                sequence = held.partition("=")[0]
                self._counts[sequence] = self._counts.get(sequence, 0) + 1
            self._targets += 1
            return f"{self._targets}{rest}"
        if which == _FIRST_SECTION:
            if held in self._once:
                return rest
            self._once.add(held)
            return held + rest
        if which == _NAMED_LIST:
            if held not in self._named_lists:
                self._named_lists[held] = self._first_list + len(self.lists)
                self.lists.append("")
            return f"{self._named_lists[held]}{rest}"
        if which == _SEQUENCE:
            return f"{self._counts.get(held, 0)}{rest}"
        if which == _PICTURE:
            self._picture = self.pictures.setdefault(held, len(self.pictures) + 1)
            return f"{_picture_id(self._picture)}{rest}"
        if which == _LINK:
            return self.links.setdefault(held, f"rIdLink{len(self.links) + 1}") + rest
        if which == _BORROWED:
            if held not in self._borrowed:
                self._borrowed[held] = self._borrow(held)
            return f"{self._borrowed[held]}{rest}"
        self.footnotes.append(held)
        return f"{self._first_footnote + len(self.footnotes) - 1}{rest}"

    def _borrow(self, held: str) -> int:
        """Return the number of what a merged file brings, which *held* names."""
        match held.partition(":")[0]:
            case "list":
                self.lists.append(held)
                return self._first_list + len(self.lists) - 1
            case "note":
                self.footnotes.append(f"{MARK}{held}")
                return self._first_footnote + len(self.footnotes) - 1
            case _:
                return _FIRST_BORROWED + len(self._borrowed)


def _targets(pieces: Iterable[str], counts: Mapping[str, int], number: int) -> Iterator[tuple[str, int]]:
    """Yield what references can name in *pieces*, with the numbers of the bookmarks around it.

    *counts* is what the sequences of captions have come to before, and *number* that of the last bookmark. Of
    two that are called the same the first counts.
    """
    counted, met = dict(counts), set[str]()
    for piece in pieces:
        if not piece.startswith((_CAPTION, _TARGET)):
            continue
        number += 1
        name = piece[1:].partition(MARK_END)[0]
        if piece[0] == _CAPTION:
            sequence, _, lead = name.partition("=")
            counted[sequence] = counted.get(sequence, 0) + 1
            name = f"{lead} {counted[sequence]}"
        if name not in met:
            met.add(name)
            yield name, number


@uncollected()
def render(
    agreement: Agreement,
    template: Template,
    attachments: Attachments | None = None,
    said: Sequence[Comment] = (),
    pages: Told | None = None,
) -> bytes:
    """Return *agreement*, or a report of it, as a Word document in the form of *template*.

    *attachments* are the files that go with it by id, *said* the comments that are asked for, and *pages*
    those of the headings, where a word processor has told of them. The same answers give the same bytes.

    A companion, and a form that nothing is filled in in, are plain documents: they have no controls for
    answers and cannot be read back.
    """
    told = report(agreement)
    plain = template.manifest.companion or told.form in (SIGNING, PUBLISHING)
    written = flow(told, template, attachments, controls=not plain, pages=pages)
    shown = None if plain else printed(without_derived(told), template)
    return package(written, template, told, shown, said)


def package(
    written: Flow,
    template: Template,
    told: Agreement,
    shown: Agreement | None,
    said: Sequence[Comment] = (),
    brought_along: Iterable[Goods] = (),
) -> bytes:
    """Return the *written* flow, which tells of *told*, as a Word document.

    The answers *shown* are its baseline if given, and what is *said* of them stands as comments. What merged
    files bring rides on its blocks; what is *brought_along* is of others.
    """
    margin = ""
    if said:
        written, margin = comments.anchored(written, said)
    numbering = Numbering(
        template.next_id,
        template.footnotes.next_id if template.footnotes else 1,
        template.numbering.next_id if template.numbering else 1,
        template.thin,
    )
    goods = {block.goods.key: block.goods for block in written.body if block.goods is not None}
    goods |= {one.key: one for one in brought_along}
    body, end = grafting.paged(written.body, template.main.end)
    texts: dict[str, str] = {}
    texts[template.document] = DECLARATION + template.main.start + numbering.filled(body, end)
    for part, blocks in written.others.items():
        program = template.others[part]
        texts[part] = DECLARATION + program.start + numbering.filled(blocks) + program.end
    types = dict(template.types.overrides)
    relationships = list(template.relationships)
    styles: dict[str, bytes] = {}
    part = next((one.target for one in relationships if one.kind == "styles"), None)
    if goods and part is not None:
        added = numbering.numbered("".join(one.styles for one in goods.values()))
        styles[part] = grafting.styles(template.parts[part], added)
    texts |= _grown(template, numbering, goods)
    for part in texts.keys() - types.keys():
        # Lists, of which the template had none.
        types[part] = f"{_WORDPROCESSING}numbering+xml"
        relationships.append(Relationship("rIdNumbering", f"{OFFICE}numbering", part))
    defaults = {"rels": _RELATIONSHIPS_TYPE, "xml": "application/xml", **template.types.defaults}
    media = _media(template, numbering.pictures)
    if media:
        defaults |= _PICTURE_TYPES
    relationships += [*_links(numbering.links), *_shown(numbering.pictures, media)]
    brought: dict[str, bytes] = {}
    for one in goods.values():
        relationships += one.relationships
        brought |= one.parts
        types |= one.types
    if margin:
        part = _beside(template.document, comments.PART)
        texts[part], types[part] = margin, comments.TYPE
        relationships.append(Relationship("rIdComments", f"{OFFICE}{comments.KIND}", part))
    for name, text, kind in _properties(template, told):
        texts[name], types[name] = text, kind
    if shown is not None:
        place = baseline.store([*template.parts, *texts])
        texts[place.item] = baseline.xml(Baseline(shown, template.id, template.version, written.names))
        texts |= baseline.companions(place)
        types[place.properties] = baseline.PROPERTIES_TYPE
        relationships.append(baseline.relationship(place))
    texts[archive.relationships_of(template.document)] = archive.relationships_xml(
        template.document, relationships
    )
    texts[archive.relationships_of("")] = archive.relationships_xml("", _package_relationships(template))
    parts = {archive.TYPES: ContentTypes(defaults, types).xml().encode()}
    contents = {
        **template.parts,
        **styles,
        **brought,
        **media,
        **{name: text.encode() for name, text in texts.items()},
    }
    parts |= {name: contents[name] for name in sorted(contents)}
    return archive.zipped(parts)


def _beside(part: str, name: str) -> str:
    """Return the name of a part called *name* in the same folder as *part*."""
    return f"{part.rpartition('/')[0]}/{name}".lstrip("/")


_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def _links(links: Mapping[str, str]) -> list[Relationship]:
    return [Relationship(id_, f"{OFFICE}hyperlink", target, external=True) for target, id_ in links.items()]


_PICTURE_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


def _picture_id(number: int) -> str:
    return f"rIdPicture{number}"


def _vector_id(number: int) -> str:
    return f"rIdVector{number}"


def _media(template: Template, pictures: Mapping[str, int]) -> dict[str, bytes]:
    """Return the parts that hold *pictures*: for each the SVG, and a PNG for programs that do not know it."""
    names = (_beside(template.document, f"media/figure{number}") for number in count(1))
    # A template may have pictures of its own with the same names.
    free = (name for name in names if template.parts.keys().isdisjoint({f"{name}.png", f"{name}.svg"}))
    parts: dict[str, bytes] = {}
    for svg, name in zip(pictures, free, strict=False):
        parts[f"{name}.png"] = png.painted(svg)
        parts[f"{name}.svg"] = svg.encode()
    return parts


def _shown(pictures: Mapping[str, int], media: Iterable[str]) -> Iterator[Relationship]:
    """Yield the relationships to the parts *media* that hold *pictures*."""
    parts = iter(media)
    for number in pictures.values():
        yield Relationship(_picture_id(number), f"{OFFICE}image", next(parts))
        yield Relationship(_vector_id(number), f"{OFFICE}image", next(parts))


def _grown(template: Template, numbering: Numbering, goods: Mapping[str, Goods]) -> dict[str, str]:
    """Return the parts that hold what the blocks asked for: footnotes, and lists anew or merged."""
    result: dict[str, str] = {}
    if template.footnotes is not None:
        seam = template.footnotes
        notes = "".join(
            f'<w:footnote w:id="{id_}">{_note(text, template, numbering, goods)}</w:footnote>'
            for id_, text in enumerate(numbering.footnotes, seam.next_id)
        )
        result[seam.part] = f"{seam.before}{notes}{seam.after}"
    seam = template.numbering or (_no_lists(template) if numbering.lists else None)
    if seam is not None:
        result[seam.part] = grafting.lists(seam, numbering.lists, goods, template.numbered_list)
    return result


def _no_lists(template: Template) -> Seam:
    """Return the part for lists of a template that has none."""
    start = f'{DECLARATION}<w:numbering xmlns:w="{_W}">'
    return Seam(_beside(template.document, "numbering.xml"), start, "</w:numbering>", 1)


def _note(text: str, template: Template, numbering: Numbering, goods: Mapping[str, Goods]) -> str:
    if not text.startswith(MARK):
        return f'{template.footnote_start}<w:r><w:t xml:space="preserve"> </w:t>{text}</w:r></w:p>'
    _, key, own = text.split(":")
    return numbering.numbered(goods[key].notes[own])


# -- properties


_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_APP_KIND = f"{OFFICE}extended-properties"
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_CORE_START = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_APP_XML = (
    f"{DECLARATION}<Properties"
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Lokdesk</Application></Properties>"
)


def _properties(template: Template, told: Agreement) -> list[tuple[str, str, str]]:
    """Return the parts about the document, each with its type: what it is called, whose it is, its language.

    Nothing in them tells who wrote the document, or when: they hold what is printed in it.
    """
    made = f"{(told.version_date or _UNDATED).isoformat()}T00:00:00Z"
    parties = ", ".join(party.name for party in told.parties if party.name)
    title = told.title or template.name
    if template.manifest.companion:
        title = f"{template.name} – {told.title}" if told.title else template.name
    core = (
        f"{DECLARATION}{_CORE_START}<dc:title>{escaped(title)}</dc:title>"
        + (f"<dc:creator>{escaped(parties)}</dc:creator>" if parties else "")
        + (f"<dc:description>{escaped(note)}</dc:description>" if (note := template.manifest.note) else "")
        + f"<dc:language>{escaped(template.manifest.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified></cp:coreProperties>'
    )
    return [(_CORE, core, _CORE_TYPE), (_APP, _APP_XML, _APP_TYPE)]


def _package_relationships(template: Template) -> list[Relationship]:
    kept = [
        one
        for one in template.package_relationships
        if one.kind not in ("core-properties", "extended-properties")
    ]
    return [
        *kept,
        Relationship("rIdCore", _CORE_KIND, _CORE),
        Relationship("rIdApp", _APP_KIND, _APP),
    ]
