"""Evidence: named checks that detector files refer to.

Every public function of the modules in this folder is evidence under its own name; a new one needs no registry.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import FunctionType, MappingProxyType

from chatscrub.detection.evidence.verdict import Surroundings, Verdict

EvidenceFunction = Callable[[str, Surroundings], Verdict]
"""Value and what stands around it → verdict. Pure, offline, and fast enough for thousands of candidates."""


@cache
def evidence_functions() -> Mapping[str, EvidenceFunction]:
    """All evidence functions by name.

    Raises:
        ImportError: two modules define the same name; a programming error, not one of the operator.
    """
    found: dict[str, EvidenceFunction] = {}
    for module_info in pkgutil.iter_modules(__path__):
        if module_info.name == "verdict":
            continue
        module = import_module(f"{__name__}.{module_info.name}")
        for name, thing in vars(module).items():
            if name.startswith("_") or not isinstance(thing, FunctionType) or thing.__module__ != module.__name__:
                continue
            if name in found:
                raise ImportError(f"two modules in {__name__} define the evidence function {name}")
            found[name] = thing
    return MappingProxyType(found)


@cache
def evidence_function(name: str) -> EvidenceFunction:
    """One evidence function. Only modules that have the name are imported, since most scans need few of them.

    Raises:
        KeyError: there is none of this name.
    """
    for module, names in _names_of_modules().items():
        if name in names:
            thing = vars(import_module(module)).get(name)
            if isinstance(thing, FunctionType) and thing.__module__ == module:
                return thing
    raise KeyError(name)


@cache
def _names_of_modules() -> Mapping[str, frozenset[str]]:
    """The names that the top level of each module uses or gives, read off its code without running it."""
    found: dict[str, frozenset[str]] = {}
    for module_info in pkgutil.iter_modules(__path__, f"{__name__}."):
        spec = find_spec(module_info.name)
        get_code = getattr(spec and spec.loader, "get_code", None)
        code = get_code(module_info.name) if get_code else None
        found[module_info.name] = frozenset(code.co_names if code else ())
    return found
