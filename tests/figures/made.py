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


def _name(number: int, letter: str) -> str:
    """Return a name of 80 characters, no two alike; in every fifth a word that no line has room for."""
    if number % 5 == 4:
        return f"{letter}{number} {'Arbetsmarknadsintegrationsenhetssamordningsgruppen' * 2}"[:80]
    return (
        f"{letter}{number} för samverkan om arbetsmarknad, integration och vuxnas lärande i hela länet, öst"[
            :80
        ]
    )


def abundant() -> Agreement:
    """Return an agreement with as much as a figure is made for, and names as long as they come."""
    parties = [{"id": _id("p", n), "name": _name(n, "Part")} for n in range(15)]
    return Agreement.model_validate(
        {
            "parties": parties,
            "organisation": {
                "forums": [
                    {
                        "id": _id("f", n),
                        "name": _name(n, "Forum"),
                        "level": LEVELS[min(n // 2, 3)],
                        "reports_to": _id("f", n // 4) if n else None,
                        "convenor": ROLES[n % 5],
                        "frequency": {"every": n % 8 + 1, "unit": ("vecka", "månad")[n % 2]},
                        "members": [
                            {"id": _id("m", m), "actor": party["id"], "role": ROLES[(n + m) % 5]}
                            for m, party in enumerate(parties)
                        ],
                    }
                    for n in range(20)
                ]
            },
            "processes": [
                {
                    "id": "process1",
                    "name": "Samordning",
                    "steps": [
                        {
                            "id": _id("s", n),
                            "title": _name(n, "Steg"),
                            "actor": parties[n % 15]["id"],
                            "role": ROLES[n % 5],
                            "trigger": "Besked om bosättning från Migrationsverket",
                        }
                        for n in range(25)
                    ],
                }
            ],
            "job_tracks": [
                {
                    "id": "jobspar1",
                    "name": "Vård och omsorg",
                    "occupation": _name(0, "Yrke"),
                    "places": "30 platser i länet",
                    "coordinator": _name(0, "Samordnare"),
                    "scope": [party["id"] for party in parties],
                    "employers": [{"id": _id("e", n), "name": _name(n, "Bolag")} for n in range(15)],
                    **{
                        phase: "\n".join(["Arbetsgivarna och parterna planerar tillsammans. " * 20] * 4)
                        for phase in ("planning", "recruitment", "implementation", "completion")
                    },
                }
            ],
            "follow_up": {
                "occasions": [
                    {
                        "id": _id("o", n),
                        "name": _name(n, "Tillfälle"),
                        "when": ("Februari", "juni", "oktober och november", "Efter läsåret")[n % 4],
                        "responsible": ROLES[n % 5],
                    }
                    for n in range(30)
                ]
            },
            "mapping": {
                "statistics": [
                    {
                        "id": "tabell01",
                        "title": "Inskrivna",
                        "unit": "personer",
                        "columns": [{"id": _id("c", n), "name": _name(n, "Kolumn")} for n in range(5)],
                        "rows": [
                            {
                                "id": _id("r", n),
                                "label": _name(n, "Rad"),
                                "cells": [
                                    {"id": _id("c", m), "value": str((n + 1) * (m - 2) * 1234)}
                                    for m in range(5)
                                ],
                            }
                            for n in range(20)
                        ],
                    }
                ]
            },
        }
    )


def named(held: Agreement) -> dict[str, list[str]]:
    """Return by its kind the names that stand in each figure of *held*."""
    (process,), (track,), (table,) = held.processes, held.job_tracks, held.mapping.statistics
    forums = [forum.name or "" for forum in held.organisation.forums]
    parties = [party.name or "" for party in held.parties]
    return {
        "bars": [one.name or "" for one in table.columns] + [row.label or "" for row in table.rows],
        "organisation": forums,
        "swim-lane": [step.title or "" for step in process.steps] + parties,
        "chain": [one.name or "" for one in track.employers] + parties + [track.occupation or ""],
        "year-wheel": forums + [one.name or "" for one in held.follow_up.occasions],
    }
