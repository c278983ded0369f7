"""Documents from the user's side: which to make, where they are to be, and what became of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.gui.dialogs import documents, file, message, pick
from lokdesk.gui.dialogs.message import Made as Next
from lokdesk.gui.dialogs.message import Place
from lokdesk.gui.files import KEPT, Files, file_name, waiting
from lokdesk.gui.marked_list import Row
from lokdesk.gui.meantime import Meantime
from lokdesk.gui.wizard.desk import Desk
from lokdesk.office.office import Office
from lokdesk.project.problem import Problem
from lokdesk.session import agenda, beside, companion, enclosing, event, keeping, making, printing
from lokdesk.session.companion import AGREEMENT, Chosen, Document, Subject
from lokdesk.session.differing import Base
from lokdesk.session.event import Event
from lokdesk.session.making import Made, Order, Tracked

_TITLE = "Skapa dokument"
_WORD = ".docx"
_KINDS = {_WORD: f"Word-dokument (*{_WORD})", printing.PDF: f"PDF-dokument (*{printing.PDF})"}
"""The kinds of documents that are made, by suffix, as filters for a file dialog."""
_GO_ON = "Du kan arbeta vidare så länge."
_WITH_COMMENTS = " med kommentarer"
_WITH_CHANGES = " med ändringar"
_INTERNAL = "Kommentarerna är arbetsgruppens egna: skicka inte dokumentet vidare som beslutsunderlag."
_KEEPING = "den behållna versionen"
"""What it is called to keep what is sent out."""
_IS_KEPT = "Versionen är behållen. Spara projektet, så finns den kvar i filen."
_NOT_KEPT = "Versionen är inte behållen, eftersom en annan överenskommelse är öppen nu."
_LONGEST_NAME = 40
"""How many letters of the draft's name the names of its other documents begin with, at the most."""
_NO_EVALUATION = (
    "Det finns ingen utvärdering att lägga bland bilagorna. "
    "Målen utvärderas på dagordningen när ni reviderar överenskommelsen."
)
_FIRST = "Fyll först i det som dokumentet ska handla om."
_WHICH = "Vilken ska dokumentet handla om?"
_MANY, _FEW = 8, 3
"""So many files are told by name, and so many reasons for what could not be made, and no more."""


@dataclass(frozen=True)
class _Batch:
    """Documents that are made at a time, of the *draft* that had been *opened* so many drafts on.

    *rounds* are the circulations that the agreement is kept for, as it is sent out.
    """

    draft: Draft
    opened: int
    rounds: Sequence[Subject]


