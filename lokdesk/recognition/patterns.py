"""What kind of answers and lists stand at a pattern, and which lists stand beside each other."""

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.recognition.lexicon import Lexicon


def answer(address: str) -> Answer | None:
    """Return the answer at *address*, or at addresses of that pattern; ``None`` where there can be none."""
    try:
        found = schema.patterns().get(schema.pattern(address))
    except KeyError:
        return None
    return found if isinstance(found, Answer) else None


def is_text(address: str) -> bool:
    """Return whether what stands at *address*, or at addresses of that pattern, is a text of any length."""
    found = answer(address)
    return found is not None and found.kind == "text"


def is_nested(name: str) -> bool:
    """Return whether what is called *name* in an item is an answer of the items of a list in it."""
    return "*" in name


def list_of(name: str) -> str:
    """Return the list in an item that *name* begins with: "members" of "members/*/role"."""
    return name.split(f"{SEPARATOR}*{SEPARATOR}")[0]


def lists_beside(address: str) -> list[str]:
    """Return the lists that stand where the text at *address* does, in the same part."""
    holder = at.parent(address) if SEPARATOR in address else ""
    lists = (one for one, field in schema.patterns().items() if isinstance(field, ListOf))
    return [one for one in lists if holder and at.parent(one) == holder]


def lists_in(means: str, lexicon: Lexicon) -> list[str]:
    """Return the lists that are usual in the part *means*."""
    group = means.split(SEPARATOR)[0]
    return [one for one in lexicon.items if one.split(SEPARATOR)[0] == group] if group else []
