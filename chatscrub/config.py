"""chatscrub.toml: what the operator states once instead of at every call."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from chatscrub.errors import UsageError

ConfidenceWord = Literal["low", "medium", "high"]
ThresholdWord = Literal["low", "medium", "high", "critical", "never"]


class Ranking(BaseModel):
    """What only the operator can know for the score."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    malicious: bool = False  # somebody is known to have misused the accounts: ENISA's malicious intent, +0.5
    vulnerable_people: bool = False  # the company's customers are children, patients, tenants in need …: DPC + 1


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
    jobs: int = Field(default=1, ge=1, le=256)
    ranking: Ranking = Ranking()

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
        values = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: the configuration cannot be read ({error.strerror})") from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    try:
        config = Config.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise UsageError(f"{path}: unknown key {field!r}; the keys are {', '.join(Config.model_fields)}") from None
        raise UsageError(f"{path}: {field}: {first['msg']}") from None
    folder = path.parent
    return config.model_copy(
        update={
            "people": folder / config.people if config.people else None,
            "detectors": tuple(folder / each for each in config.detectors),
            "names_model": folder / config.names_model if config.names_model else None,
        }
    )
