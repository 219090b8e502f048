"""Report formats, one file each. A new file with a constant ``REPORT`` is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from chatscrub.errors import UsageError
from chatscrub.reports.interface import Report


@cache
def all_reports() -> tuple[Report, ...]:
    """Every format of this package, in the order of their file names."""
    return tuple(
        importlib.import_module(f"{__name__}.{module.name}").REPORT
        for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name)
        if module.name != "interface"
    )


def list_reports() -> tuple[Report, ...]:
    """The formats of the deletion lists: they can be written anew from the ledger."""
    return tuple(report for report in all_reports() if report.is_list)


def reports_named(names: Sequence[str]) -> tuple[Report, ...]:
    """The formats with these names; the default ones where no name is given.

    Raises:
        UsageError: a name is unknown.
    """
    if not names:
        return tuple(report for report in all_reports() if report.default)
    known = {report.name for report in all_reports()}
    for name in names:
        if name not in known:
            raise UsageError(f"--format {name}: unknown; the formats are {', '.join(sorted(known))}")
    return tuple(report for report in all_reports() if report.name in names)
