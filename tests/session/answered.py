"""An example that has been sent out and answered: viewpoints of every kind, and every stand on them."""

from datetime import date
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import rich_text
from lokdesk.agreement.discussion import Lift
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Decision, Reply, Stand, Stroke, Viewpoint
from lokdesk.session import keeping
from tests.session.made import LIBRARY

TITLE = "goals/malunga1/title"
EFFECT = "goals/malunga1/effect"
NOTICE = "validity/notice_period"
INDICATOR = "goals/malunga1/indicators/indunga1"
EXTENSION = "validity/extension"
CHANGE = "validity/change"
GOAL = "goals/malunga1"
NEW_GOAL = "goals/goal0009"
SENT_TITLE = "Fler unga är på väg till arbete eller studier"
OTHER_TITLE = "Fler unga är på väg till arbete, studier eller praktik"
_NOW = "Styrgruppen bereder förslag till ändringar tillsammans med berörda nämnder."


def stand(decision: Decision, reason: str = "", **more: Any) -> Stand:
    """Return a stand of that kind."""
    return Stand(decision=decision, reason=rich_text.plain(reason), **more)


def text(words: str) -> Any:
    """Return *words* as what stands in a file for a longer text."""
    found = rich_text.plain(words)
    return None if found is None else found.model_dump(mode="json")


FROM_AF = (
    Viewpoint(
        id="view0001",
        kind="changed",
        address=TITLE,
        sent=SENT_TITLE,
        returned=OTHER_TITLE,
        author="Anna Ek",
        stand=stand("taken", "Praktik är ofta första steget."),
    ),
    Viewpoint(
        id="view0002",
        kind="changed",
        address=NOTICE,
        sent="Sex månader",
        returned="Tolv månader",
        stand=stand("refused", "Parterna har enats om sex månader."),
    ),
    Viewpoint(
        id="view0003",
        kind="changed",
        address=CHANGE,
        sent=text("Styrgruppen bereder förslag till ändringar."),
        returned=text("Styrgruppen bereder förslag till ändringar med nämnderna."),
        stand=stand("edited", "Förtydligat."),
    ),
    Viewpoint(
        id="view0004",
        kind="comment",
        address=TITLE,
        quoted="på väg",
        text="Vad betyder på väg?\nDet behöver gå att mäta.",
        author="Anna Ek",
    ),
    Viewpoint(
        id="view0005",
        kind="fixed",
        place="Syfte",
        nearest=(EFFECT,),
        strokes=(
            Stroke(kind="same", text="Att genom samverkan "),
            Stroke(kind="removed", text="påskynda", author="Bo Lind"),
            Stroke(kind="added", text="underlätta", author="Bo Lind"),
            Stroke(kind="same", text=" individers etablering"),
        ),
        stand=stand("refused", "Texten är styrande."),
    ),
    Viewpoint(
        id="view0006",
        kind="added",
        address=NEW_GOAL,
        returned={"id": "goal0009", "title": "Fler arbetsgivare tar emot praktikanter"},
        after="malunga1",
        stand=stand("lifted", lift=Lift(day=date(2026, 10, 20))),
    ),
)
FROM_VIMMERBY = (
    Viewpoint(
        id="view0001",
        kind="changed",
        address=TITLE,
        sent=SENT_TITLE,
        returned=OTHER_TITLE,
        stand=stand("taken", "Praktik är ofta första steget."),
    ),
    Viewpoint(
        id="view0002",
        kind="row",
        place="Överenskommelsen i dess helhet",
        text="Skriv kortare.",
        reason="Den ska gå att läsa.",
    ),
    Viewpoint(
        id="view0003",
        kind="outside",
        text="Vi saknar ett avsnitt om barnrätt.",
        place="Efter rubriken Giltighet",
        nearest=(EXTENSION,),
    ),
    Viewpoint(id="view0004", kind="removed", address=INDICATOR, sent={"id": "indunga1"}),
    Viewpoint(id="view0005", kind="moved", address=GOAL, sent="goal0001", returned=""),
)


def answered() -> Draft:
    """Return the example sent out, with the answers of two who were asked, one of them with another name."""
    draft = LIBRARY.example("tva-kommuner")
    circulation = draft.agreement.circulations[0]
    draft = keeping.send_out(draft, circulation, "Remiss.docx", b"PK sent", date(2026, 9, 11))
    agreement = at.replace(draft.agreement, TITLE, OTHER_TITLE)
    agreement = at.replace(agreement, CHANGE, text(_NOW))
    version = draft.versions[-1].id
    from_af = Reply(
        id="repl0001",
        name="Remiss AF.docx",
        sender="Arbetsförmedlingen",
        party="afvimhul",
        received=date(2026, 10, 5),
        version=version,
        viewpoints=FROM_AF,
        content=b"PK af",
    )
    from_vimmerby = Reply(
        id="repl0002",
        name="Svar Vimmerby.docx",
        sender="Vimmerby kommun",
        party="vimmerby",
        received=date(2026, 10, 8),
        viewpoints=FROM_VIMMERBY,
        content=b"PK vimmerby",
    )
    return draft.model_copy(update={"agreement": agreement, "replies": (from_af, from_vimmerby)})
