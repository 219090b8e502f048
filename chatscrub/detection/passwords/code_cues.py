"""Words around PINs and codes, and around what they open, in the nine languages."""

from __future__ import annotations

from chatscrub.detection.passwords.cue_patterns import flat, phrase

_CODE = r"""
    \bpin(?:[ -]?(?:code|nummer|number|kod))?s?\b | \bpuk\d?\b | geheimnummer | jugendschutz\w* | \bcyfr\w* | key-?[ ]?pad | digicode | combination | \bcombo\b | pass-?code | \bcvv2?\b | \bcvc2?\b | \bcodes?\b | \w*(?:tür|tor|tresor|alarm|zugangs|zutritts|sicherheits|geheim|sperr|entsperr|öffnungs|schließ)-?code
  | geheimzahl | zahlenkombi\w* | \bkombination\b | tastenfeld | combinaison | c[oó]digos?\b | combinaci[oó]n | codic[ei]\b | combinazione | tastierin\w | \w*code\b | cijferslot | combinaç[ãa]o
  | \bkod(?:u|em|y|en|erna)?\b | szyfr\w* | kombinacj\w+ | \w*kod(?:en)?\b | knappsats\w* | lösenkod\w* | kombinationen
"""
_PLACE = r"""
    \bsim-?kaart | \bsim-?kar\w+ | sim-?kort | sperrbildschirm | bildschirmsperre | lock[ ]?screen | skärmlås\w* | blokad\w+[ ]ekranu | mailbox | anrufbeantworter | messagerie | r[eé]pondeur | contestador | buz[oó]n[ ]de[ ]voz | segreteria[ ]telefonica | antwoordapparaat | caixa[ ](?:de[ ]correio[ ])?de[ ]voz | poczt\w+[ ]głosow\w+ | telefonsvarare | röstbrevlåda
  | internetbankier\w* | (?:online|e-?|internet|mobile?)-?[ ]?banking | banca[ ]online | bankomat\w* | kartenterminal | \btpv\b | dat[aá]fono | multibanco | pin-?pad | casier\b | taquilla | armadiett\w | cacifo | szafk\w+ | \bskåp\w* | spind\w* | vestiaire | teleco?mando | kinderslot | barnlås | kindersicherung | parental
  | \bdoors?\b | \bgates?\b | alarm\w* | \b(?:the|a|combination|bike|door|smart|code)[ -]lock\b | \block(?:er|box)\b | padlock | key[ -]?(?:safe|box) | \bsafes?\b | unlock\w* | voice-?mail | intercom | buzzer | disarm\w* | unset | garage | tablet | i-?pad | i-?phone | \bsim\b | shutter | bike[ ](?:shed|store) | bin[ ]store | server[ ]?room | lockbox | entrance | barrier | printer | copier
  | tür\w* | haustür | eingang\w* | \btor\b | tresor\w* | schlüssel(?:kasten|safe|box|tresor)\w* | schließ\w* | schloss | zahlenschloss | entsperr\w* | unscharf | raute\w* | schranke | serverraum | kopierer | drucker | roll?laden | fahrradkeller | handy | frankier\w*
  | portail | \bportes?\b | bo[iî]te[ ][àa][ ]cl[eé]s? | \balarme\b | coffre\w* | cadenas | interphone | verrou\w* | immeuble | local[ ]vélo | volet | dièse | barrière | photocopieu\w+ | d[eé]verrouill\w+
  | puerta | verja | \balarma\b | caja[ ]fuerte | candado | cerradura | almohadilla | portero | garaje | persiana | trastero | desbloque\w+ | fotocopiadora
  | cancell\w+ | \b(?:alla|della|la)[ ]porta\b | portone | allarme | cassaforte | lucchetto | citofon\w+ | cassetta | serratura | sblocc\w+ | fotocopiatrice
  | \w*deur(?:en)?\b | slagbo\w+ | szlaban | barrera | sbarra | barreira | cassettin\w | meldkamer | \bkluis\w* | sleutel(?:kluis|kast)\w* | \bslot\b | \bhek(?:je)?\b | \bde[ ]poort\b | ontgrendel\w* | kopieerapparaat | voordeur
  | port[ãa]o | \b(?:da|na|à)[ ]porta\b | \balarme\b | \bcofre\b | cadeado | fechadura | teclado | campainha | cardinal | garagem | desbloque\w+ | entrada
  | drzwi\w* | bram\w+ | furtk\w+ | sejf\w* | k[łl][óo]dk\w+ | domofon\w* | zamek | zamk\w+ | klawiatur\w+ | skrytk\w+ | odblok\w+ | wej[śs]ci\w+ | gara[żz]\w*
  | dörr\w* | \bporten\b | larm\w* | grind\w* | kassaskåp\w* | nyckel(?:skåp|box)\w* | \w*lås(?:et)?\b | fyrkant\w* | entr[ée]n? | lås[ ]upp
"""
_DIAL = r"""
    dial(?:[ ]in)? | punch(?:[ ]in)? | key[ ]in | enter | type(?:[ ]in)? | press | tap | hit | tippt?(?:[ ]ein)? | tippen | drück\w* | eingeben | gib | wähl\w*
  | tape[zr]? | compose[zr]? | fai(?:s|re|tes) | saisi\w* | entre[zr] | teclea[r]? | marca[r]? | pulsa[r]? | introduc\w+ | mete[r]?
  | digita\w* | premi | premere | componi | compor\w+ | inseri\w+ | carreg\w+[ ](?:em|no) | apert\w+ | schiaccia\w* | pulsad | marcad | teclead | toets(?:en)?(?:[ ]in)? | tik | druk | vul | digit[ea]r? | marque | prima | insir\w+
  | wpis[zu]\w* | wciśnij | wystuka\w* | wstuk\w* | wbij | slå(?:[ ]in)? | knappa(?:[ ]in)? | tryck | ange
"""
_OTHER_CODE = r"""
    (?:postal|post|zip|area|error|exit|status|response|return|country|product|item|promo\w*|discount|booking|sort|swift|bar|qr|qr-|source|dress|http|tax|article|voucher|rabatt|gutschein|artikel|buchungs|fehler|länder|reference|currency|airport|color|colour|icd|cost|bank|dialling|dialing|vat|hs|sic|iata|coupon|project|course|class|diagnosis|procedure|billing|department|branch|job|activity|tariff|supplier|vendor|customer|client|employee|cpt|atc|incident|event|failure|fault|reason|nominal|ledger|grant|err!?)[ -]?codes?
  | (?:codes?|c[oó]digos?|codic[ei]|kod(?:y|ów)?)[ ](?:del?[ ]|de[ ]la[ ]|d[oa][ ]|della[ ]|dell['’])?(?:produ\w+|art[ií]c\w+|articolo|artigo|cliente|pedido|ordine|banque|guichet|bancaire|banco|agence|ape|naf|iban|swift|bic|in[ ]listing|listing|postal|promo\w*|pocztow\w+|fiscale|article|produit|barre|couleur|civil|pénal|d['’]erreur|erreur|retour|client|de[ ]error|di[ ]errore|błędu|rabatow\w+|de[ ]barras|conv[eé]n|incid|contrat|centr[eo]\b|diagn|activi|attivit|ativid|tribut|proyecto|projet|progetto|cours\b|curso|corso|mat[eé]ri|vol\b|vuelo|volo|voo|klienta|kraju|projektu|pays|pa[ií]s|paese|tari|fourniss|proveed|forn[ei]|dostawcy|zak[łl]adu|urz[ęe]du|gminy|oddzia[łl]u|klasy|jednostki|towaru|obra|receita|ral\b|titolare|cbo\b|sh\b|emballage|hash|color|odpad\w+|rifiut\w+|d[ée]chets?|residuos?|res[íi]duos?|scuola|classe|meccanografico|univoco|destinatario|turma|escola|loja|établissement|clase|centro|civile?|postale|del[ ]lavoro|penal|source|review|block|style|base|line)
  | (?:error|expired|invalid|failed|abgelaufen|ungültig|fehlgeschlagen|expir[ée]\w*|inv[áa]lid\w+|caducad\w|échou\w+|scadut\w|fallit\w|verlopen|ongeldig|mislukt|wygas\w+|błęd\w+|nieprawidłow\w+|misslyckades|ogiltig\w*|gått[ ]ut)[ ]?\((?:code|kod|c[oó]digo|codice)
  | cost[ ]cent(?:er|re) | kostenstellen?\w* | centres?[ ]de[ ]co[uû]ts? | centros?[ ]de[ ](?:coste?s?|custos?) | centr[oi][ ]di[ ]costo | kostenplaats | kostnadsst[äa]lle\w* | (?:projekt|kurs|kunden|kund|klant|tarif|diagnose?|lieferanten|grund|kostenstellen|aktivit(?:äts|eits))(?:code|kod)
  | \bcao[ -]code | (?:abfall|afval|avfalls)-?(?:codes?|kod\w*) | kod[yu]?[ ]odpad\p{L}+ | embar(?:que|quement|co) | fehlercode | postnummer | postcode | \bplz\b | codesnippet | \bncode\b | encode | decode | barcode | qr-code | felkod | rabattkod | streckkod | kortingscode | foutcode | unicode | vscode | opcode | bytecode | shellcode | source-?code | charcode | no-?code
"""
_UNIT = r"""
    \A[ ]?(?:€|\$|£|%|°|eur\b|euros?\b|usd\b|chf\b|pln\b|z[łl]\b|kr\b|sek\b|gbp\b|kg\b|g\b|mg\b|ml\b|l\b|km\b|m\b|m²|cm\b|mm\b|px\b|kb\b|mb\b|gb\b|tb\b|ms\b|s\b|sec\w*|min\w*|stunden|h\b|hours?|hrs?\b|uhr\b|days?\b|tage?\b|jahre?\b|years?\b|jours|ans\b|años|anni\b|jaar\b|anos\b|lat\b|år\b|users?\b|items?\b|rows?\b|lines?\b|zeilen|stück|pcs|pieces|people|personen|mitarbeiter|times\b|mal\b|characters|zeichen|copies|seiten|pages|kw\b|kwh|w\b|v\b|x\b)(?:[^'’]|\z)
  | \A[ ]?[-–][ ]?\d | \A[.,:/]\d | \A[ ]\d{2,} | \A-[A-Za-z0-9]
"""
_AFTER_CODE = r"""
    \A["'”»`)*]*,?[ ](?:bitte[ ])?(?:eintippen|tippen|eingeben|drücken|wählen|drehen|einstellen|intoetsen|invoeren|indrukken|intikken|draaien|wpisać|wcisnąć|wystukać)\b |
    \A["'”»`)*]*,?[ ](?:(?:then|and|und|dann|et|puis|y|luego|e|poi|en|dan|depois|i|potem|och|sen|sedan|danach|followed[ ]by|gefolgt[ ]von|suivi[ ]de|plus|\+)[ ]){0,2}(?:(?:then|dann|the|die|turn|vrid|dreh\w*|tourne[rz]?|gira[r]?|draai|obróć|drückt?|press|hit|der|den|auf|la|le|de|el|het|op|o|a|na|no|il|sul|pulsa|premi|druk|tryck)[ ]){0,2}
    (?:\#|\*|hash|pound|star|tick|enter|ok\b|raute|stern|schlüssel|grün|rot|dièse|étoile|valider?|almohadilla|asterisco|cancelletto|verde|hekje|sterretje|cardinal|kratk\w+|krzyżyk|gwiazdk\w+|zielon\w+|fyrkant|stjärna|grön\w*|ok-knapp\w*|tecla|tasto|toets|touche|knapp\w*|taste|tast|[A-D]\b|klucz\w*|nyckel\w*|to[ ](?:un)?(?:set|lock|arm)|to[ ](?:disarm|open|get[ ]in)|bestätigen|confirm)
"""
CODE = phrase(_CODE)
"""Names a PIN, a code or what it is typed on."""

