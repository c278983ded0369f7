"""Word documents: templates, what is written after them, and what is read back. The only room with lxml."""
