"""Illnesses and medicines: whether the text speaks of somebody who has them, or of the thing in general."""

from __future__ import annotations

import re

from chatscrub.detection.denials import is_denied
from chatscrub.detection.entries import in_an_entry
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.generalities import for_anybody, holds_for_everybody, is_a_practice
from chatscrub.detection.mentions import is_surname
from chatscrub.detection.people_of_note import of_the_public
from chatscrub.detection.somebody import SENTENCE_END, in_record, named_near, names_a_person, paragraph_before
from chatscrub.lazy_patterns import lazy_compile

BEFORE = 150  # characters in front of an illness in which the person may be named
AFTER = 70

_NO = Verdict(State.FAILED, "illness in general")
_DENIED = Verdict(State.FAILED, "somebody does not have it")
# Words of nine languages that tie an illness to somebody: clinic notes, sick leave, family, and the pronouns that are
# no other word (``sie`` and ``il`` also mean things).
_PERSON_TEXT = r"""
patient(?!s|en)\w*|pt|mrs?|ms|miss|he|she|his|her|him|i have|i've|i had|i suffer\w*|i was|my|diagnosed|known|hx|pmh|dob
admitted|off sick|signed off|sick leave|suffers|suffered|suffering|being treated|treated for|employee|tenant|claimant|insured
pat\.|frau|herrn?|hat|habe|meine?[rmns]?|ihre?[rmns]? \w+|seine?[rmns]?|leidet|leide|erkrankt\w*|diagnostizier\w*|krankgeschrieben
anamnese|z\.\s?n\.|vorerkrankung\w*|aufgenommen|medikation|mitarbeiter\w*|versicherte\w*|geb\.|mieter\w*
m\.|mme|mlle|monsieur|madame|elle|ma|mon|j'ai|j’ai|souffre\w*|atteinte?|antécédents?|atcd|diagnosti\w+|traitée?|arrêt
reconnu\w*|hospitalisée?|salariée?|née?|paciente|sra?|srta|don|doña|d\.ª|padece\w*|sufre\w*|antecedentes|baja|mi|su|tiene|tengo
ingres\w+|afectad[oa]|trabajadora?|nacid[oa]|paziente|sig(?=\.|\sr)|sig\.ra|signora?|affett[oa]|soffr\w+|anamnesi|ricoverat[oa]|mi hanno
mia|mio|suo|sua|ho|malattia|dipendente|nat[oa]|pati[eë]nte?|dhr|mw|mevr\w*|mevrouw|meneer|lijdt|gediagnosticeerd
voorgeschiedenis|bekend|zij|hij|haar|mijn|heeft|heb|ziek\w*|opgenomen|cliënte?|medewerk\w+|utente|dona|sofre\w*
internad[oa]|atestado|baixa|meu|minha|tem|tenho|funcionári[oa]|pacjent\w*|pani\w?|pana?u?|choruj\w+|cierpi\w*|rozpozn\w+
stwierdzono|wywiadzie|leczon\w+|leczeni\w+|przyjęt[ya]|zwolnieni\w+|mój|moja|mojego|żon[ayę]|mąż|ur\.|pracowni\w+|zdiagnozowan\w+
vg|verdenking|uitgevallen|ziekmelding|born|passport|father|mother|husband|wife|son|daughter|vater|mutter|ehemann|ehefrau|sohn|tochter
père|mère|mari|femme|fils|fille|padre|madre|marido|hij[oa]|marito|moglie|figli[oa]|vader|moeder|dochter|zoon|vrouw
pai|mãe|filh[oa]|ojciec|matka|syn|córka|dotter|känd|sjukskriv\w+|lider|diagnos\w*|inkom|har|hade|min|mitt|hon|han|hans|hennes|anamnes|medarbetar\w*|född|inlagd
""".replace("\n", "|").strip("|")
_PERSON = lazy_compile(rf"(?<![^\W_])(?:{_PERSON_TEXT})(?![^\W_])", re.IGNORECASE)
_GENERAL = lazy_compile(
    r"(?<![^\W_])(?:symptoms?|signs|guidelines?|types?|causes?|risk|prevention|awareness|research|studies|study|trials?|what is|treat|cure"
    r"|symptome?n?|leitlinien?|ursachen?|risiko|prävention|forschung|studien?|was ist|vorbeugung"
    r"|symptômes|causes|prévention|recherche|qu.est-ce que|síntomas|causas|riesgo|prevención|investigación|qué es"
    r"|sintomi|cause|rischio|prevenzione|ricerca|cos.è|symptomen|oorzaken|preventie|onderzoek|wat is"
    r"|sintomas|risco|prevenção|pesquisa|o que é|objawy|przyczyny|ryzyko|profilaktyk\w|badania|co to jest"
    r"|orsaker|risken?|förebygg\w+|forskning|vad är|(?:patients|people|patienten|menschen|personnes|pacientes|pazienti|mensen|pessoas|osoby|personer)"
    r"(?: who)? (?:with|have|mit|avec|con|met|com|z|med|che hanno))"
    r"(?: (?:of|for|on|about|von|für|der|des|de|du|d.|la|le|del|della|di|van|voor|da|do|av|för|om|i|und|and))?\W{0,2}\Z",
    re.IGNORECASE,
)
_GENERAL_AFTER = lazy_compile(
    r"(?:['’]s)?[- ]?(?:of (?:luck|genius)|research|awareness|treatments?|screening|charity|centre|center|society|foundation|association|statistics|patients"
    r"|forschung|hilfe|gesellschaft|verband|vorsorge|stiftung|selbsthilfe)\b|[\"'’`]?-(?!demenz|krankheit|erkrankung|syndrom|schub|attacke|anfall|infektion|dementi[ae]|ziekte|sygdom|sjukdom|sykdom)\w",
    re.IGNORECASE,
)
# The sentence tells of an illness or medicine what holds for everybody: what it is, how many have it, what to beware of.
_OF_EVERYBODY = lazy_compile(
    r"(?<![^\W_])(?:is an? (?:[\w-]+ ){0,3}(?:disease|disorder|condition|illness|infection|syndrome|cancer)|are (?:[\w-]+ ){0,2}(?:diseases|disorders|conditions)|symptoms? (?:include|are|may|can|vary)|side effects?|adverse (?:effects?|reactions?)|do not (?:take|use)"
    r"|if you (?:have|suffer|are)|tell your (?:doctor|pharmacist)|ask your (?:doctor|pharmacist)|(?:adults|children|men|women|people|persons|patients|individuals|americans|residents|infants|users|smokers|those|anyone|everyone) (?:\w+ )?(?:with|who|had|have|suffer\w*|living|of|die[ds]?)"
    r"|(?:a|the) patient (?:may|can|should|must|with)|per 100[ ,.]?000|prevalen\w+|inciden(?:ce|ts? of)|mortality|epidemiology|risk factors?|leaflet|indicated (?:for|in)|contraindicat\w+|used to treat|treatment (?:of|for)|the disease|codes? for|named after|first described"
    r"|cases? of|deaths?|leading cause|usual dose|recommended dose|store (?:below|in)|more common|most common|the lecture|chapter|classified as|cause[sd]? by"
    r"|ist eine?\w? (?:[\w-]+ ){0,3}(?:\w*krankheit|\w*erkrankung|\w*infektion|\w*störung)|häufigste\w*|krankheitsbild\w*|nebenwirkung\w*|packungsbeilage|gegenanzeige\w*|(?:menschen|patienten|personen|kinder|erwachsene|betroffene|frauen|männer|deutschen?)n? (?:\w+ )?(?:mit|die|leiden|haben|sterben)"
    r"|wer (?:unter|an|mit|\w+ hat)|prävalenz|inzidenz|je 100[ .]?000|sterblichkeit|todesfälle|todesursachen?|fälle von|angewendet (?:bei|zur)|zur behandlung|übliche dosis|fragen sie ihren|die krankheit|gilt als"
    r"|est une? (?:[\w-]+ ){0,2}(?:maladie|infection|affection|pathologie|trouble)|effets? (?:indésirables?|secondaires?)|prévalence|incidence|touche (?:plus|environ|près|\d|surtout)|personnes? (?:atteintes?|souffrant|ayant|vivant)|patients? (?:atteints?|souffrant|ayant)|contre-indi\w+|pour 100[  ]?000|mortalité|cas de|décès|la notice"
    r"|indiqué (?:dans|pour|chez)|posologie|es una? (?:[\w-]+ ){0,2}(?:enfermedad|afección|infección|trastorno)|efectos (?:secundarios|adversos)|prevalencia|personas (?:con|que)|pacientes (?:con|que)|afecta a|contraindic\w+|por cada 100|mortalidad|casos de|muertes|posología|indicado (?:para|en)"
    r"|è una? (?:[\w-]+ ){0,2}(?:malattia|patologia|infezione|disturbo)|effetti (?:indesiderati|collaterali)|colpis\w+|prevalenza|persone (?:con|che|affette)|pazienti (?:con|che|affetti)|chi (?:ha|soffre)|controindic\w+|mortalità|casi di|decessi|posologia|indicato (?:per|nel)"
    r"|é uma? (?:[\w-]+ ){0,2}(?:doença|infec\w+|condição|transtorno|perturbação)|efeitos (?:secundários|colaterais|indesejáveis)|prevalência|pessoas (?:com|que)|pacientes (?:com|que)|quem (?:tem|sofre)|afeta|mortalidade|mortes|a bula"
    r"|is een (?:[\w-]+ ){0,2}(?:ziekte|aandoening|infectie|stoornis)|bijwerking\w*|bijsluiter|(?:mensen|patiënten|personen|volwassenen|kinderen) (?:met|die)|sterfte|gevallen van|wie \w+ heeft"
    r"|(?:jest|to) (?:[\w-]+ ){0,2}(?:chorob\w+|zakażeni\w+|zaburzeni\w+)|działania niepożądane|ulotk\w+|(?:osoby|osób|pacjenci|chorych) (?:z|na|ze)|występuje u|śmiertelność|zachorowa\w+|przypadk\w+|är en (?:[\w-]+ ){0,2}(?:sjukdom|infektion|störning)|biverkning\w*|(?:personer|patienter|människor) (?:med|som)|förekommer|dödlighet"
    r"|er en (?:[\w-]+ ){0,2}(?:sygdom|sykdom|lidelse|infektion)|bivirkning\w*|haittavaikutu\w+|on (?:[\w-]+ ){0,2}(?:sairaus|tauti)|je (?:[\w-]+ ){0,2}(?:onemocnění|nemoc)|nežádoucí účinky|lidé s|mellékhatás\w*|efecte (?:secundare|adverse)|este o (?:boală|afecțiune|infecție)|yan etki\w*|hastalığıdır"
    r"|παρενέργει\w+|είναι (?:μια |μία )?(?:νόσος|ασθένεια|πάθηση)|побічн\w+|побочн\w+|є (?:\w+ )?хворобою|является (?:\w+ )?(?:болезнью|заболеванием))(?![^\W_])|\d ?(?:%|percent|per cent|prozent|procent) (?:of|der|des|von|aller|de|des|del|della|degli|dei|da|dos|das|van|av|af|populac\w+|population|lakosság\w*)(?![^\W_])",
    re.IGNORECASE,
)
_FIRST_PERSON = lazy_compile(
    r"(?<![^\W_])(?:I['’](?:ve|m)|I (?:have|had|was|am|suffer\w*|got|take)|i['’]ve|my (?:\w+ )?(?:mother|father|mum|mom|dad|wife|husband|son|daughter|child|kid|boss|colleague|friend|brother|sister|doctor)|(?i:ich (?:habe|hatte|leide|bin|nehme)|habe ich|meine? \w+ (?:hat|hatte|leidet|ist)|bei mir|j['’](?:ai|avais)|je (?:suis|souffre|prends)|mon (?:mari|père|fils|médecin)|ma (?:femme|mère|fille)"
    r"|tengo|padezco|sufro|me (?:han|diagnosticaron)|mi (?:marido|mujer|madre|padre|hij[oa])|ho (?:il|la|l['’]|avuto|un)|soffro|mi hanno|mi[oa] (?:marito|moglie|madre|padre|figli[oa])|tenho|sofro|minha (?:mãe|filha|mulher)|meu (?:pai|filho|marido)|ik (?:heb|ben|had|slik)|mijn (?:man|vrouw|moeder|vader|zoon|dochter)"
    r"|mam|choruję|moj[ae] (?:mama|żona|córka|matka)|mój (?:mąż|syn|tata|ojciec)|jag (?:har|hade|fick|lider|äter)|min (?:man|fru|mamma|pappa|son|dotter)|employee|mitarbeiter\w*|salarié\w*|colleague|kolleg\w+))(?![^\W_])"
)
_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ", "a-zà-öø-ÿąćęłńóśźż"
_NAME = rf"(?!Morbus |Syndrom )[{_UPPER}][{_LOWER}’'-]{{1,20}} (?:(?:van|de|der|den|von|da|dos|di|del|la|el) ){{0,2}}[{_UPPER}][{_LOWER}’'-]{{2,20}}"
_NAMED = lazy_compile(_NAME)
# Somebody's name, or what only a person has, right in front: ``Hjalmar Östlund (…), …`` and ``ur. 12.05.1979, …``
_NAMED_BEFORE = lazy_compile(rf"{_NAME}(?: ?\([^()\n]{{2,24}}\))?\s?[,;:(–|-]\s?\Z")
_KNOWN_BEFORE = lazy_compile(
    r"(?<![\d.])(?:\d{6}[-+ ]?\d{4}|\d{11}|\d{1,2}[./-]\d{1,2}[./-](?:19)?[2-9]\d|19\d\d-\d\d-\d\d)(?!\d)[^\n.]{0,40}\Z"
)
_SOMEBODY = lazy_compile(
    r"(?<![^\W_])(?:s?he|i|my (?:\w+ )?\w+|his|her|mrs?|ms|miss|patient(?:in|e)?|pat|employee|mother|father|husband|wife|son|daughter"
    r"|er|sie|ich|mein\w* \w+|ihr\w* \w+|sein\w* \w+|frau|herrn?|mutter|vater|kollegin|kollege|mitarbeiter(?:in)?|kind|tochter|sohn"
    r"|il|elle|je|j|mon|ma|m|mme|mlle|monsieur|madame|salariée?|fils|fille|mère|père|él|ella|mi|su|sr|sra|don|doña|paciente"
    r"|hij[oa]|madre|padre|marido|mujer|lui|lei|mio|mia|suo|sua|sig|signora?|paziente|figli[oa]|hij|zij|ze|ik|mijn|haar|zijn|dhr|mw|mevrouw"
    r"|meneer|pati[eë]nte?|ele|ela|eu|meu|minha|dona|utente|filh[oa]|pani?|pana|on|ona|jego|jej|mój|moja|pacjent\w*|syn|córka|mąż|żona"
    r"|han|hon|jag|min|mitt|hans|hennes|dotter|patienten)(?![^\W_])",
    re.IGNORECASE,
)
# What else is said to suffer: of it an illness is a figure of speech.
_THING = lazy_compile(
    r"(?<![^\W_])(?:server|system|app|application|project|company|team|code|site|network|market|economy|performance|industry|model|battery"
    r"|verein|firma|unternehmen|projekt|netz|markt|wirtschaft|branche|anwendung|entreprise|serveur|projet|réseau|marché|empresa|servidor"
    r"|proyecto|red|mercado|azienda|progetto|rete|bedrijf|netwerk|projeto|serwer|sieć|rynek|företaget?|servern?)(?![^\W_])[^.\n:]{0,45}\Z",
    re.IGNORECASE,
)
_NO_ILLNESS_TEXT = """
from with this that these those which what something anything lack poor slow high large frequent several other same being having
mangel unter einem einer seinem ihrem dieser diesem manque cette cela falta poca esto questo mancanza gebrek falta excesso braku brak
brist under stress personal heimweh einsamkeit hunger durst kälte hitze froid chaleur faim frío calor hambre
"""
_NO_ILLNESS = frozenset(_NO_ILLNESS_TEXT.split())
_FAULT = lazy_compile(
    r"errors?|latency|leaks?|bugs?|overload|mangel|druck|überlastung|lag|délais?|retards?|retrasos?|ritardi|problem\w*|signal",
    re.IGNORECASE,
)
_NO_MEDICINE_TEXT = """
about around over under least than with contains containing protein sodium salt caffeine sugar calcium magnesium vitamin vitamins iron
zinc zink potassium fiber water weight dose dosage daily täglich dosis dosi etwa circa über unter enthält kalzium eisen natrium koffein
salz environ moins plus sel fer caféine calcio hierro sodio sal cafeína unos circa ferro sale caffeina ongeveer ijzer zout około sól
żelazo wapń cirka järn salt koffein omega cholesterol kolesterol colesterol cholestérol tablets tabletten comprimés contenente
"""
_NO_MEDICINE = frozenset(_NO_MEDICINE_TEXT.split())
_TIMES_OF_DAY = lazy_compile(
    r"\s?(?:\d(?:-\d){2}|x ?[1-4]\b|[1-4] ?x\b|bd\b|od\b|tds\b|qd\b|(?:once|twice) (?:a day|daily)|(?:1|2|3)x? ?(?:tgl|täglich|par jour|al día|al giorno"
    r"|daags|ao dia|por dia|dziennie|dagligen|per dag)|morgens|abends|le matin|le soir|por la (?:mañana|noche)|la sera|al mattino|rano|wieczorem"
    r"|'s (?:ochtends|avonds)|à noite|de manhã|på (?:morgonen|kvällen))",
    re.IGNORECASE,
)
_DOSE = lazy_compile(
    r"(?:®|\s)?\s?\d{1,4}(?:[.,]\d{1,3})? ?(?:mg|mcg|µg|ug|g|ml|ie|iu|ui|j\.?m|e|mg/\w+)\b|\W{0,3}\d(?:-\d){2}",
    re.IGNORECASE,
)
_TAKES_TEXT = r"""
takes|taking|took|on|prescribed|prescription|medications?|meds|treated with|started|dose|stopped|rx|therapy|uses
nimmt|nehme|nehmen|einnahme|bekommt|erhält|unter|medikation|medikamente?|verordnet|verschrieben|therapie|jetzt|reduziert|abgesetzt
prend|prends|sous|traitement|prescri\w+|ttt|ordonnance|toma|tomo|tomando|tratamiento|pautado|recetado|medicación|con
assume|prendo|prende|terapia|in cura|trattat[oa]|prescritt[oa]|con|slikt|slik|gebruikt|gebruik|medicatie|voorgeschreven|krijgt|start
medicad[oa]|medicação|toma|receitad[oa]|fez|tratad[oa]|bierze|biorę|przyjmuje|zażywa|leczeni\w+|leki|przepisan\w+|dawk\w+
äter|tar|står på|rezept|recept\w{0,2}|receita|receta|ricetta|prescription for|nehmen|spritzt|prenait|tomaba|nam|brał[a]?|behandl\w+|läkemedel|medicin\w*|insatt|ordiner\w+
""".replace("\n", "|").strip("|")
_TAKES = lazy_compile(rf"(?<![^\W_])(?:{_TAKES_TEXT})(?![^\W_])", re.IGNORECASE)


