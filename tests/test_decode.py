from __future__ import annotations

import base64
import gzip
import html
import json
import random
import time
import zlib
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.detection.decode import DEPTH, SPARE, TRIGGER, Layer, layers
from chatscrub.detection.dialect import compiled

SETTINGS = 'name = "Jörg"\nDB_HOST=db.works-a.de\npassword: Uhu&Falke/99+x?y\n'
WORD = "Uhu&Falke/99+x?y"


def found(text: str, how: str) -> list[Layer]:
    return [layer for layer in layers(text.encode()) if layer.how == how]


def pasted(text: str, how: str, word: str = WORD) -> str:
    """What stands in the text where the layer says the word."""
    (layer,) = (layer for layer in found(text, how) if word.encode() in layer.data)
    start = layer.data.index(word.encode())
    left, right = layer.origin(start, start + len(word.encode()))
    return text.encode()[left:right].decode()


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


# -- escapes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "how", "word", "wanted"),
    [
        (r'-d "{\"user\": \"x\", \"note\": \"a\"b\"}" done', "json", '"note"', r"\"note\""),
        (r"body={\"t\": \"caf\u00e9 \ud83d\ude00 x\"}", "json", "é 😀", r"\u00e9 \ud83d\ude00"),
        (r'"https:\/\/hooks.works-a.de\/x"', "json", "https://h", r"https:\/\/h"),
        (r'"A=1\nDB_PASSWORD=s3cret\nB=2"', "json", "\nDB_", r"\nDB_"),
        ("x=%7B%22pin%22%3A1%7D", "url", '"pin"', "%22pin%22"),
        ("?name=J%C3%B6rg+Meier&c=%24", "url", "Jörg Meier", "J%C3%B6rg+Meier"),
        ("?name=J%F6rg%20M%FCller", "url", "Jörg Müller", "J%F6rg%20M%FCller"),
        ("to anna%40works-a.de now", "url", "anna@works-a.de", "anna%40works-a.de"),
        ("&lt;b title=&quot;é&amp;b&quot;&gt;", "html", '"é&b"', "&quot;é&amp;b&quot;"),
        ("J&ouml;rg &#77;&#x2e; x", "html", "M.", "&#77;&#x2e;"),
    ],
)
def test_an_escape_leads_back_to_all_of_it(text: str, how: str, word: str, wanted: str) -> None:
    for before in ("", "Grüße 😀, ", "a line\n"):
        assert pasted(before + text, how, word) == wanted


def test_only_the_line_or_the_string_with_the_escapes_is_decoded() -> None:
    text = 'first\n{"a": "b", "c": "{\\"d\\": 1}", "e": "f\\n"}\nlast'
    assert [layer.data for layer in found(text, "json")] == [b'{"d": 1}']
    lines = "one\ntwo &quot;x&quot;\nthree &quot;y&quot;\nfour\nfive &#64;"
    assert [layer.data for layer in found(lines, "html")] == [b'two "x"\nthree "y"', b"five @"]


def test_of_a_long_line_the_neighbourhood_is_decoded_and_no_word_is_cut() -> None:
    text = "wörd " * 2000 + "&quot;x&quot; " + "a1b2c3 " * 2000
    (layer,) = found(text, "html")
    assert len(layer.data) < 1500
    words = set(layer.data.decode().split())
    assert words == {"wörd", '"x"', "a1b2c3"}
    unbroken = "ü" * 5000 + "&quot;x&quot;" + "ü" * 5000
    (layer,) = found(unbroken, "html")
    assert layer.data.decode().strip("ü") == '"x"'


@pytest.mark.parametrize(
    "text",
    [
        'print("a\\n\\tb")',
        'say("\\"hi\\" to them")',
        "C:\\new\\table",
        "up 100% or 20%, %d of %02x:%02x, %3d",
        "https://works-a.de/My%20File%20Name.pdf",
        "AT&amp;T &lt;b&gt; &nbsp;",
        "src/components/navigation/SidebarNavigationItem.module.scss",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "123e4567-e89b-42d3-a456-426614174000",
        "InternationalizationConfigurationProviderFactoryBean",
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
    ],
)
def test_ordinary_text_does_not_wake_the_decoder(text: str) -> None:
    assert compiled(TRIGGER).search(text.encode()) is None


