"""Word documents that become templates, from the user's side: read, corrected, saved and used."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lokdesk.agreement.draft import TemplateUse
from lokdesk.gui.dialogs import file, message
from lokdesk.gui.files import waiting
from lokdesk.gui.recent import when
from lokdesk.gui.settings import Settings
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.session import adopting, blueprint, template_file, workpiece
from lokdesk.session.adopting import Adoption
from lokdesk.session.session import Session
from lokdesk.session.workpiece import Kept

if TYPE_CHECKING:
    # Loaded when a document is to be a template: lxml takes a while.
    from lokdesk.gui.dialogs.adopt import Made
    from lokdesk.word.adoption import Adopted

_DOCUMENTS = "Word-dokument (*.docx *.dotx *.docm)"
_TEMPLATES = "Word-dokument (*.docx)"
_SUFFIX = ".docx"
_NOT_KEPT = "Rättelserna kan inte sparas medan du arbetar: {} Spara mallen innan du stänger."
_STILL_HERE = "Det du har rättat finns kvar."


class Adopting:
    """What the window does to make templates."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        announce: Callable[[str], object],
        is_open: Callable[[], bool],
        begin: Callable[[Path], object],
        move: Callable[[TemplateUse], object],
    ) -> None:
        """Show dialogs on top of *window*.

        *is_open* tells whether an agreement is open and seen. *begin* begins a new one with the template at a
        path, and *move* moves the open one to a template.
        """
        self._window = window
        self._session = session
        self._settings = settings
        self._announce = announce
        self._is_open = is_open
        self._begin = begin
        self._move = move
        self._told_not_kept = False

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {"adopt": self.adopt}

    @property
    def _folder(self) -> Path:
        return self._settings.state_folder / workpiece.FOLDER

    def adopt(self) -> None:
        """Let the user go on with a template in the making, or choose a document to make one of."""
        kept = workpiece.found(self._folder)
        chosen = message.Begun.ANOTHER
        if kept:
            since = when(kept[0].when, datetime.now())
            chosen = message.begun(self._window, kept[0].name, since)
        if chosen is message.Begun.GO_ON:
            self.go_on(kept[0])
        elif chosen is message.Begun.ANOTHER:
            path = file.to_open(self._window, "Gör en mall av", self._near, _DOCUMENTS)
            if path is not None:
                self.adopt_file(path)

    @property
    def _near(self) -> Path:
        folder = self._settings.template_folder
        own = self._session.path
        return Path(folder) if folder else own.parent if own is not None else Path.home()

    def adopt_file(self, path: Path) -> None:
        """Make a template of the document at *path*; what was begun with the same one goes on."""

        def read() -> "Made":
            content = disk.read(path)
            there = workpiece.place(self._folder, content)
            kept = next((one for one in workpiece.found(self._folder) if one.folder == there), None)
            if kept is not None:
                return _with_plan(workpiece.resume(kept, self._session.library))
            return _with_plan(adopting.taken_in(content, path.name, self._session.library))

        self._show(path.name, path.parent, read)

    def go_on(self, kept: Kept) -> None:
        """Go on with what is *kept*."""
        library = self._session.library
        self._show(kept.name, self._near, lambda: _with_plan(workpiece.resume(kept, library)))

    def _show(self, name: str, near: Path, read: "Callable[[], Made]") -> None:
        from lokdesk.gui.dialogs.adopt import AdoptDialog

        def anew() -> "Made":
            adoption = dialog.adoption
            assert adoption is not None, "it is asked for in the dialog"
            workpiece.forget(self._folder, adoption.docx)
            return _with_plan(adopting.taken_in(adoption.docx, name, self._session.library))

        saved: list[tuple[Path, Adopted]] = []

        def save(over: QWidget, adoption: Adoption) -> bool:
            made = self._save(over, adoption, near)
            saved.extend([made] if made is not None else [])
            return made is not None

        handbook = self._session.library.handbook
        dialog = AdoptDialog(self._window, name, handbook, read, self._keep, anew, save)
        dialog.exec()
        fault, adoption = dialog.fault, dialog.adoption
        dialog.deleteLater()
        if fault is not None:
            if not isinstance(fault, Problem):
                raise fault
            message.problem(self._window, str(fault))
        elif saved and adoption is not None:
            workpiece.forget(self._folder, adoption.docx)
            self._tell(*saved[0], adoption)

    def _keep(self, adoption: Adoption) -> None:
        """Keep what has been corrected; where that cannot be done, say so once."""
        try:
            workpiece.keep(self._folder, adoption, datetime.now())
        except Problem as problem:
            if not self._told_not_kept:
                self._told_not_kept = True
                message.problem(self._window, _NOT_KEPT.format(problem))

    # -- the template

    def _save(self, over: QWidget, adoption: Adoption, near: Path) -> "tuple[Path, Adopted] | None":
        """Let the user save the template, with questions on top of *over*; returns where it is, and it."""
        name = f"{Path(adoption.name).stem} – mall{_SUFFIX}"
        folder = self._settings.template_folder
        suggested = (Path(folder) if folder else near) / name
        path = file.to_save(over, "Spara mallen", suggested, _TEMPLATES, _SUFFIX)
        if path is None:
            return None
        manifest = adopting.manifest_of(path)
        if manifest.exists() and not message.overwrite(over, manifest.name):
            return None
        try:
            with waiting():
                made = adopting.adopted(adoption, path.stem, self._session.library)
                adopting.write(made, path)
        except Problem as problem:
            message.problem(over, str(problem), _STILL_HERE)
            return None
        return path, made

    def _tell(self, path: Path, made: "Adopted", adoption: Adoption) -> None:
        from lokdesk.gui.dialogs.adopted import AdoptedDialog, Next

        library = self._session.library
        try:
            wrong = template_file.mismatches(path, library)
        except Problem as problem:
            wrong = [str(problem)]
        first = not self._settings.template_folder
        if first:
            self._settings.template_folder = str(path.parent)
        said, parts = _told(path, made, adoption, self._session, wrong, first=first)
        self._announce(f"Mallen är sparad som ”{path.name}”.")
        dialog = AdoptedDialog(self._window, said, parts, is_open=self._is_open())
        dialog.exec()
        wanted = dialog.next
        dialog.deleteLater()
        if wanted is Next.BEGIN:
            self._begin(path)
        elif wanted is Next.MOVE:
            try:
                use = template_file.use(path)
            except Problem as problem:
                message.problem(self._window, str(problem))
                return
            self._move(use)


