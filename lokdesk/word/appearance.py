"""Reads how a template's document looks off its styles."""

from collections.abc import Mapping

from lokdesk.word import look, ooxml, package
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.pages import Page
from lokdesk.word.paper import Align, Indent, ListLook, Paper, ParagraphLook, RunLook, Tab, TableLook
from lokdesk.word.template import Template


def of(template: Template) -> Paper:
    """Return how the document of *template* looks."""
    styles = look.of(package.opened(template.content))
    return of_look(styles, template.page, template.footnote_start, template.numbered_list)


def of_look(styles: Look, page: Page, note: str = "", numbered: int = 0) -> Paper:
    """Return how a document with those *styles* looks; *note* and *numbered* as in a paper."""
    lists = {one: styles.abstract_of(one) for one in styles.lists}
    numbering = {
        place: ListLook(_indent(ooxml.child(level, "w:pPr", "w:ind")) or Indent(), _is_tabbed(level))
        for place, level in styles.level_elements()
    }
    fonts = ooxml.child(styles.styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:rFonts")
    return Paper(
        page=page,
        font=ooxml.val(fonts, "w:ascii") or "",
        standard=styles.default_paragraph,
        note=note,
        paragraphs={id_: _paragraph(styles, id_, numbering) for id_ in styles.styles_of("paragraph")},
        runs={id_: _character(styles, id_) for id_ in styles.styles_of("character")},
        tables={id_: _table(styles, id_) for id_ in styles.styles_of("table")},
        levels=dict(styles.all_list_levels()),
        list_looks=numbering,
        lists={one: abstract for one, abstract in lists.items() if abstract is not None},
        numbered=numbered,
    )


def _points(element: Element | None, *attributes: str) -> float | None:
    """Return the first of the *attributes* that *element* has, which are in twentieths of a point."""
    for attribute in attributes:
        if ooxml.val(element, attribute) is not None:
            return ooxml.number(element, attribute) / 20
    return None


def _indent(element: Element | None) -> Indent | None:
    if element is None:
        return None
    hanging = _points(element, "w:hanging")
    first = -hanging if hanging is not None else _points(element, "w:firstLine")
    left, right = _points(element, "w:left", "w:start"), _points(element, "w:right", "w:end")
    return Indent(left or 0.0, first or 0.0, right or 0.0)


def _is_tabbed(level: Element) -> bool:
    return ooxml.val(ooxml.child(level, "w:suff")) in (None, "tab")


def run_look(properties: Element | None) -> RunLook:
    """Return the look that run *properties* give."""

    def switch(name: str) -> bool | None:
        element = ooxml.child(properties, name)
        return None if element is None else ooxml.is_on(element)

    underline = ooxml.val(ooxml.child(properties, "w:u"))
    size = ooxml.child(properties, "w:sz")
    raised = ooxml.val(ooxml.child(properties, "w:vertAlign"))
    return RunLook(
        switch("w:b"),
        switch("w:i"),
        None if underline is None else underline != "none",
        _color(ooxml.val(ooxml.child(properties, "w:color"))),
        ooxml.number(size) / 2 if ooxml.number(size) > 0 else None,
        None if raised is None else raised == "superscript",
    )


def _color(written: str | None) -> str | None:
    """Return *written* if it is a colour, and not ``auto`` or none."""
    return written if written and len(written) == 6 and written != "auto" else None


def _character(styles: Look, style: str) -> RunLook:
    look = RunLook()
    for element in styles.chain(style):
        look = look.over(run_look(ooxml.child(element, "w:rPr")))
    return look


def _paragraph(styles: Look, style: str, numbering: Mapping[tuple[int, int], ListLook]) -> ParagraphLook:
    defaults = ooxml.child(styles.styles, "w:docDefaults", "w:rPrDefault", "w:rPr")
    run = _character(styles, style).over(run_look(defaults))
    shape = styles.shape_of_style(style)
    size = run.size or shape.size
    edges = styles.of_style(style, "w:pBdr")
    return ParagraphLook(
        run=run,
        size=size,
        line=_line(styles, style),
        before=shape.before,
        after=shape.after,
        indent=_style_indent(styles, style, numbering),
        align=_ALIGN.get(ooxml.val(styles.of_style(style, "w:jc")) or "", "left"),
        tabs=_tabs(styles.of_style(style, "w:tabs")),
        left_rule=_edge(ooxml.child(edges, "w:left")),
        top_rule=_edge(ooxml.child(edges, "w:top")),
    )


_ALIGN: Mapping[str, Align] = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}


def _line(styles: Look, style: str) -> float:
    defaults = ooxml.child(styles.styles, "w:docDefaults", "w:pPrDefault")
    for holder in (*styles.chain(style), defaults):
        spacing = ooxml.child(holder, "w:pPr", "w:spacing")
        if ooxml.val(spacing, "w:line") is not None:
            rule = ooxml.val(spacing, "w:lineRule") or "auto"
            return ooxml.number(spacing, "w:line") / 240 if rule == "auto" else 1.0
    return 1.0


def _style_indent(styles: Look, style: str, numbering: Mapping[tuple[int, int], ListLook]) -> Indent:
    """Return the indent of a style: the nearest that is told of, by itself or by the list it belongs to."""
    for element in styles.chain(style):
        own = _indent(ooxml.child(element, "w:pPr", "w:ind"))
        if own is not None:
            return own
        if ooxml.child(element, "w:pPr", "w:numPr") is not None:
            numbered = styles.numbering_of_style(style)
            abstract = styles.abstract_of(numbered[0]) if numbered else None
            found = numbering.get((abstract, numbered[1])) if numbered and abstract is not None else None
            if found is not None:
                return found.indent
    return Indent()


def _tabs(element: Element | None) -> tuple[Tab, ...]:
    stops = () if element is None else ooxml.children(element)
    return tuple(
        Tab(
            ooxml.number(stop, "w:pos") / 20, ooxml.val(stop) or "left", ooxml.val(stop, "w:leader") or "none"
        )
        for stop in stops
        if ooxml.val(stop) != "clear"
    )


def _edge(element: Element | None) -> str | None:
    """Return the colour of a line, ``None`` where there is no line."""
    if element is None or ooxml.val(element) in (None, "nil", "none"):
        return None
    return _color(ooxml.val(element, "w:color")) or "000000"


def _table(styles: Look, style: str) -> TableLook:
    look = TableLook()
    # The nearest style comes last, over those that it is based on.
    for element in reversed(list(styles.chain(style))):
        borders = ooxml.child(element, "w:tblPr", "w:tblBorders")
        margins = ooxml.child(element, "w:tblPr", "w:tblCellMar")
        head = next(
            (
                one
                for one in element.findall(ooxml.name("w:tblStylePr"))
                if ooxml.val(one, "w:type") == "firstRow"
            ),
            None,
        )
        found = {
            "top": _edge(ooxml.child(borders, "w:top")),
            "bottom": _edge(ooxml.child(borders, "w:bottom")),
            "between": _edge(ooxml.child(borders, "w:insideH")),
            "upright": _edge(ooxml.child(borders, "w:insideV")),
            "head": _color(ooxml.val(ooxml.child(head, "w:tcPr", "w:shd"), "w:fill")),
            "left": _points(ooxml.child(margins, "w:left"), "w:w"),
            "right": _points(ooxml.child(margins, "w:right"), "w:w"),
            "above": _points(ooxml.child(margins, "w:top"), "w:w"),
            "below": _points(ooxml.child(margins, "w:bottom"), "w:w"),
        }
        look = look._replace(**{name: value for name, value in found.items() if value is not None})
    return look
