"""Records that keep raw values out of what is shown of them: logs, tracebacks, messages."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Annotated, Any, TypeVar

T = TypeVar("T")

Hidden = Annotated[T, "is left out of what is shown"]
"""The type of a field that a `Discreet` record does not show."""


class Discreet:
    """Base, before `msgspec.Struct`, of a record some of whose fields are `Hidden`: it shows the others alone."""

    # Not a struct itself: those that may change and those that may not could not both come from one.
    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in self.__rich_repr__())})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """What Rich may print of it, in a traceback with local variables for instance."""
        kind: Any = type(self)  # by its own type mypy does not see that it is hashable
        return [(name, getattr(self, name)) for name in _shown(kind)]


@cache
def _shown(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields that are not `Hidden`."""
    # Annotations are texts, which are not evaluated: the modules that define their names need not be imported.
    written: dict[str, object] = {}
    for each in reversed(kind.__mro__):
        written |= inspect.get_annotations(each)
    return tuple(name for name in kind.__struct_fields__ if "Hidden[" not in str(written[name]))
