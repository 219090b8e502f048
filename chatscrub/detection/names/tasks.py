"""Tasks about novels, quizzes and invented people: who is named in them is most likely in the book, or nobody.

A task may also be about somebody, so that their names are doubtful rather than nobody's.
"""

from __future__ import annotations

import re

from chatscrub.lazy_patterns import lazy_compile

_LONGEST = 1500  # characters
_JUDGES = lazy_compile(
    r"(?<![^\W_])(?:discuss|analy[sz]e|characteri[sz]e|compare|interpret|summari[sz]e|explain why|analysier\w*|interpretier\w*|charakterisier\w*|erörter\w*|vergleich\w*|zusammenfassung|fasse|analysez?|compare[rz]?|résume[rz]?|commente[rz]?|explique[rz]?|analiza|compara|resume|comenta|esquema|explica|analizza|confronta|riassumi|commenta|spiega"
    r"|analisa|comenta|resumir|analyseer|vergelijk|bespreek|scharakteryzuj|porównaj|omów|zinterpretuj|analysera|jämför|tolka|sammanfatta|sammenlign|analyser|srovnej|porovnej|charakterizuj|rozeber|hasonlítsd|jellemezd|elemezd|compară|caracterizează|analizează|vertaa|analysoi|karşılaştır|incele|σύγκρινε|ανάλυσε|сравни\w*|проанализируй\w*|порівняй\w*|проаналізуй\w*)(?![^\W_])",
    re.IGNORECASE,
)
_LITERATURE = lazy_compile(
    r"(?<![^\W_])(?:novels?|novella|poems?|protagonists?|narrators?|literature|literary|tragedy|stanzas?|sonnets?|playwright|romane?s?|novelle|gedicht\w*|lektüre|erzähler\w*|literatur\w*|tragödie|protagonist\w*|personnages?|pièce de théâtre|poèmes?|narrateur|littér\w+|novelas?|personajes?|poemas?|narrador\w*|literatur\w+|romanz[oi]|personaggi[o]?|poesi[ae]|narratore|letteratura"
    r"|personage[ns]?|personagens?|powieś\w+|wiersz\w*|bohater\w*|rozprawk\w+|lektur\w+|romanen?|dikt\w*|litteratur\w*|postav[ay]|román\w*|báse[ňn]\w*|regény\w*|vers\w*|szereplő\w*|személyiség\w*|personaj\w*|roman(?:ul|ului)|romaani\w*|runo\w*|kirjallisuu\w+|roman(?:ı|ın|da)|şiir\w*|μυθιστόρημα\w*|ποίημα\w*|роман\w{0,2}|стихотвор\w+|повест\w+|повіст\w+|вірш\w*|геро[йяиї]\w*)(?![^\W_])"
    r"|小説|感想文|人物像|作文",
    re.IGNORECASE,
)
_TITLE = lazy_compile(r"[„“«‹\"『「《‘][^\W\d_][^\n„“”»\"』」》]{2,50}[“”»›\"』」》’]")
_FORM = lazy_compile(
    r"(?<!\w)(?:\d{2,4}|two|three|zwei|drei|deux|trois|dos|tres|due|tre|dwie|två|to|dvě|két|două) (?:words?|wörter[n]?|seiten?|pages?|mots|palabras|páginas?|parole|pagine|palavras|woorden|pagina['’]?s|słów|strony|ord|sidor|sider|slov|strany|szó(?:ban)?|oldal|cuvinte|pagini|sanaa|sivua|kelime|sayfa|λέξεις|σελίδες|слов|слова|слів|страницы|сторінки|quotes|quotations|citations|zitate|citas|citazioni|citaten|cytaty|citat|citátů)(?![^\W_])"
    r"|(?<![^\W_])(?:essay|aufsatz|erörterung|dissertation|commentaire|redacción|comentario de texto|tema|saggio breve|redação|opstel|rozprawka|uppsats|novellanalyse|stil|esej|fogalmazás|eseu|aine|kompozisyon|έκθεση|сочинение|твір|secondary literature)(?![^\W_])",
    re.IGNORECASE,
)
_QUIZ = lazy_compile(
    r"(?<![^\W_])(?:[^\W\d_]*quiz(?:fragen?|zes|z)?|trivia|quizz|kvíz\w*|kviss|frågesport|tietovisa|bilgi yarışması|викторин\w*|вікторин\w*|κουίζ)(?![^\W_])",
    re.IGNORECASE,
)
_QUESTION = lazy_compile(
    r"(?<![^\W_])(?:who|which|what year|in what|wer|welche[rs]?|in welchem|qui|quel(?:le)?|quién|qué|cuál|chi|quale|quem|qual|wie|welke|kto|który|która|vem|vilken|vilket|hvem|hvilken|hvilket|kdo|který|ki|melyik|cine|care|kuka|mikä|kim|hangi|ποιος|ποια|кто|какой|хто|який)(?![^\W_])[^?\n]{3,150}\?",
    re.IGNORECASE,
)
_INVENTED = lazy_compile(
    r"(?<![^\W_])(?:(?:continue|finish) (?:the|this) story|(?:noir|crime|horror|romance|detective|thriller) (?:opening|scene|story|novel)|opening (?:scene|paragraph|lines?) (?:of|for)|fan ?fiction|screenplay|limericks?|setze? die geschichte fort|krimianfang|continue l['’]histoire|début de (?:roman|polar)|continúa (?:la historia|el cuento)|continua (?:la storia|a história)|ga verder met het verhaal|kontynuuj (?:historię|opowiadanie)|fortsätt berättelsen|bedtime stor(?:y|ies)|fairy tales?|fables?|short stor(?:y|ies)|(?:sample|example) sentences?|role[- ]?play|gute-nacht-geschichte|märchen|kurzgeschichte|beispielsätze?|rollenspiel|drehbuch|szene \d+|un conte|conte pour enfants|histoire du soir|phrases? d['’]exemple|jeu de rôle|(?:write|schreib\w*|invent\w*|écri\w+|crea|escribe|scrivi|napisz|skriv|schrijf) (?:an? |une? |einen? |en |een )?(?:short |kurzen? |court )?dialog\w*"
    r"|un cuento|frases de ejemplo|una favola|un racconto|frasi di esempio|conto infantil|frases de exemplo|sprookje|verhaaltje|voorbeeldzinnen|bajk\w|opowiadanie|przykładowe zdania|godnattsaga|exempelmeningar|eventyr|eksempelsætninger"
    r"|pohádk\w|příklady vět|mesét?|példamondat\w*|o poveste|propoziții exemplu|esimerkkilause\w*|masal|örnek cümle\w*|παραμύθι|παραδείγματα προτάσεων|сказк\w|примеры предложений|казк\w|приклади речень)(?![^\W_])",
    re.IGNORECASE,
)
# Verses for somebody's birthday are about somebody, and a text about one's own people is no task of a school.
_OWN = lazy_compile(
    r"(?<![^\W_])(?:my|our|birthday|wedding|anniversary|farewell|funeral|colleagues?|customers?|clients?|employees?|candidates?|applicants?|team|mein\w*|unser\w*|geburtstag|hochzeit|abschied|kolleg\w+|kund\w+|mitarbeiter\w*|bewerber\w*|mon|ma|mes|notre|nos|anniversaire|mariage|collègues?|clients?|candidats?|mi|mis|nuestr\w+|cumpleaños|boda|compañer\w+|cliente?s?|candidat\w+|mio|mia|miei|nostr\w+|compleanno|matrimonio|collegh\w|clienti"
    r"|meu|minha|noss\w+|aniversário|casamento|colegas?|mijn|ons|onze|verjaardag|bruiloft|collega\w*|klant\w*|mój|moja|moje\w*|nasz\w*|urodzin\w*|ślub\w*|kolega|koleżank\w+|klient\w*|min|mitt|mina|vår|våra|födelsedag\w*|bröllop\w*|kolleg\w*|vores|bryllup\w*|fødselsdag\w*|můj|moje|náš|naše|narozenin\w*|svatb\w*|mea|meu|nostru|noastr\w+|ziua|minun|meidän|syntymäpäiv\w+|benim|bizim|doğum günü\w*|μου|μας|мой|моя|моей|наш\w*|день рождения|мій|моя|моєї|день народження)(?![^\W_])",
    re.IGNORECASE,
)
# Who plays may play one's own game, so that ``my`` tells nothing here. Games of a single word mean something else, too.
_GAME = lazy_compile(
    r"(?<![^\W_])(?:npcs|(?:an?|the|this|my|each|every) npc|ttrpgs?|d&d|dnd|dungeons? (?:and|&) dragons|dungeon ?masters?|game ?masters?|(?:side|main)[- ]quests?|quest ?(?:lines?|givers?|logs?|text)|dialogue (?:choices|options|trees?)|visual novel|boss fights?|hit points|spell slots?|skill checks?"
    r"|(?:tabletop|fantasy|pen[- ]and[- ]paper) (?:rpgs?|games?|adventures?|worlds?|novels?)|text adventures?|(?:my|our|an|this) rpgs?|spielleiter\w*|nebenquests?|dialogoptionen|rollenspiel(?:runde|kampagne|gruppe|abend)|fantasy(?:welt|roman|kampagne)|jeux? de rôle|maître du jeu|pnj|quête (?:secondaire|principale)|juegos? de rol|pnj|misión secundaria|partida de rol"
    r"|giochi? di ruolo|png del|missione secondaria|rollenspel\w*|spelleider|gr[ay] fabularn\w+|mistrz gry|erpeg\w*|jogos? de rpg|mestre de jogo|rollspel\w*|spelledare)(?![^\W_])",
    re.IGNORECASE,
)


