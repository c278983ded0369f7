"""Compiles the controls around rich texts."""

import copy

from lokdesk.agreement.rich_text import DEEPEST_LEVEL
from lokdesk.word import anchor, controls, ooxml
from lokdesk.word.block import BOOKMARK, BOOKMARK_END, LIST, PLAIN, SAME_LIST, Block
from lokdesk.word.inline import Place
from lokdesk.word.ooxml import Element
from lokdesk.word.passage import Text, TextStyle, TextStyles
from lokdesk.word.setting import Setting
from lokdesk.word.tag import Tag


def text(
    tag: Tag, place: Place, control: Element, setting: Setting, cell: tuple[Block, Block] | None = None
) -> Text:
    """Return what writes a rich text in *control*, which is around the table *cell* if one is given."""
    sample = next(ooxml.find_all(control, "w:p"), None)
    rest = controls.kept_properties(control, setting, "w:text", "w:richText")
    text = controls.placeholder_text(control, setting)
    styles = _text_styles(sample, setting)
    before = f'<w:p>{styles.paragraph.properties[0]}<w:bookmarkStart w:id="{BOOKMARK}" w:name="'
    run = controls.placeholder_run(text, setting)
    after = f'"/>{run}<w:bookmarkEnd w:id="{BOOKMARK_END}"/></w:p>'
    missing = Block(
        "paragraph", f"<w:p>{styles.paragraph.properties[0]}{run}</w:p>", "", 0, text, styles.paragraph.shape
    )
    reference = controls.placeholder_reference(control, setting)
    middle = controls.lock(setting) if tag.copy else reference
    return Text(
        place,
        controls.control_xml(control, setting, middle, rest),
        controls.control_xml(control, setting, middle, controls.as_document_part(rest)),
        controls.control_xml(control, setting, reference + controls.SHOWING, rest),
        styles,
        missing,
        (before, after),
        anchor.placeholder_mark(text),
        tag.copy,
        setting.is_main,
        cell,
    )


def unanswered(sample: Element, setting: Setting) -> Block:
    """Return a paragraph like the *sample* which says that nothing has been answered."""
    style = _text_styles(sample, setting).paragraph
    said = setting.manifest.words.unanswered
    run = controls.placeholder_run(said, setting)
    return Block("paragraph", f"<w:p>{style.properties[0]}{run}</w:p>", "", 0, said, style.shape)


def _text_styles(sample: Element | None, setting: Setting) -> TextStyles:
    properties = ooxml.child(sample, "w:pPr")
    own = ""
    if properties is not None:
        kept = copy.deepcopy(properties)
        for one in list(kept):
            if ooxml.is_a(one, "w:rPr", "w:sectPr"):
                kept.remove(one)
        own = setting.xml(kept) if len(kept) else ""
    shape = setting.look.shape(sample) if sample is not None else PLAIN
    return TextStyles(
        TextStyle((own,), (own,), shape),
        _list_style(setting.styles.bullet, setting, numbered=False),
        _list_style(setting.styles.number, setting, numbered=True),
        setting.styles.runs,
    )


def _style_of_level(style: str, list_id: int, level: int, setting: Setting) -> str:
    """Return the id of the style for that *level* of the list, such as "List Bullet 2", empty for none."""
    look = setting.look
    found = look.id_of(f"{look.name_of(style)} {level + 1}") if level else style
    return found if found and look.numbering_of_style(found) == (list_id, level) else ""


_LEVELS = range(DEEPEST_LEVEL + 1)


def _list_style(style: str, setting: Setting, *, numbered: bool) -> TextStyle:
    """Return how list items are written in the paragraph style with the id *style*."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbering = setting.look.numbering_of_style(style) if style else None
    sample = ooxml.parse(f'<w:p xmlns:w="{ooxml.NAMESPACES["w"]}"><w:pPr>{named}</w:pPr></w:p>'.encode())
    shape = setting.look.shape(sample)
    if numbering is None:
        plain = f"<w:pPr>{named}</w:pPr>"
        return TextStyle((plain,), (plain,), shape)
    list_id, first = numbering

    own = [_style_of_level(style, list_id, level, setting) for level in _LEVELS]

    shapes = tuple(setting.look.shape_of_style(one) if one else shape for one in own)

    def properties(list_number: str, level: int) -> str:
        number = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_number}"/>'
        by_level = f'<w:pStyle w:val="{own[level]}"/>' if own[level] else named
        return f"<w:pPr>{by_level}<w:numPr>{number}</w:numPr></w:pPr>"

    if not numbered:
        levels = tuple(
            f'<w:pPr><w:pStyle w:val="{own[level]}"/></w:pPr>'
            if own[level]
            else f"<w:pPr>{named}</w:pPr>"
            if level == first
            else properties(str(list_id), level)
            for level in _LEVELS
        )
        return TextStyle(levels, levels, shape, shapes)
    return TextStyle(
        tuple(properties(LIST, level) for level in _LEVELS),
        tuple(properties(SAME_LIST, level) for level in _LEVELS),
        shape,
        shapes,
    )
