"""Recall, precision and false alarms of the detectors on labelled text.

    python -m benchmarks.quality CASES [--verbose]

CASES is a folder with any of

* ``secrets.jsonl``: ``{text, kind: "positive" | "negative", secret, source_repo, provider}``;
* ``benign.jsonl``: ``{id, text}``, where every finding is a false alarm; the first part of the id is the kind of text;
* ``pii/*.jsonl``: ``{text, spans: [{start, end, label}]}``.

A positive is found when a finding of medium confidence or over overlaps the secret. A labelled span is found when a
finding of its label covers half of it, and a finding is right when half of it lies in a span of its label.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from chatscrub.detection.cascade import Detection
from chatscrub.detection.packs import load_packs
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence, Kind
from chatscrub.model.finding import Finding

LABELS = {
    "EMAIL": {"EMAIL_ADDRESS"},
    "PHONE": {"PHONE_NUMBER"},
    "CARD": {"CREDIT_CARD"},
    "IBAN": {"IBAN_CODE"},
    "SSN": {"US_SSN"},
    "IP": {"IP_ADDRESS"},
    "PERSON": {"PERSON"},
    "ADDRESS": {"ADDRESS"},
}
BATCH = 2000
ACCOUNT = Account("benchmark", id="nobody")


def read(path: Path) -> list[dict[str, Any]]:
    """The cases of one file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def findings_of(detection: Detection, texts: Sequence[str]) -> Iterator[list[Finding]]:
    """For each text its findings of medium confidence or over."""
    for first in range(0, len(texts), BATCH):
        passages = [
            Passage(Conversation("benchmark", str(number), ACCOUNT), text, "text", ACCOUNT, message_id=str(number))
            for number, text in enumerate(texts[first : first + BATCH])
        ]
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in detection.scan(passages).findings:
            if finding.confidence >= Confidence.MEDIUM:
                found[finding.passage.message_id or ""].append(finding)
        for number in range(len(passages)):
            yield found[str(number)]


def spans(finding: Finding) -> list[tuple[int, int]]:
    """All places of a finding in its text."""
    return [(finding.start, finding.end), *((each.start, each.end) for each in finding.also_at)]


def secrets(detection: Detection, path: Path, *, verbose: bool) -> None:
    """Recall on positives, share of negatives with a finding."""
    cases = read(path)
    hits: Counter[tuple[str, str]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    flagged: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for case, found in zip(cases, findings_of(detection, [case["text"] for case in cases]), strict=True):
        group = (case["source_repo"], case["kind"])
        totals[group] += 1
        credentials = [finding for finding in found if finding.kind is Kind.CREDENTIAL]
        if case["kind"] == "negative":
            hits[group] += bool(credentials)
            flagged.update({finding.detector for finding in credentials})
            continue
        secret = case.get("secret") or case["text"]
        places = [at for at in range(len(case["text"])) if case["text"].startswith(secret, at)]
        hit = any(
            start < at + len(secret) and at < end
            for finding in credentials
            for start, end in spans(finding)
            for at in places
        )
        hits[group] += hit
        if not hit:
            missed[str(case.get("provider"))] += 1
    print(f"\n{'credentials':<34}{'recall':>16}{'negatives flagged':>22}")
    for source in sorted({source for source, _ in totals}):
        print(
            f"{source:<34}{_share(hits, totals, (source, 'positive')):>16}{_share(hits, totals, (source, 'negative')):>22}"
        )
    for kind in ("positive", "negative"):
        hits["all", kind] = sum(count for (_, each), count in hits.items() if each == kind)
        totals["all", kind] = sum(count for (_, each), count in totals.items() if each == kind)
    print(f"{'all':<34}{_share(hits, totals, ('all', 'positive')):>16}{_share(hits, totals, ('all', 'negative')):>22}")
    if verbose:
        print("  most missed:", ", ".join(f"{each} {count}" for each, count in missed.most_common(40)))
        print("  flag negatives:", ", ".join(f"{each} {count}" for each, count in flagged.most_common(20)))


def _share(hits: Counter[tuple[str, str]], totals: Counter[tuple[str, str]], group: tuple[str, str]) -> str:
    return f"{hits[group] / totals[group]:.3f} of {totals[group]}" if totals[group] else "-"


def benign(detection: Detection, path: Path, *, verbose: bool) -> None:
    """False alarms a MB of harmless text."""
    cases = read(path)
    size: Counter[str] = Counter()
    alarms: Counter[tuple[str, Kind, Confidence]] = Counter()
    noisy: Counter[str] = Counter()
    for case, found in zip(cases, findings_of(detection, [case["text"] for case in cases]), strict=True):
        folder = case["id"].split("/")[0]
        size[folder] += len(case["text"].encode())
        for finding in found:
            alarms[folder, finding.kind, finding.confidence] += 1
            noisy[f"{finding.detector}:{finding.confidence.label}"] += 1
    columns = [(kind, confidence) for kind in Kind for confidence in (Confidence.HIGH, Confidence.MEDIUM)]
    print(f"\n{'false alarms a MB':<18}{'MB':>6}" + "".join(f"{f'{kind.value} {c.label}':>20}" for kind, c in columns))
    for folder in [*sorted(size), "all"]:
        folders = sorted(size) if folder == "all" else [folder]
        megabytes = sum(size[each] for each in folders) / 1e6
        cells = (sum(alarms[each, kind, c] for each in folders) / megabytes for kind, c in columns)
        print(f"{folder:<18}{megabytes:>6.2f}" + "".join(f"{cell:>20.2f}" for cell in cells))
    if verbose:
        print("  noisiest:", ", ".join(f"{each} {count}" for each, count in noisy.most_common(40)))


def personal_data(detection: Detection, path: Path) -> None:
    """Precision, recall and F1 by label."""
    cases = read(path)
    gold: Counter[str] = Counter()
    found_gold: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case, found in zip(cases, findings_of(detection, [case["text"] for case in cases]), strict=True):
        for label, entities in LABELS.items():
            wanted = [(each["start"], each["end"]) for each in case["spans"] if each["label"] == label]
            given = [place for finding in found if finding.entity in entities for place in spans(finding)]
            gold[label] += len(wanted)
            claimed[label] += len(given)
            found_gold[label] += sum(_covered(each, given) for each in wanted)
            right[label] += sum(_covered(each, wanted) for each in given)
    present = [label for label in LABELS if gold[label]]
    print(f"\n{path.stem:<34}{'gold':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for label in present:
        precision = right[label] / claimed[label] if claimed[label] else 0.0
        recall = found_gold[label] / gold[label]
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{label:<34}{gold[label]:>7}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}")


def _covered(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    start, end = span
    return sum(max(0, min(end, right) - max(start, left)) for left, right in others) * 2 >= end - start > 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--verbose", action="store_true", help="name the worst detectors and issuers")
    options = parser.parse_args()
    detectors = load_packs()
    detection = Detection(detectors, b"benchmark")
    began = time.perf_counter()
    print(f"{len(detectors)} detectors, findings of medium confidence and over")
    if (options.cases / "secrets.jsonl").exists():
        secrets(detection, options.cases / "secrets.jsonl", verbose=options.verbose)
    if (options.cases / "benign.jsonl").exists():
        benign(detection, options.cases / "benign.jsonl", verbose=options.verbose)
    for path in sorted((options.cases / "pii").glob("*.jsonl")):
        personal_data(detection, path)
    print(f"\n{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
