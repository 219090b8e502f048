"""Numbers that states give to people and companies: check digits, dates and ranges.

Most checks are those of python-stdnum, whose modules describe each number and name its source. A module is imported
when the first candidate needs it. Numbers that it does not know are checked here, by the published weights.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from importlib import import_module

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_OK = Verdict(State.PROVEN, "checksum ok")
_PLAUSIBLE = Verdict(State.NEUTRAL, "number in an issued range")
_FAILED = Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")
_PIECE_BEFORE = lazy_compile(r"[0-9][-./_]\Z|[A-Za-z0-9_]-\Z|[/+=%#]\Z")
_PIECE_AFTER = lazy_compile(r"[-./_][0-9]|[-_+/=][A-Za-z0-9]")
_COMPANY = lazy_compile(
    r"(?<![^\W_])(?:GmbH|AG|KGaA|UG|OHG|e\.V|Ltd|Limited|LLC|Inc|Corp|PLC|plc|S\.?A\.?S?|S/A|SARL|SASU|EURL|S\.?L\.?U?|S\.?r\.?l|S\.?p\.?A|B\.?V|N\.?V|AB|Oyj?|A/S|ApS|ASA|a\.\s?s|s\.\s?r\.\s?o"
    r"|sp\. z o\. ?o|S\.R\.L|Kft|Zrt|Nyrt|bt|Lda|LTDA|Ltda|EIRELI|EAD|OOD|d\.o\.o|A\.?Ş|Ltd\. Şti)(?![^\W_])"
    r"|(?i:(?<![^\W_])(?:razão social|companhia|banco|prefeitura|município|associação|fundação|impressum|imprint|mentions légales|aviso legal|handelsregister|registergericht|HRB))(?![^\W_])"
)
_ALONE_IN_TRADE = lazy_compile(
    r"(?i)(?<![^\W_])(?:MEI|microempreendedor\w*|empresári[oa] individual|freelance\w*|freiberufler\w*|selbst(?:st)?ändig\w*|sole trader|self-employed|auto-?entrepreneur\w*|autónom[oa]|libero professionista|zzp\w*|OSVČ)(?![^\W_])"
)
_CZECH_COMPANY = lazy_compile(r"CZ ?(?:\d ?){8}")  # people have nine digits or ten there, those of their birth number
_NEAR_A_COMPANY = 80  # characters
_Evidence = Callable[[str, Surroundings], Verdict]


def _stdnum(module: str, number: str, *, proof: bool = True, bare: bool = False) -> _Evidence:
    """An evidence function for a python-stdnum module; without `proof` the number has ranges but no check digit.

    With `bare` the points between digits are taken out, which the module does not expect.
    """

    def check(value: str, around: Surroundings) -> Verdict:
        digits = [character for character in value if character.isdigit()]
        if len(set(digits)) < 2:  # 111.111.111-11 satisfies many a checksum
            return _FAILED
        try:
            import_module(f"stdnum.{module}").validate(value.replace(".", "") if bare else value)
        except (ValueError, LookupError, TypeError, AttributeError):
            # ValueError is stdnum's own way to say no; the others come from look-ups with unknown region codes.
            return _FAILED
        return _OK if proof else _PLAUSIBLE

    check.__name__ = check.__qualname__ = module.replace(".", "_")
    check.__doc__ = f"{number}, as stdnum.{module} checks it."
    return check


def no_number_of_a_company(value: str, around: Surroundings) -> Verdict:
    """Fails where the name of a company stands beside the number; somebody who trades alone is a person."""
    before, after = around.before[-_NEAR_A_COMPANY:].rpartition("\n\n")[2], around.after[:_NEAR_A_COMPANY]
    near = f"{before} | {after.partition(chr(10) * 2)[0]}"
    if _CZECH_COMPANY.fullmatch(value):
        return Verdict(State.FAILED, "the number of a company")
    if _COMPANY.search(near) and not _ALONE_IN_TRADE.search(near):
        return Verdict(State.FAILED, "the number of a company")
    return Verdict(State.NEUTRAL)


ar_cuit = _stdnum("ar.cuit", "Argentinian CUIT or CUIL: weights modulo 11")
at_vnr = _stdnum("at.vnr", "Austrian social insurance number: weights modulo 11")
au_abn = _stdnum("au.abn", "Australian business number: weights modulo 89")
au_acn = _stdnum("au.acn", "Australian company number: weights modulo 10")
au_tfn = _stdnum("au.tfn", "Australian tax file number: weights modulo 11")
be_nn = _stdnum("be.nn", "Belgian national register number: date and modulo 97")
bg_egn = _stdnum("bg.egn", "Bulgarian EGN: date and weights modulo 11")
br_cnpj = _stdnum("br.cnpj", "Brazilian company number: two check digits modulo 11")
br_cpf = _stdnum("br.cpf", "Brazilian CPF: two check digits modulo 11")
ca_sin = _stdnum("ca.sin", "Canadian social insurance number: Luhn")
ch_ahv = _stdnum("ch.ssn", "Swiss AHV number: EAN-13")
cl_rut = _stdnum("cl.rut", "Chilean RUT: modulo 11")
cn_ric = _stdnum("cn.ric", "Chinese resident identity number: region, date and ISO 7064")
co_nit = _stdnum("co.nit", "Colombian NIT: weights modulo 11")
cz_rc = _stdnum("cz.rc", "Czech or Slovak birth number: date and modulo 11")
de_tax_id = _stdnum("de.idnr", "German tax identification number: digit rule and ISO 7064")
dk_cpr = _stdnum("dk.cpr", "Danish CPR number: date, no check digit since 2007", proof=False)
do_cedula = _stdnum("do.cedula", "Dominican cédula: Luhn")
ec_ci = _stdnum("ec.ci", "Ecuadorian cédula: province and Luhn")
ee_ik = _stdnum("ee.ik", "Estonian personal code: date and weights modulo 11")
es_dni = _stdnum("es.dni", "Spanish DNI: letter from modulo 23", bare=True)
es_nie = _stdnum("es.nie", "Spanish NIE: letter from modulo 23")
eu_vat = _stdnum("eu.vat", "European VAT number: the rule of its country")
fi_hetu = _stdnum("fi.hetu", "Finnish personal identity code: date and modulo 31")
fr_nir = _stdnum("fr.nir", "French social security number: modulo 97")
fr_spi = _stdnum("fr.nif", "French tax number: modulo 511")
gr_amka = _stdnum("gr.amka", "Greek AMKA: date and Luhn")
hr_oib = _stdnum("hr.oib", "Croatian OIB: ISO 7064")
id_nik = _stdnum("id.nik", "Indonesian NIK: region and date, no check digit", proof=False)
ie_pps = _stdnum("ie.pps", "Irish PPS number: letter from modulo 23")
il_id = _stdnum("il.idnr", "Israeli identity number: Luhn")
imei = _stdnum("imei", "Device number of a mobile phone: Luhn")
in_aadhaar = _stdnum("in_.aadhaar", "Indian Aadhaar: Verhoeff")
in_gstin = _stdnum("in_.gstin", "Indian GSTIN: state, PAN and modulo 36")
in_pan = _stdnum("in_.pan", "Indian PAN: class letter, no public check", proof=False)
in_voter = _stdnum("in_.epic", "Indian voter card: Luhn")
is_kennitala = _stdnum("is_.kennitala", "Icelandic identity number: date and weights modulo 11")
it_fiscal_code = _stdnum("it.codicefiscale", "Italian codice fiscale: date and letter table modulo 26")
it_vat = _stdnum("it.iva", "Italian partita IVA: Luhn")
jp_my_number = _stdnum("jp.in_", "Japanese individual number: weights modulo 11")
kr_rrn = _stdnum("kr.rrn", "Korean resident registration number: date and weights modulo 11")
lt_asmens_kodas = _stdnum("lt.asmens", "Lithuanian personal code: date and weights modulo 11")
lv_personal_code = _stdnum("lv.pvn", "Latvian personal code: date and weights modulo 11")
mx_curp = _stdnum("mx.curp", "Mexican CURP: date, state and check digit")
mx_rfc = _stdnum("mx.rfc", "Mexican tax number: date and shape", proof=False)
my_nric = _stdnum("my.nric", "Malaysian identity card: date and birth place, no check digit", proof=False)
nl_bsn = _stdnum("nl.bsn", "Dutch citizen service number: eleven-proof")
no_fodselsnummer = _stdnum("no.fodselsnummer", "Norwegian identity number: date and two check digits modulo 11")
nz_ird = _stdnum("nz.ird", "New Zealand IRD number: weights modulo 11")
pk_cnic = _stdnum("pk.cnic", "Pakistani CNIC: province and gender digit, no check digit", proof=False)
pl_nip = _stdnum("pl.nip", "Polish tax number: weights modulo 11")
pl_pesel = _stdnum("pl.pesel", "Polish PESEL: date and weights modulo 10")
pt_nif = _stdnum("pt.nif", "Portuguese tax number: modulo 11")
ro_cnp = _stdnum("ro.cnp", "Romanian CNP: date, county and weights modulo 11")
ru_inn = _stdnum("ru.inn", "Russian INN: weights modulo 11")
se_personnummer = _stdnum("se.personnummer", "Swedish identity number: date and Luhn")
sg_uen = _stdnum("sg.uen", "Singaporean entity number: weights modulo 11")
si_emso = _stdnum("si.emso", "Slovenian EMŠO: date and weights modulo 11")
th_pin = _stdnum("th.pin", "Thai identity number: weights modulo 11")
tr_tckn = _stdnum("tr.tckimlik", "Turkish identity number: two check digits modulo 10")
tw_ubn = _stdnum("tw.ubn", "Taiwanese company number: weights modulo 5")
ua_rntrc = _stdnum("ua.rntrc", "Ukrainian taxpayer number: weights modulo 11")
uk_utr = _stdnum("gb.utr", "British unique taxpayer reference: weights modulo 11")
us_ein = _stdnum("us.ein", "US employer number: prefix in use, no check digit", proof=False)
us_itin = _stdnum("us.itin", "US individual taxpayer number: ranges, no check digit", proof=False)
us_ssn = _stdnum("us.ssn", "US social security number: ranges, no check digit", proof=False)
za_id = _stdnum("za.idnr", "South African identity number: date and Luhn")

_SG_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_SG_LETTERS = {
    "S": (0, "JZIHGFEDCBA"),
    "T": (4, "JZIHGFEDCBA"),
    "F": (0, "XWUTRQPNMLK"),
    "G": (4, "XWUTRQPNMLK"),
    "M": (3, "XWUTRQPNJLK"),
}


def sg_nric(value: str, around: Surroundings) -> Verdict:
    """Singaporean NRIC or FIN: weights 2 7 6 5 4 3 2, an offset by century letter, and a letter from modulo 11."""
    text = value.upper()
    if len(text) != 9 or text[0] not in _SG_LETTERS or not (text[1:8].isascii() and text[1:8].isdigit()):
        return _FAILED
    offset, letters = _SG_LETTERS[text[0]]
    total = offset + sum(weight * int(digit) for weight, digit in zip(_SG_WEIGHTS, text[1:8], strict=True))
    return _OK if letters[total % 11] == text[8] else _FAILED


# The letter stands for the place of registration; I, O, W, X, Y and Z got their codes last.
_TW_LETTERS = {letter: code for code, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", 10)}


def tw_national_id(value: str, around: Surroundings) -> Verdict:
    """Taiwanese identity number: a letter as two digits, then nine digits; weights 1 9 8 … 1 1 modulo 10."""
    text = value.upper()
    if len(text) != 10 or text[0] not in string.ascii_uppercase or not (text[1:].isascii() and text[1:].isdigit()):
        return _FAILED
    digits = [*divmod(_TW_LETTERS[text[0]], 10), *map(int, text[1:])]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return _OK if sum(a * b for a, b in zip(digits, weights, strict=True)) % 10 == 0 else _FAILED


def whole_number(value: str, around: Surroundings) -> Verdict:
    """A value that stands alone: no piece of a longer number, path or identifier."""
    if _PIECE_BEFORE.search(around.before[-2:]) or _PIECE_AFTER.match(around.after):
        return Verdict(State.FAILED, "piece of a longer identifier")
    return Verdict(State.NEUTRAL)
