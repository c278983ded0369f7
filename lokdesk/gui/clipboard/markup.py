"""HTML as other programs put it on the clipboard: a tree to walk, and the styles that stand in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lokdesk.guard import hypertext as guard

Node = LexborNode
Declarations = Mapping[str, str]

TEXT = "-text"
DROPPED = frozenset(
    "applet area audio base button canvas col colgroup embed frame frameset head iframe img input link map "
    "meta noframes noscript object option script select style svg template textarea title video xml".split()
)
"""Elements whose inside is no text of the document's."""

_MUCH = 50
"""So many elements and texts stand in no mark of a list or a note."""

_HEADER = re.compile(r"\s*Version:\s?\d[^<]*(?=<)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"[a-z0-9]*\.([\w-]+)", re.IGNORECASE)
_LIST = re.compile(r"@list\s+(l\d+):level(\d+)", re.IGNORECASE)


def parsed(html: str) -> Node:
    """Return the root of *html*, whatever state that is in; what Windows writes before it is left out.

    What is more than anyone would copy is not read at all: the plain text beside it serves instead.
    """
    if not guard.is_honest(html):
        html = ""
    # Only at the beginning: to look for it everywhere takes a time that grows as the square of white space.
    header = _HEADER.match(html)
    tree = LexborHTMLParser(html[header.end() if header else 0 :].encode(errors="ignore"))
    root = tree.root
    if root is None:
        raise AssertionError("a tree without a root")
    return root


def tag(node: Node) -> str:
    """Return the name of an element in lower case, or ``TEXT``; other nodes begin with a hyphen too."""
    return node.tag or "-"


def walk(root: Node, leaves_out: Callable[[Node], bool]) -> Iterator[tuple[Node, bool]]:
    """Yield every node within *root* as it is entered (``True``), and elements as they are left.

    What *leaves_out* says of a node holds for all in it. However deep the tree is, this goes through it.
    """
    open_: list[Node] = []
    node = root.first_child
    while True:
        if node is None:
            if not open_:
                return
            node = open_.pop()
            yield node, False
            node = node.next
        elif leaves_out(node):
            node = node.next
        else:
            yield node, True
            if tag(node).startswith("-"):
                node = node.next
            else:
                open_.append(node)
                node = node.first_child


def short_text(node: Node, longest: int) -> str | None:
    """Return what stands in *node*, or ``None`` when that is more than *longest* letters or very much markup.

    However much there is, no more of it is looked at than it takes to know.
    """
    words = ""
    for visited, (one, entered) in enumerate(walk(node, lambda _: False)):
        if entered and tag(one) == TEXT:
            words += one.text_content or ""
        if visited > _MUCH or len("".join(words.split())) > longest:
            return None
    return words


@lru_cache(4096)
def declarations(style: str) -> Declarations:
    """Return what an attribute *style* declares, in lower case but for its values."""
    pairs = (one.partition(":") for one in style.split(";"))
    return {name.strip().casefold(): value.strip() for name, _, value in pairs if value}


@dataclass(frozen=True)
class Sheet:
    """What the style sheet of a document says of classes, and of the levels of Word's lists."""

    classes: Mapping[str, Declarations] = field(default_factory=dict[str, Declarations])
    lists: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    """The number format of a list's level, by the list's name and the level from one."""

    def of(self, node: Node) -> Declarations:
        """Return what holds for *node*: what its classes say, and over that what it says itself."""
        attributes = node.attributes
        style = declarations(attributes.get("style") or "")
        names = (attributes.get("class") or "").split() if self.classes else ()
        found = [self.classes[name] for name in names if name in self.classes]
        if not found:
            return style
        merged: dict[str, str] = {}
        for one in (*found, style):
            merged |= one
        return merged


def sheet(root: Node) -> Sheet:
    """Return what the style sheets in the document say."""
    classes: dict[str, dict[str, str]] = {}
    lists: dict[tuple[str, int], str] = {}
    for node in root.css("style"):
        css = _COMMENT.sub("", (node.text() or "").replace("<!--", "").replace("-->", ""))
        # Taken apart at its braces: a pattern would try again from each place in what has none.
        for rule in css.split("}")[:-1]:
            before, _, body = rule.rpartition("{")
            selectors = before.rpartition("{")[2]
            said = declarations(body)
            for selector in selectors.split(","):
                name = selector.strip()
                if match := _CLASS.fullmatch(name):
                    classes.setdefault(match[1], {}).update(said)
                elif match := _LIST.fullmatch(name):
                    lists[match[1].casefold(), int(match[2])] = said.get("mso-level-number-format", "decimal")
    return Sheet(classes, lists)


def is_hidden(style: Declarations) -> bool:
    """Return whether what has *style* is not to be seen."""
    return style.get("display", "").startswith("none") or style.get("mso-hide", "") == "all"
