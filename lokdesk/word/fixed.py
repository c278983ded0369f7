"""The fixed text that stands by each answer in a template: what is not the parties' own to write."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lokdesk.word import look, ooxml, package
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import FIXED
from lokdesk.word.template import Template


@dataclass
class _Part:
    """What stands below one heading, up to the next one of its level."""

    level: int
    above: "_Part | None" = None
    texts: list[str] = field(default_factory=list[str])


def fixed_texts(template: Template) -> Mapping[str, tuple[str, ...]]:
    """Return the fixed texts by the patterns of the answers and lists that stand below the same heading.

    Where there are none below the innermost heading, those below the one above it count.
    """
    source = package.opened(template.content)
    body = ooxml.child(source.xml(source.document), "w:body")
    reader = _Reader(look.of(source), template.homes)
    reader.read([] if body is None else ooxml.children(body))
    return {home: texts for home, part in reader.parts.items() if (texts := _nearest(part))}


def _nearest(part: "_Part | None") -> tuple[str, ...]:
    while part is not None and not part.texts:
        part = part.above
    return () if part is None else tuple(part.texts)


class _Reader:
    def __init__(self, look_: Look, homes: Mapping[str, None]) -> None:
        self._look = look_
        self._homes = homes
        self._here = _Part(0)
        self.parts: dict[str, _Part] = {}

    def read(self, elements: Iterable[Element]) -> None:
        for element in elements:
            if ooxml.is_a(element, "w:sdt"):
                self._control(element)
            else:
                if ooxml.is_a(element, "w:p") and (level := self._look.heading_level(element)):
                    self._below(level)
                self.read(ooxml.children(element))

    def _control(self, control: Element) -> None:
        tag = ooxml.tag_of(control) or ""
        if tag.startswith(FIXED):
            self._here.texts.append("\n".join(_paragraphs(control)))
            return
        if tag in self._homes:
            self.parts.setdefault(tag, self._here)
        self.read(ooxml.content_of(control))

    def _below(self, level: int) -> None:
        above: _Part | None = self._here
        while above is not None and above.level >= level:
            above = above.above
        self._here = _Part(level, above)


def _paragraphs(control: Element) -> Iterator[str]:
    for paragraph in ooxml.find_all(control, "w:p"):
        text = "".join(one.text or "" for one in ooxml.find_all(paragraph, "w:t"))
        if text.strip():
            yield text
