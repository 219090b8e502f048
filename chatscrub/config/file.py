"""The file: its values are held against the settings, and an unknown key is an error.

What a setting is called, its type and its default are said with the settings alone. Here stands what the file may say
about it beyond its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec.structs import replace
from pydantic import AfterValidator, BaseModel, ByteSize, ConfigDict, Field, StrictBool, ValidationError, create_model

from chatscrub.archive import Limits
from chatscrub.config.settings import Config, PolicySection
from chatscrub.errors import UsageError
from chatscrub.escape import plain
from chatscrub.model.address import valid_address
from chatscrub.model.notices import NoticeSettings
from chatscrub.toml_text import parsed
from chatscrub.vendors.register import tool_and_plan

T = TypeVar("T", bound=msgspec.Struct)


def _domains(value: tuple[str, ...]) -> tuple[str, ...]:
    domains = tuple(domain.strip().lower().lstrip("@.") for domain in value)
    if any("." not in domain or " " in domain for domain in domains):
        raise ValueError('each entry is a domain such as "acme.com"')
    return domains


def _path(value: Path) -> Path:
    if "\0" in str(value):
        raise ValueError("must be a path without the character NUL")
    return value


def _paths(value: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(_path(each) for each in value)


def _tools(value: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(":".join(filter(None, tool_and_plan(each))) for each in value)
    except UsageError as error:
        raise ValueError(str(error)) from None


def _mfa_tools(value: dict[str, bool]) -> dict[str, bool]:
    try:
        tools = {each: tool_and_plan(each) for each in value}
    except UsageError as error:
        raise ValueError(str(error)) from None
    if any(plan for _, plan in tools.values()):
        raise ValueError("a second factor is recorded for a tool, not for a plan; the keys are tools such as chatgpt")
    return {tools[each][0]: answer for each, answer in value.items()}


def _one_address(value: str) -> str:
    address = valid_address(value, is_stated=True)
    if address is None:
        raise ValueError('must be one e-mail address such as "it@example.org"')
    return address


def _one_line(value: str) -> str:
    if plain(value) != value or not value:
        raise ValueError("must be one printable line of at most 200 characters")
    return value


_Path = Annotated[Path, AfterValidator(_path)]
_Line = Annotated[str, AfterValidator(_one_line)]
_Count = Annotated[int, Field(ge=1)]
_Size = Annotated[ByteSize, Field(ge=1), AfterValidator(int)]  # bytes, or "64 GiB"
_RULES: Mapping[type[msgspec.Struct], Mapping[str, Any]] = {
    Config: {
        "company_domains": Annotated[tuple[str, ...], AfterValidator(_domains)],
        "people": _Path,
        "detectors": Annotated[tuple[Path, ...], AfterValidator(_paths)],
        "names_model": _Path,
        "jobs": Annotated[int, Field(ge=1, le=256)],
    },
    PolicySection: {
        "allowed": Annotated[tuple[str, ...], AfterValidator(_tools)],
        "mfa": Annotated[dict[str, StrictBool], AfterValidator(_mfa_tools)],
    },
    NoticeSettings: {
        "sender": Annotated[str, Field(alias="from"), AfterValidator(_one_address)],
        "contact": _Line,
        "reference": _Line,
        "titles": StrictBool,
        "due_days": Annotated[int, Field(ge=1, le=365)],
        "language": Annotated[str, Field(pattern="^[a-z]{2}$")],
    },
    Limits: {
        "member_bytes": _Size,
        "archive_bytes": _Size,
        "ratio": _Count,
        "ratio_floor": Annotated[ByteSize, Field(ge=0), AfterValidator(int)],
        "members": _Count,
        "nested_depth": Annotated[int, Field(ge=1, le=8)],
        "nested_bytes": _Size,
        "seconds": _Count,
    },
}
"""The types of those settings whose own types say too little of what may stand in the file."""


def _model(settings: type[msgspec.Struct]) -> type[BaseModel]:
    """What the file may say in a section."""
    rules = _RULES.get(settings, {})
    kinds = {each.name: rules.get(each.name, each.type) for each in msgspec.structs.fields(settings)}
    # No default of a model is ever used: what the file does not say stays as the settings have it.
    fields: dict[str, Any] = {
        name: (_model(kind) if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else kind, None)
        for name, kind in kinds.items()
    }
    return create_model(settings.__name__, __config__=ConfigDict(extra="forbid"), **fields)


_MODEL = _model(Config)


def read(path: Path) -> Config:
    """What the file says, with the defaults for what it leaves open. Raises UsageError as `load_config`."""
    try:
        values = parsed(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: the configuration cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    try:
        given = _MODEL.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = _keys(first["loc"][:-1])
            raise UsageError(f"{path}: unknown key {field!r}; the keys are {', '.join(known)}") from None
        # Of a section pydantic would say that it should be an instance of a class of ours.
        said = "must be a table" if first["type"] == "model_type" else first["msg"].removeprefix("Value error, ")
        raise UsageError(f"{path}: {field}: {said}") from None
    config = _with(Config(), given)
    folder = path.parent
    return replace(
        config,
        people=folder / config.people if config.people else None,
        detectors=tuple(folder / each for each in config.detectors),
        names_model=folder / config.names_model if config.names_model else None,
    )


def _with(settings: T, given: BaseModel) -> T:
    """The settings, but what was given as it was given."""
    changes = {name: getattr(given, name) for name in given.model_fields_set}
    for name, value in changes.items():
        if isinstance(value, BaseModel):
            changes[name] = _with(getattr(settings, name), value)
    return replace(settings, **changes)


def _keys(sections: tuple[int | str, ...]) -> Iterable[str]:
    """The keys that may stand in a section of the file."""
    model = _MODEL
    for name in sections:
        annotation = model.model_fields[str(name)].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
    return [field.alias or name for name, field in model.model_fields.items()]
