"""The whole main job without a screen."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion, Note
from lokdesk.agreement.draft import Draft, SetAside
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.rich_text import plain
from lokdesk.project import answers, container, disk, lock, project
from lokdesk.project.project import Project
from tests.cli.conftest import Run, refused
from tests.examples import bundled
from tests.session.made import LIBRARY
from tests.word.foreign.agreements import TUNED
from tests.word.foreign.outlines import OUTLINES


def fill(run: Run, path: Path, data: Any) -> None:
    """Fill *data* into the project file at *path*, which is both input and output."""
    file = path.with_suffix(".in.json")
    file.write_text(json.dumps(data), encoding="utf-8")
    outcome = run("fill", path, file, "-o", path)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


# example, new


def test_the_example_is_the_larger_one_unless_another_is_named(run: Run, tmp_path: Path):
    assert run("example", "-o", tmp_path / "a.lokdesk").code == 0
    assert run("example", "tva-kommuner", "-o", tmp_path / "b.lokdesk").code == 0

    assert project.open(tmp_path / "a.lokdesk").draft == LIBRARY.example("kronoberg")
    assert project.open(tmp_path / "b.lokdesk").draft == LIBRARY.example("tva-kommuner")


def test_an_example_that_does_not_exist_is_refused_with_those_that_do(run: Run, tmp_path: Path):
    line = refused(run("example", "skåne", "-o", tmp_path / "a.lokdesk"))

    assert "”skåne” finns inte" in line
    assert "kronoberg, tva-kommuner" in line
    assert list(tmp_path.iterdir()) == []


def test_a_new_project_file_is_empty_and_knows_its_template(run: Run, tmp_path: Path):
    outcome = run("new", "-o", tmp_path / "a.lokdesk", "--template", "grundmall")

    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    draft = project.open(tmp_path / "a.lokdesk").draft
    assert draft == LIBRARY.blank("grundmall")
    assert draft.template.id == "grundmall"
    assert draft.template.version


def test_a_template_that_does_not_exist_is_refused_with_those_that_do(run: Run, tmp_path: Path):
    line = refused(run("new", "-o", tmp_path / "a.lokdesk", "--template", "rikets"))

    assert "”rikets” finns inte" in line
    assert "grundmall" in line


# answers, fill


def test_answers_go_to_standard_output_or_to_a_file_as_the_same_bytes(
    run: Run, kronoberg: Path, tmp_path: Path
):
    shown = run("answers", kronoberg)
    written = run("answers", kronoberg, "-o", tmp_path / "a.json")

    assert (shown.code, shown.err) == (0, "")
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / "a.json").read_bytes() == shown.out.encode()
    assert shown.out.encode() == answers.dumps(LIBRARY.example().agreement)
    assert "Växjö" in shown.out


def test_answers_filled_into_an_empty_file_come_back_as_the_same_bytes(
    run: Run, kronoberg: Path, empty: Path, tmp_path: Path
):
    run("answers", kronoberg, "-o", tmp_path / "a.json")
    filled = run("fill", empty, tmp_path / "a.json", "-o", tmp_path / "b.lokdesk")
    run("answers", tmp_path / "b.lokdesk", "-o", tmp_path / "b.json")

    assert (filled.code, filled.out, filled.err) == (0, "", "")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "a.json").read_bytes()
    assert project.open(empty).draft == LIBRARY.blank()


def test_fill_may_write_what_it_reads_and_keeps_what_stands_around_the_answers(run: Run, tmp_path: Path):
    path = tmp_path / "a.lokdesk"
    run("example", "-o", path)
    before = project.open(path).draft

    fill(run, path, {"title": "En annan"})

    after = project.open(path).draft
    assert after.agreement.title == "En annan"
    assert after.model_copy(update={"agreement": before.agreement}) == before
    assert [one.content for one in after.attachments] == [one.content for one in before.attachments]


def test_fill_keeps_what_a_newer_version_has_written(run: Run, empty: Path):
    packed = container.unpack(empty.read_bytes())
    raw = json.loads(packed.parts["agreement.json"]) | {"mood": "good"}
    parts = dict(packed.parts) | {"agreement.json": container.dumps(raw)}
    newer = container.Container(container.Version(1, 9), packed.manifest, parts)
    empty.write_bytes(container.pack(newer))
    data = empty.with_suffix(".json")
    data.write_text('{"title": "Vår"}', encoding="utf-8")

    outcome = run("fill", empty, data, "-o", empty)

    assert outcome.code == 0
    assert "nyare version av Lokdesk" in outcome.err
    again = container.unpack(empty.read_bytes())
    assert json.loads(again.parts["agreement.json"])["mood"] == "good"
    assert json.loads(again.parts["agreement.json"])["title"] == "Vår"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"titel": 1}', "titel: Nyckeln finns inte i en överenskommelse."),
        ('{"goals": [{"id": "goal0001", "x/y": 1}]}', "goals/goal0001/x/y: Nyckeln finns inte"),
        (
            '{"title": 5, "zzz": 1}',
            "zzz: Nyckeln finns inte i en överenskommelse. title: Här ska stå en text.",
        ),
        ("[]", "ska innehålla ett objekt"),
        ("", "är inte giltig JSON: felet finns på rad 1, tecken 1."),
        ('{"title":\n 5 6}', "är inte giltig JSON: felet finns på rad 2, tecken 4."),
        ('{"title": NaN}', "är inte giltig JSON."),
        ('{"title": "a", "title": "b"}', "står nyckeln ”title” två gånger"),
        ("[" * 100_000, "är inte giltig JSON."),
        ('{"title": ' + "9" * 5000 + "}", "är inte giltig JSON."),
    ],
)
def test_answers_that_cannot_be_taken_in_are_told_in_one_line_and_nothing_is_written(
    run: Run, empty: Path, tmp_path: Path, content: str, words: str
):
    before = empty.read_bytes()
    (tmp_path / "a.json").write_text(content, encoding="utf-8")

    assert words in refused(run("fill", empty, tmp_path / "a.json", "-o", empty))
    assert empty.read_bytes() == before
    assert words in refused(run("fill", empty, tmp_path / "a.json", "-o", tmp_path / "b"))
    assert not (tmp_path / "b").exists()


def test_many_mistakes_still_make_one_line(run: Run, empty: Path, tmp_path: Path):
    (tmp_path / "a.json").write_text(json.dumps({f"x{n}": n for n in range(12)}), encoding="utf-8")

    assert refused(run("fill", empty, tmp_path / "a.json", "-o", empty)).endswith("Det finns 7 fel till.")


def test_answers_in_another_encoding_are_refused_and_a_byte_order_mark_is_not(
    run: Run, empty: Path, tmp_path: Path
):
    (tmp_path / "a.json").write_bytes('{"title": "Växjö"}'.encode("latin-1"))
    (tmp_path / "b.json").write_bytes('{"title": "Växjö"}'.encode("utf-8-sig"))

    assert "inte skriven i UTF-8" in refused(run("fill", empty, tmp_path / "a.json", "-o", empty))
    assert run("fill", empty, tmp_path / "b.json", "-o", empty).code == 0
    assert project.open(empty).draft.agreement.title == "Växjö"


# schema


def test_the_schema_has_a_swedish_title_and_description_for_every_question(run: Run):
    outcome = run("schema")
    schema = json.loads(outcome.out)

    assert (outcome.code, outcome.err) == (0, "")
    for address, place in LIBRARY.handbook.places.items():
        described = schema
        for segment in address.split("/"):
            described = described["items"] if segment == "*" else described["properties"][segment]
        assert described["title"] == place.question.label
        assert described["description"] == place.question.prompt


def accepts(schema: Any, value: Any, root: Any) -> bool:
    """Return whether *value* is as *schema* says, for the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        definition = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return accepts(definition, value, root)
    if "anyOf" in schema:
        return any(accepts(one, value, root) for one in schema["anyOf"])
    kinds: dict[str, tuple[type, ...]] = {
        "object": (dict,),
        "array": (list,),
        "string": (str,),
        "boolean": (bool,),
        "integer": (int,),
        "null": (type(None),),
    }
    kind = schema.get("type")
    wanted = [kind] if isinstance(kind, str) else kind or list(kinds)
    if not isinstance(value, tuple(one for name in wanted for one in kinds[name])):
        return False
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return (
            set(schema.get("required", ())) <= set(value)
            and (schema.get("additionalProperties") is not False or set(value) <= set(known))
            and all(accepts(known[key], one, root) for key, one in value.items() if key in known)
        )
    if isinstance(value, list):
        return all(accepts(schema.get("items", {}), one, root) for one in value)
    return value in schema["enum"] if "enum" in schema else True


