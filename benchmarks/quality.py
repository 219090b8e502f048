"""Recall, precision and false alarms on labelled text, with detect-secrets and Presidio beside us on request.

    python -m benchmarks.quality CASES [--peers] [--verbose] [--summary]

CASES is a folder with any of

* ``secrets.jsonl``: ``{text, kind: "positive" | "negative", secret, source_repo, provider}``;
* ``pastes.jsonl``: the same, chat messages with a credential in them, and look-alikes;
* ``benign.jsonl``: ``{id, text}``, where every finding is a false alarm; the first part of the id is the kind of text;
* ``chats.jsonl``: ``{lang, text, spans: [{start, end, label}]}``, where the label CREDENTIAL stands for any credential
  and every other label for personal data;
* ``pii/*.jsonl``: ``{text, spans: [{start, end, label}]}``.

We count findings of medium confidence and over, a peer everything it claims. A positive is found when a finding
overlaps the secret. A labelled span is found when findings of its label cover half of it, and a finding is right when
half of it lies in spans of its label. The sample exports are measured against what stands beside them, generated messages
against what was planted in them. `--summary` ends
with one table of everybody beside each other, in Markdown.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.corpus_texts import KINDS, Talk
from chatscrub.detection.cascade import Detection
from chatscrub.detection.packs import load_packs
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence, Kind

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
TEXTS = 10_000  # generated messages of each kind
PLANTED = 0.02  # share of them with a planted value
ISSUERS = 40  # with the most cases, shown on request
ACCOUNT = Account("benchmark", id="nobody")
SAMPLES = Path(__file__).parent.parent / "sample_exports"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a finder about a text; offsets in characters."""

    what: str
    kind: Kind
    start: int
    end: int
    entity: str = ""
    high: bool = True


Finder = Callable[[Sequence[str]], Iterator[list[Claim]]]
Rows = list[tuple[str, ...]]


def ours(detection: Detection) -> Finder:
    """Our findings of medium confidence and over, text by text."""

    def find(texts: Sequence[str]) -> Iterator[list[Claim]]:
        for first in range(0, len(texts), BATCH):
            part = texts[first : first + BATCH]
            passages = [
                Passage(Conversation("benchmark", str(number), ACCOUNT), text, "text", ACCOUNT, message_id=str(number))
                for number, text in enumerate(part)
            ]
            found: dict[str, list[Claim]] = defaultdict(list)
            for each in detection.scan(passages).findings:
                if each.confidence >= Confidence.MEDIUM:
                    places = [(each.start, each.end), *((span.start, span.end) for span in each.also_at)]
                    found[each.passage.message_id or ""] += [
                        Claim(each.detector, each.kind, start, end, each.entity, each.confidence is Confidence.HIGH)
                        for start, end in places
                    ]
            for number in range(len(part)):
                yield found[str(number)]

    return find


def theirs(peer: peers.Peer, kind: Kind) -> Finder:
    """A peer's claims; all are of one kind."""

    def find(texts: Sequence[str]) -> Iterator[list[Claim]]:
        for text in texts:
            yield [Claim(entity, kind, start, end, entity) for entity, start, end in peer(text)]

    return find


