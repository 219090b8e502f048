"""Mobile numbers by the numbering plans of countries."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def is_mobile(value: str, regions: tuple[str, ...]) -> bool:
    """Whether a number is one of a mobile in a country of `regions` (ISO 3166 codes), as it is dialled there."""
    import phonenumbers
    from phonenumbers import PhoneNumberType

    for region in regions:
        try:
            number = phonenumbers.parse(value, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) == PhoneNumberType.MOBILE:
            return True
    return False
