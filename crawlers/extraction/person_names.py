"""The names in a byline: "By Olena Kovalenko, Kyiv correspondent, and Ivan Petrenko" names two people."""

import re
from collections.abc import Iterator, Sequence

from crawlers.extraction.plain_text import cut, plain

_LONGEST, _MOST_WORDS = 200, 7
# What announces a name. Words for "by" stand alone or behind one word, as in "Posted by", "Veröffentlicht von".
_BY = r"(?:by|von|par|por|di|od|da|door|af|av|от)"
_PREFIX = re.compile(
    rf"^(?:(?:[^\W\d_]+ )?{_BY}\b|(?:post |the )?authors?\b|from\b|text\b|words\b|interview\b"
    r"|autor(?:in|en|es|a)?\b|auteurs?\b|redaktion:"
    r"|автор(?:и|ка|ы|ки)?(?: (?:статті|матеріалу|тексту|статьи|материала|текста))?\b|текст\b|фото\b"
    r"|(?:під|підго)?готува(?:в|ла|ли)\b|подготовил[аи]?\b|записала?\b)(?:\s*[:\-–—|]+\s*|\s+|$)",
    re.IGNORECASE,
)
_JOINERS = re.compile(r"\s*[;|\n•·]\s*|\s*,\s+(?:and\s+|und\s+)?|\s+(?:and|und|et|та|і|й|и|&)\s+(?=[A-ZА-ЯІЇЄҐÀ-Þ])")
_NOT_A_NAME = re.compile(
    r":|@|www\.|/\w+/|\d{3}|^(?:\w*admin\w*|administrator|editor|root|user|none|null|unknown|guest|no author"
    r"|автор|autor|author)$",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?a|b\.?a|m\.?sc|b\.?sc|r\.?d|r\.?n|j\.?d|mph|msc|dr|jr|sr)\.?$", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|journalist|columnist|writer|staff|contributor|analyst|producer|professor|director"
    r"|кореспондент\w*|журналіст\w*|редактор\w*|оглядач\w*|репортер\w*|аналітик\w*|спеціально для"
    r"|корреспондент\w*|журналист\w*|обозреватель|аналитик|специально для|redakteur\w*|korrespondent\w*)\b",
    re.IGNORECASE,
)
_ONLY_JOINS = re.compile(r"\W*(?:and|und|et|та|і|й|и|y|e)?\W*", re.IGNORECASE)
_JOINS_ON = re.compile(r"(?:,|&|\b(?:and|und|et|та|і|й|и|y|e))$", re.IGNORECASE)
_AN_AGENCY = 5  # letters of one word in lower case, as in "dpa"
_TRIMMED = " .,:;·•-–—|/"


def names_in(text: str) -> Iterator[str]:
    """The names of people and agencies in a byline; roles, degrees, handles and the names of accounts are none."""
    text = plain(text)
    parts = _JOINERS.split(_without_prefix(text))
    told = False
    for part in parts:
        name = _without_prefix(part).strip(_TRIMMED)
        if not is_name(name) or (told and _is_addition(name)):
            continue
        told = True
        yield cut(name, _LONGEST)


def is_name(name: str) -> bool:
    """True for what may name an author."""
    if not any(map(str.isalpha, name)) or len(name.split()) > _MOST_WORDS:
        return False
    return _NOT_A_NAME.search(name) is None


def is_by_word(text: str) -> bool:
    """True for a text that only announces a name: "By", «Автор:»."""
    return not _without_prefix(text).strip(_TRIMMED)


def first_names(pieces: Sequence[str]) -> list[str]:
    """The names at the head of a byline's pieces of text: those of the first that has any, and of those joined to it.

    What stands before a piece that only announces a name, such as "By", is a label and no name.
    """
    texts = [text for piece in pieces if (text := piece.strip())]
    announced = [number for number, text in enumerate(texts) if is_by_word(text)]
    found: list[str] = []
    joined = True
    for text in texts[announced[0] + 1 :] if announced else texts:
        if _ONLY_JOINS.fullmatch(text):
            joined = True
        elif joined:
            found.extend(names_in(text))
            joined = not found or _JOINS_ON.search(text) is not None
        else:
            break
    return found


def _without_prefix(text: str) -> str:
    before = None
    while text != before:
        before, text = text, _PREFIX.sub("", text.lstrip())
    return text


def _is_addition(name: str) -> bool:
    """True for what follows a name after a comma and is none: a degree, a role."""
    if _CREDENTIAL.match(name) or _ROLE.search(name):
        return True
    return name[:1].islower() and (" " in name or len(name) > _AN_AGENCY)
