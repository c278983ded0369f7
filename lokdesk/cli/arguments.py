"""The command line: its commands and their arguments, read and explained in Swedish."""

import argparse
import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from lokdesk.cli import stream

PROGRAM = "lokdesk"
DETAILS = "--details"
_USAGE = "Användning: "
# argparse puts what a command does on a line of its own when the command fills its column, or more than that.
_WRAPPED = re.compile(r"^( {4}\S{9,})\n +", re.MULTILINE)
_SEE_HELP = f"Se {PROGRAM} --help."


class Misused(Exception):
    """Arguments that make no command; the message says why, in Swedish."""


@dataclass(frozen=True)
class Argument:
    """An argument of a command: a file by its place, or an option by its name.

    Of *many* there may be any number: of options each after the option's name, of files at least one.
    """

    names: tuple[str, ...]
    help: str
    metavar: str = ""
    kind: type = Path
    required: bool = True
    many: bool = False


@dataclass(frozen=True)
class Command:
    """A command: its words, what it does, and the arguments it takes."""

    words: tuple[str, ...]
    help: str
    arguments: tuple[Argument, ...] = ()


def _day(written: str) -> date:
    try:
        # Python alone would also take other ways of writing a day.
        return datetime.strptime(written, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"”{written}” är inget datum. Ett datum skrivs som 2026-03-01."
        ) from None


_PROJECT = Argument(("project",), "projektfilen", "PROJEKT.lokdesk")
_OLD = Argument(("old",), "projektfilen som den var", "GAMMAL.lokdesk")
_OLD_AGREEMENT = Argument(
    ("old",), "projektfilen eller Word-dokumentet med den överenskommelse som revideras", "GAMMAL"
)
_NEW = Argument(("new",), "projektfilen som den är", "NY.lokdesk")
_ESTIMATE = Argument(
    ("--estimate",),
    "beräkna sidnumren i innehållsförteckningen utan att fråga Word eller LibreOffice",
    kind=bool,
    required=False,
)
_DOCUMENT = Argument(("document",), "Word-dokumentet", "DOKUMENT.docx")
_TEMPLATE = Argument(("template",), "mallen; dess manifest ligger bredvid med ändelsen .toml", "MALL.docx")


def _to(what: str, metavar: str, required: bool = True) -> Argument:
    return Argument(("-o", "--output"), what, metavar, required=required)


_JSON_TO = _to(
    "filen som svaren skrivs till; utan den skrivs de till standard ut", "SVAR.json", required=False
)
_PROJECT_TO = _to("projektfilen som skrivs", "NY.lokdesk")

