"""Belief, union, orientation, origin, party and convictions: whether the text tells them of somebody, or of the thing in general."""

from __future__ import annotations

import re

from chatscrub.detection.denials import is_denied
from chatscrub.detection.entries import in_an_entry
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import is_full_name
from chatscrub.detection.people_of_note import of_the_public
from chatscrub.detection.somebody import (
    in_record,
    is_done_by_a_name,
    names_a_person,
    paragraph_before,
    points_to_a_person,
    sentence_before,
    sentence_behind,
    speaks_of_one,
)
from chatscrub.detection.somebody_elsewhere import OTHER_LETTERS, names_somebody_elsewhere, tells_a_relation
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "told in general")
_YES = Verdict(State.NEUTRAL, "about a person")
_BEFORE, _SUBJECT, _NEAR = 200, 90, 60  # characters in which somebody is named

# ``is a devout``, ``ist ja seit 2019``, ``es una``: what ties a noun or adjective to its subject.
_IS_TEXT = r"""
is|was|['’]s|am|['’]m|being|be|became|identifies as|came out as|(?:has|have) been|ist|war|bin|sei|wurde|est|était|suis|c['’]est|es|era|soy|está|è|sono
é|sou|jest|była?|jestem|bym|is|was|ben|werd|är|var|blev|als|as|comme|como|come|jako|som
""".replace("\n", "|").strip("|")
_FILLER = (
    r"an?|the|eine?|une?|un[oa]?|uma?|een|en|ett|our|unser[e]?|openly|also|both|very|quite|really|actually|secretly|still|auch|ja|offen|selbst|sehr|aussi|très|ouvertement|abiertamente|también|apertamente|anche|molto"
    r"|openlijk|ook|erg|abertamente|também|muito|też|bardzo|otwarcie|öppet|också|himself|herself|seit|depuis|desde|dal?|sinds|od|sedan|mai|since|now|jetzt|\d{4}|devout|practi[sc]ing|strict|observant|committed|lapsed|born-again"
    r"|gläubige?[rs]?|streng|praktizierende?[rs]?|überzeugte?[rs]?|pratiquante?|fervente?|strenggläubige?|devot[oa]|practicante|praticante|convint[oa]|praktiserend|streng|gorliw\w+|praktykując\w+|troende|praktiserande|active|aktive?[rs]?|act(?:if|ive)|activ[oa]|attiv[oa]"
    r"|[^\W\d_]{4,12} (?:and|und|et|y|e|en|i|och|og)|actie[fv]e?|ativ[oa]|aktywn\w+|aktiv"
)
_IS = lazy_compile(rf"(?:(?<![^\W_])|(?=['’]))(?:{_IS_TEXT})[ ](?:(?:{_FILLER})[ ]){{0,4}}\Z", re.IGNORECASE)
_SHORTENED = lazy_compile(rf"(?<![^\W_])s?he['’]?s[ ](?:(?:{_FILLER})[ ]){{0,4}}\Z", re.IGNORECASE)
_PRONOUN = lazy_compile(
    r"(?<![^\W_])(?:s?he|I|who|er|sie|ich|dass|il|elle|qu['’]il|qu['’]elle|je|qui|él|ella|yo|lui|lei|io|che|hij|zij|ze|ik|ele|ela|eu|ona?|han|hon|jag)(?:[ ](?:also|auch|aussi|también|anche|ook|também|też|också))?[ ]?\Z",
    re.IGNORECASE,
)
# A question or condition tells nothing, and many are nobody.
_OPEN = lazy_compile(
    r"(?<![^\W_])(?:if|whether|when|any|every|each|no|an? (?:employee|worker|person|applicant|candidate|colleague|tenant|customer|student|man|woman|patient)|someone|anyone|somebody|everyone|nobody|wenn|ob|falls|jeder|jede|jemand|wer|niemand|kein[e]?|si|chaque|quelqu['’]un|cada|alguien|nadie|se|ogni|qualcuno|als|of|iemand|elke|niemand"
    r"|caso|alguém|jeśli|czy|ktoś|każdy|om|någon|varje|people|persons|members|employees|workers|students|families|menschen|personen|mitglieder|beschäftigte|personnes|membres|personas|miembros|persone|membri|mensen|leden|pessoas|membros|osoby|osób|członkowie|personer|medlemmar)(?![^\W_])",
    re.IGNORECASE,
)
_QUALIFIES = lazy_compile(
    r"[ ](?!(?:and|but|or|so|who|with|since|in|at|on|from|by|as|because|like|too|also|man|woman|guy|person|now|though|und|aber|oder|die|der|seit|mit|aus|weil|daher|et|mais|ou|qui|depuis|donc|avec|y|pero|que|desde|así|con|e|ma|che|quindi|da|maar|dus|met|sinds|en|mas|desde|por|i|ale|więc|od|och|men|så|sedan|som|convin\w+|practi\w+|pratiqu\w+|pratic\w+|praktik\w+|praktyk\w+)(?![^\W_]))[^\W\d_]"
    r"|[-'’/&][^\W\d_]|[ ](?!I(?![^\W_]))[A-ZÀ-ÖØ-Þ0-9]"
)
_ORGANISATION = lazy_compile(
    r"[-’' ](?:church|school|temple|mosque|community|association|museum|council|party|centre|center|society|kirche|schule|gemeinde|verein|église|école|iglesia|escuela|chiesa|scuola|kerk|kościół|igreja|kyrka)\w*",
    re.IGNORECASE,
)
_PART_OF_MORE = lazy_compile(r"-\w|[ ](?:hall|offices?|building|jack|flag|square|budget|bank)(?![^\W_])")
_NOT = lazy_compile(
    r"(?<![^\W_])(?:not|never|nicht|kein\w{0,2}|pas|no|non|niet|geen|nie|não|inte|ej)[ ](?:[^\W\d_]{1,3}[ ])?\Z",
    re.IGNORECASE,
)
_FIRM = lazy_compile(
    r"(?<![^\W_])(?:company|firm|bank|corporation|unternehmen|konzern|firma|entreprise|société|empresa|azienda|società|bedrijf|spółka|företaget)(?![^\W_])",
    re.IGNORECASE,
)
# Adjectives that countries, schools and days are, too: of these the subject must be known as a person.
_OF_PLACES = lazy_compile(
    r"(?:\w+ )?(?:catholic|katholi|católic|cattolic|catholique|protestant|evangeli|évangéli|evangéli|orthodox|christian|chrétien|cristian|cristão|cristã|kristen|prawosław|konfessions|kurd|black|asian|arab|indigen|hispanic)",
    re.IGNORECASE,
)
_ARTICLE = lazy_compile(r"(?<![^\W_])(?:an?|eine?|une?|un[oa]?|uma?|een|en|ett)[ ]", re.IGNORECASE)
_CALLED = lazy_compile(
    r"(?<![^\W_])(?:name|nom|nombre|nome|naam|imię|namn|heißt|called|s['’]appelle|se llama|word|wort|mot|palabra|term)\W{1,3}\Z|(?<![^\W_])(?:name|nom|nombre|nome|naam|imię|namn)[ ]?\Z",
    re.IGNORECASE,
)
_BESIDE = lazy_compile(
    r"(?<![^\W_])(?P<name>[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:['’ -]{1,2}[^\W\d_]+){0,4}\.?)(?: ?\([^()\n]{1,24}\))?(?:,? |, | [–—-] | ?\(| ?: ?| ?\| ?)(?:(?:"
    + _FILLER
    + r")[ ]){0,2}\Z"
)
_NAME_BEHIND = lazy_compile(
    r"[ ](?:(?i:partner|husband|wife|tenant|client|mother|father|employee|colleague|applicant)[ ])?[A-ZÀ-ÖØ-Þ][^\W\d_]+[ ][A-ZÀ-ÖØ-Þ][^\W\d_]+"
)


