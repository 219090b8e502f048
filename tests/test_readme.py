"""The README's commands run, and print what the README shows."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import orjson
import pytest

from tests.running import chatscrub, chatscrub_alone, chatscrub_here, copied

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def marked(kind: str, name: str) -> str:
    """The block behind a marker."""
    found = re.search(rf"<!-- {kind}: {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, f"no {kind} {name}"
    return found[1]


def test_the_first_command_prints_what_the_readme_shows(tmp_path: Path) -> None:
    venv, install, scan = marked("command", "scan").strip().split(" && ")
    assert venv == "python3 -m venv .venv"
    assert install.startswith(".venv/bin/pip install")
    words = shlex.split(scan)
    assert words[0] == ".venv/bin/chatscrub"
    words[words.index("--out") + 1] = str(tmp_path / "out")
    words[words.index("--state") + 1] = str(tmp_path / "state")
    done = chatscrub(*words[1:], state=tmp_path / "state", code=1, cwd=ROOT)
    shown = marked("output", "scan").strip()
    printed = re.sub(r"(Reports and checklists: ).*", r"\1out", done.stdout.strip(), flags=re.DOTALL)
    assert [line.rstrip() for line in printed.splitlines()] == [line.rstrip() for line in shown.splitlines()]
    assert max(map(len, shown.splitlines())) <= 80


def test_the_second_command_is_what_ci_runs() -> None:
    assert "-e '.[dev]' && .venv/bin/pytest" in marked("command", "test")
    assert "<!-- command: test -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


WATCH = re.search(r"<!-- commands: watch -->\n```sh\n(.*?)```", README, re.DOTALL)
PLACES = ("ID", "EMPLOYEE", "CREDENTIAL", "FINGERPRINT")
LOOP = re.search(r"<!-- commands: loop -->\n```sh\n(.*?)```", README, re.DOTALL)
ELSEWHERE = [line for found in (LOOP, WATCH) if found for line in found[1].splitlines()]
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("line", [line for line in SHELL if line.startswith("chatscrub ") and line not in ELSEWHERE])
def test_every_other_command_of_the_readme_runs(line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_exports" / "slack-workspace", tmp_path / "exports")
    (tmp_path / "people.csv").write_text("account,employee\nmara@example.org,Mara\n", encoding="utf-8")
    config = re.search(r"```toml\n# chatscrub.toml\n(.*?)```", README, re.DOTALL)
    assert config
    (tmp_path / "chatscrub.toml").write_text(config[1], encoding="utf-8")
    code = 1 if " scan " in line and "--fail-on critical" not in line else 0
    words = shlex.split(line)[1:]
    if "FINGERPRINT" in words:
        chatscrub("scan", "exports", "--out", "out", state=tmp_path / "state", code=1, cwd=tmp_path)
        first = (tmp_path / "out" / "findings.jsonl").read_bytes().splitlines()[0]
        words[words.index("FINGERPRINT")] = orjson.loads(first)["fingerprint"][:12]
    if words[:2] == ["detectors", "check"]:  # all examples are run by tests/test_detectors.py, so here by few detectors
        copied(tmp_path, "credentials/stripe.toml", "pii/email.toml")
    run = chatscrub_alone if (tmp_path / "chatscrub").exists() else chatscrub
    run(*words, state=tmp_path / "state", code=code, cwd=tmp_path)


def test_the_commands_of_the_loop_run_one_after_the_other(tmp_path: Path) -> None:
    assert LOOP
    shutil.copytree(ROOT / "sample_exports" / "slack-workspace", tmp_path / "exports")
    state = tmp_path / "state"
    for line in LOOP[1].splitlines():
        words = shlex.split(line)[1:]
        if set(words) & set(PLACES):
            tasks = orjson.loads(chatscrub_here("todo", "list", "--json", state=state)[1])
            (task, *_) = (each for each in tasks if each["action"] == "delete")
            (rotate, *_) = (each for each in tasks if each["action"] == "rotate")
            (finding, *_) = (tmp_path / "out" / "findings.jsonl").read_bytes().splitlines()
            known = {
                "ID": task["id"][:8],
                "EMPLOYEE": task["employee"],
                "CREDENTIAL": rotate["object_id"][:12],
                "FINGERPRINT": orjson.loads(finding)["fingerprint"][:12],
            }
            words = [known.get(word, word) for word in words]
        words = [str(tmp_path / word) if word in {"exports/", "out", "again"} else word for word in words]
        code, out, errors = chatscrub_here(*words, state=state)
        expected = {"scan": {1}, "doctor": {0, 1}}.get(words[0], {0})  # doctor warns of what the machine is like
        assert code in expected, (line, out, errors)
        assert out or words[1:2] == ["rotated"], line
        # An address or a path is not broken, so that it can be copied.
        wide = [each for each in out.splitlines() if len(each.rstrip()) > 80]
        too_long = [each for each in wide if len(each.split()) > 1 and str(tmp_path) not in each]
        assert not too_long, line


def test_the_commands_of_the_drop_folder_run(tmp_path: Path) -> None:
    assert WATCH
    shutil.copytree(ROOT / "sample_exports" / "slack-workspace", tmp_path / "drop", ignore=lambda *_: ["expected.toml"])
    watch, service = (shlex.split(line)[1:] for line in WATCH[1].splitlines())
    words = [str(tmp_path / word) if word in {"drop", "out"} else word for word in watch]
    code, _, errors = chatscrub_here(*words, state=tmp_path / "state")
    assert code == 1, errors
    assert (tmp_path / "out" / "index.md").exists()
    assert "PrivateNetwork=yes" in chatscrub_here(*service, state=tmp_path / "state")[1]


def test_every_option_of_scan_is_in_the_readme(tmp_path: Path) -> None:
    from chatscrub.cli.scan import scan

    for option in scan.__annotations__:
        if option not in {"paths", "return", "quiet"}:
            assert f"--{option.removeprefix('as_').replace('_', '-')}" in README


def test_the_detector_of_the_readme_works(tmp_path: Path) -> None:
    text = re.search(r'```toml\n(issuer = "Acme Cloud".*?)```', README, re.DOTALL)
    assert text
    assert tomllib.loads(text[1])["issuer"] == "Acme Cloud"
    (tmp_path / "more" / "credentials").mkdir(parents=True)
    (tmp_path / "more" / "credentials" / "acme.toml").write_text(text[1], encoding="utf-8")
    done = chatscrub("detectors", "list", "--detectors", str(tmp_path / "more"), state=tmp_path / "state")
    assert "acme.api-key" in done.stdout
