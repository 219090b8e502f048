"""One detector file → its detectors.

It names the issuer (or country), the shared remedy, and the detectors.

Context words match without regard to case, as whole words (an underscore counts as a border, so ``key`` is found in
``API_KEY``); a space in a phrase stands for up to two of white space, ``_``, ``-`` and ``.`` (``api key`` is found in
``api_key`` and ``apikey``).

`fields` are names of columns, keys and labels: the detector then looks at the values under them (see
`chatscrub.detection.readers`), and its pattern says which of these values count; accents and the separators between
words may be missing in a text. `model` hands the search to the model of names and addresses or to that of passwords, which the pattern only
wakes. `replaces = true` lets a pack of the operator's take the place of a detector with the same id.

`prefilter_union` belongs to a pattern without a literal near its beginning, such as one that begins with any of many
short words or is a number of some shape: Hyperscan would search the slower for it, so RE2 looks for all detectors of one
union at once, and Hyperscan tells which of them it is where one was found. A pattern with long gaps has a union of its own, for with
others it makes more states than RE2 keeps. Words in other alphabets stand as alternatives of their own at the top of a
pattern of a union, which are then searched for only where such letters stand.
Where every match holds a digit, sixteen characters of a key in a row or a letter of another alphabet, a text without
these is not searched at all (`chatscrub.detection.gates`); nothing need be said for that.

Without its `companion` beside the value nothing is claimed; `companion_anywhere` takes one anywhere in the text, and a
union then looks for it. `shared_companion` names one of ``companions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
import tomli

from chatscrub.detection.evidence import evidence_functions
from chatscrub.detection.readers import NEVER
from chatscrub.detection.toml_table import Table
from chatscrub.errors import PackError
from chatscrub.lazy_patterns import lazy_compile
from chatscrub.model.detector import Confidence, Detector, Kind, Remedy, RemedyKind, Severity
from chatscrub.toml_text import parsed

COMPANIONS = "companions.toml"
CATEGORIES = ("contact", "behavioural", "financial", "government_id", "health", "special", "criminal", "account")
IDENTIFIERS = ("name", "id_number", "phone_or_address", "email", "alias", "birth_date", "none")
NAMES = ("PERSON", "ADDRESS")
PASSWORD = "PASSWORD"  # noqa: S105 - the name of a model
MODELS = (*NAMES, PASSWORD)
ENGINES = ("presidio", "detect-secrets")
EXAMPLES = 3  # the least number of matches, and of look-alikes


_FILE_KEYS = {"issuer", "references", "remedy", "detector"}
_REMEDY_KEYS = {"kind", "url", "steps"}
_DETECTOR_KEYS = {
    *("id", "name", "entity", "confidence", "severity", "pattern", "prefilter", "require", "evidence", "context"),
    *("context_required", "companion", "companion_anywhere", "engine", "flags", "generic", "category", "identifier"),
    *("prefilter_union", "shared_companion", "fields", "model", "replaces"),
    *("match", "no_match", "known_misses"),
}
_ENTITY = lazy_compile(r"[A-Z][A-Z0-9_]*")
_WHAT = lazy_compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FLAG = lazy_compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_LETTER = r"(?:[^\W_]|[\u0900-\u0963\u0e31-\u0e4e])"  # with the vowel signs of Devanagari and Thai
_FIELD = lazy_compile(rf"{_LETTER}+(?:[ '’/]{_LETTER}+)*")
_ENGINE = lazy_compile(rf"(?:{'|'.join(ENGINES)}):[A-Za-z_]\w*", re.ASCII)
_VALUE = "(?P<value>"


def shipped() -> Path:
    """The folder of the detectors that come with the program: inside the wheel, else beside the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_detectors"
    return inside if inside.is_dir() else package.parent / "detectors"


def load_pack(path: Path, kind: Kind, *, shipped: bool = False) -> list[Detector]:
    """The detectors of one file, which may be `shipped` with the program.

    Raises:
        PackError: the file cannot be read or breaks the schema.
    """
    try:
        document = parsed(path.read_bytes())
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({type(error).__name__})") from error
    except ValueError as error:
        raise PackError(f"{path}: not valid TOML: {error}") from error
    top = Table(document, str(path), _FILE_KEYS)
    issuer = top.text("issuer")
    references = top.texts("references")
    for reference in references:
        top.must(reference.startswith("https://"), "references", "must hold https addresses")
    remedy = _remedy(top)
    entries = document.get("detector")
    if not isinstance(entries, list) or not entries:
        raise top.wrong("detector", "must be one or more [[detector]] tables")
    shared = _Shared(issuer, references, remedy, kind, shipped)
    return [_detector(entry, number, path, shared) for number, entry in enumerate(entries, 1)]


