"""The options that a scan and a watched folder have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chatscrub.cli.words import ConfidenceWord, LanguageWord, ThresholdWord

Format = Annotated[list[str] | None, typer.Option("--format", "-f", help="Only these reports, e.g. md,jsonl.")]
MinConfidence = Annotated[
    ConfidenceWord | None, typer.Option(help="Leave out findings less sure than this. [default: medium]")
]
FailOn = Annotated[
    ThresholdWord | None, typer.Option(help="Exit with 1 from this severity on, or never. [default: low]")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes. [default: one for each processor, as memory allows]"),
]
WatchJobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes. [default: 1]")]
PeopleFile = Annotated[
    Path | None, typer.Option("--people", help="CSV with the columns account,employee[,name,language,email].")
]
Language = Annotated[
    LanguageWord | None,
    typer.Option("--lang", help="Language of all lists. [default: as the table of people says, else en]"),
]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="chatscrub.toml with company domains and defaults.")]
SlackDomain = Annotated[str | None, typer.Option(help='"acme" of acme.slack.com, for links to messages.')]
StateFolder = Annotated[Path | None, typer.Option("--state", help="Folder of ledger and key. [env: CHATSCRUB_STATE]")]
Detectors = Annotated[list[Path] | None, typer.Option(help="More detector folders.")]
NamesModel = Annotated[
    Path | None, typer.Option(help="Folder of a bigger model for names: spaCy, GLiNER or Hugging Face.")
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="URL", help="Scheduler of a Dask cluster that reads, tls://host:8786."),
]
ClusterCa = Annotated[Path | None, typer.Option("--cluster-ca", help="PEM file of the cluster's authority.")]
ClusterCert = Annotated[Path | None, typer.Option("--cluster-cert", help="PEM file of this machine's certificate.")]
ClusterKey = Annotated[Path | None, typer.Option("--cluster-key", help="PEM file of its key.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