def read(path: Path) -> list[dict[str, Any]]:
    """The cases of one file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def show(title: str, header: Sequence[str], rows: Rows) -> None:
    """A table with the first column to the left."""
    print(f"\n{title}")
    for row in [header, *rows]:
        print(f"  {row[0]:<34}" + "".join(f"{cell:>15}" for cell in row[1:]))


def in_markdown(columns: Mapping[str, Mapping[str, str]]) -> str:
    """The figures of all finders beside each other: finder → measure → figure."""
    measures = list(dict.fromkeys(measure for figures in columns.values() for measure in figures))
    lines: list[list[str]] = [["measure", *columns], ["---", *("--:" for _ in columns)]]
    lines += [[measure, *(figures.get(measure, "–") for figures in columns.values())] for measure in measures]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def of_all(rows: Rows, names: Sequence[str]) -> dict[str, str]:
    """The last row of a table, which is over everything, under the names given for its columns ("" leaves one out)."""
    return {
        name: cell.partition(" of ")[0] for name, cell in zip(names, rows[-1][1:], strict=True) if name and cell != "-"
    }


def secrets(find: Finder, cases: list[dict[str, Any]], *, verbose: bool) -> Rows:
    """Recall on positives and share of negatives with a claim, by source."""
    hits: Counter[tuple[str, str]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    flagged: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    of_issuer: Counter[str] = Counter()
    for case, found in zip(cases, find([case["text"] for case in cases]), strict=True):
        credentials = [claim for claim in found if claim.kind is Kind.CREDENTIAL]
        if case["kind"] == "negative":
            hit = bool(credentials)
            flagged.update({claim.what for claim in credentials})
        else:
            hit = _meets(credentials, case["text"], case.get("secret") or case["text"])
            issuer = str(case.get("provider"))
            of_issuer[issuer] += 1
            missed.update([] if hit else [issuer])
        for group in ((case["source_repo"], case["kind"]), ("all", case["kind"])):
            totals[group] += 1
            hits[group] += hit
    if verbose:
        issuers: Rows = [
            (each, str(count), f"{1 - missed[each] / count:.3f}") for each, count in of_issuer.most_common(ISSUERS)
        ]
        show("credentials by issuer", ("", "cases", "recall"), issuers)
        print("  most missed:", ", ".join(f"{each} {count}" for each, count in missed.most_common(40)))
        print("  flag negatives:", ", ".join(f"{each} {count}" for each, count in flagged.most_common(20)))
    sources = [*sorted({source for source, _ in totals if source != "all"}), "all"]
    return [
        (each, _share(hits, totals, (each, "positive")), _share(hits, totals, (each, "negative"))) for each in sources
    ]


def _meets(claims: list[Claim], text: str, secret: str) -> bool:
    places = [at for at in range(len(text)) if text.startswith(secret, at)]
    return any(claim.start < at + len(secret) and at < claim.end for claim in claims for at in places)


def _share(hits: Counter[tuple[str, str]], totals: Counter[tuple[str, str]], group: tuple[str, str]) -> str:
    return f"{hits[group] / totals[group]:.3f} of {totals[group]}" if totals[group] else "-"


def benign(find: Finder, cases: list[dict[str, Any]], *, verbose: bool) -> Rows:
    """False alarms a MB of harmless text, by kind of text."""
    size: Counter[str] = Counter()
    alarms: Counter[tuple[str, Kind, bool]] = Counter()
    noisy: Counter[str] = Counter()
    for case, found in zip(cases, find([case["text"] for case in cases]), strict=True):
        for folder in (case["id"].split("/")[0], "all"):
            size[folder] += len(case["text"].encode())
            alarms.update((folder, claim.kind, claim.high) for claim in found)
        noisy.update(f"{claim.what}{'' if claim.high else ' (medium)'}" for claim in found)
    if verbose:
        print("  noisiest:", ", ".join(f"{each} {count}" for each, count in noisy.most_common(40)))
    rows: Rows = []
    for folder in [*sorted(set(size) - {"all"}), "all"]:
        megabytes = size[folder] / 1e6
        cells = (alarms[folder, kind, high] / megabytes for kind in Kind for high in (True, False))
        rows.append((folder, f"{megabytes:.2f}", *(f"{cell:.2f}" for cell in cells)))
    return rows


def chats(find: Finder, cases: list[dict[str, Any]]) -> Rows:
    """Recall and precision of credentials and of personal data, by language."""
    counts: dict[tuple[str, Kind], Counter[str]] = defaultdict(Counter)
    for case, found in zip(cases, find([case["text"] for case in cases]), strict=True):
        for kind in Kind:
            gold = [
                (s["start"], s["end"])
                for s in case["spans"]
                if (s["label"] == "CREDENTIAL") is (kind is Kind.CREDENTIAL)
            ]
            given = [(claim.start, claim.end) for claim in found if claim.kind is kind]
            for group in (case["lang"], "all"):
                tally = counts[group, kind]
                tally["gold"] += len(gold)
                tally["found"] += sum(_covered(each, given) for each in gold)
                tally["given"] += len(given)
                tally["right"] += sum(_covered(each, gold) for each in given)
    rows: Rows = []
    for language in [*sorted({each for each, _ in counts} - {"all"}), "all"]:
        cells: list[str] = []
        for kind in Kind:
            tally = counts[language, kind]
            cells += [str(tally["gold"]), _ratio(tally["found"], tally["gold"]), _ratio(tally["right"], tally["given"])]
        rows.append((language, *cells))
    return rows


def personal_data(find: Finder, cases: list[dict[str, Any]]) -> Rows:
    """Precision, recall and F1 by label."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for case, found in zip(cases, find([case["text"] for case in cases]), strict=True):
        for label, entities in LABELS.items():
            gold = [(each["start"], each["end"]) for each in case["spans"] if each["label"] == label]
            given = [(claim.start, claim.end) for claim in found if claim.entity in entities]
            tallies[label]["gold"] += len(gold)
            tallies[label]["found"] += sum(_covered(each, given) for each in gold)
            tallies[label]["given"] += len(given)
            tallies[label]["right"] += sum(_covered(each, gold) for each in given)
    rows: Rows = []
    for label, tally in tallies.items():
        if tally["gold"]:
            both = tally["found"] * tally["given"] + tally["right"] * tally["gold"]
            f1 = 2 * tally["found"] * tally["right"] / (both or 1)
            ratios = _ratio(tally["right"], tally["given"]), _ratio(tally["found"], tally["gold"])
            rows.append((label, str(tally["gold"]), *ratios, f"{f1:.3f}"))
    return rows


