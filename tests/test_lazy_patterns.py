from __future__ import annotations

import re
import subprocess
import sys

import pytest

from chatscrub.lazy_patterns import lazy_compile

# In a program of its own: here some are hidden from the collector of garbage.
MADE = """if True:
    import gc
    from importlib import import_module
    from pkgutil import walk_packages
    import chatscrub.detection
    from chatscrub.lazy_patterns import _LazyPattern

    for each in walk_packages(chatscrub.detection.__path__, "chatscrub.detection."):
        if "other_models" not in each.name:
            import_module(each.name)
    made = [each for each in gc.get_objects() if type(each) is _LazyPattern]
    compiled = sum("search" in vars(each) for each in made)
    print(len(made), compiled, sum(each.groups >= 0 for each in made))
"""


def test_a_pattern_is_compiled_when_it_is_first_used_and_then_is_as_any_other() -> None:
    words, compiled = lazy_compile(r"(?P<word>\w+) (\d)", re.ASCII), re.compile(r"(?P<word>\w+) (\d)", re.ASCII)
    assert "search" not in vars(words)
    assert words.sub(r"\2", "a 1 b 2") == compiled.sub(r"\2", "a 1 b 2") == "1 2"
    assert "search" in vars(words)
    assert (words.pattern, words.flags, words.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert [found["word"] for found in words.finditer("a 1 b 2")] == ["a", "b"]
    with pytest.raises(AttributeError):
        _ = words.seek  # type: ignore[attr-defined]  # no pattern has it


def test_bytes_are_searched_by_a_pattern_of_bytes() -> None:
    assert lazy_compile(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


def test_what_detects_is_loaded_without_compiling_its_patterns_of_which_each_compiles() -> None:
    done = subprocess.run([sys.executable, "-c", MADE], capture_output=True, text=True, check=True)
    made, compiled, right = map(int, done.stdout.split())
    assert made == right > 400
    assert compiled < 10
