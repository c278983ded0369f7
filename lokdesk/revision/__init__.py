"""Two agreements side by side: what differs between them.

- alignment: which stretches of two sequences are the same
- words: the difference between two texts, word by word
- comparison: what came, went, moved and changed from one agreement to another
- three_way: an answer or an order that two have changed from the same beginning
- merging: two copies of an agreement or a draft, edited apart, made one, and where they cannot be
- beginning: how a revision begins, with the agreement of last time frozen in it
- evaluation: the goals of last time, outcome against target, and what becomes of each
- agenda, finding: what to go through when an agreement is revised, in sections, and how it is found
- point, phrases: one thing to go through, and the words of an agenda
- period: the period after a period, the days that move on with it, and the last day of one in words
- numbering: the number of the version that comes after a version
- moving: an agreement under another version of template and handbook, and what that does to its answers
- weighing: who must decide on a difference, and what the version is called
- summary: a revision in a few sentences, for those who decide on it
"""
