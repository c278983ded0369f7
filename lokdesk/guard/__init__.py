"""What holds for everything that comes from others: how large, how deep and how strange it may be.

archive: the entries of a zip
nesting: JSON, before it is read
hypertext: HTML, before it is read
"""
