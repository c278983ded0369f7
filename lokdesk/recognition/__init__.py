"""Agreements that somebody else has written: what their passages are proposed to answer. No file is read.

What is looked at
    passage: a document as passages, tables and spans
    layout, outline: in the order they are read, and as a tree of headings with what each is about
What is known
    lexicon, words: the words in resources/recognition, and how words are compared
    patterns: which answers are texts, and which lists stand beside each other
    naming: names, and the items that they are the names of
What is proposed, from the whole to the parts
    recogniser, reading: for the whole of a document, and what is known while it is read
    section, prose: for a part that is a text or a group of answers, and for a paragraph in it
    enumeration, entry: for a part that is a list, and for what names an item of it
    interior, detail, pieces: for all that stands below an item, for a paragraph in it, and for parts of that
    table, grid: for a table, and what its columns or its labels are
    rows, figures, caption: for tables with an item in each row, for those of figures, and what stands above
    cover, party, actors, mandate, period, legal, measure, appendix, signing: for what has a form of its own
    aside: for what stands in a text and is none of it
    slots: what the places in a document that becomes a template are for
    proposal, proposing: the proposals, confirmed and rejected, and how they are gathered
    taking, tray: the answers made of them, and the words that are in none
"""
