"""Words around passwords in English, German, French, Spanish, Italian, Dutch, Portuguese, Polish and Swedish."""

from __future__ import annotations

from chatscrub.detection.passwords.cue_patterns import Phrase, flat, phrase

_PASSWORD = r"""
    pass[ -]?wor[dt]s? | passwd | pass[ -]?phrase | pass[ -]?code | \bpass[ ]?[:=]|\bpass[ ]is\b | \bas[ ](?:the[ ]|a[ ]|your[ ])?pass\b|\b(?:id|user\w*|login)\b[^\n]{1,40}\bpass\b|code[ ](?:du[ ]|de[ ]la[ ])?(?:wi-?fi|box)\b|(?:codice|c[oó]digo|kod)[ ](?:del[ ]|do[ ])wi-?fi|wi-?fi[ -](?:code|kod)\b|\b(?:user|admin|root|new|old|wifi|vpn)[ /]{1,3}pass\b | \b(?:de|la|con|una|mi|tu)[ ]pass\b | \bpw[ds]?\b | \bpsw\b | \bp/w\b | \bpsk\b
  | \bcreds?\b | credentials? | pre-?shared[ ]key | (?:network|security|wi-?fi|wpa2?|enable)[ ](?:key|secret) | setup[ ]key | recovery[ ]codes? | backup[ ]codes?
  | kenn?w[oö]rt | passwörter | kennwörter | zugangsdaten | anmeldedaten | logindaten | zugangscode | (?:wlan|netzwerk|sicherheits|wpa)-?schlüssel | wiederherstellungs-?(?:codes?|schlüssel) | återställnings(?:kod|nyckel)\w* | herstelcodes? | kod\w*[ ](?:odzyskiwania|zapasow\w+) | c[oó]digos?[ ]de[ ](?:recuperaci[oó]n|recuperação|respaldo)
  | \bschlüssel\b | mots?[ ]de[ ]passe | \bmdp\b | (?:phrase|mot)[ ](?:de[ ]passe|secr[eè]te?) | code[ ]d['’]acc[eè]s | identifiants\b | cl[eé][ ](?:wi-?fi|wpa2?|réseau|de[ ]sécurité) | codes[ ]de[ ]secours
  | contrase[ñn]as? | \bclaves?\b | credenciales | parola[ ]d['’]ordine | parola[ ]chiave | credenziali | chiave[ ](?:wi-?fi|wpa2?|di[ ]rete) | codici[ ]di[ ](?:recupero|backup)
  | wachtwoord(?:en)? | codewoord | codewort | losungswort | \bcode[ ]?word | kodord | \bww\b | wachtzin | toegangscode | inloggegevens | \bsenhas?\b | palavras?-?[ ]?(?:passe|chave) | \bcredenciais\b
  | has[lł](?:o|a|em|u)\b | dane[ ](?:do[ ])?logowania | lösenord\w* | \blösen(?:et)?\b | losenord\w* | lösenfras\w* | inloggningsuppgift\w* | (?:nätverks|säkerhets)nyckel\w*
  | \bsésame\b | \b(?:activation|invitation|enrol?ment|registration|pairing|setup|backup|emergency)[ ]codes? | (?:aktivierungs|freischalt|einladungs|registrierungs|kopplungs|notfall|einmal)-?codes? | code[ ](?:d['’](?:activation|invitation|appairage)|de[ ]secours) | c[oó]digos?[ ]de[ ](?:activaci[oó]n|ativação|invitaci[oó]n|convite|emergencia|vinculaci[oó]n|acceso|acesso) | codic[ei][ ]d['’i][ ]?(?:attivazione|invito|accesso|emergenza) | (?:activatie|uitnodigings|koppel|nood)codes? | kod\w*[ ](?:aktywacyjn\w+|dostępu|parowania|awaryjn\w+) | (?:aktiverings|inbjudnings|parkopplings|nöd|reserv)kod\w*
  | (?:licen[cs]e|product|serial|recovery)[ ]key | (?:lizenz|produkt|wiederherstellungs)-?(?:schlüssel|key) | cl[eé][ ](?:de[ ](?:licence|produit|récupération)|d['’]activation) | (?:clave|chave|chiave|klucz|klucza)[ ](?:de|di|del|do)?[ ]?(?:licen\w+|produ\w+|prodotto|recuper\w+|odzyskiw\w+|przywrac\w+) | (?:licentie|product|herstel)sleutel | (?:licens|produkt)nyckel
"""  # noqa: S105 - words, not a password
_LOGIN = r"""
    \blog(?:ged|ging)?[ -]?(?:in|into|on|ins)\b | \blog(?:a|ar|ue|uei|uj)\b | \blogg\w* | hand-?over | übergabe | \bpassation | traspaso | passaggio[ ](?:di[ ])?consegne | overdracht | \bpassagem | przekazani\w+ | överlämning | teamviewer | anydesk | fernwartung | \bprotected[ ]with | geschützt | \w*schutz[ ]aufheben | protégée?s? | protegid[oa]s? | protett[oa] | beveiligd | zabezpieczon\w+ | skyddad\w* | \blåst\w*[ ]med | eintippen | eingeben
  | (?:opens|unlocks)[ ]with | apple[ ]?id | icloud | s['’]ouvre[ ]avec | se[ ]abre[ ]con | si[ ]apre[ ]con | abre[ ]com | \bentr\w+[ ]con\b | \bentr\w+[ ]com\b | (?:can['’]?t|cannot|couldn['’]t)[ ](?:get|log)[ ](?:in|on) | locked[ ]out | ausgesperrt | enfermé[ ]dehors | (?:komm\w*|kam)[ ]nicht[ ]re?in | no[ ]me[ ]deja[ ]entrar | non[ ](?:mi[ ]fa|riesco[ ]a(?:d)?)[ ](?:entrare|accedere) | kom[ ]er[ ]niet[ ]in | não[ ](?:me[ ])?deixa[ ]entrar | kommer[ ]inte[ ]in | nie[ ]mogę[ ]się[ ](?:dostać|zalogować) | \bsign(?:ed)?[ -]?(?:in|on|into)\b | \baccounts?\b | \buser(?:name|id)?s?\b | \busr\b | wi-?fi | wlan | \bssid\b | hotspot | \bvpn\b | \brdp\b | \bssh\b | \bftp\b | \bsftp\b
  | \broot\b | \badmin\w* | \bportals?\b | extranet | intranet | \bnas\b | router | routeur | \bfritz\w* | webmail | mailbox | postfach | keepass | proxmox | esxi | synology | cpanel | plesk
  | benutzer\w* | anmeld\w* | einlogg\w* | eingelogg\w* | \bzug[aä]ng\w* | \bkont(?:o|en|on|ot|ona)\b | kennung
  | identifiant | utilisateur | \bcomptes?\b | connexion | connecte[rz]? | \bacc[eè]s\b | \bsession\b
  | usuari[oa]s? | \bcuentas?\b | \baccesos?\b | \bacceder\b | iniciar[ ]sesi[oó]n | \butent[ei]\b | \baccess[oi]\b | \baccedere\b | \baccount\b
  | gebruiker\w* | \binlog\w* | toegang | utilizador\w* | \bcontas?\b | \bacessos?\b | \baceder\b | \bacessar\b | u[żz]ytkownik\w* | \bkont[oaeu]\b | logowani\w* | \bzalog\w* | \blogin\w* | dost[ęe]p\w*
  | sticker | aufkleber | autocolante | adesivo | pegatina | étiquette | etichetta | naklej\w+ | klistermärke\w* | gästnät\w* | nätet | bitlocker
  | användar\w* | logga[rd]?[ ]in | \binlogg\w* | wifi-?\w*
  | \bdigid\b | \bbankid\b | franceconnect | \bameli\b | \belster\b | \bspid\b | \bepuap\b | cl@ve | netflix | spotify | disney | instagram | \bcanva\b | mailchimp | paypal | \bebay\b | dropbox | airbnb
  | \bencrypted | verschlüsselt\w* | chiffrée?s? | \bcifrad[oa]s? | \bcifrat[oaie] | crittografat\w | versleuteld\w* | zaszyfrowan\w+ | \bkrypterad\w* | \b(?:zip|7z|rar)\b
"""
_USER = r"""
    (?:\buser(?:name|[ ]?id)?|\busr|\blog[ -]?in|\baccount|e-?mail|\bmail|\bname|\bid|benutzer(?:name|kennung)?|anmeldename|kennung|konto|identifiant|utilisateur|compte|courriel|usuario|cuenta|correo
      |utente|gebruiker(?:snaam)?|utilizador|usuário|conta|u[żz]ytkownik|konto|login|användar(?:e|namn)|kontot?|ssid|net(?:z|zwerk|work|werk)|réseau|\bred|\brete|\brede|\bsie[ćc]|nätverk(?:et)?|nätet|wlan|wi-?fi|internet
      |\bhost(?:name)?|\bserver|\bdatabase|\bdb|\bgroup|gruppe?|\bdomain|\bdomäne|\bsystem|\bgerät|\bdevice|\bmachine|\bpc|\bbox|\bvm|\bagent|\bnick)
    (?:[ ](?:is|ist|bleibt|lautet|heißt|heet|heter|called|se[ ]llama|si[ ]chiama|s['’]appelle|chama-se|nazywa[ ]się|est|reste|es|è|é|to|jest|är|blir|wordt|stays|remains|na?me|lub|-?namn?))?(?:[ ]?\([^()\n]{1,30}\))?
    | \b(?:as|als|comme|como|come|jako|som|signed[ ]by|by|von|par|por|da|door|przez|av)
"""
# A name in front of a number or token that is no secret.
_NUMBERED = r"""
    (?:invoice|order|ticket|case|incident|ref(?:erence)?|booking|customer|client|policy|contract|account|article|item|part|serial|model|version|build|release|quote|po|issue|bug|pr|commit|page|room|flat|apt|building
    |floor|gate|flight|bus|train|line|chapter|section|form|iso|iban|bic|vat|tax|plate|reg(?:istration)?|licen[cs]e(?:[ ]plate)?|ext|extension|tel|phone|mobile|fax|zip|postcode|port|id|sku|asset|inventory|tracking|parcel|sw|hw|fw|firmware|rev
    |rechnung\w*|auftrag\w*|bestell\w*|kunden\w*|vertrag\w*|artikel\w*|aktenzeichen|az|personal\w*|matrikel\w*|kennzeichen|vorgang\w*|angebot\w*|zimmer|raum|seite|kapitel|durchwahl|konto\w*|mitglied\w*|inventar\w*|serien\w*|gerät\w*|modell|plz
    |facture|commande|dossier|client|contrat|devis|article|référence|réf|matricule|immatriculation|poste|salle|page|chambre|colis|série|modèle
    |factura|pedido|expediente|cliente|contrato|presupuesto|matrícula|referencia|sala|página|serie|modelo|póliza|albarán|reserva
    |fattura|ordine|pratica|contratto|preventivo|targa|riferimento|stanza|pagina|matricola|seriale|modello|polizza|prenotazione
    |factuur|bestelling|order|klant\w*|contract|offerte|kenteken|kamer|zaak\w*|dossier\w*|polis\w*|artikel\w*|bestel\w*
    |fatura|encomenda|processo|contrato|orçamento|referência|apólice|quarto|pedido
    |faktura|faktury|faktur\w*|zamówieni\w*|zlecen\w*|umow\w*|klient\w*|spraw\w*|oferta|pokój|rejestracyjny|polisa|nr
    |order\w*|kund\w*|avtal\w*|offert\w*|ärende\w*|registrering\w*|rum|sida|artikel\w*|försäkring\w*)
    (?:[ -]?(?:no|nr|num(?:ber|mer|éro|ero)?|nº|n°|número|numero|id|code|ref))?
"""
_VERB = r"""
    secret|czy|habe[ ]ich|j['’]ai|he|ho|ik[ ]heb|keep[ ]typing|gebe(?:[ ]ich)?|also|soit|donc|dus|oftewel|czyli|więc|ou[ ]seja|o[ ]sea|es[ ]decir|isto[ ]é|cioè|dunque|quindi|ovvero|portanto|alltså|dvs|namely|in[ ]your[ ]case|étant|siendo|essendo|nehmen[ ]sie(?:[ ]die)?|danach|daarna|luego|después|następnie|därefter|scrivendo|writing|typing
  | use|using|used|try|tried|trying|type|typed|typing|enter|entered|put|with|is|was|are|be|it['’]?s|its|now|still|set[ ]to|reset[ ]to|changed?[ ]to|back[ ]to|to|got|gave|given|say|says|called|old|new|same|one|or|pls|please|thing|ends?[ ]in
  | doch|halt|ist|oder|war|wäre|lautet|heißt|heisst|bleibt|mit|auf|nimm|nehmt|nehmen|probier\w*|versuch\w*|tippt?|eintippen|gib|gebt|eingeben|versucht|probiert|genommen|jetzt|nun|sofort|weiterhin|immer[ ]noch|einfach|aktuell|neu|alt|hab|habe|und|dann|galt|gilt|das|statt
  | est|était|c['’]est|c|sera|avec|tape[zr]?|saisir|saisissez|saisis|entre[zr]|mets|mettre|mettez|mets|essaie|essayez|essayé|tapé|mis|maintenant|toujours|reste|puis|et|utilise[zr]?|par|à|donc|devient|provisoire|temporaire|ou
  | es|era|será|sea|con|usa|usar|use|us[ao]|utiliza|poner?|pon|puse|prueba|probé|probado|metí|teclea|escribe|marca|ahora|sigue[ ]siendo|y|introduc\w+|entra|a
  | è|era|sarà|con|usa(?:te|re)?|metti|mettete|messo|prova(?:te|to)?|digita(?:te|re)?|inserisci|inserire|inserite|scrivi|ora|adesso|sempre|e|o|oppure|poi|resta|rimane|scrivere
  | met|gebruik|probeer|typ|tik|toets|vul|voer|nu|nog|steeds|gewoon|wordt|werd|en|of|dan|naar|staat[ ]op|blijft|invullen|luidt
  | é|foi|com|usem?|utiliz\w+|tenta|tente|tentei|usei|pus|meti|mandou|digit[ae]r?|loga[ ]com|insir\w+|agora|continua|mete|põe|coloca|e|ou|depois|para|fica|passou[ ]a|ser
  | to|jest|było|brzmi|z|użyj|używamy|wpisz|wpisać|wpisujemy|wpisuj\w*|spróbuj|próbowałe?a?m|wpisałe?a?m|ustawiłe?a?m[ ]na|podaj|podajemy|teraz|nadal|dalej|na|i|lub|albo|potem|wklep\w*|wbij\w*|czyli|zmienione[ ]na|ustawi\w+[ ]na
  | är|var|blir|heter|med|använd\w*|prova\w*|testa\w*|skriv\w*|skrev|står|slå|knappa|ange|nu|fortfarande|och|eller|sen|sedan|till|kör|satte|lyder
"""
_EXPLAINED = r"""
    \A["'”»“`)*_!?.,;:]*\s*[-–—,:;.(]?\s*(?:\(|with[ ]|mit[ ]|avec[ ]|con[ ]|met[ ]|com[ ]|z[ ]|med[ ]|it[ ]is[ ]|the[ ]|das[ ]|all(?:es)?[ ]|tout[ ]|todo[ ]|tutto[ ]|alles[ ]|tudo[ ]|wszystko[ ]|allt[ ]|in[ ]|en[ ]|mais[ ]|but[ ]|bez[ ]|utan[ ]|sans[ ]|ohne[ ]|zonder[ ]|sin[ ]|senza[ ]|sem[ ]|both[ ]|no[ ]|capital|is\s|è[ ]|ist[ ])*
    (?:\w+[ ]){0,2}?
    (?:capitals?|caps|upper-?[ ]?case|lower-?[ ]?case|spaces?|hyphens?|dash(?:es)?|underscore|digit|zero|exclamation|small|one[ ]word|as[ ]a[ ]number
    |gro(?:ß|ss)\w*|klein\w*|bindestrich\w*|leerzeichen|unterstrich\w*|ausrufezeichen|zusammen\w*|null|umlaut\w*|minuscules?|majuscules?|attaché|espaces?|tirets?|accents?|zéro|chiffre
    |min[úu]sculas?|may[úu]sculas?|guion(?:es)?|espacios?|tildes?|junto|seguido|cero|minuscol\w*|maiuscol\w*|trattin\w*|spazi\w*|attaccato|unito|accento|zero
    |hoofdletters?|kleine|letters|streepjes?|spaties?|aan[ ]elkaar|nul|mai[úu]sculas?|h[íi]fen(?:es)?|espaços?|acentos?|tudo|pegado|małymi|mał[aąe]|wielk\w+|duż\w+|myślnik\w*|spacj\w+|łącznie|razem|zerem|podkreśln\w+|polskich
    |stor[at]?|sm[åa]|versaler?|gemener?|bindestreck|mellanslag|ihop\w*|nolla|understreck|utropstecken|wykrzyknik\w*|esclamativo|exclama\w+|uitroepteken)\b
"""
_GIVEN_AFTER = r"""
    \A["'”»“`)*_]*[ ](?:before\b|previously|earlier|vorher|früher|bisher|avant|auparavant|antes|prima|eerst|voorheen|wcześniej|innan|tidigare|but[ ]it|mais[ ]ça|aber[ ]|ale[ ](?:nie|wywala)|men[ ]det|gegeben|gesetzt|geändert|eingeben|eintippen|eingegeben|nehmen|benutzen|verwenden|genommen|eingestellt|zurückgesetzt|gewählt|vergeben|geht|funktioniert|exactly|again|instead|now\b|for[ ]now|works?|worked|still[ ]works|iirc|i[ ]think
    |comme[ ]avant|et[ ]pas|ça[ ]marche|provisoirement|pour[ ]l['’]instant|otra[ ]vez|por[ ]ahora|funciona\w*|per[ ]ora|funziona\w*|invullen|gebruiken|ingesteld|gezet|werkt|voorlopig|por[ ]enquanto|działa|na[ ]razie|wpisać|funkar|used|utilisé|benutzt|verwendet|gebruikt|usad[ao]|usat[ao]|użył\w*|använt|versucht|probiert|intenté|tills[ ]vidare)\b
"""
_AS_PASSWORD = r"""
    \A["'”»“`)*_]*[ ,]?(?:[ ](?:as|is|are|als|ist|comme|est|como|es|come|è|é|jako|to|jest|som|är|is|wordt|for|für|pour|para|per|voor|dla|för|bleibt|was|war))(?:[ ](?:your|the|a|an|our|my|his|her|their|this|that|das|dein|ihr|euer|unser|neue[ns]?|le|ton|votre|notre|la|tu|su|nuestra|el|tua|sua|nostra
    |je|jouw|het|uw|de|ons|a|minha|nossa|nowe|twoje|nasze|det|ditt|vårt|er|new|neues|nouveau|nueva|nuova|nieuwe|nova|nya|temporary|old|initial|actual|current|right|correct)){0,3}[ ](?:wifi[ -]?|wlan-?|vpn[ -]?|admin-?|root[ ]?|master[ -]?)?
    (?:pass(?:word|wort|phrase|code)|pw|pwd|kennwort|mot[ ]de[ ]passe|mdp|contraseña|clave|parola|wachtwoord|ww|senha|palavra-passe|hasło|lösenord\w*|schlüssel)\b
  | \A["'”»“`)*_]*[ ]as[ ](?:the[ ]|a[ ]|your[ ])?pass\b
"""  # noqa: S105 - words, not a password
PASSWORD = phrase(_PASSWORD)
"""Names a password."""

