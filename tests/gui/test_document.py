"""The view of the document: what it shows, how it follows, and what can be done with it."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from lokdesk.agreement.draft import TemplateUse
from lokdesk.gui.document import colours
from lokdesk.gui.document.typesetter import INK, QUIET, Typesetter
from lokdesk.gui.document.view import FIXED_TIP
from lokdesk.gui.panes.document import DocumentPane
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from lokdesk.word import appearance, sheet
from lokdesk.word.flow import flow
from lokdesk.word.leaf import Leaf, Paragraph, Row
from tests.gui import paper
from tests.gui.conftest import OpenWindow
from tests.gui.contrast import contrast
from tests.gui.hands import SHIFT, choose, click, meanwhile, press, type_text
from tests.gui.pages import Screen

Key = Qt.Key
GOAL = "goals/malarbst"


@pytest.fixture
def screen(open_window: OpenWindow, library: Library) -> Screen:
    return open_window(library.example())


def whole(session: Session) -> list[Leaf]:
    """Return the document of the draft, made from nothing."""
    template = session.library.template(session.draft.template)
    files = {one.id: one for one in session.draft.attachments}
    return sheet.sheet(flow(session.agreement, template, files), appearance.of(template)).leaves


# -- what it shows


def test_it_shows_the_agreement_as_it_will_stand_in_word(screen: Screen):
    document = paper.beside(screen)

    assert screen.value("title") in document.words
    assert "1 Parter" in document.words
    assert any(one.startswith("Tabell\u00a01. Överenskommelsens parter") for one in document.words)
    assert document.view.sheet is not None
    assert document.view.sheet.leaves == whole(screen.window.session)


def test_what_is_typed_comes_into_the_document_when_hands_rest(screen: Screen):
    document = paper.beside(screen)
    screen.field("title").replace("Ett nytt namn åt Växjö")
    document.rest()

    assert "Ett nytt namn åt Växjö" in document.words


def test_after_any_edits_it_is_the_same_as_one_made_from_nothing(screen: Screen):
    document, session = paper.beside(screen), screen.window.session
    party, goal = session.agreement.parties[0].id, session.agreement.goals[0].id
    edits = (
        lambda: session.set(f"goals/{goal}/effect", "ett\ntvå"),
        lambda: session.set(f"parties/{party}/name", "Ny part"),
        lambda: session.add("goals", {"title": "Ännu ett mål"}),
        lambda: session.move(f"goals/{goal}", 1),
        lambda: session.remove(f"goals/{goal}"),
        lambda: session.set("validity/start", date(2026, 1, 1)),
        session.undo,
        session.undo,
    )
    for edit in edits:
        edit()
        document.rest()
        assert document.view.sheet is not None
        assert document.view.sheet.leaves == whole(session)


def test_edits_while_it_is_being_made_are_not_lost(screen: Screen):
    document, session = paper.beside(screen), screen.window.session
    for number in range(30):
        session.set("title", f"Namn {number}")
        screen.settle()
    document.rest()

    assert "Namn 29" in document.words


def test_another_draft_is_shown_when_it_is_opened(screen: Screen, library: Library):
    document = paper.beside(screen)
    assert any("Kronoberg" in one for one in document.words)
    screen.window.session.new(library.blank())
    document.rest()

    assert document.words
    assert not any("Kronoberg" in one for one in document.words)


def test_while_it_is_hidden_it_does_nothing(screen: Screen):
    document = paper.beside(screen)
    before = document.view.sheet
    screen.window.wizard.aside.choose("help")
    screen.field("title").replace("Ett annat namn")
    screen.rest()

    assert not document.pane.busy
    assert document.view.sheet is before

    document = paper.beside(screen)
    assert "Ett annat namn" in document.words


def test_a_template_that_cannot_be_found_is_told_of(open_window: OpenWindow, library: Library):
    draft = library.example().model_copy(update={"template": TemplateUse(id="borttagen", version="1")})
    screen = open_window(draft)
    screen.window.wizard.aside.choose("document")
    pane = screen.window.wizard.aside.pane("document")
    screen.rest()
    screen.settle()

    assert isinstance(pane, paper.DocumentPane)
    assert "borttagen" in pane.notice.text()
    assert pane.notice.isVisible()


# -- from the document to the question


def test_a_click_on_a_text_goes_to_its_question(screen: Screen):
    document = paper.beside(screen)
    for address in ("status", f"{GOAL}/effect", f"{GOAL}/title", "validity/notice_period"):
        document.click(address)

        assert screen.place == address


def test_a_click_on_a_label_goes_to_the_question_of_its_line(screen: Screen):
    document = paper.beside(screen)
    document.view.go_to("version")
    area = document.view.area(document.place("version"))
    assert area is not None
    document.click_at(QPoint(round(area.left()) + 4, round(area.center().y())))

    assert screen.place == "version"


def test_a_click_on_the_contents_goes_to_the_heading(screen: Screen):
    document = paper.beside(screen)
    gone_to: list[str] = []
    document.view.wanted.connect(gone_to.append)
    place = document.place("part:contents")
    document.view.go_to("part:contents")
    screen.settle()
    area = document.view.area((place[0] + 3, 0))
    assert area is not None
    entry = document.view.hit(QPointF(area.left() + 30, area.center().y()))
    assert entry is not None and entry.run is not None
    document.click_at(QPoint(round(area.left()) + 30, round(area.center().y())))

    assert document.view.current == document.place(entry.run.link.removeprefix("#"))
    assert document.sees(entry.run.link.removeprefix("#"))
    assert not gone_to


def test_fixed_text_says_so_and_leads_nowhere(screen: Screen):
    document = paper.beside(screen)
    sheet_ = document.view.sheet
    assert sheet_ is not None
    number = next(
        n for n, leaf in enumerate(sheet_.leaves) if isinstance(leaf, Paragraph) and leaf.origin == "fixed"
    )
    document.view.go_to(next(a for a in ("_Toc100000001",) if sheet_.place(a)))
    screen.settle()
    area = document.view.area((number, 0))
    assert area is not None
    point = QPoint(round(area.left()) + 20, round(area.top()) + 5)
    gone_to: list[str] = []
    document.view.wanted.connect(gone_to.append)

    assert document.tip(point) == FIXED_TIP
    document.click_at(point)
    assert not gone_to


def test_pointing_at_an_answer_says_where_a_click_leads(screen: Screen):
    document = paper.beside(screen)
    point = document.point("title")
    document.point_at(point)

    assert document.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    prompt = screen.window.desk.handbook.question("title").prompt
    assert document.tip(point) == f"Gå till frågan ”{prompt}”"

    document.point_at(QPoint(3, 3))
    assert document.view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


# -- from the question to the document


def test_the_question_that_has_the_focus_is_shown_in_it(screen: Screen):
    document = paper.beside(screen)
    screen.step("follow_up")
    screen.field("validity/notice_period").focus()
    screen.settle()

    assert document.view.focused == "validity/notice_period"
    assert document.sees("validity/notice_period")
    assert screen.place == "validity/notice_period"
    assert not document.pane.notice.isVisible()


def test_it_opens_at_the_question_that_has_the_focus(screen: Screen):
    screen.step("follow_up")
    screen.field("validity/notice_period").focus()
    for document in (paper.beside(screen), paper.instead(screen)):
        assert document.sees("validity/notice_period")


def test_what_is_not_in_it_leads_once_to_where_it_would_be(screen: Screen):
    document = paper.beside(screen)
    screen.window.session.set(f"{GOAL}/basis", None)
    document.rest()
    screen.window.go_to(f"{GOAL}/basis")
    screen.settle()
    assert document.sees(GOAL)
    assert document.pane.notice.isVisible()

    document.view.verticalScrollBar().setValue(0)
    screen.window.session.set("marking", "Utkast")
    document.rest()
    assert document.view.verticalScrollBar().value() == 0


def test_what_has_no_answer_yet_is_said_to_come(open_window: OpenWindow):
    screen = open_window()
    document = paper.beside(screen)
    screen.field("marking").focus()
    screen.settle()
    assert document.pane.notice.isVisible()
    assert "när det finns något att visa" in document.pane.notice.text()

    type_text("Utkast")
    document.rest()
    assert not document.pane.notice.isVisible()
    assert document.sees("marking")


def test_what_belongs_in_another_document_is_said_to(screen: Screen):
    document = paper.beside(screen)
    elsewhere = next(q for q in screen.window.desk.handbook.questions if q.document != "agreement")
    document.pane.show_place(screen.window.desk.handbook.place(elsewhere.address).step, elsewhere.address)

    assert "inte i överenskommelsen" in document.pane.notice.text()


def test_what_one_reads_stays_where_it_is_when_something_changes_above(screen: Screen):
    document = paper.beside(screen)
    document.view.go_to("validity/notice_period")
    screen.settle()
    before = document.view.area(document.place("validity/notice_period"))
    screen.window.session.set(f"{GOAL}/effect", "\n".join(["rad"] * 40))
    document.rest()
    after = document.view.area(document.place("validity/notice_period"))

    assert before is not None and after is not None
    assert abs(after.top() - before.top()) < 2


# -- findings


def test_findings_are_marks_that_say_what_is_wrong_and_lead_there(screen: Screen):
    document = paper.beside(screen)
    screen.window.session.set("validity/end", date(2019, 1, 1))
    document.rest()
    screen.rest()
    place = document.place("validity/end")
    assert [one.severity for one in document.view.marks[place]] == ["must"]

    document.view.go_to("validity/end")
    screen.settle()
    area = document.view.area(place)
    assert area is not None
    mark = next(
        QPoint(x, round(area.center().y()))
        for x in range(0, round(area.left()))
        if document.view.mark_at(QPointF(x, area.center().y()))
    )
    legend = next(one for one in document.pane.findChildren(QLabel) if "Styrande" in one.text())
    assert "Måste\N{NO-BREAK SPACE}ordnas" in legend.text()
    assert "Bör\N{NO-BREAK SPACE}ses\N{NO-BREAK SPACE}över" in legend.text()
    assert document.tip(mark).startswith("Måste ordnas: ")
    assert "Måste ordnas: " in document.view.spoken_at(place)
    document.click_at(mark + QPoint(3, 0))
    assert screen.place == "validity/end"


def test_a_finding_on_what_is_missing_is_marked_where_it_would_stand(screen: Screen):
    document = paper.beside(screen)
    screen.window.session.set(f"{GOAL}/title", None)
    document.rest()
    screen.rest()

    assert document.place(f"{GOAL}/title") in document.view.marks


# -- the keyboard, and those who cannot see it


def test_the_arrow_keys_go_from_text_to_text_and_enter_to_the_question(screen: Screen):
    document = paper.beside(screen)
    document.view.setFocus()
    screen.settle()
    press(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Down)
    assert screen.value("title") in document.view.accessibleDescription()

    press(Key.Key_Return)
    assert screen.place == "title"


def test_the_focus_has_a_place_also_where_it_comes_before_the_document_is_made(screen: Screen):
    screen.window.go_to(f"{GOAL}/title")
    screen.window.wizard.aside.choose("document")
    pane = screen.window.wizard.aside.pane("document")
    assert isinstance(pane, DocumentPane)
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert pane.view.sheet is None and pane.view.current is None

    document = paper.PaperHand(screen, pane)

    assert document.view.current == document.place(f"{GOAL}/title")
    assert screen.value(f"{GOAL}/title") in document.view.accessibleDescription()
    press(Key.Key_Return)
    assert screen.place == f"{GOAL}/title"


def test_what_is_said_of_a_text_tells_what_it_is(screen: Screen):
    document = paper.beside(screen)
    sheet_ = document.view.sheet
    assert sheet_ is not None
    heading = document.place("_Toc100000001")
    assert document.view.spoken_at(heading) == "Rubrik 1. 1 Parter"

    fixed = (heading[0] + 1, 0)
    assert document.view.spoken_at(fixed).startswith("Styrande text. ")
    row = next(n for n, leaf in enumerate(sheet_.leaves) if isinstance(leaf, Row) and not leaf.head)
    assert document.view.spoken_at((row, 0)).startswith("Part. Arbetsförmedlingen")


def test_going_through_the_whole_document_reads_all_of_it(open_window: OpenWindow):
    screen = open_window()
    document = paper.beside(screen)
    document.view.setFocus()
    press(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    read = [document.view.current]
    for _ in range(300):
        press(Key.Key_Down)
        if document.view.current == read[-1]:
            break
        read.append(document.view.current)

    assert len(read) == len([one for one in document.words if one.strip()])


def test_page_keys_scroll_and_plus_and_minus_zoom(screen: Screen):
    document = paper.beside(screen)
    document.view.setFocus()
    bar = document.view.verticalScrollBar()
    press(Key.Key_PageDown)
    assert bar.value() > 0
    press(Key.Key_End)
    assert bar.value() == bar.maximum()
    press(Key.Key_Home)
    assert bar.value() == 0
    press(Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert document.view.zoom > 1


# -- selecting


def test_what_is_dragged_over_can_be_copied(screen: Screen):
    document = paper.beside(screen)
    begin, place = document.point("title"), document.place("title")
    end = document.view.area((place[0] + 1, 0))
    assert end is not None
    gone_to: list[str] = []
    document.view.wanted.connect(gone_to.append)
    document.drag(begin - QPoint(2, 0), QPoint(round(end.right()) - 1, round(end.bottom()) - 2))

    assert document.copied() == f"{screen.value('title')}\nParter"
    assert not gone_to


def test_everything_can_be_copied_with_tabs_between_the_cells_of_a_row(screen: Screen):
    document = paper.beside(screen)
    document.view.setFocus()
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    lines = document.copied().split("\n")

    assert "1 Parter" in lines
    assert "Part\tSlag av part\tOrg.nr\tBeslutande organ" in lines


def test_without_a_selection_the_text_that_the_keyboard_is_at_is_copied(screen: Screen):
    document = paper.beside(screen)
    document.view.go_to("title")

    assert document.copied() == screen.value("title")


def test_with_shift_the_arrow_keys_select_paragraph_by_paragraph(screen: Screen):
    document = paper.beside(screen)
    document.view.go_to("title")
    document.view.setFocus()
    title = screen.value("title")

    press(Key.Key_Down, SHIFT)
    assert document.copied() == title
    press(Key.Key_Down, SHIFT)
    assert document.copied() == f"{title}\nParter"
    assert document.view.current is not None
    assert document.view.spoken_at(document.view.current).endswith("Markerat")
    press(Key.Key_Up, SHIFT)
    press(Key.Key_Up, SHIFT)
    before = document.copied()
    assert before.endswith(f"\n{title}") and not before.startswith(title)

    press(Key.Key_Down)
    assert document.view.selected_text == ""
    assert document.copied() == title


# -- size


def test_the_wheel_and_the_buttons_make_it_larger_and_smaller(screen: Screen):
    document = paper.beside(screen)
    document.wheel(up=True)
    assert document.view.zoom > 1
    assert document.pane.sizes.text() == f"{round(document.view.zoom * 100)} %"
    click(document.pane.larger)
    click(document.pane.smaller)
    document.wheel(up=False)
    document.wheel(up=False)
    assert document.view.zoom < 1
    meanwhile(lambda: click(document.pane.sizes), choose("Anpassa till bredden"))
    assert document.view.fits
    meanwhile(lambda: click(document.pane.sizes), choose("Naturlig storlek"))
    assert document.view.zoom == 1


def test_commands_make_it_larger_and_smaller_wherever_it_is_shown(screen: Screen):
    document, actions = paper.beside(screen), screen.window.menus.actions
    before = document.view.zoom
    screen.field("title").focus()
    actions["document-larger"].trigger()
    assert document.view.zoom > before
    actions["document-smaller"].trigger()
    assert document.view.zoom == before
    actions["document-width"].trigger()
    assert document.view.fits
    actions["document-natural"].trigger()
    assert (document.view.zoom, document.view.fits) == (1.0, False)

    other = paper.instead(screen)
    other.view.setFocus()
    actions["document-larger"].trigger()
    document.view.setFocus()
    actions["document-smaller"].trigger()
    assert document.view.zoom < 1.0 < other.view.zoom, "it is done with the one that has the focus"


def test_where_it_is_not_shown_commands_tell_how_to_see_it(screen: Screen):
    screen.window.menus.actions["document-larger"].trigger()

    assert screen.window.news.text() == "Dokumentet är inte framme. Tryck på F8 för att se det."


def test_every_button_has_a_name_of_its_own(screen: Screen):
    document = paper.beside(screen)
    names = [one.accessibleName() for one in document.pane.findChildren(QToolButton)]

    assert all(names)
    assert len(names) == len(set(names))


def test_nothing_reaches_out_of_a_narrow_view(screen: Screen):
    document = paper.beside(screen)
    view = document.view
    assert view.sheet is not None
    setter = Typesetter(view.sheet.paper, 300.0, 1.0, 96.0, "Carlito")
    for leaf in view.sheet.leaves:
        for text in setter.set(leaf).texts:
            assert text.area.right() <= 301
            for number in range(text.layout.lineCount()):
                assert text.layout.lineAt(number).naturalTextRect().right() <= 303, text.layout.text()


def test_a_table_without_room_for_its_columns_says_at_each_cell_what_it_is(screen: Screen):
    document = paper.beside(screen)
    assert document.view.sheet is not None
    setter = Typesetter(document.view.sheet.paper, 200.0, 1.0, 96.0, "Carlito")
    rows = [
        one
        for one in document.view.sheet.leaves
        if isinstance(one, Row) and len(one.cells) == 4 and one.heads
    ]
    head, row = rows[0], rows[1]

    assert setter.set(head).height == 0
    said = [one.text() for one in setter.set(row).heads]
    filled = [h for h, cell in zip(row.heads, row.cells, strict=True) if cell.paragraphs[0].block.text]
    assert said == filled


def test_the_height_of_what_is_not_in_view_is_about_right(screen: Screen):
    document = paper.instead(screen)
    assert document.view.sheet is not None
    setter = Typesetter(document.view.sheet.paper, 620.0, 1.0, 96.0, "Carlito")
    leaves = document.view.sheet.leaves

    real = sum(setter.set(one).height for one in leaves)
    estimated = sum(map(setter.estimate, leaves))
    assert 0.8 < estimated / real < 1.25


# -- instead of the questions


def test_it_can_stand_in_the_place_of_the_questions(screen: Screen):
    screen.window.menus.actions["document-view"].trigger()
    document = paper.instead(screen)
    document.click(f"{GOAL}/title")

    assert screen.place == f"{GOAL}/title"
    assert not document.pane.isVisible()


def test_it_has_an_entry_among_the_steps(screen: Screen):
    screen.go("document")

    assert screen.window.wizard.view == "document"


# -- colours


def test_everything_on_paper_can_be_read():
    paper_, fixed, focus, chosen = map(QColor, (colours.PAPER, colours.FIXED, colours.FOCUS, colours.CHOSEN))
    words = [QColor(f"#{one}") for one in (INK, QUIET)]
    words += [QColor(one) for one in (colours.INK, colours.QUIET)]

    for ground in (paper_, fixed, focus, QColor(colours.HOVER)):
        assert all(contrast(one, ground) >= 4.5 for one in words)
    assert contrast(QColor(f"#{INK}"), chosen) >= 4.5
    for mark in colours.MARKS.values():
        assert contrast(QColor(mark), paper_) >= 4.5
    for rule in (colours.FIXED_RULE, colours.FOCUS_RULE, colours.CURSOR):
        assert contrast(QColor(rule), paper_) >= 3


def test_shift_and_the_mouse_select_on(screen: Screen):
    document = paper.beside(screen)
    begin = document.point("title")
    document.drag(begin, begin + QPoint(40, 0))
    short = document.view.selected_text
    area = document.view.area(document.place("title"))
    assert area is not None
    end = QPoint(round(area.right()) - 2, round(area.bottom()) - 2)
    QTest.mouseClick(document.view.viewport(), Qt.MouseButton.LeftButton, SHIFT, end)

    assert document.view.selected_text.startswith(short)
    assert len(document.view.selected_text) > len(short) > 0