PLACE = phrase(_PLACE)
"""A door, a safe, an alarm: what opens with digits."""

CODES = "(?i)" + flat(f"(?:{_CODE}|{_PLACE})").replace(r"\w*", "")
"""What wakes the detector of codes; how its words go on does not matter for that."""

DIAL = phrase(rf"(?:\A|[^\p{{L}}])(?:{_DIAL})[:,]?[ \t]+[\"'`„“«(*]*\z")
"""Says right before the value that it is typed."""

HEADING = phrase(
    r"""(?:\A|\n|[.!?]\s)[^\n:]{0,30}(?:codes?|pins?|c[oó]digos|codici|kody|kodów|koder|puertas|portes|doors|türen|porte|portas|deuren|drzwi|dörrar|cod[eè]s)\b[^\n:]{0,20}:[^.!?]{0,160}\z"""
)
"""A list of codes was begun."""

STRICT = phrase(
    r"""(?:code|c[oó]digo|codice|kod)[^\n.!?]{0,20}(?:carte|tarjeta|carta|kart[yę]|cartão|bankkort|bancomat)|bankkort\w*|pinpas|bancomat|ec-?karte|girocard|(?:bank|debit|credit)[ ]card|\bpin(?:[ -]?(?:code|nummer|number|kod))?s?\b|-pin\b|\bpuk\d?\b|\bsim-?(?:kaart|karte|card|kort)|cart[ãa]o[ ]sim|(?:tarjeta|carte|carta|scheda|karta)[ ]sim|key-?[ ]?pad|digicode|combination|\bcombo\b|geheimzahl|geheimnummer|zahlenkombi\w*|tastenfeld|(?:tür|tor|tresor|alarm|zugangs|zutritts|sicherheits|geheim|sperr|entsperr|öffnungs|schließ|pin|zahlen|deur|toegangs|poort|kluis|slot|digi|pass|key|haus|garagen|safe|schrank|handy|bildschirm|schloss)-?code\b|jugendschutz\w*|cijferslot|szyfr\w*|knappsats\w*|(?:port|dörr|larm|pin|lås|kassaskåps|grind|skåps|hiss|garage|telefon|sim|bank)-?kod(?:en)?\b|tastierin\w|pin-?pad|voice-?mail[ ]code|(?:door|gate|alarm|safe|access|entry|lock)[ ]code|code[ ](?:d['’]accès|du[ ]port\w+|de[ ]l['’]alarme|de[ ]la[ ]porte)|(?:code|c[oó]digo|codice|kod)[ ](?:d[eao]l?l?a?[ ]){0,2}sim\b|c[oó]digo[ ]d[eao]l?[ ](?:la[ ])?(?:puerta|alarm[ae]|portão|porta|acceso|garaje|garagem)|codice[ ](?:del(?:la|l['’])?|d['’])[ ]?(?:allarme|porta|cancello|portone|accesso)|kod\w*[ ](?:do|od|alarmu)"""
)
"""Names a PIN or a code that opens something, and nothing else."""

OTHER_CODE = phrase(_OTHER_CODE)
"""A code that opens nothing: of a post office, an error, a product."""

UNIT = phrase(_UNIT)
"""What follows makes the number an amount, or part of a longer one."""

AFTER_CODE = phrase(_AFTER_CODE)
"""What is pressed after a code, or what it does."""

OPENS = phrase(r"""\b(?:opens?|unlocks?|works?|öffnet|ouvre|abre|apre|opent|otwiera|öppnar|schließt)\b""")
"""What a code does."""
