"""Illnesses told in languages that the words of `health` do not cover: whether the text speaks of somebody who has them."""

from __future__ import annotations

import re

from chatscrub.detection.denials import is_denied
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.somebody_elsewhere import names_somebody_elsewhere
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "illness in general")
_BEFORE, _AFTER = 110, 60  # characters in which somebody may be named
_NEAR = 40  # characters in which a word tells that everybody is spoken of
_GENERAL = lazy_compile(
    r"симптом\w*|причин[ыаи]\w*|профилакти\w*|профілакти\w*|что такое|що таке|лечени\w* (?:и|заболев)|як лікувати|как лечить|статистик\w*|исследован\w*|дослідженн\w*|заболеваем\w*|распростран\w*|поширен\w*|болезнь,|захворювання|ризик\w* розвит\w*|риск развит\w*|фактор\w* риск\w*"
    r"|συμπτώματα|τι είναι|αιτίες|πρόληψη|έρευν\w+|ασθενείς με|ما هو|ما هي|أعراض|أسباب|الوقاية|علاج مرض|مرضى|بحث عن|اليوم العالمي|क्या है|क्या होता|लक्षण|कारण|बचाव|के बारे में|के मरीज़ों"
    r"|とは|症状|(?<![職勤欠院休假职退])原因|予防|治療法|について教え|患者数|の仕組み|研究|の違い|증상|원인|예방|이란|무엇|치료법|환자 수|연구|什么是|是什么|症状|病因|预防|预防|治疗方法|发病率|研究|科普|指南|患者应|患者宜"
    r"|příznak\w*|příčin\w*|co je|prevenc\w*|výzkum\w*|léčba \w+ obecně|hvad er|hva er|symptom\w*|årsag\w*|årsak\w*|forebyg\w+|forskning|bekæmpelse|foreningen|oireet|mikä on|syyt|ehkäisy|tutkimu\w+|tünete\w*|mi az|mi a|okai|megelőzés\w*|kutatás\w*"
    r"|simptome\w*|ce este|cauze\w*|prevenire\w*|cercetare\w*|belirti\w*|nedir|nedenleri|önleme|araştırma\w*|tedavi yöntem\w*|hastalar[ıi]n?|what is|symptoms|causes|prevention|research|síntomas|sintomi|symptomen",
    re.IGNORECASE,
)


def illness_told_elsewhere(value: str, around: Surroundings) -> Verdict:
    """An illness near a word for somebody, a name, or a number or date of a record; not where it is explained."""
    before = around.before.rpartition("\n\n")[2]
    after = around.after.partition("\n\n")[0]
    if _GENERAL.search(f"{before[-_NEAR:]} {after[:_NEAR]}") or is_denied(before, after):
        return _NO
    near = f"{before[-_BEFORE:]} {after[:_AFTER]}"
    return Verdict(State.NEUTRAL, "about a person") if names_somebody_elsewhere(near) else _NO
