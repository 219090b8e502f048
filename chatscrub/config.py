"""chatscrub.toml: what the operator states once instead of at every call."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ByteSize, ConfigDict, Field, StrictBool, ValidationError, field_validator

from chatscrub.archive import Limits
from chatscrub.errors import UsageError
from chatscrub.escape import plain
from chatscrub.model.address import valid_address
from chatscrub.model.notices import DUE_DAYS, NoticeSettings
from chatscrub.toml_text import parsed
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.register import ALL_PLANS, tool_and_plan

ConfidenceWord = Literal["low", "medium", "high"]
ThresholdWord = Literal["low", "medium", "high", "critical", "never"]
LegalHoldWord = Literal["none", "active", "unknown"]
_LIMITS = Limits()


class Ranking(BaseModel):
    """What only the operator can know for the score."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    malicious: bool = False  # somebody is known to have misused the accounts: ENISA's malicious intent, +0.5
    vulnerable_people: bool = False  # the company's customers are children, patients, tenants in need …: DPC + 1


class PolicySection(BaseModel):
    """What the company allows and must keep; `allowed` is None where no policy is recorded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    allowed: tuple[str, ...] | None = None  # "slack" with all its plans, or "claude:team"
    legal_hold: LegalHoldWord = "unknown"  # whether the company must keep anything for a lawsuit or an authority
    mfa: dict[str, StrictBool] = Field(default_factory=dict)  # by tool: whether its accounts need a second factor

    @field_validator("allowed")
    @classmethod
    def _tools(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        try:
            return value and tuple(":".join(filter(None, tool_and_plan(each))) for each in value)
        except UsageError as error:
            raise ValueError(str(error)) from None

    @field_validator("mfa")
    @classmethod
    def _mfa_tools(cls, value: dict[str, bool]) -> dict[str, bool]:
        try:
            tools = {each: tool_and_plan(each) for each in value}
        except UsageError as error:
            raise ValueError(str(error)) from None
        if any(plan for _, plan in tools.values()):
            raise ValueError(
                "a second factor is recorded for a tool, not for a plan; the keys are tools such as chatgpt"
            )
        return {tools[each][0]: answer for each, answer in value.items()}

    def as_policy(self) -> Policy:
        """The policy as the ranking takes it."""
        pairs = None if self.allowed is None else (each.partition(":") for each in self.allowed)
        return Policy(
            allowed=None if pairs is None else frozenset((tool, plan or ALL_PLANS) for tool, _, plan in pairs),
            mfa=tuple(sorted(self.mfa.items())),
        )


class Notices(BaseModel):
    """The messages and reminders for employees that ``--format eml,ics`` writes; nothing is ever sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender: str | None = Field(default=None, alias="from")  # an address; mail programs fill in their own where unset
    contact: str | None = None  # whom to ask, e.g. an address or "the IT desk, extension 100"
    reference: str | None = None  # e.g. the number of the ticket, for who calls to check that a message is real
    titles: StrictBool = False  # titles of chats in messages: they may hold personal data
    due_days: int = Field(default=DUE_DAYS, ge=1, le=365)  # for what is neither a credential nor a shared link
    language: str = Field(default="en", pattern="^[a-z]{2}$")  # of the digest for IT

    @field_validator("sender")
    @classmethod
    def _one_address(cls, value: str | None) -> str | None:
        if value is not None and valid_address(value, is_stated=True) is None:
            raise ValueError('must be one e-mail address such as "it@example.org"')
        return value and valid_address(value, is_stated=True)

    @field_validator("contact", "reference")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        if value is not None and (plain(value) != value or not value):
            raise ValueError("must be one printable line of at most 200 characters")
        return value

    def as_settings(self) -> NoticeSettings:
        """The settings as the writers take them."""
        return NoticeSettings(**self.model_dump())


class LimitsSection(BaseModel):
    """How much of one archive is read, as `Limits` documents it; sizes in bytes or as ``"64 GiB"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    member_bytes: ByteSize = Field(default=ByteSize(_LIMITS.member_bytes), ge=1)
    archive_bytes: ByteSize = Field(default=ByteSize(_LIMITS.archive_bytes), ge=1)
    ratio: int = Field(default=_LIMITS.ratio, ge=1)
    ratio_floor: ByteSize = Field(default=ByteSize(_LIMITS.ratio_floor), ge=0)
    members: int = Field(default=_LIMITS.members, ge=1)
    nested_depth: int = Field(default=_LIMITS.nested_depth, ge=1, le=8)
    nested_bytes: ByteSize = Field(default=ByteSize(_LIMITS.nested_bytes), ge=1)
    seconds: int = Field(default=_LIMITS.seconds, ge=1)

    def as_limits(self) -> Limits:
        """The limits as archives take them."""
        return Limits(**{name: int(value) for name, value in self})


class Config(BaseModel):
    """Settings of one installation; every key is optional and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    company_domains: tuple[str, ...] = ()
    slack_domain: str | None = None
    people: Path | None = None
    detectors: tuple[Path, ...] = ()
    names_model: Path | None = None
    min_confidence: ConfidenceWord = "medium"
    fail_on: ThresholdWord = "low"
    jobs: int | None = Field(default=None, ge=1, le=256)  # None as many as the machine allows
    ranking: Ranking = Ranking()
    policy: PolicySection = PolicySection()
    notices: Notices = Notices()
    limits: LimitsSection = LimitsSection()

    @field_validator("people", "detectors", "names_model")
    @classmethod
    def _paths(cls, value: Path | tuple[Path, ...] | None) -> Path | tuple[Path, ...] | None:
        if any("\0" in str(each) for each in (value if isinstance(value, tuple) else (value,))):
            raise ValueError("must be a path without the character NUL")
        return value

    @field_validator("company_domains")
    @classmethod
    def _lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        domains = tuple(domain.strip().lower().lstrip("@.") for domain in value)
        if any("." not in domain or " " in domain for domain in domains):
            raise ValueError('each entry is a domain such as "acme.com"')
        return domains


def load_config(path: Path | None) -> Config:
    """The configuration in `path`; the defaults where no path is given.

    Relative paths in the file are relative to the file.

    Raises:
        UsageError: the file is missing, is not TOML, or has an unknown key or a wrong value.
    """
    if path is None:
        return Config()
    try:
        values = parsed(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: the configuration cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    try:
        config = Config.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = _keys(first["loc"][:-1])
            raise UsageError(f"{path}: unknown key {field!r}; the keys are {', '.join(known)}") from None
        raise UsageError(f"{path}: {field}: {first['msg'].removeprefix('Value error, ')}") from None
    folder = path.parent
    return config.model_copy(
        update={
            "people": folder / config.people if config.people else None,
            "detectors": tuple(folder / each for each in config.detectors),
            "names_model": folder / config.names_model if config.names_model else None,
        }
    )


def _keys(sections: tuple[int | str, ...]) -> Iterable[str]:
    """The keys that may stand in a section of the file."""
    model: type[BaseModel] = Config
    for name in sections:
        annotation = model.model_fields[str(name)].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
    return [field.alias or name for name, field in model.model_fields.items()]