# -- base64 ------------------------------------------------------------------------------------------------------------


def test_base64_leads_back_to_the_characters_that_hold_the_span() -> None:
    encoded = in_base64(SETTINGS)
    for text in (f"Größe: {encoded} ok", f"path/{encoded}", f"X_{encoded.rstrip('=')}"):
        characters = pasted(text, "base64")
        assert len(characters) <= len(WORD) * 4 / 3 + 2
        at = encoded.index(characters)
        assert WORD in base64.b64decode(encoded[at // 4 * 4 : -(-(at + len(characters)) // 4) * 4]).decode(
            "utf-8", "ignore"
        )


def test_both_alphabets_are_read() -> None:
    text = "tilde ~~~ and ??? and >>>" * 2
    standard = in_base64(text)
    assert {"+", "/"} & set(standard)
    for encoded in (standard, base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")):
        (layer,) = found(f"x {encoded}", "base64")
        assert layer.data.decode() == text


@pytest.mark.parametrize("width", [76, 64, 61])
@pytest.mark.parametrize("between", ["\n", "\r\n", "\n    ", "\n> ", "\\n"])
def test_wrapped_base64_is_one_run(width: int, between: str) -> None:
    encoded = in_base64(SETTINGS * 4)
    lines = [encoded[begin : begin + width] for begin in range(0, len(encoded), width)]
    text = f"data:\n{between.join(lines)}\n\nThanks"
    (layer,) = found(text, "base64")
    assert layer.data.decode() == SETTINGS * 4
    last = layer.data.rindex(WORD.encode())
    start, end = layer.origin(last, last + len(WORD))
    assert in_base64(SETTINGS)[-24:-4] in text.encode()[start:].decode().replace(between, "")
    assert end <= text.rindex("=") if "=" in text else end <= len(text)


def test_lines_of_their_own_are_not_joined() -> None:
    one, two = in_base64("first=Xk29-first-first"), in_base64("second=Xk29-second-second-second-second")
    assert [layer.data for layer in layers(f"{one.rstrip('=')}\n{two}".encode())] == [
        b"first=Xk29-first-first",
        b"second=Xk29-second-second-second-second",
    ]


@pytest.mark.parametrize(("how", "packed"), [("gzip", gzip.compress), ("zlib", zlib.compress)])
def test_compressed_text_leads_back_to_the_whole_run(how: str, packed: object) -> None:
    assert callable(packed)
    run = base64.b64encode(packed((SETTINGS * 3).encode())).decode()
    (layer,) = found(f"data {run} end", how)
    assert layer.data.decode() == SETTINGS * 3
    assert layer.origin(3, 9) == (5, 5 + len(run.rstrip("=")))


@pytest.mark.parametrize("level", [1, 6, 9])
def test_every_header_of_zlib_is_known(level: int) -> None:
    run = base64.b64encode(zlib.compress(SETTINGS.encode(), level)).decode()
    assert len(found(run, "zlib")) == 1


def test_a_command_of_powershell_is_read() -> None:
    command = "$p = 'Uhu99'; net use \\\\srv /user:x $p"
    run = base64.b64encode(command.encode("utf-16-le")).decode()
    assert [layer.data.decode() for layer in found(f"powershell -enc {run}", "utf-16")] == [command]
    piece = pasted(f"powershell -enc {run}", "utf-16", "Uhu99")
    assert piece in run
    assert len(piece) <= 16


def test_text_counts_up_to_the_first_byte_that_is_none() -> None:
    raw = SETTINGS.encode() + bytes(range(200)) + SETTINGS.encode()
    (layer,) = found(base64.b64encode(raw).decode(), "base64")
    assert layer.data.decode() == SETTINGS


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n" + bytes(40), random.Random(7).randbytes(400), b"short text"])
def test_pictures_keys_and_scraps_give_no_layer(raw: bytes) -> None:
    assert list(layers(f"x {base64.b64encode(raw).decode()} x".encode())) == []


# -- layers inside layers, and their cost ------------------------------------------------------------------------------


def test_a_layer_is_decoded_once_more_and_leads_back_through_both() -> None:
    inner = json.dumps({"note": json.dumps({"password": WORD})})
    text = f"x {in_base64(inner)}"
    (layer,) = found(text, "base64+json")
    assert layer.depth == DEPTH == 2
    assert pasted(text, "base64+json") == pasted(text, "base64")
    assert pasted(f"?q={quote(in_base64(SETTINGS + '??'), safe='')}", "base64") in in_base64(SETTINGS + "??")
    third = in_base64(in_base64(in_base64(SETTINGS)))
    assert {layer.how for layer in layers(third.encode())} == {"base64", "base64+base64"}


def test_a_bomb_is_inflated_to_a_bound() -> None:
    bomb = base64.b64encode(gzip.compress(b"A=1 " * 20_000_000)).decode()
    assert sum(len(layer.data) for layer in layers(bomb.encode())) <= SPARE
    many = "\n\n".join([bomb] * 30).encode()
    assert sum(len(layer.data) for layer in layers(many)) <= SPARE + len(many)


@pytest.mark.parametrize(
    "unit",
    [
        '{\\"a\\": \\"b\\"} ',
        "%7B%22a%22 ",
        "a=b+%7B%7D+",
        "&quot;a&quot;",
        "\\nab=",
        '\\"',
        "QUJDREVGR0hJSktMTU5PUFFS/",
        "a" * 30 + "/",
    ],
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    text = (unit * (400_000 // len(unit))).encode()
    began = time.process_time()
    size = sum(len(layer.data) for layer in layers(text))
    assert time.process_time() - began < 8
    assert size <= len(text) + SPARE


def test_megabytes_of_a_picture_cost_little() -> None:
    picture = base64.b64encode(b"\x89PNG" + random.Random(3).randbytes(3_000_000))
    text = b"x=%7B%22 " + picture + b"\n" + base64.encodebytes(picture)
    began = time.process_time()
    assert sum(len(layer.data) for layer in layers(text)) < 10_000_000
    assert time.process_time() - began < 8


ENCODERS = [
    json.dumps,
    lambda text: json.dumps(text, ensure_ascii=False),
    lambda text: text.replace("/", "\\/"),
    quote,
    quote_plus,
    html.escape,
    in_base64,
    lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    lambda text: base64.encodebytes(text.encode()).decode(),
    lambda text: base64.b64encode(gzip.compress(text.encode())).decode(),
    lambda text: base64.b64encode(zlib.compress(text.encode())).decode(),
    lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
]
PIECES = st.one_of(
    st.sampled_from(
        [
            SETTINGS,
            '{"k": "v"}',
            "a@b.de",
            "\\",
            '"',
            "%",
            "&",
            "&#65;",
            "%41%42",
            "\\u0041",
            "\\n",
            "=",
            "_",
            "\n",
            " ",
            "ü",
            "😀",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)


def encoded(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda text, encoder: encoder(text), texts, st.sampled_from(ENCODERS)) | st.lists(
        texts, max_size=4
    ).map("".join)


@settings(max_examples=400)
@given(st.recursive(PIECES, encoded, max_leaves=8))
def test_the_trigger_fires_wherever_there_is_a_layer_and_every_layer_leads_into_the_text(text: str) -> None:
    data = text.encode()
    all_layers = list(layers(data))
    if all_layers:
        assert compiled(TRIGGER).search(data) is not None
    for layer in all_layers:
        letters = layer.data.decode()  # UTF-8, as the detectors need it
        size, at = len(layer.data), 0
        for letter in letters[:50]:
            start, end = layer.origin(at, at + len(letter.encode()))
            assert 0 <= start < end <= len(data)
            assert data[start:end].decode()
            at += len(letter.encode())
        assert layer.origin(0, size)[0] < layer.origin(size - 1, size)[1] <= len(data)
