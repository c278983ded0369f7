"""The edits that are made in documents of ours as Word writes them, each with what must be found of it."""

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import RichText
from tests.circulation import judged
from tests.circulation.judged import Edit, Wanted
from tests.circulation.paper import Element, Paper, content_of, controls_of, elements, remove, w, words

AUTHORS = ("Anna Berg", "Bo Öst, Växjö kommun", "Carin Å. Lind", "Region Kronoberg")
PHRASES = (
    "i nära samråd med arbetsgivarna",
    "senast den 30 september",
    "för både kvinnor och män",
    "inom ramen för befintlig budget",
    "efter dialog med den enskilde",
    "minst två gånger om året",
)
SENTENCES = (
    "Parterna återkommer till frågan vid nästa styrgruppsmöte.",
    "Arbetet följs upp i samband med delårsrapporten.",
    "En gemensam utbildning ordnas för nya medarbetare.",
    "Kostnaderna fördelas efter folkmängd.",
)
_SHORTEST = 40
_REFERRED_TO = (
    "parties",
    "collaborators",
    "target_groups",
    "organisation/forums",
    "information_flows",
    "appendices",
)
"""Lists whose items other answers name: without them those say something else, too."""


def field_at(address: str) -> Answer | None:
    """Return what kind of answer stands at *address*, ``None`` where none does."""
    try:
        pattern = schema.pattern(address)
    except KeyError:
        return None
    found = schema.patterns().get(pattern)
    return found if isinstance(found, Answer) else None


class Hands:
    """Somebody's hands on a document: where they have not been yet, and what they have done."""

    def __init__(self, paper: Paper, agreement: Agreement, seed: int) -> None:
        self.paper = paper
        self.agreement = agreement
        self.chance = random.Random(seed)
        self._taken: set[str] = set()
        tags = [tag for tag, _ in controls_of(paper.tree)]
        self._tags = list(dict.fromkeys(tags))
        self.chance.shuffle(self._tags)
        self._round = self.chance.randrange(4)
        self._titles = {one: words(one) for _, one in _headings(paper)}

    def title(self, heading: Element) -> str:
        """Return what a heading said before anybody renamed it, as what keeps others from it."""
        return f"heading {self._titles[heading]}"

    def author(self) -> str:
        """Return one of those who answer."""
        return self.chance.choice(AUTHORS)

    def phrase(self) -> str:
        """Return a few words."""
        return self.chance.choice(PHRASES)

    def sentence(self) -> str:
        """Return a sentence."""
        return self.chance.choice(SENTENCES)

    def turn(self) -> int:
        """Return a number that is another each time."""
        self._round += 1
        return self._round

    def is_free(self, address: str) -> bool:
        """Return whether nothing at *address*, around or within it has been touched."""
        return not any(
            f"{one}/".startswith(f"{address}/") or f"{address}/".startswith(f"{one}/") for one in self._taken
        )

    def take(self, address: str) -> None:
        """Keep others from what is at *address*."""
        self._taken.add(address)

    def free(self) -> Iterator[str]:
        """Yield the tags of what is there and has not been touched."""
        for tag in self._tags:
            if self.is_free(tag) and self.paper.holds(tag):
                yield tag

    def text(self, blocks: int = 1, kind: str = "") -> tuple[str, list[str]] | None:
        """Return a longer answer with so many paragraphs or more, of that *kind* where one is named."""
        for tag in self.free():
            field = field_at(tag)
            if field is None or field.kind != "text":
                continue
            value = at.get(self.agreement, tag)
            if not isinstance(value, RichText) or len(value.blocks) < blocks:
                continue
            lines = [block.text for block in value.blocks]
            there = [words(one) for one in self.paper.paragraphs(tag)]
            if lines != there or len(lines[0]) < _SHORTEST or "\n" in "".join(lines):
                continue
            if kind and all(block.kind != kind for block in value.blocks[1:]):
                continue
            self.take(tag)
            return tag, lines
        return None

    def line(self, *kinds: str, in_table: bool = False) -> tuple[str, str] | None:
        """Return a short answer of one of the *kinds*, and what is printed there."""
        for tag in self.free():
            field = field_at(tag)
            if field is None or field.kind not in kinds:
                continue
            control = self.paper.control(tag)
            if in_table == (next(control.iterancestors(w("tc")), None) is None):
                continue
            if (said := words(control)) and at.get(self.agreement, tag) not in (None, ()):
                self.take(tag)
                return tag, said
        return None

    def items(self, least: int, *, rows: bool) -> tuple[str, list[str]] | None:
        """Return a list with so many items or more, and their addresses: each a row, or else a part."""
        for tag in self.free():
            try:
                found = schema.patterns().get(schema.pattern(tag))
            except KeyError:
                continue
            if not isinstance(found, schema.ListOf) or tag in _REFERRED_TO:
                continue
            inside = [own for own, _ in controls_of(self.paper.control(tag)) if at.parent(own) == tag]
            held = [own for own in inside if own.rpartition("/")[2] in _ids(self.agreement, tag)]
            if len(held) < least or not held:
                continue
            content = list(content_of(self.paper.control(held[0])))
            is_row = len(content) == 1 and content[0].tag == w("tr")
            is_part = all(one.tag in (w("p"), w("sdt"), w("tbl")) for one in content)
            if is_row if rows else is_part and not is_row:
                self.take(tag)
                return tag, held
        return None


