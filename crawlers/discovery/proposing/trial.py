"""One address of a site, tried as a source: what it is, what it lists, and what is wrong with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawlers.discovery.addresses import registrable_domain
from crawlers.discovery.links import FoundLinks, article_links
from crawlers.discovery.proposing.document_kind import kind_of
from crawlers.discovery.proposing.headline_language import headline_languages
from crawlers.discovery.proposing.home_page import EDITION, Declared
from crawlers.outlet import LANGUAGES, Outlet
from storage.addresses import host_of
from storage.findings import Link
from storage.records import SourceKind

FRONT_PAGE = "the front page"
STALE_AFTER = timedelta(days=60)  # a guess: the slowest outlets met publish every few weeks
_COMMENTS = re.compile(r"/comments?(?:/|$)", re.IGNORECASE)  # WordPress declares two feeds on every page
_HOST = re.compile(rb"https?:(?:\\?/){2}([\w.:-]{1,255})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from an address: the bytes and where they were found, or why there are none."""

    url: str
    found_at: str = ""  # after redirects; normalised
    body: bytes | None = None
    charset: str | None = None  # as the server says
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A possible source. `problem` is why it is none, or why it should be looked at, in plain words."""

    url: str  # after redirects
    found_by: str
    asked: str = ""  # before them
    kind: SourceKind | None = None
    language: str | None = None
    links: tuple[Link, ...] = ()
    offsite: int = 0
    sitemaps: tuple[str, ...] = ()  # of an index
    problem: str = ""

    @property
    def newest_at(self) -> datetime | None:
        return max((link.published for link in self.links if link.published), default=None)


def try_source(declared: Declared, answer: Answer, home: str, page_language: str | None, now: datetime) -> Trial:
    """Read an answer as a source of the site at `home`, whose pages declare a language. Never raises on any bytes."""
    url = answer.found_at or declared.url
    trial = Trial(url=url, found_by=declared.by, asked=declared.url, problem=answer.problem)
    if answer.body is None:
        return trial
    kind = kind_of(answer.body)
    if kind is None or (kind == "front" and declared.by not in (FRONT_PAGE, EDITION)):
        return replace(trial, problem="it is neither feed nor sitemap" + (", but a page" if kind else ""))
    found = article_links(answer.body, kind, trial.url, _site(home, answer.body))
    language = _language(found.links, declared.language, page_language)
    listed = replace(trial, kind=kind, language=language, links=found.links, offsite=found.offsite)
    return replace(listed, sitemaps=tuple(below.url for below in found.sitemaps), problem=_problem(listed, found, now))


def _site(home: str, body: bytes) -> Outlet:
    """A stand-in for the outlet to come, whose articles may live on every host of its domain that a source names."""
    domain = registrable_domain(host_of(home))
    named = {host_of(f"https://{name.decode('ascii', 'replace')}/") for name in _HOST.findall(body)}
    hosts = {host_of(home), *(host for host in named if host and registrable_domain(host) == domain)}
    return Outlet(slug="proposed", name=domain, home=home, timezone="UTC", languages=(), hosts=tuple(sorted(hosts)))


def _language(links: Iterable[Link], declared: str | None, page_language: str | None) -> str | None:
    """Of most headlines, else what the entries say, else what the site said; only what outlet files may say."""
    links = tuple(links)
    chief = headline_languages(link.title for link in links).chief
    if chief == "en" and page_language not in (None, *LANGUAGES):
        return None  # Latin letters in a language that we do not know
    found = chief or next((link.language for link in links if link.language), None) or declared
    return found if found in LANGUAGES else None


def _problem(trial: Trial, found: FoundLinks, now: datetime) -> str:
    if found.problem:
        return found.problem
    if not (found.links or found.sitemaps):
        return f"all {found.offsite} entries lead to other sites" if found.offsite else "it lists no articles"
    if _COMMENTS.search(trial.url):
        return "it lists comments, not articles"
    if trial.newest_at and now - trial.newest_at > STALE_AFTER:
        return f"nothing new since {trial.newest_at:%Y-%m-%d}"
    return ""
