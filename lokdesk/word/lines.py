"""Compiles paragraphs, and the controls that are within a paragraph."""

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.word import anchor, caption, controls, ooxml, part
from lokdesk.word.block import BOOKMARK, BOOKMARK_END, HEADING, Block, Kind
from lokdesk.word.inline import (
    DATE,
    Inline,
    InlineAnswer,
    InlineConditional,
    InlineControl,
    InlineCopy,
    InlinePart,
    InlineRepeat,
    InlineSection,
    InlineXml,
    Place,
    Say,
    WholeControl,
)
from lokdesk.word.node import Node
from lokdesk.word.ooxml import Element
from lokdesk.word.program import Blocks, Paragraph
from lokdesk.word.setting import CELLS, Setting
from lokdesk.word.tag import PART, Tag, parse
from lokdesk.word.typography import NO_BREAK_SPACE, figure, typeset

_TEXT = "<w:text/>"


def paragraph(element: Element, setting: Setting) -> Node:
    """Return what writes the paragraph *element*."""
    look = setting.look
    numbering = look.numbering_of(element)
    properties = ooxml.child(element, "w:pPr")
    inside = [child for child in ooxml.children(element) if child is not properties]
    body = _with_preceding(_inlines(inside, setting))
    # A heading without words, as authors leave them behind, is none.
    heading = look.heading_level(element) if body and not setting.in_contents else None
    kind: Kind = "heading" if heading else "item" if numbering else "paragraph"
    level = heading or (numbering[1] if numbering else 0)
    shape = look.shape(element)
    start, end = "<w:p>" + (setting.xml(properties) if properties is not None else ""), "</w:p>"
    if heading and _is_in_contents(heading, setting):
        start += f'<w:bookmarkStart w:id="{BOOKMARK}" w:name="_Toc{HEADING}"/>'
        end = f'<w:bookmarkEnd w:id="{BOOKMARK_END}"/>{end}'
    if all(isinstance(node, InlineXml) for node in body):
        static = [node for node in body if isinstance(node, InlineXml)]
        xml = start + "".join(node.xml for node in static) + end
        return Blocks((Block(kind, xml, "", level, "".join(node.says for node in static), shape),))
    lead = next((node.place for node in _homes_among(body)), None)
    return Paragraph(kind, level, shape, start, end, body, lead, _holds_more_than_words(element))


def _with_preceding(body: tuple[Inline, ...], says: str = "") -> tuple[Inline, ...]:
    """Return *body* with its first answer told of the words before it, which are *says* and what follows.

    LibreOffice (7.4) draws them into the bookmark when the paragraph is the first in a control.
    """
    for place, node in enumerate(body):
        match node:
            case InlineXml():
                says += node.says
                continue
            case InlineAnswer():
                node = replace(node, preceding_mark=anchor.preceding_mark(says))
            case InlineSection() | InlineControl() | InlineConditional():
                node = replace(node, body=_with_preceding(node.body, says))
            case _:
                pass
        return (*body[:place], node, *body[place + 1 :])
    return body


def _is_in_contents(level: int, setting: Setting) -> bool:
    return setting.is_main and setting.has_contents and level <= setting.manifest.contents_levels


