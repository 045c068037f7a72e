"""The form of an outlet's article addresses, generalised from those that its sources list."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.discovery.addresses import registrable_domain
from storage.addresses import host_of
from storage.language_codes import CODES

LEAST = 8  # addresses: fewer show no form
COVERED = 0.98  # of what feeds list: what a pattern does not match is never followed
HEADLINES_COVERED = 0.9  # of the headlines of a front page: some lead to sections and specials
_MOST = 0.95  # of the addresses of one form have what its segment promises
_FORMS = 3  # more are no pattern but a list
_IN_A_FORM = 3  # addresses: fewer are an exception
_MENU_MATCHED = 0.05  # of the addresses that are no headlines

_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?)$")
# What a segment may be, the most telling first: (all of its values, the pattern). Telling ones tell articles alone.
_YEAR, _DAY, _NUMBER, _SLUG = r"\d{4}", r"\d{1,2}", r"\d+", r"[^/?]+"
_CLASSES = (
    (re.compile(r"(?:19|20)\d\d"), _YEAR),
    (re.compile(r"\d{1,2}"), _DAY),
    (re.compile(r"\d+"), _NUMBER),
    (re.compile(r"\d{4}-\d\d-\d\d-.+"), r"\d{4}-\d\d-\d\d-[^/?]+"),
    (re.compile(r"\d{3,}[-_].+"), r"\d{3,}[-_][^/?]+"),
    (re.compile(r".+[-_][a-z]{0,2}\d{3,}"), r"[^/?]+[-_][a-z]{0,2}\d{3,}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlPattern:
    """A regular expression for `[article] url`, and how many of the addresses it was made from it matches."""

    text: str
    matched: int
    of: int


@dataclass(frozen=True, slots=True)
class _Form:
    """Addresses with as many segments and the same extension, as a pattern of a path."""

    pattern: str
    is_telling: bool  # has a date, an id, or a form that no list of articles has


def article_pattern(listed: Sequence[str], headlines: Sequence[str], menu: Sequence[str]) -> UrlPattern | None:
    """The pattern of article addresses; None where they show no form of their own, and then none is needed.

    `listed`: what feeds and news sitemaps list, articles all. `headlines` and `menu`: those links of front pages that
    look like articles, and all others of the outlet's. All normalised.
    """
    evidence = sorted({*listed, *headlines})
    if len(evidence) < LEAST:
        return None
    forms = _forms(evidence)
    if not forms or not all(form.is_telling for form in forms):
        return None
    text = f"^{_places(evidence)}{_either(sorted({form.pattern for form in forms}))}$"
    pattern = re.compile(text)
    is_clear = (
        _share(pattern, listed, default=1) >= COVERED
        and _share(pattern, headlines, default=1) >= HEADLINES_COVERED
        and _share(pattern, set(menu) - set(evidence), default=0) <= _MENU_MATCHED
    )
    matched = sum(bool(pattern.search(url)) for url in evidence)
    return UrlPattern(text=text, matched=matched, of=len(evidence)) if is_clear else None


def _forms(urls: Iterable[str]) -> list[_Form]:
    groups: dict[tuple[int, str], list[list[str]]] = defaultdict(list)
    for url in urls:
        parts = urlsplit(url)
        path = parts.path.rstrip("/")
        extension = _EXTENSION.search(path)
        segments = path.removesuffix(extension[0] if extension else "").strip("/").split("/")
        if not parts.query and path:
            groups[len(segments), extension[0] if extension else ""].append(segments)
    largest = sorted(groups.items(), key=lambda group: len(group[1]), reverse=True)
    forms = [_form(rows, extension) for (_, extension), rows in largest if len(rows) >= _IN_A_FORM]
    return [form for form in forms if form][:_FORMS]


def _form(rows: list[list[str]], extension: str) -> _Form | None:
    """The form of addresses with as many segments; None for the archives of months and days."""
    columns = [_column(values) for values in zip(*rows, strict=True)]
    if columns[-1] in (_YEAR, _DAY) and _YEAR in columns:
        return None
    has_date = _YEAR in columns and _DAY in columns
    has_id = any(column not in (_SLUG, _YEAR, _DAY) and "\\d" in column for column in columns)
    is_deep = len(columns) > 1 and columns[0] != _SLUG  # below a word that all share
    is_file = bool(extension) and columns[-1] == _SLUG
    pattern = "/" + "/".join(columns) + (re.escape(extension) or "/?")
    return _Form(pattern, is_telling=has_date or has_id or is_deep or is_file)


def _column(values: Sequence[str]) -> str:
    """The pattern of the segments at one place of many addresses."""
    different = set(values)
    if different <= CODES.keys():
        return _either(sorted(different))
    for kind, pattern in _CLASSES:
        if sum(bool(kind.fullmatch(value)) for value in values) >= _MOST * len(values):
            return pattern
    if len(different) == 1:
        return re.escape(values[0])
    return _SLUG


def _places(urls: Iterable[str]) -> str:
    """Schemes and hosts: one with or without `www.`; of several the whole domain, as `hosts` of the file decides."""
    schemes = "https" if all(url.startswith("https:") for url in urls) else "https?"
    hosts = {host_of(url).removeprefix("www.") for url in urls}
    domains = sorted({re.escape(registrable_domain(host)) for host in hosts})
    if len(hosts) == 1:
        return rf"{schemes}://(?:www\.)?{re.escape(hosts.pop())}"
    return rf"{schemes}://(?:[\w-]+\.)*{_either(domains)}"


def _either(patterns: Sequence[str]) -> str:
    return patterns[0] if len(patterns) == 1 else "(?:" + "|".join(patterns) + ")"


def _share(pattern: re.Pattern[str], urls: Iterable[str], default: float) -> float:
    found = [bool(pattern.search(url)) for url in urls]
    return sum(found) / len(found) if found else default
