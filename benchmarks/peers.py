"""detect-secrets and Presidio as they come, for a comparison on the same text.

detect-secrets runs all its plugins in file mode with its default filters, verification over the network left out.
Presidio runs its default recognizers with a blank spaCy pipeline, since its default model would be downloaded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

Claim = tuple[str, int, int]
"""What a peer claims: entity or kind, start and end in characters."""
Peer = Callable[[str], list[Claim]]


def detect_secrets() -> Peer:
    """All plugins of the installed detect-secrets."""
    from detect_secrets.core import scan
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
    from detect_secrets.settings import default_settings, get_settings, transient_settings

    with default_settings():
        settings = get_settings().json()
    settings["filters_used"] = [each for each in settings["filters_used"] if "verification" not in each["path"]]
    plugins: Iterable[type] = get_mapping_from_secret_type_to_class().values()
    settings["plugins_used"] = [{"name": plugin.__name__} for plugin in plugins]

    def claims(text: str) -> list[Claim]:
        found: list[Claim] = []
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", errors="replace", delete=False) as file:
            file.write(text)
        try:
            with transient_settings(settings):
                for secret in scan.scan_file(file.name):
                    value = secret.secret_value or ""
                    at = text.find(value) if value else -1
                    if at >= 0:
                        found.append((secret.type, at, at + len(value)))
        finally:
            Path(file.name).unlink()
        return found

    return claims


def presidio() -> Peer:
    """The default recognizers of the installed Presidio, English, threshold 0.4."""
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import EmailRecognizer

    class Blank(SpacyNlpEngine):
        """The default engine without its model, which would be downloaded."""

        def load(self) -> None:
            self.nlp = {"en": spacy.blank("en")}  # type: ignore[assignment]  # typed as None by the library

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    setattr(EmailRecognizer, "validate_result", lambda _, value: offline(value).fqdn != "")  # noqa: B010  # typed otherwise
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    blank = Blank(models=[{"lang_code": "en", "model_name": "blank"}])
    blank.load()
    engine = AnalyzerEngine(nlp_engine=blank, registry=registry, supported_languages=["en"])

    def claims(text: str) -> list[Claim]:
        results: Iterable[object] = engine.analyze(text, language="en", score_threshold=0.4)
        return [(each.entity_type, each.start, each.end) for each in results]  # type: ignore[attr-defined]  # untyped

    return claims
