"""What goes wrong is told without a raw value: exceptions in every stage, in threads and processes, and a kill."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chatscrub.cli.main import app
from chatscrub.faults import _quietly, fault
from tests.canaries import Canaries, everything_logged, few_detectors, files
from tests.running import ROOT, chatscrub_here, copied
from tests.test_canaries import FORMATS
from tests.vendor_exports import Chat, chatgpt

STAGES = (
    "archive.record.Member.chunks", "json_stream.Window", "sources.chatgpt.nodes.texts", "scanning.ArchiveScan._add",
    "scanning.masked_title", "detection.candidates.join_texts", "detection.cascade.claims", "detection.cascade.winners",
    "detection.cascade.fold", "detection.cascade.layers", "detection.names.stage.claims",
    "detection.passwords.stage.judged", "detection.judge.Judge.findings", "pipeline.score", "pipeline.record",
    "collector.Collector.emit", "collector.tasks_of", "collector.lists_for", "collector.rank", "collector.history",
    "ledger.recording.Recorder.stage", "ledger.recording.Recorder.commit", "ledger.recording.Recorder.finish",
    *(f"reports.{name}._Writer.finish" for name in (
        "checklists_html", "checklists_json", "checklists_md", "findings_csv", "findings_jsonl", "findings_ocsf",
        "findings_sarif", "notices_eml", "reminders_ics", "report_html", "report_md", "summary_json", "tickets_csv",
    )),
    "reports.findings_csv._Writer.finding", "reports.findings_jsonl._Writer.finding", "reports.findings_ocsf.event",
    "reports.findings_sarif._result", "cli.screen.Screen.outcome",
)  # fmt: skip


def owner_of(stage: str) -> tuple[Any, str]:
    """The module or class that has what a stage names, and the name."""
    path, _, name = f"chatscrub.{stage}".rpartition(".")
    try:
        return import_module(path), name
    except ModuleNotFoundError:
        module, _, class_ = path.rpartition(".")
        return getattr(import_module(module), class_), name


def records_of(error: BaseException) -> Iterator[str]:
    """What our records would show of themselves in a traceback with local variables."""
    trace = error.__traceback__
    while trace is not None:
        if "chatscrub" in trace.tb_frame.f_code.co_filename:
            for value in trace.tb_frame.f_locals.values():
                for each in value if isinstance(value, list | tuple) else (value,):
                    if isinstance(each, msgspec.Struct) and type(each).__module__.startswith("chatscrub"):
                        yield repr(each)
        trace = trace.tb_next


def test_a_failure_in_any_stage_is_told_without_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canaries = Canaries("failures")
    said = f"Write to Ann Miller, {canaries.mail()}: my password is {canaries.marker()}! {canaries.token()}"
    encoded = base64.b64encode(canaries.text().encode() * 3).decode()
    export = chatgpt(
        tmp_path / "in", [Chat("chat-1", (said, encoded), title=f"{canaries.marker(shown=True)} {canaries.mail()}")], 3
    )
    outputs: dict[str, bytes] = {}
    shown: list[str] = []
    few_detectors(monkeypatch)
    for stage in STAGES:
        quoted = f"cannot use {said}"
        state, out = tmp_path / stage / "state", tmp_path / stage / "out"

        def fail(*_: object, quoted: str = quoted, **__: object) -> Any:
            error = ValueError(quoted)
            error.add_note(quoted)
            raise error from KeyError(quoted)

        def spy(error: BaseException) -> str:
            shown.extend(records_of(error))
            return fault(error)

        owner, name = owner_of(stage)
        with monkeypatch.context() as patch, everything_logged() as log:
            patch.setattr(owner, name, fail)
            patch.setattr("chatscrub.cli.main.fault", spy)
            code, printed, errors = chatscrub_here(
                "scan", str(export), "--out", str(out), "--format", FORMATS, state=state
            )
        assert code == 4, f"{stage} was not reached: {errors}"
        assert re.fullmatch(r"chatscrub: internal failure: ValueError in \w+.py:\d+; please report it\n", errors)
        outputs |= {f"{stage} {key}": data for key, data in files(state, out).items()}
        outputs |= {stage: (printed + errors + log.getvalue()).encode()}
    outputs["records"] = "\n".join(set(shown)).encode()
    assert len(set(shown)) > 10
    leaks = canaries.leaks(outputs)
    assert not leaks, f"{len(leaks)} of {len(canaries)} canaries in {len(outputs)} outputs: {leaks[:20]}"


def test_a_failure_in_a_thread_or_a_finaliser_is_told_without_a_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(threading, "excepthook", _quietly)
    monkeypatch.setattr(sys, "unraisablehook", _quietly)

    class Finalised:
        def __del__(self) -> None:
            raise ValueError("a secret")

    def work() -> None:
        raise ValueError("a secret")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    Finalised()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(
        re.fullmatch(r"chatscrub: internal failure: ValueError in \S+:\d+; please report it", each) for each in lines
    )


def test_a_traceback_with_local_variables_is_never_made() -> None:
    assert (app.pretty_exceptions_enable, app.pretty_exceptions_show_locals) == (False, False)


SABOTAGE = """
import os
from chatscrub import workers
from chatscrub.workers import processes, task
def fail(*_):
    raise ValueError("cannot use " + os.environ["QUOTED"])
