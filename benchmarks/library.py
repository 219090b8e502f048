"""What people wrote: documentation and code of the standard library of the Python that runs."""

from __future__ import annotations

import ast
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_SHORTEST, _LONGEST = 150, 4000  # characters of a piece
_LINES = 5  # of the shortest piece of code
_NOT_READ = frozenset(("site-packages", "test", "tests"))


@cache
def library() -> tuple[list[str], list[str]]:
    """Docstrings, and the functions and classes themselves; cut to `_LONGEST` characters, without the tests."""
    root = Path(sysconfig.get_paths()["stdlib"])
    documentation: list[str] = []
    code: list[str] = []
    for path in sorted(root.rglob("*.py")):
        if not _NOT_READ.isdisjoint(path.parts):
            continue
        try:
            source = path.read_text("utf-8")
            tree = ast.parse(source)
        except (UnicodeDecodeError, SyntaxError, ValueError):
            continue
        documentation += [each[:_LONGEST] for each in _said(tree) if len(each) >= _SHORTEST]
        code += [each[:_LONGEST] for each in _parts(tree, source)]
    return documentation, code


def _said(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (text := ast.get_docstring(node)):
            yield text


def _parts(tree: ast.Module, source: str) -> Iterator[str]:
    lines = source.splitlines(keepends=True)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            part = lines[node.lineno - 1 : node.end_lineno]
            if len(part) >= _LINES:
                yield "".join(part)
