"""The names in a byline: "By Olena Kovalenko, Kyiv correspondent, and Ivan Petrenko" names two people."""

import re
from collections.abc import Iterator, Sequence

from crawlers.extraction.page.plain_text import cut, plain

_LONGEST, _MOST_WORDS = 200, 7
_BY = r"(?:by|von|par|por)"
_DONE = (
    r"(?:posted|written|reported|published|submitted|edited|story|analysis|opinion|review|words|text|interview|article"
    r"|geschrieben|veröffentlicht|erstellt|gespeichert|verfasst|publié|écrit|escrito|publicado|scritto|pubblicato)"
)
_PREFIX = re.compile(
    rf"^(?:(?:{_DONE} )?{_BY}\b|(?:post |the )?authors?\b|from\b|text\b|words\b|interview\b"
    r"|autor(?:in|en|es|a)?\b|auteurs?\b|redaktion:"
    r"|автор(?:и|ка|ы|ки)?(?: (?:статті|матеріалу|тексту|статьи|материала|текста))?\b|текст\b"
    r"|(?:під|підго)?готува(?:в|ла|ли)\b|подготовил[аи]?\b|записала?\b)(?:\s*[:\-–—|]+\s*|\s+|$)",
    re.IGNORECASE,
)
_JOINERS = re.compile(
    r"\s*[;|\n•·]\s*|\s*,\s+(?:and\s+|und\s+)?|\s+(?:[Aa]nd|AND|und|et|та|і|й|и|&)\s+(?=[A-ZА-ЯІЇЄҐÀ-Þ])"
)
_NOT_A_NAME = re.compile(
    r":|@|\[|www\.|/\w+/|\d{3}|^(?:photo|foto|image|bild|illustration|фото|getty)"
    r"|^(?:\w*admin\w*|administrator|editor|root|user|none|null|unknown|guest|no author|автор|autor|author)$",
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
    text = plain(text).lstrip("© ")
    if text.endswith(":"):
        return
    parts = _JOINERS.split(without_by_word(text))
    told = False
    for part in parts:
        name = without_by_word(part).strip(_TRIMMED)
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
    return not without_by_word(text).strip(_TRIMMED)


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


def without_by_word(text: str) -> str:
    """The text without the words in front that announce a name."""
    before = None
    while text != before:
        before, text = text, _PREFIX.sub("", text.lstrip())
    return text


def _is_addition(name: str) -> bool:
    """True for what follows a name after a comma and is none: a degree, a role."""
    if _CREDENTIAL.match(name) or _ROLE.search(name):
        return True
    return name[:1].islower() and (" " in name or len(name) > _AN_AGENCY)