def _ids(agreement: Agreement, list_: str) -> list[str]:
    return [one.id for one in at.get(agreement, list_)]


def middle(text: str) -> int:
    """Return where a word begins about the middle of *text*."""
    return text.index(" ", len(text) // 3) + 1


def with_line(lines: Sequence[str], number: int, line: str) -> str:
    """Return the *lines* with another one in that place."""
    return "\n".join([*lines[:number], line, *lines[number + 1 :]])


# -- within an answer


def _replaced(
    kind: str, hands: Hands, old: str, new: str, author: str, deleter: str | None = None
) -> Edit | None:
    """Replace: *old* and *new* are "word" or "", whether there is any; silently, or tracked by *author*."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    number = hands.turn() % len(lines)
    number = number if len(lines[number]) >= _SHORTEST else 0
    line = lines[number]
    start = middle(line)
    end = line.index(" ", start + 8) + 1 if old and " " in line[start + 8 :] else start
    typed = f"{hands.phrase()} " if new else ""
    hands.paper.replace(hands.paper.paragraphs(tag)[number], start, end, typed, author, deleter)
    now = line[:start] + typed + line[end:]
    authors = {author or None} | ({deleter or None} if deleter is not None and end > start else set())
    wanted = judged.changed(tag, with_line(lines, number, now), sent="\n".join(lines), authors=authors)
    return Edit(kind, (wanted,), address=tag)


def typed(hands: Hands) -> Edit | None:
    """Type words into a longer answer."""
    return _replaced("words typed", hands, "", "word", "")


def deleted(hands: Hands) -> Edit | None:
    """Delete words of a longer answer."""
    return _replaced("words deleted", hands, "word", "", "")


def replaced(hands: Hands) -> Edit | None:
    """Type over words of a longer answer."""
    return _replaced("words typed over", hands, "word", "word", "")


def tracked_insertion(hands: Hands) -> Edit | None:
    """Type words with changes tracked."""
    return _replaced("tracked insertion", hands, "", "word", hands.author())


def tracked_deletion(hands: Hands) -> Edit | None:
    """Delete words with changes tracked."""
    return _replaced("tracked deletion", hands, "word", "", hands.author())


def tracked_by_two(hands: Hands) -> Edit | None:
    """Delete words, and let another put others there, with changes tracked."""
    one, other = hands.chance.sample(AUTHORS, 2)
    return _replaced("tracked by two authors", hands, "word", "word", one, other)


def accepted(hands: Hands) -> Edit | None:
    """Leave a tracked insertion beside words whose tracked change has been accepted."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    line, author = lines[0], hands.author()
    start = middle(line)
    first, second = f"{hands.phrase()} ", "Så är det avsett. "
    paragraph = hands.paper.paragraphs(tag)[0]
    hands.paper.replace(paragraph, start, start, first, "")
    hands.paper.replace(paragraph, 0, 0, second, author)
    now = second + line[:start] + first + line[start:]
    wanted = judged.changed(tag, with_line(lines, 0, now), sent="\n".join(lines), authors=(author, None))
    return Edit("changes accepted, others left", (wanted,), address=tag)


def line_typed(hands: Hands) -> Edit | None:
    """Type more into a short answer."""
    return _line("short answer", hands, in_table=False)


def cell_typed(hands: Hands) -> Edit | None:
    """Type more into a cell of a table."""
    return _line("table cell", hands, in_table=True)


def _line(kind: str, hands: Hands, *, in_table: bool) -> Edit | None:
    found = hands.line("line", in_table=in_table)
    if found is None:
        return None
    tag, said = found
    author = hands.author() if hands.turn() % 2 else ""
    hands.paper.replace(hands.paper.control(tag), len(said), len(said), " med mera", author)
    return Edit(kind, (judged.changed(tag, f"{said} med mera", authors=(author or None,)),), address=tag)


def chosen(hands: Hands) -> Edit | None:
    """Choose another date, or type over a choice."""
    found = hands.line("date", "choice", in_table=hands.turn() % 2 == 0) or hands.line("date", in_table=True)
    if found is None:
        return None
    tag, _ = found
    field = field_at(tag)
    assert field is not None
    if field.kind == "date":
        hands.paper.choose(tag, "den 3 november 2026" if hands.turn() % 2 else "2026-11-03")
        return Edit("date or choice", (judged.answered(tag, "2026-11-03"),), address=tag)
    hands.paper.choose(tag, "annat än föreslaget")
    return Edit("date or choice", (judged.answered(tag, "annat än föreslaget"),), address=tag)


def named(hands: Hands) -> Edit | None:
    """Type the names of parties where such are asked for."""
    for kinds in (("references",), ("reference",)):
        found = hands.line(*kinds, in_table=False) or hands.line(*kinds, in_table=True)
        if found is None:
            continue
        tag, _ = found
        field = field_at(tag)
        assert field is not None
        if field.refers_to not in ("party", "actor"):
            continue
        names = {one.name: one.id for one in hands.agreement.parties if one.name}
        unique = [one for one in names if sum(other.startswith(one) for other in names) == 1]
        now = at.get(hands.agreement, tag)
        held = (now,) if isinstance(now, str) else tuple(now)
        others = [one for one in unique if names[one] not in held][:2]
        if field.kind == "reference":
            others = others[:1]
        if not others:
            continue
        hands.paper.choose(tag, " och ".join(others))
        ids = [names[one] for one in others]
        wanted = judged.answered(tag, ids if field.kind == "references" else ids[0])
        return Edit("parties named", (wanted,), address=tag)
    return None


def paragraph_added(hands: Hands) -> Edit | None:
    """Press enter within a longer answer and type, silently or tracked."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    author = hands.author() if hands.turn() % 2 else ""
    number = hands.turn() % len(lines)
    sentence = hands.sentence()
    hands.paper.new_paragraph(hands.paper.paragraphs(tag)[number], sentence, author)
    now = [*lines[: number + 1], sentence, *lines[number + 1 :]]
    wanted = judged.changed(tag, "\n".join(now), sent="\n".join(lines), authors=(author or None,))
    return Edit("paragraph added", (wanted,), address=tag)


def paragraph_deleted(hands: Hands) -> Edit | None:
    """Delete a paragraph of a longer answer, silently or tracked."""
    found = hands.text(2)
    if found is None:
        return None
    tag, lines = found
    author = hands.author() if hands.turn() % 2 else ""
    # What Word leaves of a tracked paragraph joins the next one.
    hands.paper.delete_paragraph(hands.paper.paragraphs(tag)[0], author)
    wanted = judged.changed(tag, "\n".join(lines[1:]), sent="\n".join(lines), authors=(author or None,))
    return Edit("paragraph deleted", (wanted,), address=tag)


def paragraph_moved(hands: Hands) -> Edit | None:
    """Move the last paragraph of a longer answer to its beginning, silently or tracked."""
    found = hands.text(2)
    if found is None:
        return None
    tag, lines = found
    author = hands.author() if hands.turn() % 2 else ""
    paragraphs = hands.paper.paragraphs(tag)
    hands.paper.move_paragraph(paragraphs[-1], paragraphs[0], author)
    now = "\n".join([lines[-1], *lines[:-1]])
    wanted = judged.changed(tag, now, sent="\n".join(lines), authors=(author or None,))
    return Edit("paragraph moved", (wanted,), address=tag)


def list_changed(hands: Hands) -> Edit | None:
    """Add a point to a list in a longer answer, or take one away."""
    found = hands.text(2, "bullet") or hands.text(2, "number")
    if found is None:
        return None
    tag, lines = found
    author = hands.author() if hands.turn() % 2 else ""
    paragraphs = hands.paper.paragraphs(tag)
    if hands.turn() % 2:
        hands.paper.new_paragraph(paragraphs[-1], hands.sentence(), author)
        now = [*lines, words(paragraphs[-1].getnext())]  # type: ignore[arg-type]
    else:
        hands.paper.delete_paragraph(paragraphs[-2], author)
        now = [*lines[:-2], lines[-1]]
    wanted = judged.changed(tag, "\n".join(now), sent="\n".join(lines), authors=(author or None,))
    return Edit("list changed", (wanted,), address=tag)


def list_made(hands: Hands) -> Edit | None:
    """Make points of the paragraphs of a longer answer: the words are the same, what they are is not."""
    found = hands.text(2)
    if found is None:
        return None
    tag, lines = found
    value = at.get(hands.agreement, tag)
    look = {"bullet": "ListNumber", "number": "ListBullet", "paragraph": "ListBullet"}
    kinds = {"bullet": "number", "number": "bullet", "paragraph": "bullet"}
    last = value.blocks[-1]
    hands.paper.restyle(hands.paper.paragraphs(tag)[-1], look[last.kind])

    def holds(one: judged.Viewpoint) -> bool:
        if one.kind != "changed" or one.address != tag or judged.plain(one.returned) != "\n".join(lines):
            return False
        return one.returned["blocks"][-1].get("kind", "paragraph") == kinds[last.kind]

    return Edit("list of another kind", (Wanted(f"{tag}: list", holds),), address=tag)


def pasted(hands: Hands) -> Edit | None:
    """Paste a paragraph from a page or another document, with its fonts and a style that nobody knows."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    sentence = hands.sentence()
    new = hands.paper.new_paragraph(hands.paper.paragraphs(tag)[-1], sentence, style="Normalwebb")
    for run in new.iter(w("r")):
        for one in run.findall(w("rPr")):
            run.remove(one)
        run.insert(0, copy.deepcopy(_FOREIGN))
    wanted = judged.changed(tag, "\n".join([*lines, sentence]), sent="\n".join(lines))
    return Edit("pasted with foreign styles", (wanted,), address=tag)


(_FOREIGN,) = elements(
    '<w:rPr><w:rFonts w:ascii="Comic Sans MS" w:hAnsi="Comic Sans MS"/><w:color w:val="1F3864"/>'
    '<w:sz w:val="21"/><w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/><w:lang w:val="en-US"/></w:rPr>'
)


def autocorrected(hands: Hands) -> Edit | None:
    """Type what Word puts right meanwhile: dashes, quotes, three full stops, blanks that do not break."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    line = lines[0]
    start = middle(line)
    new = hands.chance.choice(
        ("”rätt stöd” – i tid… ", "½ tjänst – 50\u00a0% – ", "’tidiga’ insatser → ", "§\u00a08 ")
    )
    hands.paper.replace(hands.paper.paragraphs(tag)[0], start, start, new, "")
    now = line[:start] + new + line[start:]
    return Edit(
        "typography by autocorrect",
        (judged.changed(tag, with_line(lines, 0, now), sent="\n".join(lines)),),
        address=tag,
    )


def made_bold(hands: Hands) -> Edit | None:
    """Make words of a longer answer bold: the words are the same, what is stressed is not."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    line = lines[0]
    start = middle(line)
    end = line.index(" ", start) if " " in line[start:] else len(line)
    paragraph = hands.paper.paragraphs(tag)[0]
    hands.paper.split(paragraph, start)
    hands.paper.split(paragraph, end)
    passed = 0
    for run in paragraph.iter(w("r")):
        if passed == start:
            look = run.find(w("rPr"))
            if look is None:
                look = run.makeelement(w("rPr"))
                run.insert(0, look)
            look.append(look.makeelement(w("b")))
        passed += len(words(run))

    def holds(one: judged.Viewpoint) -> bool:
        if one.kind != "changed" or one.address != tag or judged.plain(one.returned) != "\n".join(lines):
            return False
        bold = "".join(
            run["text"] for run in one.returned["blocks"][0]["runs"] if run.get("bold") and "text" in run
        )
        return line[start:end] in bold

    return Edit("words made bold", (Wanted(f"{tag}: bold {line[start:end]!r}", holds),), address=tag)


def emptied(hands: Hands) -> Edit | None:
    """Take away all that stands in a field."""
    found = hands.text() if hands.turn() % 2 else None
    if found is not None:
        tag = found[0]
        hands.paper.empty(tag)
    else:
        short = hands.line("line", in_table=True)
        if short is None:
            return None
        tag = short[0]
        hands.paper.empty(tag)
    return Edit("answer emptied", (judged.changed(tag, None),), address=tag)


def commented(hands: Hands) -> Edit | None:
    """Comment on words of an answer; every other time somebody replies."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    author, other = hands.chance.sample(AUTHORS, 2)
    start = middle(lines[0])
    end = lines[0].index(" ", start + 6) if " " in lines[0][start + 6 :] else len(lines[0])
    text = f"Hur menar ni? {hands.sentence()}"
    replies = [(f"Instämmer. {hands.sentence()}", other)] if hands.turn() % 2 else []
    quoted = hands.paper.comment(hands.paper.paragraphs(tag)[0], start, end, text, author, replies)
    return Edit("comment on an answer", judged.commented(tag, quoted, text, author, replies), address=tag)


# -- structure


def _headings(paper: Paper) -> list[tuple[int, Element]]:
    """Return the headings right in the text, with their levels."""
    found: list[tuple[int, Element]] = []
    for one in paper.body:
        style = one.find(f"{w('pPr')}/{w('pStyle')}") if one.tag == w("p") else None
        name = style.get(w("val"), "") if style is not None else ""
        if name.startswith("Heading") and name[7:8].isdigit():
            found.append((int(name[7:8]), one))
    return found


def _section(paper: Paper, heading: Element, level: int) -> list[Element]:
    """Return all that stands in the section with that *heading*."""
    ends = {one for own, one in _headings(paper) if own <= level}
    found = [heading]
    following = heading.getnext()
    while following is not None and following not in ends and following.tag != w("sectPr"):
        found.append(following)
        following = following.getnext()
    return found


def heading_commented(hands: Hands) -> Edit | None:
    """Comment on a heading of the template's."""
    heading = _free_heading(hands)
    if heading is None:
        return None
    author, text = hands.author(), f"Behövs avsnittet? {hands.sentence()}"
    said = words(heading)
    hands.paper.comment(heading, 0, len(said), text, author)
    return Edit("comment on a heading", judged.commented("", said, text, author))


def _free_heading(hands: Hands) -> Element | None:
    found = [one for _, one in _headings(hands.paper) if words(one) and one.find(f".//{w('sdt')}") is None]
    hands.chance.shuffle(found)
    for one in found:
        key = hands.title(one)
        if hands.is_free(key):
            hands.take(key)
            return one
    return None


def heading_renamed(hands: Hands) -> Edit | None:
    """Give a heading of the template's another name, silently or tracked."""
    heading = _free_heading(hands)
    if heading is None:
        return None
    said = words(heading)
    author = hands.author() if hands.turn() % 2 else ""
    hands.paper.replace(heading, len(said), len(said), " och läget i dag", author)
    hands.take(f"heading {said} och läget i dag")
    return Edit("heading renamed", (judged.fixed(f"{said} och läget i dag", author or None),))


def fixed_changed(hands: Hands) -> Edit | None:
    """Change the template's own words, silently or tracked."""
    for tag in hands.free():
        if not tag.startswith("fixed:"):
            continue
        paragraph = hands.paper.paragraphs(tag)[0]
        said = words(paragraph)
        if len(said) < _SHORTEST:
            continue
        hands.take(tag)
        author = hands.author() if hands.turn() % 2 else ""
        start = middle(said)
        new = f"{hands.phrase()} "
        hands.paper.replace(paragraph, start, start, new, author)
        return Edit("fixed text changed", (judged.fixed(said[:start] + new + said[start:], author or None),))
    return None


def text_outside(hands: Hands) -> Edit | None:
    """Type a paragraph between a section's heading and what follows, or at the end of the section."""
    found = _headings(hands.paper)
    hands.chance.shuffle(found)
    for level, heading in found:
        if heading.find(f".//{w('sdt')}") is not None or not hands.is_free(f"outside {words(heading)}"):
            continue
        section = _section(hands.paper, heading, level)
        answers = {tag for one in section for tag, _ in controls_of(one) if field_at(tag) is not None}
        hands.take(f"outside {words(heading)}")
        text = f"{hands.sentence()} Det gäller {words(heading).lower()}."
        author = hands.author() if hands.turn() % 2 else ""
        new = hands.paper.new_paragraph(heading, text, author, style="BodyText")
        # Word tracks a new paragraph by the mark before it.
        for one in new.iter(w("bookmarkStart"), w("bookmarkEnd")):
            remove(one)
        return Edit("text outside of answers", (judged.outside(text, answers, author or None),))
    return None


def header_changed(hands: Hands) -> Edit | None:
    """Type into the page's header or footer."""
    if not hands.is_free("header"):
        return None
    hands.take("header")
    name = sorted(one for one in hands.paper.parts if one.startswith(("word/header", "word/footer")))[-1]
    text = f"Synpunkter {hands.chance.randrange(100)} från {hands.author()}"
    part = hands.paper.parts[name].decode()
    end = part.rindex("</w:")
    hands.paper.parts[name] = f"{part[:end]}<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{part[end:]}".encode()
    wanted = judged.either(judged.fixed(text), judged.outside(text))
    return Edit("header or footer", (wanted,))


def row_by_plus(hands: Hands) -> Edit | None:
    """Click "+" after a row, and fill the new one in."""
    return _plus("new row with “+”", hands, rows=True)


def part_by_plus(hands: Hands) -> Edit | None:
    """Click "+" after an item that is a part of the text, and fill the new one in."""
    return _plus("new part with “+”", hands, rows=False)


def _plus(kind: str, hands: Hands, *, rows: bool) -> Edit | None:
    found = hands.items(1, rows=rows)
    if found is None:
        return None
    list_, held = found
    item = held[hands.turn() % len(held)]
    fields = [
        own.removeprefix(f"{item}/")
        for own, _ in controls_of(hands.paper.control(item))
        if (field := field_at(own)) is not None and field.kind in ("line", "text")
    ]
    direct = [one for one in fields if "/" not in one][:2]
    if not direct:
        return _plus(kind, hands, rows=rows)
    answers = [(one, f"Nytt {number}: {hands.phrase()}") for number, one in enumerate(direct)]
    hands.paper.plus(item, answers)
    return Edit(kind, (judged.added(list_, answers, at.last(item)),), address=list_)


def row_inserted(hands: Hands) -> Edit | None:
    """Insert a row below another without "+": it has no fields."""
    found = hands.items(1, rows=True)
    if found is None:
        return None
    list_, held = found
    item = held[-1]
    control = hands.paper.control(item)
    (row,) = content_of(control)
    columns = [[own for own, _ in controls_of(cell) if field_at(own)] for cell in _cells(row)]
    simple = all(len(one) == 1 and one[0].count("/") == item.count("/") + 1 for one in columns)
    kinds = [field.kind if (field := field_at(one[0])) else "" for one in columns] if simple else []
    typed_in = [number for number, one in enumerate(kinds) if one in ("line", "text")][:2]
    if not simple or not typed_in:
        return row_inserted(hands)
    new = copy.deepcopy(row)
    hands.paper.renew(new)
    answers: list[tuple[str, str]] = []
    for number, cell in enumerate(_cells(new)):
        for inner in [one for one in cell if one.tag == w("sdt")]:
            hands.paper.uncontrol(inner)
        first, *rest = list(cell.iter(w("p")))
        for one in rest:
            remove(one)
        for one in list(first):
            if one.tag != w("pPr"):
                first.remove(one)
        if number in typed_in:
            text = f"Ny {number}: {hands.phrase()}"
            run = first.makeelement(w("r"))
            first.append(run)
            said = run.makeelement(w("t"))
            said.text = text
            run.append(said)
            answers.append((columns[number][0].rpartition("/")[2], text))
    for wrapped in [one for one in new if one.tag == w("sdt")]:
        hands.paper.uncontrol(wrapped)
    where = hands.turn() % 3
    (row if where == 0 else control if where == 1 else hands.paper.control(list_)).addnext(new)
    return Edit("row inserted without “+”", (judged.added(list_, answers, at.last(item)),), address=list_)


def _cells(row: Element) -> list[Element]:
    return list(row.iter(w("tc")))


def row_deleted(hands: Hands) -> Edit | None:
    """Delete a row."""
    found = hands.items(2, rows=True)
    if found is None:
        return None
    list_, held = found
    item = held[hands.turn() % len(held)]
    remove(hands.paper.control(item))
    return Edit("row deleted", (judged.removed(item),), address=list_)


def row_deleted_tracked(hands: Hands) -> Edit | None:
    """Delete a row with changes tracked."""
    found = hands.items(2, rows=True)
    if found is None:
        return None
    list_, held = found
    item = held[hands.turn() % len(held)]
    author = hands.author()
    for row in hands.paper.control(item).iter(w("tr")):
        properties = row.find(w("trPr"))
        if properties is None:
            properties = row.makeelement(w("trPr"))
            row.insert(0, properties)
        properties.append(
            properties.makeelement(
                w("del"),
                {w("id"): str(hands.paper.next_id()), w("author"): author, w("date"): "2026-05-04T09:30:00Z"},
            )
        )
        for paragraph in row.iter(w("p")):
            hands.paper.delete_paragraph(paragraph, author)
    return Edit("row deleted, tracked", (judged.removed(item, author),), address=list_)


def rows_moved(hands: Hands) -> Edit | None:
    """Move the last row to the top."""
    found = hands.items(3, rows=True)
    if found is None:
        return None
    list_, held = found
    hands.paper.control(held[0]).addprevious(hands.paper.control(held[-1]))
    return Edit("row moved", (judged.moved(held[-1], ""),), address=list_)


def part_deleted(hands: Hands) -> Edit | None:
    """Delete an item that is a part of the text."""
    found = hands.items(2, rows=False)
    if found is None:
        return None
    list_, held = found
    item = held[hands.turn() % len(held)]
    # What is printed of it elsewhere, such as a row of figures, goes with it.
    for tag, control in list(controls_of(hands.paper.tree)):
        if f"{tag}/".startswith(f"{item}/") and control.getroottree().getroot() is hands.paper.tree:
            remove(control)
    return Edit("part deleted", (judged.removed(item),), address=list_)


def control_removed(hands: Hands) -> Edit | None:
    """Remove a content control and keep its text, every other time with an edit of it."""
    found = hands.text()
    if found is None:
        return None
    tag, lines = found
    paragraphs = hands.paper.paragraphs(tag)
    wanted: tuple[Wanted, ...] = ()
    if hands.turn() % 2:
        start = middle(lines[0])
        new = f"{hands.phrase()} "
        hands.paper.replace(paragraphs[0], start, start, new, "")
        now = lines[0][:start] + new + lines[0][start:]
        wanted = (judged.changed(tag, with_line(lines, 0, now), sent="\n".join(lines)),)
    if hands.turn() % 4 < 2:
        # Typed over, or pasted back: then the bookmarks are gone, too.
        for paragraph in paragraphs:
            for one in (*paragraph.iter(w("bookmarkStart")), *paragraph.iter(w("bookmarkEnd"))):
                remove(one)
    hands.paper.uncontrol(hands.paper.control(tag))
    return Edit("control deleted, text kept", wanted, address=tag)


def _said(region: Sequence[Element]) -> frozenset[str]:
    paragraphs = (one for part in region for one in part.iter(w("p")))
    return frozenset(judged.bare(judged.unspaced(_with_tabs(one))) for one in paragraphs) - {""}


def _with_tabs(paragraph: Element) -> str:
    """Return what *paragraph* says, with a blank for each tab: so a tab is read."""
    found = paragraph.iter(w("t"), w("tab"))
    return "".join((one.text or "") if one.tag == w("t") else " " for one in found)


def section_removed(hands: Hands) -> Edit | None:
    """Remove a section with all in it."""
    found = _headings(hands.paper)
    hands.chance.shuffle(found)
    for level, heading in found:
        region = _section(hands.paper, heading, level)
        tags = [tag for one in region for tag, _ in controls_of(one) if not tag.startswith("reply:")]
        answers = [
            one
            for one in tags
            if field_at(one) is not None and at.get(hands.agreement, one) not in (None, ())
        ]
        if (
            not answers
            or any(f"{one}/".startswith(f"{list_}/") for one in answers for list_ in _REFERRED_TO)
            or not all(
                hands.is_free(one) for one in tags if not one.startswith(("copy:", "part:", "figure:"))
            )
            or not hands.is_free(hands.title(heading))
            or heading.find(f".//{w('sdt')}") is not None
        ):
            continue
        for one in answers:
            hands.take(one)
        touched = _said(region)
        for one in region:
            remove(one)
        return Edit(
            "section removed",
            tuple(judged.gone(one) for one in answers),
            touched,
            address=at.parent(answers[0]) or answers[0],
        )
    return None


def sections_moved(hands: Hands) -> Edit | None:
    """Move a section before the one that precedes it."""
    found = _headings(hands.paper)
    pairs = [
        (one, other, level) for (level, one), (other_level, other) in pairwise(found) if level == other_level
    ]
    hands.chance.shuffle(pairs)
    for first, second, level in pairs:
        keys = [hands.title(one) for one in (first, second)]
        region = _section(hands.paper, second, level)
        before = _section(hands.paper, first, level)
        tags = [tag for one in (*region, *before) for tag, _ in controls_of(one)]
        if not all(map(hands.is_free, keys)) or any(
            one.find(f".//{w('sdt')}") is not None for one in (first, second)
        ):
            continue
        if not all(hands.is_free(one) for one in tags if not one.startswith(("copy:", "part:", "figure:"))):
            continue
        for one in keys:
            hands.take(one)
        for one in region:
            first.addprevious(one)
        heading = judged.either(judged.struck(words(first)), judged.struck(words(second)))
        return Edit("sections in another order", (heading,), _said((*region, *before)))
    return None


Maker = Callable[[Hands], Edit | None]
WITHIN: tuple[Maker, ...] = (
    typed,
    deleted,
    replaced,
    tracked_insertion,
    tracked_deletion,
    tracked_by_two,
    accepted,
    line_typed,
    cell_typed,
    chosen,
    named,
    paragraph_added,
    paragraph_deleted,
    paragraph_moved,
    list_changed,
    list_made,
    pasted,
    autocorrected,
    made_bold,
    emptied,
    commented,
)
"""Edits within an answer."""
STRUCTURAL: tuple[Maker, ...] = (
    heading_commented,
    heading_renamed,
    fixed_changed,
    text_outside,
    header_changed,
    row_by_plus,
    part_by_plus,
    row_inserted,
    row_deleted,
    row_deleted_tracked,
    rows_moved,
    part_deleted,
    control_removed,
    section_removed,
    sections_moved,
)
"""Edits of what there is in the document."""
