"""An outlet as facts: what one TOML file in `outlets/` says, checked. No logic lives in those files."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import HTMLTranslator, SelectorError

from crawlers.archive_template import ArchiveTemplate
from crawlers.durations import parse_duration
from crawlers.errors import InvalidOutlet, UnknownOutlet
from crawlers.toml_table import Table
from storage.records import SourceKind

SHIPPED_OUTLETS = Path(__file__).parent / "outlets"
LANGUAGES = ("en", "uk", "ru")
SHORTEST_INTERVAL = timedelta(seconds=1)  # the daemon ticks every two: shorter is a slip of the pen
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOST = re.compile(r"(\w[\w.-]*|\[[0-9a-fA-F:.]+\])(:\d+)?")  # no user before it, no wildcard, no blank in it
_SOURCE_KINDS = get_args(SourceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, sitemap, news sitemap or front page; `every` is a first guess of how often to read it.

    Or an archive, which only a backfill reads: a paged list, a sitemap, or an address with placeholders for dates.
    """

    kind: SourceKind
    url: str
    language: str | None = None
    every: timedelta = timedelta(minutes=15)
    enabled: bool = True
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHints:
    """What is known of an outlet's article pages. `url` decides which links are articles; `body` and `drop` are CSS."""

    url: re.Pattern[str] | None = None
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One news brand that is watched. `slug` is the name of its file; `hosts` are where its articles may live."""

    slug: str
    name: str
    home: str
    timezone: str
    languages: tuple[str, ...]
    hosts: tuple[str, ...]
    delay: timedelta = timedelta(seconds=5)
    enabled: bool = True
    reason: str = ""
    keep: tuple[str, ...] = ()
    evidence: str = ""
    sources: tuple[Source, ...] = ()
    article: ArticleHints = field(default_factory=ArticleHints)


def load_outlets(folder: Path = SHIPPED_OUTLETS) -> dict[str, Outlet]:
    """All outlets of a folder by slug, in order of their names. Raises InvalidOutlet, naming file and key."""
    if not folder.is_dir():
        raise InvalidOutlet(folder, "folder", "is not there; give one with outlet files: --outlets DIR")
    return {path.stem: load_outlet(path) for path in sorted(folder.glob("*.toml"))}


def find_outlet(outlets: Mapping[str, Outlet], slug: str) -> Outlet:
    """The outlet of that name. Raises UnknownOutlet, naming those that exist."""
    try:
        return outlets[slug]
    except KeyError:
        raise UnknownOutlet(slug, sorted(outlets)) from None


def is_slug(text: str) -> bool:
    """Whether an outlet may have this short name: lower-case letters, digits and single hyphens."""
    return _SLUG.fullmatch(text) is not None


def load_outlet(path: Path) -> Outlet:
    """The outlet that a file describes. Raises InvalidOutlet, naming file and key."""
    if not is_slug(path.stem):
        raise InvalidOutlet(path, "file name", "is the outlet's slug: lower-case letters, digits and single hyphens")
    try:
        table = Table(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InvalidOutlet(path, "file", f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, a number of 5,000 digits, brackets without end
        raise InvalidOutlet(path, "TOML", f"{error}; see an outlet file that ships with Varta for the form") from None
    outlet = Outlet(
        slug=path.stem,
        name=table.text("name", required=True),
        home=table.checked("home", _url),
        timezone=table.checked("timezone", _zone),
        languages=table.all_checked("languages", _language, required=True),
        hosts=table.all_checked("hosts", _host, required=True),
        delay=table.checked("delay", parse_duration, "5s"),
        enabled=table.flag("enabled"),
        reason=table.text("reason"),
        keep=table.all_checked("keep", str),
        evidence=table.text("evidence"),
        sources=tuple(_source(source) for source in table.tables("sources")),
        article=_article(table.table("article")),
    )
    table.refuse_leftovers()
    _check_sources(path, outlet)
    return outlet


def _source(table: Table) -> Source:
    source = Source(
        kind=table.checked("kind", _kind),
        url=table.checked("url", _url),
        language=table.optional("language", _language),
        every=table.checked("every", _interval, "15m"),
        enabled=table.flag("enabled"),
        evidence=table.text("evidence"),
    )
    table.refuse_leftovers()
    if source.kind == "archive" and (problem := ArchiveTemplate(source.url).problem()):
        raise table.wrong("url", problem)
    return source


def _article(table: Table) -> ArticleHints:
    hints = ArticleHints(
        url=table.optional("url", _pattern),
        body=table.all_checked("body", _selector),
        drop=table.all_checked("drop", _selector),
    )
    table.refuse_leftovers()
    return hints


def _check_sources(path: Path, outlet: Outlet) -> None:
    if outlet.enabled and not any(source.enabled and source.kind != "archive" for source in outlet.sources):
        raise InvalidOutlet(path, "sources", "none is enabled; add a [[sources]] table or set enabled = false")
    urls = [source.url for source in outlet.sources]
    if twice := sorted({url for url in urls if urls.count(url) > 1}):
        raise InvalidOutlet(path, "sources", f"{twice[0]} stands there twice; remove one")


def _interval(text: str) -> timedelta:
    interval = parse_duration(text)
    if interval < SHORTEST_INTERVAL:
        raise ValueError(f"{text!r} is shorter than {SHORTEST_INTERVAL.seconds} s; write 15m for a feed")
    return interval


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{text!r} is no time zone; write one like Europe/Kyiv") from None
    return text


def _kind(text: str) -> SourceKind:
    if text not in _SOURCE_KINDS:
        raise ValueError(f"{text!r} is none of {', '.join(_SOURCE_KINDS)}")
    return cast("SourceKind", text)


def _language(text: str) -> str:
    if text not in LANGUAGES:
        remedy = "; ua is a country, the language is uk" if text == "ua" else ""
        raise ValueError(f"{text!r} is none of {', '.join(LANGUAGES)}{remedy}")
    return text


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or not text.isprintable():
        raise ValueError(f"{text!r} is no web address; it begins with https:// or http://, then a host")
    _ = parts.port  # raises for one beyond 65535
    return text


def _host(text: str) -> str:
    if not _HOST.fullmatch(text) or text != text.lower():
        raise ValueError(f'{text!r} is no host; write "example.ua" or "example.ua:8080", lower case, without https://')
    _ = urlsplit(f"//{text}").port
    return text


def _selector(text: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from None
    return text