def illness_of_a_person(value: str, around: Surroundings) -> Verdict:
    """An illness near a word for somebody who has it, and not behind words that speak of it in general."""
    before = paragraph_before(around.before)[-BEFORE:]
    if _GENERAL.search(before) or _GENERAL_AFTER.match(around.after) or is_surname(value, before):
        return _NO
    if is_denied(before, around.after):
        return _DENIED
    after = around.after.partition("\n\n")[0][:AFTER]
    if _of_everybody(value, around):
        return _NO
    if _PERSON.search(before) or _PERSON.search(after) or _NAMED_BEFORE.search(before) or _KNOWN_BEFORE.search(before):
        return Verdict(State.NEUTRAL, "about a person")
    if in_record(around.before, around.after) or named_near(before, after):
        return Verdict(State.NEUTRAL, "in a record of a person")
    if in_an_entry(around):
        return Verdict(State.NEUTRAL, "in a line about a person")
    return Verdict(State.NEUTRAL, "in a note about a person") if _noted_of_somebody(around) else _NO


# What was cancelled, or how long somebody is away, is told with the reason behind it.
_REASON = lazy_compile(
    r"(?<![^\W_])(?:due to|because of|owing to|on account of|off with|unfit for work[^.]{0,40}|wegen|aufgrund|infolge|à cause d[eu]|en raison d[eu]|pour cause d[eu]|por|debido a|a causa (?:de|di|del|della)|per|vanwege|wegens|door|z powodu|devido a|por causa d[aeo]|på grund av|pga)"
    r"[ ](?:(?:an?|the|acute|severe|eine[rmns]?|la|le|une?|un[oa]?|een|schwerer?|akuter?)[ ]){0,2}\Z",
    re.IGNORECASE,
)
# An illness that is a sentence of a note, or one of several that are: ``Pregnant, asthma - do not mention``.
_OPENS_NOTE = lazy_compile(r"(?:[.;:!]\s+|\n[ \t•*–-]*|\s[–-][ ])(?:[^\W\d_]+(?: [^\W\d_]+)?, ){0,2}\Z")
_CLOSES_NOTE = lazy_compile(r"\s?(?:[.,;\n]|[–-]\s|\Z)")
_NOTE = 250  # characters in front of it in which somebody is named


