"""Agreements that are hard to draw: many forums, parties and steps, with names as long as they come."""

from lokdesk.agreement.agreement import Agreement

PARTIES = (
    "Arbetsförmedlingen",
    "Försäkringskassan Kronoberg",
    "Region Kronoberg",
    "Länsstyrelsen i Kronobergs län",
    "Samordningsförbundet Värend",
    "Sunnerbo samordningsförbund",
    "Upplands Väsby kommun",
    "Örnsköldsviks kommun",
    "Kommunalförbundet Medelpads räddningstjänst",
    "Migrationsverket",
    "Ljungby kommun",
    "Markaryds kommun",
    "Lessebo kommun",
    "Älmhults kommun",
    "Malung-Sälens kommun",
)
ROLES = (
    "Arbetsmarknads- och integrationschef",
    "Biträdande avdelningschef, etablerings- och arbetsmarknadsavdelningen",
    "Rektor",
    "Verksamhetsutvecklare inom vuxenutbildningen",
    "Sektionschef",
)
LEVELS = ("strategisk", "operativ", "lokal", "medarbetarnivå")
_FORUMS = (
    "Styrgruppen",
    "Arbetsmarknadsförvaltningens samverkansgrupp för kompetensförsörjning",
    "Ledningsgrupp",
    "Introduktionsgruppen för nyanlända kvinnor utan gymnasieutbildning i södra länsdelen",
)


def _id(letter: str, number: int) -> str:
    return f"{letter * 4}{number:04}"


def crowded(
    forums: int = 20, parties: int = 15, steps: int = 12, *, deep: bool = False, levels: int = 4
) -> Agreement:
    """Return an agreement with that many of each; *deep* gives every forum another to report to."""
    actors = [{"id": _id("p", n), "name": name} for n, name in enumerate(PARTIES[:parties])]
    return Agreement.model_validate(
        {
            "parties": actors,
            "organisation": {
                "forums": [
                    {
                        "id": _id("f", n),
                        "name": f"{_FORUMS[n % 4]} {n + 1}",
                        "level": LEVELS[min(n // 2, levels - 1)],
                        "reports_to": _id("f", n - 1 if deep else n // 4) if n else None,
                        "convenor": ROLES[n % 5],
                        "frequency": {"every": n % 6 + 1, "unit": ("vecka", "månad", "kvartal")[n % 3]},
                        "members": [
                            {"id": _id("m", m), "actor": actors[m]["id"], "role": ROLES[(n + m) % 5]}
                            for m in range(parties)
                        ],
                    }
                    for n in range(forums)
                ]
            },
            "processes": [
                {
                    "id": "process1",
                    "name": "Samordning av etableringsprogrammet",
                    "steps": [
                        {
                            "id": _id("s", n),
                            "title": "Kartlägga och planera tillsammans med den arbetssökande",
                            "actor": actors[n * 4 % parties]["id"],
                            "role": ROLES[n % 5],
                            "trigger": "Besked om bosättning från Migrationsverket",
                            "handover": "Planeringen delas med kommunens handläggare",
                        }
                        for n in range(steps)
                    ],
                }
            ],
            "job_tracks": [
                {
                    "id": "jobspar1",
                    "name": "Vård och omsorg",
                    "occupation": "Undersköterska med inriktning mot äldrepsykiatri",
                    "places": "30 platser i länet",
                    "period": "Januari 2027–juni 2029",
                    "coordinator": ROLES[1],
                    "scope": [actor["id"] for actor in actors],
                    "employers": [
                        {"id": _id("e", n), "name": f"Omsorgsbolaget i {name}"}
                        for n, name in enumerate(PARTIES)
                    ],
                    **{
                        phase: "Arbetsgivarna och parterna planerar tillsammans. " * 20
                        for phase in ("planning", "recruitment", "implementation", "completion")
                    },
                }
            ],
            "follow_up": {
                "interval": {"every": 1, "unit": "tertial"},
                "next_revision": "2028-03-01",
                "occasions": [
                    {
                        "id": _id("o", n),
                        "name": "Uppföljning av indikatorerna per kommun och målgrupp",
                        "when": ("Februari", "juni", "oktober och november", "Efter läsåret")[n % 4],
                        "responsible": ROLES[n % 5],
                    }
                    for n in range(12)
                ],
            },
            "validity": {"start": "2027-01-01", "end": "2029-12-31"},
        }
    )
