"""Words in the fields of a document that stand where nobody looks for answers: in a box, in no paragraph."""

from collections.abc import Iterator, Mapping

from lokdesk.agreement import normal
from lokdesk.agreement.answer import Answer
from lokdesk.word import finding, ooxml
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import IGNORED_IN_READING

_TEXT = ooxml.name("w:t")


def unheard(
    root: Element, tags: Mapping[Element, str], heard: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what the fields in *root* say that is not in what was *heard* of them, by the field's address.

    *tags* are those of all its controls.
    """
    has_alternatives = next(ooxml.find_all(root, "mc:Fallback"), None) is not None
    for control, address in tags.items():
        if not isinstance(finding.what(address), Answer):
            continue
        texts = control.iter(_TEXT)
        if has_alternatives:
            texts = (one for one in texts if not _is_again(one, control))
        words = "".join([one.text or "" for one in texts])
        said = heard.get(address, "")
        if words in said or _bare(words) in _bare(said):
            continue
        if not _is_ignored(control) and not ooxml.is_on(ooxml.child(control, "w:sdtPr", "w:showingPlcHdr")):
            yield address, normal.line(words)


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, normal.text(words)))


def _is_ignored(control: Element) -> bool:
    around = control.iterancestors(ooxml.name("w:sdt"))
    return any(ooxml.tag_of(one).startswith(IGNORED_IN_READING) for one in around)


def _is_again(text: Element, control: Element) -> bool:
    """Return whether *text* stands there for programs that cannot show what stands beside it."""
    for one in text.iterancestors():
        if one is control:
            return False
        if ooxml.is_a(one, "mc:Fallback"):
            return True
    return False