LOGIN = phrase(_LOGIN)
"""Speaks of signing in, of an account or of a system that asks for it."""

EITHER = "(?i)" + flat(f"(?:{_PASSWORD}|{_LOGIN})")
"""What wakes the detector that weighs values with these words."""

USER_BEFORE = phrase(rf"(?:{_USER})[ ]?[:=]?[ \t]*[\"'`„“«(]*\z")
"""What comes next is the name of a user, network or machine."""

NUMBER_BEFORE = phrase(rf"(?:\A|[^\p{{L}}])(?:{_NUMBERED})[ ]?[.:#=]*[ ]?[\"'`„“«(]*\z")
"""What comes next is the number of an order, a page, a room."""

LEADS = phrase(
    rf"(?:(?:\A|[^\p{{L}}])(?:{_VERB})[:,]?\s+|[:=→►▶>|/][ \t]*|[ \t](?:[–—-]|->|=>)[ \t]+|[(\t;][ ]?)[\"'`„“«(*_]*\z"
)
"""A verb, preposition or sign that leads to a value."""

EXPLAINED = phrase(_EXPLAINED)
"""How the value before is spelt: in capitals, with a hyphen."""

GIVEN = phrase(_GIVEN_AFTER)
"""What was done with the value before."""

AS_PASSWORD = phrase(_AS_PASSWORD)
"""Says that the value before is a password."""

