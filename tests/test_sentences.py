"""Every message of what went wrong is a whole Swedish sentence, with nothing that the system or Python says.

All messages are read off the source: what is raised as a problem for the user, and what is told in a window.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import pytest

from tests.tools import ROOT

PROBLEMS = frozenset(
    "Problem NotWritten NotOpened NotOurs Damaged TooNew ChangedElsewhere Failed BadManifest BadTemplate "
    "Misused NotRead NoAnswer Strangers".split()
)
"""What is raised with a sentence for the user."""
WITH_MORE = frozenset({"NotOpened", "NotOurs", "Damaged"})
"""Those whose second argument ends the sentence."""
PARTS = frozenset("Refused Excessive Unsafe".split())
"""What is raised with the rest of a sentence, which somebody else begins."""
TOLD = frozenset(
    "problem notice made made_several taken not_written agreed remove held unread unusable "
    "changed_elsewhere in_conflict merged".split()
)
"""The messages of the window."""
OWN = PROBLEMS | PARTS | {"_Twice", "_Broken", "Unapproved"}
"""Exceptions whose words are the program's own; of any other nothing is told but numbers."""
NUMBERS = frozenset({"lineno", "colno"})
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Where something is put in that is only known at the time."""
ENGLISH = re.compile(r"\b(the|file|not|cannot|could|error|failed|invalid|is|was|with)\b", re.IGNORECASE)
_ALLOWED_ENDS = (".", "?", "…", HOLE, "”.", ":")


@dataclass
class Module:
    """A module as it is read: its constants, and its functions by name."""

    name: str
    tree: ast.Module
    constants: Mapping[str, ast.expr] = field(default_factory=dict[str, ast.expr])
    functions: Mapping[str, ast.FunctionDef] = field(default_factory=dict[str, ast.FunctionDef])


@cache
def modules() -> tuple[Module, ...]:
    folder = ROOT / "lokdesk"
    files = sorted(folder.rglob("*.py"))
    return tuple(module(one.read_text(encoding="utf-8"), one.relative_to(folder).as_posix()) for one in files)


def module(source: str, name: str = "") -> Module:
    tree = ast.parse(source)
    constants = {
        target.id: one.value
        for one in tree.body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
    return Module(name, tree, constants, functions)


def texts(expression: ast.expr, where: Module, depth: int = 0) -> list[str]:
    """Return what *expression* may say, with holes for what is only known at the time."""
    match expression:
        case ast.Constant(str(text)):
            return [text]
        case ast.JoinedStr(values):
            return joined([texts(one, where, depth) for one in values])
        case ast.FormattedValue(value):
            return texts(value, where, depth + 1)
        case ast.BinOp(left, ast.Add(), right):
            return joined([texts(left, where, depth), texts(right, where, depth)])
        case ast.IfExp(_, body, orelse):
            return [*texts(body, where, depth), *texts(orelse, where, depth)]
        case ast.Name(name) if name in where.constants and depth < 3:
            return texts(where.constants[name], where, depth + 1)
        case ast.Call(ast.Name(name)) if name in where.functions and depth < 3:
            found = (one for one in ast.walk(where.functions[name]) if isinstance(one, ast.Return))
            return [text for one in found if one.value for text in texts(one.value, where, depth + 1)]
        case _:
            return [HOLE]


def joined(parts: list[list[str]]) -> list[str]:
    whole = [""]
    for part in parts:
        whole = [before + after for before in whole for after in part][:64]
    return whole


def last_name(expression: ast.expr) -> str:
    return expression.attr if isinstance(expression, ast.Attribute) else getattr(expression, "id", "")


def raised(where: Module, kinds: frozenset[str]) -> Iterator[ast.Call]:
    for node in ast.walk(where.tree):
        if (
            isinstance(node, ast.Raise)
            and isinstance(node.exc, ast.Call)
            and last_name(node.exc.func) in kinds
        ):
            yield node.exc


def told(where: Module) -> Iterator[ast.Call]:
    for node in ast.walk(where.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            holder = node.func.value
            if isinstance(holder, ast.Name) and holder.id == "message" and node.func.attr in TOLD:
                yield node


def messages() -> Iterator[tuple[str, str]]:
    """Yield every whole message with its place."""
    for where in modules():
        for call in raised(where, PROBLEMS):
            whole = texts(call.args[0], where)
            if last_name(call.func) in WITH_MORE and len(call.args) > 1:
                whole = joined([whole, ["; "], texts(call.args[1], where)])
            yield from ((f"{where.name}:{call.lineno}", one) for one in whole)
        for call in told(where):
            for argument in call.args[1:3]:
                yield from ((f"{where.name}:{call.lineno}", one) for one in texts(argument, where))


def fault(text: str) -> str:
    """Return what is wrong with *text* as a message to a user, or nothing."""
    bare = text.strip()
    if not bare.strip(HOLE):
        return ""
    if not bare.endswith(_ALLOWED_ENDS):
        return "is not a whole sentence"
    if not (bare[0].isupper() or bare[0] in f"”–•{HOLE}"):
        return "does not begin as a sentence"
    if ENGLISH.search(bare.replace("Lokdesk", "")):
        return "is not Swedish"
    if '"' in bare or "'" in bare:
        return "has straight quotation marks"
    if re.search(r"(^|\s)(/\w+/|[A-Z]:\\)", bare):
        return "has a path of somebody's computer"
    return ""


def pasted(where: Module) -> Iterator[str]:
    """Yield the names of foreign exceptions whose words are put into a message, with their places."""
    for handler in (one for one in ast.walk(where.tree) if isinstance(one, ast.ExceptHandler)):
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if handler.name is None or all(kind is not None and last_name(kind) in OWN for kind in kinds):
            continue
        calls = [*raised_in(handler), *told_in(handler)]
        for call in calls:
            for argument in call.args:
                if pastes(argument, handler.name):
                    yield f"{where.name}:{call.lineno} {handler.name}"


def raised_in(handler: ast.ExceptHandler) -> Iterator[ast.Call]:
    for node in ast.walk(handler):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            if last_name(node.exc.func) in PROBLEMS | PARTS:
                yield node.exc


def told_in(handler: ast.ExceptHandler) -> Iterator[ast.Call]:
    for node in ast.walk(handler):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if ast.unparse(node.func) in ("stream.message", "message.problem"):
                yield node


def pastes(argument: ast.expr, name: str) -> bool:
    """Return whether *argument* is, or holds, the words of the exception called *name*."""
    for node in ast.walk(argument):
        match node:
            case ast.FormattedValue(ast.Name(known)) if known == name:
                return True
            case ast.Call(ast.Name("str" | "repr"), [ast.Name(known)]) if known == name:
                return True
            case ast.Attribute(ast.Name(known), attribute) if known == name and attribute not in NUMBERS:
                return attribute in ("args", "strerror", "filename", "msg", "reason")
            case _:
                pass
    return False


def test_every_message_is_a_whole_swedish_sentence():
    found = list(messages())

    assert len(found) > 150
    assert [f"{place} {fault(text)}: {text}" for place, text in found if fault(text)] == []


def test_what_is_the_rest_of_a_sentence_ends_without_a_stop():
    found = [
        (f"{where.name}:{call.lineno}", text)
        for where in modules()
        for call in raised(where, PARTS)
        for text in texts(call.args[0], where)
    ]

    assert len(found) > 10
    assert [one for one in found if one[1] != HOLE and (one[1].endswith(".") or one[1][0].isupper())] == []


def test_no_message_has_the_words_of_somebody_elses_exception():
    assert [one for where in modules() for one in pasted(where)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Filen kunde inte sparas",
        "filen kunde inte sparas.",
        "The file was not found.",
        'Filen "a" finns inte.',
        "Filen ligger i /home/eva/a.",
    ],
)
def test_what_is_no_sentence_for_a_user_is_seen(text: str):
    assert fault(text)


@pytest.mark.parametrize(
    "words",
    [
        "f'Det gick inte: {error}'",
        "str(error)",
        "'Nej: ' + str(error)",
        "f'Nej: {error.strerror}'",
        "repr(error)",
    ],
)
def test_pasted_words_are_seen(words: str):
    source = f"try:\n    f()\nexcept OSError as error:\n    raise Problem({words}) from error\n"

    assert list(pasted(module(source)))
    assert not list(pasted(module(source.replace("OSError", "Failed"))))
