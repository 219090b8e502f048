"""What somebody is to somebody, and the titles and roles that a name follows, in languages that the model did not learn.

As `given_names.RELATIONS` has them in nine others. With the endings of cases, since the words are looked up as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.lazy_patterns import lazy_compile

_CZECH = """
manžel manžela manželovi manželem manželka manželky manželce manželku manželkou syna synovi synem dcera dcery dceři dceru dcerou otec otce otci otcem maminka maminky mamince maminku
tatínek tatínka bratr bratra bratrovi bratrem sestra sestry sestře sestru sestrou babička babičky babičce babičku dědeček dědečka děda strýc strýček teta tety bratranec sestřenice
vnuk vnuka vnučka vnučky snacha zeť švagr švagrová tchyně tchán přítel přítele přítelkyně přítelkyni kamarád kamarádka kolegyně kolegovi soused souseda sousedka sousedky
klientka klienta klientky klientce pacient pacienta pacientovi pacientka pacientky pacientku zákazník zákaznice nájemce nájemník žák žáka žákyně svědek svědka řidič řidiče spolujezdec
učitelka učitelce učitelky učitel asistentka opatrovník jednatel pan pana panu panem paní slečna slečny slečně mudr mgr judr phdr mvdr rndr ing manželé
brat otcovi sestrička mamička kamarátka sused susedka žiak žiačka
"""
_DANISH_NORWEGIAN = """
mand kone hustru søn datter mor bror søster bedstemor bedstefar svigermor svigerfar svigersøn svigerdatter kæreste nabo kollega kollegaen veninde barnebarn samlever kusine fætter niece
ektemann ektefelle sønn sønnen datteren broren søsteren moren faren samboer samboeren kjæreste kjæresten bestemor bestefar tante onkel fetter venninne svigersønn svigerdatter
søns datters naboen kæresten hustruen konen kona manden mannen enke enkemand enkemann
klient borger beboer medarbejder lejer vidne pasient pasienten leietaker leietakeren leieboer ansatt ansatte kunden patienten chefen sjefen sjåfør chauffør passager passasjer vitne
frøken læge lærer læreren advokat tannlege tandlæge fysioterapeut hedder heter
"""
_FINNISH = """
vaimo vaimoni vaimonsa vaimolleni mieheni miehensä aviomies aviomieheni poika poikani poikansa pojalleni pojalta pojallani poikamme tytär tyttäreni tyttärensä tyttärelleni tyttäremme
äiti äitini äitinsä isä isäni isänsä veli veljeni veljensä sisko siskoni siskonsa mummo mummoni vaari isoäiti isoisä täti tätini setä setäni eno enoni serkku serkkuni lapsenlapsi
puoliso puolisoni puolisonsa avopuoliso avovaimo avomies kihlattu naapuri naapurin naapurini naapurimme ystävä ystäväni kollega kollegani esimies pomo pomoni anoppi appi miniä vävy lapsi lapsemme lapseni
potilas potilaan potilaani asiakas asiakkaan asiakkaamme vuokralainen vuokralaisen vuokralaiseni oppilas oppilaan työntekijä työntekijän hoitaja lääkäri lääkärin opettaja opettajan
todistaja matkustaja kuljettaja omainen yhteyshenkilö rouva rouvan rouvalle herra herran herralle neiti tohtori
"""
_HUNGARIAN = """
férje férjem felesége feleségem feleségemnek fiam fiamnak lánya lányom lányomnak édesanyja édesanyám édesapja édesapám anyja anyám apja apám anyukám apukám testvére testvérem bátyám
bátyja öcsém öccse nővérem nővére húgom húga nagymama nagymamám nagyanyám nagyapám nagypapa unokám unokája unokatestvérem gyermeke gyermekem gyermekünk gyereke gyerekem barátom barátja
barátnőm barátnője kollégám kolléga kolléganő kolléganőm szomszéd szomszédom szomszédunk főnököm menyem vejem sógorom sógornőm anyósom apósom párom párja élettársa élettársam
beteg betegem betegünk páciens ügyfél ügyfelem ügyfelünk bérlő bérlőm bérlőnk tanuló diák munkavállaló munkatársam munkatársunk tanú sofőr utas gondnok titkárnő tanárnő osztályfőnök nevem neve hívnak
"""
_ROMANIAN = """
soțul sotul soțului soția sotia soției fiul fiului fiica fiicei mamei tatăl tatălui tatal mătușa matusa unchiul fratele fratelui surorii bunica bunicii bunicul bunicului nepotul nepotului
nepoata nepoatei verișoara verișorul vecina vecinei vecinul vecinului prietena prietenei prietenul prietenului colega colegei colegul colegului șefa șeful logodnica logodnicul soacra socrul ginerele
copilul copilului pacienta pacientei pacientul pacientului clienta clientei clientul clientului chiriașa chiriașul chiriașului elevul elevului eleva elevei angajatul angajata salariatul salariat salariata
martorul martora șoferul pasagerul doctorul doctorița asistenta profesoara profesorul învățătoarea diriginta domnul domnului doamna doamnei domnișoara dna dlui dnei numesc numește cheamă
"""
_TURKISH = """
eşi eşim eşimin eşime oğlu oğlum oğlumun oğlumuz kızı kızım kızımın kızımız annesi annem annemin babası babam babamın kardeşi kardeşim ablası ablam abisi abim ağabeyi ağabeyim teyzesi teyzem
amcası amcam dayısı dayım halası halam yengem kuzeni kuzenim dedesi dedem anneannem babaannem torunu torunum nişanlısı nişanlım komşusu komşum komşumuz arkadaşı arkadaşım müdürü müdürümüz
kayınvalidem kayınpederim gelinim damadım hastam hastamız hastanın müşterim müşterimiz müşterinin kiracı kiracım kiracımız öğrenci öğrencim öğrencimiz çalışanımız sigortalı yolcu tanık
şoför sürücü avukat hemşire öğretmen öğretmeni yakını refakatçi sayın bayan ismim
"""
_RUSSIAN = """
муж мужа мужу мужем жена жены жене жену женой сын сына сыну сыном дочь дочери дочерью дочка дочки дочке дочку дочкой мать матери матерью мама мамы маме маму мамой отец отца
отцу отцом папа папы папе папу папой брат брата брату братом сестра сестры сестре сестру сестрой бабушка бабушки бабушке бабушку бабушкой дедушка дедушки дедушке дедушку тётя
тетя тёти тети тёте тете тётю тетю дядя дяди дяде дядю внук внука внуку внучка внучки внучке внучку племянник племянника племянница племянницы двоюродный свекровь свекрови
тёща теща тёщи тесть тестя свёкор зять зятя зятю невестка невестки супруг супруга супругу супругом супруги супруге супругой жених невеста друг друга другу подруга подруги
подруге подругу сосед соседа соседу соседом соседка соседки соседке соседку коллега коллеги коллеге коллегу коллегой начальник начальника начальница начальницы шеф шефа
ребёнок ребенок ребёнка ребенка мальчик девочка девочки опекун няня няни сиделка сиделки господин господина господину госпожа госпожи госпоже гражданин гражданина гражданка
гражданки гражданке уважаемый уважаемая дорогая дорогой здравствуйте привет зовут звать имени фамилия
"""
_RUSSIAN_ROLES = """
клиент клиента клиенту клиентом клиентка клиентки клиентке клиентку пациент пациента пациенту пациентом пациентка пациентки пациентке пациентку больной больная больного
арендатор арендатора жилец жильца квартирант сотрудник сотрудника сотруднику сотрудница сотрудницы сотруднице работник работника ученик ученика ученику ученица ученицы ученице
студент студента студентка студентки свидетель свидетеля свидетельница водитель водителя пассажир пассажира пассажирка истец истца ответчик ответчика заявитель заявителя
потерпевший потерпевшая потерпевшего заказчик заказчика учитель учителя учительница учительницы учительнице воспитательница воспитательницы руководитель руководительница
руководителя врач врача врачу доктор доктора доктору медсестра медсестры адвокат адвоката юрист юриста нотариус нотариуса директор директора директору бухгалтер бухгалтера
бухгалтеру менеджер менеджера тренер тренера курьер курьера мастер мастера начальнику
"""
_UKRAINIAN = """
чоловік чоловіка чоловіку чоловікові чоловіком дружина дружини дружині дружину дружиною син синові сином сину донька доньки доньці доньку донькою дочці мати матері матір'ю
мамі маму мамою матуся тато тата татові татом батько батька батькові батьком брату братові братом сестрі сестру сестрою бабуся бабусі бабусю бабусею баба дідусь дідуся
дідусеві дід діда тітка тітки тітці тітку дядько дядька дядькові онук онука онукові онучка онучки онуці внучка племінник племінника племінниця племінниці свекруха свекрухи
теща тещі зять зятя невістка невістки наречений наречена подруга подрузі подругу сусід сусіда сусідові сусідка сусідки сусідці сусідку колега колеги колезі колегу начальник
начальника начальниця начальниці дитина дитини хлопчик дівчинка кум кума куми няня доглядальниця пан пана пану панові паном пані панна панни добродій громадянин громадянина
громадянка громадянки шановний шановна дорога дорогий привіт вітаю звати звуть ім'я прізвище родина
"""
_UKRAINIAN_ROLES = """
клієнт клієнта клієнту клієнтові клієнтка клієнтки клієнтці клієнтку пацієнт пацієнта пацієнту пацієнтові пацієнтка пацієнтки пацієнтці пацієнтку хворий хвора хворого хворої
орендар орендаря орендарка орендарки квартирант мешканець мешканця мешканка працівник працівника працівниця працівниці співробітник співробітника співробітниця учень учня
учневі учениця учениці студентці свідок свідка водій водія пасажир пасажира пасажирка позивач позивача відповідач відповідача заявник заявника заявниця потерпілий потерпіла
потерпілого замовник замовника вчитель вчителя вчителька вчительки вчительці учителька вихователька керівник керівника керівниця лікар лікаря лікареві лікарка лікарки лікарці
лікарем медсестра медсестри адвокат адвоката юрист нотаріус нотаріуса директорка директорки бухгалтер бухгалтерка бухгалтера бухгалтерки тренер тренера кур'єр майстер майстра
"""
_BULGARIAN = """
съпруг съпруга съпругът съпругата мъжът жена син синът дъщеря дъщерята майка майката баща бащата брат братът сестра сестрата баба дядо леля чичо вуйчо внук внучка приятел
приятелка съсед съседка колежка колегата г-н г-жа господин госпожа казвам
"""
_BULGARIAN_ROLES = """
пациент пациентка пациентката клиентът клиентката наемател наемателят ученик ученичка служител служителка
"""
_GREEK = """
σύζυγος σύζυγο συζύγου σύζυγό σύζυγός άντρας άντρα γυναίκα γιος γιό γιο γιού γιός κόρη κόρης μητέρα μητέρας μαμά μαμάς πατέρας πατέρα μπαμπάς μπαμπά αδελφός αδελφό αδελφού
αδερφός αδερφό αδερφού αδελφή αδελφής αδερφή αδερφής γιαγιά γιαγιάς παππούς παππού θεία θείας θείος θείο θείου ξάδερφος ξάδερφο ξαδέρφη ξαδέρφης εγγονός εγγονό εγγονή εγγονής
ανιψιός ανιψιό ανιψιά ανιψιάς πεθερά πεθεράς πεθερός πεθερό γαμπρός γαμπρό νύφη νύφης φίλος φίλο φίλου φίλη φίλης γείτονας γείτονα γειτόνισσα γειτόνισσας συνάδελφος συνάδελφο
συναδέλφου κουμπάρος κουμπάρο κουμπάρα κουμπάρας αρραβωνιαστικός αρραβωνιαστικιά σύντροφος σύντροφο κύριος κύριο κυρίου κύριε κυρία κυρίας κος κα κας κ δρ δεσποινίς αγαπητέ
αγαπητή λέγεται λέγομαι ονομάζομαι ονομάζεται λένε γεια όνομα επώνυμο κηδεμόνας κηδεμόνα συνοδός συνοδό αιτών αιτούσα ασφαλισμένος ασφαλισμένη μπέμπης αφεντικό οφειλέτης
οφειλέτη διαχειριστής διαχειρίστρια διαχειριστή
"""
_GREEK_ROLES = """
πελάτης πελάτη πελάτισσα πελάτισσας ασθενής ασθενή ασθενούς ενοικιαστής ενοικιαστή ενοικιάστρια ενοικιάστριας μισθωτής μισθωτή μισθώτρια μισθώτριας εκμισθωτής εκμισθωτή
εκμισθώτρια εκμισθώτριας ιδιοκτήτης ιδιοκτήτη ιδιοκτήτρια υπάλληλος υπάλληλο υπαλλήλου εργαζόμενος εργαζόμενο εργαζόμενη μαθητής μαθητή μαθήτρια μαθήτριας φοιτητής φοιτητή
φοιτήτρια μάρτυρας μάρτυρα οδηγός οδηγό οδηγού επιβάτης επιβάτη δασκάλα δασκάλας δάσκαλος δάσκαλο καθηγητής καθηγητή καθηγήτρια καθηγήτριας γιατρός γιατρό γιατρού ιατρός
δικηγόρος δικηγόρο δικηγόρου λογιστής λογιστή λογίστρια συμβολαιογράφος νοσοκόμα διευθυντής διευθυντή διευθύντρια διευθύντριας προϊστάμενος προϊσταμένη
"""
RELATIONS_ELSEWHERE = frozenset(
    word for text in (_CZECH, _DANISH_NORWEGIAN, _FINNISH, _HUNGARIAN, _ROMANIAN, _TURKISH) for word in text.split()
)
"""In Latin letters: Czech with Slovak, Danish with Norwegian, Finnish, Hungarian, Romanian, Turkish."""
RELATIONS_IN_OTHER_LETTERS = frozenset(
    word for text in (_RUSSIAN, _UKRAINIAN, _BULGARIAN, _GREEK) for word in text.split()
)
"""In Cyrillic and Greek letters: kinship, titles, and words with which somebody is introduced. Any name follows them."""
ROLES_IN_OTHER_LETTERS = frozenset(
    word for text in (_RUSSIAN_ROLES, _UKRAINIAN_ROLES, _BULGARIAN_ROLES, _GREEK_ROLES) for word in text.split()
)
"""As well, but the name of a firm or place may follow: ``клиент Сбербанка``."""
_HONOURED_BEHIND_TEXT = """
bey Bey beyin Beyin beye Beye hanım Hanım hanımın hanıma hanim hoca Hoca hocam abla abi teyze amca Hanımefendi Beyefendi
úr Úr úrnak urat asszony asszonynak bácsi Bácsi bácsinak néni Néni néninek doktornő tanárnő főorvos
"""
HONOURED_BEHIND = frozenset(_HONOURED_BEHIND_TEXT.split())
"""Titles that stand behind the name: Turkish and Hungarian."""

FIRST_CYRILLIC = "\u0400"
_PATRONYMIC = lazy_compile(
    r"[А-ЯЁІЇЄҐ][а-яёіїєґ'’]{2,}(?:(?:[оеё]в|[иіїйь]|[ьй]ов)ич(?:а|у|ем|ом|еві|е)?|(?:[оеё]в|[иії]в|инич|ич)н(?:а|ы|и|е|і|у|ой|ою))"
)
_OWN = lazy_compile(
    r"(?<!\w)(?:мо[йяюеєїи]|мо[ейїє][йюїмгє]\w{0,2}|мій|моє\w{0,2}|наш\w{0,3}|μου|μας)(?!\w)", re.IGNORECASE
)
_BEFORE_CAPITAL = lazy_compile(
    r"([^\W\d_]+(?:['’-][^\W\d_]+)*)(?:\.|,)?[ ](?:[οηΟΗ] |τ[ηοω]ν? )?(?=[А-ЯЁЇІЄҐΑ-ΩΆΈ-Ώ][а-яёїієґα-ωά-ώ])"
)


def tells_name_in_front(before: str, word: str, between: str) -> bool:
    """Whether a word tells that the one in front of it is a name: a title that stands behind it, or a patronymic."""
    if between != " " or not before[:1].isupper() or before.isupper():
        return False
    return word in HONOURED_BEHIND or (word[0] >= FIRST_CYRILLIC and _PATRONYMIC.fullmatch(word) is not None)


def introductions(text: str) -> Iterator[tuple[int, int]]:
    """Spans of words in other letters with which a text of somebody's own speaks of a customer, patient or relative."""
    for found in _BEFORE_CAPITAL.finditer(text):
        word = found[1].lower()
        own = word in RELATIONS_IN_OTHER_LETTERS and _OWN.search(text, max(0, found.start() - 12), found.end())
        if word in ROLES_IN_OTHER_LETTERS or own:
            yield found.span()
