"""Names that the words beside them make public: of who governs, plays, made a film or gave a case its name."""

from __future__ import annotations

import re

from chatscrub.lazy_patterns import lazy_compile

_NEAR = 60  # characters
_LINE = 160  # characters
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"

# Offices of which a country has one. A president may be that of a club, a minister stands with what he governs.
_OFFICE_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:(?i:prime minister|(?:foreign|home|health|defen[cs]e|education|justice|treasury|energy) secretary|secretary of state(?: for [^\W\d_]+)?|(?<!vice-)(?<!vice )chancellor of the exchequer|(?:finance|foreign|interior|health|defen[cs]e|economy|labou?r|justice) minister|attorney general|(?:us|french|russian|ukrainian|american|chinese) president"
    r"|president of the (?:united states|european commission|republic)|opposition leader|bundeskanzler(?:in)?|bundespräsident(?:in)?|ministerpräsident(?:in)?|(?:bundes)?(?:finanz|innen|außen|gesundheits|verteidigungs|wirtschafts|arbeits|justiz)minister(?:in)?|premier(?:ministre|-ministre| ministre)|première ministre|président de la république|ministre (?:de l['’]|des|du|de la) ?[^\W\d_]+"
    r"|presidente del gobierno|presidente del consiglio|presidente della repubblica|ministr[oa] (?:de|del|della|dell['’]|degli|da|do|dos|das) ?[^\W\d_]+|premier|minister-president|minister van [^\W\d_]+|premier rządu|prezydent(?:em|a)? (?:rp|polski|usa|francji)|minister (?:finansów|zdrowia|obrony|spraw [^\W\d_]+)|primeir[oa]-ministr[oa]|presidente da república"
    r"|statsminister(?:n)?|(?:finans|utrikes|inrikes|försvars|justitie)minister(?:n)?|pope|papst|pape)|The Chancellor|Chancellor),? \Z"
)
# A single one of these lists the scorers of a match only beside its result.
_SCORED = lazy_compile(
    r"(?<![^\W_])(?:goals?|scorers?|goal-?scorers?|tries|torschützen|tore|buteurs?|buts?|goles|goleador(?:es)?|marcator[ei]|reti|doelpunten(?:makers?)?|bramki|gole|strzelcy|golos|gols|marcadores|mål|målskyttar|målgörare)\s?: [^\n.:]{0,80}\Z",
    re.IGNORECASE,
)
_RESULT = lazy_compile(r"(?<![\d:.,/-])\d{1,2} ?[:–-] ?\d{1,2}(?![\d:.,/-])")
_SETS = lazy_compile(
    r"(?<![\d:.,/-])\d{1,2}[:–-]\d{1,2}(?:\(\d{1,2}\))?,? \d{1,2}[:–-]\d{1,2}(?:\(\d{1,2}\))?(?![\d:/-])"
)
_BEAT = r"(?:beat|beats|defeated|def\.|d\.|besiegte|schlägt|schlug|bat|battu|venció|vence|derrotó|ganó|batte|ha battuto|sconfigge|versloeg|verslaat|pokonał[a]?|pokonuje|venceu|derrotou|besegrade|slog)"
_BEAT_BEHIND = lazy_compile(rf"(?:,? \([^()\n]{{1,20}}\))? {_BEAT}(?![^\W_])", re.IGNORECASE)
_BEAT_BEFORE = lazy_compile(rf"(?<![^\W_]){_BEAT}(?: (?:a|gegen|to))? \Z", re.IGNORECASE)
_CONTEST = lazy_compile(
    r"(?<![^\W_])(?:finals?|semi-?finals?|quarter-?finals?|tournaments?|grand slam|wimbledon|roland[- ]garros|[^\W\d_]+ open|olympic\w*|world (?:cup|championships?|series)|championships?|halbfinale|finale|turnier|wm|em|weltmeister\w*|tournoi|coupe du monde|torneo|copa|mondiali|wk|ek|turniej|mistrzostw\w+|torneio|mundial|mästerskap\w*)(?![^\W_])",
    re.IGNORECASE,
)
# Reports and registers of courts, under which anybody finds who went to law there.
_REPORTED = lazy_compile(
    r"['’]?s?(?: (?:v|vs|c|gegen|contra|contre|tegen|mot)\.? [^\n,;()\[]{2,50}?)?,? ?[\[(]?(?:(?:Case |Rs\. |Rechtssache |aff(?:aire|\.) |asunto |causa |zaak |sprawa |processo |mål )?[CTF][-‑–]\d{1,4}/\d\d(?: P)?(?!\d)|(?:19|20)\d\d[\])] ?\d{0,2} ?(?:AC|QB|KB|WLR|All ER|Ch|UKHL|UKSC|UKPC|EWCA|EWHC|IRLR|ICR|IESC|SCC|SCR|HCA|CLR|NSWCA|NZSC|FCA)(?![^\W_])"
    r"|\d{1,3} (?:U\.? ?S\.?|F\.[23]d|F\. ?Supp\.|S\. ?Ct\.) \d{1,4}|ECLI:|(?:application )?no\.? \d{4,5}/\d\d)"
)
# Who made a work or stands in front of the camera; ``written by`` and the like may be said of a letter.
_MAKER_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:a film by|films? by|(?:novels?|poems?|songs?|symphon(?:y|ies)|concertos?|sonatas?|operas?|paintings?|sculptures?|albums?|plays?|sonnets?|musicals?|sagas?|thrillers?|bestsellers?) (?:by|of)|sung by|soundtrack by|score by|screenplay by|choreographed by|conducted by"
    r"|(?:romane?s?|films?|gedichte?|oper|sinfonie|lied(?:er)?|gemälde|hits?|krimis?) von|avec l['’]acteur|(?:romans?|films?|poèmes?|chansons?|opéras?|symphonies?) de|(?:novelas?|películas?|poemas?|canción|canciones|óperas?|sinfonías?) de"
    r"|(?:romanz[oi]|film|poesi[ae]|canzon[ei]|sinfoni[ae]) di|(?:romans?|films?|gedichten|liedjes) van|(?:powieś[ćc]\w*|wiersz\w*|piosenk[aię]) autorstwa|(?:romances?|filmes?|poemas?|canções) de|(?:romanen?|filmen?|dikten?|låten?|målningar?) av) \Z",
    re.IGNORECASE,
)
_FILMED_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:directed by|(?:co-)?starring|(?:unter der )?regie(?: von|:)|réalisé par|dirigid[oa] por|diretto da|geregisseerd door|w reżyserii|realizado por|i regi av)[^.\n\"“”«»]{0,60} \Z",
    re.IGNORECASE,
)
# A title in quotation marks or with its year: somebody may direct a meeting or write songs as well.
_TITLED_BEFORE = lazy_compile(r"(?:[\"“”»«„*_]|\((?:19|20)\d\d\))[^.\n]{0,120}\Z")
_CASE = rf"{_CAPITAL}[\w’'-]+(?: (?:{_CAPITAL}[\w’'&.-]*|of|the|and|de|ex parte)){{0,5}} vs?\.? {_CAPITAL}[\w’'-]+"
_CASES = lazy_compile(rf"(?<![^\W_]){_CASE}")
_CASE_BEHIND = lazy_compile(r"(?: [^\W\d_A-Z]{2,3})?(?: [A-Z][\w&’'-]+){0,4} vs?\.? [A-Z]")
_CASE_BEFORE = lazy_compile(r"(?<![^\W_])[A-Z][\w’'-]+ vs?\.? \Z")
_STUDIED = lazy_compile(
    r"(?<![^\W_])(?:explain|holdings?|students?|precedents?|case ?law|landmark|ruling|ratio|revision|essay|seminar|supreme court|house of lords|doctrine|tort|summari[sz]e the case)(?![^\W_])",
    re.IGNORECASE,
)
# Who is cited with a year wrote what everybody may read.
_CITED = lazy_compile(
    rf"(?:,? et al\.?|,? (?:and|&|und|et|y|e|en|i|och) {_CAPITAL}[^\W\d_’'-]+|,(?: {_CAPITAL}\.){{1,3}}){{0,2}},? \((?:19|20)\d\d[a-z]?[),:;]|,? et al\.?(?![^\W_])|, (?:19|20)\d\d[a-z]?(?:, pp?\. ?\d+)?\)"
)
_CITED_BEFORE = lazy_compile(rf"{_CAPITAL}[^\W\d_’'-]+,? (?:and|&|und|et|y|e|en|i|och) \Z")
_AWARDED = lazy_compile(
    r"(?<![^\W_])(?:nobel ?(?:prize|preis\w*|prijs|pris\w*|laureates?)|prix nobel|premio nobel|prêmio nobel|prémio nobel|nagrod\w* nobla|pulitzer|booker prize|man booker|fields medal|turing award|pritzker|palme d['’]or|goldene palme|goldener bär|oscars?|academy awards?|grammys?|golden globes?|baftas?|ballon d['’]or|césars|goncourt|büchner-?preis|premio (?:cervantes|strega|planeta)|prémio camões|nike literack\w*)(?![^\W_])[^\n:.]{0,60}: [^\n:.]{0,120}\Z",
    re.IGNORECASE,
)