workers.WORTH_A_PROCESS = 0
processes.detection_for = lambda _: object()
if os.environ["STAGE"] == "detection_for":
    processes.detection_for = fail
else:
    task.scan_archive = fail
"""


@pytest.mark.parametrize("stage", ["detection_for", "scan_archive"])
def test_a_failure_in_a_worker_process_is_told_without_a_value(tmp_path: Path, stage: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(SABOTAGE, encoding="utf-8")
    export = chatgpt(tmp_path / "in", [Chat("chat-1", ("hello",))], 3)
    done = subprocess.run(
        [sys.executable, "-m", "chatscrub", "scan", export, "--out", tmp_path / "out", "--jobs", "2"],
        capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "QUOTED": "a secret", "STAGE": stage, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
             "CHATSCRUB_STATE": str(tmp_path / "state")},
    )  # fmt: skip
    assert done.returncode == 4
    line = r"chatscrub: internal failure: ValueError in sitecustomize.py:\d+; please report it\s*"
    assert re.fullmatch(line, done.stdout + done.stderr)


_ALL_IN_PROCESSES = """
import chatscrub.workers
import chatscrub.workers.spool
from chatscrub.cli.main import run
chatscrub.workers.WORTH_A_PROCESS = chatscrub.workers.spool.IN_MEMORY = 0
run()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_a_kill_leaves_and_what_other_programs_see_holds_no_value(tmp_path: Path) -> None:
    canaries = Canaries("killed")
    temporary, drop = tmp_path / "temporary", tmp_path / "in"
    temporary.mkdir()
    chats = [
        Chat(f"chat-{number}", (canaries.text(),) * 40, title=f"{canaries.marker(shown=True)} {canaries.mail()}")
        for number in range(40)
    ]
    for number in range(2):
        chatgpt(drop / str(number), chats, number)
    program = copied(tmp_path / "program", "credentials/github.toml", "pii/email.toml")
    scan = subprocess.Popen(
        [sys.executable, "-c", _ALL_IN_PROCESSES, "scan", drop, "--out", tmp_path / "out", "--jobs", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, cwd=program,
        env={**os.environ, "TMPDIR": str(temporary), "CHATSCRUB_STATE": str(tmp_path / "state")},
    )  # fmt: skip
    seen: dict[str, bytes] = {}
    try:
        while scan.poll() is None and not any(path.stat().st_size for path in temporary.rglob("*.jsonl")):
            time.sleep(0.01)
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if os.getsid(int(process.name)) == scan.pid:
                    seen |= {f"{process.name} {name}": (process / name).read_bytes() for name in ("cmdline", "comm")}
                    assert re.search(r"Max core file size +0 +0 ", (process / "limits").read_text())
    finally:
        os.killpg(scan.pid, signal.SIGKILL)
        scan.wait()
    left = files(temporary)
    assert any(name.endswith(".jsonl") for name in left)
    assert len(seen) >= 6
    assert canaries.leaks(seen | left | files(tmp_path / "state", tmp_path / "out")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel")
def test_memory_is_never_dumped() -> None:
    code = (
        "import ctypes, resource; from chatscrub.cli import main\n"
        "told = lambda: (resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
        "main._commands = lambda: lambda: print(*told())\n"
        "main.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "(0, 0) 0\n"
