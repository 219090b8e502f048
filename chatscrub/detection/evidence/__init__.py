"""Evidence: named checks that detector files refer to.

Every public function of the modules in this folder is evidence under its own name; a new one needs no registry.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
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