COMMANDS = (
    Command(
        ("example",),
        "skriv ett av de medföljande exemplen till en projektfil",
        (
            Argument(("name",), "exemplets namn; utan namn skrivs Kronoberg", "NAMN", str, required=False),
            _PROJECT_TO,
        ),
    ),
    Command(
        ("new",),
        "skriv en ny, tom projektfil",
        (
            _PROJECT_TO,
            Argument(
                ("--template",),
                "mallen som dokumentet görs efter: en medföljande malls id eller en egen MALL.docx",
                "ID",
                str,
                required=False,
            ),
        ),
    ),
    Command(("answers",), "skriv ut svaren i en projektfil som JSON", (_PROJECT, _JSON_TO)),
    Command(
        ("fill",),
        "fyll i svar från JSON: det som inte nämns lämnas som det är och null tömmer",
        (_PROJECT, Argument(("answers",), "filen med svar", "SVAR.json"), _PROJECT_TO),
    ),
    Command(
        ("schema",),
        "skriv ut ett JSON-schema för svaren",
        (_to("filen som schemat skrivs till; utan den skrivs det till standard ut", "SCHEMA.json", False),),
    ),
    Command(
        ("check",),
        "granska en projektfil; avslutas med kod 1 om något måste åtgärdas",
        (
            _PROJECT,
            Argument(("--json",), "skriv anmärkningarna som JSON", kind=bool, required=False),
            Argument(
                ("--accessibility",),
                "granska också att dokumenten går att läsa för alla",
                kind=bool,
                required=False,
            ),
            Argument(("--on",), "granska som om det vore den dagen; annars i dag", "DATUM", date, False),
        ),
    ),
    Command(
        ("documents",),
        "skriv ut vilka dokument som kan göras, ett per rad: id, tabb och namn",
        (_PROJECT,),
    ),
    Command(
        ("export",),
        "skriv överenskommelsen, eller ett dokument som hör till den, som Word-dokument eller PDF",
        (
            _PROJECT,
            _to("dokumentet som skrivs; med ändelsen .pdf blir det en PDF", "DOKUMENT.docx"),
            Argument(("--document",), "dokumentets id; utan det överenskommelsen", "ID", str, required=False),
            Argument(
                ("--for",),
                "id för den part, det organ, det spår eller den omgång som dokumentet gäller; "
                "utan det skrivs ett dokument för var och en, DOKUMENT-namn.docx",
                "POST-ID",
                str,
                required=False,
            ),
            Argument(
                ("--comments",),
                "ta med anteckningar, öppna frågor och förslag till formuleringar som kommentarer",
                kind=bool,
                required=False,
            ),
            _ESTIMATE,
        ),
    ),
    Command(
        ("keep",),
        "behåll ett dokument som har skickats, beslutats eller undertecknats, som det är",
        (
            _PROJECT,
            Argument(("document",), "dokumentet som behålls", "DOKUMENT.docx"),
            Argument(
                ("--why",),
                "varför: skickad, beslutad, undertecknad eller egna ord",
                "ORD",
                str,
                required=True,
            ),
            Argument(
                ("--to",), "vart det skickades; en gång för varje mottagare", "NAMN", str, False, many=True
            ),
            Argument(("--on",), "dagen det skedde; annars i dag", "DATUM", date, False),
            _PROJECT_TO,
        ),
    ),
    Command(
        ("share",),
        "skriv en kopia att skicka till andra: utan anteckningar, frågor, ställningstaganden och versioner",
        (
            _PROJECT,
            _to("projektfilen som kopian skrivs till", "KOPIA.lokdesk"),
            Argument(
                ("--whole",),
                "ta med allt, också det som annars lämnas kvar",
                kind=bool,
                required=False,
            ),
        ),
    ),
    Command(
        ("revise",),
        "börja en revidering: den gamla överenskommelsen fryses, den nya får ny period och tomma beslut",
        (
            _OLD_AGREEMENT,
            _PROJECT_TO,
            Argument(
                ("--from",),
                "första dagen i den nya perioden; annars dagen efter den gamla",
                "DATUM",
                date,
                False,
            ),
            Argument(
                ("--to",), "sista dagen i den nya perioden; annars blir den lika lång", "DATUM", date, False
            ),
        ),
    ),
    Command(
        ("agenda",),
        "skriv ut dagordningen för en revidering: vad som ska gås igenom, och vad som är klart",
        (
            _PROJECT,
            Argument(("--json",), "skriv dagordningen som JSON", kind=bool, required=False),
        ),
    ),
    Command(
        ("replace",),
        "byt en person eller en enhet mot en annan överallt, och skriv ut vad som ändras",
        (
            _PROJECT,
            Argument(("--person",), "personen som byts", "NAMN", str, required=False),
            Argument(("--unit",), "enheten som byts", "NAMN", str, required=False),
            Argument(
                ("--with",), "den som kommer i stället; utan det blir platsen vakant", "NAMN", str, False
            ),
            Argument(("--email",), "e-postadressen till den nya personen", "ADRESS", str, required=False),
            Argument(("--phone",), "telefonnumret till den nya personen", "NUMMER", str, required=False),
            Argument(("--on",), "dagen det gäller från; annars i dag", "DATUM", date, False),
            _PROJECT_TO,
        ),
    ),
    Command(("vacancies",), "skriv ut roller och platser som inte har något namn", (_PROJECT,)),
    Command(
        ("compare",),
        "skriv ut vad som skiljer två projektfiler åt",
        (
            _OLD,
            _NEW,
            Argument(("--json",), "skriv skillnaderna som JSON", kind=bool, required=False),
        ),
    ),
    Command(
        ("merge",),
        "slå ihop två kopior som har ändrats var för sig; avslutas med kod 1 om något är kvar att välja",
        (
            Argument(("base",), "projektfilen som båda kopiorna gjordes av", "FÖRLAGA.lokdesk"),
            Argument(("mine",), "den ena kopian: det som står i den gäller tills någon väljer", "A.lokdesk"),
            Argument(("theirs",), "den andra kopian", "B.lokdesk"),
            _PROJECT_TO,
            Argument(("--json",), "skriv det som är kvar att välja som JSON", kind=bool, required=False),
        ),
    ),
    Command(
        ("redline",),
        "skriv det nya dokumentet med allt som skiljer det från det gamla som spårade ändringar",
        (
            _OLD,
            _NEW,
            _to("dokumentet som skrivs", "DOKUMENT.docx"),
            Argument(
                ("--author",),
                "namnet som ändringarna ska stå under; annars Lokdesk",
                "NAMN",
                str,
                required=False,
            ),
            _ESTIMATE,
        ),
    ),
    Command(
        ("move",),
        "flytta en överenskommelse till en nyare mall och handbok, och skriv ut vad bytet gör med svaren",
        (
            _PROJECT,
            _to("projektfilen som skrivs; utan den skrivs bara listan", "NY.lokdesk", required=False),
            Argument(
                ("--template",),
                "mallen: en medföljande malls id eller en egen MALL.docx; annars den nyaste",
                "ID",
                str,
                required=False,
            ),
            Argument(
                ("--handbook",), "handbokens version; annars den nyaste", "VERSION", str, required=False
            ),
            Argument(("--json",), "skriv listan som JSON", kind=bool, required=False),
        ),
    ),
    Command(
        ("move-back",),
        "gå tillbaka till svaren, mallen och handboken från före det senaste bytet",
        (_PROJECT, _PROJECT_TO),
    ),
    Command(
        ("versions",),
        "skriv ut vilka versioner som har behållits, eller skriv en av dem till en fil",
        (
            _PROJECT,
            Argument(("kept",), "versionens id", "ID", str, required=False),
            Argument(("--json",), "skriv listan som JSON", kind=bool, required=False),
            _to("filen som versionens dokument skrivs till", "DOKUMENT.docx", required=False),
        ),
    ),
    Command(
        ("backups",),
        "skriv ut vilka säkerhetskopior det finns av en projektfil, eller skriv en av dem till en fil",
        (
            Argument(("project",), "projektfilen; den behöver inte finnas längre", "PROJEKT.lokdesk"),
            Argument(("number",), "kopians nummer i listan; 1 är den senaste", "NUMMER", int, required=False),
            Argument(("--json",), "skriv listan som JSON", kind=bool, required=False),
            _to("projektfilen som kopian skrivs till", "NY.lokdesk", required=False),
        ),
    ),
    Command(
        ("archive",),
        "skriv en mapp till arkivet: PDF/A, bilagor och en lista att registrera efter",
        (_PROJECT, _to("mappen som filerna skrivs till", "MAPP")),
    ),
    Command(
        ("import-word",),
        "läs in vilken överenskommelse i Word som helst: svar, det som inte fick plats, och det som saknas",
        (
            _DOCUMENT,
            _PROJECT_TO,
            Argument(
                ("--json",),
                "skriv svaren, det som inte fick plats och det som saknas som JSON",
                kind=bool,
                required=False,
            ),
        ),
    ),
    Command(
        ("take-in",),
        "skriv ut vad som är ändrat i Word-filer som har kommit tillbaka; inget förs in i svaren",
        (
            _PROJECT,
            Argument(("returned",), "filerna som kom tillbaka", "SVAR.docx", many=True),
            Argument(
                ("--json",),
                "skriv ändringarna, kommentarerna och det som saknar plats som JSON",
                kind=bool,
                required=False,
            ),
            _to(
                "projektfilen som skrivs, med det som kom tillbaka; utan den skrivs bara listan",
                "NY.lokdesk",
                required=False,
            ),
        ),
    ),
    Command(("read",), "läs svaren ur ett dokument som Lokdesk har skrivit", (_DOCUMENT, _JSON_TO)),
    Command(
        ("template", "check"),
        "kontrollera att en mall passar svaren och frågorna; avslutas med kod 1 om den inte gör det",
        (_TEMPLATE,),
    ),
    Command(
        ("template", "adopt"),
        "gör en mall av ett Word-dokument med rubriker; dokumentets utseende och text behålls",
        (
            Argument(("document",), "dokumentet som ska bli en mall", "RAW.docx"),
            _to("mallen som skrivs; dess manifest skrivs bredvid", "MALL.docx"),
            Argument(
                ("--json",),
                "skriv platserna, och det som inte fick någon, som JSON",
                kind=bool,
                required=False,
            ),
        ),
    ),
    Command(("template", "show"), "skriv ut en malls rubriker, fasta texter och fält som text", (_TEMPLATE,)),
)

