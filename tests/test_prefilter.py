from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import starmap
from pathlib import Path
from threading import Barrier, get_ident

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chatscrub.detection import hyperscan_database, re2_prefilter, union_prefilter
from chatscrub.detection import prefilter as module
from chatscrub.detection.batch import Prefilter, join
from chatscrub.detection.databases import Databases
from chatscrub.detection.dialect import compiled, for_hyperscan
from chatscrub.detection.gates import GATES, OTHER, Sought, gated
from chatscrub.detection.hyperscan_database import refusal
from chatscrub.detection.hyperscan_expressions import pieces
from chatscrub.detection.prefilter import HyperscanPrefilter, prefilter_for
from chatscrub.detection.program import Program
from chatscrub.detection.re2_prefilter import SET_SIZE, Re2Prefilter
from chatscrub.detection.union_prefilter import UnionPrefilter, unions
from chatscrub.errors import PackError, UsageError
from chatscrub.model.detector import Confidence, Detector, Kind, Remedy, RemedyKind, Severity


def united(detectors: Sequence[Detector]) -> UnionPrefilter:
    return UnionPrefilter(Sought(number, one, one.searched) for number, one in enumerate(detectors))


ENGINES = pytest.mark.parametrize("engine", [HyperscanPrefilter, Re2Prefilter, united])
PATTERNS = (
    r"\b(?P<value>k_[0-9a-f]{4,12})\b",
    r"(?i)pass\w{0,4}\s{0,2}[:=]\s{0,2}(?P<value>\S{2,6})",
    r"^(?P<value>ab{1,3})$",
    r"(?:^|[^\w-])(?P<value>z{2})(?:[^\w]|$)",
    r"(?i)(?P<value>ſtraße|k\w{2}s)",
    r"(?P<value>[\S]{2}é[^\s]{1,2})",
    r"(?i)x(?P<value>[^\W\d]{2})y",
    r"(?P<value>\p{L}{2}\x{1F600})",
    r"a(?P<value>[^\p{N}\s])b",
    r"(?P<value>b\s?\n\s?a)",
    r"S(?P<value>[0-9A-Za-z_]{16})",
    r"(?i)(?P<value>[ks]{4}\w{12,14})",
    r"S(?P<value>4|[4f]a)",
    r"(?i)ν[αά](?P<value>\w)",
)
ALPHABET = "aabbkz_-:= \n\x0b\x00\t0f4Kſ\u212aéßS😀xyp\u00a0νΆ"


def detector(pattern: str, prefilter: str | None = None, number: int = 0) -> Detector:
    return Detector(
        id=f"acme.d{number}",
        issuer="Acme",
        kind=Kind.CREDENTIAL,
        entity="ACME_KEY",
        confidence=Confidence.LOW,
        severity=Severity.LOW,
        pattern=pattern,
        prefilter=prefilter,
        remedy=Remedy(RemedyKind.ROTATE, None, ("Roll it.",)),
        file="credentials/acme.toml",
        name="Acme key",
    )


DETECTORS = [detector(pattern, number=number) for number, pattern in enumerate(PATTERNS)]
MIXED = [
    replace(one, prefilter_union=f"union {number % 4}" if number % 2 == 0 else None)
    for number, one in enumerate(DETECTORS)
]
GATED = [gated(one) for one in MIXED]
EACH: list[Prefilter | UnionPrefilter] = [
    HyperscanPrefilter(DETECTORS),
    Re2Prefilter(DETECTORS),
    united(DETECTORS),
    HyperscanPrefilter(MIXED),
    HyperscanPrefilter(GATED),
]
RUNS = st.text("kKsSſ\u212a4a_", min_size=14, max_size=22)


