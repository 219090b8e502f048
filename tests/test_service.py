"""Files that run the watcher unattended: each is read back as its system reads it, with paths of every kind."""

from __future__ import annotations

import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chatscrub.cli.service import installed_program
from chatscrub.errors import UsageError
from chatscrub.service import KINDS, ServiceOrder, service_files
from tests.running import chatscrub, chatscrub_here

POSIX = ServiceOrder(("/opt/chatscrub/bin/chatscrub",), "/srv/drop", "/srv/out", "/srv/state")
WINDOWS = ServiceOrder((r"C:\Tools\chatscrub.exe",), r"D:\drop", r"D:\out", r"D:\state")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
HOSTILE = (
    "my drop", "50%h%%n%", 'say "x"', "it's", "$HOME${x}", "`id`;rm -rf x", "a\\b\\\\", "<&>--]]>", "-n", "é名", "#x", "a;b", "*?[x]",
)  # fmt: skip
ODD = "".join(HOSTILE)
# Whatever a file system takes: printable characters but the slash.
names = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="/") | st.just(" "), min_size=1, max_size=40
).filter(lambda text: text not in {".", ".."} and text.isprintable())


def order_of(*parts: str, base: ServiceOrder = POSIX, slash: str = "/") -> ServiceOrder:
    """The same order with folders under these names, apart from each other."""
    drop, out, state = (
        f"{folder}{slash}{part}" for folder, part in zip((base.drop, base.out, base.state), parts, strict=True)
    )
    return replace(base, drop=drop, out=out, state=state)


def only(kind: str, order: ServiceOrder) -> str:
    (file,) = service_files(kind, order)
    return file.content.decode("utf-16" if kind == "windows" else "utf-8")


def value(unit: str, key: str) -> str:
    """The only value of a key."""
    (found,) = (line.partition("=")[2] for line in unit.splitlines() if line.startswith(f"{key}="))
    return found


def systemd_split(text: str) -> Iterator[str]:
    """Words as systemd takes them apart: quotes, escapes by a backslash, then specifiers."""
    rest = text
    while rest:
        assert rest[0] == '"', rest
        word, at = "", 1
        while rest[at] != '"':
            if rest[at] == "\\":
                at += 1
                assert rest[at] in '"\\'
            word += rest[at]
            at += 1
        assert re.fullmatch(r"(?:[^%]|%%)*", word)
        yield word.replace("%%", "%")
        rest = rest[at + 1 :].lstrip(" ")


