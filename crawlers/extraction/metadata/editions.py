"""The same story in other languages, as a page declares it: hreflang, JSON-LD, the links that switch the language.

What leads to a home page or back to the page itself is no edition. Nothing is believed here: sites name the wrong
article, or one for all, and only the archive knows what stands at an address.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.discovery.addresses import normalised
from crawlers.extraction.metadata import json_ld
from crawlers.extraction.metadata.json_ld import Thing
from crawlers.extraction.metadata.page_head import Head
from storage.addresses import is_same_address, url_key
from storage.language_codes import CODES, language_of_code
from storage.records import DeclaredBy, Edition

# What readers click, in lower case. A word of a menu that merely begins so ("English lessons") is none.
_NAMES = CODES | {
    name: language
    for language, names in {
        "uk": "українська|українською|укр|читати українською|українська версія|in ukrainian|ukrainian|"
        "read in ukrainian|на украинском|украинский|украинская версия|читать на украинском",
        "en": "english|in english|read in english|english version|англійська|англійською|англ|читати англійською|"
        "англійська версія|на английском|английский|английская версия|читать на английском",
        "ru": "русский|русская|на русском|рус|русская версия|читать на русском|російська|російською|рос|"
        "читати російською|російська версія|russian|in russian|read in russian",
    }.items()
    for name in names.split("|")
}
del _NAMES["uk"]  # in a menu it is a country
_LONGEST_NAME = max(map(len, _NAMES)) + 4  # and what stands around it
_AROUND = " \t\r\n\xa0[]()|/·•→›»:"
_HOME_PATH = re.compile(
    r"^(?:/(?:uk|ua|ukr|en|eng|ru|rus)(?:[-_][a-z]{2})?)?(?:/(?:index\.\w+|home|main))?/?$", re.IGNORECASE
)
_MOST_SAID = 50  # declarations of one kind that are looked at: a guess, far above any real number of languages


def declared_editions(tree: HtmlElement, head: Head, things: Sequence[Thing], url: str) -> tuple[Edition, ...]:
    """At most one edition a language, from the surest kind of declaration that names one address and no other.

    `things` are the article's own JSON-LD objects. Of one kind that names several addresses for a language none holds.
    """
    own = [url, *(found for found in (normalised(head.canonical or "", url),) if found)]
    kinds: tuple[tuple[DeclaredBy, Iterable[tuple[str | None, str | None]]], ...] = (
        ("hreflang", _by_hreflang(head)),
        ("json-ld", _by_json_ld(things)),
        ("link", _by_link(tree)),
    )
    found: dict[str, Edition] = {}
    for kind, said in kinds:
        for language, address in _one_a_language(said, own).items():
            found.setdefault(language, Edition(address, language, kind))
    return tuple(found.values())


def _one_a_language(said: Iterable[tuple[str | None, str | None]], own: Sequence[str]) -> dict[str, str]:
    """The address that was said to be each language's; those with several, and the page itself, are left out."""
    addresses: dict[str, dict[str, str]] = {}  # by what all spellings of one have in common
    for (language, href), _ in zip(said, range(_MOST_SAID), strict=False):
        address = normalised(href, own[0]) if language and href else None
        if language and address and not _HOME_PATH.match(urlsplit(address).path):
            addresses.setdefault(language, {}).setdefault(url_key(address), address)
    return {
        language: address
        for language, (address, *others) in ((language, there.values()) for language, there in addresses.items())
        if not others and not any(is_same_address(address, page) for page in own)
    }


def _by_hreflang(head: Head) -> Iterator[tuple[str | None, str | None]]:
    for link in head.alternates:
        yield language_of_code(link.get("hreflang")), link.get("href")


def _by_json_ld(things: Sequence[Thing]) -> Iterator[tuple[str | None, str | None]]:
    for thing in things:
        for key in ("workTranslation", "translationOfWork"):
            value = thing.get(key)
            for work in value if isinstance(value, list) else [value]:
                if isinstance(work, Mapping):
                    yield (
                        language_of_code(json_ld.text(work.get("inLanguage"))),
                        next(iter(json_ld.addresses(work)), None),
                    )


def _by_link(tree: HtmlElement) -> Iterator[tuple[str | None, str | None]]:
    for link in tree.iter("a"):
        code = link.get("hreflang")
        language = language_of_code(code) if code else _NAMES.get(_words(link))
        if language:
            yield language, link.get("href")


def _words(link: HtmlElement) -> str:
    """What a short link says, in lower case, or the picture of a flag that it is; of a long one nothing."""
    text = link.text or ""
    if len(text) > _LONGEST_NAME:
        return ""
    if len(link):
        text += "".join((child.text or "") + (child.tail or "") for child in link[:3])
    return (text.strip(_AROUND) or _label(link)).lower()


def _label(link: HtmlElement) -> str:
    picture = link.find(".//img[@alt]") if len(link) else None
    label = (picture.get("alt") if picture is not None else None) or link.get("title") or link.get("aria-label") or ""
    return "" if len(label) > _LONGEST_NAME else label.strip(_AROUND)
