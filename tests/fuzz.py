"""Project files, Word documents, templates and clipboards that others have damaged, by chance and on purpose.

``python -m tests.fuzz`` tries 100,000 of them, each made of a seed and a number and so the same every time,
and tells which one to look at: ``python -m tests.fuzz --only word 4711``.
"""

import argparse
import io
import json
import random
import re
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lokdesk.gui.clipboard import cells, hypertext
from lokdesk.project import naming, project
from lokdesk.project.container import Broken, Container, NoContainer, pack, unpack
from lokdesk.project.problem import TooNew
from lokdesk.project.project import Project
from lokdesk.session.library import Library
from lokdesk.word import loading, merge, package, read, soundness
from lokdesk.word.render import render

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 2.0
"""So long one of them may take."""
MEGABYTES = 300
"""So much more memory than at the beginning the whole run may take."""
SEED = 2026
COUNT = 100_000

_ODD = ["", "\0", "a" * 70_000, "../x", "=1+1", "&#0;", "<w:p/>", "9" * 400, "-1", "1e999", "åäö \u202e", "*"]
_ODD_JSON: list[Any] = [
    None,
    True,
    -1,
    1 << 70,
    1.5,
    [],
    {},
    [[[]]],
    {"": {}},
    "",
    "x" * 70_000,
    "../../x",
    "*",
]
_MARKUP = (b"<", b">", b'"', b"&", b"</", b"<!--", b"]]>", b"<!DOCTYPE a>", b"\xff\xfe", b"\0")


class TooSlow(Exception):
    """An input that took longer than it may."""


# -- what is damaged


@cache
def library() -> Library:
    """Return what comes with the program."""
    return Library(ROOT / "resources", ROOT / "templates")


@cache
def _project() -> bytes:
    from tests.project.made import FULL

    return project.dumps(
        Project(FULL.model_copy(update={"agreement": library().example("tva-kommuner").agreement}))
    )


@cache
def _template() -> bytes:
    from tests.word import made

    body = [made.h(1, "Mål"), made.p(made.field("title")), made.p(made.run("Fast text"))]
    body.append(made.table(made.row(made.cell(made.p(made.run("Ett"))), made.cell(made.p(made.run("Två"))))))
    return made.template(*body).content


@cache
def _document() -> bytes:
    from tests.word import made

    return render(library().example("tva-kommuner").agreement, made.template(*_body()))


def _body() -> list[str]:
    from tests.word import made

    return [
        made.h(1, made.run("Överenskommelse")),
        made.p(made.field("title")),
        made.text("background"),
        made.p(made.run("Slut")),
    ]


_HTML = (
    "<html><head><style>@list l0:level1 {mso-level-number-format:bullet;} p.a {mso-list:l0 level1 lfo1}"
    "</style></head><body><h1>Rubrik</h1><p class=a style='mso-list:l0 level1 lfo1'>Ett <b>fet</b> "
    '<a href="https://example.se/">länk</a><a href="#_ftn1" name="_ftnref1">[1]</a></p>'
    "<ul><li>a<ul><li>b</ul>"
    "</ul><table><tr><td colspan=2 rowspan=3>1</td><td>2<tr><td>3</table>"
    '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Not</p></div></body></html>'
).encode()


# -- how it is damaged


def _bytes(chance: random.Random, content: bytes) -> bytes:
    """Return *content* with some bytes others, taken out, doubled, or cut off."""
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        place, length = chance.randrange(len(changed) + 1), chance.choice([1, 1, 4, 40, 2000])
        match chance.randrange(6):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + length]
            case 2:
                changed[place:place] = changed[place : place + length] * chance.choice([1, 2, 30])
            case 3:
                changed[place:place] = chance.choice(_MARKUP)
            case 4:
                changed[place : place + 4] = chance.choice([b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"])
            case _:
                del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


def _markup(chance: random.Random, content: bytes) -> bytes:
    """Return *content* with tags taken out, doubled, moved, nested deep, or with odd values."""
    pieces = re.split(rb"(<[^>]*>)", content)
    for _ in range(chance.choice([1, 2, 8])):
        place = chance.randrange(len(pieces))
        match chance.randrange(6):
            case 0:
                del pieces[place : place + chance.choice([1, 2, 20])]
            case 1:
                pieces[place:place] = pieces[place : place + chance.choice([1, 2, 20])] * chance.choice(
                    [1, 3]
                )
            case 2:
                other = chance.randrange(len(pieces))
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case 3:
                odd = chance.choice(_ODD).encode()
                pieces[place] = re.sub(
                    rb'"[^"]*"', b'"' + odd.replace(b"\\", b"") + b'"', pieces[place], count=1
                )
            case 4:
                depth = chance.choice([10, 200, 3000])
                pieces[place] = pieces[place] * depth
            case _:
                pieces[place] = chance.choice(_ODD).encode()
        if not pieces:
            return b""
    return b"".join(pieces)


def _json(chance: random.Random, content: bytes) -> bytes:
    """Return the JSON *content* with values of other kinds, missing, twice, or far too deep."""
    raw = json.loads(content)
    for _ in range(chance.choice([1, 1, 3, 10])):
        places = list(_places(raw))
        # What grows and grows would take its time here, before anything of the program has been tried.
        if not places or len(places) > 50_000:
            break
        holder, key = chance.choice(places)
        match chance.randrange(5):
            case 0:
                del holder[key]
            case 1:
                holder[key] = [holder[key]] * chance.choice([1, 2, 300])
            case 2:
                other, its = chance.choice(places)
                holder[key] = json.loads(json.dumps(other.get(its) if isinstance(other, dict) else None))
            case 3:
                deep: Any = holder[key]
                for _ in range(chance.choice([5, 99, 400])):
                    deep = [deep]
                holder[key] = deep
            case _:
                holder[key] = chance.choice(_ODD_JSON)
    return json.dumps(raw).encode()


def _places(raw: Any) -> Iterator[tuple[Any, Any]]:
    open_ = [raw]
    while open_:
        one = open_.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for key in keys:
            yield one, key
            open_.append(one[key])


def _zip(chance: random.Random, parts: Mapping[str, bytes]) -> bytes:
    """Return *parts* in a zip, one of them damaged, missing, renamed or there twice."""
    changed = dict(parts)
    name = chance.choice(list(changed))
    match chance.randrange(5):
        case 0:
            del changed[name]
        case 1:
            changed[
                chance.choice(["../x", "a\\..\\b", "x" * 300, "CON", name.upper(), "word/vbaProject.bin"])
            ] = changed.pop(name)
        case 2:
            other = chance.choice(list(changed))
            changed[name], changed[other] = changed[other], changed[name]
        case 3:
            changed[name] = changed[name] * chance.choice([0, 2, 50])
        case _:
            changed[name] = _bytes(chance, changed[name])
    packed = io.BytesIO()
    kind = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED])
    with zipfile.ZipFile(packed, "w", kind) as archive:
        for one, content in changed.items():
            archive.writestr(one, content)
    return packed.getvalue()


