"""Names of what is no person: days, places, companies, programs; in small letters."""

from __future__ import annotations

_NO_NAMES_TEXT = """
loan easter christmas monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
slack github google microsoft amazon azure windows linux python java docker jira excel outlook teams zoom chatgpt claude copilot gemini ollama axios sqlalchemy router
gmbh ag kg ug ltd limited inc llc plc corp sarl sas srl spa bv nv oy ab lda ltda coop company group holding partners joinery lettings plumbing bakery hotel restaurant café
cafe school college university hospital clinic surgery pharmacy church museum library council office department team support service services helpdesk desk bank insurance
bäckerei metzgerei praxis kanzlei klinik krankenhaus apotheke schule gymnasium kita verein verwaltung abteilung büro kundenservice kundendienst autohaus hausverwaltung
boulangerie pharmacie cabinet clinique hôpital lycée collège école mairie équipe société garage agence assurance assurances banque bureau librairie imprimante
panadería farmacia clínica colegio instituto ayuntamiento equipo empresa taller talleres librería asesoría gestoría restaurante sucursal notaría
panificio farmacia clinica scuola liceo comune ufficio segreteria studio officina ristorante condominio agenzia banca sistemi
bakkerij apotheek praktijk kliniek ziekenhuis gemeente kantoor klantenservice huisartsenpraktijk garage stichting vereniging
padaria farmácia clínica escola câmara equipa equipe oficina transportadora adega restaurante livraria escritório loja banco condomínio
piekarnia apteka przychodnia szpital szkoła urząd biuro firma spółka kancelaria zespół sklep serwis
bageri apotek klinik sjukhus skola kommun kontor kundtjänst butik verkstad förening läraren rektorn
tischlerei schreinerei gärtnerei friseursalon fahrschule reederei menuiserie fromagerie plomberie opticien bodega bodegas óptica carpintería peluquería panaderías ferretería falegnameria ottica
trattoria pizzeria agriturismo gelateria bloembinderij timmerbedrijf kapsalon schildersbedrijf marcenaria carpintaria sapataria ótica pastelaria cukiernia kwiaciarnia stolarnia drukarnia
hurtownia warsztat snickeri frisör måleri blomsterhandel åkeri bay beach valley
"""
NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
"""Words that no name of a person holds: days and months, programs, and what companies and offices call themselves."""

_PLACES_TEXT = """
afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia brazil bulgaria cambodia cameroon canada chad chile china colombia croatia
cuba cyprus czechia denmark ecuador egypt england estonia ethiopia finland france georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq ireland
israel italy jamaica japan jordan kazakhstan kenya kuwait latvia lebanon libya lithuania luxembourg malaysia mali malta mexico moldova mongolia morocco nepal netherlands nigeria norway
oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden
switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe europe asia africa america
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming
london manchester birmingham leeds glasgow edinburgh liverpool bristol sheffield cardiff belfast dublin cork galway houston dallas austin boston chicago denver phoenix seattle atlanta
miami orlando detroit philadelphia baltimore portland cleveland memphis nashville charlotte sacramento oakland toronto montreal vancouver ottawa calgary sydney melbourne brisbane perth
auckland berlin hamburg münchen munich köln cologne frankfurt stuttgart düsseldorf leipzig dresden hannover nürnberg bremen dortmund essen duisburg bonn mannheim karlsruhe augsburg wien
vienna graz linz salzburg innsbruck zürich zurich basel bern genf geneva lausanne paris lyon marseille toulouse nice nantes bordeaux lille strasbourg rennes grenoble bruxelles brussels
antwerpen gent amsterdam rotterdam utrecht eindhoven groningen haag madrid barcelona valencia sevilla zaragoza málaga bilbao murcia granada roma rome milano milan napoli torino palermo
genova bologna firenze florence venezia verona lisboa lisbon porto braga coimbra faro warszawa warsaw kraków łódź wrocław poznań gdańsk szczecin lublin katowice stockholm göteborg malmö
uppsala västerås örebro linköping oslo bergen københavn copenhagen helsinki praha prague budapest bucharest sofia athens istanbul ankara moscow kyiv jerusalem dubai cairo lagos nairobi
johannesburg mumbai delhi bangalore chennai kolkata beijing shanghai tokyo osaka seoul bangkok jakarta manila hanoi deutschland österreich schweiz frankreich italien spanien polen
schweden niederlande england frankrike tyskland sverige allemagne france espagne italie suisse belgique pologne españa alemania francia italia suiza portugal germania spagna svizzera
duitsland frankrijk nederland spanje polska niemcy francja hiszpania włochy bayern sachsen hessen niedersachsen brandenburg saarland alsace bretagne normandie provence andalucía cataluña
galicia toscana lombardia sicilia veneto piemonte bahia paraná ceará pernambuco silesia mazowsze skåne
pepsi coke nike adidas ikea hyatt hilton marriott enron burger subway taco mercedes bmw audi toyota honda ford tesla siemens bosch samsung sony nokia visa mastercard paypal netflix
spotify facebook instagram whatsapp twitter linkedin ebay mars jupiter venus saturn mercury
english german french spanish italian dutch polish swedish portuguese deutsch englisch französisch spanisch italienisch polnisch schwedisch anglais allemand espagnol italien néerlandais
inglés alemán francés español inglese tedesco francese spagnolo engels duits spaans italiaans pools zweeds inglês alemão francês espanhol angielski niemiecki francuski svenska engelska
golf polo passat tiguan touran caddy sprinter vito clio twingo mégane megane kangoo berlingo corolla yaris auris ibiza panda punto doblò ducato octavia superb fiesta focus
transit mondeo astra corsa zafira insignia micra qashqai civic prius scenic picasso
ingolstadt heilbronn würzburg regensburg wolfsburg kassel mainz wiesbaden freiburg aachen kiel lübeck rostock erfurt magdeburg potsdam oldenburg osnabrück münster bielefeld bochum wuppertal
krefeld darmstadt heidelberg ulm konstanz klagenfurt winterthur luzern dijon angers reims tours metz mulhouse brest caen rouen amiens limoges poitiers bayonne annecy valladolid
vigo gijón oviedo santander salamanca cádiz huelva almería lleida tarragona badajoz trieste udine vicenza brescia bergamo modena ravenna rimini
perugia ancona pescara bari taranto lecce catania cagliari sassari haarlem leiden delft breda tilburg nijmegen arnhem zwolle maastricht almere enschede apeldoorn brugge
leuven mechelen hasselt aveiro setúbal évora leiria viseu funchal recife fortaleza curitiba campinas gdynia toruń bydgoszcz białystok rzeszów kielce olsztyn opole gliwice
linköping norrköping jönköping helsingborg borås umeå luleå sundsvall gävle karlstad växjö halmstad nottingham leicester coventry bradford swansea norwich exeter plymouth southampton
portsmouth reading aberdeen dundee inverness derry limerick waterford
"""
PLACES = frozenset(_PLACES_TEXT.split())
"""Countries, regions, large cities, brands and planets: alone they are seldom a person, save behind a title."""

