from __future__ import annotations

from pathlib import Path

import pytest

from chatscrub.config import load_config
from chatscrub.config.file import _RULES
from chatscrub.errors import UsageError


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "chatscrub.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    config = load_config(None)
    assert config.min_confidence == "medium"
    assert config.jobs is None


def test_every_rule_is_about_a_setting_that_there_is() -> None:
    assert all(set(rules) <= set(settings.__struct_fields__) for settings, rules in _RULES.items())


def test_domains_are_lower_case_and_without_at(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, 'company_domains = ["@Acme.COM"]'))
    assert config.company_domains == ("acme.com",)


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, 'people = "people.csv"\nnames_model = "model"'))
    assert config.people == tmp_path / "people.csv"
    assert config.names_model == tmp_path / "model"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 1", "unknown key 'colour'"),
        ("notices = 1", "notices: must be a table"),
        ("[ranking]\nmood = 1", "unknown key 'ranking.mood'; the keys are malicious, vulnerable_people"),
        ("[policy]\nmood = 1", "unknown key 'policy.mood'; the keys are allowed, legal_hold, mfa"),
        ('[policy]\nallowed = "slack"', "policy.allowed"),
        ('[policy]\nallowed = ["claude:teem"]', "policy.allowed: claude has no plan teem; its plans are free, pro"),
        ('[policy]\nallowed = ["claude:"]', 'write it as "slack"'),
        ('[policy]\nlegal_hold = "maybe"', "policy.legal_hold"),
        ('[policy.mfa]\nchatgpt = "yes"', "policy.mfa.chatgpt"),
        ('[policy.mfa]\n"chatgpt:plus" = true', "for a tool, not for a plan"),
        ('min_confidence = "sure"', "min_confidence"),
        ("jobs = 0", "jobs"),
        ('company_domains = ["acme"]', "company_domains"),
        ("jobs = ", "not valid TOML"),
        ("a = " + "[" * 3000, "not valid TOML: tables, lists or names are nested too deep"),
        ("a." * 3000 + "a = 1", "not valid TOML: tables, lists or names are nested too deep"),
        ("jobs = " + "9" * 5000, "not valid TOML: a number has too many digits"),
        ('people = "a\\u0000b"', "people: must be a path without the character NUL"),
        ('detectors = ["a", "b\\u0000"]', "detectors: must be a path without the character NUL"),
    ],
)
def test_a_wrong_entry_is_one_sentence_with_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_config(written(tmp_path, text))
    assert says in str(caught.value)
    assert "chatscrub.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_config(tmp_path / "none.toml")


def test_without_a_policy_nothing_is_forbidden_and_nothing_is_known_to_be_allowed() -> None:
    config = load_config(None)
    assert config.policy.as_policy().allowed is None
    assert not config.policy.as_policy().forbids("chatgpt", "plus")
    assert config.policy.legal_hold is None


def test_an_empty_list_of_allowed_tools_forbids_all(tmp_path: Path) -> None:
    policy = load_config(written(tmp_path, "[policy]\nallowed = []")).policy.as_policy()
    assert policy.forbids("slack", None)


def test_the_policy_names_tools_with_all_their_plans_or_single_plans_by_any_of_their_names(tmp_path: Path) -> None:
    text = '[policy]\nallowed = ["Slack", "chatgpt:team", "gemini"]\nlegal_hold = "none"\n[policy.mfa]\nChatGPT = true'
    config = load_config(written(tmp_path, text))
    policy = config.policy.as_policy()
    assert config.policy.legal_hold == "none"
    assert policy.mfa == (("chatgpt", True),)
    assert not policy.forbids("slack", None)
    assert not policy.forbids("gemini", "advanced")
    assert not policy.forbids("chatgpt", "business")
    assert not policy.forbids("chatgpt", "chatgptteamplan")
    assert policy.forbids("chatgpt", "plus")
    assert policy.forbids("claude", "team")


def test_an_account_of_an_unknown_plan_is_forbidden_unless_every_plan_is_allowed(tmp_path: Path) -> None:
    some = load_config(written(tmp_path, '[policy]\nallowed = ["claude:team"]')).policy.as_policy()
    assert some.forbids("claude", None)
    assert some.forbids("claude", "platinum")
    plans = ", ".join(f'"claude:{each}"' for each in ("free", "pro", "max", "team", "enterprise"))
    every = load_config(written(tmp_path, f"[policy]\nallowed = [{plans}]")).policy.as_policy()
    assert not every.forbids("claude", None)
