"""Amounts beside words of pay: whether somebody is told to get them, or a job, a law or a firm is spoken of."""

from __future__ import annotations

import re

from chatscrub.detection.entries import in_an_entry
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.people_of_note import of_the_public
from chatscrub.detection.somebody import (
    in_record,
    is_done_by_a_name,
    names_a_person,
    paragraph_before,
    points_to_a_person,
    sentence_before,
)
from chatscrub.detection.somebody_elsewhere import OTHER_LETTERS, names_somebody_elsewhere, tells_a_relation
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "no pay of a person")
_YES = Verdict(State.NEUTRAL, "pay told of a person")
_NEWLINE = "\n"
_SHORTEST = 8  # characters of two amounts
_NEAR, _AFTER = 160, 70  # characters in which somebody is named
_FAR = 400  # characters in which it is told what the text is about

# What a job offers, many get on average, or a firm turns over.
_GENERAL = lazy_compile(
    r"(?<![^\W_])(?:average|median|minimum wage|living wage|typical(?:ly)?|per capita|(?:salary|pay) (?:range|band|scale)|vacanc(?:y|ies)|we are (?:hiring|looking)|job (?:ad|advert|posting|description)|per head|statistics|survey|thresholds?|tax bracket|collective agreement|pay scales?|turnover|revenue|profits?"
    r"|durchschnitt\w*|mindestlohn|median\w*|stellenanzeige|wir (?:suchen|bieten)|tarifvertrag|entgelttabelle|umsatz|gewinn|freibetrag|beitragsbemessungsgrenze|moyenne?|smic|médian\w?|offre d['’]emploi|nous recrutons|convention collective|chiffre d['’]affaires|plafond|barème"
    r"|promedio|salario mínimo|smi|mediana|oferta de (?:empleo|trabajo)|convenio colectivo|facturación|medi[oa]|salario minimo|annuncio di lavoro|ccnl|fatturato|gemiddelde?|minimumloon|vacature|cao|omzet|średni\w*|minimaln\w+|mediana|ogłoszeni\w+|obrót|médi[oa]|salário mínimo|vaga|faturação|faturamento"
    r"|genomsnitt\w*|medellön|minimilön|kollektivavtal|platsannons|omsättning|employees (?:earn|get)|workers (?:earn|get)|teachers (?:earn|get))(?![^\W_])",
    re.IGNORECASE,
)
_STAFF = lazy_compile(
    r"(?<![^\W_])(?:earnings|income|part[- ]time|full[- ]time|temps (?:partiel|plein)|teilzeit|vollzeit|minijob|media jornada|jornada (?:completa|parcial)|deeltijd|deltid|heltid|cdi|cdd|salar(?:y|ies)|pay(?:roll|slip|ing| rise| raise| review)?|wages?|raise|review|appraisal|candidate|interview|applicant|hr|employee|employer|start date|base|counter-?offer|hir(?:e|ed|ing)|recruit\w*|wage|shift|contract|role|position|job|notice period|promot\w+|overtime|bonus|grade|hire|hired|offer letter|direct deposit|performance|strengths"
    r"|gehalt\w*|lohn\w*|mitarbeiter\w*|bewerber\w*|vorstellungsgespräch|personalgespräch|probezeit|\w*vertrag|beförder\w+|zielvereinbarung|vergütung|stelle|verdien\w+|kündigungsfrist|einstell\w+"
    r"|salaire|entretien|augmentation|salariée?|embauch\w+|recrut\w+|candidate?|rémunération|contrat|poste|objectifs|prime|sueldo|salario|nómina|aumento|entrevista|candidat[oa]|emplead[oa]|trabajador[a]?|puesto|contrat\w+|evaluación|rrhh"
    r"|stipendio|ral|aumento|colloquio|candidat[oa]|dipendente|assunzione|assunt[oa]|assum\w+|contratto|ruolo|salaris\w*|loon\w*|schaal|opslag|functioneringsgesprek|beoordeling\w*|sollicitant\w*|sollicitatie\w*|medewerk\w+|\w*contract|functie|hr"
    r"|wynagrodzeni\w+|pensj\w+|podwyżk\w+|rozmow\w+|kandydat\w*|pracowni\w+|umow\w+|zatrudni\w+|stanowisk\w+|ocen[aey]|premi\w+|salário|ordenado|vencimento|aumento|entrevista|candidat[oa]|funcionári[oa]|colaborador[a]?|contrato|cargo|avaliação|rh"
    r"|lön\w*|löneförhöjning|lönesamtal|medarbetarsamtal|utvecklingssamtal|intervju\w*|anställ\w+|erbjud\w+|kandidat\w*|medarbetar\w+|tjänst|befordr\w+)(?![^\W_])",
    re.IGNORECASE,
)
# What gets money without work, and what is taken of it.
_OTHERWISE_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:company|firm|business|bank|machine|unternehmen|firma|entreprise|société|empresa|azienda|società|bedrijf|spółka|företaget|(?:income|wage|payroll|salary) tax(?:es)?|tax on|einkommens?teuer|lohnsteuer|impôts? sur le revenu|impuesto sobre la renta|inkomstenbelasting|inkomstskatt|refund|budget)(?![^\W_])[^.\n]{0,40}\Z",
    re.IGNORECASE,
)
_OTHERWISE_AFTER = lazy_compile(
    r"\s?(?:by|for(?! the same)|back|in (?:damages|tax|interest)|points|miles|km|followers|subscribers|likes|visitors|users|hours|units|words|steps|views|einkommens?teuer|steuern?|rabatt|schadensersatz|budget)(?![^\W_])",
    re.IGNORECASE,
)
_BARE = lazy_compile(r"[\d., '’\u00a0\u202f]+\Z")
# What may follow an amount without its currency.
_ENDS_AMOUNT = lazy_compile(
    r"\s*(?:[,;.:!?)(/\n|`\"–-]|\Z)|\s(?:an?|per|pro|p\.?a|gross|net|before|after|plus|and|but|brutt?os?|brut|netto|netti|und|aber|im|et|mais|par|al|y|pero|e|ma|en|maar|i|ale|na|och|men|i|om|limpios|limpos|netos|brutos|líquidos|nets?|nette|netti|cash|effective|from|ab|which|fixum|in|w|p/m|na)(?![^\W_])",
    re.IGNORECASE,
)
_YEAR = lazy_compile(r"(?:19|20)\d\d\Z")
_GETS = lazy_compile(
    r"(?:(?<![^\W_])|(?=[’']))(?:prende|prendeva|recebe|recebia|bekommt|bekam|erhält|kriegt|får|fick|dostaje|krijgt|kreeg|makes|gets|got|recibe|reçoit|(?:is|was|[’']s|[’']m|am|hes|shes|im) on|(?:is|was|gets|getting) paid|pays (?:him|her|me)|est à|zit op|ligger på|makes?|earns?|bere|vydělává|tjener|ansaitsee|saa|ma|gana|guadagna|gagne|verdient|zarabia|tjänar|ganha)[ ](?:[^\W\d_]{2,9}[ ]){0,2}\Z",
    re.IGNORECASE,
)
# Gross, net or for a month: in a line about somebody that is pay.
_PAID_BY = lazy_compile(
    r"(?<![^\W_])(?:brutt?os?|brut|netto|netos|nets?|gross|lordi|netti|líquidos?|pa|p\.a\.|na rękę|ral)(?![^\W_])|/ ?(?:mån|mnd|md|kk|mies|mc|monat|año|mes|mois|mese|yr|year|month|annum)|(?:i|om) måneden",
    re.IGNORECASE,
)
_BY_THE_HOUR = lazy_compile(
    r"(?:/| an? | per | pro | die | par | de l['’]| l['’]| por | all['’]| la | za | i )(?:hr?|hour|stunde|std|heure|hora|ora|uur|godz\w*|timmen?)\Z",
    re.IGNORECASE,
)
_RAISES = lazy_compile(
    r"(?<![^\W_])(?:promot\w+|rais\w+|increas\w+|erhöh\w+|anheb\w+|angehoben|beförder\w+|augment\w+|pass(?:e|er|era)|subir\w*|aument\w+|pasa\w*|portare|porta|passa\w*|verhog\w+|podwyżk\w+|podnieś\w*|höj\w*|salary|pay|wage|gehalt|lohn|salaire|sueldo|salario|stipendio|salaris|loon|pensj\w+|wynagrodzeni\w+|salário|lön\w*)(?![^\W_])",
    re.IGNORECASE,
)
_SLIP = lazy_compile(
    r"(?<![^\W_])(?:wage slip|ni|abrechnung|busta|brutoloon|nettoloon|salaire de base|salario base|vencimento base|wynagrodzenie zasadnicze|bruttolön|nettolön|leaver|overtime|pfändbar|payslip|payroll|pay run|paye|ssn|p60|p45|tax code|emp(?:loyee)?(?: no\.?| id)?|staff|stkl|steuerklasse|steuer-?id|sv-?nr|sozialversicherungsnummer|lohnabrechnung|gehaltsabrechnung|entgeltabrechnung|arbeitnehmer(?:in)?|personalnummer|mitarbeiter(?:in)?|lohn|gehalt"
    r"|bulletin (?:de paie|de salaire)|fiche de paie|salariée?|n° sécu|nir|cotisations|matricule|nómina|trabajador[a]?|emplead[oa]|dni|irpf|busta paga|dipendente|cedolino|codice fiscale|irpef|inps|loonstrook|heffingskorting|bsn|medewerker|schaal|werknemer|loonheffing"
    r"|pasek|lista płac|pracownik|pesel|zus|składki|recibo de vencimento|holerite|contracheque|trabalhador[a]?|funcionári[oa]|cpf|nif|irs|inss|lönespecifikation|lönebesked|personnummer|pnr|anställd|medarbetare|ingresos|gross pay|net pay)(?![^\W_])",
    re.IGNORECASE,
)
_BILL = lazy_compile(
    r"(?<![^\W_])(?:invoices?|vat|quote|order|product|item|qty|quantity|unit price|discount|shipping|rechnung\w*|mwst|ust|umsatzsteuer|angebot|bestellung|artikel|menge|stückpreis|rabatt|versand|facture|tva|devis|commande|quantité|remise|factura|iva|presupuesto|pedido|cantidad"
    r"|descuento|fattura|preventivo|ordine|quantità|sconto|factuur|btw|offerte|bestelling|aantal|korting|faktura|vat|zamówienie|ilość|rabat|fatura|orçamento|encomenda|moms|offert|beställning|antal|rent|miete|loyer|alquiler|affitto|canone|huur|czynsz|aluguel|aluguer|hyra|mortgage|subscription|abo|abonn?ement\w*|plan|deposit paid|budget|weight|gewicht|poids|peso)(?![^\W_])",
    re.IGNORECASE,
)


