"""Finds what staff pasted into chat tools, ranks how exposed it is, and writes each employee a deletion list."""

__version__ = "0.1.0"
