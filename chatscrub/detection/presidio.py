"""The only place that imports Presidio: asks one of its recognizers about one candidate.

Recognizers are built by class name, without an NLP engine and never from the default registry, which would load all of
them. Nothing is downloaded: the e-mail recognizer's public-suffix list is the one that comes with tldextract.

In a process that imports Presidio here first, its recognizers work and its analyzer engine does not: the language
engines that it would drive are left out, and with them spaCy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from types import MethodType, ModuleType
from typing import TYPE_CHECKING

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.offline import refuse_network
from chatscrub.errors import PackError
from chatscrub.lazy_patterns import lazy_compile

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

REACH = 300  # characters around the candidate that a recognizer sees
TOKENS = 5  # words in front of the candidate in which Presidio looks for its context words
TIMEOUT = "5"  # seconds for one of its patterns; their default is 60

_TOKEN = lazy_compile(r"\w+")
_LIBRARY = "presidio_analyzer"
_PATTERNS = f"{_LIBRARY}.pattern"
_LANGUAGE_ENGINES = f"{_LIBRARY}.nlp_engine"


def knows(name: str) -> bool:
    """Whether the installed Presidio has a recognizer class of this name."""
    module = _recognizer_module()
    from presidio_analyzer import EntityRecognizer

    found = getattr(module, name, None)
    return isinstance(found, type) and issubclass(found, EntityRecognizer)


def confirm(name: str, value: str, around: Surroundings) -> tuple[Verdict, str | None] | None:
    """What a recognizer says about a value in its place; None where it does not see it.

    A result that its validator vouches for (score 1.0) is PROVEN, any other NEUTRAL. The second item is the
    recognizer's context word that stands among the words in front of the value.

    Raises:
        PackError: the installed Presidio has no such recognizer.
    """
    recognizer = _recognizer(name)
    before, after = around.before[-REACH:], around.after[:REACH]
    start, end = len(before), len(before) + len(value)
    results = recognizer.analyze(
        before + value + after,
        list(recognizer.supported_entities),
        None,  # type: ignore[arg-type]  # declared as required, but recognizers of patterns and numbers do not use it
    )
    scores = [one.score for one in results if one.start < end and start < one.end]
    if not scores:
        return None
    proven = max(scores) >= recognizer.MAX_SCORE
    verdict = Verdict(State.PROVEN, "presidio checksum") if proven else Verdict(State.NEUTRAL, f"presidio:{name}")
    return verdict, _context_word(recognizer, before)


def _context_word(recognizer: EntityRecognizer, before: str) -> str | None:
    near = {token.lower() for token in _TOKEN.findall(before)[-TOKENS:]}
    return next((word.strip() for word in recognizer.context or () if word.strip().lower() in near), None)


@cache
def _recognizer_module() -> ModuleType:
    # Read once by Presidio when it is imported.
    os.environ.setdefault("REGEX_TIMEOUT_SECONDS", TIMEOUT)
    refuse_network()
    with suppress(Exception), _without_language_engines(), _without_trials():
        return _imported()
    return _imported()


def _imported() -> ModuleType:
    from presidio_analyzer import predefined_recognizers

    return predefined_recognizers


@contextmanager
def _without_language_engines() -> Iterator[None]:
    """Meanwhile Presidio imports empty classes in place of its language engines, which alone need spaCy.

    That takes most of a second and 56 MB in each process, and recognizers of patterns name the engines' classes in
    annotations only. A version of Presidio that fails with this leaves nothing behind, and can be imported whole.
    """
    if _LIBRARY in sys.modules:
        yield
        return
    stand_in = ModuleType(_LANGUAGE_ENGINES)
    setattr(stand_in, "__getattr__", _empty_class)  # noqa: B010 - a module's own, which its type does not declare
    sys.modules[_LANGUAGE_ENGINES] = stand_in
    try:
        yield
    except Exception:
        for name in [each for each in sys.modules if each.partition(".")[0] == _LIBRARY]:
            del sys.modules[name]
        raise
    finally:
        sys.modules.pop(_LANGUAGE_ENGINES, None)


@contextmanager
def _without_trials() -> Iterator[None]:
    """Meanwhile Presidio does not compile each pattern of each recognizer to see whether it can be compiled.

    That is two fifths of the import, for recognizers of which one is asked. One that is asked compiles its own later.
    """
    library = import_module("regex")
    compiled: Callable[..., object] = library.compile

    def tried(pattern: str, *rest: object, **more: object) -> object:
        asking = sys._getframe(1).f_globals.get("__name__")  # noqa: SLF001 - everybody else gets what he asks for
        return None if asking == _PATTERNS else compiled(pattern, *rest, **more)

    setattr(library, "compile", tried)  # noqa: B010 - a module's own, which its type does not declare
    try:
        yield
    finally:
        setattr(library, "compile", compiled)  # noqa: B010 - as above


def _empty_class(name: str) -> type:
    if name.startswith("__"):  # the import system asks modules for such, and must not be told that it has them
        raise AttributeError(name)
    return type(name, (), {})


@cache
def _recognizer(name: str) -> EntityRecognizer:
    module = _recognizer_module()
    if not knows(name):
        raise PackError(f"the installed Presidio has no recognizer {name}: correct `engine` in the detector file")
    recognizer: EntityRecognizer = getattr(module, name)(supported_language="en")
    if name == "EmailRecognizer":
        import tldextract

        extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
        validator = MethodType(lambda _self, text: bool(extract(text).fqdn), recognizer)
        setattr(recognizer, "validate_result", validator)  # noqa: B010 - the base class does not declare it
    return recognizer