def is_public(text: str, start: int, end: int, *, alone: bool) -> bool:
    """Whether the words beside a name tell that everybody may know of its bearer; `alone` without other personal data."""
    before = text[max(0, start - _NEAR) : start]
    if _OFFICE_BEFORE.search(before) or _REPORTED.match(text, end):
        return True
    titled = _TITLED_BEFORE.search(text, max(0, start - _LINE), start) is not None
    if titled and (_MAKER_BEFORE.search(before) or _FILMED_BEFORE.search(before)):
        return True
    if alone and (_is_cited(text, start, end) or _is_of_a_case(text, start, end)):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : end + _LINE].partition("\n")[0]
    if _SCORED.search(text, max(0, start - _LINE), start) and _RESULT.search(line):
        return True
    if alone and _AWARDED.search(text, max(0, start - _LINE), start):
        return True
    beat = _BEAT_BEHIND.match(text, end) or _BEAT_BEFORE.search(before)
    return beat is not None and _SETS.search(line) is not None and _CONTEST.search(line) is not None


def _is_cited(text: str, start: int, end: int) -> bool:
    if _CITED.match(text, end) is None:
        return False
    return text[start:end].count(" ") < 2 or _CITED_BEFORE.search(text, max(0, start - _NEAR), start) is not None


def _is_of_a_case(text: str, start: int, end: int) -> bool:
    """``Roe v. Wade`` beside another case or a word of those who study them: a client may go to law as well."""
    near = _CASE_BEHIND.match(text, end) or _CASE_BEFORE.search(text, max(0, start - _NEAR), start)
    if near is None and " v" not in text[start:end]:
        return False
    return _STUDIED.search(text) is not None or sum(1 for _ in _CASES.finditer(text)) > 1