class Documents:
    """What the window does with the agreement as a document, and with all other documents."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        files: Files,
        go_to: Callable[[str], object],
        announce: Callable[[str], object],
    ) -> None:
        """Ask questions on top of *window*, and show the place of an answer with *go_to*.

        What goes on meanwhile is said with *announce*.
        """
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._files = files
        self._go_to = go_to
        self._announce = announce
        self._meantime = Meantime(window)
        self.made: Callable[[Path, Draft, str | None], object] = lambda _path, _draft, _form: None
        """Is told where the agreement has been made, of which draft, and in which form."""
        self._opened = 0
        """How many drafts have been opened: what was made of one is not kept in another."""
        window.destroyed.connect(self._session.subscribe(self._told))

    def _told(self, told: Event) -> None:
        if isinstance(told, event.DraftReplaced):
            self._opened += 1

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {
            "export": self.export,
            "export-comments": lambda: self.export(comments=True),
            "documents": self.choose,
            "enclose-evaluation": self.enclose_evaluation,
        }

    def export(self, *, comments: bool = False) -> None:
        """Make the agreement where the user wants it; with *comments*, what is said is in its margin."""
        if not self._files.may_go_on("Skapa utan det"):
            return
        suggested = self._files.suggested(_WORD)
        if comments:
            suggested = suggested.with_name(f"{suggested.stem}{_WITH_COMMENTS}{_WORD}")
        office = printing.office()
        kinds = _KINDS if office is not None and not comments else {_WORD: _KINDS[_WORD]}
        title = "Skapa Word-dokument eller PDF" if printing.PDF in kinds else "Skapa Word-dokument"
        path = file.to_save_as(self._window, title, suggested, kinds)
        chosen = Chosen(companion.document(self._session.library, AGREEMENT))
        if path is not None and self._files.may_be_read([chosen]):
            self._make([Order(chosen, path, comments)], office)

    def redline(self, base: Base) -> None:
        """Make the agreement with what differs from *base* as tracked changes, where the user wants it."""
        if not self._files.may_go_on("Skapa utan det"):
            return
        suggested = self._files.suggested(_WORD)
        suggested = making.free(suggested.with_name(f"{suggested.stem}{_WITH_CHANGES}{_WORD}"))
        path = file.to_save_as(
            self._window, "Skapa dokument med ändringarna", suggested, {_WORD: _KINDS[_WORD]}
        )
        if path is not None:
            chosen = Chosen(companion.document(self._session.library, AGREEMENT))
            tracked = Tracked(base.draft, self._desk.settings.name, self._desk.today())
            self._make([Order(chosen, path, tracked=tracked)], printing.office())

    def enclose_evaluation(self) -> None:
        """Put the evaluation of the goals of the agreement before among the appendices, and tell where."""
        if not self._session.draft.predecessors:
            message.notice(self._window, _NO_EVALUATION, agenda.NOTHING)
            return
        try:
            with waiting():
                done = enclosing.enclose(self._session)
        except Problem as problem:
            message.problem(self._window, str(problem), KEPT)
            return
        self._announce(done.told)

    def companion(self, document_id: str) -> None:
        """Make the document with that id where the user wants, of one item where there is one for each."""
        if not self._files.may_go_on("Skapa utan det"):
            return
        wanted = self._about(companion.document(self._session.library, document_id))
        if wanted is None:
            return
        office = printing.office()
        suggested = self._files.suggested(_WORD)
        name = f"{file_name(suggested.stem, _LONGEST_NAME)} {wanted.document.name.lower()}{_WORD}"
        kinds = _KINDS if office is not None else {_WORD: _KINDS[_WORD]}
        path = file.to_save_as(self._window, _TITLE, making.free(suggested.with_name(name)), kinds)
        if path is not None and self._files.may_be_read([wanted]):
            self._make([Order(wanted, path)], office)

    def _about(self, wanted: Document) -> Chosen | None:
        """Return *wanted* with what it shall be about, which the user picks where there are several.

        Where there is nothing yet that it could be about, the user is told, and can go to where that is.
        """
        if not wanted.about:
            return Chosen(wanted)
        found = companion.subjects(self._session.draft, wanted)
        if not found:
            text = f"Det finns inget att göra dokumentet ”{wanted.name}” för än."
            if message.agreed(self._window, text, _FIRST, "Gå dit"):
                self._go_to(companion.asked_first(self._session.draft, wanted))
            return None
        if len(found) == 1:
            return Chosen(wanted, found[0])

        def having(letters: str) -> list[tuple[str, Row]]:
            return [(one.id, Row(one.name)) for one in found if letters.casefold() in one.name.casefold()]

        picked = pick.ask(self._window, wanted.name, _WHICH, having)
        return next((Chosen(wanted, one) for one in found if one.id == picked), None)

    def choose(self) -> None:
        """Let the user choose among all documents that there are, and make them."""
        if not self._files.may_go_on("Skapa utan det"):
            return
        draft, library = self._session.draft, self._session.library
        try:
            with waiting():
                offers = making.offers(draft, library)
        except Problem as problem:
            message.problem(self._window, str(problem), KEPT)
            return
        office = printing.office()
        wish = documents.ask(self._window, offers, self._notes(), can_print=office is not None)
        if wish is None:
            return
        if wish.address:
            self._go_to(wish.address)
            return
        suffix = printing.PDF if wish.pdf else _WORD
        orders = self._placed(making.chosen(draft, wish.picked), suffix)
        rounds = [one for picked in wish.picked if picked.offer.is_sent for one in picked.subjects]
        if orders and self._files.may_be_read([one.chosen for one in orders]):
            self._make(orders, office, rounds if wish.keep else ())

    def _notes(self) -> dict[str, str]:
        """Return what to know about the documents of a group before they are made."""
        return {"circulation": keeping.on_sending(self._session.agreement.status)}

    # Where they are to be

    def _placed(self, chosen: Sequence[tuple[Chosen, str]], suffix: str) -> list[Order]:
        """Return the *chosen* documents with where the user wants them, or none."""
        suggested = self._files.suggested(suffix)
        short = file_name(suggested.stem, _LONGEST_NAME)
        names = [f"{short}{ending}{suffix}" if ending else suggested.name for _, ending in chosen]
        if len(chosen) == 1:
            path = self._one_path(suggested.with_name(names[0]))
            return [Order(chosen[0][0], path)] if path is not None else []
        folder = file.to_choose_folder(self._window, "Mapp för dokumenten", suggested.parent)
        if folder is None:
            return []
        paths = self._free([folder / name for name in names])
        return [Order(one, path) for (one, _), path in zip(chosen, paths, strict=False)]

    def _one_path(self, suggested: Path) -> Path | None:
        suffix = suggested.suffix
        return file.to_save_as(self._window, _TITLE, making.free(suggested), {suffix: _KINDS[suffix]})

    def _free(self, paths: Sequence[Path]) -> list[Path]:
        """Return *paths*, others for those that are taken if the user wants that, or none at all."""
        taken = [path for path in paths if path.exists()]
        if not taken:
            return list(paths)
        some = f"I mappen ”{taken[0].parent.name}” finns redan:\n\n{_listed(taken)}"
        match message.taken(self._window, some):
            case Place.NUMBERED:
                return [making.free(path) for path in paths]
            case Place.OVERWRITE:
                return list(paths)
            case _:
                return []

    # What becomes of them

    def _make(self, orders: Sequence[Order], office: Office | None, rounds: Sequence[Subject] = ()) -> None:
        """Let *orders* be made with the help of *office* while the user goes on, and tell what came of it."""
        draft, library = self._session.draft, self._session.library
        try:
            work = making.making(draft, library, orders, office)
        except Problem as problem:
            message.problem(self._window, str(problem), KEPT)
            return
        batch = _Batch(draft, self._opened, rounds)
        results: list[Made] = []

        def do() -> None:
            results.extend(work())

        def then(fault: Exception | None) -> None:
            self._announce("")
            if fault is not None:
                raise fault
            self._tell(batch, results)

        if len(orders) > 1:
            self._announce(f"{len(orders)} dokument skapas. {_GO_ON}")
        elif office is not None and (printing.is_pdf(orders[0].path) or orders[0].chosen.is_agreement):
            self._announce(f"{office.name} hjälper till med ”{orders[0].path.name}”. {_GO_ON}")
        self._meantime.do(do, then)

    def _tell(self, batch: _Batch, results: Sequence[Made]) -> None:
        results = self._written_elsewhere(results)
        failed = [one for one in results if one.problem and not one.content]
        if failed:
            message.problem(self._window, _problems(failed), KEPT)
        done = [one for one in results if not one.problem]
        if done:
            orders = [one.order for one in done]
            self._show(orders, self._beside(batch.draft, orders) + self._kept(batch, done))
            self._tell_of_agreement(batch, orders)

    def _tell_of_agreement(self, batch: _Batch, done: Sequence[Order]) -> None:
        """Tell of the agreement if it has been made, and neither with comments nor kept already."""
        if batch.rounds or batch.opened != self._opened:
            return
        for one in done:
            if one.is_the_agreement and not one.comments:
                self.made(one.path, batch.draft, one.chosen.document.form)
                return

    def _written_elsewhere(self, results: Sequence[Made]) -> list[Made]:
        """Return *results* once what could not be written has been, unless the user gives it up."""
        kept = [one for one in results if not one.problem or not one.content]
        left = [one for one in results if one.problem and one.content]
        while left:
            free = [one.instead for one in left if one.instead is not None]
            name = free[0].name if len(free) == len(left) else ""
            match message.not_written(self._window, _problems(left), KEPT, free=name):
                case Place.NUMBERED:
                    paths = free
                case Place.AGAIN:
                    paths = [one.order.path for one in left]
                case Place.ELSEWHERE:
                    paths = self._elsewhere([one.order.path for one in left])
                case _:
                    return kept
            again = [making.written(one, path) for one, path in zip(left, paths, strict=False)]
            kept += [one for one in again if not one.problem]
            left = [one for one in again if one.problem] if paths else left
        return kept

    def _elsewhere(self, paths: Sequence[Path]) -> list[Path]:
        """Return other paths that the user chooses for what could not be written, or none."""
        if len(paths) == 1:
            path = self._one_path(paths[0])
            return [path] if path is not None else []
        folder = file.to_choose_folder(self._window, "Mapp för dokumenten", paths[0].parent)
        return self._free([folder / path.name for path in paths]) if folder is not None else []

    def _beside(self, draft: Draft, done: Sequence[Order]) -> str:
        """Put the files that belong beside the agreement there, and return what to say of them."""
        agreement = next((one for one in done if one.is_the_agreement), None)
        if agreement is None:
            return ""
        try:
            with waiting():
                saved = beside.save(
                    draft, self._session.library, agreement.path, agreement.chosen.document.form
                )
        except Problem as problem:
            message.problem(self._window, f"En bilaga kunde inte läggas bredvid dokumentet. {problem}", KEPT)
            return ""
        return "".join(f"\n\n{one.message}" for one in saved)

    def _kept(self, batch: _Batch, done: Sequence[Made]) -> str:
        """Keep the agreement as it is sent out, if the user wants that, and return what to say of it."""
        sent = next((one for one in done if one.order.chosen.document.id == AGREEMENT), None)
        if not batch.rounds or sent is None:
            return ""
        if batch.opened != self._opened:
            return f"\n\n{_NOT_KEPT}"
        draft, then = self._session.draft, batch.draft.agreement
        try:
            for one in batch.rounds:
                circulation = at.get(then, one.address)
                name = sent.order.path.name
                draft = keeping.send_out(
                    draft, circulation, name, sent.content, self._desk.today(), agreement=then
                )
        except Problem as problem:
            return f"\n\n{problem}"
        self._session.change(draft, name=_KEEPING)
        return f"\n\n{_IS_KEPT}"

    def _show(self, done: Sequence[Order], more: str) -> None:
        """Tell what has been made and where it is, and show it to those who want to see it."""
        path = done[0].path
        if done[0].comments:
            more = f" {_INTERNAL}{more}"
        if len(done) == 1:
            kind = "PDF-dokumentet" if printing.is_pdf(path) else "Word-dokumentet"
            wish = message.made(
                self._window, f"{kind} ”{path.name}” är klart.", f"Det ligger i mappen {path.parent}.{more}"
            )
        else:
            where = _places([one.path for one in done])
            wish = message.made_several(self._window, f"{len(done)} dokument är klara.", f"{where}{more}")
        if wish is not Next.NOTHING:
            self._files.open_outside(path if wish is Next.OPEN else path.parent)

    def finish(self) -> None:
        """Wait for the documents that are being made."""
        if self._meantime.busy:
            with waiting():
                self._meantime.finish()


def _problems(made: Sequence[Made]) -> str:
    """Return why documents could not be made or written, as many of the reasons as there is room for."""
    reasons = list(dict.fromkeys(one.problem for one in made))
    more = [f"Och {len(reasons) - _FEW} till."] if len(reasons) > _FEW + 1 else []
    return "\n\n".join([*reasons[:_FEW], *more] if more else reasons)


def _places(paths: Sequence[Path]) -> str:
    """Return in which folders files lie, with their names."""
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path)
    if len(folders) == 1:
        return f"De ligger i mappen {paths[0].parent}.\n\n{_listed(paths)}"
    return "\n\n".join(f"I mappen {folder}:\n{_listed(within)}" for folder, within in folders.items())


def _listed(paths: Sequence[Path]) -> str:
    """Return the names of files, a line each, as many as there is room for."""
    names = [f"• {path.name}" for path in paths]
    more = [f"och {len(names) - _MANY} till"] if len(names) > _MANY + 1 else []
    return "\n".join([*names[:_MANY], *more] if more else names)