SENTENCE_END = Phrase(r"[.!?…]\s+[^\sa-zß-ÿ0-9]|[.!?][ \t]*\n|\n\s*\n")

QUESTION = phrase(
    r"""\?|\b(?:what(?:['’]?s)?|which|does\s\w+\sknow|remind\s\w+|was[ ](?:ist|war)|wie[ ](?:ist|war|lautet)|welches|hast[ ]du|kennt|weiß|quoi|quel(?:le)?|c['’]est[ ]quoi|cu[aá]l|qu[eé]|qual(?:[ ]è)?|quale?|wat[ ](?:is|was)|welk|jakie|jak[ai]|vad[ ](?:är|var)|vilket)\b"""
)
"""Asks for something."""

NO_REPLY = phrase(
    r"""\A(?:thanks?|thank|thx|cheers|ta|sure|sorry|hello|hey|moment|mom|wait|hang|please|danke|bitte|hallo|sekunde|klar|warte|merci|bonjour|salut|attends|pardon|désolé|gracias|hola|espera|vale|claro|perd[oó]n|grazie|ciao|aspetta|scusa|certo|boh|bedankt|dank|hoi|wacht|zeker|obrigad[oa]|ol[aá]|espera|claro|desculp\w+|dzięki|dzieki|cześć|czekaj|chwila|jasne|przepraszam|tack|hej|vänta|visst|förlåt|lol|haha\w*|idk|dunno|nope|yeah|yep|okay|same|unchanged|dasselbe|gleiche?s?|pareil|idem|igual|uguale|hetzelfde|igual|samo|samma|frag|ask|demande|pregunta|chiedi|vraag|pergunta|zapytaj|fråga|send|sent|email|sms|slack|teams|whatsapp)\b"""
)
"""What people write who do not answer."""

