"""The wheel holds what a scan needs, and nothing that gets in the way of other packages."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from chatscrub.detection.data_files import damaged, expected

ROOT = Path(__file__).parent.parent


def test_the_wheel_holds_the_detectors_and_one_top_level_package(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    top = {name.partition("/")[0] for name in names}
    assert {each for each in top if not each.endswith(".dist-info")} == {"chatscrub"}
    packed = {name.removeprefix("chatscrub/_detectors/") for name in names if name.startswith("chatscrub/_detectors/")}
    kept = {path.relative_to(ROOT / "detectors").as_posix() for path in (ROOT / "detectors").rglob("*.toml")}
    assert packed == kept
    assert {"chatscrub/vendors/slack.toml", "chatscrub/vendors/red_flags.toml"} <= names
    assert "chatscrub/exposure/tables.toml" in names
    assert {"chatscrub/notices/en.toml", "chatscrub/notices/de.toml"} <= names
    templates = {path.name for path in (ROOT / "chatscrub" / "service" / "templates").iterdir()}
    assert {f"chatscrub/service/templates/{each}" for each in templates} <= names
    assert "chatscrub/py.typed" in names
    for folder in ("pages/templates", "pages/languages"):
        kept = {path.name for path in (ROOT / "chatscrub" / folder).iterdir()}
        assert {f"chatscrub/{folder}/{name}" for name in kept} <= names
    models = {"names/names.crfsuite", "names/lexicon.z", "passwords/passwords.crfsuite"}
    assert {f"chatscrub/detection/{each}" for each in (*models, "models.sha256")} <= names
    assert any(name.endswith(".dist-info/licenses/NOTICE") for name in names)


def test_the_two_lists_of_versions_agree() -> None:
    pinned = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    hashed = (ROOT / ".ci" / "requirements-hashed.txt").read_text(encoding="utf-8")
    assert {line.split(" ")[0] for line in pinned} == set(re.findall(r"^[\w.-]+==[\w.]+", hashed, re.MULTILINE))
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", hashed.strip()))


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {line.partition("==")[0] for line in (ROOT / ".ci" / "constraints.txt").read_text("utf-8").splitlines()}
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.match(r"[\w.-]+", requirement)[0] in pinned  # type: ignore[index]  # a requirement begins with its name


def test_no_host_of_a_package_registry_is_named() -> None:
    for path in [*(ROOT / ".ci").iterdir(), ROOT / "pyproject.toml"]:
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name


def test_the_models_are_those_of_the_list_of_checksums() -> None:
    assert list(damaged()) == [], "run sha256sum in chatscrub/detection on the files that models.sha256 names"
    kept = {
        path.relative_to(ROOT / "chatscrub" / "detection") for path in (ROOT / "chatscrub" / "detection").rglob("*.*")
    }
    data = {each.as_posix() for each in kept if each.suffix not in (".py", ".pyc", ".sha256", ".so")}
    assert data == set(expected())
