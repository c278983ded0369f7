"""The words an answer of kind *choice* is usually picked from. Every choice also takes free text.

The words are stored, exchanged and compared as they stand here, in lower case but for names; a screen or a
page shows them with a capital first letter (:func:`shown`). The order is the one they are offered in.
"""

from lokdesk.agreement import phrase

AF = "Arbetsförmedlingen"
MUNICIPALITY = "kommun"
EMPLOYER = "arbetsgivare"

DRAFT = "utkast"
CIRCULATED = "avstämningsversion"
DECISION_VERSION = "beslutsversion"
REPLACED = "ersatt"
STATUSES = (
    DRAFT,
    CIRCULATED,
    DECISION_VERSION,
    "beslutad",
    "undertecknad",
    "gällande",
    REPLACED,
    "upphörd",
)

UNDECIDED = (DRAFT, CIRCULATED, DECISION_VERSION)

SENT, DECIDED, SIGNED = "skickad", "beslutad", "undertecknad"
"""Why a version is kept."""
SETTLED = (DECIDED, SIGNED)

ASSIGNMENT = "uppdrag"
OPINION = "yttrande"
APPROVAL = "godkännande"
CHANGE = "ändring"

FIXED_PERIOD = "tidsperiod"
UNTIL_FURTHER_NOTICE = "tills vidare"
EXTENDED_PERIOD = "tidsperiod med förlängning"

STRATEGIC = "strategisk"
OPERATIVE = "operativ"

INDIVIDUAL = "individuppgifter"

CONTACT_LIST = "kontaktlista"

DUA_2017 = "Dua 2017"

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "status": STATUSES,
    "actor_kind": (
        AF,
        MUNICIPALITY,
        "region",
        "länsstyrelse",
        "annan statlig myndighet",
        "samordningsförbund",
        "kommunalförbund",
        "idéburen organisation",
        EMPLOYER,
        "branschorganisation",
        "leverantör",
        "utbildningsanordnare",
    ),
    "kept_why": (SENT, DECIDED, SIGNED),
    "circulation_name": ("avstämning", "remiss"),
    "memo_name": ("tjänsteskrivelse", "tjänsteutlåtande", "missiv"),
    "decision_kind": (ASSIGNMENT, OPINION, APPROVAL, "delegationsbeslut", CHANGE),
    "validity_kind": (FIXED_PERIOD, UNTIL_FURTHER_NOTICE, EXTENDED_PERIOD),
    "alongside_kind": (
        "finansiell samordning (FINSAM)",
        "betalda aktiviteter",
        "personuppgiftsavtal",
        "regional överenskommelse",
        "lokal överenskommelse",
    ),
    "level": (STRATEGIC, OPERATIVE, "regional", "lokal", "medarbetarnivå"),
    "membership": ("ordinarie", "adjungerad"),
    "process_kind": (
        "samordning av etableringsprogrammet",
        "unga och kommunala aktivitetsansvaret",
        "ekonomiskt bistånd och aktivitetskrav",
        "komvux och sfi",
        "kompetensförsörjning",
        "samordning mellan kommun och leverantör",
    ),
    "data_level": (INDIVIDUAL, "avidentifierade uppgifter", "aggregerade uppgifter"),
    "resource_kind": ("personal", "insats", "lokal", "kompetens", "finansiering"),
    "signature_method": ("elektronisk underskrift", "underskrift på papper"),
    "appendix_kind": (
        "kartläggning och målgrupper",
        "organisering",
        "arbetsprocesser",
        "lokala jobbspår",
        CONTACT_LIST,
        "statistik",
        "annan bilaga",
    ),
    "preset": (DUA_2017,),
    "helped": ("ja", "delvis", "nej", "vet inte"),
}


def stage(status: str | None) -> int:
    """Return how far an agreement with that status has come: 0 for a draft or none, then by their order.

    The parties' own words for a status count as the one they begin with ("utkast 2"), else as the one between
    draft and decision: the parties have named a stage of their own, and nobody decides on it yet.
    """
    if status is None:
        return 0
    own = status.casefold()
    for number, known in enumerate(STATUSES):
        if own.startswith(known):
            return number
    return 1


def shown(word: str) -> str:
    """Return *word* as it is shown to a reader: with a capital first letter."""
    return phrase.capital(word)


def known(vocabulary: str, written: str) -> str:
    """Return the word of *vocabulary* that *written* stands for, or *written* itself where it is none."""
    folded = written.casefold()
    return next((word for word in VOCABULARIES[vocabulary] if word.casefold() == folded), written)
