"""The view of the document: a sheet set in type, painted, read and pointed at.

typesetter, roll: the sheet set in type, and where everything on it is
column, zoom, scroll: paper in a view, which can be scrolled and shown larger
hit, selection, speech: what is at a point, what is selected, what there is to say of a text
colours, mark, painting: what it looks like
view: the widget, with mouse and keys
"""
