"""Values that are published: in standards, in documentation, in every tutorial. They are nobody's data and no secret.

They are data, not code: ``dummies.toml`` beside the detector files, each entry with its source.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import tomli

from chatscrub.detection.normal_form import letters_and_digits
from chatscrub.detection.pack_file import shipped
from chatscrub.detection.placeholders import is_placeholder
from chatscrub.errors import PackError
from chatscrub.lazy_patterns import lazy_compile
from chatscrub.model.detector import Detector, Kind

FILE = "dummies.toml"

_SECTIONS: Mapping[str, tuple[str, ...]] = {  # section → its lists; each entry also says `what` it is and its `source`
    "domains": ("names",),
    "mailboxes": ("locals", "domains"),
    "networks": ("ranges",),
    "phones": ("numbers",),
    "patterns": ("numbers",),
    "people": ("names",),
    "values": ("values",),
    "credentials": ("sha256",),
}
_ANY_ENDING = ".*"  # behind a domain that is a sample under every top-level domain
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"))  # as in ``.com.br``
_EXTRA = {"phones": {"country", "trunk"}, "patterns": {"entity"}, "values": {"check"}}
_TEXTS: Mapping[str, tuple[str, ...]] = {"phones": ("country", "trunk"), "patterns": ("entity",)}
_RUNS = ("0123456789012345", "9876543210987654")
_RUN = 6  # digits that ascend or descend one by one: nobody's number holds so many
_PIECES = frozenset(run[start : start + _RUN] for run in _RUNS for start in range(len(run) - _RUN + 1))
_SHORTEST_REPEAT = 6  # letters and digits: 000-000 and more stand for a number


class Dummies:
    """The sample values of one file; without a path, of the one that comes with the program.

    `people` matches the names that stand for anybody.

    Raises:
        PackError: the file cannot be read or breaks its schema.
    """

    def __init__(self, path: Path | None = None) -> None:
        path = path or shipped() / FILE
        entries = _read(path)
        domains = {name for entry in entries["domains"] for name in entry["names"]}
        self._domains = {name for name in domains if not name.endswith(_ANY_ENDING)}
        self._under_any_ending = {name.removesuffix(_ANY_ENDING) for name in domains - self._domains}
        self._mailboxes = {
            (local, domain)
            for entry in entries["mailboxes"]
            for local in entry["locals"]
            for domain in entry["domains"]
        }
        try:
            networks = [ipaddress.ip_network(text) for entry in entries["networks"] for text in entry["ranges"]]
        except ValueError as error:
            raise PackError(f"{path}: networks: ranges must be address blocks such as 192.0.2.0/24") from error
        self._networks = networks
        names = [name for entry in entries["people"] for name in entry["names"]]
        spelled = (r"[\s.]{1,3}".join(map(re.escape, name.split())) + _asked(name) for name in names)
        self.people = lazy_compile(rf"(?<!\w)(?:{'|'.join(spelled) or '(?!)'})(?!\w)", re.IGNORECASE)
        self._values = {letters_and_digits(text) for entry in entries["values"] for text in entry["values"]}
        self._values.update(map(letters_and_digits, names))
        self._patterns = {
            str(entry["entity"]): lazy_compile("|".join(text.replace("#", "[0-9a-f]") for text in entry["numbers"]))
            for entry in entries["patterns"]
        }
        self._digests = {text for entry in entries["credentials"] for text in entry["sha256"]}
        self._phones = lazy_compile(
            "|".join(form for entry in entries["phones"] for form in _phone_forms(entry)) or r"(?!)"
        )

    def is_sample(self, detector: Detector, value: str) -> bool:
        """Whether a value is published or a placeholder."""
        if detector.kind is Kind.CREDENTIAL:
            return is_placeholder(value, random=not detector.generic) or self._is_published(value)
        return self._is_nobody(detector, value)

    def _is_published(self, value: str) -> bool:
        bare = value.strip()
        parts = {bare, " ".join(bare.split()), bare.rpartition(".")[2]}  # of a JSON Web Token the signature is enough
        return any(sha256(part.encode("utf-8", "replace")).hexdigest() in self._digests for part in parts)

    def _is_nobody(self, detector: Detector, value: str) -> bool:
        bare = letters_and_digits(value)
        if bare in self._values or (len(bare) >= _SHORTEST_REPEAT and len(set(bare)) == 1):
            return True
        pattern = self._patterns.get(detector.entity)
        if pattern is not None and pattern.fullmatch(bare):
            return True
        if (detector.identifier == "id_number" or detector.entity == "PHONE_NUMBER") and _is_run(value):
            return True
        if (
            detector.entity == "ADDRESS"
            and letters_and_digits(re.split(r"[,\n]", value, maxsplit=1)[0]) in self._values
        ):
            return True
        if "@" in value:
            local, _, domain = value.strip().lower().rpartition("@")
            return self._is_sample_domain(domain) or not self._mailboxes.isdisjoint(((local, domain), (local, "*")))
        if detector.entity == "IP_ADDRESS":
            return self._is_sample_address(value)
        if detector.identifier == "phone_or_address":
            return self._phones.fullmatch("".join(filter(str.isdigit, value)).removeprefix("00")) is not None
        return detector.entity in ("URL", "DOMAIN_NAME") and self._is_sample_domain(_host(value))

    def _is_sample_domain(self, domain: str) -> bool:
        labels = domain.strip(".> ").split(".")
        if any(".".join(labels[start:]) in self._domains for start in range(len(labels))):
            return True
        registered = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2:][0]
        return len(labels) > 1 and registered in self._under_any_ending

    def _is_sample_address(self, value: str) -> bool:
        try:
            address = ipaddress.ip_address(value.strip("[] ").partition("%")[0])
        except ValueError:
            return False
        return any(address in network for network in self._networks)


def _is_run(value: str) -> bool:
    digits = "".join(filter(str.isdigit, value))
    return any(digits[start : start + _RUN] in _PIECES for start in range(len(digits) - _RUN + 1))


def _host(url: str) -> str:
    return url.lower().partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0] or url.lower()


def _phone_forms(entry: Mapping[str, object]) -> list[str]:
    country, trunk = str(entry["country"]), str(entry["trunk"])
    numbers = entry["numbers"]
    assert isinstance(numbers, list)  # noqa: S101 - `_read` has made sure
    digits = (number.replace("#", "[0-9]").replace("N", "[2-9]") for number in numbers)
    return [f"(?:{country}|{country}{trunk}|{trunk})?{number}" for number in digits]


def _asked(name: str) -> str:
    """What may not follow a name: behind ``your name?`` and ``your name:`` stands a real one."""
    return r"(?!\s{0,2}[?:=])" if name.startswith("Your ") else ""


def _read(path: Path) -> dict[str, list[dict[str, list[str]]]]:
    try:
        document = tomli.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise PackError(f"{path}: cannot be read as TOML ({type(error).__name__})") from error
    unknown = sorted(set(document) - set(_SECTIONS))
    if unknown:
        raise PackError(f"{path}: {unknown[0]} is no section here; allowed are {', '.join(_SECTIONS)}")
    entries = {name: document.get(name, []) for name in _SECTIONS}
    for name, lists in _SECTIONS.items():
        if not isinstance(entries[name], list):
            raise PackError(f"{path}: {name} must be [[{name}]] tables")
        for entry in entries[name]:
            _check_entry(path, name, entry, lists)
    return entries


def _check_entry(path: Path, name: str, entry: object, lists: Sequence[str]) -> None:
    if not isinstance(entry, dict):
        raise PackError(f"{path}: {name} must be [[{name}]] tables")
    extra = _EXTRA.get(name, set())
    unknown = sorted(set(entry) - {"what", "source", *lists, *extra})
    if unknown:
        raise PackError(f"{path}: {name}: {unknown[0]} is no field here")
    texts = ["what", "source", *_TEXTS.get(name, ())]
    for key in texts:
        if not isinstance(entry.get(key), str) or not entry[key]:
            raise PackError(f"{path}: {name}: {key} must be a text")
    for key in lists:
        values = entry.get(key)
        if not isinstance(values, list) or not values or not all(isinstance(item, str) and item for item in values):
            raise PackError(f"{path}: {name}: {key} must be a list of texts")
