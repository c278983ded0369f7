"""Outlines for agreements that nobody made for Lokdesk, each in its own way, with what their places are for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.word.foreign.agreements import PURPOSE
from tests.word.foreign.measure import Fact
from tests.word.foreign.writer import Writer


@dataclass(frozen=True)
class Outline:
    """A document to become a template, and its places: the words of a heading or a label, with the address.

    Of a table, the words are those of its first cell. Those *held out* were not looked at while tuning.
    """

    name: str
    write: Callable[[Writer], None]
    places: tuple[Fact, ...]
    held_out: bool = False

    def docx(self) -> bytes:
        """Return it as a Word file."""
        writer = Writer()
        self.write(writer)
        return writer.docx()


def places(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple((text, address, "") for text, address in pairs)


def _styled(w: Writer) -> None:
    w.header("Mall för överenskommelse")
    w.footer("Kommunens logotyp")
    w.title("Överenskommelse om samverkan")
    w.h("Parter")
    w.p("Här står de parter som undertecknar.")
    w.table(("Part", "Organisationsnummer", "Ansvarig nämnd"), ("", "", ""), ("", "", ""))
    w.h("Syfte")
    w.p(PURPOSE)
    w.h("Bakgrund")
    w.p("[Beskriv bakgrunden till överenskommelsen.]")
    w.h("Målgrupper")
    w.p("[Beskriv de målgrupper som ni samverkar om.]")
    w.h("Mål och indikatorer")
    w.p("Målen ska gå att följa över tid.")
    w.table(("Mål", "Indikator", "Målvärde", "Källa"), ("", "", "", ""))
    w.h("Organisering")
    w.p("[Beskriv hur samverkan är organiserad.]")
    w.h("Uppföljning")
    w.p("[Beskriv hur överenskommelsen följs upp.]")
    w.h("Giltighetstid")
    w.p("Gäller från: ____________", "Gäller till: ____________")
    w.h("Underskrifter")
    w.table(
        ("För part", "För part"), ("Ort och datum", "Ort och datum"), ("______________", "______________")
    )


def _numbered(w: Writer) -> None:
    w.bold("ÖVERENSKOMMELSE OM LOKAL SAMVERKAN", 20)
    for number, (heading, text) in enumerate(
        (
            ("Inledning", "Skriv kort varför parterna samverkar."),
            ("Avtalsparter", "Ange parterna."),
            ("Nulägesbeskrivning", "Beskriv läget i kommunen."),
            ("Målsättningar", "Ange de gemensamma målen."),
            ("Samverkansstruktur", "Beskriv grupper och möten."),
            ("Arbetsprocesser", "Beskriv hur arbetet går till."),
            ("Sekretess och informationsutbyte", "Beskriv vilka uppgifter som lämnas."),
            ("Tvist", "Ange hur oenighet hanteras."),
            ("Uppsägning", "Ange hur överenskommelsen sägs upp."),
            ("Bilageförteckning", "Lista bilagorna."),
        ),
        1,
    ):
        w.bold(f"{number}. {heading}")
        w.p(text)


def _bold(w: Writer) -> None:
    w.bold("Samverkansavtal")
    w.bold("Vad vi vill uppnå")
    w.p("Fyll i målen här.")
    w.bold("Vilka överenskommelsen gäller")
    w.p("Fyll i målgrupperna här.")
    w.bold("Roller och ansvar")
    w.p("Fyll i vad varje part ansvarar för.")
    w.bold("Lokala jobbspår")
    w.p("Fyll i jobbspåren här.")
    w.bold("Så följer vi upp")
    w.p("Fyll i hur uppföljningen görs.")
    w.bold("Kontaktpersoner")
    w.table(("Part", "Namn", "Funktion", "E-post"), ("", "", "", ""))


def _columns(w: Writer) -> None:
    w.large("Överenskommelse", 20)
    w.table(
        ("Version", ""),
        ("Status", ""),
        ("Gäller från", ""),
        ("Gäller till", ""),
    )
    w.p("")
    w.table(
        ("Bakgrund", "[Beskriv bakgrunden]"),
        ("Arbetsgivarnas behov", "[Beskriv behoven]"),
        ("Pågående insatser", "[Beskriv insatserna]"),
        ("Utvecklingsområden", ""),
        ("Prioritering", ""),
        ("Uppföljning", "[Beskriv uppföljningen]"),
        ("Revidering", ""),
    )


def _words(w: Writer) -> None:
    w.title("Gemensam plan för arbete och etablering", "Avtal om samverkan")
    w.h("Utgångspunkter")
    w.h("Lagstöd", 2)
    w.table(("Lag", "Paragraf", "Vad den innebär"), ("", "", ""))
    w.h("Nuläge")
    w.h("Kompetensbehov", 2)
    w.p("Ange vilka yrken som saknas.")
    w.h("KAA", 2)
    w.h("Målbild")
    w.h("Samverkansforum")
    w.table(("Forum", "Syfte", "Mötesfrekvens", "Sammankallande"), ("", "", "", ""))
    w.h("Detta bidrar parterna med")
    w.h("Årshjul")
    w.table(("När", "Aktivitet", "Ansvarig"), ("", "", ""))
    w.h("Kaffe och bullar")
    w.p("Serveras alltid.")


def _control(w: Writer, title: str, prompt: str, tag: str = "") -> None:
    paragraph = w.document.add_paragraph()
    control: Any = OxmlElement("w:sdt")
    properties: Any = OxmlElement("w:sdtPr")
    for name, value in (("w:alias", title), ("w:tag", tag)):
        if value:
            one: Any = OxmlElement(name)
            one.set(qn("w:val"), value)
            properties.append(one)
    properties.append(OxmlElement("w:showingPlcHdr"))
    properties.append(OxmlElement("w:text"))
    content: Any = OxmlElement("w:sdtContent")
    run: Any = OxmlElement("w:r")
    text: Any = OxmlElement("w:t")
    text.text = prompt
    run.append(text)
    content.append(run)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


def _controls(w: Writer) -> None:
    _control(w, "Överenskommelsens titel", "Skriv titeln")
    _control(w, "Versionsnummer", "Skriv version")
    _control(w, "Uppsägningstid", "Skriv uppsägningstiden", "validity/notice_period")
    _control(w, "Ärendets handläggare", "Skriv namnet")
    w.h("Bakgrund och utgångspunkter")
    w.p("Beskriv varför ni samverkar.")
    w.h("Gemensamma mål")
    w.p("Beskriv målen.")
    w.h("Förlängning")
    w.p("Ange vad som gäller.")


def _held_out(w: Writer) -> None:
    w.title("Överenskommelse mellan kommun och stat")
    w.h("1 Vilka vi är")
    w.p("Ange parterna och deras organisationsnummer.")
    w.h("2 Våra uppdrag")
    w.p("Ange varje parts uppdrag.")
    w.h("3 Lägesbild")
    w.h("3.1 Arbetsmarknadens behov", 2)
    w.p("Beskriv läget.")
    w.h("3.2 Vad som saknas", 2)
    w.p("Beskriv luckorna.")
    w.h("4 Grupper vi riktar oss till")
    w.table(("Målgrupp", "Beskrivning", "Antal"), ("", "", ""))
    w.h("5 Effektmål")
    w.table(("Effektmål", "Mätetal", "Nuläge", "Önskat värde"), ("", "", "", ""))
    w.h("6 Ledning")
    w.p("Beskriv hur arbetet leds.")
    w.h("7 Arbetssätt och rutiner")
    w.p("Beskriv rutinerna.")
    w.h("8 Översyn")
    w.p("Ange när överenskommelsen ses över.")
    w.h("9 Löptid")
    w.p("Startdatum: ________", "Slutdatum: ________")


OUTLINES = (
    Outline(
        "rubriker med formatmallar",
        _styled,
        places(
            ("Överenskommelse om samverkan", "title"),
            ("Part", "parties"),
            ("Bakgrund", "background"),
            ("Målgrupper", "target_groups"),
            ("Mål", "goals"),
            ("Organisering", "organisation/summary"),
            ("Organisering", "organisation/forums"),
            ("Uppföljning", "follow_up/method"),
            ("Gäller från", "validity/start"),
            ("Gäller till", "validity/end"),
            ("Giltighetstid", "validity/kind"),
            ("Underskrifter", "parties/*/signatories"),
        ),
    ),
    Outline(
        "skrivna nummer, andra ord",
        _numbered,
        places(
            ("ÖVERENSKOMMELSE OM LOKAL SAMVERKAN", "title"),
            ("1. Inledning", "background"),
            ("2. Avtalsparter", "parties"),
            ("4. Målsättningar", "goals"),
            ("5. Samverkansstruktur", "organisation/summary"),
            ("5. Samverkansstruktur", "organisation/forums"),
            ("6. Arbetsprocesser", "processes"),
            ("7. Sekretess och informationsutbyte", "information_flows"),
            ("8. Tvist", "organisation/disagreement"),
            ("9. Uppsägning", "validity/termination"),
            ("10. Bilageförteckning", "appendices"),
        ),
    ),
    Outline(
        "bara fet text",
        _bold,
        places(
            ("Samverkansavtal", "title"),
            ("Vad vi vill uppnå", "goals"),
            ("Vilka överenskommelsen gäller", "target_groups"),
            ("Roller och ansvar", "parties"),
            ("Lokala jobbspår", "job_tracks"),
            ("Så följer vi upp", "follow_up/method"),
            ("Part", "parties/*/contacts"),
        ),
    ),
    Outline(
        "tabeller som uppställning",
        _columns,
        places(
            ("Överenskommelse", "title"),
            ("Version", "version"),
            ("Status", "status"),
            ("Gäller från", "validity/start"),
            ("Gäller till", "validity/end"),
            ("Bakgrund", "background"),
            ("Arbetsgivarnas behov", "mapping/employer_needs"),
            ("Pågående insatser", "mapping/measures"),
            ("Utvecklingsområden", "mapping/gaps"),
            ("Prioritering", "organisation/priority_rule"),
            ("Uppföljning", "follow_up/method"),
            ("Revidering", "follow_up/revision"),
        ),
    ),
    Outline(
        "andra rubrikord, tabeller för listor",
        _words,
        places(
            ("Gemensam plan för arbete och etablering", "title"),
            ("Utgångspunkter", "background"),
            ("Lag", "legal_references"),
            ("Kompetensbehov", "mapping/employer_needs"),
            ("KAA", "mapping/kaa_measures"),
            ("Målbild", "goals"),
            ("Samverkansforum", "organisation/summary"),
            ("Forum", "organisation/forums"),
            ("Detta bidrar parterna med", "resources"),
            ("När", "follow_up/occasions"),
        ),
    ),
    Outline(
        "innehållskontroller som redan finns",
        _controls,
        places(
            ("Skriv titeln", "title"),
            ("Skriv version", "version"),
            ("Skriv uppsägningstiden", "validity/notice_period"),
            ("Bakgrund och utgångspunkter", "background"),
            ("Gemensamma mål", "goals"),
            ("Förlängning", "validity/extension"),
        ),
    ),
    Outline(
        "undanhållen: andra ord och nummer",
        _held_out,
        places(
            ("Överenskommelse mellan kommun och stat", "title"),
            ("1 Vilka vi är", "parties"),
            ("2 Våra uppdrag", "parties"),
            ("3.1 Arbetsmarknadens behov", "mapping/employer_needs"),
            ("3.2 Vad som saknas", "mapping/gaps"),
            ("Målgrupp", "target_groups"),
            ("Effektmål", "goals"),
            ("6 Ledning", "organisation/summary"),
            ("6 Ledning", "organisation/forums"),
            ("7 Arbetssätt och rutiner", "processes"),
            ("8 Översyn", "follow_up/revision"),
            ("Startdatum", "validity/start"),
            ("Slutdatum", "validity/end"),
            ("9 Löptid", "validity/kind"),
        ),
        held_out=True,
    ),
)
