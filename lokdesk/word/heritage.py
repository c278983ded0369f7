"""What the blocks of an old document need to stand in the package of a new one.

They name styles, lists, notes and pictures: those of their template, and those of the files that are merged
into them. Where the new document has the same, they are given its names for it, so that nothing seems to have
changed; what it has not comes along under a name of its own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b

from lokdesk.agreement.rich_text import DEEPEST_LEVEL
from lokdesk.word import package
from lokdesk.word.archive import Relationship, relationships_of, relationships_xml
from lokdesk.word.block import BORROWED, HOLDING, MARK, MARK_END, NAMED_LIST, Block
from lokdesk.word.borrowed import BorrowedList, Goods, mark
from lokdesk.word.template import Seam, Template

_STYLE = re.compile(r"<w:style [^>]*>.*?</w:style>", re.DOTALL)
_STYLE_ID = re.compile(r'w:styleId="([^"]*)"')
_STYLE_KIND = re.compile(r'w:type="([^"]*)"')
_STYLE_NAME = re.compile(r'<w:name w:val="([^"]*)"')
_BASED_ON = re.compile(r'<w:basedOn w:val="([^"]*)"/>')
_LEADING_ELSEWHERE = re.compile(r'<w:(?:link|next) w:val="[^"]*"/>')
_USED = re.compile(r'<w:(?P<kind>pStyle|rStyle|tblStyle) w:val="(?P<id>[^"]*)"')
_KINDS = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_NUMBER = re.compile(r'<w:numId w:val="(\d+)"/>')
_NAMED = re.compile(f"{NAMED_LIST}(?P<name>[^{MARK_END}]*){MARK_END}")
_LIST = re.compile(
    r'<w:num [^>]*w:numId="(?P<id>\d+)"[^>]*>\s*<w:abstractNumId w:val="(?P<definition>\d+)"/>'
    r"(?P<overrides>.*?)</w:num>",
    re.DOTALL,
)
_DEFINITION = re.compile(
    r'<w:abstractNum [^>]*w:abstractNumId="(?P<id>\d+)"[^>]*>(?P<inside>.*?)</w:abstractNum>', re.DOTALL
)
_OF_NO_LOOK = re.compile(r"<w:(?:nsid|tmpl|name|styleLink|numStyleLink) [^>]*/>|<w:pStyle [^>]*/>")
_MARGINS = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
_RELATED = re.compile(r'(?P<name>r:(?:embed|id|link|pict|dm|lo|qs|cs)|o:relid)="(?P<id>[^"]*)"')
_DRAWN_BY = re.compile(r'(?P<name>relId)="(?P<id>[^"]*)"')
"""How the data of a diagram name what it looks like: by its relationship to the text."""
_DECLARED = re.compile(r'xmlns:([\w.-]+)="([^"]*)"')
_TAG = re.compile(rf"{HOLDING}|<[\w.:-]+(?:[^<>\"]|\"[^\"]*\")*>")
_PREFIX = re.compile(r"[<\s]([\w.-]+):[\w.-]+")
_REQUIRED = re.compile(r'\sRequires="([^"]*)"')
_DRAWN = re.compile(r"<w:(drawing|pict|object)[ >].*?</w:\1>", re.DOTALL)
_RESTART = "".join(
    f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
    for level in range(DEEPEST_LEVEL + 1)
)


def goods(blocks: Iterable[Block]) -> tuple[Goods, ...]:
    """Return what the merged files among *blocks* bring, each once."""
    return tuple({one.goods.key: one.goods for one in blocks if one.goods is not None}.values())


# -- merged files


def renamed(old: Iterable[Block], new: Iterable[Block]) -> list[Block]:
    """Return the blocks *old* with the names that *new* has for what the same merged files bring."""
    old = list(old)
    theirs = goods(new)
    known = {one.key for one in theirs}
    changes = [
        change
        for one in goods(old)
        if one.key not in known
        for other in theirs
        if (change := _Renaming(one, other)).is_of_use
    ]
    if not changes:
        return old
    return [_changed(block, changes) for block in old]


def _changed(block: Block, changes: Iterable["_Renaming"]) -> Block:
    xml = block.xml
    for one in changes:
        xml = one.applied(xml)
    return block if xml == block.xml else block._replace(xml=xml)


class _Renaming:
    """What one merged file brings that another brings, too."""

    def __init__(self, old: Goods, new: Goods) -> None:
        self._old, self._new = old, new
        self._lists = {own for own in old.lists if self._is_same_list(own)}
        self._styles = self._same_styles()
        theirs = {xml: own for own, xml in new.notes.items()}
        self._notes = {
            own: theirs[there]
            for own, xml in old.notes.items()
            if (there := xml.replace(old.key, new.key)) in theirs
        }
        self._pictures = dict(self._same_pictures())
        self.is_of_use = bool(self._lists or self._styles or self._notes or self._pictures)

    def _is_same_list(self, own: str) -> bool:
        mine, theirs = self._old.lists[own], self._new.lists.get(own)
        if theirs is None or mine != theirs:
            return False
        return self._there(self._old.definitions[mine.definition]) == self._new.definitions.get(
            mine.definition
        )

    def _there(self, xml: str) -> str:
        return xml.replace(self._old.key, self._new.key)

    def _same_styles(self) -> set[str]:
        theirs = _styles(self._new.styles)
        mine = _styles(self._old.styles)
        same = {id_ for id_, xml in mine.items() if theirs.get(self._there(id_)) == self._there(xml)}
        # One that is based on another that differs looks otherwise, too; so does one with another list.
        while gone := {id_ for id_ in same if not self._rests_on(mine[id_], same)}:
            same -= gone
        return same

    def _rests_on(self, style: str, same: set[str]) -> bool:
        base = _BASED_ON.search(style)
        lists = re.findall(f"{BORROWED}list:{self._old.key}:([^{MARK_END}]*)", style)
        return (base is None or base[1] in same) and self._lists.issuperset(lists)

    def _same_pictures(self) -> Iterator[tuple[str, str]]:
        theirs = {self._new.parts[one.target]: one.id for one in self._new.relationships if self._has(one)}
        for one in self._old.relationships:
            there = theirs.get(self._old.parts.get(one.target, b""))
            if there is not None:
                yield one.id, there

    def _has(self, one: Relationship) -> bool:
        return not one.external and one.target in self._new.parts

    def applied(self, xml: str) -> str:
        """Return *xml* with the names that the other file has."""
        if self._old.key not in xml:
            return xml
        xml = _DRAWN.sub(lambda found: self._drawn(found[0]), xml)
        xml = _USED.sub(self._style, xml)
        for own in self._lists:
            xml = xml.replace(mark("list", self._old.key, own), mark("list", self._new.key, own))
        for own, there in self._notes.items():
            xml = xml.replace(mark("note", self._old.key, own), mark("note", self._new.key, there))
        return xml

    def _style(self, found: re.Match[str]) -> str:
        return self._there(found[0]) if found["id"] in self._styles else found[0]

    def _drawn(self, xml: str) -> str:
        ids = [found["id"] for found in _RELATED.finditer(xml)]
        if not ids or not self._pictures.keys() >= set(ids):
            return xml
        return self._there(
            _RELATED.sub(lambda found: f'{found["name"]}="{self._pictures[found["id"]]}"', xml)
        )


def _styles(xml: str) -> dict[str, str]:
    return {found[1]: one for one in _STYLE.findall(xml) if (found := _STYLE_ID.search(one))}


# -- another template


def moved(blocks: Iterable[Block], old: Template, new: Template) -> tuple[list[Block], Goods | None]:
    """Return *blocks* of a document made with *old* with what they go by in one made with *new*.

    What the new template has not comes along as goods, if there is anything.
    """
    if old.content == new.content:
        return list(blocks), None
    moving = _Moving(old, new)
    result = [one._replace(xml=moving.moved(one.xml)) for one in blocks]
    return result, moving.goods()


class _Moving:
    """Moves blocks from one template to another, and gathers what they bring along."""

    def __init__(self, old: Template, new: Template) -> None:
        self._old, self._new = old, new
        self._key = f"t{blake2b(old.content, digest_size=5).hexdigest()}"
        whole, others = (_part(one, "styles") for one in (old, new))
        self._mine, theirs = _styles(whole), _styles(others)
        self._missing_in_styles = _missing(_start(whole), _start(others))
        self._there = {_called(xml): id_ for id_, xml in theirs.items()}
        self._brought: dict[str, str] = {}
        self._styles: dict[tuple[str, str], str] = {}
        self._lists = _Lists(old.numbering)
        self._their_lists = _Lists(new.numbering)
        self._borrowed: dict[str, BorrowedList] = {}
        self._related = {one.id: one for one in old.relationships}
        self._relationships: dict[str, Relationship] = {}
        self._source = package.opened(old.content)
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._missing = _missing(old.main.start, new.main.start)
        same = self._lists.definition(str(old.numbered_list)) == self._their_lists.definition(
            str(new.numbered_list)
        )
        self._named: Callable[[re.Match[str]], str] | None = None if same else self._own_list

    def moved(self, xml: str) -> str:
        """Return *xml* with what it goes by there."""
        xml = _MARGINS.sub("", xml)
        xml = _USED.sub(self._used, xml)
        xml = _NUMBER.sub(self._number, xml)
        if self._named is not None:
            xml = _NAMED.sub(self._named, xml)
        return _declaring(_RELATED.sub(self._relate, xml), self._missing)

    def _used(self, found: re.Match[str]) -> str:
        id_ = self._style(_KINDS[found["kind"]], found["id"])
        return f'<w:{found["kind"]} w:val="{id_}"'

    def _style(self, kind: str, id_: str) -> str:
        """Return what the style *id_* is called there: what has its name, or else it comes along."""
        if id_ not in self._mine:
            return id_
        if (kind, id_) not in self._styles:
            xml = self._mine[id_]
            there = self._there.get(_called(xml))
            self._styles[kind, id_] = there or f"{self._key}{id_}"
            if there is None:
                self._bring(kind, id_, xml)
        return self._styles[kind, id_]

    def _bring(self, kind: str, id_: str, xml: str) -> None:
        xml = _LEADING_ELSEWHERE.sub("", xml).replace(' w:default="1"', "")
        xml = xml.replace(f'w:styleId="{id_}"', f'w:styleId="{self._key}{id_}"')
        xml = _BASED_ON.sub(lambda found: f'<w:basedOn w:val="{self._style(kind, found[1])}"/>', xml)
        self._brought[id_] = _declaring(_NUMBER.sub(self._number, xml), self._missing_in_styles)

    def _number(self, found: re.Match[str]) -> str:
        own = found[1]
        if own == "0" or self._lists.told(own) is None:
            return found[0]
        if self._lists.told(own) == self._their_lists.told(own):
            return found[0]
        definition, overrides = self._lists.lists[own]
        self._borrowed[own] = BorrowedList(definition, overrides)
        return f'<w:numId w:val="{mark("list", self._key, own)}"/>'

    def _own_list(self, found: re.Match[str]) -> str:
        own = f"n{blake2b(found['name'].encode(), digest_size=5).hexdigest()}"
        self._borrowed[own] = BorrowedList(str(self._old.numbered_list), _RESTART)
        return mark("list", self._key, own)

    def _relate(self, found: re.Match[str]) -> str:
        """Let what a part is shown or led to by have a name of its own, where the template names it."""
        one = self._related.get(found["id"])
        if one is None:
            return found[0]
        id_ = f"{self._key}{one.id}"
        if id_ not in self._relationships:
            self._relationships[id_] = replace(one, id=id_)
            self._relationships[id_] = replace(self._there_as_well(one), id=id_)
        return f'{found["name"]}="{id_}"'

    def _there_as_well(self, one: Relationship) -> Relationship:
        """Return *one* to where what it points at is, which comes along with all that it is made of."""
        content = None if one.external else self._old.parts.get(one.target)
        if content is None:
            return one
        folder, _, last = one.target.rpartition("/")
        name = f"{folder}/{self._key}-{last}".lstrip("/")
        if name not in self._parts:
            if one.kind == "diagramData":
                content = _DRAWN_BY.sub(self._relate, content.decode()).encode()
            self._parts[name] = content
            if kind := self._old.types.of(one.target):
                self._types[name] = kind
            if inner := self._source.related(one.target):
                told = relationships_xml(name, map(self._there_as_well, inner))
                self._parts[relationships_of(name)] = told.encode()
        return replace(one, target=name)

    def goods(self) -> Goods | None:
        """Return what comes along, if there is anything."""
        if not (self._brought or self._borrowed or self._relationships):
            return None
        used = {one.definition for one in self._borrowed.values()}
        return Goods(
            key=self._key,
            styles="".join(self._brought.values()),
            lists=self._borrowed,
            definitions={one: self._lists.definitions[one] for one in used},
            notes={},
            relationships=tuple(self._relationships.values()),
            parts=self._parts,
            types=self._types,
        )


class _Lists:
    """The lists of a template, and the definitions that they follow."""

    def __init__(self, seam: Seam | None) -> None:
        xml = "" if seam is None else seam.before
        self.lists = {found["id"]: (found["definition"], found["overrides"]) for found in _LIST.finditer(xml)}
        self.definitions = {found["id"]: found["inside"] for found in _DEFINITION.finditer(xml)}

    def definition(self, own: str) -> str | None:
        """Return what the definition looks like; ``None`` where there is none."""
        held = self.definitions.get(own)
        return None if held is None else _OF_NO_LOOK.sub("", held)

    def told(self, own: str) -> tuple[str | None, str] | None:
        """Return what tells the list from others; ``None`` where there is none."""
        held = self.lists.get(own)
        return None if held is None else (self.definition(held[0]), held[1])


def _start(xml: str) -> str:
    """Return what *xml* begins with, up to what is in it."""
    return xml[: xml.find(">", xml.find("<w:")) + 1]


def _missing(old: str, new: str) -> Mapping[str, str]:
    """Return the prefixes that the beginning *old* tells of, and *new* not or for something else."""
    there = dict(_DECLARED.findall(new))
    return {prefix: uri for prefix, uri in _DECLARED.findall(old) if there.get(prefix) != uri}


def _declaring(xml: str, missing: Mapping[str, str]) -> str:
    """Return *xml* with what *missing* prefixes stand for told wherever they are used."""

    def told(found: re.Match[str]) -> str:
        tag = found[0]
        if tag.startswith(MARK):
            return tag
        used = {*_PREFIX.findall(tag), *(one for held in _REQUIRED.findall(tag) for one in held.split())}
        untold = sorted(one for one in used & missing.keys() if f"xmlns:{one}=" not in tag)
        new = "".join(f' xmlns:{one}="{missing[one]}"' for one in untold)
        end = re.match(r"<[\w.:-]+", tag)
        return f"{tag[: end.end()]}{new}{tag[end.end() :]}" if new and end else tag

    return _TAG.sub(told, xml) if missing else xml


def _called(style: str) -> tuple[str, str]:
    kind, name = _STYLE_KIND.search(style), _STYLE_NAME.search(style)
    return (kind[1] if kind else "paragraph", name[1].casefold() if name else "")


def _part(template: Template, kind: str) -> str:
    part = next((one.target for one in template.relationships if one.kind == kind), "")
    return template.parts.get(part, b"").decode("utf-8")
