"""Who stands behind an account: the operator's table of accounts and employees."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.errors import UsageError
from chatscrub.model.address import valid_address
from chatscrub.model.conversation import Account

COLUMNS = ("account", "employee", "name", "language", "email")
REQUIRED = ("account", "employee")
DEFAULT_LANGUAGE = "en"


class People(Discreet, msgspec.Struct, frozen=True):
    """Accounts to employees, and employees to names, languages and addresses. All look-ups ignore case."""

    accounts: Hidden[dict[str, str]] = msgspec.field(default_factory=dict)  # folded account → employee
    names: Hidden[dict[str, str]] = msgspec.field(default_factory=dict)  # folded employee → name
    languages: Hidden[dict[str, str]] = msgspec.field(default_factory=dict)  # folded employee → language code
    addresses: Hidden[dict[str, str]] = msgspec.field(default_factory=dict)  # folded employee → where notices go
    everyone: str | None = None  # a language for all, whatever the table says

    def employee(self, account: Account) -> str:
        """The employee behind the account; the account's own key where the table does not tell.

        The table may name an account as ``provider:id`` or ``provider:e-mail``, by e-mail, id or label.
        """
        for key in _keys(account):
            found = self.accounts.get(key)
            if found is not None:
                return found
        return account.key

    def knows(self, account: Account) -> bool:
        """Whether the table tells who is behind the account."""
        return any(key in self.accounts for key in _keys(account))

    def name(self, employee: str) -> str | None:
        """The employee's name, where the table has one."""
        return self.names.get(_folded(employee))

    def language(self, employee: str) -> str:
        """The language code that the employee reads; English where the table does not tell."""
        return self.everyone or self.languages.get(_folded(employee), DEFAULT_LANGUAGE)

    def email(self, employee: str) -> str | None:
        """The address for notices to the employee: of the table, else the employee's own key where that is one."""
        return self.addresses.get(_folded(employee)) or valid_address(employee)


def _keys(account: Account) -> Iterator[str]:
    values = [_folded(value) for value in (account.email, account.id, account.label) if value]
    for value in values:
        yield f"{_folded(account.provider)}:{value}"
    yield from values


def _folded(value: str) -> str:
    return value.strip().casefold()


def load_people(path: Path | None) -> People:
    """The table in a CSV file (UTF-8, comma or semicolon); nobody where no path is given.

    Columns: ``account``, ``employee``, and if wanted ``name``, ``language`` (a code such as ``de``) and ``email``,
    where notices to the employee go. One employee may have many accounts; the first spelling of an employee counts.

    Raises:
        UsageError: the file cannot be read, a column is unknown or missing, a line has too many or empty cells, or
            an e-mail is none, or an account stands in it twice. The text names the line and quotes no cell.
    """
    if path is None:
        return People()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: the table of people cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: the table of people is not UTF-8; save it as CSV UTF-8") from None
    return _parse(text, path)


def _parse(text: str, path: Path) -> People:
    heading = text.partition("\n")[0]
    delimiter = ";" if ";" in heading and "," not in heading else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    people = People()
    spelling: dict[str, str] = {}
    columns: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(cells, path)
                continue
            _add(
                people,
                spelling,
                _row(columns, cells, f"{path}, line {reader.line_num}"),
                f"{path}, line {reader.line_num}",
            )
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: not valid CSV ({error})") from None
    if not columns:
        raise UsageError(f"{path}: the table of people is empty; its first line names the columns {', '.join(COLUMNS)}")
    return people


def _columns(cells: list[str], path: Path) -> list[str]:
    columns = [_folded(cell) for cell in cells]
    for number, column in enumerate(columns, start=1):
        if column not in COLUMNS:
            raise UsageError(f"{path}: column {number} is unknown; the columns are {', '.join(COLUMNS)}")
        if columns.count(column) > 1:
            raise UsageError(f"{path}: the column {column} stands in it twice")
    for column in REQUIRED:
        if column not in columns:
            raise UsageError(f"{path}: the column {column} is missing; the columns are {', '.join(COLUMNS)}")
    return columns


def _row(columns: list[str], cells: list[str], where: str) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise UsageError(f"{where}: more cells than columns; put cells that hold a separator in quotes")
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    for column in REQUIRED:
        if not row.get(column):
            raise UsageError(f"{where}: the {column} is empty")
    return row


def _add(people: People, spelling: dict[str, str], row: dict[str, str], where: str) -> None:
    account = _folded(row["account"])
    employee = spelling.setdefault(_folded(row["employee"]), row["employee"])
    if account in people.accounts:
        raise UsageError(f"{where}: this account stands further up already; keep one of the two lines")
    people.accounts[account] = employee
    if row.get("name"):
        people.names.setdefault(_folded(employee), row["name"])
    if row.get("language"):
        people.languages.setdefault(_folded(employee), row["language"].lower())
    if row.get("email"):
        address = valid_address(row["email"], is_stated=True)
        if address is None:
            raise UsageError(f"{where}: the email is no address such as jane@example.org")
        people.addresses.setdefault(_folded(employee), address)
