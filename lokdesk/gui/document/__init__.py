"""The view of the document: a sheet set in type, painted, read and pointed at."""
