"""Words that tell what a value near them is for, in nine languages, as the features of the tagger take them."""

from __future__ import annotations

import re
from functools import lru_cache

from chatscrub.lazy_patterns import lazy_compile

# A star stands for any letters. What a hyphen joins is looked up by its parts too.
_WORDS = {
    "PASS": """
        *password* *passwor* passwords passwd passphrase* pass passcode* pw pwd pws psw p/w psk *passwort* *passwör* *kennwort* *kennwörter* passphrase codewort
        losungswort mdp passe mots mdps contraseña* contrasena* clave claves senha senhas hasło hasła hasłem hasłu haseł haslo hasla haslem *lösenord* *losenord*
        *lösen lösenfras* lösenkod* *wachtwoord* *wachtwrd* ww wachtzin codewoord wifiwachtwoord sésame codeword kodord wifi-pass palavra-passe parola loginword
        secret secrets tajne tajny sekret* hemlig* geheim geheimes segreto segreti secreto secreta segredo* geheimwort zauberwort mot-de-passe parolka pswd passw
    """,
    "PIN": """
        pin pins pincode* pin-code *pinnummer pin-nummer *geheimzahl* geheimnummer puk puk1 puk2 puknummer pukcode pinkod* pin-kod* ziffern cijfers siffror siffrorna chiffres cifre cifras
        dígitos digitos cyfr cyfry cyferki vierstellig* sechsstellig* four-digit six-digit digits tal fyrsiffrig* vijfcijferig* siffra cijfer ziffer chiffre kodek nip cvv cvc tan
    """,
    "CODE": """
        code codes *code *codes *kod *koden *koder kodem kodu kody *código* *codigo* codice codici *codice digicode* combination combo kombination* *kombi combinaison* combinación combinacion
        combinazione combinação kombinacja kombinacji szyfr* *cijferslot* zahlenschloss zahlencode* geheimcode* keycode passkod lösenkod dörrkod* portkod* larmkod* schließcode
    """,
    "KEY": """
        key keys *key *schlüssel *schluessel clé cle clés clef chiave chiavi llave llaves sleutel* *sleutel chave chaves klucz klucza klucze kluczem nyckel* *nyckel* token tokens recovery
        wiederherstellung* récupération recuperación recuperação recupero herstel* odzyskiwania återställning* backup backup-code* reservkod* licence license lizenz* licencia licenza licentie* licencji
        aktivierung* freischalt* activation activación attivazione activatie* aktywacji aktivering* seed mnemonic zapasow* secours notfall* emergency nood* emergencia emergenza awaryjn* nöd*
    """,
    "LOGIN": """
        login logins log-in loggin logging logon sign-in signin signed log logge loggst loggt account accounts acct creds cred credentials zugang zugänge *zugangsdaten* zugriff anmeld* anmeldung *anmeldedaten
        einlogg* eingeloggt einloggen logindaten konto konten kontos compte comptes connexion connecte* connecter connectez identifiants identifiant accès acces session authentification cuenta cuentas
        acceso accesos acceder entrar sesión loguea* credenciales accesso accessi accedere accede entra entrare collegarsi credenziali *inlog* inloggen toegang *toegang* aanmelden conta contas acesso acessos
        aceder acessar logar entras credenciais zaloguj* zalogować logowani* loguj* konta kontem dostęp* dane wejść wchodzi* *inlogg* logga loggar loggade logga-in kontot inlogg åtkomst behörighet handover
        übergabe passation traspaso overdracht passagem przekazanie överlämning access accesses shared break-glass breakglass temp guest gast invité invitado ospite gość gäst convidado ingang einwahl
        entry ansok entrer rentrer rentre
    """,
    "USER": """
        user users username usernames userid uid usr user-id benutzer* nutzer* anmeldename kennung utilisateur* usuario* usuaria utente utenti gebruiker* utilizador* usuário* użytkownik* uzytkownik* *användar*
        user/pass nick e-mail email mail mejl correo courriel kürzel alias identifiant nome-utente name
    """,
    "WIFI": """
        wifi wi-fi *wifi* wlan *wlan* w-lan ssid ssids hotspot *netzwerk* *netz network* réseau red rete rede netwerk* sieć sieci *nätverk* nätet gästnät* internet wpa wpa2 wpa3 box livebox freebox
        fritzbox fritz!box router routeur routera routern modem gastnetz gastnetwerk repeater eduroam hotspotu wireless
    """,
    "PLACE": """
        door doors gate gates *alarm* alarma alarme allarme *larm larmet safe safes safety keypad* key-pad lockbox lock locks padlock locker lockers keysafe key-safe keybox key-box barrier intercom buzzer
        garage shutter entrance entry shed bin-store server-room storeroom cupboard cabinet gatehouse panel sidedoor backdoor porch lobby lift elevator vault till register tillpoint
        tür türen *tür *tor tore tresor* *tresor schlüsselkasten schlüsseltresor schlüsselbox schlüsselsafe schließfach schloss *schloss spind* schranke *eingang* haustür* kasse kassen keller *keller* schrank *schrank
        raum *raum torcode hoftor garagen* aufzug lager* serverraum tastenfeld tastatur alarmanlage* scharf unscharf
        porte portes portail portillon coffre* cadenas interphone verrou immeuble casier* vestiaire* entrée cave barrière digicode boîte boite armoire volet* ascenseur sonnette hall caisse local
        puerta puertas portal verja alarma caja candado cerradura portero garaje persiana trastero taquilla* cancela teclado armario almacén cajetín portón ascensor
        porta porte portone cancello cancelletto cassaforte lucchetto citofono cassetta serratura armadietto cassa magazzino tastierino garage box sbarra ascensore campanella
        deur deuren *deur poort *poort kluis* *kluis sleutelkluis* sleutelkastje slot *slot hek hekje alarm *kast kast *kastje kassa voordeur achterdeur magazijn slagboom lift kelder berging
        porta portão cofre cadeado fechadura garagem cacifo armário caixa alarme portaria elevador armazém arrecadação
        drzwi drzwiach bram* furtk* sejf* kłódk* klodk* domofon* zamek zamk* skrytk* szafk* alarmu garaż* szlaban* wejści* klatk* piwnic* kasa kasy kasę kasie kasą schow* winda magazyn*
        dörr* *dörr *dörren port porten *porten grind* kassaskåp* *skåp* nyckelskåp* nyckelbox* lås låset *låset hänglås* hiss* garaget förråd* kassan kassa *förrådet entré* skåp* källar*
    """,
    "DEVICE": """
        phone mobile iphone ipad tablet laptop notebook sim voicemail mailbox printer copier drucker kopierer pc rechner handy diensthandy telefon* smartphone anrufbeantworter bildschirm* tablette portable
        téléphone messagerie répondeur imprimante photocopieur* móvil teléfono contestador impresora fotocopiadora cellulare telefono segreteria stampante fotocopiatrice telefoon mobiel antwoordapparaat
        printer kopieerapparaat telemóvel celular impressora fotocopiadora komórka komórki telefonu drukark* poczta tablet mobil* mobilen surfplatta* skrivare* telefonsvarare röstbrevlåda* dator* datorn
        karta karty kortet card carte tarjeta kaart cartão bankkort* karte terminal tpe datáfono pos kassesystem betaalautomaat terminalu kortterminal* scanner tv fernseher télé tele televisie telewizor
        voice-mail simkaart* simkarte* sim-karte* simkort* desktop computer ordinateur ordenador portátil komputer* laptopa bios
    """,
    "SYSTEM": """
        vpn rdp ssh ftp sftp nas server *server serveur servidor serwer* servern admin administrator administrador administrateur amministratore beheerder adm root sudo portal *portal portail portale portalen portaal
        portalu webmail teamviewer anydesk synology qnap proxmox esxi vmware vcenter idrac ilo wordpress wp cms cpanel plesk intranet extranet database datenbank base datos db sql mysql keepass bitwarden 1password lastpass
        bitlocker zip rar 7z archiv archive archief archivio archivo pdf excel xlsx docx datei fichier fichero file bestand ficheiro arquivo plik pliku filen backup* sicherung grafana jenkins jira confluence gitlab nextcloud
        dropbox onedrive sharepoint teams outlook office365 o365 azure aws datev elster lexware sap erp crm warenwirtschaft pms zoom webex netflix spotify amazon disney instagram insta facebook tiktok linkedin canva
        mailchimp paypal ebay etsy shopify icloud apple appleid apple-id google gmail steam playstation firewall switch kamera kameras camera caméra cámara telecamera câmara kamer* kamery nvr dvr webcam
        urssaf ameli impots franceconnect spid inps pec sdi digid epuap zus skatteverket bankid sistema système systeem system systemu systemet gestionale buchhaltung banking onlinebanking bank banca banque banco
        webshop shop boutique tienda negozio winkel loja sklep butik app application applicazione aplicación platform plattform plateforme piattaforma plataforma platforma domain domaine dominio domein domena domän
        dashboard backend staging prod produktion sandbox replica vm host hoster hosting provider strato ionos ovh domeny certificat certificado certificato certificaat certyfikat* zertifikat* p12 pfx keystore
        smtp imap mailserver pi-hole octoprint homeassistant hue sonos thermostat dvrs konsole console teamspeak discord slack bios luks veracrypt
    """,
    "OPEN": """
        unlock unlocks unlocked unlocking open opens opened opening öffnen öffnet öffne öffnest aufmachen aufsperren aufschließen entsperren entsperrt entriegeln entschärfen deaktivieren ouvrir ouvre ouvrez s'ouvre déverrouiller déverrouille
        désarmer désactiver abrir abre abren ábrelo desbloquear desbloquea desactivar apre aprire apri aprite sbloccare sblocca disinserire disattivare openen opent open ontgrendelen ontgrendel uitschakelen otwiera otworzyć otwórz
        otwieraj odblokować odblokowuje odblokuj rozbroić öppna öppnar öppnas lås låsa låses avlarma larma disarm arm arming zugesperrt verschlossen locked lock geschützt protected protégé protégée protegido protegida protetto protetta
        beveiligd zabezpieczon* chroniony skyddad skyddat låst låsta krypterad encrypted verschlüsselt* chiffré chiffrée cifrado cifrada cifrato versleuteld zaszyfrowan* entpacken extract sblocco
    """,
    "TYPE": """
        enter entering entered type types typed typing punch punched press dial dialed tap use uses used using try tried put key-in input eingeben eingibt eingegeben gib gibst eintippen tippe tippen tippt tippst eintipp* nimm nehmt nehmen
        probier probiere versuch versuche verwende benutze drücken drück drückst wählen taper tape tapez tapes tapé saisir saisis saisissez entrez entre entrer mets mettre mettez mis essaie essaye essayez utilise utilisez utiliser compose composer composez
        teclea teclear tecleas marca marcar marcas pon poner pones pongo pulsa escribe escribir introduce introducir mete meter prueba usa usar utiliza digita digitare digiti digitate digitando inserisci inserire inserite metti mettere mettete prova
        scrivi scrivere premi usare usate toets toetsen intoetsen typ typen intypen tik intikken vul invullen invoeren gebruik gebruiken probeer draai draaien digitar digite digita digitas insere inserir insira escreve escrever põe usa use tenta tente marca
        wpisz wpisać wpisuje wpisujesz wpisujemy wpisuj wklep wklepać wbij wbić podaj podać użyj używamy spróbuj wystukaj wystukać wciśnij skriv skriver knappa knappar slå slår ange anger mata tryck prova testa använd använder hash tick almohadilla
        dièse raute stern étoile hekje cancelletto krzyżyk kratka fyrkant stjärna pound star drehen turn tourner gira girare vrid ställ
    """,
    "IS": """
        is was it's its ist war lautet heißt heisst bleibt wäre ists est c'est était sera reste devient c es era será sea sigue è e' era sarà resta rimane diventa wordt luidt blijft staat é foi fica será continua passou jest to było brzmi
        zostaje będzie är var blir heter lyder förblir now jetzt nun maintenant ahora ora adesso nu agora teraz still noch toujours sigue ancora nog ainda nadal fortfarande cambiado changed geändert changé cambiata aangepast alterada zmienione
        zmieniliśmy ändrat bytte so also donc soit o-sea cioè dus czyli więc alltså d.h. namely
    """,
    "NEW": """
        new old temporary temp initial default previous current provisional first one-time neu neue neues neuen alt alte altes alten vorläufig* vorläufig initial* start* einmal* nouveau nouvelle ancien ancienne provisoire temporaire nuevo nueva
        antigua antiguo viejo vieja temporal inicial provisional nuovo nuova vecchio vecchia provvisoria provvisorio temporanea iniziale predefinita nieuw nieuwe oud oude tijdelijk* start* novo nova antiga antigo velha temporária provisória inicial
        nowe nowy nowa stare stary stara tymczasow* startowe początkowe domyślne nytt nya ny gamla gammalt gammal tillfällig* temporär* förra sticker label aufkleber étiquette pegatina etichetta autocolante naklejk* klistermärke* rückseite
        unterseite zettel post-it postit kartka lapp papel foglietto papiertje briefje dos rovescio retro achterkant underside tape
    """,
    "SPELL": """
        capital capitals caps uppercase lowercase lower upper case spaces hyphen hyphens dash underscore spelled zero exclamation together groß klein großes großem kleinem kleingeschrieben großgeschrieben leerzeichen bindestrich* unterstrich
        ausrufezeichen zusammen zusammengeschrieben umlaut majuscule* minuscule* espace* tiret* attaché accent zéro point exclamation mayúscula* minúscula* minuscula* guion guiones espacio* junto tilde cero acento maiuscola maiuscole maiuscolo
        minuscola minuscolo minuscole trattino spazi attaccato tutto hoofdletter* letters streepje* spatie* uitroepteken kleine aaneen elkaar maiúscula* minúsculas hífen espaços acentos małymi małą wielk* dużą dużej myślnik* spacj* łącznie razem
        wykrzyknik* podkreśln* versal* gemen* stor stort små bindestreck mellanslag ihop utropstecken understreck backwards rückwärts envers revés contrario achterstevoren wspak baklänges seguido seguida letra letras lettre lettres lettera lettere letter litera literą literami bokstav bokstäver buchstabe* apostrophe apostroph* apostrof* apóstrofo versaler mayus cedilla bindestreck birthday geburtstag anniversaire cumpleaños compleanno
        verjaardag aniversário urodzin födelsedag year jahr année año anno jaar ano rok år
    """,
    "ASK": """
        asks ask asked wants want prompts prompt prompted requires needs says say saying said answer answers word words question phrase sentence codephrase guard security memorable
        fragt fragen frage will verlangt möchte braucht sagt sagen sagst wort stichwort parole antwort satz sicherheitsfrage wachdienst leitstelle buchstabiert
        demande demandent demander réclame réclament veut veulent exige dit dites dire mot réponse question phrase télésurveillance gardiennage
        pide piden pedirá pedir quiere quieren exige dice dices decir palabra respuesta pregunta frase vigilante central
        chiede chiedono chiederà vuole vogliono serve richiede dice dici dire dite parola risposta domanda frase vigilanza centrale
        vraagt vragen wil willen eist zegt zeg zeggen woord antwoord vraag zin beveiliging meldkamer
        pede pedem pedir quer querem exige diz dizes dizer palavra resposta pergunta frase segurança
        pyta pytają zapyta chce wymaga mówi mówimy mów powiedzieć słowo odpowiedź pytanie zdanie ochrona zażąda prosi
        frågar fråga vill kräver säger säg säga ord svar frågan mening väktare väktaren larmcentralen behöver
    """,
    "WITH": """
        with using via mit per avec par grâce con mediante tramite met door com por z ze przez med genom
    """,
    "THEN": """
        then next afterwards after followed dann danach anschließend dahinter hinterher puis ensuite après derrière luego después detrás poi dopo dan daarna erna depois potem następnie sen sedan därefter
    """,
    "TELL": """
        agreed settled decided answered registered registriert vereinbart festgelegt angegeben hinterlegt convenu décidé renseigné répondu acordado quedado respondí concordato deciso risposto afgesproken ingevuld geantwoord combinado decidido respondi
        ustalono ustalone ustaliliśmy odpowiedziałem wpisałem bestämt enades svarade angav svarat
        gave given give told read reads wrote written noted note says set sets choose chose verraten genannt gegeben gesagt vorgelesen notiert steht gesetzt donné donne dicté noté mis choisi écrit forme formes
        dado dio dijo anoté anotado puesto elegido forma formas dato detto letto segnato messo scelto forma gegeven verteld genoteerd gezet gekozen deu disse anotou anota posto escolhido escreves podał podała
        dał dała zapisał ustaw ustawcie ustawić ustawione gav gett sagt läste skrev satt satte valde knappar
    """,
    "DIAL": """
        left right clockwise anticlockwise dial wheel wheels dials turn rad räder rädchen links rechts drehen dreh uhrzeigersinn ziffernblatt gauche droite molette molettes tourner tournez roulettes
        izquierda derecha rueda ruedas ruedecitas girar gira giro sinistra destra rotelle rotella gira girare ghiera wieltjes wiel draai linksom rechtsom esquerda direita roda rodas rodinhas rodar disco
        lewo prawo pokrętło kółka kółek przekręć obrócić vänster höger vrid hjul hjulen ratten sifferhjul
    """,
    "NUMB": """
        invoice order ticket case incident ref reference booking customer client policy contract article item part serial model version build release quote po issue bug pr commit page room flat apt floor flight chapter section iso iban bic vat tax plate
        reg registration ext extension tel phone mobile fax postcode port id sku asset inventory tracking parcel firmware product no nr num number account-no error status row line step rechnung* auftrag* bestell* kunden* kundennummer vertrag* artikel*
        aktenzeichen az personal* matrikel* kennzeichen vorgang* angebot* zimmer seite kapitel durchwahl mitglied* inventar* serien* modell plz lieferschein* fehler* fehlercode konto-nr steuer* facture commande dossier contrat devis article référence réf
        réf matricule immatriculation poste salle page chambre colis série modèle n° nº numéro factura pedido expediente cliente contrato presupuesto matrícula referencia ref sala página serie modelo póliza albarán reserva número fattura ordine pratica
        contratto preventivo targa riferimento stanza pagina matricola modello polizza prenotazione numero codicefiscale factuur bestelling klant* offerte kenteken zaak* polis* bestel* klantnummer ordernummer fatura encomenda processo orçamento
        referência apólice quarto faktur* zamówieni* zlecen* umow* klient* spraw* oferta rejestracyjny polis* numer faktura* kund* avtal* offert* ärende* registrering* rum sida försäkring* kundnummer artikelnummer ordernummer zipcode uhr tél
        lot lots lote lotto partia partii partij batch charge sitzung sessie séance abonado abonné abonnent* chiamata melding meldnr meldnummer kanal canal canale kanał channel pallet paleta palett ocr cod ddt repertorium
        wagon train pump pompe pumpe zegarek zähler extincteur display affiche anzeige wyświetlacz* visor skärmen postal postcode nhs hosp bsn pesel nip regon pesel cpf nif nie dni siret siren steuernummer personnummer orgnr kvk art cod ean gtin isbn serienummer serienr s/n sn imei mac vin meter zähler* compteur contador contatore meterstand licznik
        amount total price preis prix precio prezzo prijs preço cena pris eur € usd sek kr zł kwota montant importe importo bedrag betrag
    """,
    "POLICY": """
        must should required require requires mandatory characters character minimum least long longer short expired expires expire wrong incorrect invalid forgot forgotten forget lost reset resets policy policies rule rules change changing manager strength
        weak strong hashed hash stored never share shared* muss müssen sollte pflicht erforderlich zeichen mindestens lang kurz abgelaufen läuft falsch ungültig vergessen zurücksetzen zurückgesetzt richtlinie* regel* ändern wechsel* sicher stark schwach
        doit doivent obligatoire requis caractères minimum expiré expirée incorrect erroné invalide oublié oublier réinitialiser réinitialisation politique règles changer fort faible debe deben obligatorio obligatoria caracteres mínimo caducada caduca
        incorrecta incorrecto inválida olvidé olvidado olvidada restablecer política reglas cambiar segura deve devono obbligatoria obbligatorio caratteri minimo scaduta scade errata sbagliata invalida dimenticata dimenticato reimpostare politica regole
        cambiare sicura moet moeten verplicht tekens minimaal verlopen verloopt onjuist verkeerd ongeldig vergeten herstellen resetten beleid regels wijzigen sterk zwak deve devem obrigatória caracteres mínimo expirou expirada errada incorreta inválida
        esqueci esqueceu redefinir regras alterar musi muszą wymagane wymagany znaków znaki minimum wygasło wygasa błędne nieprawidłowe zapomniałem zapomniane zresetować polityka zasady zmienić silne słabe måste ska krävs tecken minst utgått går fel
        ogiltigt glömt glömde återställa policy regler byta byt starkt svagt
    """,
    "ERROR": """
        error errors exception failed failure denied unauthorized forbidden status warning fatal code* errno traceback fehler fehlermeldung fehlercode erreur échec refusé error fallo denegado errore negato fout foutmelding erro falhou błąd odmowa fel felkod
        http https meldung message mensaje messaggio melding mensagem komunikat
    """,
    "EXAMPLE": """
        example examples e.g eg sample samples such forbidden banned blocked blocklist disallowed rejected guessable commonest common obvious weak weakest bad worst avoid avoided never nor
        breached leaked cracked beispiel* beispielsweise z.b bspw etwa verboten* unzulässig* gesperrt* tabu schwach* schlecht* unsicher* erraten erratbar häufigst* vermeiden vermeidet niemals weder
        ungeeignet* beliebtest* negativbeispiel* exemple* p.ex interdit* proscri* bannir bannis éviter évitez jamais faible* mauvais* devinable* courant* ni contre-exemple* ejemplo* p.ej prohibid*
        valen vale evita* nunca débil* malo malos mala malas adivinable* típic* bloquead* esempio esempi p.es vietat* evitare evitate mai debol* banal* valgono scontat* né bloccat* peggior* voorbeeld* bijv bijvoorbeeld
        zoals verboden zwak* slecht* vermijd* nooit raadbaar* deugt deugen geblokkeerd* exemplo* proibid* evite* fraca fracas fraco fracos óbvi* servem valem típica nem pior piores przykład* np zabronion* zakazan*
        unikaj* nigdy słabe słabych złe złych oczywist* ani zablokowan* najgorsz* exempel t.ex förbjud* undvik* aldrig svagt svaga dåligt dåliga duger gissa gissas lättgissa* vanligaste spärrad* sådant såsom
    """,
    "QUIZ": """
        maiden childhood favourite favorite nickname pet pet's mother's born birthplace hometown schoolteacher mädchenname* geburtsname* geburtsort* lieblings* haustier* spitzname* kindheit kindheits* geboren grundschul*
        jeune naissance préféré* surnom enfance animal maternelle née soltera favorit* mote apodo infancia mascota naciste nacimiento nubile preferit* soprannome infanzia animale nascita nacque meisjesnaam lievelings*
        bijnaam jeugd* huisdier* geboorteplaats geboren lagere solteira infância alcunha animal nascimento nasceu panieńskie panieńskiego ulubion* przezwisko dzieciństw* zwierza* urodzeni* urodziła flicknamn* favorit* smeknamn*
        barndom* husdjur* födelseort född säkerhetsfråga* sicherheitsfrage* veiligheidsvraag
    """,
    "ORDER": """
        order respectively above mentioned sequence listed reihenfolge oben obigen genannt* jeweils ordre ci-dessus plus-haut respectivement cités orden arriba respectivamente mencionad* ordine sopra rispettivamente nominati
        volgorde boven bovenstaande respectievelijk genoemd ordem acima respetivamente kolejno kolejności kolejność powyżej wyżej odpowiednio ordning ovan respektive nämnd*
    """,
    "CALLED": """
        called named name names namens heißt heissen heißen nennt s'appelle appelé nommé nom appelle llama llamado llamada nombre chiama chiamato chiamata nome si-chiama heet heten genaamd chama chama-se chamado nazywa nazwa nazwie
        heter kallas namn namnet ssid
    """,
    "NOTHING": """
        n/a none pending tbd unknown nothing empty nil missing keins keine kein entfällt unbekannt offen ausstehend leer fehlt aucun aucune néant rien inconnu attente vide ninguna ninguno pendiente nada desconocida vacío
        open abierta abierto aperta aperto ouvert ouverte aberta aberto otwarta otwarte otwarty öppet öppen
        nessuna nessuno niente vuoto ignota geen onbekend leeg nvt n.v.t nenhum nenhuma sem pendente vazio brak nieznane puste żadne oczekuje ingen inget saknas okänt tomt väntar
    """,
    "LIST": """
        following below list overview inventory übersicht liste tabelle table tableau tabla lista tabella lijst tabela zestawienie översikt notes notiz notizen notitie note nota notas appunti
    """,
}