_COUNTRIES_TEXT = """
el salvador;burkina faso;solomon islands;saint lucia;costa rica;puerto rico;sierra leone;sri lanka;san marino;cape verde;cabo verde;hong kong;new zealand;new caledonia;papua new guinea
south africa;south korea;north korea;south sudan;saudi arabia;czech republic;dominican republic;united kingdom;united states;united arab emirates;saint helena;saint kitts;saint vincent
saint martin;saint pierre;antigua and barbuda;trinidad and tobago;bosnia and herzegovina;ivory coast;côte d'ivoire;equatorial guinea;guinea bissau;east timor;timor leste;marshall islands
cayman islands;faroe islands;falkland islands;cook islands;virgin islands;isle of man;great britain;northern ireland;north macedonia;vatican city;western sahara;french guiana;viet nam
los angeles;san francisco;san diego;san jose;san antonio;las vegas;santa fe;santa monica;santa barbara;new york;new jersey;new orleans;new mexico;new hampshire;north carolina
south carolina;north dakota;south dakota;west virginia;rhode island;rio de janeiro;são paulo;buenos aires;mexico city;santa cruz;san juan;san salvador;san sebastián;den haag;the hague
abu dhabi;tel aviv;kuala lumpur;addis ababa;cape town;new delhi;hong kong;saint petersburg;santa marta;la paz;el paso;porto alegre;belo horizonte;las palmas;a coruña;reggio emilia
milton keynes;bury st edmunds;king's lynn;saffron walden;melton mowbray;chipping norton;market harborough;leighton buzzard;bishop auckland;bishop's stortford;newton abbot;newton aycliffe;haywards heath;burgess hill;stoke mandeville;welwyn garden city;hemel hempstead;berkhamsted
st albans;st helens;st austell;st andrews;st ives;st neots;royal tunbridge wells;tunbridge wells;leamington spa;royal leamington spa;weston-super-mare;weston super mare;lytham st annes;barrow-in-furness;merthyr tydfil;port talbot;ebbw vale;john o'groats;fort william
fort wayne;fort worth;fort collins;baton rouge;virginia beach;glen burnie;silver spring;terre haute;eau claire;des moines;grand rapids;cedar rapids;corpus christi;san bernardino;palo alto
los gatos;boca raton;st louis;saint louis;st paul;saint paul;port elizabeth;port harcourt;port moresby;east london;alice springs;frankfurt oder;sankt augustin;sankt pölten;st pölten;bad homburg;saint denis;saint étienne
saint malo;saint nazaire;villeneuve d'ascq;aix en provence;san benedetto;vila franca;castelo branco;porto santo;ponta delgada;angra do heroísmo;juiz de fora;joão pessoa;campina grande;governador valadares;zielona góra;jelenia góra
gorzów wielkopolski;nowy sącz;bielsko biała
"""
_MORE_PLACES_TEXT = """
monaco montenegro macedonia nauru vanuatu tuvalu tonga samoa fiji kiribati palau micronesia guam greenland bermuda barbados bahamas grenada dominica guyana suriname belize nicaragua
botswana burundi benin togo gabon gambia guinea liberia madagascar malawi mauritania mauritius mozambique namibia niger eritrea djibouti comoros congo angola eswatini lesotho seychelles
bahrain brunei bhutan maldives myanmar burma laos kyrgyzstan tajikistan turkmenistan armenia kosovo liechtenstein andorra gibraltar aruba curaçao anguilla martinique guadeloupe réunion
asmara bamako banjul bangui libreville lilongwe lomé luanda lusaka malabo maputo maseru mbabane mogadishu monrovia moroni nouakchott ouagadougou windhoek yaoundé antananarivo kinshasa kigali kampala khartoum harare gaborone freetown dodoma brazzaville bujumbura conakry
ashgabat astana baku bishkek dushanbe tashkent tbilisi yerevan ulaanbaatar vientiane phnom thimphu kathmandu dhaka islamabad kabul tehran baghdad damascus amman riyadh muscat doha sanaa bandar naypyidaw colombo
bogotá quito caracas asunción montevideo managua tegucigalpa guatemala paramaribo georgetown bridgetown castries kingstown basseterre nassau reykjavík tallinn vilnius chișinău skopje tirana podgorica sarajevo ljubljana bratislava valletta nicosia
yoruba igbo hausa swahili kiswahili zulu xhosa afrikaans amharic tigrinya oromo somali twi wolof shona tagalog filipino cebuano malay bahasa khmer burmese tamil telugu kannada malayalam marathi gujarati punjabi panjabi bengali sinhala nepali urdu hindi pashto dari farsi kurdish sorani kurmanji
turkish arabic hebrew yiddish mandarin cantonese japanese korean vietnamese russian ukrainian belarusian bulgarian serbian croatian bosnian slovene slovenian slovak czech hungarian romanian albanian greek lithuanian latvian estonian finnish icelandic norwegian danish catalan basque galician welsh gaelic breton maltese esperanto quechua guaraní
"""
MORE_PLACES = frozenset((*_COUNTRIES_TEXT.strip().replace("\n", ";").split(";"), *_MORE_PLACES_TEXT.split()))
"""Countries and towns that are nobody even where they stand in running text and look like a name; of one word or several."""

