"""Where the model is asked, and what of its answers is claimed.

The model is slow beside a prefilter and sees names in every heading, so it reads only where people are talked about:
around other personal data, around a salutation, signature, title or role, and in a short message that holds a known
given name. It never reads code, logs and tables whose columns are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chatscrub.detection.character_offsets import CharacterOffsets
from chatscrub.detection.claim import Claim, Ground
from chatscrub.detection.claimed import Spans
from chatscrub.detection.dialect import compiled
from chatscrub.detection.dummies import Dummies
from chatscrub.detection.evidence.verdict import REACH
from chatscrub.detection.long_lines import left_end, right_end
from chatscrub.detection.names import cues
from chatscrub.detection.names.given_names import given_names
from chatscrub.detection.names.introduced import introduced, listed
from chatscrub.detection.names.model import Mention, NameModel
from chatscrub.detection.names.namesakes import Namesakes
from chatscrub.detection.names.plausible import person
from chatscrub.detection.names.plausible_address import address
from chatscrub.detection.names.relations_elsewhere import introductions
from chatscrub.detection.names.rows import names_in_rows
from chatscrub.detection.names.speakers import again, speakers
from chatscrub.detection.names.tagger import embedded
from chatscrub.detection.names.titled import titled_names
from chatscrub.detection.names.told_by_place import told_by_place
from chatscrub.detection.public_figures import Figure, public_figures
from chatscrub.detection.publications import on_author_line
from chatscrub.model.detector import Confidence, Detector, Kind

SHORT = 2500  # characters; a longer text without personal data or cues is an article, not a message
TALK = 5000  # characters; unless it is in short lines, with no list, code or markup among them
THREAD = 10_000  # characters; as long a text is read whole where this many signs tell that it is mail or a record
SIGNS = 4
AROUND = 400  # characters on each side of other personal data
TINY = 300  # characters; reading so little costs less than thinking about it
HEAD = 80  # characters
AFTER_CUE = 300  # characters behind a cue
SURE_BY_PLACE = 2.0  # whatever the word is: its place left no doubt
_FACTS = ("special", "criminal")  # told of somebody: their words, as ``Jüdin`` and ``Orthodox``, name nobody
_FEW_FIGURES = 2
_BRIEF = 1000  # characters; in a longer text two may both be namesakes
_OF_A_STORY = 2  # people of tales in a text without personal data, which then tells of nobody else


class Window(msgspec.Struct, frozen=True):
    """A stretch of text that the model reads, whole lines; `evidence` says whether it holds more than capitals."""

    start: int
    end: int
    evidence: bool


def begins_with_a_name(text: str) -> bool:
    """Whether a short message has a name among its first words, where no pattern can tell it from any other word.

    A tiny one without capitals may have it anywhere.
    """
    return (len(text) <= SHORT and cues.names_somebody(text[:HEAD])) or _in_small_letters(text)


def begin_with_a_name(texts: Sequence[str]) -> list[bool]:
    """`begins_with_a_name` of many texts."""
    told = cues.name_somebody([text[:HEAD] if len(text) <= SHORT else "" for text in texts])
    return [is_told or _in_small_letters(text) for is_told, text in zip(told, texts, strict=True)]


def _in_small_letters(text: str) -> bool:
    return len(text) <= TINY and text.islower() and cues.names_somebody_in_small_letters(text)


def claims(  # noqa: PLR0913 - what the cascade knows about a passage
    detectors: Sequence[Detector],
    data: bytes,
    known: Iterable[Claim],
    rows: Sequence[tuple[int, int]],
    dummies: Dummies | None,
    *,
    written: bool,
    tagger: NameModel | None = None,
    wakers: Sequence[Detector] | None = None,
) -> list[Claim]:
    """Names and addresses in a text in UTF-8.

    `known` are the claims of the other detectors that stay, `rows` the spans that the readers took, both in bytes.
    `written` tells that a person wrote or pasted the text: what an assistant says needs evidence. `tagger` is asked
    in place of the embedded model. `wakers` are those of the detectors whose pattern may match, all where not given.
    """
    text = data.decode("utf-8", "replace")
    known = list(known)
    evidence = [
        (claim.start, claim.end)
        for claim in known
        if claim.detector.kind is Kind.PII and claim.confidence >= Confidence.MEDIUM and claim.detector.model is None
    ]
    wakers = detectors if wakers is None else wakers
    titled_ = any(claim.detector.entity == "PERSON" for claim in known)
    woken = titled_ or (written and begins_with_a_name(text))
    woken = woken or any(compiled(one.prefilter or one.pattern).search(data) is not None for one in wakers)
    if not evidence and not woken:
        return []
    offsets = CharacterOffsets(data)
    # Who published an address as author or contact is no customer.
    spans = [
        span for span in offsets.characters(evidence) if not on_author_line(text[max(0, span[0] - REACH) : span[0]])
    ]
    # A note that tells a password is a message to somebody about somebody, too.
    secret = any(each.detector.kind is Kind.CREDENTIAL and each.confidence >= Confidence.MEDIUM for each in known)
    windows = list(_windows(text, spans, written=written and woken))
    by_entity = {one.model: one for one in detectors}
    if not windows and not written:
        return []
    taken = offsets.characters(rows)
    tagger = tagger or embedded()
    found = [(Mention("PERSON", *span, 1.0), "speaker", True) for span in speakers(text, tagger.lexicon)]
    found.extend((Mention("PERSON", *span, 1.0), "row", True) for span in names_in_rows(text, spans, tagger.lexicon))
    for window in windows:
        part = _prose(text, window, taken)
        in_list = list(listed(part, tagger.lexicon))
        several = Spans(in_list)
        for mention in tagger.mentions(part):
            if several.touching(mention.start, mention.end) > 1:
                continue  # it takes several for one
            moved = Mention(mention.entity, mention.start + window.start, mention.end + window.start, mention.sure)
            found.append((moved, "model", window.evidence))
        titled = ((begin + window.start, end + window.start) for begin, end in titled_names(part, tagger.lexicon))
        found.extend((Mention("PERSON", *span, 1.0), "title", True) for span in titled)
        for names, why in ((introduced(part, tagger.lexicon), "introduced"), (in_list, "in a list")):
            moved_ = ((begin + window.start, end + window.start) for begin, end in names)
            found.extend((Mention("PERSON", *span, 1.0), why, window.evidence) for span in moved_)
        placed = ((begin + window.start, end + window.start) for begin, end in _placed(part, window, tagger))
        found.extend((Mention("PERSON", *span, SURE_BY_PLACE), "told by its place", window.evidence) for span in placed)
        if window.evidence or secret:
            given = given_names(_prose(text, window, ()) if taken else part, tagger.lexicon)
            spans_ = ((begin + window.start, end + window.start) for begin, end in given)
            found.extend((Mention("PERSON", *span, 1.0), "given name", True) for span in spans_)
    if written and _in_small_letters(text):
        found.extend(
            (Mention("PERSON", *span, 1.0), "given name", bool(spans)) for span in cues.names_in_small_letters(text)
        )
    if not found and not titled_:
        return []
    facts = [(each.start, each.end) for each in known if each.detector.category in _FACTS]
    if facts:
        told = Spans(offsets.characters(facts))
        found = [each for each in found if not told.touch(each[0].start, each[0].end)]
    streets = Spans(offsets.characters((each.start, each.end) for each in known if _is_street(each)))
    # One that an address begins with is a person's, and its words are no street's.
    found = [each for each in found if not streets.cover(each[0].start - 1, each[0].end)]
    namesakes = Namesakes(text, tagger.lexicon, spans) if found else None
    made = list(_claimed(text, found, by_entity, offsets, dummies, tagger, namesakes))
    named = offsets.characters(
        (each.start, each.end)
        for each in (*known, *made)
        if each.detector.entity == "PERSON" and each.confidence >= Confidence.MEDIUM
    )
    repeated = [(Mention("PERSON", *span, 1.0), "named before", True) for span in again(text, named, tagger.lexicon)]
    return [*made, *_claimed(text, repeated, by_entity, offsets, dummies, tagger, namesakes)]


def _placed(part: str, window: Window, tagger: NameModel) -> Iterator[tuple[int, int]]:
    return told_by_place(part, tagger.lexicon, evidence=window.evidence)


def _is_street(claim: Claim) -> bool:
    """Whether a pattern tells that a claim is an address, whose words are those of a street and a town: ``av. Foch``."""
    told = claim.detector.entity == "ADDRESS" and not claim.detector.fields
    return told and claim.detector.model is None and claim.confidence >= Confidence.MEDIUM


def _claimed(  # noqa: PLR0913 - one step of `claims`, with its state
    text: str,
    found: Sequence[tuple[Mention, str, bool]],
    detectors: dict[str | None, Detector],
    offsets: CharacterOffsets,
    dummies: Dummies | None,
    tagger: NameModel,
    namesakes: Namesakes | None,
) -> Iterator[Claim]:
    figures = public_figures()
    lexicon = tagger.lexicon
    known = [
        not (why == "in a list" and " " not in text[each.start : each.end])
        and figures.is_one(
            text[each.start : each.end], surname_is_common=lexicon.last(text[each.start : each.end].lower())
        )
        for each, why, _ in found
    ]
    named = list(figures.named_in(text)) if found else []
    certain = [each for each in named if each.certain]
    known = [told or _is_figure(text, each, certain) for told, (each, _, _) in zip(known, found, strict=True)]
    several = {each.name for each in named}
    # One alone may be a namesake, and only three make the text one about the public.
    public = any(known) or len(several) > _FEW_FIGURES
    compared = namesakes is not None and namesakes.compares and len(figures.surnames_in(text, lexicon.first)) > 1
    public = public or compared
    least = 2 if len(text) <= _BRIEF else _FEW_FIGURES + 1
    if len(several) >= (1 if namesakes is not None and namesakes.in_general else least):
        known = [told or _is_figure(text, each, named) for told, (each, _, _) in zip(known, found, strict=True)]
    story = namesakes is not None and not namesakes.personal
    story = story and len({each.name for each in named if each.story}) >= _OF_A_STORY
    for (mention, why, evidence), is_public in zip(found, known, strict=True):
        # Beside Marie Curie, Pierre is no patient either, unless other personal data says so.
        bare = why == "given name" and " " not in text[mention.start : mention.end]
        # Who tells a name of their own beside a number or an address is not who bears it in the news.
        own = why == "speaker" or (why == "introduced" and evidence)
        if (is_public and not own and not bare) or (public and not evidence):
            continue
        if story and mention.entity == "PERSON" and why != "speaker":
            continue
        detector = detectors.get(mention.entity)
        if detector is None:
            continue
        judge = person if mention.entity == "PERSON" else address
        if why == "model" and on_author_line(text[max(0, mention.start - REACH) : mention.start]):
            continue
        span = judge(text, mention, lexicon, evidence=evidence)
        if span is None:
            continue
        if mention.entity == "PERSON" and namesakes is not None and namesakes.is_one(*span):
            continue
        value = text[span[0] : span[1]]
        if dummies is not None and dummies.is_sample(detector, value):
            continue
        start, end = offsets.bytes(*span)
        doubtful = mention.entity == "PERSON" and why != "speaker" and namesakes is not None and namesakes.doubtful
        yield Claim(
            detector,
            start,
            end,
            value,
            min(detector.confidence, Confidence.LOW) if doubtful else detector.confidence,
            Ground.CUE if evidence else Ground.SHAPE,
            (why, *(("near other personal data",) if evidence else ())),
            detector.flags,
        )


def _is_figure(text: str, mention: Mention, named: Sequence[Figure]) -> bool:
    """Whether a mention is part of the name of one of them, or that name and what stands behind a comma."""
    return any(
        (each.start <= mention.start and mention.end <= each.end)
        or (mention.start <= each.start and each.end <= mention.end and text[each.end : mention.end].startswith(","))
        for each in named
    )


def _windows(text: str, evidence: Sequence[tuple[int, int]], *, written: bool) -> Iterator[Window]:
    """The stretches to read, disjoint and by position."""
    if len(text) > SHORT and cues.technical(text):
        return
    wanted = [(start - AROUND, end + AROUND) for start, end in evidence]
    wanted += [(start, end + AFTER_CUE) for start, end in cues.places(text)]
    short = written and (len(text) <= SHORT or (len(text) <= TALK and cues.talked(text)))
    short = short and (len(text) <= TINY or cues.names_somebody(text))
    if written and len(text) <= SHORT and not text.isascii():
        wanted += [(start, end + AFTER_CUE) for start, end in introductions(text)]
    whole = short and not cues.technical(text)
    if whole or (len(text) <= THREAD and len(wanted) >= SIGNS):
        yield Window(0, len(text), evidence=bool(wanted))
        return
    last: tuple[int, int] | None = None
    for start, end in sorted(wanted):
        left = left_end(text, text.rfind("\n", 0, max(0, start)) + 1, start)
        right = text.find("\n", min(len(text), end))
        right = right_end(text, end, len(text) if right < 0 else right)
        if last is not None and left <= last[1]:
            last = (last[0], max(last[1], right))
            continue
        if last is not None:
            yield Window(*last, evidence=True)
        last = (left, right)
    if last is not None:
        yield Window(*last, evidence=True)


def _prose(text: str, window: Window, taken: Sequence[tuple[int, int]]) -> str:
    """The text of a window with every line of code or log and every known row blanked, so that offsets stay."""
    lines: list[str] = []
    position = window.start
    known = Spans(taken)
    for line in text[window.start : window.end].splitlines(keepends=True):
        end = position + len(line)
        lines.append(_blank(line) if known.touch(position, end) or cues.code_or_log(line) else line)
        position = end
    return "".join(lines)


def _blank(line: str) -> str:
    bare = line.rstrip("\r\n")
    return " " * len(bare) + line[len(bare) :]
