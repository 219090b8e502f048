"""Words that follow "the password is …", "password: …" and their like in nine languages without being a password.

Adjectives, participles, adverbs, pronouns, types and the nouns of forms; in small letters without accents. What their
endings betray is not listed: see `ENDINGS`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from chatscrub.lazy_patterns import lazy_compile

_ENGLISH = """
a an the this that these those it its not no yes none n/a ok okay now still also already just only both either neither same
as at by for from in into of off on onto out over per so to too under until up via with without and or but if when then than
where which who what why how here there again once ever never always often soon later today tomorrow yesterday since before
after about above below between during like unlike all any each every some more most less least very quite rather pretty
really actually probably maybe perhaps apparently currently temporarily being been be was were is are am has have had do does
did done can could may might must shall should will would going gonna gone my your his her our their mine yours ours theirs
me you he she we they them us one two three four five six seven eight nine ten first last next new old other another
wrong mismatch mismatched right bad good fine great safe weak strong simple easy hard long short empty blank null void true false unknown known
correct incorrect invalid valid insecure secure unsafe secret private public plain clear visible invisible hidden hashed
case sensitive mandatory optional required necessary needed essential important critical different identical similar unique
random default temporary permanent initial final current previous former usual normal standard custom available unavailable
ready broken lost stuck dead gone missing wanted sent set reset kept held shown saved stored written read typed given taken
known told found made built put let cut shut lost left meant sold bought caught taught thought hit split spread unset
yours below above inside outside attached enclosed following pending unchanged outdated stale old-fashioned
string text number integer boolean bool int varchar char object array field value input output type form label name hash
password passwords username user login email mail token key code pin phrase word letters digits characters symbols numbers
minimum maximum min max length policy manager protected reset link page box expiry rules strength encryption hint prompt
choose pick create step stap sso saml ldap oauth oidc kerberos mfa otp bcrypt argon scrypt pbkdf sha md base utf aes rsa vault keychain keepass bitwarden
lastpass 1password dashlane env yaml json xml html http https sql csv file path url uri api admin root guest test demo
example sample placeholder changeme redacted masked censored removed deleted expired locked blocked accepted rejected
denied declined asap tbd todo unclear useless worthless redundant obsolete irrelevant compliant resistant mine shared pass passwd pwd pw secret foo bar baz qux changeme letmein yourpassword mypassword hello world something whatever
next continue anything nothing everything someone anyone everyone yes again apparently somewhere single sign multi double factor cross built self pre non up-to-date open ended end step says say said
"""
_GERMAN = """
ein eine einen einem einer der die das den dem des dieser diese dieses nicht kein keine ja nein doch auch noch nur schon
jetzt nun nie immer wieder hier da dort so wie als am an auf aus bei bis durch fuer für gegen im in ins mit nach ohne seit
ueber über um unter vom von vor zu zum zur und oder aber wenn weil dass ob dann denn also etwa gerade leider bereits bisher
bald heute morgen gestern spaeter später vorher danach gleich selbst selber ganz sehr ziemlich recht etwas mehr weniger viel
falsch richtig korrekt ungueltig ungültig gueltig gültig sicher unsicher schwach stark kurz lang einfach komplex schwer
leicht leer neu alt bekannt unbekannt geheim weg tot kaputt defekt fertig gut schlecht egal klar okay anders gleich identisch
aktuell veraltet unverändert unveraendert individuell persoenlich persönlich temporär temporaer vorlaeufig vorläufig
pflicht pflichtfeld noetig nötig notwendig erforderlich optional wichtig zwingend obligatorisch vorhanden verfuegbar
verfügbar abgelaufen zurueckgesetzt zurückgesetzt gesetzt geaendert geändert gespeichert hinterlegt gesperrt vergessen
verloren bekommen gegeben worden geworden sein war wäre waere wird werden wurde muss soll sollte darf kann hat haben ist
mein dein sein ihr unser euer ihre seine meine deine unsere jeder jede alle beide welches welche was wer wo warum
zeichen buchstaben ziffern zahlen sonderzeichen text feld wert eingabe passwort kennwort benutzer benutzername name
waehlen wählen setzen aendern ändern eingeben anfordern merken notieren nutzen verwenden benutzen teilen erneuern schritt wlan fehlt weiter lang genug drin dran dabei unten oben anbei folgt sagt siehe per mail post telefonisch muendlich mündlich schriftlich
"""
_FRENCH = """
le la les l un une des du de d ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs il elle on
ne pas plus jamais toujours encore deja déjà maintenant ici là la-bas ci dessous dessus non oui si bien mal trop tres très
assez peu tout toute tous toutes meme même autre au aux en dans par pour sur sous avec sans chez vers entre depuis avant
apres après pendant et ou mais donc car que qui quoi dont ou où comme quand bon bonne mauvais faux fausse faible fort forte
court courte long longue vide vrai simple complexe facile correct incorrect invalide valide secret inconnu connu requis
requise obligatoire facultatif necessaire nécessaire perdu perdue oublié expire expiré bloque bloqué different différent
identique unique confidentiel personnel provisoire temporaire nouveau nouvelle ancien ancienne actuel actuelle public prive
privé indisponible disponible sensible casse cassée chaine chaîne texte champ valeur nom utilisateur caracteres caractères
chiffres lettres mot passe mdp code ete été est etait était sera serait stocké hache haché chiffré envoye envoyé suivant
suivante choisir créer changer définir saisir étape celui celle propre aussi hier demain aujourd pareil idem dit dis ca fehlt
"""
_SPANISH = """
el la los las un una unos unas lo al del de este esta esto ese esa eso mi tu su mis tus sus nuestro nuestra no si sí ya aun
aún todavia todavía siempre nunca ahora aqui aquí alli ahí muy mas más menos bien mal demasiado tan tambien también solo
sólo otra otro misma mismo en por para con sin sobre entre desde hasta antes despues después y o u pero que cual quien donde
cuando como porque buena bueno mala malo falsa falso correcta correcto incorrecta incorrecto invalida inválida valida válida
debil débil fuerte corta larga vacia vacía facil fácil dificil difícil segura insegura secreta secreto obligatoria
obligatorio opcional necesaria necesario importante requerida requerido distinta diferente igual unica única nueva nueva
vieja antigua actual temporal caducada vencida bloqueada olvidada perdida guardada cambiada texto campo valor cadena nombre
usuario caracteres letras numeros números clave contraseña personal privada publica pública ha fue era sera será estaba esta
está estan dice elegir crear cambiar poner introducir paso siguiente anterior propia suya tuya mia
"""
_ITALIAN = """
il lo la i gli le un uno una di del della dello dei degli delle a al alla da dal dalla in nel nella su sul sulla con per tra
fra e o ma se che chi cui dove quando come perché perche questo questa quello quella mio mia tuo tua suo sua nostra vostra
non si sì no già gia ancora sempre mai ora adesso qui li lì molto troppo piu più meno bene male anche solo stessa stesso
altra altro giusta giusto sbagliata sbagliato errata errato corretta scorretta valida debole forte corta lunga vuota facile
difficile sicura segreta obbligatoria obbligatorio opzionale necessaria importante richiesta diversa uguale identica unica
nuova vecchia attuale precedente temporanea provvisoria scaduta bloccata dimenticata persa salvata cambiata testo campo valore
nome utente caratteri lettere numeri password personale privata pubblica stata stato era sara sarà sono seguente propria dice
disponibile invariata scegliere creare cambiare impostare inserire
"""
_DUTCH = """
de het een die dat deze dit mijn jouw je uw zijn haar ons onze hun niet geen ja nee nog ook al alleen maar nu nooit altijd
weer hier daar zo als aan op uit bij tot door voor van met naar zonder sinds over om onder te ten ter en of want dus toen dan
heel erg veel te meer minder goed fout slecht juist onjuist verkeerd ongeldig geldig veilig onveilig zwak sterk kort lang leeg
nieuw oud bekend onbekend geheim weg kapot klaar makkelijk moeilijk verplicht nodig noodzakelijk optioneel belangrijk anders
hetzelfde gelijk identiek uniek tijdelijk huidig vorig verlopen vergeten kwijt geblokkeerd gewijzigd veranderd opgeslagen
gereset tekst veld waarde naam gebruiker gebruikersnaam tekens letters cijfers wachtwoord is was werd wordt worden geweest
kiezen instellen aanmaken invoeren invullen wijzigen opgeven resetten aanvragen maken zetten gebruiken onthouden bewaren delen stap moet kan mag zou zal zegt hij zij hoofdlettergevoelig persoonlijk ongewijzigd beschikbaar
"""
_PORTUGUESE = """
o a os as um uma de do da dos das no na nos nas em por para com sem sobre entre desde ate até e ou mas se que quem qual onde
quando como porque este esta isto esse essa isso aquele aquela meu minha teu tua seu sua nosso nossa não nao sim já ja ainda
sempre nunca agora aqui ali muito mais menos bem mal também tambem só so mesma mesmo outra outro certa certo errada errado
correta correto incorreta incorreto inválida invalida válida valida fraca forte curta longa vazia fácil facil difícil dificil
segura insegura secreta obrigatória obrigatoria obrigatório opcional necessária necessaria importante diferente igual única
unica nova velha antiga atual anterior temporária temporaria provisória expirada bloqueada esquecida perdida guardada alterada
texto campo valor nome utilizador usuário usuario caracteres letras números numeros senha pessoal privada pública foi era será
sera está escolher criar mudar trocar definir redefinir passo diz seguinte própria disponível inalterada
"""
_POLISH = """
to ten ta te ci ich jego jej nasz nasze wasz moje moj mój twoje twój swoje nie tak już juz jeszcze też tez tylko zawsze nigdy
teraz tutaj tu tam bardzo bardziej mniej więcej wiecej dobrze źle zle samo inne inny w we z ze na do od dla przez przy po pod
nad bez o i a oraz lub albo ale że ze jak gdy kiedy gdzie co kto który które jest są byl był było bylo będzie bedzie być ma
mają zostało zostalo zostanie musi może moze powinno dobre złe zle błędne bledne poprawne niepoprawne nieprawidłowe prawidłowe
nieważne ważne wazne słabe slabe silne mocne krótkie krotkie długie dlugie puste łatwe latwe trudne bezpieczne tajne wymagane
obowiązkowe opcjonalne konieczne potrzebne istotne różne rozne takie jakie nowe stare obecne poprzednie tymczasowe wygasłe
zablokowane zapomniane zgubione zapisane zmienione tekst pole wartość wartosc nazwa użytkownik uzytkownik mówi pisze znaki znaków litery
cyfry wybrać ustawić zmienić podać utworzyć wpisać krok hasło haslo podstawa własne prywatne publiczne niezmienione dostępne
"""
_SWEDISH = """
en ett den det de dem denna detta dessa min mitt din ditt sin sitt vår vart vårt er ert inte ej ingen inget nej ja jo ännu
ocksa också bara redan nu aldrig alltid igen här har där dar så sa som att av på pa i in ut till från fran för for med utan
sedan över over under om vid och eller men när nar var vad vem vilken hur mycket mer mindre bra dåligt daligt fel rätt ratt
felaktigt ogiltigt giltigt säkert sakert osäkert svagt starkt kort kortare långt langt tomt nytt gammalt känt okänt hemligt
borta trasigt klart lätt latt svårt svart obligatoriskt valfritt nödvändigt viktigt krävs kravs annorlunda samma lika
identiskt unikt tillfälligt tillfalligt nuvarande tidigare utgånget glömt glomt borttappat sparat ändrat andrat återställt
spärrat låst last text fält falt värde varde namn användare anvandare användarnamn tecken bokstäver siffror lösenord losenord
välja byta skapa ange ändra spara steg är säger står blev blir varit ska skall bör måste kan får har oförändrat tillgängligt personligt
"""


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    text = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l").replace("ß", "ss").replace("ø", "o"))
    return "".join(each for each in text if not unicodedata.combining(each))


ORDINARY = frozenset(
    folded(word)
    for words in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _DUTCH, _PORTUGUESE, _POLISH, _SWEDISH)
    for word in words.split()
)

ENDINGS = {
    language: lazy_compile(pattern)
    for language, pattern in {
        "en": r".{2,}(?:ed|ing|ly|able|ible|ive|ful|less|ous|ent|ant|ory|ary|ized|ised|ical|tions?|ments?|ness|ity)",
        "de": r".{3,}(?:lich|isch|bar|haft|ierte?|ung|heit|keit|los|ig)|(?:ge|ver)[^r].{2,}(?:t|en)"
        r"|(?:be|er|ent|zer|miss|ab|an|auf|aus|ein|zu|um|vor|nach|weg|her|hin)ge.{2,}(?:t|en)",
        "fr": r".{3,}(?:ees?|e?euse|eux|aire|oire|ique|isee?|ifiee?)",
        "es": r".{3,}(?:[ai]d[ao]s?|ori[ao]|iv[ao]|cion|ciones|idad|mente)",
        "it": r".{3,}(?:at[aeio]|ut[aeio]|it[ao]|abile|ibile|zion[ei]|tori[ao]|mente)",
        "nl": r".{3,}(?:baar|lijk|eerd|isch|heid)|(?:ge|ver).{3,}(?:t|d|en)",
        "pt": r".{3,}(?:[ai]d[ao]s?|ori[ao]|iv[ao]|cao|coes|idade|mente)",
        "pl": r".{3,}(?:owe|owa|owy|an[aey]|on[aey]|alne|czne|kie|ski|sci)",
        "sv": r".{3,}(?:igt|iskt|ligt|bart|erat|ades|ning|ande|ende)",
    }.items()
}
"""By language (ISO 639-1): what adjectives, participles, adverbs and abstract nouns end in; without accents."""

MANNER = frozenset(
    [
        "difficulty",
        "difficulties",
        "ease",
        "patience",
        "force",
        "care",
        "luck",
        "schwierigkeit",
        "schwierigkeiten",
        "mühe",
        "geduld",
        "gewalt",
        "vorsicht",
        "glück",
        "gefühl",
        "schwung",
        "difficulté",
        "difficultés",
        "peine",
        "patience",
        "force",
        "douceur",
        "facilité",
        "dificultad",
        "dificultades",
        "paciencia",
        "fuerza",
        "cuidado",
        "facilidad",
        "esfuerzo",
        "difficoltà",
        "pazienza",
        "forza",
        "fatica",
        "cautela",
        "facilità",
        "moeite",
        "geduld",
        "kracht",
        "beleid",
        "gemak",
        "dificuldade",
        "dificuldades",
        "paciência",
        "força",
        "jeito",
        "facilidade",
        "trudem",
        "trudnością",
        "cierpliwością",
        "siłą",
        "łatwością",
        "svårighet",
        "svårigheter",
        "tålamod",
        "kraft",
        "besvär",
        "våld",
        "lätthet",
    ]
)
"""Small letters: how something opens, behind the same preposition as what it opens with."""
