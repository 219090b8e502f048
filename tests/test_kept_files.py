"""What is kept in the user's cache folder is given again as it was put there, or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from chatscrub.kept_file import keep, kept
from chatscrub.pages import rendering
from chatscrub.pages.compiled_templates import CompiledTemplates

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by other means whose a file is")


def test_a_content_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "kind-1.kept"
    assert kept(path) is None
    keep(path, b"content", 4)
    assert kept(path) == b"content"
    assert list(path.parent.iterdir()) == [path]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@given(body=st.binary(max_size=40), at=st.integers(0, 200), change=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_file_is_as_none(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, at: int, change: int, cut: bool
) -> None:
    path = tmp_path_factory.mktemp("cache") / "kind-1.kept"
    keep(path, body, 4)
    whole = path.read_bytes()
    at %= len(whole)
    path.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ change]) + whole[at + 1 :])
    assert kept(path) is None


def test_those_used_last_stay_and_other_kinds_are_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "other-1.kept"
    keep(other, b"other", 4)
    os.utime(other, (1, 1))
    for number in range(4):
        keep(tmp_path / f"kind-{number}.kept", b"content", 3)
        os.utime(tmp_path / f"kind-{number}.kept", (100 + number, 100 + number))
        kept(tmp_path / "kind-0.kept")  # which is the one used last
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "kind-0.kept",
        "kind-2.kept",
        "kind-3.kept",
        "other-1.kept",
    ]


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    keep(blocked / "cache" / "kind-1.kept", b"content", 4)
    assert kept(blocked / "cache" / "kind-1.kept") is None


class Site:
    """A folder of one template, and the cache of the program that fills it."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "site" / "page.html"
        self.template.parent.mkdir()
        self.cache = folder / "cache"
        self.write("Hello {{ name }}")

    def write(self, source: str) -> None:
        self.template.write_text(source, "utf-8")

    def filled(self) -> tuple[str, int]:
        """What a program that starts anew makes of it, and how many templates it compiles for that."""
        environment = Environment(
            loader=FileSystemLoader(self.template.parent), bytecode_cache=CompiledTemplates(self.cache), autoescape=True
        )
        compiled = _noting_what_is_compiled(environment)
        return environment.get_template(self.template.name).render(name="Mia"), len(compiled)

    @property
    def file(self) -> Path:
        (found,) = self.cache.iterdir()
        return found


def _noting_what_is_compiled(environment: Environment) -> list[object]:
    real, names = environment.compile, list[object]()

    def noted(source: str, name: str | None = None, *rest: object) -> object:
        names.append(name)
        return real(source, name, *rest)  # type: ignore[call-overload]  # what Jinja gave

    environment.compile = noted  # type: ignore[method-assign,assignment]  # the name under which Jinja calls it
    return names


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_template_is_compiled_once(site: Site) -> None:
    assert site.filled() == ("Hello Mia", 1)
    assert site.filled() == ("Hello Mia", 0)


def test_a_template_that_changed_is_compiled_anew(site: Site) -> None:
    site.filled()
    site.write("Bye {{ name }}")
    assert site.filled() == ("Bye Mia", 1)
    assert site.filled() == ("Bye Mia", 0)


@pytest.mark.parametrize("damage", [b"", b"nothing", None])
def test_damaged_code_is_never_run(site: Site, damage: bytes | None) -> None:
    site.filled()
    whole = site.file.read_bytes()
    site.file.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:] if damage is None else damage)
    assert site.filled() == ("Hello Mia", 1)
    assert site.filled() == ("Hello Mia", 0)


@POSIX
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_code_that_others_could_have_written_is_never_run(site: Site, mode: int) -> None:
    site.filled()
    site.file.chmod(mode)
    assert site.filled() == ("Hello Mia", 1)
    assert site.filled() == ("Hello Mia", 0)


@POSIX
def test_code_behind_a_link_or_of_another_user_is_never_run(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.filled()
    file = site.file
    moved = file.rename(file.parent.parent / "elsewhere")
    file.symlink_to(moved)
    assert site.filled() == ("Hello Mia", 1)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert site.filled() == ("Hello Mia", 1)


def test_all_templates_of_the_pages_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "default_cache", lambda: tmp_path / "cache")
    make = rendering._environment.__wrapped__
    first, second = make(), make()
    names = first.list_templates()
    assert len(names) >= 5
    for name in names:
        first.get_template(name)
    compiled = _noting_what_is_compiled(second)
    for name in names:
        second.get_template(name)
    assert compiled == []
