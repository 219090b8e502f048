"""Trains the letter statistics of `chatscrub.detection.letter_statistics` on harmless text, and measures them.

    python -m benchmarks.training.randomness                    writes the table again
    python -m benchmarks.training.randomness --measure CASES    the table beside plain entropy, on text of other origin

The text is the Python standard library: identifiers, docstrings and comments, all of it shipped with the interpreter.
CASES is a folder with ``benign.jsonl``, whose long words and names are the harmless side. The other side are random
strings of the shapes that keys have. Error is the share of harmless strings that pass when 98 % of the random ones do.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sysconfig
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from chatscrub.detection import letter_statistics
from chatscrub.detection.letter_statistics import ALPHABET, TABLE, bits_per_character, entropy, folded, quantised
from chatscrub.detection.samples import fill

WORD = re.compile(r"[A-Za-z0-9_-]{3,}")
LONG = re.compile(r"(?<![A-Za-z0-9_+/-])[A-Za-z0-9_-]{16,64}(?![A-Za-z0-9_+/=-])")
SKIPPED = {"test", "idlelib", "site-packages", "encodings", "__pycache__", "unicodedata", "pydoc_data"}
PRIOR = 0.5  # counts added to each trigram
SHAPES = ("alnum", "hex", "lowernum", "uppernum", "base64url", "base58")
LENGTHS = (16, 20, 24, 32, 40)


def library() -> Iterator[str]:
    """The standard library's sources without its tests and tables."""
    root = Path(sysconfig.get_path("stdlib"))
    for path in sorted(root.rglob("*.py")):
        if not SKIPPED & set(path.relative_to(root).parts):
            yield path.read_text("utf-8", "replace")


def counted(texts: Iterable[str]) -> Counter[str]:
    """How often each trigram of the folded alphabet occurs in words that are no random strings themselves."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(WORD.findall(text))
    counts: Counter[str] = Counter()
    for word, times in words.items():
        if sum(map(str.isdigit, word)) * 3 > len(word) or len(word) > 40:
            continue
        weight = 1 + math.log2(times)  # a word that is on every page says little more than one that is on a few
        padded = f"__{folded(word)}_"
        for first in range(len(padded) - 2):
            counts[padded[first : first + 3]] += round(weight * 16)
    return counts


def table(counts: Counter[str]) -> str:
    """One line for each two characters, one printable character for each third: its probability in quantised bits."""
    lines: list[str] = []
    for left in ALPHABET:
        for right in ALPHABET:
            row = [counts[left + right + third] / 16 + PRIOR for third in ALPHABET]
            lines.append("".join(quantised(-math.log2(value / sum(row))) for value in row))
    return "\n".join(lines) + "\n"


def measure(cases: Path) -> None:
    """Prints area under the curve and error of the table and of entropy."""
    harmless: set[str] = set()
    with (cases / "benign.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case["id"].split("/")[0] in {"code", "docs", "prose"}:
                harmless.update(LONG.findall(case["text"]))
    names = [word for word in harmless if not re.fullmatch(r"[0-9a-f-]{16,}|[0-9_-]+|(.)\1+", word, re.IGNORECASE)]
    mixed = [word for word in names if re.search("[0-9]", word) and re.search("[A-Za-z]", word)]
    scores: dict[str, Callable[[str], float]] = {
        "entropy": entropy,
        "entropy / log2(length)": lambda value: entropy(value) / math.log2(len(value)),
        "letter statistics": lambda value: -bits_per_character(value),
    }
    print(f"{'harmless':<18}{'random':<14}" + "".join(f"{name:>34}" for name in scores))
    for title, words in (("all names", names), ("with digits", mixed)):
        for shape in (*SHAPES, "all"):
            shapes = SHAPES if shape == "all" else (shape,)
            random = [
                fill(f"{{{{{each}:{length}}}}}", str(seed))
                for each in shapes
                for length in LENGTHS
                for seed in range(80)
            ]
            cells = [
                compared([score(each) for each in random], [score(each) for each in words]) for score in scores.values()
            ]
            print(f"{f'{title} {len(words)}':<18}{shape:<14}" + "".join(f"{cell:>34}" for cell in cells))


def compared(random: list[float], harmless: list[float]) -> str:
    """Area under the curve, and error at 98 % recall."""
    ranked = sorted([(score, 1) for score in random] + [(score, 0) for score in harmless])
    rank_sum = sum(rank for rank, (_, label) in enumerate(ranked, 1) if label)
    area = (rank_sum - len(random) * (len(random) + 1) / 2) / (len(random) * len(harmless))
    bar = sorted(random)[len(random) // 50]
    return f"AUC {area:.4f} error {sum(score >= bar for score in harmless) / len(harmless):.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", type=Path, metavar="CASES", help="compare the table with entropy; writes nothing")
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return
    TABLE.write_text(table(counted(library())), "utf-8")
    letter_statistics.probabilities.cache_clear()
    print(f"{TABLE}: {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
