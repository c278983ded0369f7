"""Word documents: templates, what is written after them, and what is read back. The only room with lxml.

What they are made of
    package, archive: the zip and its parts, as it is opened and as it is written
    mending: what LibreOffice breaks in them
    ooxml, look, speech: the XML of a part, its styles and lists, what its paragraphs say
    anchor, tag, day, prose: bookmarks, tags, days and rich text as they stand in the XML
    typography: what a text looks like in print, and back
A template
    template, manifest, loading, cleaning, outline: what it is, and how it is loaded and shown as text
    contract, inspection, clause: what is wrong in it
    homes, fixed, chapters: where answers are at home, the fixed text beside them, the headings above
    compiler, lines, texts, caption, controls, setting: from its XML to a program
    program, node, passage, repeat, table: what a program is made of
    inline, part, picture: what stands in its paragraphs, and what is made for it
What is written
    columns, landscape, sections: how wide tables are, and pages that lie on their side
    flow, block, memory: the agreement as one sequence of blocks, made a little at a time
    contents, counter, pages, letters: headings, numbers and page numbers
    render, baseline, comments, printed: from blocks to a finished document
    soundness, accessible, contrast: whether it is whole, and whether everyone can use it
What is attached
    enclosure: what becomes of a file attached to an appendix
    merge, title, traces, alternatives: a Word file taken apart, and what is left out of it
    body, restyled, fields, theme, drawn, pagination: its text, and what there is in it
    names, bookmarks, hyperlinks, footnotes: what points at something in it
    borrowed, grafting, probe: what it brings, how that is put into a document, and whether it can be
What differs between two
    redline, pairing, layout: one document with what differs from another as tracked changes
    strand, tracked: paragraphs taken apart, and the changes in them as they stand in the XML
    heritage: what the old one's blocks need in the package of the new one
What is shown on a screen
    sheet, leaf, runs: the same blocks as paragraphs and rows, and what those say
    paper, appearance: what they look like
    plan: somebody else's document, with what its places are for
What is read back
    read, reading, finding, accepted, wordings, unheard: from a document to the answers
    outside: what stands in it besides them
    census: every word of it, counted without knowing what it is
What came back
    echo, hearing: who changed what in it, and what they said
    strokes, remarks, responses: its tracked changes, its comments, its table of responses
    strips, sidebyside: a document as its paragraphs in order, and two of them laid beside each other
    laid, recovering: what came back beside what was sent, and answers whose controls are lost
What somebody else wrote
    source: a document as passages
    adoption, foundation: a document made into a template, and what else it needs
    blank: what was written after a template, without the answers' own controls
    insertion, forms: how controls are put into it, and what they are
    prompt, sample: lines to be filled in, and the look of what is there
"""
