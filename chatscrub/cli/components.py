"""The installed libraries that the program stands on, its own data files, and both as a CycloneDX document.

The document follows CycloneDX 1.5 (ECMA-424, https://cyclonedx.org/docs/1.5/json/). It holds no time and a serial number
made from its content, so the same installation gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import msgspec

import chatscrub
from chatscrub.detection.pack_file import shipped

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")
_LONGEST = 100  # characters of a licence field; what is longer is the licence itself
_NAMESPACE = uuid.UUID("6f1f0c1e-6d1b-5a86-9f0e-2f6a3a4a7c55")


class Library(msgspec.Struct, frozen=True):
    """An installed distribution. `licence` is an SPDX expression or the words of its metadata, None where there are none."""

    name: str
    version: str
    licence: str | None
    is_expression: bool
    needs: tuple[str, ...]


def normalised(name: str) -> str:
    """The name of a distribution as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def libraries() -> list[Library]:
    """Everything installed that the program needs, directly or not, by name.

    What a requirement's marker leaves out on this machine is not installed, and so is not there.
    """
    found: dict[str, Library] = {}
    waiting = [("chatscrub", frozenset[str]())]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        needs = list(_needs(installed, extras))
        waiting.extend(needs)
        if name != "chatscrub":
            present = {each for each, _ in needs if _is_installed(each)}
            before = found[name].needs if name in found else ()
            licence, is_expression = _licence(installed)
            found[name] = Library(name, installed.version, licence, is_expression, tuple(sorted(present.union(before))))
    return [found[name] for name in sorted(found)]


def data_files() -> Iterator[tuple[str, str]]:
    """The program's own files other than code: name and SHA-256 in hex."""
    package = Path(chatscrub.__file__).parent
    roots = [(package, "chatscrub")]
    if not shipped().is_relative_to(package):
        roots.append((shipped(), "chatscrub/_detectors"))
    for root, shown in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                name = f"{shown}/{path.relative_to(root).as_posix()}"
                yield name, hashlib.sha256(path.read_bytes()).hexdigest()


def bill() -> dict[str, object]:
    """The CycloneDX document."""
    needed = libraries()
    direct = tuple(each for each, _ in _needs(distribution("chatscrub"), frozenset()) if _is_installed(each))
    own = f"pkg:pypi/chatscrub@{chatscrub.__version__}"
    references = {each.name: f"pkg:pypi/{each.name}@{each.version}" for each in needed}
    content: dict[str, object] = {
        "metadata": {
            "component": {
                "type": "application", "bom-ref": own, "name": "chatscrub", "version": chatscrub.__version__,
                "purl": own, "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [*map(_library, needed), *(_file(name, digest) for name, digest in data_files())],
        "dependencies": [
            _depends(own, direct, references),
            *(_depends(references[each.name], each.needs, references) for each in needed),
        ],
    }  # fmt: skip
    serial = uuid.uuid5(_NAMESPACE, json.dumps(content, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return {**head, **content}


def _library(each: Library) -> dict[str, object]:
    reference = f"pkg:pypi/{each.name}@{each.version}"
    out: dict[str, object] = {
        "type": "library", "bom-ref": reference, "name": each.name, "version": each.version, "purl": reference,
    }  # fmt: skip
    if each.licence is not None:
        known = {"expression": each.licence} if each.is_expression else {"license": {"name": each.licence}}
        out["licenses"] = [known]
    return out


def _file(name: str, digest: str) -> dict[str, object]:
    kind = "machine-learning-model" if name.endswith(".crfsuite") else "file"
    return {"type": kind, "bom-ref": name, "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}


def _depends(reference: str, names: Sequence[str], references: dict[str, str]) -> dict[str, object]:
    return {"ref": reference, "dependsOn": sorted({references[each] for each in names if each in references})}


def _needs(installed: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for requirement in installed.requires or ():
        what, _, marker = requirement.partition(";")
        wanted = _EXTRA.search(marker)
        found = _REQUIREMENT.match(what)
        if found is not None and (wanted is None or wanted[1] in extras):
            inner = frozenset(each.strip() for each in (found[2] or "").split(",") if each.strip())
            yield normalised(found[1]), inner


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _licence(installed: Distribution) -> tuple[str | None, bool]:
    fields = installed.metadata
    if "License-Expression" in fields:
        return fields["License-Expression"], True
    told = fields["License"].strip() if "License" in fields else ""
    if told and "\n" not in told and len(told) <= _LONGEST:
        return told, False
    classifiers = [found[1] for each in fields.get_all("Classifier") or () if (found := _CLASSIFIER.fullmatch(each))]
    return (" AND ".join(classifiers) or None), False
