"""What the editing of a Word file has left in it besides what a reader sees."""

from lokdesk.word import accepted, alternatives, ooxml
from lokdesk.word.ooxml import Element

_EDITED = ("paraId", "textId", "dirty", "gfxdata", "spid")
"""The attributes, besides the ids of revisions, that tell how something was edited."""


def take_out(root: Element) -> None:
    """Accept what has been changed in *root*, and take out controls and what belongs to its editing."""
    accepted.accept(root)
    for control in list(ooxml.find_all(root, "w:sdt")):
        _open_control(control)
    alternatives.settle(root)
    for element in root.iter():
        if ooxml.is_element(element):
            for attribute in [str(one) for one in element.attrib]:
                local = attribute.rpartition("}")[2]
                if local.startswith("rsid") or local in _EDITED:
                    del element.attrib[attribute]


def _open_control(control: Element) -> None:
    """Put what is in a *control* in its place; a table of contents is taken out, title and all."""
    content = ooxml.child(control, "w:sdtContent")
    if content is None or ooxml.is_table_of_contents(control):
        ooxml.remove(control)
        return
    for one in list(control):
        if one is not content:
            control.remove(one)
    ooxml.unwrap(content)
    ooxml.unwrap(control)
