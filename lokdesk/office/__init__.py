"""Word or LibreOffice, where one is installed: they make PDF, and know on which page a heading stands.

office, finding: what is asked of either, and which of them there is
libreoffice, word, workplace: how each is asked, and where it works
process, outline: programs that are run and ended, and the headings of a PDF
"""