def _holds_more_than_words(paragraph: Element) -> bool:
    more = ("w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "w:sectPr", "mc:AlternateContent")
    return any(caption.counted(one) is None for one in ooxml.find_all(paragraph, *more))


def _homes_among(body: Iterable[Inline]) -> Iterable[InlineAnswer]:
    for node in body:
        if isinstance(node, InlineAnswer):
            yield node
        elif isinstance(node, InlineControl | InlineSection | InlineConditional):
            yield from _homes_among(node.body)


def _inlines(elements: Iterable[Element], setting: Setting) -> tuple[Inline, ...]:
    nodes: list[Inline] = []
    for element in elements:
        if ooxml.is_a(element, "w:sdt"):
            nodes += _inline_control(element, setting)
        elif next(ooxml.find_all(element, "w:sdt"), None) is not None:
            nodes.append(InlineXml(setting.opening(element), ""))
            nodes += _inlines(ooxml.children(element), setting)
            nodes.append(InlineXml(f"</{ooxml.prefixed(element, setting.declared)}>", ""))
        elif setting.is_main and (sequence := caption.counted(element)) is not None:
            lead = "".join(node.says for node in nodes if isinstance(node, InlineXml))
            properties = next(ooxml.find_all(element, "w:rPr"), None)
            run = setting.xml(properties) if properties is not None else ""
            nodes.append(InlineXml(caption.number(sequence, lead, run), caption.said(sequence)))
            if _begins_an_item(element, setting):
                nodes = [InlineControl(WholeControl.plain(caption.CONTROL_AROUND), _merged_inlines(nodes))]
        else:
            nodes.append(InlineXml(setting.xml(element), ooxml.words(element)))
    return _merged_inlines(nodes)


def _begins_an_item(field: Element, setting: Setting) -> bool:
    """Return whether *field* stands in the first paragraph of a control around paragraphs."""
    paragraph = field.getparent()
    holder = paragraph.getparent() if paragraph is not None else None
    if paragraph is None or holder is None or not setting.depth or not ooxml.is_a(holder, "w:sdtContent"):
        return False
    return ooxml.children(holder)[0] is paragraph


def _merged_inlines(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, InlineXml) and isinstance(last, InlineXml):
            result[-1] = InlineXml(last.xml + node.xml, last.says + node.says)
        else:
            result.append(node)
    return tuple(result)


def as_inline(control: Element) -> Element:
    """Return the first paragraph in a block *control* with the control inside it instead of around it."""
    found = next(ooxml.find_all(control, "w:p"), None)
    paragraph = copy.deepcopy(found) if found is not None else ooxml.made("w:p")
    inside = [one for one in ooxml.children(paragraph) if not ooxml.is_a(one, "w:pPr")]
    inner = copy.deepcopy(control)
    content = ooxml.child(inner, "w:sdtContent")
    assert content is not None  # it holds the paragraph
    for one in list(content):
        content.remove(one)
    content.extend(inside)
    paragraph.append(inner)
    return paragraph


# -- controls


def _inline_control(control: Element, setting: Setting) -> Sequence[Inline]:
    tag = parse(ooxml.tag_of(control))
    content = ooxml.content_of(control)
    if tag.kind == "section":
        body = _inlines(content, setting)
        return [InlineSection(body, hold_answers(body))]
    if (condition := setting.condition(tag)) is not None:
        return [InlineConditional(condition, _inlines(content, setting))]
    if tag.kind == "part" and tag.name == part.APPENDIX_REFERENCE:
        return [_appendix_reference(control, setting)]
    if tag.kind == "part" and tag.name in part.LINES:
        found = _part(tag, control, setting)
        return [found] if found else []
    place = setting.place(tag.name) if tag.field is not None else None
    if place is not None and isinstance(tag.field, Answer) and (tag.copy or tag.field.kind != "text"):
        return [_inline_answer(tag, tag.field, place, control, setting)]
    if place is not None and tag.kind == "list":
        body = list(_inlines(content, setting.within(tag.name)))
        home = not tag.copy and control in setting.homes.list_controls
        separator = body.pop() if len(body) > 1 and isinstance(body[-1], InlineXml) else None
        return [
            InlineRepeat(place, home, tuple(body), separator if isinstance(separator, InlineXml) else None)
        ]
    return [InlineControl(controls.whole_control(control, setting, tag), _inlines(content, setting))]


def hold_answers(body: Iterable[Inline]) -> bool:
    """Return whether there is an answer at home in *body*."""
    for node in body:
        match node:
            case InlineAnswer():
                return True
            case InlineRepeat(home=home, body=inner):
                if home or hold_answers(inner):
                    return True
            case InlineSection(body=inner) | InlineControl(body=inner) | InlineConditional(body=inner):
                if hold_answers(inner):
                    return True
            case _:
                pass
    return False


def _part(tag: Tag, control: Element, setting: Setting) -> InlinePart | None:
    address, line = part.LINES[tag.name]
    if address.endswith(ANY):
        depth = setting.items.get(address)
        place = Place(depth, lambda item: item, "") if depth is not None else None
    else:
        place = setting.place(address)
    if place is None:
        return None
    opening = controls.control_xml(control, setting, controls.lock(setting), "").open(f"{PART}{tag.name}")
    referred = setting.is_main and part.is_referred_to(tag.name)
    return InlinePart(place, line, opening, controls.run_start(control, setting), referred)


def _appendix_reference(control: Element, setting: Setting) -> InlinePart:
    opening = controls.control_xml(control, setting, controls.lock(setting), "")
    return InlinePart(
        Place(0, attrgetter("appendices"), "appendices"),
        partial(part.appendix_reference, setting.moved),
        opening.open(f"{PART}{part.APPENDIX_REFERENCE}"),
        controls.run_start(control, setting),
        refers=True,
    )


_VERBATIM = frozenset(
    {
        "address",
        "attachment",
        "case_number",
        "email",
        "organisation_number",
        "phone",
        "registrator",
        "reply_to",
        "sfs",
    }
)
"""The last part of the addresses of answers that are copied by hand or looked up as they are written."""
_FIGURES = frozenset(
    {
        f"{CELLS}{SEPARATOR}{ANY}{SEPARATOR}value",
        "target_groups/*/sizes/*/number",
        "goals/*/indicators/*/values/*/baseline",
        "goals/*/indicators/*/values/*/target",
        "goals/*/indicators/*/outcomes/*/value",
    }
)
"""The addresses of answers that stand in columns of figures."""


def _in_print(address: str, say: Say) -> Say:
    """Return how the answer at *address* is printed, given how it reads."""
    if address.rpartition(SEPARATOR)[2] in _VERBATIM:
        return say
    set_ = figure if address in _FIGURES else typeset
    return lambda wording, value: set_(say(wording, value))


def _unbroken(address: str, say: Say) -> Say:
    """Return how the answer at *address* is printed where nobody reads it back: numbers are never broken.

    Where there are several, as of an agreement that is replaced, a line can end between two.
    """
    if address.rpartition(SEPARATOR)[2] != "case_number":
        return say
    return lambda wording, value: _BETWEEN.sub(r"\1 ", say(wording, value).replace(" ", NO_BREAK_SPACE))


_BETWEEN = re.compile(f"([,;]){NO_BREAK_SPACE}")


def _inline_answer(tag: Tag, answer: Answer, place: Place, control: Element, setting: Setting) -> Inline:
    say, run = _in_print(tag.name, controls.say(answer, control)), controls.run_start(control, setting)
    if tag.copy:
        opening = controls.control_xml(control, setting, controls.lock(setting), "")
        return InlineCopy(place, _unbroken(tag.name, say), opening, run, answer.scope)
    rest = controls.kept_properties(control, setting, "w:richText")
    if controls.kind_of_control(control) in (None, "w:richText"):
        rest = (_DATE if answer.kind == "date" else _TEXT) + rest
    reference = controls.placeholder_reference(control, setting)
    answered = controls.control_xml(control, setting, reference, rest)
    missing = controls.control_xml(control, setting, reference + controls.SHOWING, rest)
    text = controls.placeholder_text(control, setting)
    run += '<w:t xml:space="preserve">'
    placeholder = controls.placeholder_run(text, setting)
    return InlineAnswer(
        place,
        say,
        answered.before_tag,
        answered.after_tag + run,
        run,
        missing.after_tag + placeholder,
        placeholder,
        text,
        anchor.placeholder_mark(text),
        answer.scope,
        answer.kind == "date" and DATE in rest,
    )


_DATE = (
    '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
