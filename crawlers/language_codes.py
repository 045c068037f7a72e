"""Languages as pages write them: `uk-UA`, `ua`, `ukr`. Pure."""

import re

# As sites write it in hreflang, lang and inLanguage: ISO 639-1, 639-2, and the country for the language.
CODES = {"uk": "uk", "ua": "uk", "ukr": "uk", "en": "en", "eng": "en", "ru": "ru", "rus": "ru"}


def language_of_code(code: str | None) -> str | None:
    """The language of "uk-UA", "ua", "eng"; None for x-default and languages that are not ours."""
    return CODES.get(re.split("[-_]", (code or "").strip().lower())[0])
