"""A library of the program's own files, for the tests of this room, and small templates beside them."""

import shutil
from pathlib import Path

from lokdesk.agreement.draft import TemplateUse
from lokdesk.session.library import Library
from tests.tools import ROOT
from tests.word import made
from tests.word.made import field, h, p

LIBRARY = Library(ROOT / "resources", ROOT / "templates")
TEMPLATE = TemplateUse(
    id="liten",
    version="1",
    content=made.docx(
        h(1, field("title")),
        field("appendices", h(2, field("copy:appendices/*/title")), field("part:appendix-content", p("x"))),
    ),
    manifest=made.MANIFEST,
)
"""A template that shows what is attached to appendices."""


def with_companions(folder: Path, **companions: tuple[str, str]) -> Library:
    """Return a library with the shipped template for agreements, and *companions*, in a new *folder*.

    Each has by its id the XML of its text, and what stands in its manifest besides its id and version.
    """
    folder.mkdir()
    for name in ("grundmall.docx", "grundmall.toml"):
        shutil.copy(LIBRARY.templates / name, folder)
    for id_, (xml, manifest) in companions.items():
        (folder / f"{id_}.docx").write_bytes(made.docx(xml))
        (folder / f"{id_}.toml").write_text(
            f'id = "{id_}"\nversion = "1"\ncompanion = true\n{manifest}', encoding="utf-8"
        )
    return Library(LIBRARY.resources, folder)
