"""Outlines of other builds, written before anybody looked at how they are recognised: nothing is tuned on them."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.word.foreign.agreements import PURPOSE
from tests.word.foreign.outlines import Outline, places
from tests.word.foreign.writer import Writer


def _framed(w: Writer, question: str, *below: str) -> None:
    """Write a frame as in a form: a row with what is asked, and an empty one for what is answered."""
    w.table((question,), ("\n".join(below),))
    w.p("")


def _form(w: Writer) -> None:
    w.header("Blankett KS 114")
    w.large("Överenskommelse om samverkan kring arbete", 18)
    w.table(
        ("Diarienummer kommunen", ""),
        ("Version", ""),
        ("Datum", ""),
        ("Gäller fr.o.m.", ""),
        ("Gäller t.o.m.", ""),
    )
    w.p("")
    _framed(w, "1. Samverkande parter")
    _framed(w, "2. Bakgrund till överenskommelsen")
    _framed(w, "3. Målgrupper för samverkan")
    _framed(w, "4. Mål för samverkan")
    _framed(w, "5. Behov hos arbetsgivare")
    _framed(w, "6. Ansvarsfördelning mellan parterna")
    _framed(w, "7. Kontaktvägar")
    _framed(w, "8. Hur hanteras oenighet?")
    _framed(w, "9. Uppföljning och utvärdering")
    _framed(w, "10. Uppsägning")
    w.bold("Underskrifter")
    w.table(
        ("För Arbetsförmedlingen", "För kommunen"),
        ("Datum: ____________", "Datum: ____________"),
        ("Namn: ____________", "Namn: ____________"),
    )


def _paragraphs(w: Writer) -> None:
    w.bold("LOKAL ÖVERENSKOMMELSE", 22, centred=True)
    w.bold("§ 1 Parter i överenskommelsen")
    w.table(("Organisation", "Org.nr", "Beslutsinstans", "Dnr"), ("", "", "", ""), ("", "", "", ""))
    w.bold("§ 2 Gemensamt syfte")
    w.p(PURPOSE)
    w.bold("§ 3 Kartläggning av målgruppen")
    w.p("Tabell 1. Inskrivna arbetslösa")
    w.table(
        ("Kommun", "16–24 år", "25–64 år", "Totalt"),
        ("Kommun A", "", "", ""),
        ("Kommun B", "", "", ""),
        head=True,
    )
    w.bold("§ 4 Mål och delmål")
    w.table(("Mål", "Mätetal", "Nuläge", "Målvärde", "Källa"), ("", "", "", "", ""), head=True)
    w.bold("§ 5 Styrning och ledning")
    w.table(("Grupp", "Uppdrag", "Deltagare", "Hur ofta"), ("", "", "", ""), head=True)
    w.bold("§ 6 Lokala jobbspår")
    w.p("(Text)")
    w.bold("§ 7 Informationsutbyte och sekretess")
    w.table(
        ("Från", "Till", "Uppgifter", "Ändamål", "Sekretessbrytande stöd"), ("", "", "", "", ""), head=True
    )
    w.bold("§ 8 Personella och ekonomiska resurser")
    w.p("(Text)")
    w.bold("§ 9 Ändringar och tillägg")
    w.p("(Text)")
    w.bold("§ 10 Giltighet och uppsägningstid")
    w.p("Överenskommelsen gäller från och med ÅÅÅÅ-MM-DD till och med ÅÅÅÅ-MM-DD.")
    w.p("(Text)")
    w.bold("Bilagor")
    w.table(("Nr", "Bilaga", "Ansvarig"), ("1", "", ""), ("2", "", ""))


def _filled(w: Writer) -> None:
    """An agreement of somebody else's, with all its answers in it, that is to be a template."""
    w.title("Överenskommelse om samverkan i Storbyn")
    w.h("1 Bakgrund")
    w.p("Arbetsförmedlingen och Storbyns kommun har samverkat sedan 2018.", "Arbetet har gett resultat.")
    w.h("2 Parternas uppdrag")
    w.h("2.1 Arbetsförmedlingen", 2)
    w.p("Arbetsförmedlingen ansvarar för den statliga arbetsmarknadspolitiken.")
    w.h("2.2 Storbyns kommun", 2)
    w.p("Kommunen ansvarar för vuxenutbildning och försörjningsstöd.")
    w.h("3 Gemensam kartläggning")
    w.h("3.1 Pågående insatser", 2)
    w.items("Ungdomstorg", "Språkstöd på arbetsplatser")
    w.h("3.2 Statistik", 2)
    w.table(
        ("Grupp", "2022", "2023", "2024"),
        ("Öppet arbetslösa", "412", "398", "371"),
        ("Sökande i program", "233", "240", "251"),
    )
    w.h("4 Målgrupper")
    w.p("Målgrupper är unga under 25 år och nyanlända.")
    w.h("5 Gemensamma mål")
    w.h("5.1 Fler unga går till arbete eller studier", 2)
    w.p("Andelen unga som är i arbete eller studier efter avslutad insats ska öka.")
    w.h("5.2 Fler nyanlända blir självförsörjande", 2)
    w.p("Tiden till självförsörjning ska minska.")
    w.h("6 Samverkansorganisation")
    w.h("6.1 Styrgrupp", 2)
    w.p("Styrgruppen träffas varje kvartal.")
    w.h("6.2 Operativ grupp", 2)
    w.p("Den operativa gruppen träffas varje månad.")
    w.h("7 Processer")
    w.h("7.1 Överlämning av unga i KAA", 2)
    w.p("Kommunen tar kontakt med Arbetsförmedlingen när den unge fyller 20 år.")
    w.h("8 Uppföljning och revidering")
    w.p("Överenskommelsen följs upp i november varje år.")
    w.h("9 Giltighetstid")
    w.p("Överenskommelsen gäller från 2024-01-01 till 2026-12-31.")
    w.h("Underskrifter")
    w.p("______________________", "Anna Andersson, sektionschef", "______________________")
    w.p("Bo Berg, kommundirektör")


