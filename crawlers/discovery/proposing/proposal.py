"""From everything that was found on a site to the outlet file that is proposed for it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.discovery.addresses import is_home, is_on_hosts
from crawlers.discovery.proposing.candidates import Search
from crawlers.discovery.proposing.choice import Chosen, choose
from crawlers.discovery.proposing.naming import name_of, slug_of
from crawlers.discovery.proposing.time_zone import ZoneGuess, guess_zone
from crawlers.discovery.proposing.url_pattern import UrlPattern, article_pattern
from crawlers.errors import NothingToWatch
from crawlers.outlet import LANGUAGES, ArticleHints, Outlet
from storage.addresses import host_of

_HOST_ENTRIES = 2  # entries on another host of the domain: one may be a slip


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An outlet file to be, and what a person should know before it is written: guesses, and all that was tried."""

    outlet: Outlet
    zone: ZoneGuess
    pattern: UrlPattern | None
    tried: tuple[Chosen, ...]


def propose(search: Search, slug: str = "") -> Proposal:
    """The outlet file for a site. Raises NothingToWatch where nothing that could be watched was found."""
    home = home_of(search)
    evidence = f"{search.now:%Y-%m-%d}: found by varta add"
    tried = tuple(choose(search.trials.values(), evidence))
    sources = tuple(each.source for each in tried if each.source)
    if not any(source.enabled for source in sources):
        raise NothingToWatch(f"{home}: neither feed nor sitemap was found, and the page itself lists no articles")
    languages = _languages(tried)
    if not languages:
        raise NothingToWatch(f"{home}: its headlines are in no language that Varta reads: {', '.join(LANGUAGES)}")
    host = host_of(home)
    zone = guess_zone([answer.body for answer in search.answers.values() if answer.body], host, languages)
    name = name_of(search.pages[search.home], _feeds(search), host)
    pattern = _pattern(search, tried, home)
    outlet = Outlet(
        slug=slug or slug_of(name, host),
        name=name,
        home=home,
        timezone=zone.zone,
        languages=languages,
        hosts=_hosts(home, tried),
        evidence=f"{evidence} on {home}",
        sources=sources,
        article=ArticleHints(url=re.compile(pattern.text) if pattern else None),
    )
    return Proposal(outlet=outlet, zone=zone, pattern=pattern, tried=tried)


def home_of(search: Search) -> str:
    """Where the front page is, after redirects. Raises NothingToWatch where it cannot be read."""
    answer, trial = search.answers[search.home], search.trials[search.home]
    if answer.problem:
        raise NothingToWatch(f"{search.home}: {answer.problem}")
    if search.home not in search.pages:
        what = f"a {trial.kind}" if trial.kind else "no page"
        raise NothingToWatch(f"{search.home}: this is {what}; give the address of the outlet's front page")
    return trial.url


def _languages(tried: Sequence[Chosen]) -> tuple[str, ...]:
    """Of the sources that are on, the most entries first; else of the headlines on the front pages."""
    listed = [each for each in tried if each.source and each.source.enabled and each.trial.language]
    shown = listed or [each for each in tried if each.trial.language]
    entries = Counter[str]()
    for each in shown:
        entries[each.trial.language or ""] += len(each.trial.links) or 1
    return tuple(language for language, _ in entries.most_common())


def _hosts(home: str, tried: Sequence[Chosen]) -> tuple[str, ...]:
    """The home's host, and those of its domain where articles of the file's sources live."""
    hosts = Counter(host_of(link.url) for each in tried if each.source for link in each.trial.links)
    others = [host for host, entries in hosts.most_common() if entries >= _HOST_ENTRIES]
    return (host_of(home), *(host for host in others if not is_on_hosts(f"https://{host}/", (host_of(home),))))


def _pattern(search: Search, tried: Sequence[Chosen], home: str) -> UrlPattern | None:
    quick = [each.trial for each in tried if each.source and each.trial.kind in ("feed", "news-sitemap")]
    fronts = [each.trial for each in tried if each.trial.kind == "front"]
    headlines = [link.url for trial in fronts for link in trial.links]
    menu = [url for page in search.pages.values() for url in page.links if not is_home(url, home)]
    return article_pattern([link.url for trial in quick for link in trial.links], headlines, menu)


def _feeds(search: Search) -> list[bytes]:
    """The bytes of the feeds that work."""
    working = [url for url, trial in search.trials.items() if trial.kind == "feed" and not trial.problem]
    return [body for url in working if (body := search.answers[url].body)]
