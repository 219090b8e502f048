"""Firms, brands, assistants and abbreviations that look like the name of a person; in small letters."""

from __future__ import annotations

_BRANDS_TEXT = """
morgan stanley;jpmorgan chase;jp morgan;charles schwab;goldman sachs;merrill lynch;wells fargo;edward jones;raymond james;lehman brothers;bear stearns;credit suisse;julius baer;julius bär;fannie mae;freddie mac
sallie mae;johnson controls;booz allen;booz allen hamilton;allen hamilton;baker mckenzie;baker tilly;ernst young;arthur andersen;grant thornton;clifford chance;freshfields bruckhaus deringer;allen overy
thermo fisher;fisher scientific;eli lilly;john deere;massey ferguson;harley davidson;harley-davidson;rolls royce;rolls-royce;aston martin;alfa romeo;land rover;mercedes benz;mercedes-benz;henry ford;royal enfield
hugo boss;calvin klein;tommy hilfiger;ralph lauren;michael kors;kate spade;tory burch;marc jacobs;louis vuitton;christian dior;coco chanel;yves saint laurent;saint laurent;jean paul gaultier;paul smith;ted baker
giorgio armani;emporio armani;gianni versace;roberto cavalli;salvatore ferragamo;bottega veneta;jimmy choo;christian louboutin;stella mccartney;alexander mcqueen;vivienne westwood;donna karan;carolina herrera
karl lagerfeld;jil sander;philipp plein;marc o'polo;tom tailor;tom ford;jack wolfskin;jack jones;helly hansen;eddie bauer;fred perry;ben sherman;levi strauss;lacoste;vera wang;vera bradley;kenneth cole;steve madden
perry ellis;nina ricci;paco rabanne;jo malone;elizabeth arden;estée lauder;estee lauder;helena rubinstein;mary kay;bobbi brown;max factor;charlotte tilbury;laura mercier;yves rocher;dr martens;doc martens
marks spencer;john lewis;fortnum mason;peek cloppenburg;abercrombie fitch;abercrombie;victoria's secret;brooks brothers;barnes noble;harry winston;van cleef;patek philippe;audemars piguet;vacheron constantin
franck muller;ulysse nardin;jaeger lecoultre;daniel wellington;maurice lacroix;michel herbelin;georg jensen;villeroy boch;herman miller;charles eames;laura ashley;william sonoma;franklin templeton;berkshire hathaway
johnnie walker;johnnie walker red;johnnie walker black;jack daniels;jack daniel's;jack daniel;jim beam;jose cuervo;josé cuervo;don julio;captain morgan;earl grey;lady grey;queen anne;king george;prince albert
mary rose;dr pepper;san pellegrino;sir edmond;sierra tequila;evan williams;elijah craig;maker's mark;william lawson;grant's;bell's;teacher's;famous grouse;moët chandon;dom perignon;dom pérignon;veuve clicquot
martini rossi;paul masson;robert mondavi;ernest gallo;laurent perrier;pol roger;remy martin;rémy martin;rémy cointreau;lillet;samuel adams;sam adams;tom collins;bloody mary;shirley temple;arnold palmer;harvey wallbanger
ben jerry's;ben & jerry's;jerry's homemade;aunt jemima;uncle ben;uncle ben's;betty crocker;sara lee;duncan hines;oscar mayer;orville redenbacher;chef boyardee;marie callender;jimmy dean;john west;captain birdseye
dr oetker;dr. oetker;jacob douwe egberts;douwe egberts;tim hortons;tim horton;papa john's;papa johns;jamba juice;carl's jr;bob evans;trader joe's;trader joe;whole foods;peter pan;mrs butterworth;kit kat;mars wrigley
johnson;harry's;jimmy john's;wendy's;denny's;kellogg's;peet's;tony roma;jack box;popeyes louisiana;ronald mcdonald;colonel sanders;mr clean;mr proper;mr muscle;mr coffee;mr potato head;mr bean;mrs meyer's;barbie;ken doll
tetra pak;hewlett packard;hewlett-packard;packard bell;texas instruments;harman kardon;bowers wilkins;bang olufsen;klaus fischer;ferdinand porsche;george foreman;russell hobbs;kenwood chef;tommee tippee;fisher price
fisher-price;milton bradley;parker brothers;steinway sons;les paul;gibson les paul;martin guitar;madame tussauds;harlem globetrotters;procter gamble;procter;ralph loren;abbott laboratories;baxter international
gilead sciences;bristol myers squibb;bristol-myers squibb;merck sharp;johnson johnson;smith wesson;smith nephew;colt;harvey nichols;carl zeiss;ernst leitz;otto bock;otto versand;robert bosch;karl storz;heinrich heine
jenny craig;weight watchers;dale carnegie;franklin covey;stanley black;black decker;stanley tools;briggs stratton;thomas cook;thomas edison light;hertz;ritz carlton;four seasons;hilton garden;jw marriott;howard johnson
ramada wyndham;wyndham garden;fairmont;jane street;two sigma;renaissance technologies;dimensional fund;van eck;dow jones;standard poor's;standard poors;moody's;fitch ratings;dun bradstreet;thomson reuters;reed elsevier
simon schuster;penguin random house;harper collins;houghton mifflin;john wiley;wiley sons;marvin gaye;peter jackson tobacco;philip morris;benson hedges;pall mall;marlboro man;winston cigarettes;lucky strike
clas ohlson;leroy merlin;michel et augustin;bonne maman;mr kipling;mrs beeton;aunt bessie's;aunt bessie;mr porter;mr whippy;dr hauschka;dr scholl;dr beckmann;dr brown's;dr jart;dr schär
mrs grass;mrs fields;miss sixty;miss dior;lady million;lady godiva;captain crunch;cap'n crunch;little debbie;charles tyrwhitt;thomas pink;laura secord;balfour beatty;taylor wimpey
laing o'rourke;morgan sindall;mott macdonald;galliford try;willmott dixon;barratt redrow;barratt developments;parsons brinckerhoff;foster partners;turner townsend;jones lang lasalle
knight frank;cushman wakefield;marsh mclennan;willis towers watson;aon hewitt;arthur gallagher;michael page;robert half;robert walters;page personnel;reed employment;kelly services
brook street;tk maxx;tj maxx;neiman marcus;saks fifth;bed bath;williams sonoma;dick's sporting;dunkin donuts;dunkin' donuts;jack in the box;arby's;little caesars;ruth's chris;pret a manger
le pain quotidien;galeries lafayette;yves delorme;petit bateau;jean louis david;franck provost;jacques dessange;agnès b;sonia rykiel;thierry mugler;guy laroche;jean patou;jeanne lanvin
christian lacroix;pierre fabre;roger gallet;l'occitane;jacques vabre;pierre hermé;paul ricard;noilly prat;marie brizard;piper heidsieck;charles heidsieck;nicolas feuillatte;louis roederer
perrier jouët;joseph perrier;carlo pazolini;roberto coin;luisa spagnoli;max mara;sergio rossi;sergio tacchini;enrico coveri;laura biagiotti;alberta ferretti;brunello cucinelli
ermenegildo zegna;loro piana;pal zileri;bruno magli;tonino lamborghini;antonio marras;adolfo dominguez;adolfo domínguez;purificación garcía;pedro del hierro;toni pons;marqués de cáceres
marqués de riscal;jesús del pozo;ángel schlesser;agatha ruiz de la prada;victorio lucchino;sandeman porto;ramos pinto;josé maria da fonseca;jerónimo martins;vista alegre;albert heijn
dirk van den broek;van nelle;van melle;van houten;van lanschot;dille kamille;claudia sträter;scotch soda;peter stuyvesant;john player;ernsting's family;gerry weber;bruno banani;marc cain
marc aurel;heckler koch;heckler & koch;giesecke devrient;felten guilleaume;blohm voss;krauss maffei;krauss-maffei;rohde schwarz;kühne nagel;kühne + nagel;hapag lloyd;hapag-lloyd
hengeler mueller;gleiss lutz;jung von matt;scholz friends;b. braun;braun melsungen;villeroy & boch;josef seibel;wolfgang puck;dr. theiss;dr theiss;dr loges;dr wolff;dr willmar schwabe
hans grohe;ewa minge;filippa k;tiger of sweden;peak performance;arla foods;göteborgs kex;ballerina kex
"""
BRANDS = frozenset(name for line in _BRANDS_TEXT.strip().splitlines() for name in line.split(";")) - {
    "johnson",
    "colt",
    "hertz",
    "klaus fischer",
    "henry ford",
    "peter pan",
    "marvin gaye",
    "dale carnegie",
    "coco chanel",
    "harry winston",
    "thomas edison light",
    "charles eames",
    "ferdinand porsche",
    "colonel sanders",
}
"""Names of firms and brands of two words and more, which everybody knows and few people bear."""

