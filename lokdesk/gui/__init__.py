"""The window: the only room that knows Qt.

The program and its windows
    application, entrance, window, guide: Qt in Swedish, the first window, the one for the work, the guide
    opening, start, who, recent, missing, drops: what comes before the work, and the files that it begins with
    files, holding, watch: opening and saving, the lock on the open file, and whether that is as it was
    joining: other copies of the open file, brought in
    trouble, backups: what makes the draft less safe, and copies of its file
    recording, recovering, recovered: the journal of the open draft, and what is left of others
    taking_in: an agreement that is read from Word, and opened as a draft
    replies: files that come back, read meanwhile and kept with the draft
    documents, meantime: all that is made, and what takes a while meanwhile
    settings, timer, waiting, tidying: what is remembered, what is done a while after, that something takes a
    moment, when garbage is looked for
Commands
    menus, tool_row, tool, icons: what can be done, where it stands, and what it looks like
    editing, formatting, caret: on what is written in
    against, wishes: what the draft is held against, and what only the window itself can do
    taking_back: the answers of the agreement before
    agreeing, talk, beside, stock: on what is said, on documents and figures, and what is told of the draft
    stands: on what came back, and on what two copies disagree about
    versions, revising: on what is sent out, kept and archived, and on what is revised
    moving: on the version of template and handbook that the agreement is drafted under
    adopting: on Word documents that become templates
    lookup, search, marked_list, spelling: finding words, and spelling them
What is shown
    appearance, look, shapes, focus_ring: sizes, colours, measures and marks
    layout, flow, tile, reading, paragraphs, picture: parts that pages are made of, and laying them out
    accessible: what assistive technology is told of a part that scrolls
    links: where links in texts lead, and opening them
    rich_html, open_paper: texts as simple HTML, and the list of what is open on paper
Folders
    wizard/ (steps, pages, cards, tables), fields/ (one for each kind of answer), panes/ (what stands beside
    the questions), document/ (the sheet set in type), workshop/, clipboard/, dialogs/
"""
