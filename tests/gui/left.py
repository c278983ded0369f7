"""What the program has left behind when it was started before."""

from pathlib import Path

from lokdesk.project import journal
from lokdesk.session.journal import Recorder
from lokdesk.session.library import Library
from lokdesk.session.session import Session


def left(
    library: Library, folder: Path, title: str, file: Path | None = None, *, leave: bool = False
) -> None:
    """Write *title*, in a *file* that there is or in none, and be killed then, or *leave* it unsaved.

    The journal of it lies in *folder*.
    """
    session = Session(library)
    if file is not None:
        session.open(file)
    recorder = Recorder(session, folder, pause=0)
    session.set("title", title)
    assert recorder.flush()
    as_killed = {path: path.read_bytes() for path in folder.glob(f"*{journal.SUFFIX}")}
    recorder.stop()
    if not leave:
        for path, content in as_killed.items():
            path.write_bytes(content)
