"""No archive does harm by how it is packed: project files and Word documents refuse the same things."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.word import merge, package, soundness
from lokdesk.word.borrowed import Rejected
from lokdesk.word.package import Damaged
from tests import hostile
from tests.project.made import FULL
from tests.word import made

Parts = dict[str, bytes]
INSIDE = "abcdefgh.json"
"""The name of a part that is given another one of the same length."""


def parts_of(packed: bytes) -> Parts:
    return made.parts(packed)


def sources() -> dict[str, Parts]:
    return {
        "project": parts_of(project.dumps(Project(FULL))),
        "word": parts_of(made.docx(made.p(made.run("Text")))),
    }


def with_more(parts: Parts) -> bytes:
    return hostile.zipped(parts, (INSIDE, b"{}"))


def bzipped(parts: Parts) -> bytes:
    info = zipfile.ZipInfo("a.json")
    info.compress_type = zipfile.ZIP_BZIP2
    return hostile.zipped(parts, (info, bytes(10_000)))


EVIL: dict[str, tuple[Callable[[Parts], bytes], str]] = {
    "zip bomb": (lambda parts: hostile.bomb(parts, "a.json"), "orimligt mycket"),
    "a part announced as 2 GB": (
        lambda parts: hostile.announced(with_more(parts), INSIDE, (1 << 31) - 1),
        "orimligt mycket",
    ),
    "a part that is more than it says": (
        lambda parts: hostile.announced(hostile.zipped(parts), list(parts)[-1], 3),
        "skadad",
    ),
    "parts on top of each other": (lambda parts: hostile.overlapping(parts, "a.json"), "ovanpå varandra"),
    "a name that leads out": (
        lambda parts: hostile.renamed(with_more(parts), INSIDE, b"../../ut.json"),
        "leder ut",
    ),
    "a name that leads out backwards": (
        lambda parts: hostile.renamed(with_more(parts), INSIDE, b"..\\..\\ut.json"),
        "leder ut",
    ),
    "a name with a drive": (
        lambda parts: hostile.renamed(with_more(parts), INSIDE, b"C:/abcef.json"),
        "leder ut",
    ),
    "a name with NUL": (
        lambda parts: hostile.renamed(with_more(parts), INSIDE, b"abc.exe\0.json"),
        "otillåtna",
    ),
    "a link": (lambda parts: hostile.linked(parts, "passwd"), "genväg"),
    "a rare compression": (bzipped, "komprimerad"),
    "a name twice": (
        lambda parts: hostile.renamed(
            hostile.zipped(parts, (INSIDE, b"1"), (INSIDE[:-1] + "N", b"2")),
            INSIDE[:-1] + "N",
            INSIDE.encode(),
        ),
        "samma namn",
    ),
    "a name twice but for its case": (
        lambda parts: hostile.zipped(parts, ("a.json", b""), ("A.JSON", b"")),
        "samma namn",
    ),
    "too many parts": (
        lambda parts: hostile.zipped(parts, *[(f"{number}.json", b"") for number in range(10_001)]),
        "delar",
    ),
    "archives in archives": (lambda _: hostile.endless(), "projektfil|Word-dokument"),
    "a zip that holds itself": (lambda _: hostile.quine(), "projektfil|Word-dokument"),
}


@pytest.fixture(scope="module", params=EVIL)
def evil(request: pytest.FixtureRequest) -> tuple[Callable[[Parts], bytes], str]:
    return EVIL[request.param]


def test_a_project_file_is_refused_in_a_sentence_and_left_as_it_is(
    evil: tuple[Callable[[Parts], bytes], str], tmp_path: Path
):
    make, why = evil
    path = tmp_path / "någons.lokdesk"
    path.write_bytes(content := make(sources()["project"]))

    with pytest.raises(Problem, match=why) as told:
        project.open(path)

    assert str(told.value).startswith(("”någons.lokdesk”", "Projektfilen ”någons.lokdesk”"))
    assert str(told.value).endswith(".")
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_word_document_is_refused_in_a_sentence(evil: tuple[Callable[[Parts], bytes], str]):
    make, why = evil
    content = make(sources()["word"])

    with pytest.raises(Damaged, match=why) as told:
        assert package.opened(content).document
    assert str(told.value).endswith(".")

    assert "damaged" in {fault.check for fault in soundness.faults(content)}
    found = merge.merged(content, "appendices/bilaga01/attachment", merge.Host())
    assert isinstance(found, Rejected)
    assert re.search(why, str(found))


def test_what_is_honest_is_opened():
    for parts in sources().values():
        assert package.opened(with_more(parts)).parts == parts | {INSIDE: b"{}"}
    assert project.loads(hostile.zipped(sources()["project"])).draft == FULL
    assert project.loads(project.dumps(Project(Draft()))).draft == Draft()


def test_a_zip_that_holds_itself_is_one_and_comes_along_as_it_is():
    itself = hostile.quine()
    with zipfile.ZipFile(io.BytesIO(itself)) as archive:
        (inside,) = archive.namelist()
        assert archive.read(inside) == itself

    attached = FULL.model_copy(
        update={"attachments": (Attachment(id="quine001", name="evig.zip", content=itself),)}
    )

    assert project.loads(project.dumps(Project(attached))).draft == attached