def windows_split(line: str) -> list[str]:
    """Arguments as CommandLineToArgvW takes them apart."""
    words, word, quoted, begun, at = [], "", False, False, 0
    while at < len(line):
        slashes = len(line) - at - len(line[at:].lstrip("\\"))
        at += slashes
        if at < len(line) and line[at] == '"':
            word += "\\" * (slashes // 2)
            begun = True
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            at += 1
        elif at < len(line) and line[at] in " \t" and not quoted:
            word += "\\" * slashes
            if begun or word:
                words.append(word)
            word, begun = "", False
            at += 1
        else:
            word += "\\" * slashes + line[at : at + 1]
            at += 1
    return words + ([word] if begun or word else [])


def expected(order: ServiceOrder, *more: str) -> list[str]:
    return [order.program[0], "watch", "--out", order.out, "--state", order.state, *more, "--", order.drop]


# --- systemd ---


def test_a_unit_keeps_the_program_in() -> None:
    unit = only("systemd", POSIX)
    for key, wanted in {
        "PrivateNetwork": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "NoNewPrivileges": "yes", "UMask": "0077",
        "RestrictAddressFamilies": "AF_UNIX", "SystemCallFilter": "@system-service", "CapabilityBoundingSet": "",
        "LockPersonality": "yes", "LimitCORE": "0", "Restart": "on-failure", "MemoryDenyWriteExecute": "yes",
        "User": "chatscrub", "ReadOnlyPaths": '"-/srv/drop"', "ReadWritePaths": '"/srv/out" "/srv/state"',
    }.items():  # fmt: skip
        assert value(unit, key) == wanted
    assert "DynamicUser" not in unit


def test_without_folders_of_its_own_a_unit_has_a_user_that_comes_and_goes() -> None:
    kind = KINDS["systemd"]
    order = ServiceOrder(POSIX.program, kind.drop, kind.out, kind.state)
    unit = only("systemd", order)
    assert value(unit, "DynamicUser") == "yes"
    assert value(unit, "StateDirectory") == "chatscrub chatscrub/drop chatscrub/out chatscrub/state"
    assert "\nUser=" not in unit
    assert value(only("systemd", replace(order, user="scanner")), "User") == "scanner"


def test_what_lies_in_a_home_folder_stays_visible() -> None:
    assert value(only("systemd", replace(POSIX, drop="/home/it/drop")), "ProtectHome") == "read-only"
    assert value(only("systemd", replace(POSIX, out="/tmp/out")), "PrivateTmp") == "no"
    assert value(only("systemd", replace(POSIX, drop="/homes/drop")), "ProtectHome") == "yes"


def test_a_timer_starts_a_run_that_ends() -> None:
    service, timer = (each.content.decode() for each in service_files("timer", replace(POSIX, interval=900)))
    assert value(service, "Type") == "oneshot"
    assert value(service, "SuccessExitStatus") == "1"
    assert list(systemd_split(value(service, "ExecStart")[1:])) == expected(POSIX, "--once")
    assert value(timer, "OnUnitInactiveSec") == "900"
    assert [each.name for each in service_files("timer", POSIX)] == ["chatscrub-once.service", "chatscrub-once.timer"]


@settings(max_examples=100)
@given(names, names, names)
@example(ODD.replace("/", ""), ODD, ODD)
def test_systemd_reads_back_every_path(drop: str, out: str, state: str) -> None:
    order = order_of(drop, out, state)
    for kind, more in (("systemd", ()), ("timer", ("--once",))):
        unit = service_files(kind, order)[0].content.decode()
        assert value(unit, "ExecStart").startswith(":")
        assert list(systemd_split(value(unit, "ExecStart")[1:])) == expected(order, *more)
        assert list(systemd_split(value(unit, "ReadOnlyPaths"))) == [f"-{order.drop}"]
        assert list(systemd_split(value(unit, "ReadWritePaths"))) == [order.out, order.state]
        plain = service_files(kind, POSIX)[0].content.decode()
        assert len(unit.splitlines()) == len(plain.splitlines())
        assert not any(line.endswith("\\") for line in unit.splitlines())


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("name", ["plain", *HOSTILE])
def test_systemd_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    order = replace(order_of(name, name, name), program=(sys.executable, "-m", "chatscrub"), interval=60)
    units = [*service_files("systemd", order), *service_files("timer", order)]
    for each in units:
        (tmp_path / each.name).write_bytes(each.content)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / each.name) for each in units)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


# --- launchd, Windows, cron ---


@settings(max_examples=100)
@given(names, names, names)
@example(ODD, ODD, ODD)
def test_launchd_reads_back_every_path(drop: str, out: str, state: str) -> None:
    order = order_of(drop, out, state)
    read = plistlib.loads(only("launchd", order).encode())
    assert read["ProgramArguments"] == expected(order)
    assert read["StandardErrorPath"] == f"{order.state}/watch.log"
    assert read["UserName"] == "_chatscrub"
    assert read["Umask"] == 0o077
    assert read["HardResourceLimits"] == read["SoftResourceLimits"] == {"Core": 0}
    assert read["KeepAlive"] == {"SuccessfulExit": False}


windows_names = names.map(lambda text: re.sub(r'[<>"|?*%:/\\]|\$\(', "", text)).filter(
    lambda text: text.strip(". ") == text != ""
)


