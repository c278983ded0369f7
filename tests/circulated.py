"""Replies to the example, made by hand: of every kind, with tracked and silent changes, and a conflict."""

from datetime import UTC, date, datetime
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Clash, Reply, Stroke, Viewpoint
from lokdesk.revision import words

RECEIVED = date(2026, 2, 20)
WRITTEN = datetime(2026, 2, 18, 10, 15, tzinfo=UTC)
AUTHOR = "Karin Ek"


def changed(
    draft: Draft, id_: str, address: str, old: str, new: str, author: str = "", reason: str = ""
) -> Viewpoint:
    """Return that the words *old* of the answer at *address* were to be *new*, tracked by *author* if any."""
    sent = _plain(at.get(draft.agreement, address))
    assert old in sent, f"{address} says {sent!r}"
    returned = sent.replace(old, new, 1)
    strokes = tuple(
        Stroke(kind=one.kind, text=one.text)
        if one.kind == "same" or not author
        else Stroke(kind=one.kind, text=one.text, author=author, written=WRITTEN)
        for one in words.difference(sent, returned)
    )
    return Viewpoint(
        id=id_,
        kind="changed",
        address=address,
        sent=sent,
        returned=returned,
        strokes=strokes,
        author=author or None,
        written=WRITTEN if author else None,
        reason=reason,
    )


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else value.text


def reply(id_: str, sender: str, *viewpoints: Viewpoint, name: str = "") -> Reply:
    """Return a reply from *sender* with *viewpoints*."""
    return Reply(
        id=id_,
        name=name or f"Svar {sender}.docx",
        sender=sender or None,
        received=RECEIVED,
        viewpoints=viewpoints,
        content=f"PK {id_}".encode(),
    )


def circulated(draft: Draft) -> Draft:
    """Return *draft*, the example, with what four senders want in it."""
    agreement = draft.agreement
    goal, other = (at.join("goals", one.id) for one in agreement.goals[:2])
    title = agreement.title or ""
    word = title.split()[0]
    wanted = agreement.goals[0].model_copy(update={"id": "newgoal1", "title": "Fler unga i studier"})
    first = reply(
        "reply001",
        "Växjö kommun",
        changed(draft, "vp000001", "title", word, "Gemensam", AUTHOR, "Så heter den hos oss."),
        Viewpoint(
            id="vp000002",
            kind="comment",
            address=at.join(goal, "title"),
            text="Vem följer upp det här?",
            quoted=agreement.goals[0].title or "",
            author=AUTHOR,
            written=WRITTEN,
        ),
        Viewpoint(
            id="vp000003",
            kind="added",
            address="goals/newgoal1",
            returned=wanted.model_dump(mode="json"),
            after=agreement.goals[0].id,
        ),
    )
    second = reply(
        "reply002",
        "Alvesta kommun",
        changed(draft, "vp000001", "title", word, "Vår"),
        Viewpoint(
            id="vp000002",
            kind="outside",
            text="Vi vill ha ett stycke om feriejobb.",
            place="efter rubriken ”Mål”",
            nearest=(at.join(goal, "description"), "background"),
        ),
        Viewpoint(
            id="vp000003",
            kind="removed",
            address=other,
            sent=agreement.goals[1].model_dump(mode="json"),
        ),
    )
    third = reply(
        "reply003",
        "Region Kronoberg",
        Viewpoint(
            id="vp000001",
            kind="row",
            address=at.join(goal, "title"),
            text="Fler unga i egen försörjning",
            reason="Målet ska gå att följa upp.",
            sent=agreement.goals[0].title,
        ),
        Viewpoint(
            id="vp000002",
            kind="fixed",
            place="under rubriken ”Parter”",
            strokes=(
                Stroke(kind="same", text="Parterna "),
                Stroke(kind="removed", text="ska", author="Per Alm", written=WRITTEN),
                Stroke(kind="added", text="bör"),
                Stroke(kind="same", text=" samverka."),
            ),
        ),
    )
    fourth = reply("reply004", "", name="Ok.docx")
    return draft.model_copy(update={"replies": (first, second, third, fourth)})


def many(draft: Draft, count: int) -> Draft:
    """Return *draft* with so many comments on its goals from one sender."""
    goals = draft.agreement.goals
    comments = tuple(
        Viewpoint(
            id=f"vp{n:06}",
            kind="comment",
            address=at.join("goals", goals[n % len(goals)].id, "title"),
            text=f"Kommentar nummer {n + 1}.",
            author=AUTHOR,
            written=WRITTEN,
        )
        for n in range(count)
    )
    return draft.model_copy(update={"replies": (reply("reply001", "Växjö kommun", *comments),)})


def clashed(draft: Draft) -> Draft:
    """Return *draft* with places that another copy says otherwise about."""
    goal = at.join("goals", draft.agreement.goals[0].id, "title")
    title = draft.agreement.title
    return draft.model_copy(
        update={
            "clashes": (
                Clash(
                    id="clash001",
                    address="title",
                    base=title,
                    mine=title,
                    theirs="Samverkan i länet",
                    name="Kopia.lokdesk",
                ),
                Clash(
                    id="clash003",
                    address="discussion/notes/note0001/text",
                    base="Fråga socialtjänsten.",
                    mine="Fråga socialtjänsten i Alvesta.",
                    theirs=None,
                    name="Kopia.lokdesk",
                ),
                Clash(
                    id="clash002",
                    address=goal,
                    base="Mål",
                    mine=draft.agreement.goals[0].title,
                    theirs="Ett annat mål",
                    name="Kopia.lokdesk",
                ),
            )
        }
    )
