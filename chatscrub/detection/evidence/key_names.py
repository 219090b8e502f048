"""Evidence in the name that a value is given: does it say key, does it point at something, does it name an issuer."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_OTHER_FORM = Verdict(State.FAILED, "not of the form that this issuer gives (cut, mistyped or a sample)")
_ASSIGNED = lazy_compile(
    r"(?:key|token|secret|auth|access|pass(?:word)?|pwd|pat|credentials?)[\w.-]{0,12}[\"'`\])]{0,3}(?: ?string| ?str)?"
    r"(?:\s{0,3}(?:[:?.+|]{0,4}=>?|[:,>])|\sis\b|[ -])\s{0,3}[@bru]?[\"'`(\[]{0,2}$",
    re.IGNORECASE,
)
_REFERENCE = lazy_compile(
    r"(?:project|organi[sz]ation|tenant|subscription|workspace)[_-]?id\b|credentials?[_-]?ids?\b|secret[_-]?id\b|key[_-]?vault|vault[_-]?name|(?:object|s3|storage|redis|registry|config|map|hot|short"
    r"|group|translation|i18n|react|dedup|routing|lookup|natural|composite|surrogate|sorting|dict|json|column|index)[_-]?key"
    r"|key[_-]?(?:code|board|frame|value|word|space|usage|size|length|pair[_-]?name|alias|version|arn|label|prefix|ring|store)"
    r"|idempotency|correlation|request[_-]?id|trace[_-]?id|cursor|revision|version|contract|token[_-]?(?:address|symbol|mint|hash)"
    r"|(?:authenticity|verification)[_-]?token|cancellation|placeholder|design[_-]?token|color|sitemap|slug|license[_-]?(?:name|file|url)",
    re.IGNORECASE,
)
# Issuers whose keys all have one form, which a detector of theirs knows; none whose name is a word of every day. What
# Azure hosts under such a name has Azure's keys.
_OF_ONE_FORM_TEXT = """
1password anthropic apify asana assemblyai blynk brevo browserbase buildkite cartesia cerebras circleci clerk
clickhouse clickup clojars cloudinary cloudsmith codecov cohere composio dashscope deepgram deepseek deno devin
digitalocean doppler dropbox duffel dynatrace e2b easypost elevenlabs figma firecrawl fireworks flutterwave frameio
freshdesk gitea github gitlab grafana greptile groq heroku hetzner honeycomb hubspot hugging.?face infracost
intercom intra42 jenkins jina kimi langfuse langsmith lark launchdarkly linode llamaindex mailchimp mailgun mastra
maxmind mem0 meraki messagebird minimax mistral moonshot netlify new.?relic ngrok npm nuget nvidia octopus okta
ollama openai openrouter openvsx ory ovh packagist pagerduty perplexity pinecone planetscale posthog postman
postmark pulumi pypi razorpay rubygems runpod scaleway scalingo sendgrid settlemint shippo sidekiq siliconflow
slack snyk sonar sourcegraph stability stripe sumologic supabase tailscale tavily telegram tinybird twitch typeform unkey
upstage vault vercel vonage vultr wandb workos xai zendesk zhipu
"""
_OF_ONE_FORM = lazy_compile(
    rf"(?<![a-z])(?<!azure[_.\s-])(?:{'|'.join(_OF_ONE_FORM_TEXT.split())})"
    r"(?=[^a-z]|api|key|token|secret|access|client|auth|pat|org|user|admin|personal|private|live|test|prod)",
    re.IGNORECASE,
)
_KNOWN_PREFIX = lazy_compile(
    r"xox[a-z]-|xapp-|[spr]k_(?:live|test)_|gh[opsur]_|github_pat_|gl[a-z]{2,5}-|A[KS]IA[A-Z2-7]|AIza|GOCSPX-|hv[sbr]\.|tskey-"
    r"|apify_api_|xkeysib-|xsmtpsib-|ops_ey|sb[ap]?_|bk[a-z]{2}_|lsv2_|os_v2_|sk-[a-z]{2,6}-|hf_|r8_|pplx-|gsk_|xai-|nvapi-|do[opr]_v1_"
    r"|npm_|pypi-|SG\.|dapi[0-9a-f]|shp[a-z]{2}_|sq0|PMAK-|figd_|lin_(?:api|oauth)_|ntn_|rpa_|fc-|tvly-|ph[a-z]_|glc_|glsa_|sntry[a-z]_"
    r"|AQ\.Ab|00D[0-9a-z]{9,15}!|pul-|dp\.[a-z]{2}\.|vc[a-z]_|pdl_|pscale_|tfp_|pat-(?:na|eu)|key-|dt0[a-z]|pk\.eyJ|CFPAT-|ATATT|AKC",
    re.IGNORECASE,
)


_AWS_SECRET = lazy_compile(r"aws[_.-]?secret", re.IGNORECASE)
_AWS_SECRET_LENGTH = 40  # characters
# What an issuer signs its messages with, or what an owner chose for that, has not the form of the issuer's keys.
_SIGNS_MESSAGES = lazy_compile(r"(?:signing|webhook|hook)[_ .-]?(?:secret|key)", re.IGNORECASE)
_TEST_MARK = lazy_compile(r"(?:^|[_-])(?:sandbox|sbx|test)(?=[_-])", re.IGNORECASE)
_DSN_HOST = lazy_compile(
    r"@(?:o\d+\.ingest\.|sentry\.|[\w.-]{0,60}sentry)[\w.:-]*/\d+|@[\w.-]{4,80}(?::\d+)?/\d{1,20}(?![\w/.-])"
)


def assigned_key(value: str, around: Surroundings) -> Verdict:
    """A name that ends in key, token, secret and the like is given the value: ``X_KEY=…``, ``"xToken": "…"``."""
    line = around.before.rpartition("\n")[2][-60:]
    return Verdict(State.PROVEN, "assigned to a key") if _ASSIGNED.search(line) else _NEUTRAL


def no_reference(value: str, around: Surroundings) -> Verdict:
    """The name before the value does not say that it points at something: ``credentialsId``, ``object_key``, ``cursor``."""
    name = around.before.rpartition("\n")[2][-40:]
    return Verdict(State.FAILED, "named as a reference") if _REFERENCE.search(name) else _NEUTRAL


def no_known_form(value: str, around: Surroundings) -> Verdict:
    """For detectors that know no issuer: neither the name nor the prefix belongs to one whose own detector knows the form.

    That detector's claim comes before; what it left is cut, mistyped or a sample.
    """
    name = around.before.rpartition("\n")[2][-40:]
    cut = len(value) != _AWS_SECRET_LENGTH and _AWS_SECRET.search(name)
    if cut or _KNOWN_PREFIX.match(value):
        return _OTHER_FORM
    return _OTHER_FORM if _OF_ONE_FORM.search(name) and not _SIGNS_MESSAGES.search(name) else _NEUTRAL


def no_known_prefix(value: str, around: Surroundings) -> Verdict:
    """As `no_known_form` for headers, whose names say little: only the prefix of the value counts."""
    return _OTHER_FORM if _KNOWN_PREFIX.match(value) else _NEUTRAL


def no_test_mark(value: str, around: Surroundings) -> Verdict:
    """The value itself says that it opens a sandbox: ``acme_sandbox_…``, ``sbx_…``, ``key_test_…``."""
    if _TEST_MARK.search(value):
        return Verdict(State.FAILED, "test mode", ("test-mode",))
    return _NEUTRAL


def no_public_dsn(value: str, around: Surroundings) -> Verdict:
    """Addresses to which programs send their errors hold a public key: ``https://<key>@host/<project number>``."""
    return Verdict(State.FAILED, "a public reporting address") if _DSN_HOST.match(around.after) else _NEUTRAL