@settings(max_examples=100)
@given(windows_names, windows_names, windows_names, st.sampled_from(["D:", r"\\server\share"]))
@example("it's & <co>".replace("<", "").replace(">", ""), "a b", "é名", r"\\server\share$")
def test_windows_reads_back_every_path(drop: str, out: str, state: str, root: str) -> None:
    base = replace(WINDOWS, drop=rf"{root}\drop", out=rf"{root}\out", state=rf"{root}\state")
    order = order_of(drop, out, state, base=base, slash="\\")
    (file,) = service_files("windows", order)
    assert file.content.startswith(b"\xff\xfe")
    read = ElementTree.fromstring(file.content)
    texts = {each.tag.removeprefix(TASK): each.text or "" for each in read.iter()}
    assert [texts["Command"], *windows_split(texts["Arguments"])] == expected(order, "--once", "--quiet")
    assert texts["UserId"] == ("S-1-5-20" if root.startswith("\\") else "S-1-5-19")
    assert texts["Interval"] == "PT5M"
    assert "LogonType" not in texts


def test_a_named_account_on_windows_runs_whether_signed_on_or_not() -> None:
    read = ElementTree.fromstring(
        service_files("windows", replace(WINDOWS, user=r"AD\scan svc", interval=90))[0].content
    )
    texts = {each.tag.removeprefix(TASK): each.text for each in read.iter()}
    assert (texts["UserId"], texts["LogonType"], texts["RunLevel"]) == (r"AD\scan svc", "Password", "LeastPrivilege")
    assert texts["Interval"] == "PT1M30S"


@settings(max_examples=100)
@given(names, names, names)
@example(*(ODD.replace("\\", ""),) * 3)
def test_cron_reads_back_every_path(drop: str, out: str, state: str) -> None:
    order = order_of(*(each.replace("\\", "") or "x" for each in (drop, out, state)))
    if any(each.endswith(("/.", "/..")) for each in order.paths):
        return
    line = only("cron", order).splitlines()[-1]
    *when, command = line.split(" ", 5)
    assert when == ["*/5", "*", "*", "*", "*"]
    assert not re.search(r"(?<!\\)%", command)
    mask, _, rest = command.replace("\\%", "%").partition("; ")
    assert mask == "umask 077"
    words = shlex.split(rest)
    assert words[:4] == ["flock", "-n", "-E", "0"]
    assert words[4:] == [f"{order.state}/cron.lock", *expected(order, "--once", "--quiet")]


@pytest.mark.parametrize(
    ("seconds", "when"),
    [(60, "*/1 * * * *"), (900, "*/15 * * * *"), (3600, "0 */1 * * *"), (21_600, "0 */6 * * *"), (86_400, "0 0 * * *")],
)
def test_cron_says_an_interval(seconds: int, when: str) -> None:
    assert only("cron", replace(POSIX, interval=seconds)).splitlines()[-1].startswith(f"{when} umask")