def _noted_of_somebody(around: Surroundings) -> bool:
    """Whether an illness is the reason told for something, or a sentence of its own, behind the name of somebody."""
    before = paragraph_before(around.before)[-_NOTE:]
    told = _OPENS_NOTE.search(before) is not None and _CLOSES_NOTE.match(around.after) is not None
    if not told and _REASON.search(before) is None:
        return False
    return names_a_person(before) and not of_the_public(before)


def complaint_of_a_person(value: str, around: Surroundings) -> Verdict:
    """What also has a harmless sense, or is told of anybody: a pronoun near is not enough, a record or a name is."""
    before = paragraph_before(around.before)[-BEFORE:]
    if is_a_practice(value, around.after):
        return _NO
    if _GENERAL.search(before) or _GENERAL_AFTER.match(around.after):
        return _NO
    if is_denied(before, around.after):
        return _DENIED
    return (
        Verdict(State.NEUTRAL, "in a record of a person")
        if in_record(around.before, around.after) or named_near(before, "") or in_an_entry(around)
        else _NO
    )


def illness_said_of_a_person(value: str, around: Surroundings) -> Verdict:
    """The word behind ``diagnosed with``, ``suffers from`` and the like, said of somebody and not of a machine or firm."""
    first = (value.split(maxsplit=1) or [""])[0].lower()
    if first in _NO_ILLNESS or _FAULT.search(first):
        return _NO
    before = paragraph_before(around.before)[-BEFORE:]
    if _THING.search(before) or _GENERAL.search(before):
        return _NO
    return illness_of_a_person(value, around) if _SOMEBODY.search(before) or _NAMED.search(before[-70:]) else _NO


