"""In which of many texts something may fire, and which detectors may: the prefilter asked batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from chatscrub.detection.batch import Answer, Prefilter, join, join_texts, spans

BATCH = 1 << 19
"""Characters, or bytes where they are encoded, of text that go to the prefilter at once, at most about twice of it; a longer
passage goes alone."""
WORTH_A_THREAD = 1 << 16
"""Bytes; a smaller batch is searched before a thread has begun."""

Woken = dict[int, Sequence[int]]
"""By the index of a text, the detectors that may fire in it."""


class Candidates:
    """Asks a prefilter. Whoever wakes the detector `reader` also wakes all that are `with_fields`, which it reads for.

    With `ahead` a thread of its own asks for what is begun.
    """

    def __init__(self, prefilter: Prefilter, reader: int, with_fields: Iterable[int], *, ahead: bool) -> None:
        self._prefilter = prefilter
        self._reader = reader
        self._with_fields = tuple(with_fields)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="prefilter") if ahead else None

    def forget(self) -> None:
        """See `Prefilter.forget`."""
        self._prefilter.forget()

    def of(self, texts: Sequence[bytes]) -> Woken:
        """What may fire in texts in UTF-8."""
        found: Woken = {}
        for first, last in spans([len(text) for text in texts], BATCH):
            found.update(self._woken(first, self._prefilter.candidates(*join(texts[first:last]))))
        return found

    def begin(self, texts: Sequence[str]) -> Callable[[], Woken]:
        """The same of texts that are not encoded, as most never are one by one. What is returned gives the answer.

        With `ahead` whoever does something else before he asks for it waits less, or not at all: the engines let go of
        the interpreter while they search.
        """
        answers: list[tuple[int, Answer]] = []
        for first, last in spans([len(text) for text in texts], BATCH):
            batch, borders = join_texts(texts[first:last])
            answer = self._prefilter.begin(batch, borders)
            if self._thread is not None and len(batch) >= WORTH_A_THREAD:
                answer = self._thread.submit(answer).result
            answers.append((first, answer))
        return lambda: {index: woken for first, answer in answers for index, woken in self._woken(first, answer())}

    def _woken(self, first: int, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Sequence[int]]]:
        together: dict[int, list[int]] = {}
        for text, detector in found:
            together.setdefault(first + text, []).append(detector)
        for detectors in together.values():
            if detectors[-1] == self._reader:
                detectors.extend(self._with_fields)
        yield from together.items()
