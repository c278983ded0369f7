"""Every page, view, pane and dialog of the window, by name, and what brings it about.

All that can be seen of the program is listed here, for the tests that look at it and for the pictures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton, QWidget

from benchmarks import content
from lokdesk.agreement.draft import Predecessor
from lokdesk.gui.dialogs import documents
from lokdesk.gui.dialogs.adopt import AdoptDialog
from lokdesk.gui.dialogs.adopted import AdoptedDialog
from lokdesk.gui.dialogs.backups import BackupsDialog, CopyDialog
from lokdesk.gui.dialogs.compare import CompareDialog
from lokdesk.gui.dialogs.documents import DocumentsDialog
from lokdesk.gui.dialogs.form import FormDialog
from lokdesk.gui.dialogs.moving import BackDialog, MoveDialog, OrphansDialog
from lokdesk.gui.dialogs.pick import PickDialog
from lokdesk.gui.dialogs.recovery import RecoveryDialog
from lokdesk.gui.dialogs.replace import ReplaceDialog
from lokdesk.gui.dialogs.replace_person import ReplacePersonDialog
from lokdesk.gui.dialogs.revise import ReviseDialog
from lokdesk.gui.dialogs.settings import SettingsDialog
from lokdesk.gui.dialogs.target import TargetDialog
from lokdesk.gui.dialogs.vacancies import VacanciesDialog
from lokdesk.gui.dialogs.versions import VersionsDialog
from lokdesk.gui.dialogs.words import WordsDialog
from lokdesk.gui.guide import GuideWindow
from lokdesk.gui.menus import MENUS
from lokdesk.gui.panes.agenda import AgendaView
from lokdesk.gui.panes.differences import DifferencesView
from lokdesk.gui.panes.discussion import DiscussionPane
from lokdesk.gui.panes.document import DocumentPane
from lokdesk.gui.panes.figures import Enlarged, FiguresPane
from lokdesk.gui.panes.former import FormerPane
from lokdesk.gui.panes.gaps import Gaps
from lokdesk.gui.panes.help import HelpPane
from lokdesk.gui.panes.intake import IntakeView
from lokdesk.gui.panes.open import OpenView
from lokdesk.gui.panes.overview import OverviewView
from lokdesk.gui.panes.replies import RepliesView
from lokdesk.gui.recent import RecentFiles, Summary
from lokdesk.gui.search import SearchPanel
from lokdesk.gui.start import StartPage
from lokdesk.gui.trouble import Trouble
from lokdesk.gui.who import WhoPage
from lokdesk.gui.window import MainWindow
from lokdesk.gui.wizard.page import StepPage
from lokdesk.gui.wizard.removed import Removed
from lokdesk.gui.wizard.review import ReviewPanel
from lokdesk.gui.workshop.picker import AgendaDialog
from lokdesk.gui.workshop.workshop import EndPage, PointPage
from lokdesk.revision.beginning import begun
from lokdesk.session import (
    discussion,
    evaluating,
    importing,
    intake,
    keeping,
    making,
    moving,
    recovery,
    standing,
)
from lokdesk.session.journal import NOT_KEPT
from lokdesk.session.session import Session
from tests import circulated
from tests.gui import hands
from tests.gui.left import left
from tests.gui.pages import name_file
from tests.word.foreign.agreements import TUNED
from tests.word.foreign.outlines import OUTLINES
from tools.windows import first

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 3, 2)
OWN_PARTY = "Växjö kommun"

Look = Callable[[QWidget], object]
"""What is done with what is seen."""
Bring = Callable[[MainWindow, Look], object]
"""Brings a page about in a window with an empty draft, and has it looked at; then all is as it was before."""

_AGENDA = ("background", "goals", "goals/*/indicators")
_WORDS = ("Ansvaret delas lika.", "Kommunen ansvarar för samordningen.")


@dataclass(frozen=True)
class Shot:
    """Something that can be seen: what it *shows* is a class of widget, and *bring* brings it about.

    What is *open* has all its cards open, which is much to look through and little to look at.
    """

    name: str
    shows: type[QWidget]
    bring: Bring
    open: bool = False


# The window


def _example(window: MainWindow) -> None:
    window.session.new(window.session.library.example())


def _step(slug: str, *, example: bool = True, open_: bool = False) -> Bring:
    def bring(window: MainWindow, look: Look) -> None:
        if example:
            _example(window)
        window.wizard.go_to_step(slug)
        window.wizard.page.begin()
        if open_:
            _open_all(window)
        look(window)

    return bring


def _open_all(window: MainWindow) -> None:
    lists = window.wizard.page.places
    opened = -1
    while opened != (opened := sum(len(items.cards) for items in lists.all_lists)):
        for items in lists.all_lists:
            for card in items.cards.values():
                card.open()


def _place(pattern: str, pane: str = "help", prepare: Callable[[MainWindow], object] = _example) -> Bring:
    def bring(window: MainWindow, look: Look) -> None:
        prepare(window)
        window.wizard.aside.choose(pane)
        window.wizard.aside.show()
        window.wizard.go_to(first(window, pattern))
        look(window)
        window.wizard.aside.choose("help")

    return bring


def _view(slug: str, prepare: Callable[[MainWindow], object] = _example) -> Bring:
    def bring(window: MainWindow, look: Look) -> None:
        prepare(window)
        window.wizard.go_to_view(slug)
        look(window)

    return bring


def _moved(window: MainWindow) -> None:
    """Open the example, moved to the newest versions, with an answer to what is asked only there."""
    _example(window)
    session = window.session
    moving.move(session, moving.rehearse(session.library, session.draft, TODAY))
    session.set("adult_education/channel", "Säker digital kanal")


def _revised(window: MainWindow) -> None:
    """Have the example open as it is after a year: some of it worded otherwise, new, gone or moved."""
    draft = window.session.library.example()
    frozen = Predecessor(id="year0001", agreement=draft.agreement)
    new = content.revised(draft.agreement)
    window.session.new(draft.model_copy(update={"agreement": new, "predecessors": (frozen,)}))


def _evaluated(window: MainWindow) -> None:
    """Begin the revision of the example, with one goal evaluated and another one dropped."""
    window.session.new(begun(window.session.library.example(), TODAY).draft)
    session = window.session
    one, two, *_ = session.agreement.goals
    indicator, party = one.indicators[0], one.indicators[0].values[0].party
    evaluating.enter_outcome(session, one.id, indicator.id, party, "47 %", "helåret 2025")
    evaluating.say(session, one.id, helped="delvis")
    evaluating.say(session, one.id, how="Styrgruppen följde upp målet varje tertial.")
    evaluating.judge(session, one.id, "reformulate")
    evaluating.judge(session, two.id, "drop")


def _taken_in(window: MainWindow) -> None:
    """Open an agreement from Word, one with tracked changes, of which something has been confirmed."""
    library = window.session.library
    docx = next(one for one in TUNED if one.name.startswith("spårade")).docx()
    name = "Överenskommelse Strängnäs 2024.docx"
    taken = intake.begun(importing.taken_in(docx, name, library), name, docx, library, TODAY).draft
    answers = [one.id for one in taken.intakes[-1].proposals if one.role == "answer"]
    window.session.new(intake.confirmed(taken, answers[:4]))


def _returned(window: MainWindow) -> None:
    """Open the example with what came back from a circulation, one wish taken and another refused."""
    draft = circulated.circulated(window.session.library.example())
    draft = standing.take(draft, "reply001/vp000001", by="Karin Ek", on=TODAY)
    reason = "Stycket om feriejobb hör hemma i kommunernas egna planer."
    window.session.new(standing.refuse(draft, "reply002/vp000002", reason, by="Karin Ek", on=TODAY))


def _clashed(window: MainWindow) -> None:
    """Open the example with places that another copy says otherwise about."""
    window.session.new(circulated.clashed(window.session.library.example()))


def _came_back(window: MainWindow) -> RepliesView:
    window.session.new(circulated.circulated(window.session.library.example()))
    window.wizard.begin_view("replies")
    (view,) = window.wizard.seen("replies")
    assert isinstance(view, RepliesView)
    return view


def _refuse(window: MainWindow, look: Look) -> None:
    voice = next(iter(next(iter(_came_back(window).cards.values())).voices.values()))
    _looked_at(voice.buttons["refuse"].click, look)


def _senders(window: MainWindow, look: Look) -> None:
    _looked_at(_came_back(window).senders.click, look)


def _place_words(window: MainWindow, look: Look) -> None:
    card = list(_came_back(window).cards.values())[-1]
    _looked_at(next(iter(card.voices.values())).buttons["place"].click, look)


def _gaps(window: MainWindow, look: Look) -> None:
    _taken_in(window)
    window.wizard.go_to_view("intake")
    (view,) = window.wizard.seen("intake")
    assert isinstance(view, IntakeView)
    view.go_on.click()
    look(window)


def _target(window: MainWindow, look: Look) -> None:
    _taken_in(window)
    window.wizard.begin_view("intake")
    (view,) = window.wizard.seen("intake")
    assert isinstance(view, IntakeView)

    def searched(dialog: QWidget) -> None:
        assert isinstance(dialog, TargetDialog)
        dialog.search.setText("indikatorns namn")
        look(dialog)

    _looked_at(view.move_chosen, searched)


def _adopted(window: MainWindow, *acts: Callable[[QWidget], object]) -> None:
    """Make a template of a document, and do *acts* in the dialogs that come once it has been read."""
    path = window.settings.state_folder / "Överenskommelse, blankett.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(OUTLINES[0].docx())

    def read(dialog: QWidget) -> None:
        assert isinstance(dialog, AdoptDialog)
        hands.until(lambda: not dialog.busy)
        acts[0](dialog)
        dialog.close()

    hands.come_back()
    hands.meanwhile(lambda: window.adopting.adopt_file(path), read, *acts[1:])


def _adopt(window: MainWindow, look: Look) -> None:
    _example(window)
    _adopted(window, look)


def _pick(window: MainWindow, look: Look) -> None:
    _example(window)

    def change(dialog: QWidget) -> None:
        assert isinstance(dialog, AdoptDialog)
        dialog.other.click()

    def searched(dialog: QWidget) -> None:
        assert isinstance(dialog, PickDialog)
        hands.type_text("mål")
        look(dialog)
        dialog.close()

    _adopted(window, change, searched)


def _saved_template(window: MainWindow, look: Look) -> None:
    _example(window)

    def save(dialog: QWidget) -> None:
        assert isinstance(dialog, AdoptDialog)
        dialog.save_button.click()

    def told(dialog: QWidget) -> None:
        look(dialog)
        dialog.close()

    _adopted(window, save, name_file(window.settings.state_folder / "mall.docx"), told)


def _agenda_unfolded(window: MainWindow, look: Look) -> None:
    _evaluated(window)
    window.wizard.go_to_view("agenda")
    (view,) = window.wizard.seen("agenda")
    assert isinstance(view, AgendaView)
    for slug in ("goals", "organisation", "legal", "questions"):
        if slug in view.boxes:
            view.boxes[slug].unfold(slug != "goals")
    look(window)


def _talked_about(window: MainWindow) -> None:
    """Open the example with notes, open questions, wordings and positions in it."""
    _example(window)
    session, goal = window.session, first(window, "goals/*/description")
    when = datetime(2026, 2, 24, 9, 30, tzinfo=UTC)
    discussion.add_note(session, goal, "Stäm av med socialtjänsten.", "Karin Ek (Växjö kommun)", when)
    for text, day in (
        ("Räknas den som har gått vidare till studier?", date(2026, 3, 20)),
        ("Vem tar fram siffrorna?", date(2026, 2, 27)),
    ):
        discussion.ask(session, goal, text, "Arbetsförmedlingen Kronoberg", day, "Karin Ek", TODAY)
    party = session.agreement.parties[0].id
    for text in _WORDS:
        discussion.propose(
            session, goal, text, party=party, person="Karin Ek", reason="Så gör vi i dag.", on=TODAY
        )
    discussion.take_position(session, "goals", (party,), "under diskussion", "Karin Ek", TODAY)


def _kept(window: MainWindow) -> None:
    """Open the example with versions of it kept."""
    _example(window)
    session, to = window.session, ("Växjö kommun, kommun@vaxjo.se", "Region Kronoberg")
    name = "Överenskommelse om samverkan i Kronobergs län.docx"
    for status, why, day, recipients in (
        ("avstämningsversion", "skickad", date(2026, 1, 12), to),
        ("beslutsversion", "beslutad", date(2026, 2, 26), ()),
    ):
        session.set("status", status)
        draft, _ = keeping.keep(session.draft, name, b"PK" + why.encode(), why, day, recipients=recipients)
        session.change(draft)


def _saved_again(window: MainWindow) -> None:
    """Open the example with copies of the file as it has been."""
    _example(window)
    window.session.save_as(window.settings.own_folder / "Kronoberg.lokdesk")
    window.session.set("title", "Lokal överenskommelse om samverkan")
    window.session.save()


def _copied(window: MainWindow, name: str) -> Path:
    """Open the example, and return a copy of its file called *name*, which somebody has written in since."""
    _saved_again(window)
    path = window.settings.own_folder / name
    path.write_bytes((window.settings.own_folder / "Kronoberg.lokdesk").read_bytes())
    theirs = Session(window.session.library)
    theirs.open(path)
    theirs.set("title", "Överenskommelse om arbete för unga")
    theirs.set("marking", "Utkast")
    theirs.save()
    window.session.set("title", "Överenskommelse om jobbspår")
    return path


def _joined(window: MainWindow, look: Look) -> None:
    """Bring in another copy, which says something else in one place."""
    path = _copied(window, "Kronoberg från kommunen.lokdesk")
    _looked_at(lambda: window.files.joining.bring(path), look)


def _in_conflict(window: MainWindow, look: Look) -> None:
    """Open a file beside which a synchronised folder has laid another."""
    path = _copied(window, "Kronoberg-LAPTOP-7.lokdesk").with_name("Kronoberg.lokdesk")
    _looked_at(lambda: window.files.joining.tell_of_conflicts(path), look)


def _changed_elsewhere(window: MainWindow, look: Look) -> None:
    """Save in a file in which somebody else has saved meanwhile."""
    path = _copied(window, "Kronoberg från kommunen.lokdesk")
    path.replace(path.with_name("Kronoberg.lokdesk"))
    _looked_at(window.files.save, look)


def _compared(list_: QWidget) -> BackupsDialog:
    """Return the list of copies, once each has been compared."""
    assert isinstance(list_, BackupsDialog)
    hands.until(lambda: not any("Jämförs" in one.text() for one in list_.told.values()))
    return list_


def _backups(window: MainWindow, look: Look) -> None:
    _saved_again(window)
    _looked_at(window.menus.actions["backups"].trigger, lambda dialog: look(_compared(dialog)))


def _backup(window: MainWindow, look: Look) -> None:
    """Show one of the copies beside what is open."""
    _saved_again(window)

    def show(dialog: QWidget) -> None:
        _compared(dialog).buttons["1:show"].click()
        dialog.close()

    def act(dialog: QWidget) -> None:
        look(dialog)
        dialog.close()

    hands.come_back()
    hands.meanwhile(window.menus.actions["backups"].trigger, show, act)


def _circulated(window: MainWindow) -> None:
    """Open the example with a round in which it goes out for comments."""
    _example(window)
    recipients = [{"name": "Växjö kommun", "address": "kommun@vaxjo.se"}, {"name": "Region Kronoberg"}]
    round_ = {"title": "remiss", "last_day": "2026-04-10", "recipients": recipients}
    window.session.fill({"circulations": [round_], "status": "avstämningsversion"})


def _remarked(window: MainWindow) -> None:
    """Open the example with something to put right on the page about parties."""
    _example(window)
    window.session.set(first(window, "parties/*/organisation_number"), "556000-0000")


def _findings(window: MainWindow, look: Look) -> None:
    """Show the findings on the last page, in a draft where much is missing."""
    window.session.add("goals")
    window.session.add("parties")
    window.wizard.go_to_step("review")
    panel = window.wizard.page.findChild(ReviewPanel)
    assert panel is not None
    # Stock is first taken once the page can be seen.
    hands.until(lambda: not window.wizard.busy)
    window.wizard.page.bring_into_view(panel.cards[0].go)
    look(window)


def _removed(window: MainWindow, look: Look) -> None:
    _example(window)
    goal = first(window, "perspectives/*")
    window.wizard.go_to(goal)
    items = window.wizard.page.places.editable_list("perspectives")
    assert items is not None
    items.remove(goal)
    look(window)


def _searching(window: MainWindow, look: Look) -> None:
    _example(window)
    window.lookup.panel.start("samverkan")
    look(window)
    window.lookup.panel.leave()


# What comes before the work


def _start(window: MainWindow, look: Look) -> None:
    recent, folder = RecentFiles(window.settings.store), window.settings.own_folder
    there = folder / "Kronoberg.lokdesk"
    there.touch()
    parties = tuple(party.name or "" for party in window.session.library.example().agreement.parties)
    recent.remember(
        folder / "Gamla mappen" / "Höglandet.lokdesk",
        Summary("Överenskommelse för Höglandet", ("Arbetsförmedlingen", "Nässjö kommun"), "Utkast", 12, 140),
    )
    recent.remember(
        there,
        Summary("Lokal överenskommelse om samverkan i Kronobergs län", parties, "Under beredning", 96, 140),
    )
    window.opening.show_start()
    look(window)
    for path in recent.paths():
        recent.forget(path)
    window.opening.show_start()
    window.opening.show_work()


def _start_with_unsaved(window: MainWindow, look: Look) -> None:
    _unsaved(window)
    window.opening.show_start()
    window.opening.stop()
    look(window)
    _all_erased(window)
    window.opening.show_start()
    window.opening.show_work()


def _unsaved(window: MainWindow) -> Path:
    """Leave two agreements unsaved, one of them on purpose, and return where their journals are."""
    _all_erased(window)
    library, folder = window.session.library, window.settings.state_folder / recovery.FOLDER
    left(library, folder, "Lokal överenskommelse om samverkan i Kronobergs län")
    left(library, folder, "Överenskommelse för Höglandet", leave=True)
    return folder


def _all_erased(window: MainWindow) -> None:
    window.recording.recorder.flush()
    for one in recovery.found(window.settings.state_folder / recovery.FOLDER):
        recovery.erase(one.path)


def _recovery(window: MainWindow, look: Look) -> None:
    """Show all that is kept, something that is damaged, too."""
    (_unsaved(window) / recovery.name("gone", 1)).write_bytes(b"?")

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoveryDialog)
        hands.until(lambda: bool(dialog.rows))
        look(dialog)

    _looked_at(window.menus.actions["recover"].trigger, act)
    _all_erased(window)


def _in_trouble(window: MainWindow, look: Look) -> None:
    _example(window)
    window.trouble.tell("journal", "säkras inte", NOT_KEPT)
    look(window)
    window.trouble.over("journal")


def _start_without_files(window: MainWindow, look: Look) -> None:
    window.opening.show_start()
    look(window)
    window.opening.show_work()


def _who(window: MainWindow, look: Look) -> None:
    window.opening.ask_who()
    look(window)
    window.opening.show_work()


# The workshop


def _workshop(turns: int) -> Bring:
    """Return what begins a workshop and goes on so many times."""

    def bring(window: MainWindow, look: Look) -> None:
        _example(window)
        draft = window.session.draft
        said = draft.discussion.model_copy(update={"agenda": _AGENDA})
        window.session.change(draft.model_copy(update={"discussion": said}))
        window.begin_workshop()
        assert window.workshop is not None
        for _ in range(turns):
            window.workshop.turn(1)
        look(window)
        window.end_workshop()

    return bring


def _end_of_workshop(window: MainWindow, look: Look) -> None:
    def at_the_end(widget: QWidget) -> None:
        while window.workshop is not None and window.workshop.address:
            window.workshop.turn(1)
        look(widget)

    _workshop(0)(window, at_the_end)


# Dialogs and menus


def _dialog(command: str, pattern: str = "", prepare: Callable[[MainWindow], object] = _example) -> Bring:
    """Return what gives *command* with the focus at *pattern*, and has the dialog looked at that comes."""

    def bring(window: MainWindow, look: Look) -> None:
        prepare(window)
        if pattern:
            window.wizard.go_to(first(window, pattern))
        _looked_at(window.menus.actions[command].trigger, look)

    return bring


def _button(within: QWidget, name: str) -> QPushButton:
    """Return the first button whose name ends with *name*, once all is there."""
    hands.come_back()
    buttons = cast("list[QPushButton]", within.findChildren(QPushButton))
    return next(one for one in buttons if one.objectName().endswith(name))


def _looked_at(run: Callable[[], object], look: Look) -> None:
    def act(dialog: QWidget) -> None:
        look(dialog)
        dialog.close()

    hands.come_back()
    hands.meanwhile(run, act)


def _replace(window: MainWindow, look: Look) -> None:
    _example(window)
    _looked_at(lambda: window.lookup.replace("Växjö"), look)


def _compare(window: MainWindow, look: Look) -> None:
    _talked_about(window)
    window.wizard.go_to_view("open")
    _looked_at(_button(window.wizard.stack, ":compare").click, look)


def _footnote(window: MainWindow, look: Look) -> None:
    _example(window)
    window.wizard.go_to(first(window, "background"))
    _looked_at(window.formatting.actions["footnote"].trigger, look)


def _asked_before_removal(window: MainWindow, look: Look) -> None:
    _example(window)
    party = first(window, "parties/*")
    window.wizard.go_to(party)
    items = window.wizard.page.places.editable_list("parties")
    assert items is not None
    _looked_at(lambda: items.remove(party), look)


def _documents(window: MainWindow, look: Look) -> None:
    """Show what can be made, with the package for a circulation and a document for each party chosen."""
    _example(window)

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, DocumentsDialog)
        for part in dialog.parts.values():
            if part.tick is not None and (part.offer.is_sent or len(part.some) > 1):
                part.tick.setChecked(True)
        look(dialog)

    _looked_at(window.menus.actions["documents"].trigger, choose)


def _nothing_to_make_them_for(window: MainWindow, look: Look) -> None:
    """Show what is to be answered first, on a computer that can make PDF."""
    offers = making.offers(window.session.draft, window.session.library)
    _looked_at(lambda: documents.ask(window, offers, {}, can_print=True), look)


def _enlarged(window: MainWindow, look: Look) -> None:
    _place("organisation/forums/*/name", "figures")(window, lambda _: None)
    window.wizard.aside.choose("figures")
    pane = window.wizard.aside.pane("figures")
    assert isinstance(pane, FiguresPane)
    _looked_at(
        next(one for one in pane.findChildren(QPushButton) if one.objectName() == "figures:enlarge").click,
        look,
    )
    window.wizard.aside.choose("help")


def _guide(window: MainWindow, look: Look) -> None:
    window.guide.show()
    assert window.guide.shown is not None
    look(window.guide.shown)
    window.guide.close()


def _menu(title: str) -> Bring:
    def bring(window: MainWindow, look: Look) -> None:
        _example(window)
        menu = window.menus.menus[title]
        menu.popup(window.mapToGlobal(window.menuBar().geometry().bottomLeft()))
        look(menu)
        menu.close()

    return bring


STEPS = tuple(
    slug
    for path in (ROOT / "resources" / "handbook" / "2026.1").glob("*.toml")
    if (slug := path.stem) not in ("handbook", "presets")
)

_PLACES = {
    "party": "parties/*/contacts",
    "target-group": "target_groups/*/name",
    "statistics": "mapping/statistics/*/columns",
    "goal": "goals/*/indicators",
    "forum": "organisation/forums/*/members",
    "process": "processes/*/steps",
    "job-track": "job_tracks/*/name",
    "information-flow": "information_flows/*/name",
    "appendix": "appendices/*/title",
    "signatory": "parties/*/signatories",
}
"""Questions about items, with the card open that they stand on."""
_FIGURES = {
    "chart": "organisation/forums/*/members",
    "lanes": "processes/*/steps",
    "chain": "job_tracks/*/name",
    "wheel": "follow_up/interval",
}
"""Where each kind of figure is the one that is shown beside the questions."""
_MENUS = tuple(title.replace("&", "") for title in MENUS)
_TALK = ("ask", "propose", "note")

SHOTS: tuple[Shot, ...] = (
    Shot("start", StartPage, _start),
    Shot("start-first-time", StartPage, _start_without_files),
    Shot("start-unsaved", StartPage, _start_with_unsaved),
    Shot("who", WhoPage, _who),
    *(Shot(f"fresh-{slug}", StepPage, _step(slug, example=False)) for slug in STEPS),
    *(Shot(f"step-{slug}", StepPage, _step(slug)) for slug in STEPS),
    *(Shot(f"open-{slug}", StepPage, _step(slug, open_=True), open=True) for slug in STEPS),
    *(Shot(f"item-{name}", StepPage, _place(pattern)) for name, pattern in _PLACES.items()),
    Shot("remark", StepPage, _place("parties/*/organisation_number", prepare=_remarked)),
    Shot("findings", ReviewPanel, _findings),
    Shot("removed", Removed, _removed),
    Shot("search", SearchPanel, _searching),
    Shot("pane-help", HelpPane, _place("goals/*/description", "help")),
    Shot("pane-discussion", DiscussionPane, _place("goals/*/description", "discussion", _talked_about)),
    Shot("pane-former", FormerPane, _place("goals/*/title", "former", _revised)),
    Shot("pane-document", DocumentPane, _place("goals/*/description", "document")),
    *(
        Shot(f"pane-figures-{kind}", FiguresPane, _place(where, "figures"))
        for kind, where in _FIGURES.items()
    ),
    Shot("view-overview", OverviewView, _view("overview", _talked_about)),
    Shot("view-document", DocumentPane, _view("document")),
    Shot("view-open", OpenView, _view("open", _talked_about)),
    Shot("view-agenda", AgendaView, _view("agenda", _evaluated)),
    Shot("view-agenda-unfolded", AgendaView, _agenda_unfolded),
    Shot("view-differences", DifferencesView, _view("differences", _revised)),
    Shot("view-intake", IntakeView, _view("intake", _taken_in)),
    Shot("view-replies", RepliesView, _view("replies", _returned)),
    Shot("view-replies-clashes", RepliesView, _view("replies", _clashed)),
    Shot("dialog-refuse", FormDialog, _refuse),
    Shot("dialog-senders", FormDialog, _senders),
    Shot("dialog-place", TargetDialog, _place_words),
    Shot("view-intake-gaps", Gaps, _gaps),
    Shot("workshop", PointPage, _workshop(0)),
    Shot("workshop-list", PointPage, _workshop(2)),
    Shot("workshop-end", EndPage, _end_of_workshop),
    Shot("dialog-agenda", AgendaDialog, _dialog("workshop")),
    Shot("dialog-settings", SettingsDialog, _dialog("settings")),
    Shot("dialog-documents", DocumentsDialog, _documents),
    Shot("dialog-documents-fresh", DocumentsDialog, _nothing_to_make_them_for),
    Shot("dialog-replace", ReplaceDialog, _replace),
    Shot("dialog-compare", CompareDialog, _compare),
    Shot("dialog-figure", Enlarged, _enlarged),
    Shot("dialog-footnote", WordsDialog, _footnote),
    *(Shot(f"dialog-{name}", FormDialog, _dialog(name, "goals/*/description")) for name in _TALK),
    Shot("dialog-keep", FormDialog, _dialog("keep")),
    Shot("dialog-send", FormDialog, _dialog("send", prepare=_circulated)),
    Shot("dialog-versions", VersionsDialog, _dialog("versions", prepare=_kept)),
    Shot("dialog-backups", BackupsDialog, _backups),
    Shot("dialog-backup", CopyDialog, _backup),
    Shot("dialog-recovery", RecoveryDialog, _recovery),
    Shot("trouble", Trouble, _in_trouble),
    Shot("dialog-replace-person", ReplacePersonDialog, _dialog("replace-person")),
    Shot("dialog-vacancies", VacanciesDialog, _dialog("vacancies")),
    Shot("dialog-move", MoveDialog, _dialog("move")),
    Shot("dialog-move-back", BackDialog, _dialog("move-back", prepare=_moved)),
    Shot("dialog-orphans", OrphansDialog, _dialog("orphans", prepare=_moved)),
    Shot("dialog-revise", ReviseDialog, _dialog("revise", prepare=_example)),
    Shot("dialog-target", TargetDialog, _target),
    Shot("dialog-adopt", AdoptDialog, _adopt),
    Shot("dialog-pick", PickDialog, _pick),
    Shot("dialog-adopted", AdoptedDialog, _saved_template),
    Shot("guide", GuideWindow, _guide),
    Shot("message-about", QMessageBox, _dialog("about")),
    Shot("message-remove", QMessageBox, _asked_before_removal),
    Shot("message-joined", QMessageBox, _joined),
    Shot("message-in-conflict", QMessageBox, _in_conflict),
    Shot("message-changed", QMessageBox, _changed_elsewhere),
    *(Shot(f"menu-{title.lower()}", QMenu, _menu(title)) for title in _MENUS),
)
