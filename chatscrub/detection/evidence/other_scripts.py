"""Values under labels in scripts without capitals: Arabic, Chinese, Devanagari, Hebrew, Japanese, Korean, Thai."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_NO_NAME = Verdict(State.FAILED, "no name of a person")
_NO_ADDRESS = Verdict(State.FAILED, "no postal address")
_NO_HEALTH = Verdict(State.FAILED, "no word of medicine")
_LONGEST = 8  # characters of one word that Chinese, Japanese or Korean names are written in
_LONGEST_KATAKANA = 20  # a foreign name
_CJK = lazy_compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3]")
_KATAKANA = lazy_compile(r"[\u30a0-\u30ff\u31f0-\u31ff]+")
# What forms and programs write where a name could stand, and ends of names of firms and offices.
_NOBODY_TEXT = """
必填 必须 必須 可选 選択 任意 未知 未填 未定 不明 不详 無 无 有 暂无 没有 空 空白 匿名 测试 測試 テスト 試験 示例 例 样例 用户 用戶 用户名 管理员 管理員 客服 客户
系统 系統 全部 所有 名称 名稱 姓名 名字 氏名 名前 なし あり 未提出 未入力 未記入 同上 以下 省略 担当者 お客様 ユーザー ユーザ 管理者 サンプル 該当なし
없음 있음 미정 미상 필수 선택 테스트 예시 익명 이름 성명 사용자 관리자 고객 해당없음 홍길동 전체 모두 동일
مطلوب اختياري غير معروف لا يوجد مجهول اختبار مثال المستخدم مستخدم المدير مدير الكل جميع فارغ الاسم نفسه
अनिवार्य वैकल्पिक अज्ञात कोई नहीं परीक्षण उदाहरण उपयोगकर्ता प्रशासक सभी रिक्त नाम
חובה אופציונלי לא ידוע אין בדיקה דוגמה משתמש מנהל כולם ריק שם
张三 李四 王五 張三 山田太郎 山田 鈴木一郎 김철수
"""
_NOBODY = frozenset(_NOBODY_TEXT.split())
_FIRM = lazy_compile(
    r"(?:公司|集团|集團|银行|銀行|医院|病院|醫院|学校|學校|大学|大學|有限|株式|会社|協会|协会|中心|部門|部门|事業部|営業部|総務部|委员会|クリニック|センター|サービス|システム"
    r"|주식회사|회사|병원|학교|은행|센터|대학교|그룹|\(주\)|شركة|مؤسسة|بنك|مستشفى|جامعة|कंपनी|बैंक|अस्पताल|विद्यालय|חברה|בנק|בית חולים)"
)
_PLACE_WORD = lazy_compile(
    r"[省市区區县縣州盟旗镇鎮乡鄉村路街道巷弄号號楼樓室栋棟座层丁目番地町郡府都道県]|[시도군구읍면동리로길]\s?\d|번지|아파트|\d\s?[호동층]"
)
_MACHINE = lazy_compile(r"://|@|\d{1,3}(?:\.\d{1,3}){3}|\b0x|[<>{}=_]|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$|[:：]\d{2,5}\b")
_NOTHING = lazy_compile(
    r"^(?:无|無|暂无|没有|未见|未見|なし|特になし|異常なし|未定|不明|없음|해당\s?없음|미정|لا يوجد|لا شيء|غير معروف|कोई नहीं|नहीं|अज्ञात|אין|ללא|ไม่มี)"
)
_LETTER = lazy_compile(r"[^\W\d_]")


def name_without_capitals(value: str, around: Surroundings) -> Verdict:
    """One to five words of a name in a script without capitals: no word of forms, and no firm or office."""
    words = re.split(r"[ \u3000·・•]+", value)
    if len("".join(words)) < 2 or any(word in _NOBODY for word in (value, *words)) or _FIRM.search(value):
        return _NO_NAME
    if _CJK.search(value):
        longest = max(map(len, words))
        if longest > (_LONGEST_KATAKANA if _KATAKANA.search(value) else _LONGEST):
            return _NO_NAME
    elif max(map(len, words)) < 2:
        return _NO_NAME
    return Verdict(State.NEUTRAL, "stands under a label or title for a name")


_NO_ADDRESSEE = lazy_compile(
    r"[仕同多模異有王神皆客各何奥貴御]$|^(?:고객|사장|부장|모두|선생|회원|환자|이번|우리|여러|어떤|사용|담당)"
)
_NOT_GIVEN_NAMES = lazy_compile(
    r"[的是了在有不和与或及等个这那你我他她它们吗呢吧说请用能会要可以为从到对将被把给让就都也很还没所其之时間间年日号级級时区市县省家公司部门門人员員物价价格格数據据电電话話网網络絡务務息件系统統件码碼融都州档案类型工程业業场場血压病症痛炎癌热面地方法向后前上下低老好多少单位装]"
)


def name_addressed(value: str, around: Surroundings) -> Verdict:
    """A name in front of a form of address that is no word with the same end, such as 仕様 or 고객님."""
    return _NO_NAME if _NO_ADDRESSEE.search(value) else name_without_capitals(value, around)


def name_addressed_in_chinese(value: str, around: Surroundings) -> Verdict:
    """A surname with one or two characters behind it that common words seldom hold."""
    addressed = re.match(r"先生|女士|小姐|太太|经理|經理|主任|老师|老師|医生|醫生|大夫|律师|律師|教授", around.after)
    told = re.search(
        r"(?:我叫|我是|我的名字是|妻子|丈夫|儿子|女儿|兒子|女兒|母亲|父亲|母親|父親|患者|签名)$", around.before
    )
    if _NOT_GIVEN_NAMES.search(value[1:]) or not (addressed or told):
        return _NO_NAME
    return name_without_capitals(value, around)


def address_without_capitals(value: str, around: Surroundings) -> Verdict:
    """A place with a number in a script without capitals, and nothing that addresses of machines have."""
    if _MACHINE.search(value) or not any(map(str.isdigit, value)) or len(_LETTER.findall(value)) < 4:
        return _NO_ADDRESS
    if _CJK.search(value) and not _PLACE_WORD.search(value):
        return _NO_ADDRESS
    return Verdict(State.NEUTRAL, "stands under a label or title for an address")


def health_without_capitals(value: str, around: Surroundings) -> Verdict:
    """A few words under a title for a diagnosis or a medicine that do not say that there is none."""
    return _NO_HEALTH if _NOTHING.match(value) or len(_LETTER.findall(value)) < 2 else _NEUTRAL