LISTED = phrase(r"""[:,;\n][ \t*•–-]*\p{L}[\p{L} .'’-]{1,30}[ :=–→-]{1,3}["'`„“«]*\z""")
"""A name in a list, right before what belongs to it."""

AS_NAMED = phrase(
    rf"""(?:\A|[^\p{{L}}])(?:as|als|comme|como|come|jako|som)[ ](?:(?:the|a|le|la|el|het|a|ett|das)[ ])?(?:{_PASSWORD})[ ]+["'`„“«]*\z"""
)
"""Says right before the value that it serves as password."""

STICKER = phrase(
    r"""(?:\bsticker|\blabel[ ]says|aufkleber|typenschild|etikett|étiquette|pegatina|etiqueta|adesivo|etichetta|autocolante|naklej\w+|klistermärke\w*|\bdekal\w*|factory[ ]default|werkseinstellung|ab[ ]werk|d['’]origine|de[ ]fábrica|di[ ]fabbrica|fabrieks\w*|fabryczn\w+|fabriks\w*)[^\n]{0,40}\z"""
)
"""The value is printed on a device, where it stays in its factory state."""

NAMED_USER = phrase(
    r"""(?:\b(?:user(?:[ ]?name|[ ]?id)?|usr|login|log-?in|account|e-?mail|benutzer(?:name)?|anmeldename|kennung|konto|identifiant|utilisateur|compte|usuari[oa]|cuenta|utente|gebruiker(?:snaam)?|utilizador|conta|u[żz]ytkownik|użytkownika|användar(?:e|namn)|ssid|netz(?:werk)?|network|réseau|rete|netwerk|rede|sie[ćc]|nätverk|wlan|wi-?fi|portal|system|server|host|url|link|site|admin|root)\b[^\n]{0,4}[^\s][^\n]*)|[\w.-]+@[\w-]+[.]\w+"""
)
"""The name of a user, system or network is given."""

