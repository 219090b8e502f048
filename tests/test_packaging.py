"""The wheel holds what a scan needs, and nothing that gets in the way of other packages."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

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
        names = archive.namelist()
    top = {name.partition("/")[0] for name in names}
    assert {each for each in top if not each.endswith(".dist-info")} == {"chatscrub"}
    packed = {name.removeprefix("chatscrub/_detectors/") for name in names if name.startswith("chatscrub/_detectors/")}
    kept = {path.relative_to(ROOT / "detectors").as_posix() for path in (ROOT / "detectors").rglob("*.toml")}
    assert packed == kept
    assert "chatscrub/vendors/slack.toml" in names
    assert "chatscrub/exposure/tables.toml" in names
    assert "chatscrub/py.typed" in names


def test_no_host_of_a_package_registry_is_named() -> None:
    for path in [*(ROOT / ".ci").iterdir(), ROOT / "pyproject.toml"]:
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name
