"""Illnesses told in languages that the words of `health` do not cover: whether the text speaks of somebody who has them."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import names_somebody
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.relations_elsewhere import (
    RELATIONS_ELSEWHERE,
    RELATIONS_IN_OTHER_LETTERS,
    ROLES_IN_OTHER_LETTERS,
)
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "illness in general")
_BEFORE, _AFTER = 110, 60  # characters in which somebody may be named
_NEAR = 40  # characters in which a word tells that everybody is spoken of
_WORD = lazy_compile(r"[^\W\d_]+")
_SELVES_TEXT = """
můj moje moji mého mé má mám jeho její jemu jí trpí pacient pacientka léčí léčen léčena anamnéze diagnostikována diagnostikován zjištěna zjištěn zjištěno přijata přijat
min mit mitt mine hans hendes hennes jeg har hun han fik fikk lider lidt diagnosen diagnosticeret diagnostisert sygemeldt sykmeldt sykemeldt indlagt innlagt henvist patienten pasienten konstateret
minun minulla hänellä hänen potilas potilaalla sairastaa todettu diagnosoitu dg tulosyy sairauslomalla
nekem neki betegem szenved diagnosztizáltak diagnosztizált megállapított megállapítottak kezelik kezelt kórelőzményében kórisme dg beteg páciens gyermeke gyermekem
meu mea mele lui ei am are suferă diagnosticat diagnosticată internat internată pacientul pacienta rp
benim bende hastamız hastanın hastası hasta yatış tanısı tanı teşhisi teşhis var onun
мой моя моё мое моего моей моему мою моим его её ее ему ей него неё нее меня мне мной мій моя моє мого моєї моїй моєму його її йому їй нього неї мене мені страждає страдает болеет хворіє диагноз діагноз поставлен поставили виявили выявили
госпитализирован госпитализирована перенёс перенес перенесла перенесена анамнезе звернувся звернулася обратился обратилась
μου του της τους έχω έχει πάσχει πάσχω διαγνώστηκε διάγνωση νοσηλεύεται νοσηλεύτηκε ιστορικό
"""
_SELVES = frozenset(_SELVES_TEXT.split())
_SOMEBODY = _SELVES | RELATIONS | RELATIONS_ELSEWHERE | RELATIONS_IN_OTHER_LETTERS | ROLES_IN_OTHER_LETTERS
# In scripts without spaces or with prefixes to the words, the words are looked for in the text.
_SOMEBODY_ELSEWHERE = lazy_compile(
    r"患者|病人|私|僕|俺|夫|妻|息子|娘|母|父|祖母|祖父|兄|姉|弟|妹|主人|家内|長男|長女|次男|次女|様|さん|氏名|入院|既往|診断名|ご家族|本人|彼女|彼は|社員|従業員"
    r"|我|他|她|家属|儿子|女儿|老公|老婆|丈夫|妻子|妈妈|爸爸|媽媽|爺爺|爷爷|奶奶|母亲|父亲|孩子|学生|员工|确诊|確診|入院|住院|诊断|既往|先生|女士"
    r"|환자|저는|제가|나는|내가|우리|남편|아내|아들|딸|엄마|아빠|어머니|아버지|할머니|할아버지|형|누나|오빠|언니|동생|씨|님|직원|학생|진단|수술|입원|보호자|조카"
    r"|المريض|لدي[هنكي]?|لديها|عنده|عندها|عندي|عنده|يعاني|تعاني|أعاني|مصاب|مصابة|ابن[يه]|ابنت|زوج|والد|أم[يه]|أب[يه]|أخ[يت]|جد[يت]|طفل|موظف|الطالب|تشخيص|شُخص|أصيب|مولود|مواليد"
    r"|मुझे|मेरी|मेरे|मेरा|उसे|उसकी|उसके|उन्हें|उनकी|उनके|मरीज|मरीज़|रोगी|पति|पत्नी|बेटा|बेटी|बेटे|माँ|मां|पिता|दादी|दादा|कर्मचारी|छात्र|श्री|ग्रस्त|पीड़ित"
)
_RECORD = lazy_compile(
    r"(?<![\d.,])(?:(?:\d[ -]?){8,}|\d{1,2}[./-] ?\d{1,2}[./-] ?(?:19|20)?\d\d|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d)(?![\d%])"
)
_GENERAL = lazy_compile(
    r"симптом\w*|причин[ыаи]\w*|профилакти\w*|профілакти\w*|что такое|що таке|лечени\w* (?:и|заболев)|як лікувати|как лечить|статистик\w*|исследован\w*|дослідженн\w*|заболеваем\w*|распростран\w*|поширен\w*|болезнь,|захворювання|ризик\w* розвит\w*|риск развит\w*|фактор\w* риск\w*"
    r"|συμπτώματα|τι είναι|αιτίες|πρόληψη|έρευν\w+|ασθενείς με|ما هو|ما هي|أعراض|أسباب|الوقاية|علاج مرض|مرضى|بحث عن|اليوم العالمي|क्या है|क्या होता|लक्षण|कारण|बचाव|के बारे में|के मरीज़ों"
    r"|とは|症状|原因|予防|治療法|について教え|患者数|の仕組み|研究|の違い|증상|원인|예방|이란|무엇|치료법|환자 수|연구|什么是|是什么|症状|病因|预防|预防|治疗方法|发病率|研究|科普|指南|患者应|患者宜"
    r"|příznak\w*|příčin\w*|co je|prevenc\w*|výzkum\w*|léčba \w+ obecně|hvad er|hva er|symptom\w*|årsag\w*|årsak\w*|forebyg\w+|forskning|bekæmpelse|foreningen|oireet|mikä on|syyt|ehkäisy|tutkimu\w+|tünete\w*|mi az|mi a|okai|megelőzés\w*|kutatás\w*"
    r"|simptome\w*|ce este|cauze\w*|prevenire\w*|cercetare\w*|belirti\w*|nedir|nedenleri|önleme|araştırma\w*|tedavi yöntem\w*|hastalar[ıi]n?|what is|symptoms|causes|prevention|research|síntomas|sintomi|symptomen",
    re.IGNORECASE,
)


def illness_told_elsewhere(value: str, around: Surroundings) -> Verdict:
    """An illness near a word for somebody, a name, or a number or date of a record; not where it is explained."""
    before = around.before.rpartition("\n\n")[2]
    after = around.after.partition("\n\n")[0]
    if _GENERAL.search(f"{before[-_NEAR:]} {after[:_NEAR]}"):
        return _NO
    near = f"{before[-_BEFORE:]} {after[:_AFTER]}"
    return Verdict(State.NEUTRAL, "about a person") if _somebody_in(near) else _NO


def _somebody_in(text: str) -> bool:
    if not _SOMEBODY.isdisjoint(map(str.lower, _WORD.findall(text))):
        return True
    return _SOMEBODY_ELSEWHERE.search(text) is not None or _RECORD.search(text) is not None or names_somebody(text)