def abbreviated_illness(value: str, around: Surroundings) -> Verdict:
    """``has MS`` and the like; what a capital letter follows is a product or firm, as in ``has MS Office``."""
    return _NO if re.match(rf" [{_UPPER}\d]", around.after) else illness_of_a_person(value, around)


def blood_group(value: str, around: Surroundings) -> Verdict:
    """A blood group behind its label, which says it of somebody; a longer word is none."""
    return _NO if around.after[:1].isalnum() else Verdict(State.NEUTRAL, "behind its label")


def medicine_in_use(value: str, around: Surroundings) -> Verdict:
    """A medicine with its dose, or behind a word for taking or prescribing it."""
    if _of_everybody(value, around) or _for_anybody(around):
        return Verdict(State.FAILED, "medicine in general")
    if _DOSE.search(value) or _DOSE.match(around.after):
        return Verdict(State.NEUTRAL, "with its dose")
    before = paragraph_before(around.before)[-BEFORE:]
    after = around.after.partition("\n\n")[0][:AFTER]
    if _TAKES.search(before[-60:]) and (_PERSON.search(before) or _PERSON.search(after)):
        return Verdict(State.NEUTRAL, "taken by a person")
    if in_record(around.before, around.after) and not _GENERAL.search(before):
        return Verdict(State.NEUTRAL, "in a record of a person")
    if in_an_entry(around) and not _GENERAL.search(before):
        return Verdict(State.NEUTRAL, "in a line about a person")
    if _TAKES.search(before[-15:]) and names_a_person(before):
        return Verdict(State.NEUTRAL, "taken by a person")
    return Verdict(State.FAILED, "medicine in general")


