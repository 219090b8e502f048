"""Words that ask for a password or key where one would stand, in many languages, and names of variables that hold one."""

from __future__ import annotations

import re

from chatscrub.lazy_patterns import lazy_compile

_ASKS = lazy_compile(
    r"""
      (?:(?:ここ|こちら)に?.{0,20}(?:入力|記入|設定|入れ|貼り)|(?:あなた|自分|ご自身)の.{0,12}(?:パスワード|キー|トークン|鍵)|(?:パスワード|キー|トークン)を?(?:入力|設定|変更|記入)|変更してください).*
    | (?:(?:在此|在这里|在這裡|此处|此處|这里|這裡|请|請)(?:处|處)?(?:输入|輸入|填写|填寫|填入|填|替换|替換|修改|粘贴)|(?:你|您)的?(?:密码|密碼|口令|密钥|金鑰|令牌)).*
    | (?:여기에?[ _-]?.{0,12}(?:입력|넣|작성|비밀번호|암호|키|토큰)|(?:비밀번호|암호|키|토큰)[을를]?[ _-]?(?:입력|변경|넣|여기)|(?:당신|귀하|사용자)의?[ _-]?(?:비밀번호|암호|키|토큰)).*
    | (?:введите|вставьте|укажите|замените|смените|измените|впишите|подставьте|ваш[аеи]?|твой|твоя|здесь|сюда)[-_ ].{0,20}(?:пароль|ключ|токен|секрет|меня|это|сюда|здесь).* | замени(?:те)?[-_ ]меня
    | (?:введіть|вставте|вкажіть|замініть|змініть|впишіть|ваш|твій|тут|сюди)[-_ ].{0,20}(?:пароль|ключ|токен|секрет|мене|це|сюди|тут).*
    | (?:βάλ(?:ε|τε)|εισ[αά]γ\w+|γράψ(?:ε|τε)|άλλαξ(?:ε|έ)|αλλάξτε|συμπλήρωσε|εδώ)[-_ ].{0,20}(?:κωδικ\w+|κλειδί|με|εδώ|αυτό).* | (?:ο_)?κωδικ[οό]ς[-_ ](?:σου|σας|εδώ).*
    | (?:ضع|أدخل|ادخل|اكتب|غي[ّ]?ر|استبدل)[-_ ].{0,20}(?:مرور|السر|مفتاح|المفتاح|هنا|هذا|رمز).* | كلمة[-_ ]?(?:ال)?مرور(?:ك)?[-_ ]هنا
    | (?:यहाँ|यहां|अपना|आपका)[-_ ].{0,20}(?:पासवर्ड|कुंजी|टोकन).*
    | (?:buraya|şifreniz\w*|parolanız\w*|sifreniz\w*)[-_ ].+ | (?:şifre|parola|anahtar)\w{0,4}[-_ ](?:buraya|giriniz|girin|yaz\w*).* | beni[-_ ]değiştir
    | (?:syötä|vaihda|kirjoita|laita|lisää|korvaa)[-_ ](?:salasana|avain|tunnus|tähän|tämä|minut|oma)\w*.* | salasana[-_ ]tähän
    | (?:ide[-_ ](?:írd|jön|kerül)|írd[-_ ]ide|add[-_ ]meg|cseréld[-_ ]le|változtasd[-_ ]meg).* | (?:a[-_ ])?(?:jelszavad|jelszó|kulcs)[-_ ](?:ide|helye)
    | (?:zde|sem|vlož(?:te)?|zadej(?:te)?|doplň(?:te)?|vyplň(?:te)?|nahraď(?:te)?|změň(?:te)?|tvoje|vaše)[-_ ].{0,12}(?:heslo|klíč|token|mě|sem|zde).*
    | (?:indsæt|skriv|sæt|skift|ændr|endre|bytt|sett|erstatt|udfyld|fyll|din|dit|ditt)[-_ ].{0,12}(?:adgangskode|passord|kodeord|nøgle|nøkkel|token|her|mig|meg|denne|dette).*
    | (?:introdu\w*|pune(?:ți)?|schimb[ăa](?:ți)?|[îi]nlocui\w*|completea\w*)[-_ ].{0,12}(?:parola|cheia|token\w*|aici|m[ăa]|acest\w*).* | parola[-_ ](?:ta|dvs|aici).*
    | (?:wpisz|wstaw|podaj|uzupełnij|zmień|zamień|podmień|tutaj|tu)[-_ ].{0,12}(?:has[łl]o|klucz|token|tutaj|tu|mnie).*
    | (?:skriv|ange|fyll|sätt|klistra)[-_ ].{0,12}(?:lösenord\w*|nyckel\w*|token|här|in).*
    | (?:hier|bitte)[-_ ].{0,20}(?:passwort|kennwort|schlüssel|token|eintragen|eingeben|einsetzen|einfügen).* | (?:passwort|kennwort|schlüssel|token)[-_ ](?:hier|eintragen|eingeben|einsetzen|einfügen).*
    | (?:mettre|mettez|saisir|saisissez|insérer|insérez|indiquer|entrez|collez)[-_ ].{0,20}(?:mot[-_ ]de[-_ ]passe|clé|jeton|token|ici).*
    | (?:poner|pon|ponga|introduce|introduzca|introducir|inserta|inserte|escribe|escriba|pega)[-_ ].{0,20}(?:contraseña|clave|token|aqu[ií]).*
    | (?:inserisci|inserire|metti|scrivi|incolla|mettere)[-_ ].{0,20}(?:password|chiave|token|qui).*
    | (?:insira|inserir|coloque|colocar|digite|preencha|cole)[-_ ].{0,20}(?:senha|palavra|chave|token|aqui).*
    | (?:vul|voer|zet|typ|plak)[-_ ].{0,20}(?:wachtwoord|sleutel|token|hier).*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VARIABLE = lazy_compile(
    r"[A-Z]{2,}(?:_[A-Za-z]+){0,5}_(?:password|passwd|passphrase|pwd|secret|token|api_?key|secret_?key|access_?key)",
    re.IGNORECASE,
)
_UPPER = lazy_compile(r"[A-Z]{2,}_")


def asks_for_one(value: str) -> bool:
    """Whether a value asks for another or is the name of a variable: ``hier_eintragen``, ``DB_PASSWORD``."""
    if _UPPER.match(value) and _VARIABLE.fullmatch(value):
        return True
    return _ASKS.fullmatch(value) is not None