_DIGITS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "nl": "nul één twee drie vier vijf zes zeven acht negen",
    "pt": "zero um dois três quatro cinco seis sete oito nove",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "sv": "noll ett två tre fyra fem sex sju åtta nio",
}
DIGITS = {language: tuple(text.split()) for language, text in _DIGITS.items()}
"""By language (ISO 639-1): the digits as they are said."""

_HIGHER = {
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix",
    "es": "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "pt": "dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "pl": "dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    "sv": "tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
}
_TENS = 8  # of the words of a language, at the end


def _compounds(language: str, text: str) -> list[str]:
    """The numbers from 21 to 99 that are written in one word or with a hyphen."""
    tens, ones = text.split()[-_TENS:], DIGITS[language][1:]
    if language == "it":
        return [(ten[:-1] if one in ("uno", "otto") else ten) + one for ten in tens for one in ones]
    if language in ("de", "nl"):
        joints = ("und",) if language == "de" else ("en", "ën")
        return [one.replace("eins", "ein") + joint + ten for ten in tens for one in ones for joint in joints]
    return [ten + ("" if language == "sv" else "-") + one for ten in tens for one in ones]


HIGHER = {language: (*text.split(), *_compounds(language, text)) for language, text in _HIGHER.items()}
"""By language (ISO 639-1): the numbers from 10 to 99 in one word, some of them impossible."""

