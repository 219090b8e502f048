"""Illnesses and medicines: whether the text speaks of somebody who has them, or of the thing in general."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict

BEFORE = 150  # characters in front of an illness in which the person may be named
AFTER = 70

_NO = Verdict(State.FAILED, "illness in general")
# Words of nine languages that tie an illness to somebody: clinic notes, sick leave, family, and the pronouns that are
# no other word (``sie`` and ``il`` also mean things).
_PERSON_TEXT = r"""
patient(?!s|en)\w*|pt|mrs?|ms|miss|he|she|his|her|him|i have|i've|i had|i suffer\w*|i was|my|diagnosed|known|hx|pmh|dob
admitted|off sick|signed off|sick leave|suffers|suffered|suffering|being treated|treated for|employee|tenant|claimant|insured
pat\.|frau|herrn?|hat|habe|meine?[rmns]?|ihre?[rmns]? \w+|seine?[rmns]?|leidet|leide|erkrankt\w*|diagnostizier\w*|krankgeschrieben
anamnese|z\.\s?n\.|vorerkrankung\w*|aufgenommen|medikation|mitarbeiter\w*|versicherte\w*|geb\.|mieter\w*
m\.|mme|mlle|monsieur|madame|elle|ma|mon|j'ai|j’ai|souffre\w*|atteinte?|antécédents?|atcd|diagnosti\w+|traitée?|arrêt
reconnu\w*|hospitalisée?|salariée?|née?|paciente|sra?|srta|don|doña|d\.ª|padece\w*|sufre\w*|antecedentes|baja|mi|su|tiene|tengo
ingres\w+|afectad[oa]|trabajadora?|nacid[oa]|paziente|sig|sig\.ra|signora?|affett[oa]|soffr\w+|anamnesi|ricoverat[oa]|mi hanno
mia|mio|suo|sua|ho|malattia|dipendente|nat[oa]|pati[eë]nte?|dhr|mw|mevr\w*|mevrouw|meneer|lijdt|gediagnosticeerd
voorgeschiedenis|bekend|zij|hij|haar|mijn|heeft|heb|ziek\w*|opgenomen|cliënte?|medewerk\w+|utente|dona|sofre\w*
internad[oa]|atestado|baixa|meu|minha|tem|tenho|funcionári[oa]|pacjent\w*|pani\w?|pana?u?|choruj\w+|cierpi\w*|rozpozn\w+
stwierdzono|wywiadzie|leczon\w+|leczeni\w+|przyjęt[ya]|zwolnieni\w+|mój|moja|mojego|żon[ayę]|mąż|ur\.|pracowni\w+|zdiagnozowan\w+
vg|verdenking|uitgevallen|ziekmelding|born|passport|father|mother|husband|wife|son|daughter|vater|mutter|ehemann|ehefrau|sohn|tochter
père|mère|mari|femme|fils|fille|padre|madre|marido|hij[oa]|marito|moglie|figli[oa]|vader|moeder|dochter|zoon|vrouw
pai|mãe|filh[oa]|ojciec|matka|syn|córka|dotter|känd|sjukskriv\w+|lider|diagnos\w*|inkom|har|hade|min|mitt|hon|han|hans|hennes|anamnes|medarbetar\w*|född|inlagd
""".replace("\n", "|").strip("|")
_PERSON = re.compile(rf"(?<![^\W_])(?:{_PERSON_TEXT})(?![^\W_])", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:symptoms?|signs|guidelines?|types?|causes?|risk|prevention|awareness|research|studies|study|trials?|what is|treat|cure"
    r"|symptome?n?|leitlinien?|ursachen?|risiko|prävention|forschung|studien?|was ist|vorbeugung"
    r"|symptômes|causes|prévention|recherche|qu.est-ce que|síntomas|causas|riesgo|prevención|investigación|qué es"
    r"|sintomi|cause|rischio|prevenzione|ricerca|cos.è|symptomen|oorzaken|preventie|onderzoek|wat is"
    r"|sintomas|risco|prevenção|pesquisa|o que é|objawy|przyczyny|ryzyko|profilaktyk\w|badania|co to jest"
    r"|orsaker|risken?|förebygg\w+|forskning|vad är|(?:patients|people|patienten|menschen|personnes|pacientes|pazienti|mensen|pessoas|osoby|personer)"
    r"(?: who)? (?:with|have|mit|avec|con|met|com|z|med|che hanno))"
    r"(?: (?:of|for|on|about|von|für|der|des|de|du|d.|la|le|del|della|di|van|voor|da|do|av|för|om|i|und|and))?\W{0,2}\Z",
    re.IGNORECASE,
)
_GENERAL_AFTER = re.compile(
    r"(?:['’]s)?[- ]?(?:of (?:luck|genius)|research|awareness|treatments?|screening|charity|centre|center|society|foundation|association|statistics|patients"
    r"|forschung|hilfe|gesellschaft|verband|vorsorge|stiftung|selbsthilfe)\b",
    re.IGNORECASE,
)
_DOSE = re.compile(
    r"(?:®|\s)?\s?\d{1,4}(?:[.,]\d{1,3})? ?(?:mg|mcg|µg|ug|g|ml|ie|iu|ui|j\.?m|e|mg/\w+)\b|\W{0,3}\d(?:-\d){2}",
    re.IGNORECASE,
)
_TAKES_TEXT = r"""
takes|taking|took|on|prescribed|prescription|medications?|meds|treated with|started|dose|stopped|rx|therapy|uses
nimmt|nehme|nehmen|einnahme|bekommt|erhält|unter|medikation|medikamente?|verordnet|verschrieben|therapie|jetzt|reduziert|abgesetzt
prend|prends|sous|traitement|prescri\w+|ttt|ordonnance|toma|tomo|tomando|tratamiento|pautado|recetado|medicación|con
assume|prendo|prende|terapia|in cura|trattat[oa]|prescritt[oa]|con|slikt|slik|gebruikt|gebruik|medicatie|voorgeschreven|krijgt|start
medicad[oa]|medicação|toma|receitad[oa]|fez|tratad[oa]|bierze|biorę|przyjmuje|zażywa|leczeni\w+|leki|przepisan\w+|dawk\w+
äter|tar|står på|behandl\w+|läkemedel|medicin\w*|insatt|ordiner\w+
""".replace("\n", "|").strip("|")
_TAKES = re.compile(rf"(?<![^\W_])(?:{_TAKES_TEXT})(?![^\W_])", re.IGNORECASE)


def illness_of_a_person(value: str, around: Surroundings) -> Verdict:
    """An illness near a word for somebody who has it, and not behind words that speak of it in general."""
    before = _paragraph_before(around.before)[-BEFORE:]
    if _GENERAL.search(before) or _GENERAL_AFTER.match(around.after):
        return _NO
    after = around.after.partition("\n\n")[0][:AFTER]
    if _PERSON.search(before) or _PERSON.search(after):
        return Verdict(State.NEUTRAL, "about a person")
    return _NO


def medicine_in_use(value: str, around: Surroundings) -> Verdict:
    """A medicine with its dose, or behind a word for taking or prescribing it."""
    if _DOSE.search(value) or _DOSE.match(around.after):
        return Verdict(State.NEUTRAL, "with its dose")
    before = _paragraph_before(around.before)[-BEFORE:]
    after = around.after.partition("\n\n")[0][:AFTER]
    if _TAKES.search(before[-60:]) and (_PERSON.search(before) or _PERSON.search(after)):
        return Verdict(State.NEUTRAL, "taken by a person")
    return Verdict(State.FAILED, "medicine in general")


def _paragraph_before(text: str) -> str:
    return text.rpartition("\n\n")[2]