def _parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _office(chance: random.Random, packed: bytes) -> bytes:
    """Return a damaged form of the Word document *packed*."""
    match chance.randrange(4):
        case 0:
            return _bytes(chance, packed)
        case 1:
            return _zip(chance, _parts(packed))
        case _:
            parts = _parts(packed)
            name = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
            how = chance.choice([_bytes, _markup, _markup])
            return _zipped(parts | {name: how(chance, parts[name])})


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _answers(chance: random.Random, packed: bytes) -> bytes:
    """Return a damaged form of the project file *packed*, most often with right checksums."""
    match chance.randrange(4):
        case 0:
            return _bytes(chance, packed)
        case 1:
            return _zip(chance, _parts(packed))
        case _:
            whole = unpack(packed)
            parts = dict(whole.parts)
            name = chance.choice([one for one in parts if one.endswith(".json") and not naming.is_file(one)])
            how = chance.choice([_json, _json, _bytes])
            return pack(Container(whole.version, whole.manifest, parts | {name: how(chance, parts[name])}))


# -- what is done with it


def try_project(chance: random.Random) -> None:
    """Open a damaged project file; what could be opened says the same when it has been saved."""
    content = _answers(chance, _project())
    try:
        opened = project.loads(content)
    except (Broken, NoContainer, TooNew):
        return
    if project.loads(project.dumps(opened)).draft != opened.draft:
        raise AssertionError("saved and opened again, it says something else")


def try_word(chance: random.Random) -> None:
    """Read the answers in a damaged document, and put it into another one."""
    content = _office(chance, _document())
    try:
        read.read(content)
    except (package.Damaged, read.NotOurs):
        pass
    merge.merged.__wrapped__(content, "appendices/appe0001/attachment", merge.Host())


def try_template(chance: random.Random) -> None:
    """Make a document after a damaged template; if it can be made, it can be opened."""
    from tests.word import made

    manifest = made.template(made.p(made.run("Text"))).manifest
    try:
        template = loading.loaded(_office(chance, _template()), manifest)
    except package.Damaged:
        return
    written = render(library().example("tva-kommuner").agreement, template)
    package.opened(written)
    soundness.faults(written)


def try_clipboard(chance: random.Random) -> None:
    """Paste damaged HTML into a text and into a table."""
    how = chance.choice([_bytes, _markup, _markup])
    html = how(chance, _HTML).decode(errors="replace")
    hypertext.read(html)
    cells.from_clipboard(html, html)


KINDS: dict[str, Callable[[random.Random], None]] = {
    "project": try_project,
    "word": try_word,
    "template": try_template,
    "clipboard": try_clipboard,
}


# -- trying


def _stop(*_: object) -> None:
    raise TooSlow


def fault(kind: str, number: int, seed: int = SEED, *, timed: bool = True) -> str:
    """Try the input with that *number* of a *kind*. Returns what was wrong, empty when nothing was.

    Where it is not *timed*, however long it takes is right.
    """
    began = time.process_time()
    if timed and hasattr(signal, "setitimer"):
        # In what it has computed, not on the clock: a machine with other things to do is no fault.
        signal.signal(signal.SIGVTALRM, _stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, 10 * SECONDS)
    try:
        KINDS[kind](random.Random(f"{seed} {kind} {number}"))
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        if timed and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    taken = time.process_time() - began
    return f"{taken:.1f} s" if timed and taken > SECONDS else ""


def memory() -> float:
    """Return the most memory that this process has had, in megabytes."""
    # There is none on Windows.
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> int:
    """Try them all, and tell what was wrong."""
    parser = argparse.ArgumentParser(description="Open damaged files and see that nothing breaks.")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", nargs=2, metavar=("KIND", "NUMBER"))
    given = parser.parse_args()
    if given.only:
        KINDS[given.only[0]](random.Random(f"{given.seed} {given.only[0]} {given.only[1]}"))
        return 0
    for kind in KINDS:
        # What is made once does not count.
        fault(kind, 0, given.seed)
    before, faults = memory(), 0
    for turn in range(given.count):
        kind = list(KINDS)[turn % len(KINDS)]
        number = turn // len(KINDS)
        if wrong := fault(kind, number, given.seed):
            faults += 1
            print(f"{kind} {number}: {wrong}", flush=True)
    more = memory() - before
    print(f"{given.count} inputs, seed {given.seed}: {faults} faults, {more:.0f} MB more memory.")
    return 1 if faults or more > MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