def _covered(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    start, end = span
    return sum(max(0, min(end, right) - max(start, left)) for left, right in others) * 2 >= end - start > 0


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def samples() -> Rows:
    """The sample exports: expected, found, and findings that were not expected."""
    from tests.running import scanned

    rows: Rows = []
    for folder in sorted(path.parent for path in SAMPLES.glob("*/expected.toml")):
        expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
        must = Counter((each["message"], each["entity"]) for each in expected["must"])
        _, records = scanned(folder)
        found = Counter((each["message_id"] or each["place"], each["entity"]) for each in records)
        rows.append((folder.name, str(must.total()), str((must & found).total()), str((found - must).total())))
    return rows


def planted(find: Finder) -> Rows:
    """Messages as the seeded archives of benchmarks/corpus.py hold them: those with a planted value in which something is
    found, and findings in the others. Dense text is full of addresses and names, which are found rightly.
    """
    rows: Rows = []
    for kind in KINDS:
        talk = Talk(random.Random(5), PLANTED, kind)
        texts: list[str] = []
        holds: list[bool] = []
        for _ in range(TEXTS):
            before = len(talk.planted)
            texts.append(talk.text())
            holds.append(len(talk.planted) > before)
        counts = list(map(len, find(texts)))
        hits = sum(bool(count) for count, held in zip(counts, holds, strict=True) if held)
        others = sum(count for count, held in zip(counts, holds, strict=True) if not held)
        rows.append((kind, str(sum(holds)), str(hits), str(others)))
    return rows


def measured(find: Finder, cases: Path, *, credentials: bool, personal: bool, verbose: bool) -> dict[str, str]:
    """Measures one finder on all cases, prints the tables, and gives the figures of the summary."""
    figures: dict[str, str] = {}
    if (path := cases / "secrets.jsonl").exists() and credentials:
        rows = secrets(find, read(path), verbose=verbose)
        show("credentials", ("", "recall", "negatives hit"), rows)
        figures |= of_all(rows, ("other tools' credential cases: recall", "… share of look-alikes hit"))
    if (path := cases / "pastes.jsonl").exists() and credentials:
        rows = secrets(find, read(path), verbose=verbose)
        show("credentials pasted into chats", ("", "recall", "negatives hit"), rows)
        figures |= of_all(rows, ("credentials pasted into chats: recall", "… share of their look-alikes hit"))
    if (path := cases / "chats.jsonl").exists():
        languages = ("language", "credentials", "recall", "precision", "personal", "recall", "precision")
        rows = chats(find, read(path))
        show("chats", languages, rows)
        of_credentials = (
            ("", "chats in nine languages: recall of credentials", "… precision") if credentials else ("",) * 3
        )
        of_people = ("", "chats: recall of personal data", "… precision of it") if personal else ("",) * 3
        figures |= of_all(rows, [*of_credentials, *of_people])
    if (path := cases / "benign.jsonl").exists():
        header = ("false alarms a MB", "MB", "cred. high", "cred. medium", "pii high", "pii medium")
        rows = benign(find, read(path), verbose=verbose)
        show("harmless text", header, rows)
        high, medium = (sum(float(rows[-1][column]) for column in columns) for columns in ((2, 4), (3, 5)))
        figures["harmless text: false alarms a MB at high confidence"] = f"{high:.1f}"
        figures["… at medium and over"] = f"{high + medium:.1f}"
    for path in sorted((cases / "pii").glob("*.jsonl")) if personal else []:
        rows = personal_data(find, read(path))
        show(path.stem, ("", "gold", "precision", "recall", "F1"), rows)
        figures |= {f"{path.stem}: F1 of {row[0]}": row[4] for row in rows}
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--peers", action="store_true", help="measure detect-secrets and Presidio too (minutes)")
    parser.add_argument("--verbose", action="store_true", help="name the worst detectors and issuers")
    parser.add_argument("--summary", action="store_true", help="end with one table in Markdown")
    options = parser.parse_args()
    detectors = load_packs()
    finders = {"chatscrub": ours(Detection(detectors, b"benchmark"))}
    if options.peers:
        finders["detect-secrets"] = theirs(peers.detect_secrets(), Kind.CREDENTIAL)
        finders["Presidio"] = theirs(peers.presidio(), Kind.PII)
    print(f"{len(detectors)} detectors, medium confidence and over")
    show("sample exports", ("", "must", "found", "unexpected"), samples())
    show("generated messages", ("text", "planted", "found", "elsewhere"), planted(finders["chatscrub"]))
    columns: dict[str, dict[str, str]] = {}
    for name, find in finders.items():
        began = time.perf_counter()
        print(f"\n=== {name}")
        credentials, personal = name != "Presidio", name != "detect-secrets"
        columns[name] = measured(
            find, options.cases, credentials=credentials, personal=personal, verbose=options.verbose
        )
        print(f"\n{time.perf_counter() - began:.1f} s")
    if options.summary:
        print(f"\n{in_markdown(columns)}")


if __name__ == "__main__":
    main()