PHRASE_END = phrase(
    r"""\A["'”»“`)*_]*[ \t]*(?:\z|\r?\n|[.,;!?)}\]]|[-–—|/(][ ]|(?:and|und|et|y|e|en|i|och|but|aber|mais|pero|ma|maar|mas|ale|men)[ ])"""
)
"""The phrase is over behind the value."""

HARD_END = phrase(r"""\A["'”»“`)*_]*[ \t]*(?:\z|\r?\n|[.!?)]["'”»“`)*_]*(?:[\s}\]]|\z)|[,;][ ]|[-–—][ ]|\(|[}\]])""")
"""A stop, a comma, a dash or the end of the line is behind the value."""

COPULA = phrase(
    r"""[^\p{L}\p{N}:=](?:is|was|be|are|to|now|still|doch|halt|ist|war|wäre|lautet|heißt|heisst|bleibt|jetzt|nun|auf|einfach|est|était|sera|c['’]est|c|devient|es|era|será|è|sarà|wordt|werd|luidt|blijft|nu|é|foi|jest|było|brzmi|to|är|var|blir|heter|lyder|the|called|currently)[ ]{1,2}["'`„“«*(]*\z"""
)
"""A verb stands right before the value."""

PAIRED = phrase(
    r"""\A["'”»“`]*(?:[ ]?[|/→;\t][ ]?|[ ]->[ ]|[ ]\.{3,}[ ])["'`„“«]?[^\s|]|\A[ ][–—-][ ][^\s]+[ \t]*(?:\r?\n|\z|[–—|-][ ])"""
)
"""Another cell comes behind the value."""

