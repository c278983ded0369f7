"""What came back on a circulation is found and placed right: measured on edits made in scripts."""
