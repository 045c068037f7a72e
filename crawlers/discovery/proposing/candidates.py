"""Which addresses of a site to try as sources: those that it names itself first, then those where sources often are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from crawlers.discovery.addresses import normalised
from crawlers.discovery.proposing.document_kind import kind_of
from crawlers.discovery.proposing.home_page import EDITION, Declared, HomePage, read_home_page
from crawlers.discovery.proposing.trial import FRONT_PAGE, Answer, Trial, try_source
from crawlers.errors import ExtractionError

# Where WordPress, Ghost, Drupal, Jekyll, Hugo and the outlets that ship with Varta have them, the commonest first.
FEED_PATHS = ("rss", "feed/", "rss.xml", "feed.xml", "atom.xml", "index.xml")
SITEMAP_PATHS = ("sitemap.xml", "news-sitemap.xml", "sitemap-news.xml", "sitemap_index.xml")
GUESS = "a common path"
_FEEDS, _SITEMAPS, _EDITIONS, _NESTED = 6, 4, 2, 2  # of a page, robots.txt, a site, an index: what politeness allows
_GUESSES = 3  # of an edition
_ROBOTS_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_OF_NEWS = re.compile(r"news|latest|last|today|novyn|novin", re.IGNORECASE)


@dataclass(slots=True)
class Search:
    """The search for a site's sources: what came back so far, by the address asked for, and what to ask for next."""

    home: str
    now: datetime
    robots: str = ""  # the text of the home page's robots.txt
    answers: dict[str, Answer] = field(default_factory=dict)
    trials: dict[str, Trial] = field(default_factory=dict)
    pages: dict[str, HomePage] = field(default_factory=dict)  # the front page and those of other editions
    _declared: dict[str, Declared] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._declared[self.home] = Declared(url=self.home, by=FRONT_PAGE)

    def wanted(self) -> list[str]:
        """The addresses to ask for next, each once in a search; none when there is nothing left to try."""
        for found in (self._declared.values(), self._named(), self._guessed()):
            each = {declared.url: declared for declared in found if declared.url not in self.answers}
            self._declared = each | self._declared
            if each:
                return list(each)
        return []

    def add(self, answer: Answer) -> None:
        """Take in what came back from a wanted address."""
        declared = self._declared[answer.url]
        self.answers[answer.url] = answer
        if declared.by in (FRONT_PAGE, EDITION):
            self._read_page(answer)
        home = self.answers[self.home].found_at or self.home
        page = self.pages.get(answer.url) or self.pages.get(self.home)
        page_language = page.language if page else None
        self.trials[answer.url] = try_source(declared, self.answers[answer.url], home, page_language, self.now)

    def _read_page(self, answer: Answer) -> None:
        """Keep what a front page says; one that cannot be read counts as not answered."""
        if answer.body is None or kind_of(answer.body) != "front":
            return
        try:
            self.pages[answer.url] = read_home_page(answer.body, answer.found_at or answer.url, answer.charset)
        except (ExtractionError, MemoryError) as error:
            self.answers[answer.url] = Answer(url=answer.url, problem=str(error) or "it is too large")

    def _named(self) -> Iterator[Declared]:
        """What the site names itself."""
        if self.home not in self.pages:
            return
        yield from self.pages[self.home].editions[:_EDITIONS]
        for page in self.pages.values():
            yield from page.feeds[:_FEEDS]
        for sitemap in _ROBOTS_SITEMAP.findall(self.robots)[:_SITEMAPS]:
            if url := normalised(sitemap, self.home):
                yield Declared(url=url, by="robots.txt")
        for trial in self.trials.values():
            of_news = [url for url in trial.sitemaps if _OF_NEWS.search(url)]
            for url in list(dict.fromkeys([*of_news, *trial.sitemaps[:1]]))[:_NESTED]:
                yield Declared(url=url, by=f"the index {trial.url}")

    def _guessed(self) -> Iterator[Declared]:
        """Common paths: feeds below every front page that names none which works, sitemaps if none works."""
        for url, page in self.pages.items():
            if not any(self._works(feed.url) for feed in page.feeds):
                paths = FEED_PATHS if url == self.home else FEED_PATHS[:_GUESSES]
                yield from _below(page.url, paths, self._declared[url].language)
        if self.pages and not any(trial.kind and "sitemap" in trial.kind for trial in self.trials.values()):
            yield from _below(urljoin(self.pages[self.home].url, "/"), SITEMAP_PATHS, None)

    def _works(self, url: str) -> bool:
        trial = self.trials.get(url)
        return trial is not None and trial.kind == "feed" and not trial.problem


def _below(page: str, paths: tuple[str, ...], language: str | None) -> Iterator[Declared]:
    root = page if page.endswith("/") else f"{page}/"
    for path in paths:
        if url := normalised(urljoin(root, path)):
            yield Declared(url=url, language=language, by=GUESS)
