"""What a Slack export holds and what it cannot hold, in sentences for whoever reads the result."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.model.outcome import Notice
from chatscrub.sources.slack.channels import DM, GROUP_DM, PRIVATE
from chatscrub.sources.slack.layout import Layout
from chatscrub.sources.slack.messages import Tally

DOWNLOADABLE = (
    "The file addresses in a Slack export carry a download token: whoever holds the export can read all files of the "
    "workspace until the token expires. Keep the export like a secret and delete it when it is no longer needed."
)
NO_DOMAIN = (
    "The export does not show the domain of the workspace, so there are no links to messages; give the Slack domain "
    "(acme for acme.slack.com, --slack-domain) to get them."
)
RETAINED = (
    "The workspace keeps edited and deleted messages, and exports them: deleting in Slack does not erase them. "
    "Change the retention settings, or accept that they stay."
)
TRANSCRIPTS = "holds conversations in the plain-text form, which does not tell who wrote what; ask for the JSON form"
NO_MESSAGES = "no message could be read from this Slack export; check that it is complete and export it again"
STRANGE = "not a known part of a Slack export, so it was not read; look into it by hand"

_MISSING = "the contents of uploaded files, canvases and lists, and what partners in shared channels keep on their side"


def kind_notice(layout: Layout, kinds: set[str]) -> Notice:
    """The kind of export, and what it leaves out."""
    private = sorted(kinds & {PRIVATE, GROUP_DM, DM})
    if layout.table("org_users") or len(layout.roots) > 1:
        scope = "an Enterprise Grid organisation"
        missing = "" if private else "private channels and direct messages, "
    elif private:
        scope = "public and private conversations"
        missing = "" if DM in kinds else "direct messages, "
    elif kinds:
        scope = "public channels only"
        missing = "private channels and direct messages, "
    else:
        scope = "single conversations without a list of channels"
        missing = "all other conversations, the names and addresses of people, "
    return Notice(f"Slack export of {scope}. It does not hold {missing}{_MISSING}.")


def closing_notices(tally: Tally, *, domain_known: bool, conversations: int) -> Iterator[Notice]:
    """What reading the messages showed: their dates, the token, the log of edits, missing links."""
    if tally.messages and tally.first and tally.last:
        count = f"{tally.messages} message{'' if tally.messages == 1 else 's'}"
        where = f"{conversations} conversation{'' if conversations == 1 else 's'}"
        yield Notice(
            f"The Slack export holds {count} in {where}, sent from {tally.first:%Y-%m-%d} to {tally.last:%Y-%m-%d} (UTC); "
            "older and newer ones are not covered."
        )
    if tally.retained:
        yield Notice(RETAINED)
    if tally.messages and not domain_known:
        yield Notice(NO_DOMAIN)
    if tally.token_seen:
        yield Notice(DOWNLOADABLE, warning=True)