def medicine_by_dose(value: str, around: Surroundings) -> Verdict:
    """Any word with a dose, where somebody takes it or the times of the day follow; food and nutrients do not count."""
    if (value.split(maxsplit=1) or [""])[0].lower() in _NO_MEDICINE:
        return Verdict(State.FAILED, "no medicine")
    before = paragraph_before(around.before)[-BEFORE:]
    if _TIMES_OF_DAY.match(around.after) or (_TAKES.search(before[-60:]) and _PERSON.search(before)):
        return Verdict(State.NEUTRAL, "with its dose")
    return Verdict(State.FAILED, "medicine in general")


def _of_everybody(value: str, around: Surroundings) -> bool:
    """Whether the sentence tells what holds for everybody, and neither it nor a record near it speaks of somebody."""
    before = SENTENCE_END.split(around.before)[-1][-BEFORE:]
    after = SENTENCE_END.split(around.after)[0][:BEFORE]
    sentence = f"{before}{value}{after}"
    in_general = _OF_EVERYBODY.search(sentence) is not None
    if not in_general and _PERSON.search(sentence) is None and _DOSE.search(sentence) is None:
        in_general = holds_for_everybody(paragraph_before(around.before), sentence)
    if not in_general or _FIRST_PERSON.search(sentence):
        return False
    return not (in_record(around.before, around.after) or named_near(before, after, value))


