"""Lines that say who wrote it, when, and where the picture is from: told as fields, so chrome in the text."""

import re
from collections.abc import Iterable
from datetime import UTC

from crawlers.extraction.chrome.rules import fold
from crawlers.extraction.metadata.dates import date_in_words

_LONGEST = 120  # characters
_WORD = re.compile(r"[^\W\d_]{3,}")
_DATE_WORDS = re.compile(
    r"""\b(?:on|at|by|von|par|por|and|author|автор\w*|published|updated|posted|modified|created|last|date|time|edited|monday|tuesday|wednesday|thursday|friday
    |saturday|sunday|mon|tue|wed|thu|fri|sat|sun|est|edt|gmt|utc|bst|cet|eet|eest|cest|msk|am|pm|uhr|min|read|views?|comments?
    |опубліковано|оновлено|додано|створено|дата|час|понеділок|вівторок|середа|четвер|п'ятниця|субота|неділя|року|київ
    |перегляд\w*|опубликовано|обновлено|добавлено|создано|время|понедельник|вторник|среда|четверг|пятница|суббота
    |воскресенье|года|киев|просмотр\w*|коментар\w*|комментари\w*
    |jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*
    |січ\w*|лют\w*|берез\w*|бер|квіт\w*|трав\w*|черв\w*|лип\w*|серп\w*|верес\w*|жовт\w*|листоп\w*|груд\w*
    |янв\w*|фев\w*|март\w*|апр\w*|мая|май|июн\w*|июл\w*|авг\w*|сент\w*|окт\w*|нояб\w*|дек\w*)\b""",
    re.VERBOSE,
)


def is_byline(text: str, authors: Iterable[str]) -> bool:
    """True for a line that holds nothing but the authors' names, a date, or both."""
    if len(text) > _LONGEST:
        return False
    rest = fold(text)
    named = False
    for author in authors:
        name = fold(author)
        if name and name in rest:
            rest, named = rest.replace(name, " "), True
    dated = any(char.isdigit() for char in rest) and date_in_words(text, UTC) is not None
    return (named or dated) and not _WORD.search(_DATE_WORDS.sub(" ", rest))


_SIGNATURE = re.compile(r"[A-ZА-ЯІЇЄҐ][\w’'ʼ-]+(?: [A-ZА-ЯІЇЄҐ]\.?[\w’'ʼ.-]*){1,2}")


def is_signature(text: str) -> bool:
    """True for a line that is a person's name and nothing else, as some sign their text below it."""
    return _SIGNATURE.fullmatch(text.strip(" .")) is not None and not text.isupper()


def is_dateline(text: str) -> bool:
    """True for a short line with a date and a time, as stands above a text, whatever else it says."""
    if len(text) > _LONGEST or text.endswith((".", "!", "?")):
        return False
    moment = date_in_words(text, UTC)
    return moment is not None and moment.to_the == "minute"
