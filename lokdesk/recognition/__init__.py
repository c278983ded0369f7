"""Agreements that somebody else has written: what their passages are proposed to answer. No file is read.

What is looked at
    passage: a document as passages, tables and spans
    layout, outline: in the order they are read, and as parts with what each is about
What is known
    lexicon, words: the words in resources/recognition, and how words are compared
    naming: names, and the items that they are the names of
What is proposed
    recogniser: for the whole of a document
    cover, party, actors, signing, period, legal, measure, grid: for what has a form of its own
    pieces: for what stands in one cell, or in one point
    slots: what the places in a document that becomes a template are for
    proposal, proposing: the proposals, confirmed and rejected, and how they are gathered
    taking, tray: the answers made of them, and the words that are in none
"""
