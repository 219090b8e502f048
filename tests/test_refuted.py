"""RE2 refutes no text in which an expression of Python stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.detection.dialect import compiled
from chatscrub.detection.evidence import record_numbers
from chatscrub.detection.refuted import Refuted

REFUTED = {name: each for name, each in vars(record_numbers).items() if isinstance(each, Refuted)}
BETWEEN = st.text(" \n.:-_0aK\x0b\x1fé", max_size=3)


@given(
    st.sampled_from(sorted(REFUTED)),
    st.lists(
        st.sampled_from(
            [
                "Mrs Holt",
                "Sig.ra Valdoro",
                "my wife",
                "BORN",
                "ur. 4",
                "nat a il",
                "nata il",
                "je m'appelle",
                "invoice",
                "INV",
                "codice",
                "codice cliente",
                "s/n",
                "p. iva",
                "customer no",
                "member-number",
                "n. client",
                "Frau ſ",
                "lot",
                "key",
                "numero de cliente",
                "policy nr",
            ]
        )
        | BETWEEN,
        max_size=6,
    ).map("".join),
)
def test_what_an_expression_finds_its_words_do_not_refute(name: str, text: str) -> None:
    each = REFUTED[name]
    expected = each.expression.search(text) is not None
    assert each.stands_in(text) == expected
    if expected and text.isascii():
        assert compiled(each.words).search(text) is not None
