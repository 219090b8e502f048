"""Passages → findings: a prefilter over the bytes of a batch, then each candidate verified, merged and explained.

The cascade finds exactly what running every detector over every passage finds (`Detection.scan` with
``exhaustive=True``); a test holds that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from chatscrub.detection import titles
from chatscrub.detection.adjacent import Joint
from chatscrub.detection.batch import Prefilter
from chatscrub.detection.candidates import Candidates, Woken
from chatscrub.detection.claim import Claim
from chatscrub.detection.claimed import Claimed
from chatscrub.detection.colleagues import colleagues
from chatscrub.detection.decode import DEPTH, layers
from chatscrub.detection.dialect import UNION_MEMORY, compiled, for_union
from chatscrub.detection.dummies import Dummies
from chatscrub.detection.forgetting import forget_patterns, forget_words
from chatscrub.detection.judge import Judge
from chatscrub.detection.merge import winners
from chatscrub.detection.messages import fold, with_subjects
from chatscrub.detection.pack_file import NAMES, PASSWORD
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.detection.readers import ByteReading, field_names, keys_of, read_bytes
from chatscrub.detection.records import Positions
from chatscrub.detection.verify import Asked, claims
from chatscrub.detection.wakers import DECODER, reader_of
from chatscrub.discreet import Discreet, Hidden
from chatscrub.kept_file import default_cache
from chatscrub.memory import give_back
from chatscrub.model.conversation import Account, Passage, Role
from chatscrub.model.detector import Detector
from chatscrub.model.finding import Finding, Span

if TYPE_CHECKING:
    from chatscrub.detection.names.model import NameModel

_GIVE_BACK = 1 << 26
"""Characters after which free memory is given back: with fewer, it would be taken again at once."""
_FORGET = 1 << 27
"""Characters after which small patterns are compiled anew, and the words that were met are dropped. The states of automata
only grow, and rare text makes many that are not met again; compiling takes a hundredth of the time that it takes to scan so
much."""
_FORGET_ALL = 1 << 29
"""The same for all patterns."""
_BY_MACHINE = (Role.ASSISTANT, Role.SYSTEM)
TitleSpans = set[tuple[int, int]]


class Scan(msgspec.Struct):
    """What was found in a sequence of passages.

    `findings` are in the order of the passages, then by position; `found_in` are the indices of these passages.
    `samples` counts the places of published values and placeholders, which are left out. `titles` holds, by index of the
    passage, the spans in ``passage.conversation.title`` (offsets in characters) where a value found in that passage is
    repeated.
    """

    findings: list[Finding] = msgspec.field(default_factory=list)
    found_in: list[int] = msgspec.field(default_factory=list)
    samples: int = 0
    titles: dict[int, TitleSpans] = msgspec.field(default_factory=dict)


class Search(Discreet, msgspec.Struct, frozen=True):
    """Passages whose prefilter was begun: `said` are their texts, and `candidates` waits for what may fire in which."""

    passages: Sequence[Passage]
    said: Hidden[Sequence[str]]
    candidates: Hidden[Callable[[], Woken]]


class Detection:
    """The detectors of a run, ready to scan.

    `key` is the installation's secret for fingerprints. With `reveal` findings carry the raw value. `company_domains`
    are lower case and tell colleagues. `prefilter` makes the prefilter, in place of the one that fits this machine,
    which is compiled once and kept in the user's cache folder. `names_model` is asked in place of the embedded one.
    With `ahead` a thread of its own runs the prefilter: see `begin`.

    Raises:
        PackError: a pattern is refused.
    """

    def __init__(  # noqa: PLR0913 - two of them only tests and benchmarks give
        self,
        detectors: Sequence[Detector],
        key: bytes,
        *,
        reveal: bool = False,
        company_domains: frozenset[str] = frozenset(),
        prefilter: Callable[[Sequence[Detector]], Prefilter] | None = None,
        dummies: Dummies | None = None,
        names_model: NameModel | None = None,
        ahead: bool = False,
    ) -> None:
        self.ahead = ahead
        self._scanned = 0  # characters
        self._detectors = tuple(detectors)
        self._company_domains = company_domains
        # Decoder and readers are woken like detectors; their numbers are the ones after the last.
        self._reader = reader_of(self._detectors)
        # As its prefilter has it, so that one program serves both.
        self._wakes_reader = [(gate, for_union(part)) for gate, part in self._reader.parts]
        searched = (*self._detectors, DECODER, self._reader)
        self._dummies = dummies or Dummies()
        self._judge = Judge(key, self._dummies, colleagues(company_domains, ()), reveal=reveal)
        self._names_model = names_model
        self._models = {number: one for number, one in enumerate(self._detectors) if one.model in NAMES}
        self._told = tuple(number for number, one in enumerate(self._detectors) if one.model == PASSWORD)
        self._names = field_names(frozenset(name for one in self._detectors for name in one.fields))
        self._with_fields = frozenset(index for index, one in enumerate(self._detectors) if one.fields)
        self._keys: dict[int, frozenset[str]] = {}  # by detector, made when a text first has fields
        engine = prefilter(searched) if prefilter else prefilter_for(searched, cache=default_cache())
        self._candidates = Candidates(engine, len(searched) - 1, self._with_fields, ahead=ahead)

    def set_staff(self, accounts: Iterable[Account]) -> None:
        """From now on these are the company's people, as the directory of the archive lists them."""
        self._judge.company = colleagues(self._company_domains, accounts)

    def scan(self, passages: Sequence[Passage], *, exhaustive: bool = False) -> Scan:
        """Everything found in the passages; `exhaustive` runs all detectors over each, without the prefilter.

        All passages of a message should come in one call: copies of a value in one message become one finding.
        """
        if not exhaustive:
            return self.finish(self.begin(passages))
        said = [passage.text for passage in passages]
        return self._scan(passages, said, self._all(len(said)), exhaustive=True)

    def begin(self, passages: Sequence[Passage]) -> Search:
        """Begins a `scan`. With `ahead` the prefilter then is at work until `finish`, without, it is asked there."""
        said = [passage.text for passage in passages]
        return Search(passages, said, self._candidates.begin(said))

    def finish(self, search: Search) -> Scan:
        """Ends a `scan`."""
        scan = self._scan(search.passages, search.said, search.candidates(), exhaustive=False)
        self._tidy(sum(map(len, search.said)))
        return scan

    def _tidy(self, characters: int) -> None:
        """Takes note that so many more were scanned; now and then holds less memory."""
        before, self._scanned = self._scanned, self._scanned + characters
        if before // _FORGET_ALL < self._scanned // _FORGET_ALL:
            forget_patterns()
            self._candidates.forget()
        if before // _FORGET < self._scanned // _FORGET:
            forget_patterns(costly=False)
            forget_words()
        if before // _GIVE_BACK < self._scanned // _GIVE_BACK:
            give_back()

    def _scan(self, passages: Sequence[Passage], said: Sequence[str], candidates: Woken, *, exhaustive: bool) -> Scan:
        scan = Scan()
        if self._models:
            from chatscrub.detection.names import stage

            quiet = [at for at, each in enumerate(passages) if each.role not in _BY_MACHINE and at not in candidates]
            told = stage.begin_with_a_name([said[at] for at in quiet])
            candidates.update((at, ()) for at, is_told in zip(quiet, told, strict=True) if is_told)
        texts = {index: said[index].encode("utf-8", "replace") for index in candidates}
        decoded = self._decoded(texts, candidates, exhaustive=exhaustive)
        for index, detectors in sorted(candidates.items()):
            passage = passages[index]
            findings = self._findings(passage, texts[index], detectors, decoded.get(index, ()), scan)
            if not findings:
                continue
            scan.found_in.append(index)
            scan.findings.extend(finding for finding, _ in findings)
            spans = titles.spans(passage.conversation.title, (value for _, value in findings))
            if spans:
                scan.titles[index] = spans
        scan.findings = fold(with_subjects(scan.findings))
        return scan

    def scan_joints(self, joints: Sequence[Joint], *, exhaustive: bool = False) -> list[tuple[Finding, TitleSpans]]:
        """Tokens split over two messages, in the order of the joints, each with the places of its halves in the title.

        Such a finding stands in the earlier message, up to its end, and also in the later one.
        """
        found: list[tuple[Finding, TitleSpans]] = []
        texts = [joint.data for joint in joints]
        for index, detectors in self._woken(texts, exhaustive=exhaustive).items():
            joint = joints[index]
            crossing = [each for each in self._claims(joint.data, detectors).found if joint.crossed_by(each)]
            if crossing:
                alone: tuple[list[Claim], list[Claim]] = ([], [])
                halves = (joint.before, joint.after)
                for half, woken in self._woken(halves, exhaustive=exhaustive).items():
                    alone[half].extend(self._claims(halves[half], woken).found)
                found += [self._split(joint, each) for each in winners(crossing) if not joint.known(each, *alone)]
        return found

    def _split(self, joint: Joint, claim: Claim) -> tuple[Finding, TitleSpans]:
        earlier = joint.earlier.text.rstrip().encode("utf-8", "replace")
        start = len(earlier) - (joint.cut - claim.start)
        reasons = (*claim.reasons, "split over two messages")
        moved = replace(claim, start=start, end=len(earlier), reasons=reasons)
        finding = self._judge.finding(joint.earlier, moved, Positions(earlier))
        first, second = (joint.data[claim.start : joint.cut].decode(), joint.data[joint.cut : claim.end].decode())
        blank = len(joint.later.text) - len(joint.later.text.lstrip())
        rest = Span(joint.later.place, blank, blank + len(second))
        spans = titles.spans(joint.earlier.conversation.title, (claim.value, first, second))
        return replace(finding, also_at=(rest,)), spans

    def _woken(self, texts: Sequence[bytes], *, exhaustive: bool) -> Woken:
        return self._all(len(texts)) if exhaustive else self._candidates.of(texts)

    def _all(self, count: int) -> Woken:
        return dict.fromkeys(range(count), range(len(self._detectors) + 2))

    def _decoded(
        self, texts: Mapping[int, bytes], candidates: Mapping[int, Sequence[int]], *, exhaustive: bool
    ) -> dict[int, list[Claimed]]:
        """By index of the passage, what is claimed inside its encoded parts, outer layers first; offsets of the passage."""
        found = [
            (index, layer)
            for index, detectors in candidates.items()
            if len(self._detectors) in detectors
            for layer in layers(texts[index])
        ]
        inside = [layer.data for _, layer in found]
        result: dict[int, list[Claimed]] = {}
        for number, detectors in self._woken(inside, exhaustive=exhaustive).items():
            index, layer = found[number]
            here = result.setdefault(index, [Claimed() for _ in range(DEPTH)])[layer.depth - 1]
            here.add(self._claims(layer.data, detectors), f"decoded:{layer.how}", layer.origin)
        return result

    def _claims(self, data: bytes, detectors: Iterable[int]) -> Claimed:
        """What the detectors claim about a text, before merging."""
        claimed = Claimed()
        asked = Asked(data)
        # Asked again: a run without the prefilter tries every detector, and what woke may lie beyond a border.
        if not self._with_fields.isdisjoint(detectors) and self._wakes_reader_in(data):
            claimed.reading = read_bytes(data, self._names)
        for index in detectors:
            if index >= len(self._detectors):
                continue
            detector = self._detectors[index]
            if detector.model is not None or (detector.fields and not self._is_under(index, claimed.reading)):
                continue
            result = claims(detector, data, self._dummies, claimed.reading, asked)
            claimed.found.extend(result.found)
            claimed.samples.update(result.samples)
            if not detector.generic:
                claimed.of_issuers.update(result.samples)
        return claimed

    def _wakes_reader_in(self, data: bytes) -> bool:
        return any(
            (gate is None or not data.isascii()) and compiled(pattern, UNION_MEMORY).search(data) is not None
            for gate, pattern in self._wakes_reader
        )

    def _is_under(self, index: int, reading: ByteReading | None) -> bool:
        """Whether something stands under a name of the fields of a detector."""
        if reading is None or not reading.spans:
            return False
        if index not in self._keys:
            self._keys[index] = keys_of(self._detectors[index].fields)
        return not reading.spans.keys().isdisjoint(self._keys[index])

    def _findings(
        self, passage: Passage, data: bytes, detectors: Iterable[int], decoded: Iterable[Claimed], scan: Scan
    ) -> list[tuple[Finding, str]]:
        """The findings of one passage with their raw values; counts samples in `scan`."""
        claimed = self._claims(data, detectors)
        for each in decoded:
            claimed.take(each)
        kept = self._judged(data, winners(claimed.credible()), detectors)
        if self._models:
            kept = self._with_names(passage, data, kept, claimed.reading, detectors)
        findings, samples = self._judge.findings(passage, data, kept, claimed)
        scan.samples += len(claimed.samples) + samples
        return findings

    def before_models(self, texts: Sequence[bytes]) -> list[list[Claim]]:
        """What the detectors without a model claim about each text; the model of passwords learns from it."""
        result: list[list[Claim]] = [[] for _ in texts]
        for index, detectors in self._candidates.of(texts).items():
            result[index] = winners(self._claims(texts[index], detectors).credible())
        return result

    def _judged(self, data: bytes, kept: list[Claim], woken: Iterable[int]) -> list[Claim]:
        for number in sorted(set(self._told).intersection(woken)):
            from chatscrub.detection.passwords import stage

            judged = stage.judged(self._detectors[number], data, kept, self._dummies)
            kept = winners(judged) if judged != kept else kept
        return kept

    def _with_names(
        self, passage: Passage, data: bytes, kept: list[Claim], reading: ByteReading | None, woken: Iterable[int]
    ) -> list[Claim]:
        from chatscrub.detection.names import stage

        rows = reading.laid_out if reading is not None else ()
        names = stage.claims(
            *(tuple(self._models.values()), data, kept, rows, self._dummies),
            written=_is_written(passage),
            tagger=self._names_model,
            wakers=[self._models[number] for number in self._models.keys() & set(woken)],
        )
        return winners([*kept, *names]) if names else kept


def _is_written(passage: Passage) -> bool:
    return passage.role not in _BY_MACHINE
