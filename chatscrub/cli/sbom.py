"""``chatscrub sbom``: what this program is made of, here and now."""

from __future__ import annotations

from typing import Annotated

import typer


def sbom(
    licences: Annotated[bool, typer.Option("--licences", help="A line for each library instead of JSON.")] = False,
) -> None:
    """Print the bill of materials of this installation: CycloneDX 1.5 JSON with versions, licences and checksums."""
    from chatscrub.cli.components import bill, libraries
    from chatscrub.cli.tables import print_json

    if licences:
        for each in libraries():
            print(f"{each.name}=={each.version}\t{each.licence or 'not stated'}")
    else:
        print_json(bill())
