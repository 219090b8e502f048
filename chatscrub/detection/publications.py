"""Where a text shows data on purpose: lines that name authors, contacts of projects, and samples of documentation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from chatscrub.detection.mentions import is_full_name, names_somebody
from chatscrub.lazy_patterns import lazy_compile

_LABELS = (
    r"(?:co-?)?authors?(?:[-_ ]?(?:e-?mail|contact))?|maintainers?(?:[-_ ]?e-?mail)?|contributors?|committers?|committed by|sponsor"
    r"|signed-off-by|co-(?:authored|developed)-by|reviewed-by|acked-by|tested-by|reported-by|suggested-by|helped-by"
    r"|copyright|\(c\)|©|licen[cs]ed? (?:to|by)|discussions-to|(?:bdfl|pep)-delegate|packager|uploaders?|changed-by"
    r"|last-translator|language-team|report-msgid-bugs-to|bugs|written by|developed by|created by|mailing[- ]lists?"
    r"|autor(?:en|es|a|e|i|zy|ka)?|auteure?s?|författare"
)
_LABEL = lazy_compile(
    rf"\s*(?:[#*;%>|!.\\-]{{1,4}}|//+|--|/\*+|<!--|\.\.)?\s*[\[(\"'@]?(?:{_LABELS})[\])\"']?(?:\(s\))?\s*(?:[:=©(<{{\[]|\d{{4}}|[A-Z])",
    re.IGNORECASE,
)
_CONTINUES = lazy_compile(r"\s+\S.*(?:[,@>]|[\[{])|\s*[\[{\"'](?:name|url|email)?|\s*[\]}],?\s*$")
_PATCH = lazy_compile(r"^From [0-9a-f]{40} [^\n]*\nFrom:[^\n]*\Z", re.MULTILINE)
_GIT_IDENTITY = lazy_compile(r"(?:author|committer)[\"'][^\n]{0,40}\n?[^\n]{0,120}[\"']email[\"']\s*:\s*[\"']\Z")
_TEL_URI = lazy_compile(r"[\"'(]tel:\Z")
_LINES = 12  # in front of the value, in which the label of a list of authors may stand

# What many call: hotlines, switchboards, offices. Behind these words stands their number, not somebody's.
_DESK = lazy_compile(
    r"(?<![^\W_])(?:(?:call|phone|ring|contact) us|rufen sie uns an|sie erreichen uns|appelez[- ]nous|contactez[- ]nous|ll[áa]m[ae]nos|contáctenos|chiamateci|contattateci|bel ons|zadzwoń do nas|ligue[- ]nos|contacte[- ]nos|ring oss|kontakta oss|hot-?lines?|help-?lines?|help line|info-?lines?|info line|life-?line|crisis line|poison (?:control|cent(?:er|re)|line)|switchboard|main (?:line|number)|toll[- ]free|freephone|free call|box office"
    r"|(?:customer|technical|tech|guest|member|user|it|visitor) (?:services?|support|care|information)|support(?: line| desk| team)?|service desk|help ?desk|call cent(?:er|re)|emergency (?:line|number|services?|room|department)|non-emergency"
    r"|consulate|embassy|tourist (?:information|office|info)|lost (?:property|and found)|reservations|enquiries|head office|headquarters|newsroom|press office"
    r"|(?:service|info|notruf|zentral|kunden|bürger|störungs|sperr|pannen)-?(?:nummer|telefon|hotline|stelle|service|dienst|line)|kundenservice|kundendienst|telefonzentrale|telefonseelsorge|giftnotruf|notruf|auskunft|bürgertelefon|pressestelle|tourist-?info\w*"
    r"|rathaus|konsulat|botschaft|störung(?:sdienst|smeldung)?|aus dem ausland|numéro (?:vert|d['’]urgence|azur|cristal)|service (?:clients?|après-vente|consommateurs?)|s\.?a\.?v|standard(?: téléphonique)?|accueil|office (?:du|de) tourisme|mairie|préfecture|ambassade|consulat|assistance(?: technique)?"
    r"|centre anti-?poisons?|renseignements|réservations|billetterie|depuis l['’]étranger|atención al (?:cliente|ciudadano|paciente)|servicio (?:al|de atención) \w+|línea (?:gratuita|directa|de ayuda)|centralita|urgencias|información|ayuntamiento|embajada|consulado|oficina de turismo|soporte(?: técnico)?|taquillas?|desde el extranjero"
    r"|numero verde|centralino|assistenza(?: clienti| tecnica)?|servizio clienti|pronto soccorso|guardia medica|informazioni|ufficio (?:turistico|informazioni|stampa|relazioni)|questura|comune di [^\W\d_]+|biglietteria|prenotazioni|ambasciata|consolato|dall['’]estero"
    r"|klantenservice|meldkamer|alarmnummer|informatienummer|servicelijn|storingsnummer|klantcontact\w*|receptie|gemeentehuis|ambassade|vanuit het buitenland|atendimento(?: ao (?:cliente|cidadão|consumidor))?|central de (?:atendimento|relacionamento|reservas)|linha (?:de apoio|verde|azul|gratuita|saúde)\w*|apoio ao cliente|ouvidoria"
    r"|câmara municipal|posto de turismo|bilheteira|suporte(?: técnico)?|infolini[aię]|biuro obsługi(?: klienta)?|obsługa klienta|centrala|pogotowi[ea]|numer alarmowy|informacja|urząd(?: \w+)?|ambasad[aay]|kundtjänst|kundservice|växeln?|larmnummer|upplysning(?:en)?|sjukvårdsupplysning\w*|giftinformation\w*|felanmälan|turistbyrå\w*"
    r"|kundeservice|sentralbord|omstilling|borgerservice|alarmcentral\w*|turistinformation|asiakaspalvelu|vaihde|hätänumero|neuvonta|myrkytystietokeskus|zákaznick\w+ (?:linka|centrum|servis)|infolinka|bezplatná linka|tísňov\w+ (?:linka|volání)|ústředna|informační (?:linka|centrum)|ügyfélszolgálat\w*|segélyhívó|központ|zöld szám"
    r"|relații cu (?:clienții|publicul)|call-center|dispecerat|urgențe|primări[ae]\w*|müşteri hizmetleri|çağrı merkezi|danışma(?: hattı)?|santral|acil(?: servis)?|nöbetçi eczane|belediye\w*|imdat"
    r"|γραμμή (?:επικοινωνίας|υποστήριξης|βοήθειας)|εξυπηρέτηση(?: πελατών)?|τηλεφωνικό κέντρο|πληροφορίες|νοσοκομείο|δήμος|πρεσβεία|αστυνομία|υποστήριξη|горяча лінія|гаряча лінія|довідкова|гаряч\w+ лін\w+|горяч\w+ лини\w+|справочн\w+|приемная|приймальня|служба поддержки|служба підтримки|контакт-центр|колл-центр|кол-центр|посольств\w+"
    r"|خدمة العملاء|الخط الساخن|مركز الاتصال|الطوارئ|الاستعلامات|الدعم الفني|السفارة|שירות לקוחות|מוקד|हेल्पलाइन|कस्टमर केयर|ग्राहक सेवा|पूछताछ)(?![^\W_])(?P<between>[^\n!?]{0,60})\Z"
    r"|(?:お問い合わせ(?:先|窓口)?|代表(?:電話)?|相談窓口|コールセンター|サポート|ナビダイヤル|フリーダイヤル|案内所|役所|博物館|美術館|图书馆|圖書館|客服(?:热线|熱線|电话|電話)?|热线|熱線|服务台|總機|总机|咨询电话|諮詢|博物馆|美术馆|博物館|대표전화|대표번호|고객센터|콜센터|문의(?:전화|처)?|상담(?:전화|센터)|안내|박물관|미술관)(?P<cjk>[^\n。!?]{0,40})\Z",
    re.IGNORECASE,
)
_INSTITUTION = lazy_compile(
    r"(?<![^\W_])(?:museums?|musée|museo|museu|muzeum|múzeum|muze(?:ul|i)?|müze\w*|μουσείο|музей|galler(?:y|ia)|galerie|library|bibliothek|bibliothèque|biblioteca|bibliotheek|biblioteka|theat(?:er|re)|théâtre|teatro|teatr|opera|opéra"
    r"|universit(?:y|ät|é|à|ä|eit|et)|universidad(?:e)?|uniwersytet|ministry|ministerium|ministère|ministerio|ministero|ministério|unesco|unicef|parliament|bundestag|town hall|city hall|cathedral|palazzo|château|schloss|aquarium|zoo|airport|flughafen|aéroport|aeropuerto|aeroporto"
    r"|hotels?|hôtel|albergo|hostel|restaurant|ristorante|trattoria|pharmacy|apotheke|pharmacie|farmacia|farmácia|apteka|hospital|klinik(?:um)?|krankenhaus|hôpital|ospedale|ziekenhuis|szpital|sjukhus(?:et)?|sygehus|sykehus|sairaala|nemocnice|kórház|spital(?:ul)?|hastanesi?)(?![^\W_])[^\n]{0,110}\Z",
    re.IGNORECASE,
)
_IMPRINT = lazy_compile(
    r"(?i)(?<![^\W_])(?:impressum|imprint|mentions légales|aviso legal|note legali|colofon|nota prawna)(?![^\W_])"
)
_SOMEBODYS = lazy_compile(
    r"(?<![^\W_])(?:(?i:my|mine|me|his|her|our neighbou?r|mein\w?|meine[mnr]?|mich|mir|ihn|sie|mon|ma|moi|mio|mia|mi|meu|minha|mijn|mij|mój|moj[ae]|min|mitt|mobile|handy|mobil|portable|móvil|cellulare|telemóvel|celular|komórka|private?|privat"
    r"|ask for|contact person|ansprechpartner\w*|z\. ?hd|attn|c/o)|Mrs?|Ms|Miss|Dr|Herrn?|Frau|Fr|Hr|Mme|Mlle|M|Sra?|Srta|Sig|Sig\.ra|Signora?|Dhr|Mevr|mevrouw|meneer|Mw|Dona?|Doña|Pani?|Pana|Panią)(?![^\W_])"
)
_PHONE_LABEL = lazy_compile(
    r"(?i)[ \t>*•-]*(?:tel(?:ef\w*|\.)?|phone|telephone|fax|tél(?:éphone)?\.?|tlf\.?|tfn|puh\.?|τηλ\.?|тел\.?|電話|电话|전화|☎|📞)?[ \t.:*/]*(?:\(?\+?)?"
)
_IMPRINT_REACH = 300  # characters

_SAMPLE = lazy_compile(
    r"\b(?:dummy|fake|mock(?:ed)?|synthetic|made[- ]up|fictional|fictitious|invented) (?:data|values?|customers?|records?|rows?|users?|names?|numbers?)\b"
    r"|\bplaceholder (?:customers?|persons?|people|names?|address(?:es)?)\b|\b(?:sample|example) (?:customers?|persons?|people|employees?|patients?|names?|address(?:es)?|contacts?) ?:|\b(?:sample|test|example) (?:data|records?|rows?|input|payload|values?)\b|lorem ipsum|(?:fictional|fictitious|invented|made[- ]up) (?:example|template|sample|person|people|address)|(?:modèle|exemple|personnages?|adresse) (?:fictifs?|fictives?|inventée?s?)|fiktive[srn]? (?:beispiel|vorlage|muster|person|adresse)\w*|(?:ejemplo|modelo|exemplo|esempio|modello) (?:fictici[oa]|fittizi[oa]|fictíci[oa]|inventa[dt][oa])|przykład fikcyjny|fikcyjny przykład|\bfaker\b|\bfixtures?\b"
    r"|(?:beispiel|test|muster|phantasie)(?:daten|datens\w+|kunden?|werte)\b|erfundene? \w+"
    r"|données? (?:fictives?|de test|d.exemple)|datos (?:ficticios|de prueba|de ejemplo)|dati (?:fittizi|di prova|di esempio)"
    r"|(?:test|voorbeeld)gegevens|fictieve \w+|dados (?:fictícios|de teste|de exemplo)|(?:przykładowe|testowe|fikcyjne) dane"
    r"|dane (?:testowe|przykładowe)|(?:test|exempel)data|påhittade \w+",
    re.IGNORECASE,
)
_NEAR_SAMPLE = 160  # characters
_NEAR_NOBODY = 120
_FENCE = lazy_compile(rb"^[ \t>]*```", re.MULTILINE)


def on_author_line(before: str) -> bool:
    """Whether the text in front of a value ends in a line, or the continuation of one, that names authors."""
    lines = before.split("\n")
    if _LABEL.match(lines[-1]) or _PATCH.search(before) or _GIT_IDENTITY.search(before[-240:]):
        return True
    for line, above in zip(reversed(lines[-_LINES:]), reversed(lines[-_LINES - 1 : -1]), strict=False):
        if line.strip() and not line[:1].isspace() and not _CONTINUES.match(line):
            return False
        if _LABEL.match(above):
            return True
        if not _CONTINUES.match(above):
            return False
    return False


def in_telephone_link(before: str) -> bool:
    """Whether a value stands in a ``tel:`` address of a page or program."""
    return _TEL_URI.search(before) is not None


# When an office is open, and then its numbers; or who engages people.
_AT_HOURS = lazy_compile(
    r"(?i)(?:(?<![^\W_])(?:orari[oi]?|apert[oa]|segreteria|sekretariat\w*|czynn\w+|secrétariat|ouvert\w*|horaires?|horario|abierto|secretaría|secretaria|öffnungszeiten|geöffnet|sprechzeiten|opening hours|open|hours|openingstijden|geopend|öppet|öppettider|åbent|åbningstider)(?![^\W_])[^\n]{0,60}\d{1,2}[.:h]\d\d[^\n]{0,40}"
    r"|(?<![^\W_])(?:rekruttering\w*|recruitment|recrutement|bewerbungs\w+|personalabteilung|recursos humanos|risorse umane|rekrutacj\w+|kundeservice|kundtjänst|careline|switchboard|centralino|telefonzentrale|standard téléphonique|centralita)(?![^\W_])[^\n\d]{0,30})\Z"
)


def of_a_desk(before: str) -> bool:
    """Whether the words in front of a telephone number say that many call it: a hotline, an office, a museum.

    A name, a title or a word such as ``my`` in between makes it somebody's.
    """
    line = before.rpartition("\n")[2][-_LONGEST_LINE:]
    if _AT_HOURS.search(line):
        return not _SOMEBODYS.search(line)
    found = _DESK.search(line)
    if found is not None:
        between = found["between"] or found["cjk"] or ""
        return not _SOMEBODYS.search(between) and not names_somebody(between)
    if _INSTITUTION.search(line):
        return not _SOMEBODYS.search(line)
    paragraph = before.rpartition("\n\n")[2][-_LONGEST_LINE:]
    if _PHONE_LABEL.fullmatch(line) and _INSTITUTION.search(paragraph.replace("\n", ", ")):
        return not _SOMEBODYS.search(paragraph) and not any(map(is_full_name, paragraph.split("\n")))
    near = before[-_IMPRINT_REACH:]
    return _IMPRINT.search(near) is not None and not names_somebody(near.rpartition("\n")[2])


_LONGEST_LINE = 160  # characters


def called_sample(before: str, after: str) -> bool:
    """Whether the paragraph says that its data is invented."""
    near = before.rpartition("\n\n")[2][-_NEAR_SAMPLE:]
    return bool(_SAMPLE.search(near) or _SAMPLE.search(after.partition("\n")[0][:60]))


def beside_nobody(before: str, nobody: re.Pattern[str]) -> bool:
    """Whether a name that stands for anybody (``Jane Doe``) is in front of a value on its line."""
    return nobody.search(before.rpartition("\n")[2][-_NEAR_NOBODY:]) is not None


def fenced_with_samples(
    data: bytes, spans: Sequence[tuple[int, int]], samples: Iterable[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Those of the spans that stand in a code fence with at least as many samples as other values."""
    marks = [found.start() for found in _FENCE.finditer(data)]
    if len(marks) < 2:
        return frozenset()

    def fence(start: int) -> int | None:
        place = bisect_right(marks, start)
        return place if place % 2 else None

    known: dict[int, int] = {}
    for start, _ in samples:
        where = fence(start)
        if where is not None:
            known[where] = known.get(where, 0) + 1
    inside: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        where = fence(span[0])
        if where is not None:
            inside.setdefault(where, []).append(span)
    return frozenset(span for where, group in inside.items() if known.get(where, 0) >= len(group) for span in group)
