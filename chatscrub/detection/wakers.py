"""What the prefilter looks for on behalf of the decoder and the readers, which claim nothing themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from chatscrub.detection.decode import TRIGGER
from chatscrub.detection.gates import OTHER
from chatscrub.detection.readers import NEVER, only_in_record, triggers
from chatscrub.model.detector import Confidence, Detector, Kind, Remedy, RemedyKind, Severity

_waker = partial(
    Detector,
    issuer="chatscrub",
    kind=Kind.CREDENTIAL,
    confidence=Confidence.LOW,
    severity=Severity.LOW,
    remedy=Remedy(RemedyKind.DELETE),
)

DECODER = _waker(
    id="decode.encoded-text",
    entity="ENCODED_TEXT",
    pattern=TRIGGER,
    prefilter_union="words",
    file="chatscrub/detection/decode.py",
    name="Encoded text",
)


def reader_of(detectors: Sequence[Detector]) -> Detector:
    """Matches where a name of a field that counts anywhere stands before a value or over a column.

    One search for all fields costs a tenth of what Hyperscan takes for as many detectors with long lists of names.
    """
    alone = [one for one in detectors if one.fields and not only_in_record(one.fields)]
    names = sorted({name for one in alone for name in one.fields})
    own = [f"(?:{one.prefilter})" for one in alone if one.prefilter not in (None, NEVER)]
    latin, others = triggers(names)
    here = "|".join(filter(None, (latin, *own))) or NEVER
    return _waker(
        id="readers.fields",
        entity="FIELDS",
        pattern=here if others is None else f"{here}|{others}",
        parts=((None, here),) if others is None else ((None, here), (OTHER.name, others)),
        prefilter_union="fields",
        file="chatscrub/detection/readers",
        name="Labelled fields",
    )