NUMERALS = frozenset(word for words in (*DIGITS.values(), *HIGHER.values()) for word in words) | frozenset(
    ["double", "triple", "oh", "zwo", "fuenf", "doppel", "dubbel", "een", "en", "nought", "noughts"]
)

_EXACT: dict[str, set[str]] = {}
_PARTS: list[tuple[str, re.Pattern[str]]] = []
for _kind, _text in _WORDS.items():
    _stars = []
    for _word in dict.fromkeys(_text.split()):
        if "*" in _word:
            _stars.append(re.escape(_word).replace(r"\*", r"\w*"))
        else:
            _EXACT.setdefault(_word, set()).add(_kind)
    if _stars:
        _PARTS.append((_kind, lazy_compile("|".join(_stars))))

LONGEST = 28  # letters


@lru_cache(maxsize=8192)
def kinds(word: str) -> tuple[str, ...]:
    """What a word in small letters tells of a value near it, in the order of the lists; nothing for most words."""
    if len(word) > LONGEST or not any(map(str.isalpha, word)):
        return ("NUMB",) if word in ("n°", "nº", "€", "#") else ()
    found = set(_EXACT.get(word, ()))
    found.update(kind for kind, pattern in _PARTS if pattern.fullmatch(word))
    if not found and ("-" in word or "'" in word or "’" in word):
        for part in re.split(r"[-'’]", word):
            if len(part) > 1:
                found.update(kinds(part))
    return tuple(kind for kind in _WORDS if kind in found)