def _own_styles(w: Writer) -> None:
    """Headings in styles of the document's own, numbered by the styles; instructions in italics."""
    styles: Any = w.document.styles
    for level, (name, size) in enumerate((("Kapitel", 16), ("Avsnitt", 12))):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(size)
        outline: Any = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level))
        style.element.get_or_add_pPr().append(outline)
    help_ = styles.add_style("Instruktion", WD_STYLE_TYPE.PARAGRAPH)
    help_.font.italic = True

    def h(text: str, level: int = 1) -> None:
        w.document.add_paragraph(text, style=("Kapitel", "Avsnitt")[level - 1])

    def i(text: str) -> None:
        w.document.add_paragraph(text, style="Instruktion")

    w.header("Länsgemensam mall")
    w.footer("Sida 1 av 1")
    w.title("Samverkansöverenskommelse")
    w.p("Mellan:", "Diarienummer:\t", "Versionsnummer:\t")
    h("Utgångspunkt och rättsliga ramar")
    i("Här redogör parterna för vad överenskommelsen vilar på.")
    h("Deltagande aktörer")
    h("Övriga aktörer som inte undertecknar", 2)
    i("Lista samarbetspartner, till exempel samordningsförbundet.")
    h("Parternas uppdrag och ömsesidiga förväntningar", 2)
    i("Varje part beskriver sitt uppdrag och vad den väntar sig av de andra.")
    h("Gemensam nulägesanalys")
    h("Målgruppernas behov", 2)
    i("Sammanfatta vilka behov som grupperna har.")
    h("Insatser som redan pågår", 2)
    i("Räkna upp insatserna.")
    h("Glapp och utvecklingsbehov", 2)
    i("Vad fattas?")
    h("Statistiskt underlag", 2)
    w.table(
        ("Åldersgrupp", "Kvinnor", "Män", "Samtliga"),
        ("18–24 år", "0", "0", "0"),
        ("25–54 år", "0", "0", "0"),
        ("55–65 år", "0", "0", "0"),
    )
    h("Målsättning")
    i("Ange de mål som parterna har tillsammans.")
    h("Perspektiv")
    i("Jämställdhet, barnets rättigheter, tillgänglighet.")
    h("Organisation för samverkan")
    h("Beslutsordning", 2)
    i("Hur fattas beslut?")
    h("Oenighet mellan parterna", 2)
    i("Hur löses den?")
    h("Samverkansprocesser")
    i("En rubrik för varje process.")
    h("Uppföljning")
    h("Tidplan för uppföljningen", 2)
    w.table(("Tidpunkt", "Vad som följs upp", "Ansvarig"), ("", "", ""))
    h("Revidering", 2)
    i("När ses överenskommelsen över?")
    h("Avtalstid")
    w.p("Startdatum:\t", "Slutdatum:\t")
    h("Bilagor")