def databases(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.hs"))


def by_pattern(texts: Sequence[bytes]) -> set[tuple[int, int]]:
    return {
        (passage, number)
        for passage, text in enumerate(texts)
        for number, pattern in enumerate(PATTERNS)
        if compiled(pattern).search(text) is not None
    }


@settings(max_examples=400)
@given(st.lists(st.one_of(st.text(ALPHABET, max_size=30), st.text(max_size=12), RUNS), max_size=6))
@example(["K😀😀"])
@example(["xKſy"])
@example(["x\u212aſy"])
def test_no_candidate_is_ever_lost(texts: list[str]) -> None:
    encoded = [text.encode("utf-8", "replace") for text in texts]
    wanted = by_pattern(encoded)
    for prefilter in EACH:
        found = prefilter.candidates(*join(encoded))
        assert wanted <= set(found)
        assert found == sorted(set(found))
        assert all(0 <= passage < len(texts) for passage, _ in found)


def test_words_in_other_alphabets_are_compiled_when_a_text_has_such_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    word = gated(replace(detector("(?i)пароль|[가-힣]{2,4}번호"), prefilter_union="words"))
    assert word.gate == OTHER.name
    made: list[list[Sought]] = []

    def noted(members: Sequence[Sought], cache: Path | None) -> list[UnionPrefilter]:
        made.append(list(members))
        return unions(members, cache)

    monkeypatch.setattr(module, "unions", noted)
    prefilter = HyperscanPrefilter([word])
    assert prefilter.candidates(*join([b"password", b"2 keys"])) == []
    assert not any(made)
    for _ in range(2):
        assert prefilter.candidates(*join([b"password", "мой пароль".encode()])) == [(1, 0)]
    assert [len(members) for members in made if members] == [1]


def test_a_union_answers_the_same_once_a_member_is_searched_for_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"{number} pass: word{' zz' * (number % 5 == 0)}{' S4' * (number % 7 == 0)}".encode() for number in range(40)
    ]
    first = united(DETECTORS).candidates(*join(texts))
    monkeypatch.setattr(union_prefilter, "_TRIAL", 3)
    union = united(DETECTORS)
    assert union.candidates(*join(texts)) == first
    assert union.candidates(*join(texts)) == first
    assert {number for _, number in first} == {1, 3, 12}


