"""Languages as pages write them: `uk-UA`, `ua`, `ukr`. Pure."""

import re

# As sites write it in hreflang, lang and inLanguage: ISO 639-1, 639-2, and the country for the language.
CODES = {"uk": "uk", "ua": "uk", "ukr": "uk", "en": "en", "eng": "en", "ru": "ru", "rus": "ru"}


def language_of_code(code: str | None) -> str | None:
    """The language of "uk-UA", "ua", "eng"; None for x-default and languages that are not ours."""
    return CODES.get(re.split("[-_]", (code or "").strip().lower())[0])


def declared_language(code: object) -> str | None:
    """The language that a page or feed says it is in: ours by any of their codes, of others the first two letters."""
    if not isinstance(code, str):
        return None
    return language_of_code(code) or code.strip()[:2].lower() or None