def _questions(w: Writer) -> None:
    """Questions for headings, and lines to write on."""
    w.title("Överenskommelse för fler i arbete")
    w.p("Den här mallen används när kommunen och staten ska komma överens.")
    for heading, *below in (
        ("Vilka är parter?",),
        ("Varför samverkar vi?", "…………………………………………"),
        ("Vad kräver lagen?", "…………………………………………"),
        ("Vilka vänder vi oss till?", "…………………………………………"),
        ("Vad ska vi uppnå?", "…………………………………………"),
        ("Hur ser behoven hos arbetsgivarna ut?", "…………………………………………"),
        ("Hur är samverkan organiserad?", "…………………………………………"),
        ("Vem ansvarar för vad?", "…………………………………………"),
        ("Vilka resurser bidrar parterna med?", "…………………………………………"),
        ("Hur delar vi information?", "…………………………………………"),
        ("Hur följer vi upp?", "…………………………………………"),
        ("Hur ändras överenskommelsen?", "…………………………………………"),
        ("Hur länge gäller överenskommelsen?", "Från och med: …………", "Till och med: …………"),
    ):
        w.h(heading)
        w.p(*below)
    w.h("Hur många är arbetslösa?")
    w.table(("År", "Kvinnor", "Män"), ("2023", "…", "…"), ("2024", "…", "…"), ("2025", "…", "…"))
    w.h("Vilka bilagor finns?")
    w.p("…………………………………………")


def _roman(w: Writer) -> None:
    """Capitals and Roman numbers, and letters for what is within."""
    w.bold("ÖVERENSKOMMELSE", 16, centred=True)
    w.p("Dnr AF: ________    Dnr kommunen: ________")
    w.p("Utkast version: ________")
    w.bold("I. PARTER")
    w.p("________")
    w.bold("II. BAKGRUND OCH SYFTE")
    w.p("________")
    w.bold("III. KARTLÄGGNING")
    w.bold("A. Parternas uppdrag")
    w.p("________")
    w.bold("B. Arbetsmarknad och kompetensförsörjning")
    w.p("________")
    w.bold("C. Befintliga insatser")
    w.p("________")
    w.bold("D. Nyckeltal för kommunen")
    w.table(
        ("Nyckeltal", "Kommunen", "Länet", "Riket"), ("Arbetslöshet", "", "", ""), ("Andel KAA", "", "", "")
    )
    w.bold("IV. MÅLGRUPPER OCH MÅL")
    w.bold("A. Prioriterade målgrupper")
    w.table(("Målgrupp", "Behov", "Antal"), ("", "", ""))
    w.bold("B. Mål")
    w.table(("Mål", "Effekt", "Indikator", "Mätfrekvens"), ("", "", "", ""))
    w.bold("V. SAMVERKANSFORMER")
    w.bold("A. Styrgrupp och arbetsgrupper")
    w.table(("Grupp", "Ledamöter", "Möten"), ("", "", ""))
    w.bold("B. Tvister")
    w.p("________")
    w.bold("VI. RUTINER OCH PROCESSER")
    w.p("________")
    w.bold("VII. JOBBSPÅR")
    w.p("________")
    w.bold("VIII. UPPFÖLJNING, UTVÄRDERING OCH REVIDERING")
    w.p("________")
    w.bold("IX. IKRAFTTRÄDANDE OCH UPPHÖRANDE")
    w.p("Träder i kraft: ________", "Upphör: ________", "Uppsägningstid: ________")
    w.bold("X. UNDERTECKNANDE")
    w.table(
        ("Arbetsförmedlingen", "Kommunen"),
        ("________", "________"),
        ("Namnförtydligande", "Namnförtydligande"),
    )


