"""A model folder → a model, once a process."""

from __future__ import annotations

import warnings
from functools import cache

from chatscrub.detection.names.model import NameModel
from chatscrub.detection.names.other_models.folder import ModelFolder, ModelKind, go_offline
from chatscrub.detection.names.tagger import embedded
from chatscrub.detection.offline import refuse_network
from chatscrub.errors import ChatscrubError, UsageError


@cache
def load(folder: ModelFolder) -> NameModel:
    """The model of an examined folder; its lexicon is the embedded model's.

    Raises:
        UsageError: its library does not take it, or it knows neither names nor addresses.
    """
    go_offline()
    refuse_network()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions and devices; whether it loads is what counts
            return _opened(folder)
    except ChatscrubError:
        raise
    except Exception as error:  # the libraries and what they build on raise whatever they like
        what = " ".join(str(error).split())[:200]
        raise UsageError(
            f"{folder.path}: the {folder.kind} model cannot be loaded ({type(error).__name__}: {what}); "
            "check that the folder is complete and fits the installed libraries"
        ) from error


def _opened(folder: ModelFolder) -> NameModel:
    lexicon = embedded().lexicon
    # Absolute, because a relative path of two parts could be taken for the name of a model on a hub.
    path = folder.path.resolve()
    match folder.kind:
        case ModelKind.SPACY:
            from chatscrub.detection.names.other_models.spacy_pipeline import SpacyPipeline

            return SpacyPipeline(path, lexicon)
        case ModelKind.GLINER:
            from chatscrub.detection.names.other_models.gliner_model import GlinerModel

            return GlinerModel(path, lexicon)
        case ModelKind.TOKENS:
            from chatscrub.detection.names.other_models.token_classifier import TokenClassifier

            return TokenClassifier(path, lexicon)