@pytest.mark.parametrize("name", LIBRARY.example_titles)
def test_the_schema_fits_the_answers(run: Run, name: str):
    schema = json.loads(run("schema").out)
    raw = json.loads(answers.dumps(LIBRARY.example(name).agreement))

    assert accepts(schema, raw, schema)
    assert accepts(schema, {"background": "ett stycke", "goals": [{"title": None}]}, schema)
    assert not accepts(schema, raw | {"titel": "x"}, schema)
    assert not accepts(schema, {"goals": [{"titel": 1}]}, schema)
    assert not accepts(schema, {"background": {"blocks": [{"runs": [{"text": 1}]}]}}, schema)


# check


def test_the_example_has_nothing_that_must_be_done_on_any_day(run: Run, kronoberg: Path):
    for day in ("2020-12-01", "2025-07-01", "2040-01-01"):
        assert run("check", kronoberg, "--on", day).code == 0


UNFINISHED = {"status": "beslutsversion", "title": "Rad\u2028brott", "goals": [{"id": "goal0001"}]}


def test_check_prints_a_line_for_each_finding_and_says_no_with_an_open_must(run: Run, empty: Path):
    fill(run, empty, UNFINISHED)

    lines = run("check", empty)
    listed = run("check", empty, "--json")

    assert (lines.code, lines.err) == (1, "")
    assert (listed.code, listed.err) == (1, "")
    findings = json.loads(listed.out)
    assert len(lines.out.splitlines()) == len(findings)
    words = {"must": "måste: ", "should": "bör: ", "tip": "tips: "}
    for line, finding in zip(lines.out.splitlines(), findings, strict=True):
        assert list(finding) == ["rule", "severity", "address", "message", "action"]
        assert line.startswith(words[finding["severity"]] + finding["address"])
    assert {"must", "should"} <= {finding["severity"] for finding in findings}
    assert any(finding["address"].startswith("goals/goal0001/") for finding in findings)