_GROUPS = {"template": "kontrollera, visa eller gör en mall"}


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _USAGE if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Swedish, and raises Misused where argparse would end the program."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.places = self.add_argument_group("Argument")
        self.options = self.add_argument_group("Flaggor")
        self.options.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def print_help(self, file: object = None) -> None:
        stream.result(_WRAPPED.sub(r"\1 ", self.format_help()))

    def error(self, message: str) -> NoReturn:
        raise Misused(_in_swedish(message))


# What argparse says, and what is said instead.
_MESSAGES = (
    (r"the following arguments are required: (.*)", "Det saknas: {}."),
    (r"unrecognized arguments: (.*)", "Kommandot tar inte: {}."),
    (r"argument \S+: invalid choice: ('.*?'|\".*?\")[ ,].*", "Kommandot ”{}” finns inte."),
    (r"argument (\S+?)(?:/\S+)?: expected one argument", "Efter {} ska det stå ett värde."),
    (r"argument (\S+?)(?:/\S+)?: ignored explicit argument .*", "{} tar inget värde."),
    (r"argument (\S+?)(?:/\S+)?: (”.*)", "{}: {}"),
)


def _in_swedish(message: str) -> str:
    for pattern, swedish in _MESSAGES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return f"{swedish.format(*map(_unquoted, found.groups()))} {_SEE_HELP}"
    return f"Kommandot går inte att förstå. {_SEE_HELP}"


