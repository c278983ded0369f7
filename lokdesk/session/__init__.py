"""The open draft: what it is made from, its edits and their undoing, without a screen.

The draft
    session, event, edit, complaint: what can be done to it, what is told of it, what is undone and why not
    library, example, template_file, media: what it is made from
    adopting: a Word file made into a template, its places confirmed, moved and rejected
    blueprint, workpiece: those places in words, and what is kept of them until it is done
    importing: a Word file from elsewhere taken in, its proposals confirmed, moved and rejected
    intake, proposed: the same as edits of a draft, and in words by the steps of the handbook
    returned: a document of ours that comes back from a word processor
    elsewhere: what differs from what somebody else has saved
    review, overview: what the rules find, and all of it at a glance
    journal, recovery, age: what is done to it kept as it is done, found again after a crash, and for how long
    restoring: copies of its file, and going back to one
Answers
    beginning, fill, choices, cells, municipal: what they begin with, and can be
    grid, pasting, removal: tables, what is pasted into them, what is taken away
    search, match, replacement, spelling: finding words, putting others in their place, spelling them
What is said about it
    discussion, position, open_list: notes, questions, wordings and positions, and what is open of them
    said, place, margin, telling: the same in words, where it stands, in the margin of a document and in one
Documents
    companion, document, printing, preview: which there are, written, as PDF, and looked at meanwhile
    beside, making: the files that lie beside it, and several documents chosen and made at a time
    accessibility: what in one some readers cannot use
    keeping, archiving: versions that are kept as they were, and the set that is archived
    sharing, attaching: a copy of the project to send to others, and what can be attached to it
Out and back again
    replies: a file that came back, and each thing in it that its sender wants
    belonging, rewording: which version it was made of and who sends it, and its words beside those sent
    strays, responding: what stands in it outside of the answers, and what the rows of a table are about
    reply_list: the same written out
    matters, wishes: what came back as one list to take a stand on, and each viewpoint as values
    standing: the stands, each of them another draft
    taking, lifting, reversal, unsettled: what one puts in there, lifts, takes out again, and why it cannot
    accounting: whether every word that came back is in a viewpoint
    synopsis, headings, wanted: the same as a document tells it by its headings, and each viewpoint in words
    registering: what there is to register of what went out and came back
    viewpoint: a viewpoint in words, what became of it, and how much came
    joining, clash: two copies of the project edited apart, and what they cannot both have
    record: what a choice has changed in the draft, so that it can be taken back
From year to year
    moving: another version of template and handbook: rehearsed, done, and back; answers without a place
    revising: the revision of an agreement begun, and in words what happens
    group: what is told of either before it is done
    agenda, evaluating: what to go through in a revision, and what is said of last time's goals
    enclosing: the evaluation among the appendices
    replacing: one person or unit in the place of another, and the places that nobody has
    deciding: what has changed since it was decided, and who must decide again
    former, retrieval: what stood in the agreement before, and having it back
    comparison, differing, redline: what differs between two, in words, arranged, and as tracked changes
    revised: the same as a document for those who decide tells it
Mistakes
    details: what support needs to know of an error, without what users have written
"""
