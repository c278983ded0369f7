"""The XML of the content controls that are written, after the controls of the template."""

import copy
from typing import Any

from lokdesk.agreement.answer import Answer
from lokdesk.agreement.wording import Wording
from lokdesk.word import day, ooxml, prose
from lokdesk.word.archive import escaped
from lokdesk.word.block import CONTROL
from lokdesk.word.inline import ControlXml, Say, WholeControl
from lokdesk.word.ooxml import Element
from lokdesk.word.setting import Setting
from lokdesk.word.tag import LONGEST, Tag

SHOWING = "<w:showingPlcHdr/>"
# LibreOffice (7.4) takes the first paragraph in a control around paragraphs for one plain run: its look is
# lost, and its words when it has a footnote. In a document part, as Word calls such a control, they are not.
_DOCUMENT_PART = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'
_LOCK = '<w:lock w:val="contentLocked"/>'
_LOCK_FOR_GOOD = '<w:lock w:val="sdtContentLocked"/>'


def control_xml(
    control: Element, setting: Setting, middle: str, rest: str, *, look: bool = True
) -> ControlXml:
    """Return the control's XML around its tag; *middle* is the lock or placeholder, *rest* its kind."""
    properties = ooxml.child(control, "w:sdtPr")
    run = ooxml.child(properties, "w:rPr") if look else None
    title = ooxml.title_of(control)[:LONGEST]
    start = "<w:sdt><w:sdtPr>" + (setting.xml(run) if run is not None else "")
    if title:
        start += f'<w:alias w:val="{escaped(title)}"/>'
    return ControlXml(
        f'{start}<w:tag w:val="', f'"/><w:id w:val="{CONTROL}"/>{middle}{rest}</w:sdtPr><w:sdtContent>'
    )


_ORDERED_BEFORE_KIND = frozenset(
    f"w:{one}"
    for one in (
        "rPr",
        "alias",
        "tag",
        "id",
        "lock",
        "placeholder",
        "temporary",
        "showingPlcHdr",
        "dataBinding",
    )
)
_KINDS_OF_CONTROL = ("w:text", "w:date", "w:comboBox", "w:dropDownList", "w14:checkbox", "w:richText")


def kept_properties(control: Element, setting: Setting, *without: str) -> str:
    """Return the control's properties that follow its kind and look, as its author chose them."""
    dropped = {ooxml.name(one) for one in _ORDERED_BEFORE_KIND | set(without)}
    properties = ooxml.child(control, "w:sdtPr")
    kept = [] if properties is None else [one for one in ooxml.children(properties) if one.tag not in dropped]
    return "".join(setting.xml(one) for one in kept)


def kind_of_control(control: Element) -> str | None:
    """Return the property that says what kind of control it is, ``None`` for rich text."""
    properties = ooxml.child(control, "w:sdtPr")
    return next((kind for kind in _KINDS_OF_CONTROL if ooxml.child(properties, kind) is not None), None)


def placeholder_reference(control: Element, setting: Setting) -> str:
    """Return the property that points at the placeholder among the building blocks."""
    found = ooxml.child(control, "w:sdtPr", "w:placeholder")
    return setting.xml(found) if found is not None else ""


def as_document_part(rest: str) -> str:
    """Return the properties *rest* of a control so that it is taken for a document part."""
    return rest if "<w:docPart" in rest else _DOCUMENT_PART + rest


def whole_control(control: Element, setting: Setting, tag: Tag) -> WholeControl:
    """Return the beginning of a control that is no answer.

    Fixed text is locked, and what readers fill in shows what to write there until they have.
    """
    rest, text = kept_properties(control, setting), escaped(tag.text[:LONGEST])
    middle = lock(setting, for_good=True) if tag.kind == "fixed" else ""
    shows = tag.kind == "reply" and ooxml.child(control, "w:sdtPr", "w:showingPlcHdr") is not None
    unlocked = control_xml(control, setting, SHOWING if shows else "", rest).open(text)
    locked = control_xml(control, setting, middle, rest).open(text) if middle else unlocked
    return WholeControl(locked, unlocked, tag.kind in ("reply", "unknown"))


def say(answer: Answer, control: Element) -> Say:
    """Return how the value of *answer* reads in *control*."""
    if answer.kind == "line":
        return lambda _, value: value
    if answer.kind == "date":
        pattern = ooxml.val(ooxml.child(control, "w:sdtPr", "w:date", "w:dateFormat")) or day.ISO
        return lambda _, value: day.written(value, pattern)

    def words(wording: Wording, value: Any) -> str:
        return wording.plain(answer, value)

    return words


def run_start(control: Element, setting: Setting) -> str:
    """Return the beginning of the runs that answers in *control* are written with."""
    own = ooxml.child(control, "w:sdtPr", "w:rPr")
    if own is None and ooxml.child(control, "w:sdtPr", "w:showingPlcHdr") is None:
        run = next(ooxml.find_all(control, "w:r"), None)
        own = ooxml.child(run, "w:rPr")
    if own is None:
        return "<w:r>"
    look = copy.deepcopy(own)
    style = ooxml.child(look, "w:rStyle")
    if style is not None and ooxml.val(style) == setting.styles.placeholder:
        look.remove(style)
    return "<w:r>" + setting.xml(look) if len(look) else "<w:r>"


def placeholder_text(control: Element, setting: Setting) -> str:
    """Return what *control* shows while there is no answer.

    Words in the placeholder's own style tell the template's author, and whoever fills it in in Word, what to
    write. Word and LibreOffice print them like any others, so no document shows them.
    """
    words = ooxml.words(control).strip()
    if not words or _is_instruction(control, setting):
        return setting.manifest.words.unanswered
    return words


def _is_instruction(control: Element, setting: Setting) -> bool:
    style = setting.styles.placeholder
    runs = [run for run in ooxml.find_all(control, "w:r") if ooxml.words(run).strip()]
    return bool(style) and all(ooxml.val(ooxml.child(run, "w:rPr", "w:rStyle")) == style for run in runs)


def placeholder_run(text: str, setting: Setting) -> str:
    """Return *text* as the run of a placeholder."""
    style = setting.styles.placeholder
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{prose.words(text)}</w:r>"


def lock(setting: Setting, *, for_good: bool = False) -> str:
    """Return a lock. Within a repeat it must not keep anyone from taking the item away."""
    return _LOCK_FOR_GOOD if for_good and not setting.items else _LOCK