ACCOMPANIED = phrase(
    r"""\A["'”»“`]*[ ](?:et|and|und|y|e|en|i|och|with|mit|avec|con|met|com|z|med)[ ](?:puis[ ])?["'`„“«]?\S+"""
)
"""Something comes with the value before, as a password comes with a name."""

NEXT_TO_USER = phrase(
    rf"""[^\s,;/–—-]{{2,40}}(?:[ ]?[,;/–—-][ ]+|[ ]|\n[ \t]*)(?:(?:and|und|et|y|e|en|i|och|the|das|le|la|il|het|a)[ ]){{0,2}}(?:{_PASSWORD}|\bkey|schlüssel|\bclé|\bclave|\bchiave|\bsleutel|\bchave|\bklucz|\bnyckeln?)(?:[ ]dazu|[ ]for[ ]it)?[ ]+["'`„“«]*\z"""
)
"""A password is named right before the value, right behind something else such as the name of the user."""

ONE_OF_TWO = phrase(
    r"""(?:\A|[^\p{L}])(?:old|previous|new|alte[ns]?|neue[ns]?|vorige[ns]?|bisherige[ns]?|ancien(?:ne)?|nouve(?:au|lle)|antigu[ao]|antig[ao]|anterior|nuev[ao]|nov[ao]|vecchi[ao]|nuov[ao]|oude|vorige|nieuwe|stare|starym|stary|poprzednie|nowe|nowym|gamla|gammalt|nya|förra)(?:[ ](?:one|wachtwoord|ones))?[ ]?[,:(–—-]?[ ]?["'`„“«(]*\z"""
)
"""The old one, the new one."""