def pay_of_somebody(value: str, around: Surroundings) -> Verdict:
    """An amount behind a word of pay, in a sentence or record of somebody named or pointed to."""
    if _in_general(value, around) or _is_no_amount(value, around):
        return _NO
    sentence = sentence_before(around.before)[-_NEAR:]
    if (
        points_to_a_person(sentence)
        or _is_called(sentence)
        or is_done_by_a_name(sentence)
        or names_a_person(sentence)
        or names_a_person(_rest(around))
    ):
        return _YES
    before = paragraph_before(around.before)[-_FAR:]
    told = names_a_person(before) or in_record(around.before, around.after) or in_an_entry(around)
    return _YES if told else _NO


def pay_asked_or_got(value: str, around: Surroundings) -> Verdict:
    """An amount that somebody is on, wants or starts at, where the text is about work."""
    near = f"{around.before[-_FAR:]} {around.after[:_FAR]}"
    if _BILL.search(near):
        return _NO
    if _BY_THE_HOUR.search(value) is None and not (
        _STAFF.search(near)
        or _GETS.search(around.before)
        or (_PAID_BY.search(value + around.after[:12]) and in_an_entry(around))
    ):
        return _NO
    return pay_of_somebody(value, around)


def pay_that_changes(value: str, around: Surroundings) -> Verdict:
    """One amount that becomes another, right behind somebody's name, or behind words for raising pay."""
    sentence = sentence_before(around.before)[-_NEAR:]
    if _BILL.search(sentence) or not (_RAISES.search(sentence) or _STAFF.search(sentence)) or len(value) < _SHORTEST:
        return _NO
    named = names_a_person(sentence) or is_done_by_a_name(sentence) or _is_called(sentence)
    named = named or (_YOURS.search(sentence) is not None and names_a_person(around.before[-_FAR:]))
    return _YES if named and not _in_general(value, around) else _NO