# A noun that is all that an entry of a list says, or one of several things: ``Ines V. – 34, muslim, vegan``.
_ALONE_BEFORE = lazy_compile(r"[,;:|(–—\t-][ ]?\Z")
_FAMILY = lazy_compile(r"(?<![^\W_])(?:famille|familia|famiglia|família)[ ]\Z", re.IGNORECASE)
_ALONE_BEHIND = lazy_compile(r"[ ]?(?:[,;|)\n–—\t.]|\Z)")


def said_to_be(value: str, around: Surroundings) -> Verdict:
    """A noun or adjective that a sentence says somebody is, or that stands right behind a name, as in ``Hassan, musulmán``."""
    if _in_general(value, around):
        return _NO
    before = paragraph_before(around.before)[-_BEFORE:]
    sentence = sentence_before(before)
    if _SHORTENED.search(sentence):
        return _NO if _QUALIFIES.match(around.after) else _YES
    found = _IS.search(sentence)
    if found is None:
        beside = _BESIDE.search(sentence)
        surname = value[:1].isupper() and sentence[-2:-1].isalpha()  # ``Ann Christian``
        named = beside is not None and not surname and names_a_person(beside["name"])
        separate = sentence.rstrip()[-1:] in ",:(|–—-"
        named = named and not (_ORGANISATION if separate else _QUALIFIES).match(around.after)
        colour = value in ("Black", "Asian", "Arab", "Indigenous")  # ``Black Friday Sale``
        alone = _ALONE_BEFORE.search(sentence) and _ALONE_BEHIND.match(around.after) and not (colour or surname)
        if alone and (in_an_entry(around) or names_a_person(sentence)):
            return _YES
        if _FAMILY.search(sentence) and not _OPEN.search(sentence[-_NEAR:]) and _somebody_in(before):
            return _YES
        behind = None if colour else _NAME_BEHIND.match(around.after)
        return _YES if named or (behind is not None and names_a_person(behind[0])) else _NO
    if _QUALIFIES.match(around.after):
        return _NO
    subject = sentence[: found.start()][-_SUBJECT:]
    if _CALLED.search(subject) or _OPEN.search(subject[-_NEAR:]):
        return _NO
    if _PRONOUN.search(subject) or points_to_a_person(subject[-_NEAR:]) or names_a_person(subject):
        return _YES
    personal = _ARTICLE.search(found[0]) is not None or _OF_PLACES.match(value) is None
    if personal and is_done_by_a_name(subject):
        return _YES
    # ``Es musulmán``, ``M. ist seit Mai …``: of whom was spoken just before.
    untold = len(subject.strip(" ,-–*•")) <= 2 and _somebody_in(before)
    return _YES if untold else _NO


