"""What the program is made of can be listed, is pinned, and is looked up without making a build depend on the network."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chatscrub.cli.components import bill, libraries, normalised
from tests.running import chatscrub_here

ROOT = Path(__file__).parent.parent
PINS = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
HASHED = (ROOT / ".ci" / "requirements-hashed.txt").read_text(encoding="utf-8")


def test_the_bill_of_materials_is_cyclonedx_and_names_version_licence_and_checksum(tmp_path: Path) -> None:
    code, shown, _ = chatscrub_here("sbom", state=tmp_path)
    document = json.loads(shown)
    assert code == 0
    assert (document["bomFormat"], document["specVersion"], document["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", document["serialNumber"])
    references = [each["bom-ref"] for each in document["components"]]
    assert len(references) == len(set(references))
    known = {document["metadata"]["component"]["bom-ref"], *references}
    for each in document["dependencies"]:
        assert {each["ref"], *each["dependsOn"]} <= known
    needed = {each["name"]: each for each in document["components"] if each["type"] == "library"}
    assert {"typer", "orjson", "google-re2", "click", "spacy"} <= set(needed)
    assert all(
        each["version"] and each["purl"] == f"pkg:pypi/{name}@{each['version']}" for name, each in needed.items()
    )
    assert sum("licenses" in each for each in needed.values()) >= 0.9 * len(needed)
    files = {each["name"]: each["hashes"] for each in document["components"] if each["type"] != "library"}
    model = "chatscrub/detection/names/names.crfsuite"
    digest = hashlib.sha256((ROOT / model).read_bytes()).hexdigest()
    assert files[model] == [{"alg": "SHA-256", "content": digest}]
    assert "chatscrub/_detectors/credentials/github.toml" in files
    assert json.loads(json.dumps(bill())) == document


def test_the_licences_are_listed_a_line_each(tmp_path: Path) -> None:
    code, shown, _ = chatscrub_here("sbom", "--licences", state=tmp_path)
    lines = [line.split("\t") for line in shown.splitlines()]
    assert code == 0
    assert [line[0].partition("==")[0] for line in lines] == [each.name for each in libraries()]
    assert all(len(line) == 2 and line[1] for line in lines)


def test_everything_that_is_needed_is_pinned_with_hashes_and_under_the_same_conditions() -> None:
    pinned = {normalised(line.partition("==")[0]) for line in PINS}
    assert {each.name for each in libraries()} <= pinned
    blocks = re.split(r"\n(?=\S)", HASHED.strip())
    assert sorted(block.partition(" \\\n")[0] for block in blocks) == sorted(PINS)
    for block in blocks:
        hashes = re.findall(r"--hash=(\S+)", block)
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)


REPORT = {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-0"}]}, {"name": "b", "version": "2"}]}


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="the checks are a shell script")
@pytest.mark.parametrize(
    ("report", "code", "says"),
    [
        (REPORT, 1, "a 1 has PYSEC-0"),
        ({"dependencies": [{"name": "b", "version": "2", "vulns": []}]}, 0, "1 libraries looked up, 0 known"),
        (None, 0, "cannot be reached; nothing was looked up"),
    ],
)
def test_the_audit_fails_for_a_vulnerability_and_never_for_lack_of_network(
    report: object, code: int, says: str, tmp_path: Path
) -> None:
    program = tmp_path / "pip-audit"
    written = "" if report is None else f"printf '%s' '{json.dumps(report)}' > \"${{@: -1}}\"\n"
    program.write_text(f"#!/usr/bin/env bash\n{written}exit 1\n", encoding="utf-8")
    program.chmod(0o700)
    done = subprocess.run([ROOT / ".ci" / "audit", program], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert says in done.stdout + done.stderr


def test_every_promise_of_the_security_page_has_tests_that_exist() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 12
    for row in rows:
        assert re.search(r"`test_\w+\.py::test_\w+`", row), row
    for file, name in re.findall(r"`(test_\w+\.py)::(test_\w+)`", page):
        assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), f"{file}::{name}"