_ALSO_WORDS_TEXT = """
black blue brown gray green grey pink purple orange red silver golden white amber ash autumn basil berry bishop blessing bliss blossom brook brooks buck buddy bud bunny carter cash chance charity chase
cherry christian church cliff clay cook cooper coral cotton crystal daisy dale dawn dean destiny diamond dolly duke earl east edit ember eve faith falcon fern field finch fish fleet flora ford forest fox
frank french garden gene german ginger glen glory grace grant greet griffin guy handy hang happy harmony harper harvest haven hawk hazel heath heather heaven holly honest honey hope hunter iris iron
island ivory ivy jack jade jasmine jay jet jewel joy judge justice karma kelly king kitty knight lake lance land lane lark laurel lavender lean legend leaf liberty light lily lion lone loan love loyal lucky mark
marsh mason melody mercy merry miles miller mist misty moon morning moss myrtle north oak ocean olive opal page paris park parker parrot pascal patience peace pearl penny pepper phoenix pike pine poppy porter
precious prince princess prudence purity queen rain rainbow raven ray reed reef rich river rob robin rock roll rose rosemary royal ruby rusty sage sailor saint sandy savannah scarlet scout season sergeant
serenity shade shadow shepherd sky sine skip smith sonny south sparrow spirit spring star sterling stone storm stormy story summer sun sunny swan tailor tanner teal temple tender terra tiger ties tone
treasure trinity true truth turner unity vale velvet venice versa victor victory violet walker ward warden watt weaver west whisper will willow winner winter wolf wood woods wren young zest chip
gift drew bill jean don josh pat bob rod art may june april august sue wade nick rick dick chuck pierce earnest ernest gene gale gust harry mike max mac pip tad val van von sol mars alma
"""
ALSO_WORDS = frozenset(_ALSO_WORDS_TEXT.split())
"""Given names that in small letters are more often a word."""