def _for_anybody(around: Surroundings) -> bool:
    before, after = paragraph_before(around.before), around.after.partition("\n\n")[0]
    if _PERSON.search(before) or _PERSON.search(after) or not for_anybody(before, after):
        return False
    return not (in_record(around.before, around.after) or named_near(before, after))


def short_form_of_an_illness(value: str, around: Surroundings) -> Verdict:
    """Capitals that mean an illness in a record of a person, behind a word of medicine or in brackets behind one."""
    if re.match(rf"[ -][{_UPPER}\d]|[/&]", around.after) or re.search(r"[/&-]\Z", around.before):
        return _NO
    if is_denied(around.before, around.after):
        return _DENIED
    if in_an_entry(around):
        return Verdict(State.NEUTRAL, "in a line about a person")
    if not in_record(around.before, around.after):
        return _NO
    near = paragraph_before(around.before)[-100:] + " " + around.after[:60]
    return Verdict(State.NEUTRAL, "in a record of a person") if _MEDICAL.search(near) else _NO


def icd_code_of_a_person(value: str, around: Surroundings) -> Verdict:
    """A code of ICD-10 in a record of a person that also has a word of medicine."""
    told = in_record(around.before, around.after) or names_a_person(paragraph_before(around.before)[-_NOTE:])
    near = paragraph_before(around.before)[-160:] + " " + around.after[:80]
    return Verdict(State.NEUTRAL, "in a record of a person") if told and _MEDICAL.search(near) else _NO