def _unquoted(written: str) -> str:
    """Return *written* as the user wrote it, where argparse has put it in quotes."""
    try:
        return str(ast.literal_eval(written)) if written[:1] in ("'", '"') else written
    except (SyntaxError, ValueError):
        return written


def _add(parser: _Parser, arguments: Sequence[Argument]) -> None:
    places = parser.places
    for argument in arguments:
        option = argument.names[0].startswith("-")
        details: dict[str, Any] = {"help": argument.help}
        if argument.kind is bool:
            details["action"] = "store_true"
        else:
            details["type"] = _day if argument.kind is date else argument.kind
            details["metavar"] = argument.metavar
            if option and argument.many:
                details |= {"action": "append", "default": []}
            if option:
                details["required"] = argument.required
            elif argument.many:
                details["nargs"] = "+"
            elif not argument.required:
                details["nargs"] = "?"
        (parser.options if option else places).add_argument(*argument.names, **details)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _parser() -> _Parser:
    parser = _Parser(
        PROGRAM,
        "Utan kommando, eller med bara en projektfil, öppnas fönstret.",
    )
    parser.options.add_argument("--version", action="store_true", help="visa programmets version")
    parser.options.add_argument(
        DETAILS,
        action="store_true",
        help="skriv, om något går fel, också ut det som supporten behöver; inget av det ni har skrivit "
        "är med. Står före kommandot",
    )
    commands = parser.add_subparsers(title="Kommandon", metavar="KOMMANDO", dest="command", prog=PROGRAM)
    groups: dict[str, Any] = {}
    for command in COMMANDS:
        *group, word = command.words
        holder, prog = commands, PROGRAM
        for name in group:
            prog = f"{PROGRAM} {name}"
            if name not in groups:
                inner = commands.add_parser(
                    name, help=_GROUPS[name], prog=prog, description=_sentence(_GROUPS[name])
                )
                groups[name] = inner.add_subparsers(
                    title="Kommandon", metavar="KOMMANDO", dest="subcommand", required=True, prog=prog
                )
            holder = groups[name]
        made = holder.add_parser(
            word, help=command.help, prog=f"{prog} {word}", description=_sentence(command.help)
        )
        _add(made, command.arguments)
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what *arguments* ask for.

    Raises Misused, or SystemExit when they asked for help and have got it.
    """
    given = _parser().parse_args(arguments)
    if given.command is None and not given.version:
        raise Misused(f"Det saknas ett kommando. {_SEE_HELP}")
    return given
