"""The contract between a template and the model, checked: what is wrong in a template, for its author.

Each problem has a name, says where in the document it is, and what to do, in words for somebody who edits the
template in Word and does not program.
"""

from collections.abc import Collection, Iterator

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, GroupOf
from lokdesk.word import homes, look, ooxml, package, soundness
from lokdesk.word.clause import Problem
from lokdesk.word.inspection import Inspection, Seen
from lokdesk.word.look import Look
from lokdesk.word.package import Package
from lokdesk.word.part import APPENDIX_CONTENT
from lokdesk.word.setting import style_ids
from lokdesk.word.tag import PART
from lokdesk.word.template import Template


def check(template: Template, excused: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong in *template*, in document order; an empty list when all is well.

    *excused* are the addresses, with ``*`` for items, of what another document prints.
    """
    source = package.opened(template.content)
    seen = Seen()
    problems = list(_tracked(source))
    for name, is_main in _parts(source):
        root = source.xml(name)
        if template.manifest.companion:
            homes.leave(root)
        problems += Inspection(root, look.of(source), is_main, seen).problems()
    problems += _missing(source)
    problems += _twice(source)
    problems += _language(template, look.of(source))
    problems += _list_styles(template, look.of(source))
    problems += _questions(template, seen)
    problems += _left_out(template, seen)
    if not template.manifest.companion:
        problems += _without_home(seen, (*excused, *template.manifest.leaves_out))
    return problems


def _parts(source: Package) -> Iterator[tuple[str, bool]]:
    yield source.document, True
    for kind in ("header", "footer"):
        for name in source.related_parts(kind, source.document):
            yield name, False


def _missing(source: Package) -> Iterator[Problem]:
    """Yield styles, lists and notes that the template uses and does not have."""
    names = [*(name for name, _ in _parts(source)), *source.related_parts("footnotes", source.document)]
    for fault in soundness.references(source, {name: source.xml(name) for name in names}):
        yield Problem(
            fault.check,
            fault.part,
            f"{fault.message} Ge texten en formatmall eller en lista som finns i mallen.",
        )


def _twice(source: Package) -> Iterator[Problem]:
    """Yield a second place for what is attached, whose styles and notes can come along only once."""
    wanted = f"{PART}{APPENDIX_CONTENT}"
    controls = ooxml.find_all(source.xml(source.document), "w:sdt")
    if sum(ooxml.tag_of(control) == wanted for control in controls) > 1:
        yield Problem(
            "attached-twice",
            wanted,
            f"Mallen har mer än ett fält ”{wanted}”. Det bifogade kan bara tas in på ett ställe: ta bort "
            "de andra fälten.",
        )


def _tracked(source: Package) -> Iterator[Problem]:
    if (
        next(ooxml.find_all(source.xml(source.document), "w:ins", "w:del", "w:moveFrom", "w:moveTo"), None)
        is not None
    ):
        yield Problem(
            "tracked-changes",
            "",
            "Mallen innehåller spårade ändringar. Godkänn eller avvisa dem i Word innan mallen används.",
        )


def _language(template: Template, look_: Look) -> Iterator[Problem]:
    wanted = template.manifest.language
    if look_.language and look_.language != wanted:
        yield Problem(
            "language",
            "",
            f"Språket i mallens formatmallar är {look_.language} men manifestet säger {wanted}. Ställ in "
            "språket i Word.",
        )


def _list_styles(template: Template, look_: Look) -> Iterator[Problem]:
    ids = style_ids(look_, template.manifest)
    for what, style, wanted in (("punktlistor", ids.bullet, True), ("numrerade listor", ids.number, False)):
        numbering = look_.numbering_of_style(style) if style else None
        level = look_.list_level(*numbering) if numbering else None
        if level is None or (level.format == "bullet") is not wanted:
            yield Problem(
                "no-list-style",
                style,
                f"Mallen har ingen formatmall för {what} som är kopplad till en sådan lista. Koppla Words "
                "formatmall eller nämn en annan i manifestet.",
            )


def _questions(template: Template, seen: Seen) -> Iterator[Problem]:
    for id_ in template.manifest.questions:
        if id_ not in seen.named:
            yield Problem(
                "question-without-place",
                id_,
                f"Manifestets fråga ”{id_}” har inget fält i dokumentet. Lägg in ett med taggen "
                f"”additional_answers/{id_}/answer”.",
            )
    for id_, place in seen.named.items():
        if id_ not in template.manifest.questions:
            yield Problem(
                "place-without-question",
                id_,
                f"Fältet för frågan ”{id_}”{place} har ingen fråga i manifestet. Skriv frågan där under "
                f"”questions.{id_}”.",
            )


def _left_out(template: Template, seen: Seen) -> Iterator[Problem]:
    # A question of the template's own has its place also where those of the parties have none.
    homes = [one for one in seen.homes if one in schema.patterns()]
    for pattern in template.manifest.leaves_out:
        if pattern not in schema.patterns():
            yield Problem(
                "unknown-left-out",
                pattern,
                f"Manifestet utelämnar ”{pattern}”, men det finns inget sådant svar. Rätta eller ta bort "
                "raden.",
            )
        elif any(_is_excused(home, (pattern,)) for home in homes):
            yield Problem(
                "left-out-with-home",
                pattern,
                f"Manifestet utelämnar ”{pattern}”, men mallen har ett fält för det. Ta bort fältet eller "
                "raden.",
            )


def _without_home(seen: Seen, excused: Collection[str]) -> Iterator[Problem]:
    for pattern, what in schema.patterns().items():
        if isinstance(what, GroupOf) or pattern in seen.homes or _is_excused(pattern, excused):
            continue
        noun = "Svaret" if isinstance(what, Answer) else "Listan"
        yield Problem(
            "no-home",
            pattern,
            f"{noun} ”{pattern}” har ingen plats i mallen. Lägg in ett fält med den taggen, eller skriv "
            "adressen i manifestet under ”leaves_out” om dokumentet inte ska ta med den.",
        )


def _is_excused(pattern: str, excused: Collection[str]) -> bool:
    return any(pattern == one or pattern.startswith(one + SEPARATOR) for one in excused)