_FAMOUS_TEXT = """
adidas aldi audi bmw boots bosch bose braun canon carrefour cartier chanel citroën citroen continental danone dell deichmann dior douglas dyson edeka fiat fila ford gant gillette gucci haribo heineken henkel hermès hermes honda
ikea intel kellogg kenzo kärcher karcher knorr kraft lacoste lego lidl lindt loewe lufthansa maggi mango mattel merck metro michelin miele milka mizuno monoprix nestlé nestle nike nikon nivea nokia oetker opel otto panasonic
peugeot philips porsche prada puma ralph rewe renault ritter roche rolex rossmann samsung sanofi schaeffler seat shell siemens skoda sony stihl storck swarovski telekom tesco tesla thyssenkrupp toyota unilever vaillant valentino versace viessmann
volkswagen volvo vw würth zalando zara zeiss auchan bic darty decathlon fnac galbani barilla ferrero lavazza illy parmalat benetton prenatal upim coin esselunga conad mercadona movistar bimbo cola cao loewe camper massimo bershka
levi's levi lee wrangler dockers carhartt pepe diesel esprit guess gap mavi sap sage workday salesforce dirk plus picnic gamma karwei praxis kwantum hunkemöller intratuin action blokker
hema jumbo philips blokker zeeman etos kruidvat allegro biedronka żabka orlen wedel reserved cropp sinsay continente worten vodafone galp h&m fjällräven ericsson scania husqvarna elgiganten åhléns lindex kappahl hemköp coop marabou
wendy's kipling hoover rowntree cadbury burberry barbour clarks dunhill heinz kleenex pfizer novartis bayer abbott boeing airbus cisco oracle adobe hermes fendi bulgari moncler diesel geox tods ferragamo jaguar bentley lotus morgan
"""
_TYPEFACES_TEXT = """
garamond baskerville bodoni johnston helvetica arial futura frutiger caslon verdana calibri cambria georgia palatino optima univers didot rockwell franklin clarendon bembo sabon perpetua gotham lato roboto montserrat raleway inter
poppins tahoma trebuchet courier consolas candara constantia corbel lucida monaco menlo avenir akzidenz interstate myriad minion goudy cooper jenson plantin walbaum centaur joanna albertus eurostile bauhaus copperplate zapfino meta scala
"""
_GODS_TEXT = """
zeus hera apollo apollon diana artemis athena athene poseidon hades hermes ares demeter hestia dionysos dionysus hephaistos hephaestus aphrodite eros nike persephone kronos cronos uranus gaia rhea jupiter juno mars venus minerva neptun
neptune pluto vulcan merkur mercury vesta ceres bacchus amor cupid aurora fortuna odin wotan thor loki freya freyja freyr frigg baldur balder heimdall tyr hel isis osiris horus ra seth anubis thoth hathor bastet shiva vishnu brahma ganesha lakshmi kali
cassiopeia kassiopeia andromeda perseus orion pegasus cepheus hercules herakles lyra cygnus titan oberon titania miranda ariel umbriel europa callisto io ganymede phobos deimos triton charon
"""
_BIBLICAL_TEXT = """
adam eve eva cain kain caino abel abele noah noé noè abraham abram sarah sara isaac isaak jacob jakob esau joseph josef moses mose moïse moisés mosè aaron aron joshua josua gideon samson simson delilah delila samuel saul david goliath goliat golia solomon salomo salomon salomone
elijah elia elias isaiah jesaja jeremiah jeremia ezekiel daniel jonah jona job hiob ruth esther esra ezra matthew matthäus matthieu mateo matteo mark markus marc luke lukas luc john johannes peter petrus paul paulus judas pilate pilatus herod herodes lazarus magdalene maria mary martha thomas andrew
genesis exodus leviticus psalm psalms proverbs corinthians romans galatians ephesians bible bibel gospel gospels apostle apostles quran koran
"""
_HEROES_TEXT = """
batman robin superman joker catwoman spiderman spider-man hulk thor wolverine magneto deadpool aquaman flash ironman loki thanos cinderella belle ariel elsa anna olaf jasmine aladdin mulan moana vaiana rapunzel tiana merida pocahontas simba nemo dory dumbo bambi pinocchio mickey minnie goofy
pluto donald daisy homer marge bart lisa maggie shrek fiona gandalf frodo aragorn legolas gimli boromir sauron gollum bilbo hermione ron harry dumbledore snape hagrid voldemort yoda leia luke han chewbacca vader anakin padmé spock kirk picard data worf uhura
asterix astérix obelix obélix idefix tintin haddock lucky averell rantanplan rotkäppchen schneewittchen dornröschen aschenputtel rumpelstilzchen hänsel gretel rapunzel wendy hook tinkerbell emil pippi ronja michel lotta momo heidi
romeo juliet julia mercutio tybalt hamlet ophelia macbeth othello desdemona iago lear cordelia prospero miranda caliban oberon titania puck portia shylock carmen tosca aida mimi rodolfo musetta figaro susanna cherubino leporello zerlina masetto tamino pamina papageno
batgirl supergirl starlord groot barbie ken skeletor
"""
KINDS = tuple(
    frozenset(text.split()) for text in (_FAMOUS_TEXT, _TYPEFACES_TEXT, _GODS_TEXT, _BIBLICAL_TEXT, _HEROES_TEXT)
)
"""Brands, typefaces, gods, people of the Bible and of tales, by one word: some of a kind together tell what they are."""
SIGNS = frozenset(
    [
        "zeus",
        "poseidon",
        "aphrodite",
        "hephaistos",
        "dionysos",
        "persephone",
        "odin",
        "wotan",
        "loki",
        "heimdall",
        "osiris",
        "anubis",
        "shiva",
        "vishnu",
        "cassiopeia",
        "andromeda",
        "perseus",
        "goliath",
        "cain",
        "kain",
        "noah",
        "moses",
        "mose",
        "solomon",
        "salomo",
        "genesis",
        "exodus",
        "psalm",
        "bible",
        "bibel",
        "gospel",
        "gospels",
        "quran",
        "koran",
        "corinthians",
        "batman",
        "superman",
        "joker",
        "catwoman",
        "spiderman",
        "spider-man",
        "wolverine",
        "cinderella",
        "rapunzel",
        "pinocchio",
        "shrek",
        "gandalf",
        "frodo",
        "aragorn",
        "legolas",
        "gollum",
        "dumbledore",
        "voldemort",
        "hermione",
        "yoda",
        "chewbacca",
        "spock",
        "asterix",
        "astérix",
        "obelix",
        "obélix",
        "tintin",
        "rotkäppchen",
        "schneewittchen",
        "dornröschen",
        "aschenputtel",
        "rumpelstilzchen",
        "hänsel",
        "tinkerbell",
        "pippi",
        "macbeth",
        "othello",
        "desdemona",
        "ophelia",
        "mercutio",
        "tybalt",
        "prospero",
        "caliban",
        "shylock",
        "leporello",
        "zerlina",
        "masetto",
        "tamino",
        "pamina",
        "papageno",
        "cherubino",
        "skeletor",
        "simba",
        "bambi",
        "dumbo",
        "mulan",
        "vaiana",
        "moana",
        "elsa",
    ]
)
"""Those of them that hardly anybody is called, one of which has to be named; brands and typefaces need none."""

