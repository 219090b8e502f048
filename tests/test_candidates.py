"""The prefilter is asked batch by batch: at once, or by another thread while this one does something else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from threading import Event, current_thread

import pytest

from chatscrub.detection import candidates
from chatscrub.detection.batch import Answer
from chatscrub.detection.candidates import Candidates

READER, FIELDS = 9, (2, 3)
PATIENCE = 30.0  # seconds


class Engine:
    """A prefilter in whose texts a digit wakes the detector of that number. It answers once it is let go on."""

    def __init__(self) -> None:
        self.may_go_on = Event()
        self.threads: list[str] = []

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        return self.begin(batch, borders)()

    def begin(self, batch: bytes, borders: Sequence[int]) -> Answer:
        def answer() -> list[tuple[int, int]]:
            assert self.may_go_on.wait(PATIENCE)
            self.threads.append(current_thread().name)
            texts = [batch[first:last] for first, last in pairwise(borders)]
            return [(index, int(chr(each))) for index, text in enumerate(texts) for each in text if chr(each).isdigit()]

        return answer

    def forget(self) -> None:
        """It learns nothing."""


def test_what_is_begun_is_searched_by_another_thread_while_this_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "WORTH_A_THREAD", 1)
    engine = Engine()
    answer = Candidates(engine, READER, FIELDS, ahead=True).begin(["a1", "b", "c"])
    engine.may_go_on.set()  # nobody could set it while the texts were searched in this thread
    assert answer() == {0: [1]}
    assert current_thread().name not in engine.threads


@pytest.mark.parametrize(("ahead", "texts"), [(False, ["a1" * candidates.WORTH_A_THREAD]), (True, ["a1"])])
def test_without_another_thread_or_for_a_short_text_nothing_is_searched_before_it_is_asked_for(
    ahead: bool, texts: list[str]
) -> None:
    engine = Engine()
    answer = Candidates(engine, READER, FIELDS, ahead=ahead).begin(texts)
    assert engine.threads == []
    engine.may_go_on.set()
    assert answer()[0][0] == 1
    assert set(engine.threads) == {current_thread().name}


@pytest.mark.parametrize("ahead", [False, True])
def test_texts_of_many_batches_are_told_by_their_place_among_all(ahead: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "WORTH_A_THREAD", 1)
    monkeypatch.setattr(candidates, "BATCH", 4)
    engine = Engine()
    engine.may_go_on.set()
    texts = ["x1", "nothing", "", "y2", "z", "9"]
    asked = Candidates(engine, READER, FIELDS, ahead=ahead)
    assert asked.begin(texts)() == {0: [1], 3: [2], 5: [READER, *FIELDS]}
    assert asked.of([each.encode() for each in texts]) == {0: [1], 3: [2], 5: [READER, *FIELDS]}
    assert len(engine.threads) > 4