# --- what is refused, in one sentence ---


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("systemd", {"drop": "drop"}, "--drop drop: must be a whole path such as /srv/exports"),
        ("systemd", {"out": "~/out"}, "--out ~/out: must be a whole path"),
        ("cron", {"state": ""}, "--state : must be a whole path"),
        ("launchd", {"drop": r"C:\drop"}, "must be a whole path"),
        ("windows", {"drop": "drop"}, r"such as D:\exports or \\server\share\exports"),
        ("windows", {"drop": r"\drop"}, "must be a whole path"),
        ("windows", {"drop": r"Z:drop"}, "must be a whole path"),
        ("windows", {"drop": r"D:\%TEMP%\x"}, "cannot take a path with any of"),
        ("windows", {"drop": r"D:\$(Arg0)"}, "cannot take a path with any of"),
        ("systemd", {"drop": "/srv/a\nExecStart=/bin/sh"}, "unprintable characters"),
        ("systemd", {"config": "x.toml"}, "--config x.toml: must be a whole path"),
        ("timer", {"program": ("chatscrub",)}, "--program chatscrub: must be a whole path"),
        ("systemd", {"drop": "/srv/a/../b"}, "must not hold '..'"),
        ("systemd", {"out": "/srv/drop/out"}, "--out /srv/drop/out: must lie outside of the drop folder"),
        ("systemd", {"state": "/srv"}, "and not around it"),
        ("systemd", {"drop": "/"}, "must lie outside"),
        ("systemd", {"user": "it\nUser=root"}, "no account name"),
        ("systemd", {"user": "-x"}, "no account name"),
        ("windows", {"user": "a\\b\\c"}, "no account name"),
        ("systemd", {"interval": 0}, "give from 1 to"),
        ("windows", {"interval": 30}, "every 60 seconds"),
        ("cron", {"interval": 420}, "cron cannot say it"),
        ("cron", {"drop": "/srv/a\\b"}, "choose paths without one"),
        ("cron", {"drop": "/srv/" + "x" * 900}, "choose shorter paths"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_down_is_refused(kind: str, change: dict[str, object], said: str) -> None:
    order = replace(WINDOWS if kind == "windows" else POSIX, **change)
    with pytest.raises(UsageError) as error:
        service_files(kind, order)
    assert said in str(error.value)
    assert str(error.value).isprintable()


def test_paths_are_made_tidy() -> None:
    assert replace(POSIX, drop="//srv//drop/./", out="/srv/out/").checked() == POSIX


# --- the command ---


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_command_prints_what_it_writes(kind: str, tmp_path: Path) -> None:
    code, printed, errors = chatscrub_here("service", "print", kind, "--into", str(tmp_path / "x"), state=tmp_path)
    assert code == 0, errors
    written = [Path(line) for line in printed.splitlines()]
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == sorted(path.name for path in written)
    done = subprocess.run(
        [sys.executable, "-m", "chatscrub", "service", "print", kind], capture_output=True, check=True, timeout=60
    )
    for path in written:
        assert path.read_bytes() in done.stdout
    if len(written) == 1:
        assert done.stdout == written[0].read_bytes()
    assert not (tmp_path / "ledger.sqlite3").exists()


def test_the_command_takes_its_options(tmp_path: Path) -> None:
    options = (
        "--drop",
        "/srv/in",
        "--out",
        "/srv/o",
        "--state",
        "/srv/s",
        "--config",
        "/etc/chatscrub.toml",
        "--interval",
        "60",
    )
    done = chatscrub("service", "print", "systemd", *options, "--user", "it", "--program", "/opt/x", state=tmp_path)
    wanted = [
        "/opt/x",
        "watch",
        "--out",
        "/srv/o",
        "--state",
        "/srv/s",
        "--config",
        "/etc/chatscrub.toml",
        "--interval",
        "60",
    ]
    assert list(systemd_split(value(done.stdout, "ExecStart")[1:])) == [*wanted, "--", "/srv/in"]
    assert "must be a whole path" in chatscrub("service", "print", "cron", "--drop", "x", state=tmp_path, code=2).stderr
    assert "the kinds are" in chatscrub("service", "print", "upstart", state=tmp_path, code=2).stderr


def test_the_program_is_this_installation() -> None:
    program = installed_program()
    assert Path(program[0]).is_absolute()
    done = subprocess.run([*program, "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("chatscrub ")


def test_the_command_that_watches_takes_all_that_is_written() -> None:
    import typer

    from chatscrub.cli.main import app

    group = typer.main.get_command(app)
    watch = group.commands["watch"]  # type: ignore[attr-defined]  # the program is a group
    for more in ((), ("--once",), ("--once", "--quiet"), ("--interval", "60")):
        context = watch.make_context("watch", list(replace(POSIX, config="/etc/c.toml").arguments(*more)[1:]))
        assert Path(context.params["drop"]) == Path("/srv/drop")
