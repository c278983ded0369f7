"""A draft in which every part has something, and project files that others have changed."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import (
    Alternatives,
    Choice,
    Discussion,
    Lift,
    Note,
    OpenQuestion,
    Position,
    Proposal,
)
from lokdesk.agreement.draft import (
    Attachment,
    Draft,
    Earlier,
    HandbookUse,
    Predecessor,
    RuleSettings,
    SetAside,
    TemplateUse,
)
from lokdesk.agreement.evaluation import Evaluation, GoalEvaluation, IndicatorOutcome
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.intake import (
    Intake,
    IntakePassage,
    IntakeProposal,
    IntakeRemark,
    IntakeSpan,
)
from lokdesk.agreement.reply import Change, Clash, Reply, Stand, Stroke, Viewpoint
from lokdesk.agreement.rich_text import Block, Run, plain
from lokdesk.agreement.version import kept
from lokdesk.project import container
from lokdesk.project.version import Version

FULL = Draft(
    agreement=Agreement(title="Överenskommelse", goals=(Goal(id="goal0001", effect=plain("Fler i arbete")),)),
    discussion=Discussion(
        notes=(
            Note(
                id="note0001",
                address="goals/goal0001/effect",
                text=plain("Är det mätbart?"),
                author="Eva",
                written=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
            ),
        ),
        open_questions=(
            OpenQuestion(
                id="open0001",
                address="goals",
                owner="Styrgruppen",
                due=date(2026, 4, 1),
                author="Eva",
                asked=date(2026, 3, 1),
            ),
        ),
        alternatives=(
            Alternatives(
                id="alte0001",
                address="goals/goal0001/effect",
                proposals=(
                    Proposal(id="prop0001", value=plain("Fler i arbete")),
                    Proposal(
                        id="prop0002",
                        value=plain("Fler unga i arbete"),
                        party="part0001",
                        person="Bo",
                        reason=plain("Det är de unga det gäller."),
                        proposed=date(2026, 3, 1),
                    ),
                ),
                lifted=Lift(body="styrgruppen", day=date(2026, 3, 2), author="Eva"),
                chosen=Choice(
                    proposal="prop0002", by="styrgruppen", day=date(2026, 3, 9), reason=plain("Ja")
                ),
            ),
        ),
        positions=(Position(id="posi0001", section="goals", state="under diskussion", about="0f" * 32),),
        agenda=("goals/*/title", "background"),
    ),
    evaluation=Evaluation(
        goals=(
            GoalEvaluation(
                id="goal0001",
                outcomes=(
                    IndicatorOutcome(indicator="indi0001", party="part0001", value="31 %", period="2025"),
                    IndicatorOutcome(indicator="indi0001", value="29 %"),
                ),
                helped="delvis",
                how=plain("Uppföljningen samlade oss."),
                verdict="reformulate",
                why=plain("Målet var för brett."),
            ),
            GoalEvaluation(id="goal0002", verdict="drop"),
        ),
        treated=("processes:processes/proc0001",),
    ),
    set_aside=(SetAside(rule="goal_effect", address="goals/goal0001", reason="Tas upp i höst"),),
    rule_settings=RuleSettings(small_count_limit=10),
    attachments=(
        Attachment(id="atta0001", name="Bilaga 1: karta/skiss.pdf", content=bytes(range(256))),
        Attachment(id="atta0002", name="Bilaga 1: karta/skiss.pdf", content=b""),
    ),
    predecessors=(
        Predecessor(
            id="pred0002",
            agreement=Agreement(title="Från 2024"),
            frozen=date(2024, 5, 1),
            handbook="2024.1",
            evaluation=Evaluation(goals=(GoalEvaluation(id="goal0009", why=plain("Nytt då.")),)),
        ),
        Predecessor(id="pred0001", agreement=Agreement(title="Från 2020")),
    ),
    versions=(
        kept(
            "vers0002",
            Agreement(title="Till beslut", status="beslutsversion", version="1.0"),
            "Till beslut.docx",
            b"PK\x03\x04 beslut",
            "skickad",
            date(2026, 3, 2),
            ("Växjö kommun, kommun@vaxjo.se", "Region Kronoberg"),
            "circ0001",
        ),
        kept(
            "vers0001", Agreement(title="Signerad"), "svar.json", b"%PDF-", "undertecknad", date(2026, 4, 1)
        ),
    ),
    earlier=(
        Earlier(
            id="earl0001",
            agreement=Agreement(title="Före bytet"),
            day=date(2026, 2, 3),
            template="var-mall",
            template_version="2",
            content=b"PK\x03\x04 var",
            manifest='id = "var-mall"\n',
            handbook="2025.1",
        ),
        Earlier(id="earl0002", agreement=Agreement(title="Ännu tidigare"), template="grundmall"),
    ),
    intakes=(
        Intake(
            id="inta0001",
            name="Avtal 2019.docx",
            day=date(2026, 1, 12),
            content=b"PK\x03\x04 avtal",
            passages=(
                IntakePassage(number=0, kind="heading", text="Mål", level=1, label="1", place="rubrik 1"),
                IntakePassage(
                    number=1,
                    kind="item",
                    text="Fler i arbete",
                    block=Block(kind="bullet", runs=(Run(text="Fler i arbete", bold=True),)),
                    notes=("Enligt beslut.",),
                ),
            ),
            proposals=(
                IntakeProposal(
                    id="00000001",
                    role="answer",
                    address="goals/goal0001/title",
                    value="Fler i arbete",
                    spans=(IntakeSpan(passage=1, start=0, end=13),),
                    confidence=0.8,
                    because="Mål",
                ),
            ),
            remarks=(
                IntakeRemark(kind="comment", text="Stämmer det?", author="Eva", day="2025-02-03", passage=1),
            ),
        ),
    ),
    replies=(
        Reply(
            id="repl0001",
            name="Remiss från Alvesta.docx",
            sender="Alvesta kommun",
            party="alvesta0",
            received=date(2026, 3, 9),
            version="vers0001",
            content=b"PK\x03\x04 remiss",
            viewpoints=(
                Viewpoint(
                    id="view0001",
                    kind="changed",
                    address="goals/goal0001/title",
                    sent="Fler i arbete",
                    returned="Fler unga i arbete",
                    strokes=(
                        Stroke(kind="same", text="Fler "),
                        Stroke(
                            kind="added",
                            text="unga ",
                            author="Eva Ek",
                            written=datetime(2026, 3, 8, 10, 15, tzinfo=UTC),
                        ),
                        Stroke(kind="same", text="i arbete"),
                    ),
                    author="Eva Ek",
                    written=datetime(2026, 3, 8, 10, 15, tzinfo=UTC),
                    stand=Stand(
                        decision="edited",
                        reason=plain("Målet gäller alla åldrar."),
                        address="goals/goal0001/effect",
                        value="Unga kommer i arbete",
                        before="Fler i arbete",
                        lift=Lift(body="Styrgruppen", day=date(2026, 3, 10)),
                        by="Sam",
                        day=date(2026, 3, 11),
                        act="repl0001/view0001",
                    ),
                ),
                Viewpoint(
                    id="view0002",
                    kind="comment",
                    text="Vilka menas?",
                    quoted="unga",
                    reason="Oklart",
                    after="goal0001",
                    place="avsnitt 3, Mål",
                    nearest=("goals/goal0001/title", "target_groups"),
                ),
            ),
        ),
    ),
    clashes=(
        Clash(
            id="clas0001",
            address="title",
            base="Överenskommelse",
            mine="Överenskommelse 2026",
            theirs="Lokal överenskommelse",
            name="vår-DATOR2.lokdesk",
            settled="theirs",
            record=(Change(at=("agreement", "title"), before="Överenskommelse 2026", value="Lokal"),),
        ),
    ),
    template=TemplateUse(id="egen-mall", version="3", content=b"PK\x03\x04", manifest='id = "egen-mall"\n'),
    handbook=HandbookUse(version="2026.1"),
)


def rewritten(
    content: bytes, change: Callable[[dict[str, Any]], None], name: str = "agreement.json"
) -> bytes:
    """Return the project file *content* with one of its JSON parts changed, as another program might."""
    packed = container.unpack(content)
    raw = json.loads(packed.parts[name])
    change(raw)
    parts = dict(packed.parts) | {name: container.dumps(raw)}
    return container.pack(container.Container(packed.version, packed.manifest, parts))


def as_version(content: bytes, major: int, minor: int) -> bytes:
    """Return the project file *content* as a file that says it is of another version."""
    packed = container.unpack(content)
    version = Version(major, minor)
    return container.pack(container.Container(version, packed.manifest, packed.parts))