def test_check_tells_of_accessibility_when_asked_and_says_no_to_nothing_for_it(run: Run, empty: Path):
    link = {"text": "här", "link": "https://www.example.se"}
    fill(run, empty, {"background": {"blocks": [{"runs": [link]}]}})

    plain, more = run("check", empty), run("check", empty, "--accessibility")
    listed = json.loads(run("check", empty, "--accessibility", "--json").out)

    assert more.code == plain.code and more.out.startswith(plain.out)
    assert more.out.removeprefix(plain.out).startswith("bör: background Under ”Bakgrund”: Länken ”här” säger")
    assert listed[-1]["rule"] == "accessibility/link-text"


def test_the_day_decides_what_is_found(run: Run, empty: Path):
    fill(run, empty, {"validity": {"kind": "tidsperiod", "start": "2024-01-01", "end": "2024-12-31"}})

    def addresses(day: str) -> set[str]:
        return {finding["address"] for finding in json.loads(run("check", empty, "--json", "--on", day).out)}

    assert any(
        address.startswith("validity/") for address in addresses("2025-01-01") - addresses("2024-06-01")
    )


def test_without_a_day_it_is_today_that_counts(run: Run, empty: Path):
    fill(run, empty, {"validity": {"kind": "tidsperiod", "start": "2024-01-01", "end": "2024-12-31"}})

    assert run("check", empty).out == run("check", empty, "--on", date.today().isoformat()).out


def set_aside(run: Run, path: Path, severities: set[str]) -> None:
    """Set aside what is found of these *severities* in the project file at *path*."""
    findings = [Finding(**one) for one in json.loads(run("check", path, "--json").out)]
    aside = tuple(
        SetAside(rule=finding.rule, address=finding.address, reason="Vi vet")
        for finding in findings
        if finding.severity in severities
    )
    opened = project.open(path)
    project.save(Project(opened.draft.model_copy(update={"set_aside": aside})), path, overwrite=True)


