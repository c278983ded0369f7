"""Two agreements side by side: what differs between them.

- alignment: which stretches of two sequences are the same
- words: the difference between two texts, word by word
- comparison: what came, went, moved and changed from one agreement to another
"""
