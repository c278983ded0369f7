"""Out and back again: an agreement sent out, edited in four copies, taken in and decided."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.organisation import Member
from lokdesk.agreement.rich_text import plain
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.session import companion, document, keeping, making, redline, standing
from lokdesk.session.companion import Chosen
from lokdesk.session.making import Order, Picked
from lokdesk.word import accepted, package
from tests import tools
from tests.circulation import office
from tests.circulation.material import Sent
from tests.circulation.office import Planned
from tests.circulation.paper import Element, Paper, w, words
from tests.session.made import LIBRARY
from tests.word import made

SENT_ON, DECIDED_ON = date(2026, 9, 14), date(2026, 10, 20)
TITLE = "goals/malunga1/title"
MEMBERS = "organisation/forums/styrhuvi/members"
SIZES = "target_groups/ungautan/sizes"
WRITTEN = "Fler unga i Hultsfred och Vimmerby arbetar eller studerar"
REASON = "Arbetsförmedlingens lydelse säger det tydligare."
COMMENT = "Vem svarar för detta?"
NEW_ROLE = "Ungdomsombud"


@dataclass(frozen=True)
class Out:
    """What went out: the project file with the version kept in it, and the documents."""

    file: Path
    sent: Sent
    documents: tuple[Path, ...]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Out:
    """Send the example out in its circulation, as the window does."""
    folder = tmp_path_factory.mktemp("utskick")
    draft = LIBRARY.example("tva-kommuner")
    offer = next(one for one in making.offers(draft, LIBRARY) if one.is_sent)
    orders = [
        Order(chosen, folder / f"avtal{ending}.docx")
        for chosen, ending in making.chosen(draft, [Picked(offer, offer.subjects)])
    ]
    done = making.making(draft, LIBRARY, orders, None)()
    agreement = next(one for one in done if one.order.is_the_agreement)
    round_ = draft.agreement.circulations[0]
    after = keeping.send_out(draft, round_, "avtal.docx", agreement.content, SENT_ON)
    file = folder / "avtal.lokdesk"
    project.save(Project(after), file)
    return Out(file, Sent(after, agreement.content), tuple(one.order.path for one in done))


def text_of(agreement: Agreement, address: str) -> str:
    return at.get(agreement, address).text


def edited_in_word(content: bytes, last: str) -> tuple[bytes, bytes]:
    """Return the copies of the two who write in Word."""
    first = Paper(content)
    background = first.paragraphs("background")[0]
    first.replace(background, 0, 16, "Avtalet", "Anna Berg")
    first.comment(first.paragraphs("mapping/gaps")[0], 0, 10, COMMENT, "Anna Berg")
    first.resave(1)
    second = Paper(content)
    title = second.control(TITLE)
    said = "".join(title.itertext())
    second.replace(title, len(said), len(said), " varje år", "")
    second.plus(f"{MEMBERS}/{last}", [("role", NEW_ROLE)])
    second.resave(2)
    return first.saved(), second.saved()


def edited_in_libreoffice(sent: Sent) -> tuple[bytes, bytes]:
    """Return the copies of the two who write in LibreOffice."""
    agreement = sent.draft.agreement
    extension, method = (text_of(agreement, one) for one in ("validity/extension", "follow_up/method"))
    background = text_of(agreement, "background").split("\n")[0]
    last = at.get(agreement, SIZES)[-1]
    third = [
        {"do": "replace", "in": extension, "start": 0, "end": 16, "text": "Detta"},
        {"do": "add", "in": method, "text": "Även ungas egna erfarenheter samlas in."},
    ]
    fourth = [
        {"do": "replace", "in": background, "start": 0, "end": 16, "text": "Det här", "author": "Bo Öst"},
        {"do": "no_row", "in": last.number},
    ]
    first, second = office.made(
        [Planned(sent, name, steps, ()) for name, steps in (("c", third), ("d", fourth))]
    )
    return first.content, second.content


@pytest.fixture(scope="module")
def copies(out: Out) -> tuple[Path, ...]:
    tools.office_python()
    names = ("Svar Arbetsförmedlingen", "Svar Hultsfreds kommun", "Svar Vimmerby kommun", "Synpunkter (2)")
    last = at.get(out.sent.draft.agreement, MEMBERS)[-1].id
    contents = (*edited_in_word(out.sent.content, last), *edited_in_libreoffice(out.sent))
    paths = [out.file.with_name(f"{name}.docx") for name in names]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return tuple(paths)


@dataclass(frozen=True)
class TakenIn:
    """What the command said, and the draft that it wrote."""

    told: dict[str, Any]
    draft: Draft


@pytest.fixture(scope="module")
def taken(out: Out, copies: tuple[Path, ...]) -> TakenIn:
    """Take the copies in as the command does."""
    new = out.file.with_name("med-svar.lokdesk")
    done = subprocess.run(
        [sys.executable, "-m", "lokdesk", "take-in", out.file, *copies, "--json", "-o", new],
        capture_output=True,
        cwd=tools.ROOT,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    return TakenIn(json.loads(done.stdout), project.open(new).draft)


def ref(draft: Draft, file: str, address: str, kind: str = "changed") -> str:
    """Return what names the viewpoint of that *kind* about *address*, or an item of it, in a file."""
    (found,) = (
        f"{reply.id}/{one.id}"
        for reply in draft.replies
        if file in reply.name
        for one in reply.viewpoints
        if one.kind == kind and address in (one.address, at.parent(one.address))
    )
    return found


@pytest.fixture(scope="module")
def decided(taken: TakenIn) -> Draft:
    """Take a stand on all that came back."""
    draft = taken.draft
    by: dict[str, Any] = {"by": "Arbetsgruppen", "on": DECIDED_ON}
    draft = standing.take(draft, ref(draft, "Arbetsf", "background"), **by)
    draft = standing.take(
        draft, ref(draft, "Arbetsf", "mapping/gaps", "comment"), reason="Det står nu.", **by
    )
    draft = standing.edit(draft, ref(draft, "Hultsfred", TITLE), WRITTEN, **by)
    draft = standing.take(draft, ref(draft, "Hultsfred", MEMBERS, "added"), **by)
    draft = standing.take(draft, ref(draft, "Vimmerby", "validity/extension"), **by)
    draft = standing.lift(draft, ref(draft, "Vimmerby", "follow_up/method"), body="Styrgruppen", **by)
    draft = standing.take(draft, ref(draft, "Synpunkter", SIZES, "removed"), **by)
    return standing.refuse(draft, ref(draft, "Synpunkter", "background"), REASON, **by)


def test_the_package_is_the_agreement_and_what_goes_along(out: Out):
    assert sorted(one.name for one in out.documents) == [
        "avtal-foljebrev-avstamning.docx",
        "avtal-svarstabell-avstamning.docx",
        "avtal.docx",
    ]
    (kept,) = project.open(out.file).draft.versions
    assert kept.content == out.sent.content


def test_the_command_tells_all_that_was_edited_and_nothing_else(taken: TakenIn):
    told = [(one["file"], one["author"], one["kind"], one["address"]) for one in taken.told["changes"]]
    (new,) = (one["address"] for one in taken.told["changes"] if one["kind"] == "added")

    assert at.parent(new) == MEMBERS
    assert sorted(told) == [
        ("Svar Arbetsförmedlingen.docx", "Anna Berg", "changed", "background"),
        ("Svar Hultsfreds kommun.docx", "Hultsfreds kommun", "added", new),
        ("Svar Hultsfreds kommun.docx", "Hultsfreds kommun", "changed", TITLE),
        ("Svar Vimmerby kommun.docx", "Vimmerby kommun", "changed", "follow_up/method"),
        ("Svar Vimmerby kommun.docx", "Vimmerby kommun", "changed", "validity/extension"),
        ("Synpunkter (2).docx", "Bo Öst", "changed", "background"),
        ("Synpunkter (2).docx", "Bo Öst", "removed", f"{SIZES}/ungavimm"),
    ]
    assert [(one["author"], one["text"]) for one in taken.told["comments"]] == [("Anna Berg", COMMENT)]
    assert taken.told["tray"] == []


def test_nothing_is_applied_and_the_comment_is_a_note(out: Out, taken: TakenIn):
    assert taken.draft.agreement == out.sent.draft.agreement
    assert [
        (note.address, note.text and note.text.text, note.author)
        for note in taken.draft.discussion.notes
        if note.author == "Anna Berg"
    ] == [("mapping/gaps", COMMENT, "Anna Berg")]


def wanted(agreement: Agreement, new_id: str) -> Agreement:
    """Return what the agreement shall say when all stands have been taken."""
    first, *rest = text_of(agreement, "background").split("\n")
    after = at.replace(agreement, "background", plain("\n".join([f"Avtalet{first[16:]}", *rest])))
    after = at.replace(after, TITLE, WRITTEN)
    after = at.insert(after, MEMBERS, Member(id=new_id, role=NEW_ROLE))
    extension = text_of(agreement, "validity/extension")
    after = at.replace(after, "validity/extension", plain(f"Detta{extension[16:]}"))
    return at.remove(after, f"{SIZES}/ungavimm")


def test_the_agreement_is_right_to_the_word(out: Out, decided: Draft):
    before = out.sent.draft.agreement
    new = at.get(decided.agreement, MEMBERS)[-1]

    assert decided.agreement == wanted(before, new.id)


def test_the_summary_of_responses_tells_each_with_its_stand_and_reason(decided: Draft):
    kind = companion.document(LIBRARY, "sammanstallning-synpunkter")
    subject = companion.subject(decided, kind, decided.agreement.circulations[0].id)
    said = made.lines(document.render(decided, LIBRARY, Chosen(kind, subject)))

    assert any("8 synpunkter har kommit in från 4 avsändare" in one for one in said)
    for expected in (COMMENT, "Det står nu.", WRITTEN, REASON, NEW_ROLE):
        assert any(expected in one for one in said), expected
    # One in the head of the table of figures, and one for each stand.
    counted = {name: said.count(name) for name in ("Intas", "Intas med ändring", "Avvisas", "Beaktas")}
    assert counted == {"Intas": 5, "Intas med ändring": 2, "Avvisas": 2, "Beaktas": 1}
    assert sum(one.startswith("Lyfts till") for one in said) == 1


def printed(document_: bytes, settle: Callable[[Element], None]) -> list[str]:
    """Return the words of the paragraphs in *document_* once its tracked changes have been settled."""
    source = package.opened(document_)
    root = source.xml(source.document)
    settle(root)
    return [said for one in root.iter(w("p")) if (said := words(one))]


def test_the_redline_says_what_was_sent_and_what_stands_now(out: Out, decided: Draft):
    redlined = redline.made(out.sent.draft, decided, LIBRARY, "Arbetsgruppen", DECIDED_ON)
    now = document.render(decided, LIBRARY)

    assert printed(redlined, accepted.reject) == printed(out.sent.content, accepted.accept)
    assert printed(redlined, accepted.accept) == printed(now, accepted.accept)