JUST = phrase(
    r"""(?:\A|[^\p{L}])(?:just|simply|plain|einfach|schlicht|bloß|lediglich|simplement|bêtement|simplemente|semplicemente|gewoon|simpelweg|simplesmente|po[ ]prostu|zwyczajnie|bara|helt[ ]enkelt|rätt[ ]och[ ]slätt|called|heißt|heisst|heter|namens)[ ]["'`„“«*]*\z"""
)
"""Leads to a name or word that is meant as it stands."""

ROW = phrase(
    r"""(?:[^\s@]+@[^\s@]+[.]\w+|[\w.@+-]{3,40})[ \t]*(?:[ ][–—|/][ ]|[ ]-[ ]|[ ]->[ ]|[ ]?→[ ]|;|\t|[ ][.]{3,}[ ]|[ ]?[|][ ]?)[ \t"'`*]*\z"""
)
"""The cell of a list or table before the value; in a list of logins it holds the name of the user."""

REPLY = phrase(
    r"""\n[ \t]*(?:>+[ ]?|[-–•*][ ])?(?:\[?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\]?[ ]?[-–]?[ ]?)?(?:[\p{L}.]{1,20}(?:[ ][\p{L}.]{1,20})?[ ]?(?:[0-9]{1,2}:[0-9]{2})?:[ ]?)?["'`„“«*(]*\z"""
)
"""The value begins a line, as a reply to the line above does."""

TYPED = phrase(
    r"""(?:\A|[^\p{L}])(?:gebe(?:[ ]ich)?|gab|meto|puse|inserisco|digito|ik[ ]typ|ponho|coloco|wpisałe?a?m|skrev|try|tried|typed?(?:[ ]in)?|typing|entered|enter|probier\w*(?:[ ](?:es|mal|nochmal|mit)){0,3}|versuch\w*(?:[ ](?:es|mal|nochmal|mit)){0,3}|eintippen|tippt?|essaye[zr]?|essaie|tape[zr]?|saisi[rst]?\w*|prueba[ ]con|probad|teclea\w*|digita\w*|digite|inserisci|inserite|prova(?:te)?(?:[ ]con)?|provato(?:[ ]con)?|probeer(?:[ ]het)?(?:[ ]eens)?(?:[ ]met)?|typ|intypen|tent[ae]|tentei|insir\w+|spróbuj\w*|próbowałe?a?m|wpis\w+|wklep\w*|prova[dt]?|testa(?:[dt]e?)?|skriv(?:[ ]in)?|provade|loga[ ]com|mets|pongo|metto|ponho|skriver|typ|wpisuję|il[ ]faut[ ]entrer|entrez|eingegeben)[:,]?[ ]+["'`„“«*]*\z"""
)
"""Tells to type or to try the value."""

