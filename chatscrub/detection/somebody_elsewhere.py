"""Whether the text around a fact names or points to somebody, in the languages and scripts that `somebody` does not cover."""

from __future__ import annotations

from chatscrub.detection.mentions import names_somebody
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.relations_elsewhere import (
    RELATIONS_ELSEWHERE,
    RELATIONS_IN_OTHER_LETTERS,
    ROLES_IN_OTHER_LETTERS,
)
from chatscrub.lazy_patterns import lazy_compile

OTHER_LETTERS = lazy_compile(r"[\u0370-\u1fff\u3040-\ud7af]")
"""Letters of an alphabet other than the Latin one."""

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
# Names that need no word beside them: Chinese surnames that begin few other words, Korean ones with a title, given names.
_NAMED_ELSEWHERE = lazy_compile(
    r"(?<![\u4e00-\u9fff])[王李张刘陈杨赵吴徐孙胡朱郭罗梁郑谢冯董萧曹袁邓傅彭吕卢蒋蔡贾魏薛阎潘戴姚谭廖邹崔邱侯邵孟钱張劉陳楊趙吳孫羅鄭謝馮][\u4e00-\u9fff]{1,2}"
    r"|(?<![가-힣])[가-힣]{3} ?(?:과장|대리|부장|차장|팀장|사원|주임|매니저|실장|이사|선임|책임|선생)|(?<![가-힣])(?:김|박|윤|권|황|홍)[가-힣]{2}(?![가-힣])"
    r"|محمد|أحمد|محمود|خالد|يوسف|إبراهيم|عبد ?ال|فاطمة|عائشة|مريم|زينب|سارة|ليلى|खान|राहुल|अमित|संजय|राजेश|सुनील|अनिल|विकास|प्रिया|पूजा|नेहा|सुनीता|अनीता|कुमार|देवी|शर्मा|वर्मा|सिंह|गुप्ता|पटेल"
    r"|(?<![^\W_])[А-ЯЁІЇЄ][а-яёіїє]+ [А-ЯЁІЇЄ][а-яёіїє]{2,}(?:ой|ова|ову|ов|ев|ева|еву|ин|ина|ину|ого|ко|ук|юк|ский|ская|ской|скому|енко|ову|ым|ым)(?![^\W_])"
)
_RECORD = lazy_compile(
    r"(?<![\d.,])(?:(?:\d[ -]?){8,}|\d{1,2}[./-] ?\d{1,2}[./-] ?(?:19|20)?\d\d|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d)(?![\d%])"
)


def names_somebody_elsewhere(text: str) -> bool:
    """Whether a stretch of text has a pronoun, a relation, a name, or a number or date that records of people hold."""
    if not _SOMEBODY.isdisjoint(map(str.lower, _WORD.findall(text))):
        return True
    if not text.isascii() and _NAMED_ELSEWHERE.search(text) is not None:
        return True
    return _SOMEBODY_ELSEWHERE.search(text) is not None or _RECORD.search(text) is not None or names_somebody(text)


def tells_a_relation(text: str) -> bool:
    """Whether a stretch of text has a word for somebody's relation: ``Vater``, ``padre``, ``baba``."""
    words = {*map(str.lower, _WORD.findall(text))}
    return not (words.isdisjoint(RELATIONS) and words.isdisjoint(RELATIONS_ELSEWHERE))
