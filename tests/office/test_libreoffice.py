"""LibreOffice found, and documents turned into PDF with it."""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from lokdesk.office import finding, libreoffice, outline
from lokdesk.office.libreoffice import LibreOffice
from lokdesk.office.office import Failed, Heading
from tests.office import made
from tests.office.made import docx, heading, no_program


def nowhere(_: str) -> None:
    return None


class TestFind:
    def test_the_one_on_the_path_is_taken(self, tmp_path: Path):
        found = libreoffice.find("linux", {}, tmp_path, tmp_path, {"soffice": "/x/soffice"}.get)

        assert found == LibreOffice(("/x/soffice",))

    @pytest.mark.parametrize(
        ("platform", "place"),
        [
            ("linux", "usr/lib/libreoffice/program/soffice"),
            ("linux", "opt/libreoffice25.2/program/soffice"),
            ("darwin", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
            ("win32", "Program Files/LibreOffice/program/soffice.exe"),
        ],
    )
    def test_the_usual_places_are_looked_at(self, tmp_path: Path, platform: str, place: str):
        environment = {"ProgramFiles": str(tmp_path / "Program Files")}
        assert libreoffice.find(platform, environment, tmp_path / "home", tmp_path, nowhere) is None

        program = no_program(tmp_path, place)

        found = libreoffice.find(platform, environment, tmp_path / "home", tmp_path, nowhere)
        assert found == LibreOffice((str(program),))

    def test_on_windows_it_is_the_program_that_can_be_waited_for(self, tmp_path: Path):
        program = no_program(tmp_path, "LibreOffice/program/soffice.exe")
        console = no_program(tmp_path, "LibreOffice/program/soffice.com")

        found = libreoffice.find("win32", {"ProgramW6432": str(tmp_path)}, tmp_path, tmp_path, nowhere)

        assert program != console
        assert found == LibreOffice((str(console),))

    def test_one_in_a_box_is_given_a_folder_that_it_can_read(self, tmp_path: Path):
        home = tmp_path / "home"
        snap = no_program(tmp_path, "snap/bin/libreoffice")
        found = libreoffice.find("linux", {}, home, tmp_path, nowhere)
        assert found == LibreOffice((str(snap),), home / "snap/libreoffice/common")

        snap.unlink()
        (tmp_path / "var/lib/flatpak/app/org.libreoffice.LibreOffice").mkdir(parents=True)
        found = libreoffice.find("linux", {}, home, tmp_path, {"flatpak": "/bin/flatpak"}.get)
        assert found is not None
        assert found.command[:2] == ("/bin/flatpak", "run")
        assert found.within is not None
        assert found.within.is_relative_to(home)

    def test_tests_find_none_unless_they_ask_for_it(self):
        assert finding.found() is None

    def test_it_is_found_where_it_is(self, soffice: Path):
        assert finding.found() == LibreOffice((str(soffice),))


TWO = docx(heading("Parter") + heading("Mål &amp; medel") + heading("Bilagor", breaks=True))


class TestPdf:
    def test_it_is_tagged_made_for_archives_in_its_language_and_has_bookmarks(self, soffice: Path):
        pdf = LibreOffice((str(soffice),)).pdf(TWO)

        reader = PdfReader(BytesIO(pdf))
        catalog = reader.trailer["/Root"]
        assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert "/StructTreeRoot" in catalog  # type: ignore[operator]
        assert catalog["/Lang"] == "sv-SE"  # type: ignore[index]
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
        assert outline.headings(pdf) == [
            Heading("Parter", 1),
            Heading("Mål & medel", 1),
            Heading("Bilagor", 2),
        ]

    def test_nothing_is_left_behind(self, soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        home = tmp_path / "home"
        home.mkdir()
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))

        LibreOffice((str(soffice),)).pdf(TWO)

        assert list(temporary.iterdir()) == []
        # The user's own profile would be here.
        assert not (home / ".config" / "libreoffice").exists()
        assert not any("soffice" in line and str(temporary) in line for line in commands())

    def test_what_is_no_document_makes_no_pdf(self, soffice: Path):
        with pytest.raises(Failed, match="LibreOffice kunde inte göra PDF"):
            LibreOffice((str(soffice),)).pdf(b"PK\x03\x04")

    def test_one_that_gets_stuck_is_ended(
        self, soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        with pytest.raises(Failed, match="för lång tid"):
            LibreOffice((str(soffice),), longest=0.1).pdf(TWO)

        assert not any("soffice" in line and str(tmp_path) in line for line in commands())

    def test_nothing_is_fetched_from_the_network(self, soffice: Path, server: "Server"):
        drawing = "http://schemas.openxmlformats.org/drawingml/2006"
        linked = (
            "<w:p><w:r><w:drawing><wp:inline"
            f' xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/>'
            f'<wp:docPr id="1" name="b"/><a:graphic xmlns:a="{drawing}/main"><a:graphicData'
            f' uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr>'
            '<pic:cNvPr id="1" name="b"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip xmlns:r="{made.OFFICE}" r:link="i1"/><a:stretch><a:fillRect/></a:stretch>'
            "</pic:blipFill>"
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
            '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r></w:p>"
        )
        image = (
            f'<Relationship Id="i1" Type="{made.OFFICE}/image" Target="{server.address}/b.png"'
            ' TargetMode="External"/>'
        )

        LibreOffice((str(soffice),)).pdf(docx(linked, image))

        assert server.asked == []

    def test_without_the_program_it_is_told(self, tmp_path: Path):
        with pytest.raises(Failed, match="gick inte att starta"):
            LibreOffice((str(tmp_path / "finns-inte"),)).pdf(TWO)


def commands() -> list[str]:
    """Return the commands of the programs that are running."""
    if not sys.platform.startswith("linux"):
        return []
    found: list[str] = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and process.name != str(os.getpid()):
            try:
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
            except OSError:
                continue
    return found


class Server:
    """A server on this computer that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    served = Server()
    thread = threading.Thread(target=served.http.serve_forever)
    thread.start()
    yield served
    served.http.shutdown()
    served.http.server_close()
    thread.join()