def done_by_somebody(value: str, around: Surroundings) -> Verdict:
    """What only a person is or does, as ``union rep`` or ``fasting for Ramadan``, in a sentence with somebody."""
    if _in_general(value, around):
        return _NO
    before = paragraph_before(around.before)[-_BEFORE:]
    sentence = sentence_before(before)
    after = sentence_behind(around.after)[:_NEAR]
    if _PART_OF_MORE.match(after):
        return _NO
    if _OPEN.search(sentence[-_NEAR:]) or _NOT.search(sentence):
        return _NO
    if points_to_a_person(sentence) or speaks_of_one(after) or names_a_person(sentence) or names_a_person(after):
        return _YES
    if is_done_by_a_name(sentence):
        return _YES
    if in_an_entry(around):
        return _YES
    return _YES if len(sentence) < _SHORT and _somebody_in(before) else _NO


def origin_of_somebody(value: str, around: Surroundings) -> Verdict:
    """``of Turkish descent`` and the like, behind a word for being or right behind a name; wares and words have origins, too."""
    before = paragraph_before(around.before)[-_BEFORE:]
    beside = _BESIDE.search(before) if _IS.search(before) is None else None
    return _NO if beside is not None and not is_full_name(beside["name"]) else said_to_be(value, around)


_SHORT = 40  # characters of a sentence that may leave out of whom it tells


def offence_of_somebody(value: str, around: Surroundings) -> Verdict:
    """A conviction, caution or time in prison of somebody named or pointed to in the same paragraph."""
    if _in_general(value, around):
        return _NO
    before = paragraph_before(around.before)[-_BEFORE:]
    sentence = sentence_before(before)
    if _OPEN.search(sentence[-_NEAR:]) or _NOT.search(sentence) or _FIRM.search(sentence):
        return _NO
    near = f"{sentence} {sentence_behind(around.after)[:_NEAR]}"
    told = points_to_a_person(before) or speaks_of_one(near) or _somebody_in(before) or names_a_person(near)
    return _YES if told or in_record(around.before, around.after) or in_an_entry(around) else _NO


# What is asked or explained, and where somebody works, gives or builds: none of it is said of that person.
_ASKED = lazy_compile(
    r"(?<![^\W_])(?:how|what|why|explain|about|apply for|eligible for|wie|was ist|was sind|warum|wo|welche\w?|erklär\w*|über|comment|pourquoi|qu['’]est-ce|cómo|qué|cuál|come funziona|cosa|quale|hoe|wat|waarom|welke|jak|co to|como|o que|hur|vad|vilken|hvordan|hvad|hva|miten|mikä|co je|nasıl|nedir)(?![^\W_])[^,;:]{0,24}\Z",
    re.IGNORECASE,
)
_QUESTION = lazy_compile(r"[^,;:–—.!\n-]{0,60}[?？]")
_SERVED = lazy_compile(
    r"(?<![^\W_])(?:works? (?:at|for|in|as)|working (?:at|for|in|as)|volunteer\w*|donat\w+|near (?:a|the)|charity|novel|story|film|movie|lawyer|law firm|arbeitet|arbeite|spende\w*|bauen|ehrenamt\w*|roman|anwält\w+|anwalt|travaille|bénévol\w+|trabaja|voluntari\w+|lavora|werkt|vrijwillig\w+|pracuje|trabalha|arbetar|arbejder|jobber)(?![^\W_])",
    re.IGNORECASE,
)


def circumstance_of_somebody(value: str, around: Surroundings) -> Verdict:
    """Custody, debts, benefits or care of somebody who is named, pointed to or a relation, in any language."""
    before = paragraph_before(around.before)[-_BEFORE:]
    sentence = sentence_before(before)
    if _in_general(value, around) or _OPEN.search(sentence[-_NEAR:]) or is_denied(sentence, around.after):
        return _NO
    behind = sentence_behind(around.after)
    if _QUESTION.match(around.after) or _ASKED.search(sentence[-_NEAR:]):
        return _NO
    if _SERVED.search(f"{sentence[-_NEAR:]} {behind[:_NEAR]}"):
        return _NO
    if offence_of_somebody(value, around).state is not State.FAILED:
        return _YES
    if tells_a_relation(f"{sentence[-_SUBJECT:]} {behind[:_NEAR]}"):
        return _YES
    elsewhere = OTHER_LETTERS.search(value) and names_somebody_elsewhere(f"{before} {around.after[:_NEAR]}")
    return _YES if elsewhere else _NO


def _in_general(value: str, around: Surroundings) -> bool:
    return of_the_public(f"{around.before}{value}{around.after}")


def _somebody_in(text: str) -> bool:
    return names_a_person(text) or in_record(text, "")