def pay_on_a_slip(value: str, around: Surroundings) -> Verdict:
    """A gross or net amount where the text has what a payslip or list of staff has, and no bill."""
    near = f"{around.before[-_FAR:]} {around.after[:_FAR]}"
    if _BILL.search(near) or not _SLIP.search(near):
        return _NO
    before = paragraph_before(around.before)[-_FAR:]
    named = names_a_person(before) or names_a_person(around.after[:_FAR])
    return _YES if named or in_record(around.before, around.after) else _NO


def pay_in_a_list_of_staff(value: str, around: Surroundings) -> Verdict:
    """A gross or net amount in a record of a person, in a table that has what lists of staff have, and no bill."""
    near = f"{around.before[-_FAR:]} {around.after[:_FAR]}"
    return _NO if _BILL.search(near) or not _SLIP.search(near) else _YES


def pay_beside_a_name(value: str, around: Surroundings) -> Verdict:
    """An amount under a title for pay in the row of somebody named."""
    row = f"{around.before.rpartition(_NEWLINE)[2]} {around.after.partition(_NEWLINE)[0]}"
    return _YES if names_a_person(row) or _is_called(row) else _NO


# A letter to somebody who was named at its head.
_YOURS = lazy_compile(
    r"(?<![^\W_])(?:your|Ihre?[rnms]?|deine?[rnms]?|votre|ton|tu|su|tuo|tua|suo|sua|uw|jouw|twoj\w+|Pan[ai]|din|ditt|teu|seu|vaše)(?![^\W_])"
)


