"""TOML that people write by hand, read without a failure that the library does not announce."""

from __future__ import annotations

from typing import Any

import tomli


def parsed(content: bytes) -> dict[str, Any]:
    """The values of a file in UTF-8.

    Raises:
        ValueError: it is no TOML; one line, which quotes no value.
    """
    try:
        return tomli.loads(content.decode("utf-8"))
    except RecursionError:
        raise ValueError("tables, lists or names are nested too deep") from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError):
        raise
    except ValueError:  # Python converts no number of thousands of digits
        raise ValueError("a number has too many digits") from None
