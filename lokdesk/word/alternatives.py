"""What a Word file has for programs that know more, and for those that know less: one of each is kept."""

from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element

_SAFE = frozenset(
    f"http://schemas.microsoft.com/office/word/2010/{one}"
    for one in (
        "wordprocessingShape",
        "wordprocessingGroup",
        "wordprocessingCanvas",
        "wordprocessingDrawing",
        "wordml",
    )
)
"""What may be chosen where there is an alternative: programs that do not know it take the other."""


def settle(root: Element) -> None:
    """Take out of *root* what programs may ignore, and of alternatives those that are not known."""
    ignorable = {
        uri
        for element in root.iter()
        if ooxml.is_element(element)
        for prefix in (ooxml.val(element, "mc:Ignorable") or "").split()
        if (uri := element.nsmap.get(prefix))
    }
    for content in list(ooxml.find_all(root, "mc:AlternateContent")):
        _choose(content)
    for element in list(root.iter()):
        if not ooxml.is_element(element):
            continue
        uri = str(element.tag)[1:].partition("}")[0]
        if uri in ignorable and uri not in _required(element):
            ooxml.remove(element)
            continue
        for attribute in [str(one) for one in element.attrib]:
            uri = attribute[1:].partition("}")[0] if attribute.startswith("{") else ""
            if (uri in ignorable and uri not in _required(element)) or uri == ooxml.NAMESPACES["mc"]:
                del element.attrib[attribute]


def _choose(content: Element) -> None:
    fallback = ooxml.child(content, "mc:Fallback")
    for choice in content.findall(ooxml.name("mc:Choice")):
        needs = choice.get("Requires", "").split()
        if needs and all(choice.nsmap.get(one) in _SAFE for one in needs):
            for other in list(content):
                if other is not choice and other is not fallback:
                    content.remove(other)
            return
    for one in list(content):
        if one is not fallback:
            content.remove(one)
    if fallback is not None:
        ooxml.unwrap(fallback)
    ooxml.unwrap(content)


def _required(element: Element) -> set[str]:
    """Return what the alternatives that *element* stands in ask a program to know."""
    return {
        uri
        for choice in element.iterancestors(ooxml.name("mc:Choice"))
        for prefix in choice.get("Requires", "").split()
        if (uri := choice.nsmap.get(prefix))
    }
