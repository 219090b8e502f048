"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Short names for long values: a zip built at import holds the time, so its bytes differ between processes."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None
