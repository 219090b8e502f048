"""What each file of detectors costs on texts in which little is to be found: its search, and what it wakes in vain.

    python -m benchmarks.weights [--text plain|dense|written] [--megabytes 10] [--only NAME …] [--json FILE]

One process, no archive: only the texts of messages, in batches as a scan has them. "Search" is the file's own patterns in
Hyperscan, compiled without all others, on the passages that its gate leaves; what is searched for in a union of RE2 is
listed by union instead. Patterns share work, so the sum is more than all together take. "Woken" are pairs of a passage and
a detector that the prefilter hands to verification, and "verified" is what looking at them takes, names and passwords left
out. Milliseconds of processor and counts are for a MB of text.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.corpus_texts import KINDS, KindOfText, Talk
from benchmarks.measuring import table, write_json
from chatscrub.detection.batch import Prefilter, join, join_texts, passage
from chatscrub.detection.candidates import BATCH
from chatscrub.detection.databases import Databases
from chatscrub.detection.dummies import Dummies
from chatscrub.detection.gates import GATES, Sought, by_gate
from chatscrub.detection.hyperscan_database import GateDatabase
from chatscrub.detection.pack_cache import load_kept
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.detection.union_prefilter import UnionPrefilter
from chatscrub.detection.verify import claims
from chatscrub.detection.wakers import DECODER, reader_of
from chatscrub.kept_file import default_cache
from chatscrub.model.detector import Detector

Batch = tuple[bytes, Sequence[int]]
_ROUNDS = 3  # the best of them counts


def batches(kind: KindOfText, megabytes: float) -> list[Batch]:
    """Seeded texts with nothing planted in them, joined as a scan joins them."""
    talk, texts, size = Talk(random.Random(1), often=0.0, kind=kind), list[str](), 0
    made: list[Batch] = []
    left = megabytes * 1e6
    while left > 0:
        texts.append(talk.text())
        size += len(texts[-1])
        left -= len(texts[-1].encode())
        if size >= BATCH or left <= 0:
            made.append(join_texts(texts))
            texts, size = [], 0
    return made


def behind(gate: str | None, all_of: Sequence[Batch]) -> list[Batch]:
    """The passages of each batch in which a gate is open."""
    if gate is None:
        return list(all_of)
    database = GateDatabase([each.expressions for each in GATES])
    number = [each.name for each in GATES].index(gate)
    opened = [(batch, borders, database.opened(batch, borders)[number]) for batch, borders in all_of]
    return [join(passage(batch, borders, index) for index in indexes) for batch, borders, indexes in opened if indexes]


def milliseconds(search: Callable[[bytes, Sequence[int]], Iterable[object]], all_of: Sequence[Batch]) -> float:
    """Of processor, for all batches; what the first round makes is not counted."""
    best = float("inf")
    for number in range(_ROUNDS + 1):
        began = time.thread_time()
        for batch in all_of:
            for _ in search(*batch):
                pass
        best = min(best, time.thread_time() - began) if number else best
    return best * 1000


def searches(detectors: Sequence[Detector], all_of: Sequence[Batch], only: Sequence[str]) -> dict[str, float]:
    """Milliseconds of the search for each file, and for each union, by name; with `only`, of these files alone."""
    found: dict[str, float] = defaultdict(float)
    for gate, members in by_gate(enumerate(detectors)).items():
        part = behind(gate, all_of)
        of_file: dict[str, list[Sought]] = defaultdict(list)
        for each in members:
            if each.detector.prefilter_union is None:
                of_file[each.detector.file].append(each)
        for file, alone in of_file.items():
            if not only or Path(file).stem in only:
                found[_name(file)] += milliseconds(Databases(alone, cache=None).candidates, part)
        if only:
            continue
        of_union: dict[str, list[Sought]] = defaultdict(list)
        for each in members:
            if each.detector.prefilter_union is not None:
                of_union[each.detector.prefilter_union].append(each)
        for name, sought in of_union.items():
            found[f"union {name}, gate {gate or '-'}"] += milliseconds(UnionPrefilter(sought).candidates, part)
    return dict(found)


def woken(detectors: Sequence[Detector], prefilter: Prefilter, all_of: Sequence[Batch]) -> dict[str, list[bytes]]:
    """By id of a detector, the passages that a prefilter hands to it; models, and fields of forms, are left out."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for batch, borders in all_of:
        for index, number in prefilter.candidates(batch, borders):
            one = detectors[number] if number < len(detectors) else None  # else it wakes a reader
            if one is not None and one.model is None and not one.fields:
                found[one.id].append(passage(batch, borders, index))
    return found


def verification(one: Detector, texts: Sequence[bytes], dummies: Dummies) -> float:
    """Milliseconds of processor that a detector takes to look at texts; compiling its pattern is not counted."""
    for text in texts[:1]:
        claims(one, text, dummies)
    began = time.thread_time()
    for text in texts:
        claims(one, text, dummies)
    return (time.thread_time() - began) * 1000


def weights(kind: KindOfText, megabytes: float, only: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """By file or union: milliseconds of search, passages woken and milliseconds of verification, each for a MB of text."""
    detectors = load_kept()
    all_of = batches(kind, megabytes)
    size = sum(len(batch) for batch, _ in all_of) / 1e6
    searched = searches(detectors, all_of, only)
    counts: Counter[str] = Counter()
    looked: dict[str, float] = defaultdict(float)
    prefilter = prefilter_for((*detectors, DECODER, reader_of(detectors)), cache=default_cache())
    dummies, passages = Dummies(), woken(detectors, prefilter, all_of)
    for one in detectors:
        if texts := passages.get(one.id):
            counts[_name(one.file)] += len(texts)
            looked[_name(one.file)] += verification(one, texts, dummies)
    names = searched if only else searched.keys() | counts.keys()
    return {each: (searched.get(each, 0.0) / size, counts[each] / size, looked.get(each, 0.0) / size) for each in names}


def _name(file: str) -> str:
    return "/".join(Path(file).parts[-2:]).removesuffix(".toml")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", choices=KINDS, default="plain")
    parser.add_argument("--megabytes", type=float, default=10.0, help="of text")
    parser.add_argument("--only", nargs="+", default=[], help="names of detector files, without .toml")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = weights(given.text, given.megabytes, given.only)
    rows = sorted(found.items(), key=lambda each: -(each[1][0] + each[1][2]))
    head = ("ms, or passages, for a MB of text", "search", "woken", "verified")
    print(table(head, [(name, *of) for name, of in rows]))
    write_json(given.json, {"text": given.text, "megabytes": given.megabytes, "weights": found})


if __name__ == "__main__":
    main()
