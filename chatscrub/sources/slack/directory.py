"""Who is who: users, bots and the people who installed them, people of other organisations.

The directory is never scanned: its addresses are the company's own. Older exports have no e-mail addresses, and
people are missing from every export (partners, deleted accounts), so an id alone must do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from chatscrub.errors import ArchiveError
from chatscrub.json_stream import records
from chatscrub.model.conversation import Account, AccountKind
from chatscrub.model.outcome import Skipped, Staff
from chatscrub.sources.slack.layout import USER_TABLES, Layout, unreadable

PROVIDER = "slack"
_SLACKBOT = "USLACKBOT"


class Directory:
    """The accounts of an export. `home` are the ids of the company's own workspaces and organisation."""

    def __init__(self) -> None:
        self.home: set[str] = set()
        self._users: dict[str, Account] = {}
        self._teams: dict[str, str] = {}
        self._app_of: dict[str, str] = {}  # bot user → app id
        self._installed: dict[str, tuple[int, str]] = {}  # service or app id → (when, user id)
        self._services: dict[str, set[str]] = {}  # name of a service → user ids
        self._others: dict[Account, Account] = {}
        self._people: dict[str, Account] = {}

    def load(self, layout: Layout) -> Iterator[Skipped]:
        """Reads the user tables and the log of integrations; yields what could not be read."""
        for _, member in layout.table(*USER_TABLES):
            teams: Counter[str] = Counter()
            try:
                for user in records(member):
                    if isinstance(user, Skipped):
                        yield user
                    elif isinstance(user, dict):
                        self._add_user(user, teams)
            except ArchiveError as error:
                yield unreadable(member, error)
            self._add_home(teams, whole=member.base.startswith("org_users"))
        for _, member in layout.table("integration_logs"):
            try:
                for entry in records(member):
                    if isinstance(entry, Skipped):
                        yield entry
                    elif isinstance(entry, dict):
                        self._add_integration(entry)
            except ArchiveError as error:
                yield unreadable(member, error)

    def staff(self) -> Staff:
        """The company's own people, also those who left."""
        own = (self.account(user_id) for user_id in self._users)
        return Staff(tuple(each for each in own if each.kind in (AccountKind.PERSON, AccountKind.FORMER)))

    def workspace(self, label: str | None) -> Account:
        """The account that stands for the workspace itself, where no person owns a thing."""
        team = min(self.home, default=None)
        return Account(PROVIDER, id=team, label=label, kind=AccountKind.UNKNOWN)

    def account(self, user_id: str, hint: dict[str, Any] | None = None) -> Account:
        """The account of a user. `hint` is a message with the sender's profile, for those whom the tables miss."""
        known = self._users.get(user_id)
        if known is not None:
            if known.kind is not AccountKind.BOT and self.is_stranger(user_id):
                return self._kept(replace(known, kind=AccountKind.EXTERNAL))
            return known
        if user_id == _SLACKBOT:
            return self._kept(Account(PROVIDER, id=user_id, name="Slackbot", kind=AccountKind.BOT))
        profile = _dict(hint, "user_profile")
        name = _first(profile, "real_name", "display_name", "name")
        teams = {team for team in (_text(profile, "team"), _text(hint, "user_team")) if team}
        foreign = bool(self.home) and bool(teams) and not teams & self.home
        kind = AccountKind.EXTERNAL if foreign else AccountKind.UNKNOWN
        return self._kept(Account(PROVIDER, id=user_id, name=name, kind=kind))

    def person(self, user_id: str) -> Account | None:
        """The account of a user whom the tables list as a person, whatever a message says of the sender."""
        found = self._people.get(user_id)
        if found is None:
            known = self._users.get(user_id)
            if known is None or known.kind is AccountKind.BOT:
                return None
            found = self._people[user_id] = self.account(user_id)
        return found

    def is_stranger(self, user_id: str) -> bool:
        """Whether the tables say that a user belongs to another organisation."""
        team = self._teams.get(user_id)
        return bool(self.home) and team is not None and team not in self.home

    def is_foreign_team(self, team: object) -> bool:
        """Whether a team id is known not to be the company's."""
        return bool(self.home) and isinstance(team, str) and team != "" and team not in self.home

    def sender(self, message: dict[str, Any]) -> tuple[Account, str | None]:
        """The account that posted a message, and its id as the message gives it."""
        user = self._poster(message)
        bot = _text(message, "bot_id")
        known = self._users.get(user) if user else None
        is_bot = message.get("subtype") == "bot_message" or (known is None and bot is not None)
        if known is not None and known.kind is AccountKind.BOT:
            is_bot = True
        if not is_bot and user:
            return self.account(user, message), user
        if not is_bot:
            return self._kept(Account(PROVIDER, kind=AccountKind.UNKNOWN)), None
        return self._bot(message, user, bot, known)

    def _poster(self, message: dict[str, Any]) -> str | None:
        if message.get("subtype") == "file_comment" and (author := _text(_dict(message, "comment"), "user")):
            return author
        if message.get("subtype") == "huddle_thread" and (author := _text(_dict(message, "room"), "created_by")):
            return author
        return _text(message, "user")

    def _bot(
        self, message: dict[str, Any], user: str | None, bot: str | None, known: Account | None
    ) -> tuple[Account, str | None]:
        profile = _dict(message, "bot_profile")
        app = _text(message, "app_id") or _text(profile, "app_id") or self._app_of.get(user or "")
        name = (known.name if known else None) or _text(profile, "name") or _text(message, "username")
        identity = user or bot or app or name
        operator = self._operator([key for key in (app, bot, _text(message, "service_id")) if key], name)
        account = Account(PROVIDER, id=identity, name=name, kind=AccountKind.BOT, operator=operator)
        return self._kept(account), user or bot or app

    def _operator(self, keys: list[str], name: str | None) -> str | None:
        """E-mail, else id, of who installed an app: by its id, else by its name where one person alone did."""
        for key in keys:
            if key in self._installed:
                return self._person(self._installed[key][1])
        people = self._services.get((name or "").casefold(), set())
        return self._person(next(iter(people))) if len(people) == 1 else None

    def _person(self, user_id: str) -> str:
        known = self._users.get(user_id)
        return known.email or user_id if known else user_id

    def _kept(self, account: Account) -> Account:
        """The same object for the same account, so that many messages share one."""
        return self._others.setdefault(account, account)

    def _add_user(self, user: dict[str, Any], teams: Counter[str]) -> None:
        user_id = _text(user, "id")
        if user_id is None:
            return
        profile = _dict(user, "profile")
        team = _text(user, "team_id") or _text(profile, "team")
        if team and user.get("is_stranger") is not True:
            teams[team] += 1
        organisation = _dict(user, "enterprise_user")
        if organisation and user.get("is_stranger") is not True:
            listed = organisation.get("teams")
            own = [*(listed if isinstance(listed, list) else []), organisation.get("enterprise_id")]
            self.home.update(each for each in own if isinstance(each, str) and each)
        email = _text(profile, "email")
        account = Account(
            PROVIDER,
            id=user_id,
            email=email.strip().lower() if email and "@" in email else None,
            name=_first(user, "real_name") or _first(profile, "real_name", "display_name") or _first(user, "name"),
            kind=_kind(user, user_id),
            phone=_text(profile, "phone"),
        )
        if app := _text(profile, "api_app_id"):
            self._app_of[user_id] = app
        known = self._users.get(user_id)
        if known is None or (known.email is None and account.email is not None):
            self._users[user_id] = account
            if team:
                self._teams[user_id] = team

    def _add_home(self, teams: Counter[str], *, whole: bool) -> None:
        """A table of one workspace names partners too, so its majority is at home; an organisation's table is its own."""
        if whole:
            self.home.update(teams)
        elif teams:
            most = max(teams.values())
            self.home.update(team for team, count in teams.items() if count == most)

    def _add_integration(self, entry: dict[str, Any]) -> None:
        user = _text(entry, "user_id")
        if user is None or entry.get("change_type") in ("removed", "disabled"):
            return
        when = _seconds(entry.get("date"))
        for key in ("service_id", "app_id", "bot_id"):
            service = entry.get(key)
            if isinstance(service, int) and not isinstance(service, bool):
                service = str(service)
            if isinstance(service, str) and service and when >= self._installed.get(service, (0, ""))[0]:
                self._installed[service] = (when, user)
        for key in ("service_type", "app_type"):
            if name := _text(entry, key):
                self._services.setdefault(name.casefold(), set()).add(user)


def _kind(user: dict[str, Any], user_id: str) -> AccountKind:
    if user.get("is_bot") is True or user_id == _SLACKBOT:
        return AccountKind.BOT
    if user.get("is_stranger") is True:
        return AccountKind.EXTERNAL
    if user.get("deleted") is True:
        return AccountKind.FORMER
    if user.get("is_restricted") is True or user.get("is_ultra_restricted") is True:
        return AccountKind.EXTERNAL  # guests
    return AccountKind.PERSON


def _seconds(value: object) -> int:
    text = str(value).partition(".")[0] if isinstance(value, str | int | float) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _text(holder: dict[str, Any] | None, key: str) -> str | None:
    value = holder.get(key) if holder else None
    return value if isinstance(value, str) and value else None


def _first(holder: dict[str, Any] | None, *keys: str) -> str | None:
    return next((value for key in keys if (value := _text(holder, key)) and value.strip()), None)


def _dict(holder: dict[str, Any] | None, key: str) -> dict[str, Any] | None:
    value = holder.get(key) if holder else None
    return value if isinstance(value, dict) else None
