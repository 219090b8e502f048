"""Templates → bytes. Everything a template writes is one printable line, escaped for HTML."""

from __future__ import annotations

from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from chatscrub.escape import plain
from chatscrub.kept_file import default_cache

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from chatscrub.pages.words import Said

LONGEST = 2000  # characters of one value; views cut theirs shorter
_STYLE = "style.css"


def render(template: str, **values: object) -> bytes:
    """A template of this package, filled. The policy that it declares allows its own style sheet and nothing else."""
    environment = _environment()
    style = environment.get_template(_STYLE).render()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = environment.get_template(template).render(policy=policy, **values)
    return page.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    # Imported here because it costs a tenth of a second, and most commands write no page.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from chatscrub.pages.compiled_templates import CompiledTemplates

    environment = Environment(
        loader=PackageLoader("chatscrub.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=CompiledTemplates(default_cache()),
    )
    environment.filters["said"] = _said
    return environment


def _harmless(value: object) -> object:
    """What views forgot to clean is cleaned here; what a macro has written is escaped already."""
    return plain(value, LONGEST) if isinstance(value, str) and not hasattr(value, "__html__") else value


@lru_cache(maxsize=512)  # a page has thousands, most of them the same few
def _said(said: Said) -> Markup:
    """A text that tells where it is in another language than the page."""
    from markupsafe import Markup, escape

    text = escape(plain(said.text, LONGEST))
    return Markup('<span lang="{}">{}</span>').format(said.language, text) if said.language else text
