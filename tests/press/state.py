"""What an outlet holds at one moment: each story with its text, its addresses and its past."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from tests.press.article_files import PressArticle
from tests.press.moments import stamp
from tests.press.outlets import OutletFacts


@dataclass(slots=True, kw_only=True)
class Story:
    """An article as it stands now. `paths` are all its addresses, the present one last."""

    article: PressArticle
    number: int
    due_at: datetime
    paths: list[str]
    published_at: datetime | None = None
    changed_at: datetime | None = None
    is_deleted: bool = False
    earlier: list[PressArticle] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.paths[-1]

    @property
    def is_listed(self) -> bool:
        return self.published_at is not None and not self.is_deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The whole outlet is down. `seconds` is how long `hang` holds a connection before it drops it."""

    mode: Literal["503", "refuse", "hang"]
    seconds: float = 30.0


@dataclass(slots=True, kw_only=True)
class Desk:
    """One outlet at work. Pages are a function of it and of the clock."""

    facts: OutletFacts
    host: str
    stories: dict[str, Story]
    furniture: int = 0
    furniture_at: datetime
    failure: Failure | None = None
    delay_seconds: float = 0.0

    @property
    def home(self) -> str:
        return f"http://{self.host}/"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self.facts.timezone))

    def listed(self, language: str | None = None) -> list[Story]:
        """What readers can find now, newest first; of one edition, or of all."""
        stories = [s for s in self.stories.values() if s.is_listed and language in {None, s.article.language}]
        return sorted(stories, key=lambda story: (story.published_at, story.number), reverse=True)

    def at_path(self, path: str) -> Story | None:
        return next((story for story in self.stories.values() if path in story.paths), None)

    def gold(self, story: Story) -> dict[str, Any]:
        """The article as a reader finds it now, in plain values."""
        article = story.article
        return {
            "outlet": self.facts.slug,
            "slug": article.slug,
            "title": article.title,
            "standfirst": article.standfirst,
            "paragraphs": list(article.text),
            "authors": list(article.authors),
            "published": stamp(story.published_at or story.due_at),
            "language": article.language,
            "url": self.url(story.path),
            "first_url": self.url(story.paths[0]),
        }


def open_desk(
    facts: OutletFacts, articles: Iterable[PressArticle], *, host: str, first_day: date, now: datetime
) -> Desk:
    """An outlet on its first day, with nothing published yet. Articles are numbered in their order of publication."""
    stories = {}
    for number, article in enumerate(articles, facts.first_number):
        due_at = article.published.at(first_day, facts.timezone)
        path = address(
            facts, article, number=number, slug=article.slug, day=due_at.astimezone(ZoneInfo(facts.timezone))
        )
        stories[article.slug] = Story(article=article, number=number, due_at=due_at, paths=[path])
    return Desk(facts=facts, host=host, stories=stories, furniture_at=now)


def address(facts: OutletFacts, article: PressArticle, *, number: int, slug: str, day: datetime) -> str:
    """The path at which the outlet puts an article."""
    return facts.address[article.language].format(number=number, slug=slug, section=article.section, date=day)


def next_address(desk: Desk, story: Story) -> str:
    """Where the outlet moves an article when nobody says where to."""
    slug, number = f"{story.article.slug}-{len(story.paths) + 1}", story.number + 1000 * len(story.paths)
    return address(desk.facts, story.article, number=number, slug=slug, day=desk.local(story.due_at))