CONNECTED = phrase(
    r"""(?:\A|[^\p{L}])(?:so|thus|i\.e\.|that[ ]is|namely|in[ ]your[ ]case|also|d\.[ ]?h\.|nämlich|sprich|soit|donc|à[ ]savoir|c['’]est-à-dire|o[ ]sea|es[ ]decir|por[ ]tanto|quedando|cioè|dunque|quindi|ovvero|ossia|per[ ]esteso|dus|oftewel|namelijk|ou[ ]seja|isto[ ]é|portanto|ficando|czyli|więc|to[ ]znaczy|tzn\.?|alltså|dvs\.?|det[ ]vill[ ]säga)[ ]?[,:]?[ ]+(?:(?:in[ ](?:your|ihrem|deinem)[ ](?:case|fall)|dans[ ]votre[ ]cas|en[ ](?:tu|su)[ ]caso|nel[ ](?:tuo|suo)[ ]caso|in[ ](?:jouw|uw)[ ]geval|no[ ](?:seu|teu)[ ]caso|w[ ](?:twoim|pana|pani)[ ]przypadku|i[ ](?:ditt|ert)[ ]fall|per[ ]esteso)[ ]?[,:]?[ ]+)?["'`„“«*(]*\z
      | (?:at[ ]the[ ]end|am[ ]ende|hinten(?:[ ]dran)?|à[ ]la[ ]fin|al[ ]final|alla[ ]fine|aan[ ]het[ ]eind(?:e)?|op[ ]het[ ]eind|achteraan|erachter|no[ ]fim|no[ ]final|na[ ]końcu|på[ ]slutet|i[ ]slutet|backwards?|reversed|rückwärts|andersherum|à[ ]l['’]envers|al[ ]revés|al[ ]contrario|achterstevoren|ao[ ]contrário|wspak|od[ ]tyłu|baklänges)[ ]?[,:–—-]{0,1}[ ]+(?:(?:also|soit|donc|dus|czyli|ou[ ]seja|o[ ]sea|cioè|quindi|alltså|so)[ ]?[,:]?[ ]+)?["'`„“«*(]*\z"""
)
"""Spells out right before the value what was described: "so in your case", "with a 2 at the end"."""

PHRASE = phrase(
    r"""pass[ -]?phrase|passsatz|phrase[ ](?:de[ ]passe|secr[eè]te|secreta)|frase[ ](?:de|di|secreta|segreta|d[ae])|wachtzin|lösenfras|\bspaces\b|leerzeichen|\bespaces\b|espacios|\bspazi\b|spaties|espaços|spacj\w+|mellanslag|\b(?:lautet|luidt|brzmi|lyder|reads)[ ]?:?\s"""
)
"""A password of several words is named, or the spaces in one."""

OPENED = phrase(
    r"""\bopen(?:s|ed|ing|t)?\b|unlock\w*|öffn\w+|entsperr\w*|entpack\w*|\bouvr\w+|\bs['’]ouvr\w+|d[eé]verrouill\w+|\babr(?:e|es|ir|irl[oa]|en)\b|desbloque\w+|\bapr(?:e|i|ire|irl[oa]|ite)\b|sblocc\w+|\bopenen\b|ontgrendel\w*|uitpakken|otwier\w+|otworz\w+|odblok\w+|rozpak\w+|öppna\w*|lås\w*[ ]upp"""
)
"""Something is opened or unlocked."""

LANGUAGE = {
    language: phrase(pattern)
    for language, pattern in {
        "de": "passwor?t|kennwort|schlüssel|zugangs",
        "fr": "mots?[ ]de[ ]passe|mdp|phrase[ ]|cl[eé][ ]wi",
        "es": "contrase|\\bclave",
        "it": "parola|chiave|\\b(?:la|di|della)[ ]password",
        "nl": "wachtwoord|\\bww\\b",
        "pt": "senha|palavra",
        "pl": "has[łl]",
        "sv": "l[öo]sen|nyckel",
        "en": "pass[ -]?word|pass[ -]?phrase|\\bpass\\b",
    }.items()
}
"""By language (ISO 639-1): names of a password that only it has, English last."""

WITH_PASSWORD = phrase(
    rf"""\A["'”»“`)]*[,;]?[ ](?:(?:and|und|et|y|e|en|i|och|con|mit|with|avec|met|com|z|med|the|das|le|la|il|het|a)[ ]){{0,2}}(?:{_PASSWORD})"""
)
"""A password is named right behind the value, which is the name of a user or network."""