def _told(
    path: Path, made: "Adopted", adoption: Adoption, session: Session, wrong: list[str], *, first: bool
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return what there is to say of the template, and lists with headings."""
    handbook = session.library.handbook
    said = [
        f"Mallen ligger i ”{path.name}” i mappen {path.parent}, med filen "
        f"”{adopting.manifest_of(path).name}” bredvid. De två filerna hör ihop.",
        "Mallen är kontrollerad och går att använda." if not wrong else "Kontrollen hittade fel i mallen.",
        _count(len(made.placed), "En plats skrivs ut.", "{} platser skrivs ut."),
    ]
    if first:
        said.append(
            "Mallar i den mappen går från och med nu att välja för nya överenskommelser. Du kan byta mapp "
            "under Inställningar."
        )
    there = {one.id for one in made.placed}
    lost = [one for one in adoption.blueprint.standing if one.id not in there]
    return said, [
        ("Det här är fel", wrong),
        (
            "De här platserna gick inte att göra",
            [f"{one.text}: {blueprint.called(handbook, one)}" for one in lost],
        ),
        ("Rubriker utan svar, som står kvar som fast text", list(made.without_answer)),
        (
            "Sidhuvud och sidfot, som står kvar som de är (rätta dem i Word om de är någon annans)",
            [
                " ".join(one.text.split())
                for one in adoption.blueprint.source.passages
                if one.kind in ("header", "footer")
            ],
        ),
        (
            "Svar utan plats: handboken frågar efter dem, men de skrivs inte ut",
            [one.label for one in blueprint.without_place(handbook, adoption.blueprint)],
        ),
    ]


def _count(many: int, one: str, several: str) -> str:
    return one if many == 1 else several.format(many)


def _with_plan(adoption: Adoption) -> "Made":
    from lokdesk.word import plan

    made = plan.plan(adoption.docx)
    # What no mark changes is made ready here, in the background.
    made.sheet(())
    return adoption, made