def pay_told_elsewhere(value: str, around: Surroundings) -> Verdict:
    """An amount behind a word of pay in one of the other languages, where somebody is named or pointed to."""
    if _GENERAL_ELSEWHERE.search(around.before[-_NEAR:]) or _in_general(value, around) or _is_no_amount(value, around):
        return _NO
    if pay_of_somebody(value, around).state is not State.FAILED:
        return _YES
    near = f"{around.before[-_NEAR:]} {_rest(around)}"
    if OTHER_LETTERS.search(near) is None:
        return _YES if tells_a_relation(near) else _NO
    return _YES if names_somebody_elsewhere(near) else _NO


_GENERAL_ELSEWHERE = lazy_compile(
    r"平均|最低|中位|募集|求人|招聘|中央値|평균|최저|채용|모집|중위|средн\w+|минимальн\w+|ваканс\w+|медианн\w+|середн\w+|мінімальн\w+|متوسط|الحد الأدنى|وظيفة شاغرة|औसत|न्यूनतम|भर्ती|gennemsnit\w*|gjennomsnitt\w*|mindsteløn|minstelønn|stilling ledig|ledig stilling|søger en|overenskomst|tariff\w*|keskipalkka|keskimäärä\w*|avoin työpaikka|průměrn\w+|minimální|hledáme|ortalama|asgari|iş ilanı|átlag\w*|minimálbér|mediu|minim",
    re.IGNORECASE,
)


def _in_general(value: str, around: Surroundings) -> bool:
    if _GENERAL.search(around.before[-_NEAR:]) or _GENERAL.search(_rest(around)):
        return True
    return of_the_public(f"{around.before[-_FAR:]}{value}{around.after[:_NEAR]}")


def _is_called(text: str) -> bool:
    """Whether two words in a row look like a name, though no list has them."""
    from chatscrub.detection.names.other_names import NO_NAMES, PLACES
    from chatscrub.detection.names.tagger import embedded

    lexicon = embedded().lexicon
    for pair in _PAIR.finditer(text):
        words = [word.lower() for word in pair.groups()]
        if not any(lexicon.common(word) or word in NO_NAMES or word in PLACES for word in words):
            return True
    return False


_PAIR = lazy_compile(
    r"(?<![^\W_])([A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][a-zà-öø-ÿąćęłńóśźż]{2,14})[ ]([A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][a-zà-öø-ÿąćęłńóśźż'’-]{2,16})(?![^\W_])"
)


def _rest(around: Surroundings) -> str:
    return around.after.partition("\n")[0][:_AFTER]


def _is_no_amount(value: str, around: Surroundings) -> bool:
    """Whether the number is that of something else: a tax, what was paid for a thing, or a count without a currency."""
    if _OTHERWISE_BEFORE.search(around.before[-_NEAR:]) or _OTHERWISE_AFTER.match(around.after):
        return True
    return _BARE.match(value) is not None and (
        _YEAR.match(value) is not None or _ENDS_AMOUNT.match(around.after) is None
    )
