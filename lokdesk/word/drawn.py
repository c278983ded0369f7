"""The pictures, charts and diagrams of a file that is merged into a document, and the parts they are in."""

import posixpath

from lokdesk.word import ooxml, package
from lokdesk.word.archive import Relationship, relationships_of, relationships_xml
from lokdesk.word.borrowed import Rejected
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.theme import Theme

_R = ooxml.NAMESPACES["r"]
_O = "urn:schemas-microsoft-com:office:office"
_V = "urn:schemas-microsoft-com:vml"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PICTURES = frozenset({"image", "hdphoto"})
_DRAWINGS = frozenset({"chart", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"})
_WITHIN = frozenset({"chartStyle", "chartColorStyle", "themeOverride", "chartUserShapes", "diagramDrawing"})
"""What a chart or a diagram may be made of."""
_LEFT = frozenset({"package", "oleObject"})
"""The workbook behind a chart may hold more than is shown: it stays behind."""
_DEEPEST = 4


class Parts:
    """The parts that the text of one file shows, under the names they have from now on."""

    def __init__(self, source: Package, key: str, theme: Theme) -> None:
        """*key* goes into all names; what names colours of the *theme* is given the colours themselves."""
        self._source = source
        self._key = key
        self._theme = theme
        self._types = package.content_types(source)
        self._related = {one.id: one for one in source.related(source.document)}
        self._names: dict[str, str] = {}
        self.relationships: dict[str, Relationship] = {}
        self.contents: dict[str, bytes] = {}
        self.types: dict[str, str] = {}

    def relate(self, element: Element) -> None:
        """Let *element* point at the parts that it shows under their new names. Raises Rejected."""
        for attribute in [str(one) for one in element.attrib]:
            if not attribute.startswith((f"{{{_R}}}", f"{{{_O}}}relid")):
                continue
            local = attribute.rpartition("}")[2]
            id_ = str(element.attrib[attribute])
            related = self._related.get(id_)
            others = (f"{{{_R}}}embed", f"{{{_R}}}id", f"{{{_O}}}relid")
            if local in ("link", "href") and any(element.get(one) for one in others if one != attribute):
                # The same picture is in the file: where it once came from is of no account.
                del element.attrib[attribute]
            elif not id_:
                del element.attrib[attribute]
            elif related is None:
                raise Rejected("den visar en bild eller något annat som saknas i filen")
            elif related.external:
                raise Rejected("den visar en bild som ligger utanför filen")
            elif related.kind in _PICTURES | _DRAWINGS:
                element.set(attribute, self._id(related))
            else:
                raise Rejected("den innehåller ett objekt av ett slag som inte går att föra över")

    def _id(self, related: Relationship) -> str:
        """Return the new id of what is *related* to, once it has been brought."""
        if related.id not in self.relationships:
            new = f"rId_{self._key}_{len(self.relationships) + 1}"
            self.relationships[related.id] = Relationship(new, related.type, "")
            self.relationships[related.id] = Relationship(new, related.type, self._brought(related))
        return self.relationships[related.id].id

    def _brought(self, related: Relationship, depth: int = 0) -> str:
        """Return the new name of a part that is *related* to, once it is brought with all it is made of."""
        if related.target in self._names:
            return self._names[related.target]
        content = self._source.parts.get(related.target)
        kind = self._types.of(related.target)
        if content is None or kind is None or depth > _DEEPEST:
            raise Rejected("den visar en bild eller något annat som saknas i filen")
        is_picture = related.kind in _PICTURES
        if is_picture is not kind.startswith("image/"):
            raise Rejected("den innehåller ett objekt av ett slag som inte går att föra över")
        folder = "media" if is_picture else "charts"
        ending = posixpath.splitext(related.target)[1].lower()
        name = f"word/{folder}/{self._key}_{len(self._names) + 1}{ending}"
        self._names[related.target] = name
        self.types[name] = kind
        self.contents[name] = content
        if not is_picture:
            self._bring_whole(related.target, name, depth)
        return name

    def _bring_whole(self, part: str, name: str, depth: int) -> None:
        root = self._source.xml(part)
        for data in list(root.iter(f"{{{_C}}}externalData")):
            ooxml.remove(data)
        for extension in root.iter("{*}dataModelExt"):
            # The data of a diagram name what it looks like by its relationship to the text.
            drawing = self._related.get(extension.get("relId", ""))
            if drawing is not None and drawing.kind == "diagramDrawing" and not drawing.external:
                extension.set("relId", self._id(drawing))
        self._theme.write_out(root)
        self.contents[name] = ooxml.written(root)
        kept: list[Relationship] = []
        for one in self._source.related(part):
            if one.kind in _LEFT:
                continue
            if one.external or one.kind not in _PICTURES | _WITHIN:
                raise Rejected("den innehåller ett diagram som hämtar något utifrån")
            kept.append(Relationship(one.id, one.type, self._brought(one, depth + 1)))
        if kept:
            self.contents[relationships_of(name)] = relationships_xml(name, kept).encode()


def rename_shapes(root: Element, key: str) -> None:
    """Give the shapes of older programs in *root* names of their own."""
    for element in root.iter():
        if ooxml.is_element(element) and str(element.tag).startswith(f"{{{_V}}}"):
            own = element.get("id")
            # Kinds of shapes are named by those that are of the kind.
            if own and not str(element.tag).endswith("}shapetype"):
                element.set("id", f"{key}{own}")