def _margin(w: Writer) -> None:
    """Headings in a column at the left, and instructions at the right."""
    w.title("Lokal samverkansplan")
    w.table(
        ("Diarienummer", ""),
        ("Utgåva", ""),
        ("Planen gäller från och med", ""),
        ("Planen gäller till och med", ""),
    )
    w.p("")
    w.table(
        ("Bakgrund och syfte", "Ge en kort bakgrund."),
        ("Vilka vi samverkar för", "Nämn de grupper som planen gäller."),
        ("Gemensamma utgångspunkter i lag", "Nämn de lagar som styr."),
        ("Kompetensförsörjning", "Vilka yrken är det brist på?"),
        ("Det gör vi i dag", "Insatser som finns."),
        ("Utmaningar", "Vad behöver utvecklas?"),
        ("Våra mål", "Högst fem mål."),
        ("Mötesforum", "Vilka träffas, och hur ofta?"),
        ("Arbetsgång", "Från första kontakt till anställning."),
        ("Jobbspår", "De jobbspår som finns eller planeras."),
        ("Utbyte av uppgifter", "Vem lämnar vad till vem?"),
        ("Så utvärderar vi", "Vem gör det, och när?"),
        ("Bilagor", ""),
    )
    w.bold("Siffror")
    w.table(
        ("Målgrupp", "Kvartal 1", "Kvartal 2", "Kvartal 3"), ("Unga", "", "", ""), ("Nyanlända", "", "", "")
    )
    w.bold("Undertecknas av")
    w.p("______________________ för kommunen", "______________________ för Arbetsförmedlingen")


def _letter(w: Writer) -> None:
    """A short document with small headings in capitals, and places to fill in within sentences."""
    w.large("Avsiktsförklaring om samverkan", 16)
    w.p("Mellan ____________________ och ____________________.")
    w.p("VARFÖR")
    w.p("Klicka här för att skriva.")
    w.p("MÅLGRUPPER")
    w.p("Klicka här för att skriva.")
    w.p("GEMENSAMMA MÅL")
    w.p("Klicka här för att skriva.")
    w.p("PARTERNAS ÅTAGANDEN")
    w.p("Klicka här för att skriva.")
    w.p("STYRGRUPP OCH ARBETSGRUPP")
    w.p("Klicka här för att skriva.")
    w.p("KONTAKTPERSONER")
    w.table(("Organisation", "Funktion", "Namn", "Telefon", "E-postadress"), ("", "", "", "", ""))
    w.p("UPPFÖLJNING OCH REVIDERING")
    w.p("Klicka här för att skriva.")
    w.p("TID")
    w.p("Börjar gälla: ÅÅÅÅ-MM-DD", "Slutar gälla: ÅÅÅÅ-MM-DD")
    w.p("OENIGHET")
    w.p("Klicka här för att skriva.")


