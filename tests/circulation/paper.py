"""A Word document that somebody is editing: what Word writes when they do."""

import copy
import random
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from tests.word import made
from tests.word.made import W

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_XML = "http://www.w3.org/XML/1998/namespace"
_NS = {"w": W, "w14": W14, "w15": W15}
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENT_LOOK = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
WHEN = "2026-05-04T09:30:00Z"
Element = etree._Element


def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def elements(xml: str) -> list[Element]:
    """Return the elements that *xml* is."""
    return list(etree.fromstring(f'<x xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}">{xml}</x>'))


def escaped(text: str) -> str:
    """Return *text* as it is written in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(element: Element) -> str:
    """Return what *element* says, with what a tracked change has taken out of it left out."""
    return "".join(one.text or "" for one in element.iter(w("t")))


def remove(element: Element) -> None:
    """Take *element* out of its parent."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def controls_of(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield the tag and the control of every tagged content control in *element*."""
    for one in element.iter(w("sdt")):
        tag = one.find(f"{w('sdtPr')}/{w('tag')}")
        if tag is not None:
            yield tag.get(w("val"), ""), one


def content_of(control: Element) -> Element:
    """Return the content of a control."""
    content = control.find(w("sdtContent"))
    assert content is not None
    return content


class Paper:
    """A document as it lies open in Word."""

    def __init__(self, content: bytes) -> None:
        self.parts = made.parts(content)
        self.tree = etree.fromstring(self.parts[_MAIN])
        body = self.tree.find(w("body"))
        assert body is not None
        self.body = body
        self._last = 70_000
        self._controls: dict[str, Element] = {}
        for tag, one in controls_of(self.tree):
            self._controls.setdefault(tag, one)
        self._comments: list[str] = []
        self._threads: list[str] = []

    def saved(self) -> bytes:
        """Return the document as Word saves it."""
        if self._comments:
            self._write_comments()
        self.parts[_MAIN] = etree.tostring(self.tree, encoding="UTF-8", standalone=True)
        return made.zipped(self.parts)

    def next_id(self) -> int:
        """Return a number that no control, bookmark, comment or change has yet."""
        self._last += 1
        return self._last

    # -- finding

    def control(self, tag: str) -> Element:
        """Return the first control with that *tag*."""
        return self._controls[tag]

    def holds(self, tag: str) -> bool:
        """Return whether the control with that *tag* is still there."""
        one = self._controls.get(tag)
        while one is not None and one is not self.tree:
            one = one.getparent()
        return one is not None

    def paragraphs(self, tag: str) -> list[Element]:
        """Return the paragraphs in the control with that *tag*, or the one that it stands in."""
        control = self.control(tag)
        inside = list(control.iter(w("p")))
        return inside or [next(control.iterancestors(w("p")))]

    # -- words

    def replace(
        self, place: Element, start: int, end: int, text: str, author: str = "", deleter: str | None = None
    ) -> None:
        """Put *text* in the place of what stands from *start* to *end* in a paragraph or a control.

        With an *author* both are tracked changes, the deletion by *deleter* if that is another.
        """
        runs = self._between(place, start, end)
        new = self._run(self._look_at(place, start), text) if text else None
        if new is not None:
            change = self._change("ins", author)
            if change is not None:
                change.append(new)
                new = change
            self._insert(place, runs, start, new)
        gone_by = author if deleter is None else deleter
        for one in runs:
            self._delete(one, gone_by)

    def _delete(self, run: Element, author: str) -> None:
        change = self._change("del", author)
        if change is None:
            remove(run)
            return
        run.addprevious(change)
        change.append(run)
        for text in run.iter(w("t")):
            text.tag = w("delText")

    def _insert(self, place: Element, runs: Sequence[Element], at: int, new: Element) -> None:
        if runs:
            runs[-1].addnext(new)
            return
        first, *others = self._runs(place)
        if not at:
            first.addprevious(new)
            return
        passed, last = len(words(first)), first
        for run in others:
            if passed >= at:
                break
            passed, last = passed + len(words(run)), run
        last.addnext(new)

    def _change(self, kind: str, author: str) -> Element | None:
        if not author:
            return None
        (made_,) = elements(
            f'<w:{kind} w:id="{self.next_id()}" w:author="{escaped(author)}" w:date="{WHEN}"/>'
        )
        return made_

    @staticmethod
    def _runs(place: Element) -> list[Element]:
        return [one for one in place.iter(w("r")) if one.find(w("t")) is not None]

    def _look_at(self, place: Element, at: int) -> Element | None:
        passed = 0
        look = None
        for run in self._runs(place):
            look = run.find(w("rPr"))
            passed += len(words(run))
            if passed > at:
                break
        return look

    @staticmethod
    def _run(look: Element | None, text: str) -> Element:
        (run,) = elements(f'<w:r w:rsidR="00AB12CD"><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>')
        if look is not None:
            run.insert(0, copy.deepcopy(look))
        return run

    def _between(self, place: Element, start: int, end: int) -> list[Element]:
        """Return the runs from *start* to *end*, split so that they hold nothing else."""
        self.split(place, start)
        self.split(place, end)
        passed = 0
        found: list[Element] = []
        for run in self._runs(place):
            if start <= passed < end:
                found.append(run)
            passed += len(words(run))
        return found

    def split(self, place: Element, at: int) -> None:
        """Begin a new run at the character *at*, as Word does where somebody has edited."""
        passed = 0
        for run in self._runs(place):
            said = words(run)
            if passed < at < passed + len(said):
                texts = [one for one in run if one.tag == w("t")]
                if len(texts) != 1 or len(run) - len(run.findall(w("rPr"))) != 1:
                    return
                after = copy.deepcopy(run)
                for one, text in ((run, said[: at - passed]), (after, said[at - passed :])):
                    own = one.find(w("t"))
                    assert own is not None
                    own.text = text
                    own.set(f"{{{_XML}}}space", "preserve")
                run.addnext(after)
                return
            passed += len(said)

    # -- paragraphs

    def new_paragraph(self, after: Element, text: str, author: str = "", style: str = "") -> Element:
        """Press enter at the end of the paragraph *after*, and type *text*."""
        look = after.find(w("pPr"))
        (new,) = elements('<w:p w:rsidR="00AB12CD"/>')
        if look is not None:
            new.append(copy.deepcopy(look))
        if style:
            self._restyle(new, style)
        run = self._run(self._look_at(after, 10**9), text)
        change = self._change("ins", author)
        if change is None:
            new.append(run)
        else:
            change.append(run)
            new.append(change)
            self._mark(after, "ins", author)
        after.addnext(new)
        return new

    @staticmethod
    def _restyle(paragraph: Element, style: str) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        for one in list(properties):
            if one.tag in (w("pStyle"), w("numPr")):
                properties.remove(one)
        properties.insert(0, elements(f'<w:pStyle w:val="{style}"/>')[0])

    def restyle(self, paragraph: Element, style: str) -> None:
        """Give *paragraph* another style."""
        self._restyle(paragraph, style)

    def _mark(self, paragraph: Element, kind: str, author: str) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        look = properties.find(w("rPr"))
        if look is None:
            look = etree.SubElement(properties, w("rPr"))
        change = self._change(kind, author)
        assert change is not None
        look.insert(0, change)

    def delete_paragraph(self, paragraph: Element, author: str = "") -> None:
        """Take *paragraph* away, tracked where there is an *author*."""
        if not author:
            remove(paragraph)
            return
        for run in self._runs(paragraph):
            self._delete(run, author)
        self._mark(paragraph, "del", author)

    def move_paragraph(self, paragraph: Element, before: Element, author: str = "") -> None:
        """Move *paragraph* to right *before* another one, tracked where there is an *author*."""
        if not author:
            before.addprevious(paragraph)
            return
        new = copy.deepcopy(paragraph)
        for one in (*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))):
            remove(one)
        name = f"move{self.next_id()}"
        for place, kind in ((paragraph, "moveFrom"), (new, "moveTo")):
            for run in self._runs(place):
                change = self._change(kind, author)
                assert change is not None
                run.addprevious(change)
                change.append(run)
            self._mark(place, kind, author)
            number = self.next_id()
            start, end = elements(
                f'<w:{kind}RangeStart w:id="{number}" w:author="{escaped(author)}" w:date="{WHEN}"'
                f' w:name="{name}"/><w:{kind}RangeEnd w:id="{number}"/>'
            )
            place.insert(1 if place.find(w("pPr")) is not None else 0, start)
            place.append(end)
        before.addprevious(new)

    # -- comments

    def comment(
        self,
        place: Element,
        start: int,
        end: int,
        text: str,
        author: str,
        replies: Sequence[tuple[str, str]] = (),
    ) -> str:
        """Comment on what stands from *start* to *end* in *place*; return those words."""
        runs = self._between(place, start, end)
        said = "".join(words(one) for one in runs)
        thread = [(text, author), *replies]
        ids = [self.next_id() for _ in thread]
        for number in ids:
            (begun,) = elements(f'<w:commentRangeStart w:id="{number}"/>')
            runs[0].addprevious(begun)
        last = runs[-1]
        for number in ids:
            ended, reference = elements(
                f'<w:commentRangeEnd w:id="{number}"/><w:r>{_COMMENT_LOOK}'
                f'<w:commentReference w:id="{number}"/></w:r>'
            )
            last.addnext(ended)
            ended.addnext(reference)
            last = reference
        first = f"{ids[0]:08X}"
        for number, (said_, by) in zip(ids, thread, strict=True):
            initials = "".join(one[0] for one in by.split())
            self._comments.append(
                f'<w:comment w:id="{number}" w:author="{escaped(by)}" w:date="{WHEN}"'
                f' w:initials="{initials}"><w:p w14:paraId="{number:08X}"><w:pPr>'
                f'<w:pStyle w:val="CommentText"/></w:pPr><w:r>{_COMMENT_LOOK}<w:annotationRef/></w:r>'
                f"<w:r><w:t>{escaped(said_)}</w:t></w:r></w:p></w:comment>"
            )
            parent = "" if number == ids[0] else f' w15:paraIdParent="{first}"'
            self._threads.append(f'<w15:commentEx w15:paraId="{number:08X}"{parent} w15:done="0"/>')
        return said

    def _write_comments(self) -> None:
        ignorable = (
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15"'
        )
        self.add_part(
            "comments.xml",
            f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}" {ignorable}>'
            f"{''.join(self._comments)}</w:comments>",
            f"{_OFFICE}/comments",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        )
        self.add_part(
            "commentsExtended.xml",
            f'<w15:commentsEx xmlns:w15="{W15}">{"".join(self._threads)}</w15:commentsEx>',
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
        )

    def add_part(self, name: str, xml: str, kind: str, type_: str) -> str:
        """Add the part *name* beside the text; return the id of the relationship."""
        self.parts[f"word/{name}"] = xml.encode()
        id_ = f"rIdWord{self.next_id()}"
        self._add_to(_RELATIONS, f'<Relationship Id="{id_}" Type="{kind}" Target="{name}"/>')
        self._add_to(_TYPES, f'<Override PartName="/word/{name}" ContentType="{type_}"/>')
        return id_

    def _add_to(self, part: str, xml: str) -> None:
        self.parts[part] = re.sub(rb"(</\w+>)\s*$", xml.encode() + rb"\1", self.parts[part])

    def edit_part(self, name: str, old: str, new: str) -> None:
        """Put *new* in the place of *old* in the part *name*."""
        before = self.parts[name].decode()
        assert old in before, (name, old)
        self.parts[name] = before.replace(old, new, 1).encode()

    # -- items

    def plus(self, tag: str, typed: Sequence[tuple[str, str]]) -> None:
        """Click Word's "+" after the item with that *tag*, and type into fields of the new one.

        Each of *typed* is the end of a field's tag and what is typed there. Word writes a copy with the tags
        of the item, and with its prompts where nothing is typed.
        """
        item = self.control(tag)
        new = copy.deepcopy(item)
        self.renew(new)
        for own, control in list(controls_of(new)):
            if own.startswith("copy:") or any(True for _ in controls_of(content_of(control))):
                continue
            said = next((text for end, text in typed if own == f"{tag}/{end}"), None)
            self._fill(control, said)
        item.addnext(new)

    def renew(self, copied: Element) -> None:
        """Give what has been *copied* new ids, and let it lose the bookmarks, which stay where they were."""
        for one in (*copied.iter(w("bookmarkStart")), *copied.iter(w("bookmarkEnd"))):
            remove(one)
        for control in (copied, *copied.iter(w("sdt"))):
            number = control.find(f"{w('sdtPr')}/{w('id')}")
            if number is not None:
                number.set(w("val"), str(self.next_id()))

    def _fill(self, control: Element, text: str | None) -> None:
        texts = list(control.iter(w("t")))
        if not texts:
            return
        first, *rest = texts
        first.text = "Klicka eller tryck här för att ange text." if text is None else text
        for one in rest:
            remove(one)
        properties = control.find(w("sdtPr"))
        assert properties is not None
        for one in properties.findall(w("showingPlcHdr")):
            properties.remove(one)
        if text is None:
            properties.append(etree.Element(w("showingPlcHdr")))

    def choose(self, tag: str, text: str) -> None:
        """Choose or type *text* in the field with that *tag*, over what stood there."""
        self._fill(self.control(tag), text)

    def empty(self, tag: str) -> None:
        """Take away all that stands in the field with that *tag*, so that Word shows its prompt."""
        control = self.control(tag)
        for paragraph in list(control.iter(w("p")))[1:]:
            remove(paragraph)
        self._fill(control, None)

    def uncontrol(self, control: Element) -> None:
        """Remove a content control and keep its text."""
        content = content_of(control)
        parent = control.getparent()
        assert parent is not None
        place = parent.index(control)
        parent[place : place + 1] = list(content)

    # -- saving

    def resave(self, seed: int = 0) -> None:
        """Leave the traces in the document that Word leaves in any that it saves."""
        chance = random.Random(seed)
        for paragraph in list(self.tree.iter(w("p"))):
            paragraph.set(w("rsidR"), f"00{chance.randrange(16**6):06X}")
            paragraph.set(w("rsidRDefault"), f"00{chance.randrange(16**6):06X}")
            said = words(paragraph)
            if len(said) > 12 and chance.random() < 0.4 and paragraph.find(f".//{w('fldSimple')}") is None:
                self._noise(paragraph, said, chance)
        self.parts["docProps/app.xml"] = (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            b"<Template>Normal.dotm</Template><TotalTime>12</TotalTime><Pages>9</Pages>"
            b"<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
        )
        first = next(self.tree.iter(w("p")))
        number = self.next_id()
        go_back = elements(
            f'<w:bookmarkStart w:id="{number}" w:name="_GoBack"/><w:bookmarkEnd w:id="{number}"/>'
        )
        for one in go_back:
            first.append(one)

    def _noise(self, paragraph: Element, said: str, chance: random.Random) -> None:
        self.split(paragraph, chance.randrange(1, len(said)))
        runs = self._runs(paragraph)
        chosen = chance.choice(runs)
        chosen.set(w("rsidRPr"), f"00{chance.randrange(16**6):06X}")
        before, after = elements('<w:proofErr w:type="spellStart"/><w:proofErr w:type="spellEnd"/>')
        chosen.addprevious(before)
        chosen.addnext(after)
        if chance.random() < 0.2 and chosen.find(w("t")) is not None:
            place = 1 if chosen.find(w("rPr")) is not None else 0
            chosen.insert(place, etree.Element(w("lastRenderedPageBreak")))
