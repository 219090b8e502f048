"""What people wrote: documentation and code of the standard library of the Python that runs."""

from __future__ import annotations

import ast
import sysconfig
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_SHORTEST, _LONGEST = 150, 4000  # characters of a piece
_LINES = 5  # of the shortest piece of code
_NOT_READ = frozenset(("site-packages", "test", "tests"))


@cache
def library(folder: str = "") -> tuple[list[str], list[str]]:
    """Docstrings, and the functions and classes themselves; cut to `_LONGEST` characters, without the tests.

    All of the library, or a folder of it, which is read the sooner.
    """
    root = Path(sysconfig.get_paths()["stdlib"], folder)
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
        holders = list(_holders(tree))
        documentation += [each[:_LONGEST] for each in _said(holders) if len(each) >= _SHORTEST]
        code += [each[:_LONGEST] for each in _parts(holders, source)]
    return documentation, code


def _holders(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """What may have a docstring, in the order of `ast.walk`, which would also go through all expressions."""
    left = deque[ast.AST]([tree])
    while left:
        node = left.popleft()
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield node
        left.extend(each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.expr))


def _said(holders: Iterable[ast.Module | ast.ClassDef | ast.FunctionDef]) -> Iterator[str]:
    for node in holders:
        if text := ast.get_docstring(node):
            yield text


def _parts(holders: Iterable[ast.Module | ast.ClassDef | ast.FunctionDef], source: str) -> Iterator[str]:
    lines = source.splitlines(keepends=True)
    for node in holders:
        if not isinstance(node, ast.Module):
            part = lines[node.lineno - 1 : node.end_lineno]
            if len(part) >= _LINES:
                yield "".join(part)