def test_findings_that_have_been_set_aside_do_not_count(run: Run, empty: Path):
    fill(run, empty, UNFINISHED)
    set_aside(run, empty, {"must"})

    outcome = run("check", empty, "--json")

    assert outcome.code == 0
    assert {finding["severity"] for finding in json.loads(outcome.out)} == {"should"}


def test_without_findings_there_are_no_lines_and_the_list_is_empty(run: Run, empty: Path):
    fill(run, empty, UNFINISHED)
    set_aside(run, empty, {"must", "should", "tip"})

    lines, listed = run("check", empty), run("check", empty, "--json")

    away = f"Satta åt sidan: {len(project.open(empty).draft.set_aside)}.\n"
    assert (lines.code, lines.out, lines.err) == (0, "", away)
    assert (listed.code, listed.out, listed.err) == (0, "[]\n", away)


# export


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(node.text or "" for node in document.element.xpath("//w:t"))


def test_export_writes_a_word_document_with_the_answers(run: Run, kronoberg: Path, tmp_path: Path):
    outcome = run("export", kronoberg, "-o", tmp_path / "a.docx")

    assert outcome.code == 0
    assert "Arbetsförmedlingen Kronoberg" in words_of(tmp_path / "a.docx")


def test_export_puts_what_is_not_in_the_document_beside_it_and_says_where(
    run: Run, kronoberg: Path, tmp_path: Path
):
    outcome = run("export", kronoberg, "-o", tmp_path / "a.docx")

    beside = tmp_path / "bilaga-1c-statistik.csv"
    assert beside.is_file()
    assert str(beside) in outcome.out.splitlines()
    assert "Bilagan ”bilaga-1c-statistik.csv” ligger bredvid dokumentet." in outcome.err.splitlines()
    assert run("export", kronoberg, "-o", tmp_path / "a.docx").out == outcome.out


def test_export_of_a_draft_without_files_says_nothing(run: Run, tmp_path: Path):
    project.save(Project(LIBRARY.blank()), tmp_path / "a.lokdesk")

    outcome = run("export", tmp_path / "a.lokdesk", "-o", tmp_path / "a.docx")

    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_two_exports_of_the_same_draft_are_the_same_bytes(run: Run, kronoberg: Path, tmp_path: Path):
    run("export", kronoberg, "-o", tmp_path / "a.docx")
    run("export", kronoberg, "-o", tmp_path / "b.docx")

    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_export_takes_what_is_said_along_only_when_asked_to(run: Run, tmp_path: Path):
    draft = LIBRARY.blank()
    note = Note(id="note0001", address="title", text=plain("Anteckningsord"), author="Eva")
    said = draft.model_copy(
        update={"discussion": Discussion(notes=(note,)), "agreement": Agreement(title="Titel")}
    )
    project.save(Project(said), tmp_path / "a.lokdesk")

    run("export", tmp_path / "a.lokdesk", "-o", tmp_path / "utan.docx")
    run("export", tmp_path / "a.lokdesk", "--comments", "-o", tmp_path / "med.docx")

    def parts(name: str) -> str:
        with zipfile.ZipFile(tmp_path / name) as archive:
            return "".join(archive.read(one).decode("utf-8", "replace") for one in archive.namelist())

    assert "Anteckningsord" not in parts("utan.docx")
    assert "Anteckningsord" in parts("med.docx")


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF"])
def test_export_of_a_pdf_needs_a_word_processor_and_tells_how_to_do_without(
    run: Run, kronoberg: Path, tmp_path: Path, name: str
):
    said = refused(run("export", kronoberg, "-o", tmp_path / name))

    assert "Word eller LibreOffice" in said
    assert "Arkiv, Spara som och PDF" in said
    assert "”Dokumentstrukturtaggar för hjälpmedel” och ”PDF/A-kompatibel”" in said
    assert not (tmp_path / name).exists()


def test_export_of_a_pdf_is_done_by_the_word_processor_there_is(
    run: Run, kronoberg: Path, tmp_path: Path, soffice: Path
):
    assert soffice
    assert run("export", kronoberg, "-o", tmp_path / "a.pdf").code == 0

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir() if path.stem == "a"] == ["a.pdf"]
    assert "estimate" in refused(run("export", kronoberg, "--estimate", "-o", tmp_path / "b.pdf"))
    assert "Kommentarer" in refused(run("export", kronoberg, "--comments", "-o", tmp_path / "b.pdf"))