def test_members_of_a_union_are_searched_for_in_one_pass_until_one_is_met_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passes: list[int] = []
    told_apart: list[int] = []
    woken, candidates = union_prefilter.woken, Databases.candidates

    def passing(program: Program, batch: bytes, borders: Sequence[int]) -> Iterator[int]:
        passes.append(len(borders) - 1)
        return woken(program, batch, borders)

    def telling(self: Databases, batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        told_apart.append(len(borders) - 1)
        return candidates(self, batch, borders)

    monkeypatch.setattr(union_prefilter, "woken", passing)
    monkeypatch.setattr(Databases, "candidates", telling)
    union = united(DETECTORS)
    seldom = [b"nothing"] * 200 + [b"pass: word"]
    often = [b"pass: word", b"nothing"] * 100
    union.candidates(*join(seldom))
    assert (passes, told_apart) == ([64, 137], [1])
    union.candidates(*join(seldom))
    assert (passes, told_apart) == ([64, 137, 201], [1, 1])
    union.candidates(*join(often))
    assert (passes[3:], told_apart[2:]) == ([200], [100])
    union.candidates(*join(often))
    assert (passes[4:], told_apart[3:]) == ([200, 200], [])


def test_threads_that_ask_at_the_same_time_get_what_one_gets() -> None:
    texts = [f"{number} k_0f4a ab {'x' * (number % 7)} pass: word".encode() for number in range(300)]
    batches = [join(texts[first:]) for first in range(0, 40, 5)]
    alone = list(starmap(HyperscanPrefilter(MIXED).candidates, batches))
    engine = HyperscanPrefilter(MIXED)
    with ThreadPoolExecutor(4) as threads:
        for _ in range(20):
            begun = list(starmap(engine.begin, batches))
            assert [each.result() for each in [threads.submit(answer) for answer in begun]] == alone
    assert len(alone[0]) > len(texts)


def test_detectors_stand_behind_the_gates_that_their_matches_open() -> None:
    assert [one.gate for one in GATED[-4:]] == ["key", "key", None, "letters"]
    assert {gate.name for gate in GATES} == {"letters", "key", "digit"}


def test_of_many_words_those_in_another_alphabet_are_looked_for_where_it_stands() -> None:
    latin, cyrillic = r"word\s|parola", r"слово|п[аa]роль"
    both = gated(replace(detector(PATTERNS[0], f"(?i){latin}|{cyrillic}"), prefilter_union="words"))
    assert both.parts == ((None, f"(?i){latin}"), ("letters", f"(?i){cyrillic}"))
    texts = ["a word here", "СЛОВО", "words", "αβγ parola", "слово word ."]
    found = HyperscanPrefilter([both]).candidates(*join([each.encode() for each in texts]))
    assert found == [(0, 0), (1, 0), (3, 0), (4, 0)]


def test_what_stands_behind_a_gate_is_compiled_when_a_text_opens_it(tmp_path: Path) -> None:
    behind = [replace(one, shipped=True) for one in GATED if one.gate == "key" and one.prefilter_union is None]
    engine = HyperscanPrefilter(behind, tmp_path)
    assert engine.candidates(*join([b"k_0f4a", b"ab"])) == []
    assert databases(tmp_path) == []
    assert engine.candidates(*join([b"ab", b"S" + b"a4" * 8 + b" kkss" + b"4" * 12])) != []
    assert len(databases(tmp_path)) == 1


def test_what_no_run_has_compiled_yet_is_compiled_at_once_by_two_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [text.encode() for text in ("k_0f4a", "S" + "a4" * 8 + " kkss" + "4" * 12, "ναx", "pass: word zz")]
    found = HyperscanPrefilter(GATED).candidates(*join(texts))
    threads: list[int] = []
    both = Barrier(2, timeout=20)

    def compiling(*given: object) -> object:
        if get_ident() not in threads:
            threads.append(get_ident())
            both.wait()  # neither ends before the other has begun
        return compile_all(*given)  # type: ignore[arg-type]  # as they were given

    compile_all = hyperscan_database._compile_all
    monkeypatch.setattr(hyperscan_database, "_compile_all", compiling)
    shipped = [replace(one, shipped=True) for one in GATED]
    HyperscanPrefilter(shipped, tmp_path)
    assert len(threads) == 2
    assert get_ident() not in threads
    kept = databases(tmp_path)
    monkeypatch.setattr(hyperscan_database, "_compile_all", None)
    assert HyperscanPrefilter(shipped, tmp_path).candidates(*join(texts)) == found
    assert databases(tmp_path) == kept


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX sends them")
def test_whoever_waits_for_patterns_to_be_compiled_can_be_interrupted() -> None:
    waiting = """if True:
        import time
        from chatscrub.detection.prefilter import _by_two

        _by_two([lambda: (print("begun", flush=True), time.sleep(60))])
    """
    with subprocess.Popen([sys.executable, "-c", waiting], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in said


def test_what_is_refused_while_all_is_compiled_is_told(tmp_path: Path) -> None:
    bad = replace(detector(r"(?P<value>\d(?=x))", number=99), shipped=True)
    with pytest.raises(PackError, match=r"acme\.d99"):
        HyperscanPrefilter([replace(DETECTORS[0], shipped=True), gated(bad)], tmp_path)


def test_where_the_gates_match_too_often_everything_is_looked_for_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [b"a" * 300, b"k" * 20, b"nothing", b"x4a4"]
    few = HyperscanPrefilter(GATED).candidates(*join(texts))
    monkeypatch.setattr(hyperscan_database, "MATCHES", 100)
    engine = HyperscanPrefilter(GATED)
    assert engine._gates.opened(*join(texts)) == [[0, 1, 2, 3]] * len(GATES)
    assert set(few) <= set(engine.candidates(*join(texts)))


@ENGINES
def test_a_candidate_is_named_with_the_passage_it_stands_in(engine: Callable[..., Prefilter]) -> None:
    texts = [b"nothing", b"k_0f4a", b"", b"k_0f4a", b"x\nab"]
    assert engine(DETECTORS).candidates(*join(texts)) == [(1, 0), (3, 0), (4, 2)]


@ENGINES
def test_borders_of_passages_are_borders_of_lines_and_words(engine: Callable[..., Prefilter]) -> None:
    texts = [b"ab", b"k_0f4a", b"zz", b"ab"]
    assert engine(DETECTORS).candidates(*join(texts)) == [(0, 2), (1, 0), (2, 3), (3, 2)]


@ENGINES
def test_a_match_across_passages_hides_no_match_inside_one(engine: Callable[..., Prefilter]) -> None:
    across = detector(r"(?P<value>a[^q]{1,20}b)")
    assert (1, 0) in engine([across]).candidates(*join([b"xx a", b"zz a b", b"b"]))


@ENGINES
def test_the_prefilter_expression_stands_in_for_the_pattern(engine: Callable[..., Prefilter]) -> None:
    one = detector(r"BEGIN (?P<value>[a-z\n]{1,400}) END", r"BEGIN [a-z]")
    assert engine([one]).candidates(*join([b"BEGIN abc", b"begin"])) == [(0, 0)]


@ENGINES
def test_nothing_in_gives_nothing_out(engine: Callable[..., Prefilter]) -> None:
    assert engine([]).candidates(*join([b"k_0f4a"])) == []
    assert engine(DETECTORS).candidates(*join([])) == []
    assert engine(DETECTORS).candidates(*join([b""])) == []


@ENGINES
def test_a_refused_pattern_is_named_with_its_file(engine: Callable[..., Prefilter]) -> None:
    with pytest.raises(PackError, match=r"credentials/acme\.toml: detector acme\.d7"):
        engine([*DETECTORS[:3], detector(r"(?P<value>a(?=b))", number=7)])


def test_a_property_that_engines_see_differently_is_refused() -> None:
    with pytest.raises(PackError, match=r"acme\.d0"):
        HyperscanPrefilter([detector(r"(?P<value>\p{Greek}{2})")])
    assert refusal(r"\p{Greek}{2}") is not None
    assert refusal(r"\p{Lu}{2}") is None


def test_more_detectors_than_one_set_holds_keep_their_numbers() -> None:
    many = [detector(rf"(?P<value>w{number}w)", number=number) for number in range(2 * SET_SIZE + 3)]
    for engine in (HyperscanPrefilter, Re2Prefilter, united):
        wanted = [(0, number) for number in range(len(many))]
        text = " ".join(f"w{number}w" for number in range(len(many))).encode()
        assert engine(many).candidates(*join([text])) == wanted


def test_an_re2_set_that_runs_out_of_memory_lets_every_member_fire(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"k_0f4a nothing else fires here"
    for power in range(10, 20):
        monkeypatch.setattr(re2_prefilter, "SET_MEMORY", 1 << power)
        found = Re2Prefilter(DETECTORS).candidates(*join([text]))
        assert (0, 0) in found
        if power == 10:
            assert found == [(0, number) for number in range(len(DETECTORS))]


def test_the_engine_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(prefilter_for(DETECTORS, "hyperscan"), HyperscanPrefilter)
    assert isinstance(prefilter_for(DETECTORS, "re2"), Re2Prefilter)
    assert isinstance(prefilter_for(DETECTORS), HyperscanPrefilter)
    with pytest.raises(UsageError, match="choose one of"):
        prefilter_for(DETECTORS, "grep")
    monkeypatch.setattr(module, "HAS_HYPERSCAN", False)
    assert isinstance(prefilter_for(DETECTORS), Re2Prefilter)
    with pytest.raises(UsageError, match="not installed"):
        prefilter_for(DETECTORS, "hyperscan")


def test_a_cached_database_answers_like_a_fresh_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = join([b"k_0f4a", b"password: abc", b"ab"])
    wanted = HyperscanPrefilter(DETECTORS).candidates(*batch)
    assert HyperscanPrefilter(DETECTORS, tmp_path).candidates(*batch) == wanted
    (file,) = databases(tmp_path)

    def forbidden(*_: object) -> None:
        raise AssertionError("compiled in spite of the cache")

    with monkeypatch.context() as patched:
        patched.setattr(hyperscan_database, "_compile_all", forbidden)
        assert HyperscanPrefilter(DETECTORS, tmp_path).candidates(*batch) == wanted
    assert file.exists()


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "folder"])
def test_a_damaged_cache_is_built_again(tmp_path: Path, damage: str) -> None:
    batch = join([b"k_0f4a"])
    HyperscanPrefilter(DETECTORS, tmp_path)
    (file,) = databases(tmp_path)
    content = file.read_bytes()
    file.unlink()
    if damage == "folder":
        file.mkdir()
    else:
        flipped = content[:-1] + bytes([content[-1] ^ 1])
        file.write_bytes({"empty": b"", "cut": content[:100], "flipped": flipped}[damage])
    assert HyperscanPrefilter(DETECTORS, tmp_path).candidates(*batch) == [(0, 0)]
    assert {path.name for path in tmp_path.iterdir()} == {file.name, "lock"}  # no half-written file stays behind
    assert damage == "folder" or file.read_bytes() == content


def test_a_cache_folder_that_cannot_be_made_is_no_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert HyperscanPrefilter(DETECTORS, blocked / "cache").candidates(*join([b"k_0f4a"])) == [(0, 0)]


def test_another_detector_set_gets_another_database(tmp_path: Path) -> None:
    HyperscanPrefilter(DETECTORS, tmp_path)
    assert HyperscanPrefilter(DETECTORS[1:2], tmp_path).candidates(*join([b"k_0f4a", b"pass:abc"])) == [(1, 0)]
    assert len(databases(tmp_path)) == 2


def kept_at_most(count: int, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fills the cache with one database and leaves room for so many of its size."""
    HyperscanPrefilter([detector(r"(?P<value>q9q)")], cache)
    (first,) = databases(cache)
    monkeypatch.setattr(hyperscan_database, "KEPT", count * first.stat().st_size)
    return first


def test_the_cache_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept_at_most(4, tmp_path, monkeypatch)
    os.utime(first, (0, 0))
    for number in range(7):
        HyperscanPrefilter([detector(rf"(?P<value>q{number}q)")], tmp_path)
    assert len(databases(tmp_path)) == 4
    assert first not in databases(tmp_path)


def test_the_databases_that_are_used_stay_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = kept_at_most(4, tmp_path, monkeypatch)
    for number in range(7):
        os.utime(used, (0, 0))
        HyperscanPrefilter([detector(r"(?P<value>q9q)")], tmp_path)
        HyperscanPrefilter([detector(rf"(?P<value>q{number}q)")], tmp_path)
    assert used in databases(tmp_path)


def test_detectors_of_the_operator_are_compiled_without_the_shipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = [replace(one, shipped=True) for one in DETECTORS]
    own = [detector(r"\b(?P<value>own_[0-9]{3})\b"), *DETECTORS[:2]]
    mixed = [shipped[0], own[0], *shipped[1:], *own[1:]]
    HyperscanPrefilter(shipped, tmp_path)
    compile_, sizes = hyperscan_database._compile_all, []

    def compiled_and_counted(expressions: Sequence[str], detectors: Sequence[Detector]) -> object:
        sizes.append(len(expressions))
        return compile_(expressions, detectors)

    monkeypatch.setattr(hyperscan_database, "_compile_all", compiled_and_counted)
    batch = join([b"k_0f4a own_123", b"pass:abc own_1234", b"x\nab"])
    found = HyperscanPrefilter(mixed, tmp_path).candidates(*batch)
    assert sizes == [len(own)]
    assert found == HyperscanPrefilter([replace(one, shipped=False) for one in mixed]).candidates(*batch)
    assert {number for _, number in found} >= {0, 1}


@pytest.mark.skipif(sys.platform == "win32", reason="nobody waits on Windows")
def test_those_who_need_a_database_at_once_compile_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_, kept, both = hyperscan_database._compile_all, hyperscan_database._kept, Barrier(2, timeout=60)
    missed: set[int] = set()
    compiled_by: list[int] = []

    def kept_after_both_have_looked(path: Path) -> object:
        found = kept(path)
        if get_ident() not in missed:
            missed.add(get_ident())
            both.wait()
        return found

    def compiled_and_counted(expressions: Sequence[str], detectors: Sequence[Detector]) -> object:
        compiled_by.append(get_ident())
        return compile_(expressions, detectors)

    monkeypatch.setattr(hyperscan_database, "_kept", kept_after_both_have_looked)
    monkeypatch.setattr(hyperscan_database, "_compile_all", compiled_and_counted)
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(lambda _: HyperscanPrefilter(DETECTORS, tmp_path), range(2))
    assert (len(missed), len(compiled_by)) == (2, 1)
    batch = join([b"k_0f4a", b"password: abc", b"ab"])
    assert one.candidates(*batch) == other.candidates(*batch)


@pytest.mark.parametrize(
    ("pattern", "rewritten"),
    [
        (r"a\sb", r"a[\t\n\f\r\x20]b"),
        (r"[\s,]", r"[\t\n\f\r\x20,]"),
        (r"[^]a\s]", r"[^]a\t\n\f\r\x20]"),
        (r"[a[]\s", r"[a\[][\t\n\f\r\x20]"),
        (r"[[:alpha:]_]", r"[[:alpha:]_]"),
        (r"a[ _.-]*[^b]{3,300}[c{2,90}][^[]", r"a[ _.-]*[^b]{3,}[c{2,90}][^\[]"),
        (r"\[\\s", r"\[\\s"),
        (r"\w", r"\w"),
        (r"a{3,300}?b{2,9}[{1,99}]\{1,99}c{40}d{7,}e{5}", r"a{3,}?b{2,9}[{1,99}]\{1,99}c{16,}d{7,}e{5}"),
        (r"\x{31}{40}[\x{2019}]", r"\x{31}{16,}[\x{2019}]"),
        (r"(?i)\w", r"(?i)[\w\x{17f}\x{212a}]"),
        (r"\p{Lu}[\p{Ll}\p{Nd}]", r"[A-Z\x{80}-\x{10ffff}][a-z\x{80}-\x{10ffff}0-9\x{80}-\x{10ffff}]"),
        (r"[^\p{Lu}\p{L}]", r"[^A-ZA-Za-z]"),
    ],
)
def test_what_hyperscan_gets_means_at_least_what_re2_means(pattern: str, rewritten: str) -> None:
    assert for_hyperscan(pattern) == rewritten


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?i:ask|mild(?:er)?)", [r"(?i:a(?-i:[sS])(?-i:[kK]))", r"(?i:mild(?:er)?)"]),
        (r"(?i)ask|\sK\||(?-i:s)[|sk)]", [r"(?i)a(?-i:[sS])(?-i:[kK])", r"(?i)\s(?-i:[kK])\|", r"(?i)(?-i:s)[|sk)]"]),
        (r"(?i:a|b)(?i:c|s)", [r"(?i:a|b)(?i:c|(?-i:[sS]))"]),
        (r"(?i:a|b)k|c", [r"(?i:a|b)k", "c"]),
        (r"k(?i)s|k", [r"k(?i)(?-i:[sS])|(?-i:[kK])"]),
        (r"(?i)(?:ab|\bk)", [r"(?i)ab", r"(?i)\b(?-i:[kK])"]),
        (r"(?i:\b(?:ab|k)\b[^|]*-p)", [r"(?i:\bab\b[^|]*-p)", r"(?i:\b(?-i:[kK])\b[^|]*-p)"]),
        (r"^(?:a|(?:b|c)d)e{2,}", [r"^ae{2,}", r"^(?:b|c)de{2,}"]),
        (r"(?:(?:a|b)c*|d)", [r"ac*", r"bc*", "d"]),
        (r"(?:a|b)[*+]\*{2,3}", [r"(?:a|b)[*+]\*{2,3}"]),
        (r"(?:a|b)+c*", [r"(?:a|b)+c*"]),
        (r"(?:a|b)c*(?i)d", [r"(?:a|b)c*(?i)d"]),
        (r"(?i:(?P<value>ab|k)|(?-i:a|k))", [r"(?i:(?P<value>ab|(?-i:[kK])))", r"(?i:(?-i:a|k))"]),
    ],
)
def test_each_word_is_a_pattern_of_its_own_in_which_only_ascii_letters_are_equal(
    pattern: str, expected: list[str]
) -> None:
    assert pieces(pattern) == expected


@given(st.text(ALPHABET.translate({ord("ſ"): None, ord("\u212a"): None}), max_size=40))
def test_the_pieces_of_a_pattern_match_where_it_matches(text: str) -> None:
    data = text.encode()
    led = r"(?i)\b(?:ab|k\w?|(?:z|é)a)\b[^\n|]*(?P<value>[ks]{2})"
    for each in map(for_hyperscan, (*PATTERNS, led)):
        assert any(compiled(piece).search(data) for piece in pieces(each)) == (compiled(each).search(data) is not None)


def test_what_is_compiled_at_once_leaves_words_in_other_alphabets_for_a_text_that_has_some(tmp_path: Path) -> None:
    one, other = detector(r"(?i)(?P<value>пароль|имя)"), detector(r"(?i)(?P<value>κωδικός)", number=1)
    words = [gated(replace(each, prefilter_union="words", shipped=True)) for each in (one, other)]
    plain = detector(r"(?P<value>ab{1,3})", number=2)
    prefilter = HyperscanPrefilter([*words, replace(plain, shipped=True)], tmp_path)
    at_first = len(databases(tmp_path))
    assert prefilter.candidates(*join([b"abb", "ПАРОЛЬ".encode(), "Κωδικός".encode()])) == [(0, 2), (1, 0), (2, 1)]
    assert len(databases(tmp_path)) == at_first + 1
