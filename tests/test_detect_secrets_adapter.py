"""The contract with the installed detect-secrets: what we ask of it, and what it must answer."""

from __future__ import annotations

import pytest

from chatscrub.detection import detect_secrets
from chatscrub.detection.evidence.verdict import State, Surroundings
from chatscrub.detection.samples import fill
from chatscrub.errors import PackError


def slot(template: str) -> str:
    return fill(template, "detect-secrets")


@pytest.mark.parametrize(
    ("name", "before", "template", "confirmed"),
    [
        ("GitHubTokenDetector", "token ", "ghp_{{alnum:36}}", True),
        ("GitHubTokenDetector", "token ", "ghx_{{alnum:36}}", False),
        ("StripeDetector", "", "sk_live_{{alnum:24}}", True),
        ("SendGridDetector", "", "SG.{{alnum:22}}.{{alnum:43}}", True),
        ("TwilioKeyDetector", "sid = ", "SK{{hex:32}}", True),
        ("SoftlayerDetector", "softlayer_api_key = ", "{{hex:64}}", True),
        ("SoftlayerDetector", "some_other_key = ", "{{hex:64}}", False),
        ("KeywordDetector", "password = ", "'{{alnum:12}}'", True),
    ],
)
def test_the_plugin_answers_as_we_rely_on(name: str, before: str, template: str, *, confirmed: bool) -> None:
    verdict = detect_secrets.confirm(name, slot(template), Surroundings(f"first line\n{before}", "\nlast line"))
    assert (verdict is not None) is confirmed
    if verdict is not None:
        assert (verdict.state, verdict.reason) == (State.NEUTRAL, f"detect-secrets:{name}")


def test_a_secret_elsewhere_on_the_line_confirms_nothing() -> None:
    around = Surroundings(slot("ghp_{{alnum:36}} "), slot(" ghp_{{alnum:36}}"))
    assert detect_secrets.confirm("GitHubTokenDetector", "nothing", around) is None


def test_other_lines_are_not_looked_at() -> None:
    around = Surroundings("softlayer_api_key =\n", "")
    assert detect_secrets.confirm("SoftlayerDetector", slot("{{hex:64}}"), around) is None


def test_a_value_of_several_lines_is_looked_at_line_by_line() -> None:
    value = slot("first\nghp_{{alnum:36}}\nlast")
    assert detect_secrets.confirm("GitHubTokenDetector", value, Surroundings("x ", " y")) is not None


def test_nothing_is_verified_with_the_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = detect_secrets._plugin("StripeDetector")

    def forbidden(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("verification was asked for")

    monkeypatch.setattr(plugin, "verify", forbidden)
    assert detect_secrets.confirm("StripeDetector", slot("sk_live_{{alnum:24}}"), Surroundings("", "")) is not None


def test_an_unknown_plugin_is_named() -> None:
    assert detect_secrets.knows("StripeDetector")
    assert not detect_secrets.knows("NoSuchDetector")
    with pytest.raises(PackError, match="NoSuchDetector"):
        detect_secrets.confirm("NoSuchDetector", "x", Surroundings("", ""))
