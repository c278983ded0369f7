"""What each command does: functions from its arguments to an exit code."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic_core import to_jsonable_python

from lokdesk.agreement import normal, vocabulary
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.cli import answer_file, schema, stream
from lokdesk.project import answers, backups, container, disk, lock, project
from lokdesk.project.backups import Copy
from lokdesk.project.lock import Holder
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.recognition.tray import Left
from lokdesk.revision.comparison import compare
from lokdesk.session import (
    accessibility,
    adopting,
    agenda,
    archiving,
    beside,
    companion,
    comparison,
    deciding,
    document,
    importing,
    intake,
    joining,
    keeping,
    moving,
    printing,
    redline,
    replacing,
    replies,
    reply_list,
    restoring,
    review,
    revising,
    sharing,
    template_file,
)
from lokdesk.session.companion import Chosen
from lokdesk.session.fill import fill
from lokdesk.session.library import EXAMPLE, Library

DONE, NEGATIVE, UNUSABLE = 0, 1, 2

Run = Callable[[Namespace, Library], int]

_SEVERITIES = {"must": "måste", "should": "bör", "tip": "tips"}


def _example(given: Namespace, library: Library) -> int:
    return _saved(library.example(given.name or EXAMPLE), given.output)


def _new(given: Namespace, library: Library) -> int:
    wanted = given.template or ""
    if Path(wanted).suffix.lower() == ".docx":
        return _saved(library.started(template_file.use(Path(wanted))), given.output)
    return _saved(library.blank(wanted), given.output)


def _saved(draft: Draft, path: Path) -> int:
    return _save(Project(draft), path)


def _save(saved: Project, path: Path, source: Path | None = None) -> int:
    """Save in the file at *path*, unless somebody has it open; *source* is where the project was read."""
    got = lock.take(path)
    if isinstance(got, Holder):
        raise Problem(f"{lock.told(path, got)} Skriv till en annan fil, eller vänta tills den är stängd.")
    try:
        # What it was read from is written over only as it was then.
        same = source is not None and disk.is_file(path) and path.samefile(source)
        project.save(saved, path, overwrite=not same, tell=stream.message)
    finally:
        if got is not None:
            got.release()
    return DONE


def _opened(path: Path) -> Project:
    return _warned(project.open(path))


def _warned(opened: Project) -> Project:
    for warning in opened.warnings:
        stream.message(warning)
    return opened


def _answers(given: Namespace, _: Library) -> int:
    return _written(answers.dumps(_opened(given.project).draft.agreement), given.output)


def _written(content: bytes, path: Path | None) -> int:
    if path is None:
        stream.result(content)
    else:
        project.write_other(path, content)
    return DONE


def _fill(given: Namespace, _: Library) -> int:
    opened = _opened(given.project)
    agreement = fill(opened.draft.agreement, answer_file.read(given.answers))
    draft = opened.draft.model_copy(update={"agreement": agreement})
    return _save(replace(opened, draft=draft), given.output, given.project)


def _schema(given: Namespace, library: Library) -> int:
    return _written(container.dumps(schema.answers(library.handbook)), given.output)


def _check(given: Namespace, library: Library) -> int:
    draft = _opened(given.project).draft
    found = review.review(draft, given.on or date.today(), library)
    if found.set_aside:
        stream.message(f"Satta åt sidan: {len(found.set_aside)}.")
    findings = found.open
    if given.accessibility:
        findings += accessibility.findings(draft, library, companion.every(draft, library))
    if given.json:
        stream.result(container.dumps([asdict(finding) for finding in findings]))
    else:
        stream.result("".join(f"{_line(finding)}\n" for finding in findings))
    return DONE if found.passed else NEGATIVE


def _line(finding: Finding) -> str:
    parts = (f"{_SEVERITIES[finding.severity]}:", finding.address, finding.message, finding.action)
    return " ".join(" ".join(parts).split())


def _export(given: Namespace, library: Library) -> int:
    draft = _opened(given.project).draft
    if given.estimate and printing.is_pdf(given.output):
        raise Problem("En PDF görs av Word eller LibreOffice: --estimate går inte att använda för den.")
    office = None if given.estimate else printing.office()
    wanted = companion.document(library, given.document or companion.AGREEMENT)
    item = vars(given)["for"]
    if item is not None:
        choices = [(given.output, companion.subject(draft, wanted, item))]
    elif wanted.about:
        choices = [
            (given.output.with_stem(f"{given.output.stem}-{slug}"), one)
            for one, slug in companion.slugs(companion.subjects(draft, wanted))
        ]
    else:
        choices = [(given.output, None)]
    for path, about in choices:
        chosen = Chosen(wanted, about)
        _written(document.made(draft, library, path, office, chosen, comments=given.comments), path)
        if item is None and about is not None:
            stream.result(f"{path}\n")
    if not choices:
        stream.message(f"{wanted.name}: det finns inget att göra dokumentet för.")
    if wanted.manifest is None:
        for one in beside.save(draft, library, given.output, wanted.form):
            stream.result(f"{one.path}\n")
            stream.message(one.message)
    return DONE


def _documents(given: Namespace, library: Library) -> int:
    _opened(given.project)
    stream.result("".join(f"{one.id}\t{one.name}\n" for one in companion.documents(library)))
    return DONE


def _keep(given: Namespace, __: Library) -> int:
    opened = _opened(given.project)
    day = given.on or date.today()
    why = vocabulary.known("kept_why", normal.line(given.why))
    content = disk.read(given.document)
    draft, _ = keeping.keep(opened.draft, given.document.name, content, why, day, recipients=given.to)
    _save(replace(opened, draft=draft), given.output, given.project)
    if why == vocabulary.SENT:
        stream.message(keeping.on_sending(draft.agreement.status))
    return DONE


def _share(given: Namespace, _: Library) -> int:
    opened = _opened(given.project)
    sharing.save(opened, given.output, given.project, whole=given.whole)
    stream.message(sharing.ALL_GOES if given.whole else sharing.luggage(opened).told)
    return DONE


def _versions(given: Namespace, _: Library) -> int:
    draft = _opened(given.project).draft
    if given.kept is None:
        if given.output is not None:
            raise Problem("Skriv också id för den version som ska skrivas till filen.")
        return _listed(draft, as_json=given.json)
    version = keeping.version(draft, given.kept)
    if given.output is None:
        raise Problem("Skriv också -o och filen som versionens dokument ska skrivas till.")
    project.write_other(given.output, version.content)
    return DONE if version.intact else NEGATIVE


def _listed(draft: Draft, *, as_json: bool) -> int:
    if as_json:
        listed = [one.model_dump(mode="json", exclude={"agreement"}) for one in draft.versions]
        stream.result(container.dumps(listed))
        return DONE
    for one in draft.versions:
        told = (one.id, keeping.titled(one), keeping.happened(one), one.name, one.sha256)
        stream.result("\t".join(told) + "\n")
    return DONE


def _backups(given: Namespace, _: Library) -> int:
    copies = backups.found(given.project)
    number: int | None = given.number
    if number is None:
        if given.output is not None:
            raise Problem("Skriv också numret på den kopia som ska skrivas till filen.")
        return _copies_listed(copies, as_json=given.json)
    if not 1 <= number <= len(copies):
        raise Problem(f"Det finns ingen säkerhetskopia med nummer {number}.")
    if given.output is None:
        raise Problem("Skriv också -o och filen som kopian ska skrivas till.")
    return _save(restoring.read(copies[number - 1]), given.output)


def _copies_listed(copies: Sequence[Copy], *, as_json: bool) -> int:
    listed = [
        {
            "number": number,
            "when": one.when.astimezone().isoformat(timespec="seconds"),
            "size": one.size,
            "path": str(one.path),
        }
        for number, one in enumerate(copies, 1)
    ]
    if as_json:
        stream.result(container.dumps(listed))
    else:
        stream.result("".join("\t".join(str(told) for told in one.values()) + "\n" for one in listed))
    return DONE


def _archive(given: Namespace, library: Library) -> int:
    made = archiving.archive(_opened(given.project).draft, library, printing.office())
    for path in archiving.save(made, given.output):
        stream.result(f"{path}\n")
    for note in made.notes:
        stream.message(note)
    return DONE


def _read(given: Namespace, _: Library) -> int:
    reading = document.read(disk.read(given.document), given.document.name)
    for words in reading.unplaced:
        stream.message(f"{words.address}: ”{words.text}” kunde inte tas för ett svar.")
    return _written(answers.dumps(reading.agreement), given.output)


def _import_word(given: Namespace, library: Library) -> int:
    content = disk.read(given.document)
    imported = importing.taken_in(content, given.document.name, library)
    gaps = importing.gaps(imported.agreement, library.handbook)
    tray = imported.tray
    saved = _save(intake.begun(imported, given.document.name, content, library, date.today()), given.output)
    if given.json:
        told = {
            "answers": imported.agreement.model_dump(mode="json"),
            "tray": [{"text": one.text, "source": one.source} for one in tray],
            "gaps": [asdict(one) for one in gaps],
        }
        stream.result(container.dumps(told))
        return saved
    _tell_of_left(tray)
    for one in gaps:
        stream.result(f"saknas: {one.address} {one.label} ({one.section})\n")
    return saved


def _take_in(given: Namespace, library: Library) -> int:
    opened = _opened(given.project)
    draft = opened.draft
    done = DONE
    for path in given.returned:
        try:
            reply = replies.taken_in(draft, path.name, disk.read(path), library, date.today())
        except Problem as problem:
            stream.message(replies.told(path.name, problem))
            done = UNUSABLE
        else:
            draft = replies.added(draft, [reply])
    came = draft.replies[len(opened.draft.replies) :]
    if not came:
        return done
    if given.output is not None:
        _save(replace(opened, draft=draft), given.output, given.project)
    if given.json:
        stream.result(container.dumps(reply_list.listed(draft, came)))
    else:
        stream.result("".join(f"{line}\n" for line in reply_list.lines(draft, came, library)))
    return done


def _tell_of_left(left: Iterable[Left]) -> None:
    for one in left:
        if not one.understood:
            stream.result(f"kvar: {' '.join(one.text.split())} ({one.source})\n")


def _template_check(given: Namespace, library: Library) -> int:
    problems = template_file.mismatches(given.template, library)
    stream.result("".join(f"{' '.join(problem.split())}\n" for problem in problems))
    return NEGATIVE if problems else DONE


def _template_adopt(given: Namespace, library: Library) -> int:
    adoption = adopting.taken_in(disk.read(given.document), given.document.name, library)
    made = adopting.adopted(adoption, given.output.stem, library)
    adopting.write(made, given.output)
    if given.json:
        stream.result(container.dumps(adopting.told(made)))
        return DONE
    for one in made.placed:
        stream.result(f"plats: ”{one.text}” {one.address} ({one.confidence:.0%})\n")
    for text in made.without_answer:
        stream.result(f"rubrik utan svar: {text}\n")
    for address in made.without_place:
        stream.result(f"svar utan plats: {address}\n")
    return DONE


def _template_show(given: Namespace, _: Library) -> int:
    stream.result(template_file.outline(given.template))
    return DONE


def _revise(given: Namespace, library: Library) -> int:
    if disk.is_file(given.output) and disk.is_file(given.old) and given.output.samefile(given.old):
        raise Problem(
            "Revideringen skrivs till en ny fil: den gamla överenskommelsen ska ligga kvar som den är. "
            "Ange en annan fil efter -o."
        )
    old = _warned(revising.opened(given.old, library, date.today()))
    begun = revising.begin(old, date.today(), vars(given)["from"], given.to)
    code = _save(begun.project, given.output)
    told = revising.told(library.handbook, begun.begun)
    stream.result("".join(f"{line}\n" for line in revising.lines(told)))
    taken = intake.of(old.draft) if revising.is_word(given.old) else None
    _tell_of_left(intake.tray(taken) if taken is not None else ())
    return code


def _agenda(given: Namespace, library: Library) -> int:
    found = agenda.of(_opened(given.project).draft, library, date.today())
    if given.json:
        stream.result(container.dumps(agenda.listed(found)))
    elif found.sections:
        stream.result("".join(f"{line}\n" for line in agenda.lines(found)))
    else:
        stream.message(agenda.NOTHING)
    return DONE


def _replace(given: Namespace, library: Library) -> int:
    if bool(given.person) == bool(given.unit):
        raise Problem("Skriv antingen --person eller --unit, och namnet på den som ska bytas.")
    opened = _opened(given.project)
    draft, day = opened.draft, given.on or date.today()
    kind = replacing.PERSON if given.person else replacing.UNIT
    swap = replacing.Swap(
        kind, given.person or given.unit, vars(given)["with"] or "", day, given.email or "", given.phone or ""
    )
    places = replacing.planned(draft.agreement, swap)
    chosen = [one.change for one in places if one.meant]
    if not chosen:
        raise Problem(f"”{swap.old}” står inte på något ställe där namnet kan bytas. Kontrollera stavningen.")
    after = replacing.made(draft, swap, chosen, "", datetime.now(UTC))
    _save(replace(opened, draft=after), given.output, given.project)
    was, now = draft.agreement, after.agreement
    told = [comparison.line(one) for one in comparison.changes(library.handbook, was, now)]
    stream.result("".join(f"{line}\n" for line in told))
    for one in places:
        if not one.meant:
            stream.message(f"{one.change.address}: står kvar ({one.remark}).")
    weighed = replacing.weighed(was, chosen)
    if weighed is not None:
        stream.message(deciding.decide(weighed))
        if weighed.contacts_only and weighed.version:
            stream.message(f"Den nya versionen kan heta {weighed.version}.")
    return DONE


def _vacancies(given: Namespace, library: Library) -> int:
    found = replacing.vacancies(library.handbook, _opened(given.project).draft.agreement)
    stream.result("".join(f"{one.address}\t{one.where}\t{one.what}\n" for one in found))
    return DONE


def _compare(given: Namespace, library: Library) -> int:
    old, new = (_opened(path).draft.agreement for path in (given.old, given.new))
    if given.json:
        found = [one._asdict() for one in compare(old, new)]
        stream.result(container.dumps(to_jsonable_python(found)))
    else:
        found = [comparison.line(one) for one in comparison.changes(library.handbook, old, new)]
        stream.result("".join(f"{line}\n" for line in found))
    return DONE


def _merge(given: Namespace, library: Library) -> int:
    base, mine, theirs = (_opened(path) for path in (given.base, given.mine, given.theirs))
    made = joining.joined(mine, theirs, given.theirs.name, base)
    _save(made.project, given.output, given.mine)
    left = joining.left(made.draft)
    if given.json:
        stream.result(container.dumps({"conflicts": left}))
    else:
        stream.message(made.told)
        stream.result("".join(f"{line}\n" for line in joining.lines(library.handbook, made.draft)))
    return NEGATIVE if left else DONE


def _redline(given: Namespace, library: Library) -> int:
    old, new = (_opened(path).draft for path in (given.old, given.new))
    office = None if given.estimate else printing.office()
    author = normal.line(given.author or "")
    return _written(redline.made(old, new, library, author, date.today(), office), given.output)


def _move(given: Namespace, library: Library) -> int:
    opened = _opened(given.project)
    wanted: str | None = given.template
    own = wanted is not None and Path(wanted).suffix.lower() == ".docx"
    template = template_file.use(Path(wanted)) if wanted and own else None
    if wanted and not own:
        template = library.template_use(wanted)
    rehearsal = moving.rehearse(library, opened.draft, date.today(), template, given.handbook or "")
    done = DONE
    if given.output is not None:
        done = _save(replace(opened, draft=rehearsal.draft), given.output, given.project)
    if given.json:
        stream.result(container.dumps(moving.listed(rehearsal)))
    else:
        new = rehearsal.new
        stream.result(f"Till {moving.called(library, new.template, new.handbook.version)}.\n")
        for group in moving.told(rehearsal):
            stream.result(f"{group.title}:\n" + "".join(f"  {line}\n" for line in group.lines))
        if not rehearsal.listed:
            stream.result(f"{moving.NOTHING}\n")
    return done


def _move_back(given: Namespace, library: Library) -> int:
    opened = _opened(given.project)
    if not opened.draft.earlier:
        raise Problem(
            "Överenskommelsen har inte bytt mall eller handbok, så det finns inget att gå tillbaka till."
        )
    last = opened.draft.earlier[-1]
    draft = moving.back_in(library, opened.draft, last.id, date.today())
    done = _save(replace(opened, draft=draft), given.output, given.project)
    stream.message(f"Tillbaka till {moving.earlier_called(library, last)}.")
    return done


COMMANDS: Mapping[tuple[str, ...], Run] = {
    ("example",): _example,
    ("new",): _new,
    ("answers",): _answers,
    ("fill",): _fill,
    ("schema",): _schema,
    ("check",): _check,
    ("documents",): _documents,
    ("export",): _export,
    ("keep",): _keep,
    ("share",): _share,
    ("revise",): _revise,
    ("agenda",): _agenda,
    ("replace",): _replace,
    ("vacancies",): _vacancies,
    ("compare",): _compare,
    ("merge",): _merge,
    ("redline",): _redline,
    ("move",): _move,
    ("move-back",): _move_back,
    ("versions",): _versions,
    ("backups",): _backups,
    ("archive",): _archive,
    ("import-word",): _import_word,
    ("take-in",): _take_in,
    ("read",): _read,
    ("template", "check"): _template_check,
    ("template", "adopt"): _template_adopt,
    ("template", "show"): _template_show,
}
