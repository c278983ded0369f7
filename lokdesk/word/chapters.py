"""Under which headings each answer stands in a template."""

from collections.abc import Iterable, Mapping

from lokdesk.word import look, ooxml, package
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.template import Template


def chapters(template: Template) -> Mapping[str, tuple[str, ...]]:
    """Return the headings above each home of an answer or a list, the outermost first, by the home's address.

    A heading that is filled in, such as the name of a goal, belongs to what it heads and is none of them.
    """
    return _read(template).found


def headings(template: Template) -> Mapping[str, str]:
    """Return every heading of a template with the outermost one that it stands under, in their order.

    An outermost heading stands under itself; those that are filled in are left out.
    """
    return {text: one[0] for one in _read(template).headings for text in one[-1:]}


def _read(template: Template) -> "_Reader":
    source = package.opened(template.content)
    body = ooxml.child(source.xml(source.document), "w:body")
    reader = _Reader(look.of(source), template.homes)
    reader.read([] if body is None else ooxml.children(body))
    return reader


class _Reader:
    def __init__(self, look_: Look, homes: Mapping[str, None]) -> None:
        self._look = look_
        self._homes = homes
        self._here: tuple[tuple[int, str], ...] = ()
        self.found: dict[str, tuple[str, ...]] = {}
        self.headings: list[tuple[str, ...]] = []

    def read(self, elements: Iterable[Element]) -> None:
        for element in elements:
            if ooxml.is_a(element, "w:sdt"):
                tag = ooxml.tag_of(element) or ""
                if tag in self._homes:
                    self.found.setdefault(tag, tuple(text for _, text in self._here if text))
                self.read(ooxml.content_of(element))
            else:
                if ooxml.is_a(element, "w:p") and (level := self._look.heading_level(element)):
                    above = tuple(one for one in self._here if one[0] < level)
                    self._here = (*above, (level, _words(element)))
                    self.headings.append(tuple(text for _, text in self._here if text))
                self.read(ooxml.children(element))


def _words(heading: Element) -> str:
    """Return what *heading* says, or nothing where something in it is filled in."""
    if next(ooxml.find_all(heading, "w:sdt"), None) is not None:
        return ""
    return "".join(one.text or "" for one in ooxml.find_all(heading, "w:t")).strip()
