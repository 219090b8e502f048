"""The reports that a command writes, and the folder they go to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chatscrub.errors import UsageError
from chatscrub.model.run import Run
from chatscrub.private_file import named_folder
from chatscrub.pseudonyms import Pseudonymous, claim_folder, without_lists
from chatscrub.reports import reports_named
from chatscrub.reports.interface import ReportWriter


class Outputs:
    """Reports by the words of ``--format``, with or without names. The constructor writes nothing."""

    def __init__(self, formats: Sequence[str] | None, *, pseudonyms: bool, reveal: bool = False) -> None:
        """Raises UsageError: a format is unknown, or goes with no pseudonyms."""
        if pseudonyms and reveal:
            raise UsageError("--pseudonyms and --reveal: raw values may name people; leave one of them out")
        reports = reports_named([word for each in formats or [] for word in each.split(",") if word])
        self._reports = without_lists(reports) if pseudonyms else reports
        self._pseudonyms = pseudonyms
        self._nameless: Pseudonymous | None = None
        self.formats = tuple(dict.fromkeys(each.name for each in self._reports))
        self.lists = tuple(dict.fromkeys(each.name for each in self._reports if each.is_list))

    def folder(self, out: Path) -> Path:
        """The folder, made where it is new.

        Raises:
            UsageError: it cannot be used, or reports of the other kind may lie there.
            OutputError: the disk is full.
        """
        folder = named_folder(out)
        claim_folder(folder, pseudonymous=self._pseudonyms)
        return folder

    def open(self, folder: Path, key: bytes) -> list[ReportWriter]:
        """Starts all reports. Raises OutputError."""
        opened: list[ReportWriter] = []
        try:
            for each in self._reports:
                opened.append(each.open(folder))  # noqa: PERF401  # those before the one that fails are needed
        except BaseException:
            for writer in opened:
                writer.abort()
            raise
        if not self._pseudonyms:
            return opened
        self._nameless = Pseudonymous(opened, key)
        return [self._nameless]

    def list_folder(self, folder: Path) -> Path | None:
        """Where deletion lists go, None where there are none."""
        return None if self._pseudonyms else folder

    def shown(self, run: Run) -> Run:
        """What the terminal may show of a run whose reports are written."""
        return (self._nameless.shown or run) if self._nameless else run
