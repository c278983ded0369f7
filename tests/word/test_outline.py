"""A template as text."""

from lokdesk.word.outline import outline
from tests.word import made
from tests.word.made import cell, field, h, p, row, table, text


def test_tells_headings_words_fields_tables_and_styles_in_order():
    template = made.template(
        h(1, "Om ", field("title", "Skriv titeln")),
        field("fixed:syfte", p("Att samverka."), title="Syfte"),
        field("section:a", text("background")),
        field("unless:goals", p("Inga mål", field("unless:title", " än")), title="Visas om tomt"),
        table(row(cell(p("Mål"))), field("goals", row(cell(p(field("goals/*/title")))))),
        p("Datum ", field("version_date", "datum", kind="<w:date/>")),
        header=p(field("copy:title", "titel"), style="Text"),
    )

    assert (
        outline(template)
        == """Liten mall (liten 1)


# Om [title: Skriv titeln] {heading 1}
<fixed:syfte> Syfte
  Att samverka. {Normal}
<section:a>
  <background>
    Skriv background {Body Text}
<unless:goals> Visas om tomt
  Inga mål[unless:title:  än] {Normal}
tabell
  rad
    cell
      Mål {Normal}
  <goals>
    rad
      cell
        [goals/*/title: Skriv goals/*/title] {Normal}
Datum [version_date (datum): datum] {Normal}
sida stående

sidhuvud header1.xml
  [copy:title: titel] {Body Text}
"""
    )


def test_does_not_depend_on_what_word_does_not_show():
    plain = made.template(p("Hej"))
    noisy = made.template(
        '<w:p w:rsidR="00AA11BB"><w:r><w:t>He</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:r><w:t>j</w:t></w:r></w:p>'
    )

    assert outline(plain) == outline(noisy)