def test_export_asks_no_word_processor_when_told_to_estimate(
    run: Run, kronoberg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[bytes] = []

    class Asked:
        name = "Word"

        def pdf(self, docx: bytes) -> bytes:
            asked.append(docx)
            return b""

    monkeypatch.setattr("lokdesk.office.finding.found", Asked)

    run("export", kronoberg, "-o", tmp_path / "a.docx", "--estimate")
    assert asked == []
    run("export", kronoberg, "-o", tmp_path / "b.docx")
    assert asked == [(tmp_path / "a.docx").read_bytes()]
    # It had nothing to tell.
    assert (tmp_path / "b.docx").read_bytes() == asked[0]


def test_export_works_whatever_the_findings(run: Run, empty: Path, tmp_path: Path):
    fill(run, empty, UNFINISHED)
    assert run("check", empty).code == 1

    assert run("export", empty, "-o", tmp_path / "a.docx").code == 0
    assert zipfile.is_zipfile(tmp_path / "a.docx")


def test_a_draft_with_a_template_of_its_own_is_exported_after_it(run: Run, tmp_path: Path):
    template = (LIBRARY.templates / "grundmall.docx").read_bytes()
    manifest = (LIBRARY.templates / "grundmall.toml").read_text(encoding="utf-8")
    own = LIBRARY.template_use().model_copy(
        update={"id": "egen", "content": template, "manifest": manifest.replace('"grundmall"', '"egen"')}
    )
    path = tmp_path / "a.lokdesk"
    project.save(Project(LIBRARY.example().model_copy(update={"template": own})), path)

    assert run("export", path, "-o", tmp_path / "a.docx").code == 0
    assert "Arbetsförmedlingen Kronoberg" in words_of(tmp_path / "a.docx")


def test_a_draft_with_an_unknown_or_broken_template_cannot_be_exported(run: Run, tmp_path: Path):
    path = tmp_path / "a.lokdesk"
    for own, words in (
        ({"id": "rikets"}, "Mallen ”rikets” finns inte."),
        ({"id": "egen", "content": b"hej", "manifest": ""}, "Mallen kan inte användas."),
    ):
        use = LIBRARY.template_use().model_copy(update=own)
        project.save(Project(Draft(template=use)), path, overwrite=True)

        assert words in refused(run("export", path, "-o", tmp_path / "a.docx"))
        assert not (tmp_path / "a.docx").exists()


# What every command has in common


@pytest.mark.parametrize("command", [["answers"], ["check"], ["export", "-o", "x.docx"]])
def test_what_is_not_a_project_file_is_refused(run: Run, tmp_path: Path, command: list[str]):
    other = tmp_path / "hej.txt"
    other.write_text("Hej", encoding="utf-8")

    assert "är inte en projektfil från Lokdesk" in refused(run(*command, other))
    assert "”saknas.lokdesk” finns inte" in refused(run(*command, tmp_path / "saknas.lokdesk"))
    assert "är en mapp" in refused(run(*command, tmp_path))


def test_a_damaged_project_file_is_refused_and_left_alone(run: Run, empty: Path):
    empty.write_bytes(empty.read_bytes()[:-30])
    before = empty.read_bytes()

    assert "är skadad och har lämnats orörd" in refused(run("answers", empty))
    assert "är skadad och har lämnats orörd" in refused(run("fill", empty, empty, "-o", empty))
    assert empty.read_bytes() == before


def test_output_takes_the_place_of_what_was_there(run: Run, kronoberg: Path, tmp_path: Path):
    for name, command in (("a.json", "answers"), ("a.docx", "export")):
        path = tmp_path / name
        path.write_bytes(b"x" * 10_000_000)

        assert run(command, kronoberg, "-o", path).code == 0
        assert path.stat().st_size < 10_000_000
    assert sorted(one.name for one in tmp_path.iterdir() if one.stem == "a") == ["a.docx", "a.json"]


@pytest.mark.parametrize(
    "command",
    [
        ["example"],
        ["new"],
        ["answers", "PROJECT"],
        ["fill", "PROJECT", "JSON"],
        ["export", "PROJECT"],
        ["schema"],
    ],
)
def test_a_failed_write_leaves_the_old_file_whole(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
):
    old = tmp_path / "gammal"
    old.write_bytes(b"gammal")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    places = {"PROJECT": str(empty), "JSON": str(tmp_path / "a.json")}
    before = sorted(tmp_path.iterdir())

    def no_space(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    outcome = run(*(places.get(word, word) for word in command), "-o", old)

    assert "”gammal” kunde inte sparas: det finns inte plats på disken." in refused(outcome)
    assert old.read_bytes() == b"gammal"
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_missing_is_told(run: Run, kronoberg: Path, tmp_path: Path):
    line = refused(run("answers", kronoberg, "-o", tmp_path / "ingen" / "a.json"))

    assert "mappen finns inte" in line


# read


def test_an_exported_document_is_read_back_as_the_answers_it_was_made_of(
    run: Run, kronoberg: Path, tmp_path: Path
):
    run("export", kronoberg, "-o", tmp_path / "a.docx")
    shown = run("read", tmp_path / "a.docx")
    written = run("read", tmp_path / "a.docx", "-o", tmp_path / "a.json")

    assert (shown.code, shown.err) == (0, "")
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / "a.json").read_bytes() == shown.out.encode()
    # What is for another document is not printed in this one.
    expected = bundled.in_the_document(LIBRARY.example().agreement, LIBRARY.handbook)
    assert shown.out.encode() == answers.dumps(expected)


def edited(path: Path, old: str, new: str) -> None:
    """Put *new* in the place of *old* in the text of the document at *path*, as somebody might in Word."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    text = parts["word/document.xml"].decode()
    assert f">{old}<" in text
    parts["word/document.xml"] = text.replace(f">{old}<", f">{new}<").encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_an_answer_that_was_edited_in_word_can_be_filled_in(run: Run, empty: Path, tmp_path: Path):
    fill(
        run,
        empty,
        {"title": "Vår", "validity": {"start": "2026-01-01"}, "goals": [{"title": "Fler i arbete"}]},
    )
    run("export", empty, "-o", tmp_path / "a.docx")
    edited(tmp_path / "a.docx", "Fler i arbete", "Många fler i arbete")
    assert run("read", tmp_path / "a.docx", "-o", tmp_path / "a.json").code == 0

    assert run("fill", empty, tmp_path / "a.json", "-o", empty).code == 0

    agreement = project.open(empty).draft.agreement
    assert agreement.goals[0].title == "Många fler i arbete"
    assert agreement.title == "Vår"


def test_what_could_not_be_understood_is_told_on_a_line_of_its_own(run: Run, empty: Path, tmp_path: Path):
    fill(run, empty, {"title": "Vår", "follow_up": {"next_revision": "2026-10-01"}})
    run("export", empty, "-o", tmp_path / "a.docx")
    edited(tmp_path / "a.docx", "2026-10-01", "någon gång i höst")

    outcome = run("read", tmp_path / "a.docx")

    assert outcome.code == 0
    assert json.loads(outcome.out)["follow_up"]["next_revision"] == "2026-10-01"
    assert outcome.err == "follow_up/next_revision: ”någon gång i höst” kunde inte tas för ett svar.\n"


def test_a_document_that_lokdesk_did_not_write_is_refused(run: Run, tmp_path: Path, kronoberg: Path):
    document = docx.Document()
    document.add_paragraph("Hej")
    document.save(str(tmp_path / "annan.docx"))
    (tmp_path / "text.docx").write_text("Hej", encoding="utf-8")

    line = refused(run("read", tmp_path / "annan.docx", "-o", tmp_path / "a.json"))
    assert "”annan.docx” kan inte läsas som ett dokument från Lokdesk." in line
    assert "inte skriven av Lokdesk" in line
    for other in (tmp_path / "text.docx", kronoberg):
        assert "kan inte läsas som ett dokument från Lokdesk." in refused(run("read", other))
    assert not (tmp_path / "a.json").exists()


# template


TEMPLATE = LIBRARY.templates / "grundmall.docx"


def test_the_shipped_template_passes_its_check(run: Run):
    outcome = run("template", "check", TEMPLATE)

    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def copied(folder: Path, name: str, manifest: str | None) -> Path:
    path = folder / f"{name}.docx"
    path.write_bytes(TEMPLATE.read_bytes())
    if manifest is not None:
        path.with_suffix(".toml").write_text(manifest, encoding="utf-8")
    return path


MANIFEST = TEMPLATE.with_suffix(".toml").read_text(encoding="utf-8")


def test_a_tag_that_names_no_answer_fails_by_name(run: Run, tmp_path: Path):
    path = copied(tmp_path, "egen", MANIFEST)
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b'w:val="title"', b'w:val="titel"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    outcome = run("template", "check", path)

    assert (outcome.code, outcome.err) == (1, "")
    lines = outcome.out.splitlines()
    assert any("”titel”" in line for line in lines)
    assert any("”title”" in line for line in lines)


def test_a_template_without_a_manifest_is_checked_and_told_to_get_one(run: Run, tmp_path: Path):
    path = copied(tmp_path, "Vår mall", None)

    outcome = run("template", "check", path)

    assert (outcome.code, outcome.err) == (1, "")
    assert "Lägg filen ”Vår mall.toml” bredvid den." in outcome.out
    assert run("template", "show", path).code == 0


@pytest.mark.parametrize("manifest", ["hej", 'id = "x"\nversion = 1\nname = "x"\n', ""])
def test_a_template_with_a_bad_manifest_is_refused(run: Run, tmp_path: Path, manifest: str):
    path = copied(tmp_path, "egen", manifest)

    assert "Mallen kan inte användas." in refused(run("template", "check", path))
    assert "Mallen kan inte användas." in refused(run("template", "show", path))


def test_a_manifest_in_another_encoding_is_refused(run: Run, tmp_path: Path):
    path = copied(tmp_path, "egen", None)
    path.with_suffix(".toml").write_bytes('name = "Vår"'.encode("latin-1"))

    assert "inte skrivet i UTF-8" in refused(run("template", "check", path))


@pytest.mark.parametrize("command", ["check", "show"])
def test_what_is_no_word_document_is_no_template(run: Run, tmp_path: Path, kronoberg: Path, command: str):
    assert "”saknas.docx” finns inte" in refused(run("template", command, tmp_path / "saknas.docx"))
    assert "inget Word-dokument" in refused(run("template", command, kronoberg))


def test_a_template_is_shown_as_its_outline_beside_it(run: Run):
    outcome = run("template", "show", TEMPLATE)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == TEMPLATE.with_suffix(".outline.txt").read_text(encoding="utf-8")


def test_a_project_that_is_written_over_by_something_else_is_kept_beside_it(run: Run, empty: Path):
    whole = empty.read_bytes()

    assert run("answers", empty, "-o", empty).code == 0

    assert empty.read_text(encoding="utf-8").startswith("{")
    assert empty.with_name(f"{empty.name}.bak").read_bytes() == whole


def test_a_name_that_is_too_long_is_told_in_one_line(run: Run, empty: Path, tmp_path: Path):
    assert "namnet är för långt" in refused(run("answers", empty, "-o", tmp_path / ("x" * 300)))
    assert "namnet är för långt" in refused(run("new", "-o", tmp_path / ("x" * 300)))


def test_a_new_project_can_carry_a_template_of_its_own(run: Run, tmp_path: Path):
    shipped = LIBRARY.templates / "grundmall"
    own = tmp_path / "egen.docx"
    own.write_bytes(shipped.with_suffix(".docx").read_bytes())
    manifest = shipped.with_suffix(".toml").read_text(encoding="utf-8").replace('"grundmall"', '"egen-mall"')
    own.with_suffix(".toml").write_text(manifest, encoding="utf-8")

    assert run("new", "--template", own, "-o", tmp_path / "a.lokdesk").code == 0
    own.unlink()

    assert project.open(tmp_path / "a.lokdesk").draft.template.id == "egen-mall"
    assert run("export", tmp_path / "a.lokdesk", "-o", tmp_path / "a.docx").code == 0
    assert "egen.docx" in refused(run("new", "--template", own, "-o", tmp_path / "b.lokdesk"))


# What cannot be written


def test_a_document_that_is_open_elsewhere_is_left_and_a_free_name_told(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(disk, "_LETS_OPEN_FILES_GO", True)
    path = tmp_path / "Avtal.docx"
    path.write_bytes(b"gammal")
    (tmp_path / ".~lock.Avtal.docx#").touch()

    line = refused(run("export", empty, "-o", path))

    assert "”Avtal.docx” kunde inte sparas, eftersom filen är öppen i LibreOffice." in line
    assert "Det som fanns där tidigare är kvar. Namnet ”Avtal (2).docx” är ledigt." in line
    assert path.read_bytes() == b"gammal"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_that_somebody_has_open_is_not_written_to(run: Run, tmp_path: Path):
    path = tmp_path / "a.lokdesk"
    run("example", "-o", path)
    before = path.read_bytes()
    lock.place(path).write_text('{"who": "Bo Ek", "computer": "LAPTOP-7", "process": 1, "mark": "bo"}')

    outcome = run("example", "-o", path)

    assert outcome.code != 0
    assert "”a.lokdesk” är öppen hos Bo Ek på datorn LAPTOP-7." in outcome.err
    assert path.read_bytes() == before


def test_what_support_needs_is_told_when_asked_for_and_nothing_that_was_written(run: Run, tmp_path: Path):
    path = tmp_path / "hemlig.lokdesk"

    asked = run("--details", "check", path)

    first, *details = asked.err.splitlines()
    assert asked.code == 2
    assert first == refused(run("check", path)) == "Filen ”hemlig.lokdesk” finns inte."
    assert re.match(r"Lokdesk \S+, ", details[0])
    assert "FileNotFoundError ENOENT" in details
    assert not any("hemlig" in line for line in details)


def test_a_mistake_in_the_program_is_told_without_what_was_written(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> int:
        raise ValueError("något hemligt")

    monkeypatch.setattr("lokdesk.cli.main.COMMANDS", {("check",): fail})

    line = refused(run("check", empty))

    assert line.startswith("Ett fel i Lokdesk gjorde att kommandot inte kunde slutföras (ValueError i test_")
    assert "hemligt" not in line + run("--details", "check", empty).err


# import-word


def test_an_agreement_from_elsewhere_becomes_a_project_file(run: Run, tmp_path: Path):
    source = tmp_path / "avtal.docx"
    source.write_bytes(TUNED[0].docx())

    outcome = run("import-word", source, "-o", tmp_path / "a.lokdesk", "--json")

    assert (outcome.code, outcome.err) == (0, "")
    told = json.loads(outcome.out)
    assert set(told) == {"answers", "tray", "gaps"}
    assert all(set(one) == {"text", "source"} for one in told["tray"])
    agreement = project.open(tmp_path / "a.lokdesk").draft.agreement
    assert agreement.model_dump(mode="json") == told["answers"]
    assert [goal.title for goal in agreement.goals] == [
        "Fler unga går till arbete eller studier",
        "Nyanlända kommer snabbare i arbete",
    ]


def test_without_json_what_fits_nowhere_and_what_is_lacking_is_told_in_words(run: Run, tmp_path: Path):
    source = tmp_path / "avtal.docx"
    docx.Document().save(str(source))

    outcome = run("import-word", source, "-o", tmp_path / "a.lokdesk")

    assert outcome.code == 0
    assert "saknas: parties " in outcome.out
    assert "kvar:" not in outcome.out


def test_what_is_no_word_file_is_not_imported(run: Run, tmp_path: Path):
    source = tmp_path / "avtal.docx"
    source.write_text("hej")

    assert "avtal.docx" in refused(run("import-word", source, "-o", tmp_path / "a.lokdesk"))
    assert not (tmp_path / "a.lokdesk").exists()


# template adopt


def test_a_document_with_headings_becomes_a_template_that_passes_the_check(run: Run, tmp_path: Path):
    raw = tmp_path / "raw.docx"
    raw.write_bytes(OUTLINES[0].docx())

    outcome = run("template", "adopt", raw, "-o", tmp_path / "Vår mall.docx", "--json")

    assert (outcome.code, outcome.err) == (0, "")
    told = json.loads(outcome.out)
    assert set(told) == {"placed", "without_answer", "without_place"}
    assert {"text": "Bakgrund", "address": "background", "kind": "text", "confidence": 1.0} in told["placed"]
    checked = run("template", "check", tmp_path / "Vår mall.docx")
    assert (checked.code, checked.out) == (0, "")
    assert run("new", "--template", tmp_path / "Vår mall.docx", "-o", tmp_path / "a.lokdesk").code == 0