HELD_OUT_OUTLINES = (
    Outline(
        "undanhållen: blankett med ramar",
        _form,
        places(
            ("Överenskommelse om samverkan kring arbete", "title"),
            ("Version", "version"),
            ("Datum", "version_date"),
            ("Gäller fr.o.m.", "validity/start"),
            ("Gäller t.o.m.", "validity/end"),
            ("1. Samverkande parter", "parties"),
            ("2. Bakgrund till överenskommelsen", "background"),
            ("3. Målgrupper för samverkan", "target_groups"),
            ("4. Mål för samverkan", "goals"),
            ("5. Behov hos arbetsgivare", "mapping/employer_needs"),
            ("6. Ansvarsfördelning mellan parterna", "organisation/responsibilities"),
            ("7. Kontaktvägar", "organisation/contact_paths"),
            ("8. Hur hanteras oenighet?", "organisation/disagreement"),
            ("9. Uppföljning och utvärdering", "follow_up/method"),
            ("10. Uppsägning", "validity/termination"),
            ("Underskrifter", "parties/*/signatories"),
        ),
        held_out=True,
    ),
    Outline(
        "undanhållen: paragrafer, tabeller med siffror",
        _paragraphs,
        places(
            ("LOKAL ÖVERENSKOMMELSE", "title"),
            ("Organisation", "parties"),
            ("Kommun", "mapping/statistics"),
            ("Mål", "goals"),
            ("§ 5 Styrning och ledning", "organisation/summary"),
            ("Grupp", "organisation/forums"),
            ("§ 6 Lokala jobbspår", "job_tracks"),
            ("Från", "information_flows"),
            ("§ 8 Personella och ekonomiska resurser", "resources"),
            ("§ 9 Ändringar och tillägg", "validity/change"),
            ("§ 10 Giltighet och uppsägningstid", "validity/kind"),
            ("§ 10 Giltighet och uppsägningstid", "validity/start"),
            ("§ 10 Giltighet och uppsägningstid", "validity/end"),
            ("Nr", "appendices"),
        ),
        held_out=True,
    ),
    Outline(
        "undanhållen: någon annans, ifylld",
        _filled,
        places(
            ("Överenskommelse om samverkan i Storbyn", "title"),
            ("1 Bakgrund", "background"),
            ("2 Parternas uppdrag", "parties"),
            ("3.1 Pågående insatser", "mapping/measures"),
            ("Grupp", "mapping/statistics"),
            ("4 Målgrupper", "target_groups"),
            ("5 Gemensamma mål", "goals"),
            ("6 Samverkansorganisation", "organisation/summary"),
            ("6 Samverkansorganisation", "organisation/forums"),
            ("7 Processer", "processes"),
            ("8 Uppföljning och revidering", "follow_up/method"),
            ("9 Giltighetstid", "validity/kind"),
            ("9 Giltighetstid", "validity/start"),
            ("9 Giltighetstid", "validity/end"),
            ("Underskrifter", "parties/*/signatories"),
        ),
        held_out=True,
    ),
    Outline(
        "undanhållen: egna formatmallar, kursiva anvisningar",
        _own_styles,
        places(
            ("Samverkansöverenskommelse", "title"),
            ("Versionsnummer", "version"),
            ("Utgångspunkt och rättsliga ramar", "background"),
            ("Övriga aktörer som inte undertecknar", "collaborators"),
            ("Parternas uppdrag och ömsesidiga förväntningar", "parties"),
            ("Målgruppernas behov", "target_groups"),
            ("Insatser som redan pågår", "mapping/measures"),
            ("Glapp och utvecklingsbehov", "mapping/gaps"),
            ("Åldersgrupp", "mapping/statistics"),
            ("Målsättning", "goals"),
            ("Perspektiv", "perspectives"),
            ("Organisation för samverkan", "organisation/summary"),
            ("Organisation för samverkan", "organisation/forums"),
            ("Oenighet mellan parterna", "organisation/disagreement"),
            ("Samverkansprocesser", "processes"),
            ("Uppföljning", "follow_up/method"),
            ("Tidpunkt", "follow_up/occasions"),
            ("Revidering", "follow_up/revision"),
            ("Startdatum", "validity/start"),
            ("Slutdatum", "validity/end"),
            ("Avtalstid", "validity/kind"),
            ("Bilagor", "appendices"),
        ),
        held_out=True,
    ),
    Outline(
        "undanhållen: frågor och linjer att skriva på",
        _questions,
        places(
            ("Överenskommelse för fler i arbete", "title"),
            ("Vilka är parter?", "parties"),
            ("Varför samverkar vi?", "background"),
            ("Vad kräver lagen?", "legal_references"),
            ("Vilka vänder vi oss till?", "target_groups"),
            ("Vad ska vi uppnå?", "goals"),
            ("Hur ser behoven hos arbetsgivarna ut?", "mapping/employer_needs"),
            ("Hur är samverkan organiserad?", "organisation/summary"),
            ("Hur är samverkan organiserad?", "organisation/forums"),
            ("Vem ansvarar för vad?", "organisation/responsibilities"),
            ("Vilka resurser bidrar parterna med?", "resources"),
            ("Hur delar vi information?", "information_flows"),
            ("Hur följer vi upp?", "follow_up/method"),
            ("Hur ändras överenskommelsen?", "validity/change"),
            ("Hur länge gäller överenskommelsen?", "validity/kind"),
            ("Från och med", "validity/start"),
            ("Till och med", "validity/end"),
            ("År", "mapping/statistics"),
            ("Vilka bilagor finns?", "appendices"),
        ),
        held_out=True,
    ),
    Outline(
        "undanhållen: versaler, romerska tal",
        _roman,
        places(
            ("ÖVERENSKOMMELSE", "title"),
            ("Utkast version", "version"),
            ("I. PARTER", "parties"),
            ("II. BAKGRUND OCH SYFTE", "background"),
            ("A. Parternas uppdrag", "mapping/mandates"),
            ("B. Arbetsmarknad och kompetensförsörjning", "mapping/employer_needs"),
            ("C. Befintliga insatser", "mapping/measures"),
            ("Nyckeltal", "mapping/statistics"),
            ("Målgrupp", "target_groups"),
            ("Mål", "goals"),
            ("V. SAMVERKANSFORMER", "organisation/summary"),
            ("Grupp", "organisation/forums"),
            ("B. Tvister", "organisation/disagreement"),
            ("VI. RUTINER OCH PROCESSER", "processes"),
            ("VII. JOBBSPÅR", "job_tracks"),
            ("VIII. UPPFÖLJNING, UTVÄRDERING OCH REVIDERING", "follow_up/method"),
            ("IX. IKRAFTTRÄDANDE OCH UPPHÖRANDE", "validity/kind"),
            ("Träder i kraft", "validity/start"),
            ("Upphör", "validity/end"),
            ("Uppsägningstid", "validity/notice_period"),
            ("Arbetsförmedlingen", "parties/*/signatories"),
        ),
        held_out=True,
    ),
    Outline(
        "undanhållen: rubriker i vänsterkolumn",
        _margin,
        places(
            ("Lokal samverkansplan", "title"),
            ("Utgåva", "version"),
            ("Planen gäller från och med", "validity/start"),
            ("Planen gäller till och med", "validity/end"),
            ("Bakgrund och syfte", "background"),
            ("Vilka vi samverkar för", "target_groups"),
            ("Gemensamma utgångspunkter i lag", "legal_references"),
            ("Kompetensförsörjning", "mapping/employer_needs"),
            ("Det gör vi i dag", "mapping/measures"),
            ("Utmaningar", "mapping/gaps"),
            ("Våra mål", "goals"),
            ("Mötesforum", "organisation/forums"),
            ("Arbetsgång", "processes"),
            ("Jobbspår", "job_tracks"),
            ("Utbyte av uppgifter", "information_flows"),
            ("Så utvärderar vi", "follow_up/method"),
            ("Bilagor", "appendices"),
            ("Målgrupp", "mapping/statistics"),
            ("Undertecknas av", "parties/*/signatories"),
        ),
        held_out=True,
    ),
    Outline(
        "undanhållen: små rubriker med versaler",
        _letter,
        places(
            ("Avsiktsförklaring om samverkan", "title"),
            ("VARFÖR", "background"),
            ("MÅLGRUPPER", "target_groups"),
            ("GEMENSAMMA MÅL", "goals"),
            ("PARTERNAS ÅTAGANDEN", "parties"),
            ("STYRGRUPP OCH ARBETSGRUPP", "organisation/forums"),
            ("Organisation", "parties/*/contacts"),
            ("UPPFÖLJNING OCH REVIDERING", "follow_up/method"),
            ("TID", "validity/kind"),
            ("Börjar gälla", "validity/start"),
            ("Slutar gälla", "validity/end"),
            ("OENIGHET", "organisation/disagreement"),
        ),
        held_out=True,
    ),
)
