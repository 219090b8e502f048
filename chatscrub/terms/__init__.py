"""A vendor's saved terms: made plain, then read for red flags."""

from __future__ import annotations

from chatscrub.terms.reading import Reading, read_terms

__all__ = ["Reading", "read_terms"]