def _remedy(top: Table) -> Remedy:
    table = Table(top.values.get("remedy"), f"{top.where}: [remedy]", _REMEDY_KEYS)
    kind = RemedyKind(table.one_of("kind", [member.value for member in RemedyKind]))
    url = table.text("url") if "url" in table.values else None
    table.must(url is None or url.startswith("https://"), "url", "must be an https address")
    steps = table.texts("steps")
    table.must(1 <= len(steps) <= 4, "steps", "must hold one to four sentences")
    for step in steps:
        bare = step.replace("{sent_at}", "")
        table.must("{" not in bare and "}" not in bare, "steps", "may use no other placeholder than {sent_at}")
    return Remedy(kind, url, steps)


def _detector(entry: object, number: int, path: Path, shared: _Shared) -> Detector:
    from chatscrub.detection.gates import gated

    name = entry.get("id") if isinstance(entry, dict) else None
    place = f"{path}: detector {name if isinstance(name, str) else f'number {number}'}:"
    table = Table(entry, place, _DETECTOR_KEYS)
    identity = table.text("id")
    stem, dot, what = identity.partition(".")
    table.must(bool(stem == path.stem and dot and _WHAT.fullmatch(what)), "id", f"must read {path.stem}.<what>")
    entity = table.text("entity")
    table.must(_ENTITY.fullmatch(entity) is not None, "entity", "must be upper case letters, digits and underscores")
    pattern = table.text("pattern")
    table.must(pattern.count(_VALUE) == 1, "pattern", "must have exactly one group (?P<value>...)")
    examples = {key: table.texts(key) for key in ("match", "no_match", "known_misses")}
    for key in ("match", "no_match"):
        table.must(len(examples[key]) >= EXAMPLES, key, f"must hold at least {EXAMPLES} strings")
    checks = {key: table.texts(key) for key in ("require", "evidence")}
    for key, names in checks.items():
        for check_name in names:
            table.must(check_name in evidence_functions(), key, f"names {check_name}, which is no evidence function")
    fields = table.texts("fields")
    plain = all(each == each.lower() and _FIELD.fullmatch(each) for each in fields)
    table.must(plain, "fields", "must be lower case words, one space between them")
    flags = table.texts("flags")
    table.must(all(map(_FLAG.fullmatch, flags)), "flags", "must be lower case words joined by dashes")
    context = table.texts("context")
    context_required = table.flag("context_required")
    table.must(bool(context) or not context_required, "context_required", "needs words in `context`")
    companion_anywhere = table.flag("companion_anywhere")
    has_companion = "companion" in table.values or "shared_companion" in table.values
    table.must(has_companion or not companion_anywhere, "companion_anywhere", "needs a `companion`")
    engine = table.optional("engine")
    if engine is not None:
        table.must(
            _ENGINE.fullmatch(engine) is not None, "engine", "must read presidio:<class> or detect-secrets:<class>"
        )
    personal = shared.kind is Kind.PII
    for key in ("category", "identifier"):
        table.must(personal or key not in table.values, key, "is for personal data only")
    detector = Detector(
        id=identity,
        name=table.text("name"),
        entity=entity,
        confidence=Confidence[table.one_of("confidence", [member.label for member in Confidence]).upper()],
        severity=Severity[table.one_of("severity", [member.label for member in Severity]).upper()],
        pattern=pattern,
        file=f"{path.parent.name}/{path.name}",
        prefilter=table.optional("prefilter") or (NEVER if fields else None),
        prefilter_union=table.optional("prefilter_union"),
        context=context,
        context_required=context_required,
        companion=_companion(table),
        companion_anywhere=companion_anywhere,
        engine=engine,
        flags=flags,
        generic=table.flag("generic"),
        fields=fields,
        model=table.one_of("model", MODELS) if "model" in table.values else None,
        replaces=table.flag("replaces"),
        category=table.one_of("category", CATEGORIES) if personal else None,
        identifier=table.one_of("identifier", IDENTIFIERS) if personal else None,
        require=checks["require"],
        evidence=checks["evidence"],
        match=examples["match"],
        no_match=examples["no_match"],
        known_misses=examples["known_misses"],
        issuer=shared.issuer,
        references=shared.references,
        remedy=shared.remedy,
        kind=shared.kind,
        shipped=shared.shipped,
    )
    return gated(detector)


def _companion(table: Table) -> str | None:
    if "shared_companion" not in table.values:
        return table.optional("companion")
    table.must("companion" not in table.values, "companion", "and shared_companion exclude each other")
    return _companions()[table.one_of("shared_companion", tuple(_companions()))]


@cache
def _companions() -> Mapping[str, str]:
    path = shipped() / COMPANIONS
    try:
        return tomli.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise PackError(f"{path}: cannot be read ({type(error).__name__})") from error


class _Shared(msgspec.Struct, frozen=True):
    """What all detectors of a file have in common."""

    issuer: str
    references: tuple[str, ...]
    remedy: Remedy
    kind: Kind
    shipped: bool