def is_a_game(text: str) -> bool:
    """Whether a text is part of a game that is played in words, in which people and places are invented."""
    return _GAME.search(text) is not None


_HEADLINE = lazy_compile(
    r"(?<![^\W_])(?:(?:neutral|short) (?:headline|title)|headline|caption|neutrale[rn]? (?:titel|überschrift)|überschrift|schlagzeile|bildunterschrift\w*|titre neutre|un titre|légende|titular|pie de foto|titolo|didascalia|neutrale kop|bijschrift|kop|tytuł|podpis pod|legenda|título|rubrik|bildtext|in the style of|im stil von|à la manière de|al estilo de|nello stile di|in de stijl van|w stylu|no estilo de|i stil med|what did|who was|wer war|qui était|quién fue|chi era|wie was|kim był|quem foi|vem var)(?![^\W_])",
    re.IGNORECASE,
)
_QUESTION_LENGTH = 400  # characters


def asks_in_general(text: str) -> bool:
    """Whether a text is a short question that speaks of nobody whom one knows."""
    return len(text) <= _QUESTION_LENGTH and text.rstrip().endswith("?") and _OWN.search(text) is None


def asks_for_a_judgement(text: str) -> bool:
    """Whether a short text asks to compare or explain or for a headline, and not about one's own people."""
    if len(text) > _LONGEST or _OWN.search(text) is not None:
        return False
    return _JUDGES.search(text) is not None or _HEADLINE.search(text) is not None


def is_a_task(text: str) -> bool:
    """Whether a short text asks about a work of literature or public knowledge, or for something invented."""
    if len(text) > _LONGEST:
        return False
    if is_a_game(text):
        return True
    if _OWN.search(text) is not None:
        return False
    if _INVENTED.search(text) is not None:
        return True
    if _QUIZ.search(text) is not None and _QUESTION.search(text) is not None:
        return True
    if _JUDGES.search(text) is None:
        return False
    work = _LITERATURE.search(text) is not None or _TITLE.search(text) is not None
    return work and _FORM.search(text) is not None
