"""Health told in notes and reports: why somebody is away, what stands behind a clinical abbreviation, conditions in plain words."""

from __future__ import annotations

from chatscrub.detection.entries import in_an_entry
from chatscrub.detection.evidence.health import complaint_of_a_person, illness_of_a_person
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.generalities import is_a_practice
from chatscrub.detection.mentions import is_surname
from chatscrub.detection.people_of_note import of_the_public
from chatscrub.detection.somebody import (
    SENTENCE_END,
    in_record,
    named_near,
    names_a_person,
    paragraph_before,
    points_to_a_person,
)
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "illness in general")
_YES = Verdict(State.NEUTRAL, "about a person")
_BEFORE, _NEAR = 150, 60  # characters in front of a condition in which somebody is named or pointed to

# What follows ``off sick with``, and is no illness.
_NO_REASON_TEXT = """
longer länger langer plus más day weekend rest foreseeable remainder holidays holiday summer christmas moment time being now reasons whom which what
pay full half immediate effect the his her their our your this that more less over under weeks days months years long him them all most today tomorrow good bad two three four five six seven eight nine ten monday
attest krankenschein einem einer eine bis mehr sechs woche wochen tagen dem den der ihr ihm plus moins trois deux quatre six semaines jours más menos tres dos cuatro semanas días meses più meno due tre quattro giorni settimane
meer minder twee drie vier weken dagen dwa trzy cztery tygodnie dni mais menos dois três quatro semanas dias mer mindre två tre fyra veckor dagar to fire uger dage uker immediate notice reasons treatment observation further tests checks
jetzt heute morgen sofort behandlung beobachtung untersuchung untersuchungen kontrolle examen examens contrôle observación pruebas controllo controlli onderzoek observatie badania kontrola exames observação observation undersökning
ages ever work school children kids parents appointment family familie famille familia famiglia rodzina personal heimweh einsamkeit hunger durst kälte hitze lack poor mangel unter falta manque
"""
_NO_REASON = frozenset(_NO_REASON_TEXT.split())


def reason_of_an_absence(value: str, around: Surroundings) -> Verdict:
    """What stands behind ``off sick with`` and the like, said of somebody; not for how long or with which pay."""
    first = next(iter(value.split(maxsplit=1)), "")
    if first.lower() in _NO_REASON or (first[:1].isupper() and is_surname(first, around.before)):
        return _NO
    verdict = illness_of_a_person(value, around)
    if verdict.state is State.FAILED:
        return verdict
    before = paragraph_before(around.before)[-_BEFORE:]
    told = in_record(around.before, around.after) or named_near(before, "") or names_a_person(before)
    return _YES if told or in_an_entry(around) or points_to_a_person(before[-_NEAR:]) else _NO


def condition_of_a_person(value: str, around: Surroundings) -> Verdict:
    """A condition told in plain words of somebody named or pointed to in its sentence; capitals need a record or a name."""
    verdict = complaint_of_a_person(value, around)
    if verdict.state is not State.FAILED or value.isupper() or is_a_practice(value, around.after):
        return verdict
    verdict = illness_of_a_person(value, around)
    if verdict.state is State.FAILED or of_the_public(f"{around.before}{around.after}"):
        return _NO
    sentence = SENTENCE_END.split(paragraph_before(around.before)[-_BEFORE:])[-1]
    told = names_a_person(sentence) or points_to_a_person(sentence[-_NEAR:])
    return _YES if told else _NO


_SUSPECTED = lazy_compile(
    r"(?i:verdacht auf|v\. ?a\.) ?(?i:betrug|diebstahl|unterschlagung|untreue|geldwäsche|steuer\w+|straftat\w*|missbrauch|mord|manipulation|verstoß\w*|korruption|schwarzarbeit|fälschung)"
)


def state_after(value: str, around: Surroundings) -> Verdict:
    """What stands behind ``s/p``, ``Z. n.`` or ``Verdacht auf`` in a record, note or line about a person; no crime."""
    return _NO if _SUSPECTED.match(value) else complaint_of_a_person(value, around)
