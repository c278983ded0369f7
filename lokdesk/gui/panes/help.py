"""The handbook's help: it follows the question that has the focus."""

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout

from lokdesk.agreement.draft import TemplateUse
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.gui import timer
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.handbook.book import AGREEMENT, Question, Step
from lokdesk.project.problem import Problem

if TYPE_CHECKING:
    from lokdesk.word.manifest import Question as OwnQuestion

_PARTS = (
    ("Varför vi frågar", "why"),
    ("Så gör ni", "how"),
    ("Exempel på svar", "example"),
    ("I dokumentet", "becomes"),
)


def _paragraphs(text: str) -> str:
    """Return plain *text*, a paragraph or a part of a list on each line, as HTML."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


VIEWS: Mapping[str, tuple[str, str]] = {
    "overview": (
        "Översikt",
        "Här ser ni hela överenskommelsen på en gång: hur långt ni har kommit med varje avsnitt, vad som "
        "saknas, vad som är öppet och var parterna står.\n"
        "Det som är understruket leder till frågan.",
    ),
    "agenda": (
        "Dagordning för revideringen",
        "Här står allt som handboken vill att ni går igenom när ni reviderar. Målen kommer först: skriv "
        "utfallet bredvid målvärdet, svara på om målet hjälpte, och bestäm vad ni gör med det.\n"
        "Det ni skriver om målen står inte i överenskommelsen. Lägg utvärderingen bland bilagorna om andra "
        "ska läsa den. Den följer inte med i en kopia att dela.\n"
        "Gå dit leder till frågan. Markera en punkt som genomgången när ni är överens om den.",
    ),
    "intake": (
        "Hämtat från Word",
        "Här går ni igenom den överenskommelse som hämtades från Word. Varje svar står med de ord i "
        "dokumentet som det lästes ur: bekräfta det, flytta det till en annan fråga eller avvisa det. Enter "
        "bekräftar, F2 flyttar och Delete avvisar.\n"
        "Det som inte passade någonstans står under Ännu inte placerat tills ni har gett det en plats. Det "
        "följer med i projektfilen, så inget försvinner.\n"
        "Fliken Det som saknas visar vad handboken frågar efter som överenskommelsen inte svarar på.",
    ),
    "replies": (
        "Synpunkter",
        "Här står allt som de ni skickade överenskommelsen till har ändrat, kommenterat eller föreslagit. "
        "Inget är ändrat i er text förrän ni har tagit ställning. Det som är borttaget är överstruket, det "
        "som är nytt är understruket.\n"
        "Ta in gör ändringen i er text. Avvisa kräver en motivering. Med Ändra skriver ni själva hur det ska "
        "stå, och Lyft lägger frågan hos styrgruppen. Varje ställningstagande går att ångra.\n"
        "Pilarna upp och ned går mellan synpunkterna. När en synpunkt är markerad tar Enter in den, Delete "
        "avvisar, F2 ändrar, L lyfter, P placerar, G går till frågan och Backsteg ångrar.\n"
        "Det som saknar plats i överenskommelsen står sist tills ni har gett det en.\n"
        "Har ni slagit ihop två kopior av filen står också de ställen här där kopiorna säger olika saker. "
        "Behåll er text, ta den andra kopians eller skriv en egen. Tills ni har valt gäller er text.",
    ),
    "open": (
        "Öppna frågor",
        "Här samlas allt som någon ska komma tillbaka till: öppna frågor, formuleringar att välja mellan, "
        "lyfta frågor och avsnitt som inte är avstämda.\n"
        "Gå igenom listan sist på mötet. Skriv ut den eller spara den som PDF om fler ska ha den. "
        "Anteckningar kommer inte med.",
    ),
    "document": (
        "Dokumentet",
        "Så här kommer överenskommelsen att stå i Word.\n"
        "Klicka på en text för att komma till frågan som den svarar på. Mallens styrande text har ett streck "
        "i kanten och ändras inte.",
    ),
    "differences": (
        "Ändringar",
        "Här ser ni ord för ord vad som skiljer överenskommelsen från den förra, från en version som ni har "
        "behållit eller från en annan projektfil. Det som är borttaget är överstruket, det som är nytt är "
        "understruket.\n"
        "Ordna efter part för att se vad ändringarna betyder för var och en. Visa bara sådant som organen "
        "beslutar om när ni förbereder besluten: då är kontakter och formalia borta.\n"
        "Dokumentet med ändringarna är till för att läsa och besluta efter. I Word syns de som spårade "
        "ändringar.",
    ),
}
"""What the views that stand in the place of the questions are called, and how to use each."""
_OWN_QUESTIONS = "additional_answers/*/"
_BY_TEMPLATE = "Frågan ställs av mallen som överenskommelsen görs efter, och svaret har en plats i den."
_OWN = "Svaret är er egen text. Mallen har ingen styrande text intill det."
_BESIDE = "Svaret är er egen text. Intill det står mallens styrande text, som inte ska ändras:"
_ELSEWHERE = "Svaret står inte i överenskommelsen."
_AFTER = 400
"""How many milliseconds the first question has been shown when the template is looked into for fixed text."""


class HelpPane(Pane):
    """Why a question is asked, how to go about it, an example, what becomes of it, and whose text it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._question: Question | None = None
        self._address = ""
        self._fixed: tuple[TemplateUse, Mapping[str, tuple[str, ...]]] | None = None
        self._looking = timer.once(self, _AFTER, self._look_for_fixed_text)
        self.text = QTextBrowser()
        self.text.setObjectName("help")
        self.text.setAccessibleName("Hjälp till frågan")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.setFocusProxy(self.text)

    def show_place(self, step: Step, address: str) -> None:
        """Show the help for the question at *address*.

        The cards of items that are added in another step belong to no question of this one.
        """
        self._question, self._address = None, address
        if address and self.desk.handbook.place(asked(address)).step.slug == step.slug:
            self._question = self.desk.handbook.question(asked(address))
            self._show_question(self._question)
        else:
            self._show_words(step.title, step.lead)

    def show_view(self, slug: str) -> None:
        """Show what the view *slug* is for."""
        self._question = None
        self._show_words(*VIEWS[slug])

    def _show_words(self, title: str, words: str) -> None:
        self.text.setHtml(f"<h3>{escape(title)}</h3>{_paragraphs(words)}")

    def _show_question(self, question: Question) -> None:
        if question.address.startswith(_OWN_QUESTIONS) and (own := self._asked_by_template()) is not None:
            why = f"<h4>{_PARTS[0][0]}</h4>{_paragraphs(own.why)}" if own.why else ""
            self.text.setHtml(f"<h3>{escape(own.prompt)}</h3><p>{_BY_TEMPLATE}</p>{why}")
            return
        html = [f"<h3>{escape(question.prompt)}</h3>"]
        for title, name in _PARTS:
            html.append(f"<h4>{title}</h4>{_paragraphs(getattr(question, name))}")
        html.append(self._whose(question))
        self.text.setHtml("".join(html))

    def _asked_by_template(self) -> "OwnQuestion | None":
        """Return the question that the template adds at the address shown, if it is one."""
        try:
            questions = self.desk.session.library.own_questions(self.desk.session.draft.template)
        except Problem:
            return None
        return questions.get(self._address.split(SEPARATOR)[1])

    # Fixed text

    def _whose(self, question: Question) -> str:
        """Return whose text stands where the answer does, as HTML; nothing until the template is known."""
        if question.document != AGREEMENT:
            return f"<p>{_ELSEWHERE}</p>"
        use = self.desk.session.draft.template
        if self._fixed is None or self._fixed[0] is not use:
            if self.isVisible():
                self._looking.start()
            return ""
        texts = self._fixed[1].get(question.address, ())
        quoted = "".join(f"<blockquote>{_paragraphs(text)}</blockquote>" for text in texts)
        return f"<h4>Er text och mallens</h4><p>{_BESIDE if texts else _OWN}</p>{quoted}"

    def _look_for_fixed_text(self) -> None:
        """Look into the template, which takes a moment the first time, and show the question with it."""
        use = self.desk.session.draft.template
        try:
            self._fixed = use, self.desk.session.library.fixed_texts(use)
        except Problem:
            # That the template cannot be used is told where a document is asked for.
            return
        if self._question is not None:
            place = self.text.verticalScrollBar().value()
            self._show_question(self._question)
            self.text.verticalScrollBar().setValue(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what was not looked for while nobody read."""
        super().showEvent(event)
        if self._question is not None:
            self._show_question(self._question)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing while nobody reads."""
        super().hideEvent(event)
        self._looking.stop()