def pregnancy_of_a_person(value: str, around: Surroundings) -> Verdict:
    """A pregnancy that somebody has, told by a title, a pronoun or a date of birth near."""
    before = paragraph_before(around.before)[-BEFORE:]
    if _GENERAL.search(before) or re.match(
        r" (?:women|people|frauen|femmes|mujeres|donne|vrouwen|mulheres|pause|workers)\b", around.after
    ):
        return _NO
    return (
        Verdict(State.NEUTRAL, "about a person")
        if in_record(around.before, around.after)
        or _SHE.search(before[-80:])
        or named_near(before, "")
        or _noted_of_somebody(around)
        or in_an_entry(around)
        else _NO
    )


_SHE = lazy_compile(
    r"(?<![^\W_])(?:she(?:'s|’s)?|i'm|i am|sie|ich bin|meine \w+|elle|je suis|ella|estoy|está|mi mujer|lei|mia moglie|sono|zij|ze|ik ben|mijn vrouw|ela|estou|minha mulher|jestem|ona|żona|hon|jag är"
    r"|min fru|my wife|my daughter|the employee|colleague|kollegin|mitarbeiterin|collègue|salariée|empleada|trabajadora|dipendente|collega|medewerkster|funcionária|pracownica)(?![^\W_])",
    re.IGNORECASE,
)
_MEDICAL = lazy_compile(
    r"(?<![^\W_])(?:diagn\w+|dx|dg|hx|pmh|icd\w*|takes|taking|medic\w+|tablet\w*|mg|known|history|admitted|suffers?|diagnos\w+|befund\w*|anamnese|leidet|vorerkrankung\w*|medikament\w*|nimmt|bekannte[rs]?|z\.\s?n\."
    r"|attest|au|krank\w*|antécédents?|atcd|traitement|souffre|suivi[e]?|antecedentes|tratamiento|padece|baja|toma|usa|anamnesi|terapia|farmac\w+|soffre|affett[oa]|voorgeschiedenis|vg|bekend|lijdt|sprake van"
    r"|arts|huisarts|ziek\w*|sofre|medicação|doença|choruje|leczon\w+|rozpozn\w+|wywiad\w*|leki|lekarz|bierze|sjuk\w+|utreds|behandla\w+|läkar\w*|läkemedel|anamnes|pat|patient\w*|paciente|paziente"
    r"|pacjent\w*|syndrom\w*|syndrome|clinic|klinik\w*|hospital|krankenhaus|doctor|gp|arzt|ärztin|médecin|médico|medico|insulin\w*)(?![^\W_])",
    re.IGNORECASE,
)
