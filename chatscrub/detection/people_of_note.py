"""Texts about people whom everybody may talk about: biographies, news, history and tales."""

from __future__ import annotations

import re

from chatscrub.detection.public_figures import public_figures
from chatscrub.lazy_patterns import lazy_compile

_NAME = lazy_compile(
    r"(?<![^\W_])[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[ ](?:(?:de|da|van|von|der|den|la)[ ])?[A-ZÀ-ÖØ-Þ][^\W\d_]+){1,3}"
)
# What somebody is known for; of a customer or colleague nobody says it.
_KNOWN_FOR = lazy_compile(
    r"(?<![^\W_])(?:(?:politicians?|act(?:or|ress)|singers?|novelists?|poets?|composers?|senators?|congress(?:man|woman)?|parliament|president|prime minister|mp for|footballers?|philosophers?|theologians?|(?:\d\dth|\d\dst) century|protagonist|characters?|novels?|story|film|album|episode|season|biography|born in 1[89]\d\d|best known|police (?:said|say)|(?:wie die|laut) polizei|selon la police|según la policía|secondo la polizia|volgens de politie|według policji|enligt polisen"
    r"|politiker(?:in)?|schauspieler(?:in)?|sänger(?:in)?|schriftsteller(?:in)?|komponist(?:in)?|abgeordnete[rn]?|bundestag|bundeskanzler(?:in)?|präsident(?:in)?|ministerpräsident(?:in)?|philosoph(?:in)?|jahrhunderts?|hauptfigur"
    r"|politicien(?:ne)?|acteur|actrice|chanteu(?:r|se)|romanci(?:er|ère)|écrivaine?|compositeur|député[e]?|ministre|président[e]? de la république|philosophe|siècle|personnage|polític[oa]|actriz|cantante|novelista|escritora?|compositor[a]?|diputad[oa]|ministr[oa]|filósof[oa]|siglo|personaje|novela"
    r"|attore|attrice|scrittore|scrittrice|compositore|deputat[oa]|secolo|personaggio|romanzo|politicus|acteur|zanger(?:es)?|schrijver|schrijfster|componist|eeuw|personage|atriz|cantora?|século|romance"
    r"|polityk|aktork?a?|piosenkark?a?|pisark?a?|kompozytor(?:ka)?|poseł|posłanka|powieść|skådespelare|sångare|sångerska|författare|kompositör|riksdagen|seklet)|(?-i:king|queen|emperor|pope|(?:arch)?bishop|saint|dynasty|könig(?:in)?|roi|reine|empereur|pape|évêque|rey|reina|emperador|obispo|imperatore|vescovo|koning(?:in)?|keizer|paus|bisschop|rainha|bispo|król(?:owa)?|cesarz|papież|biskup|kung|drottning|kejsare|påven|biskop))(?![^\W_])",
    re.IGNORECASE,
)


def of_the_public(text: str) -> bool:
    """Whether a stretch of text names somebody well known, or what people are well known for."""
    if _KNOWN_FOR.search(text):
        return True
    figures = public_figures()
    if next(figures.named_in(text), None) is not None:
        return True
    names = {found[0] for found in _NAME.finditer(text)}
    return any(figures.is_one(name, surname_is_common=True) for name in names)