_PROGRAMS_TEXT = """
siri cortana bixby jeeves alexa celia xiaoai hermes mycroft rhasspy replika clippy eliza julius watson einstein sophia aria tay zo cleverbot woebot erica joule clara grok llama mistral bard claude
jenkins travis bamboo drone tekton argo flux hudson maven gradle ant ivy puppet chef ansible salt vagrant consul nomad vault hashicorp kafka cassandra redis mongo neo4j hadoop hive pig spark storm flink
grafana prometheus kibana elastic logstash datadog splunk sentry nagios zabbix dynatrace pagerduty opsgenie bitbucket gitlab confluence trello asana notion figma miro stripe klarna shopify magento
kubernetes helm istio envoy traefik caddy nginx tomcat jetty wildfly django flask laravel rails symfony spring hibernate junit selenium cypress playwright puppeteer jest mocha jasmine karma chai babel
ubuntu debian fedora lucene solr dolly pytorch tensorflow keras pandas numpy scipy jupyter celery hugo jekyll gatsby pelican ghost joomla drupal typo3 wordpress sharepoint onedrive thunderbird
"""
PROGRAMS = frozenset(_PROGRAMS_TEXT.split())
"""Assistants and programs. A few are names of people as well: see `ONLY_PROGRAMS`."""

_ONLY_PROGRAMS_TEXT = """
siri cortana bixby jeeves mycroft replika clippy cleverbot woebot grok bard pagerduty opsgenie bitbucket gitlab confluence trello asana notion figma klarna shopify magento kubernetes istio traefik nginx
grafana prometheus kibana logstash datadog splunk nagios zabbix dynatrace kafka redis mongo hadoop flink hashicorp ansible gradle tekton wildfly django laravel symfony junit selenium puppeteer ubuntu debian fedora lucene solr
pytorch tensorflow keras pandas numpy scipy jupyter jekyll joomla drupal typo3 wordpress sharepoint onedrive thunderbird
doi isbn issn ean gtin sku upc asin iban bic vat eta api sdk url html css json xml yaml csv pdf faq gdpr kpi okr sla eula tos aws gcp saas crm erp hr pr qa ux ui gpt llm nlp ocr usb hdmi gps led lcd cpu gpu ram ssd
"""
ONLY_PROGRAMS = frozenset(_ONLY_PROGRAMS_TEXT.split())
"""Programs, assistants and abbreviations that are nobody wherever they stand alone."""
