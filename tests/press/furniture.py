"""What moves on a page while the article stands still: counters, rates, weather, popular and related articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.press.state import Desk, Story

_TURNS_EVERY_MINUTES = 10  # at outlets without validators; a guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """The furniture of one page at one moment."""

    seen_at: datetime  # what the page takes for now
    views: int
    shares: int
    comments: int
    usd: float
    eur: float
    temperature: int
    popular: list[Story]
    related: list[Story]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a reader said under an article."""

    name: str
    text: str
    said_at: datetime


def furnish(desk: Desk, now: datetime, *, language: str, story: Story | None = None) -> Furniture:
    """The same desk, time and page give the same furniture.

    With validators it stands until an action turns it, so that an unchanged page can answer 304; without, it turns with
    the clock.
    """
    seen_at = desk.furniture_at if desk.facts.has_validators else now
    turn = int(seen_at.timestamp()) // (60 * _TURNS_EVERY_MINUTES)
    number = story.number if story else 0
    own = Random(f"{desk.facts.slug}/{number}/{desk.furniture}/{turn}")
    shared = Random(f"{desk.facts.slug}/{desk.furniture}/{turn // 6}")
    others = [o for o in desk.listed(language) if o is not story and o.published_at and o.published_at <= seen_at]
    age_minutes = max(0, int((seen_at - story.due_at).total_seconds()) // 60) if story else 0
    return Furniture(
        seen_at=seen_at,
        views=120 + 3 * age_minutes + own.randrange(40),
        shares=own.randrange(3, 90),
        comments=own.randrange(2, 60),
        usd=41 + shared.random(),
        eur=48 + shared.random(),
        temperature=shared.randrange(-4, 12),
        popular=shared.sample(others, min(5, len(others))),
        related=own.sample(others, min(4, len(others))),
    )


def comments_under(desk: Desk, story: Story, heard: Sequence[tuple[str, str]], seen: Furniture) -> list[Comment]:
    """Some of what is heard among the outlet's readers. Without validators the comments come in as time passes."""
    chance = Random(f"{desk.facts.slug}/{story.number}")
    pause = timedelta(minutes=2 if desk.facts.has_validators else 37)
    comments = [
        Comment(name=name, text=text, said_at=story.due_at + number * pause)
        for number, (name, text) in enumerate(chance.sample(heard, chance.randrange(2, 5)), 1)
    ]
    return [comment for comment in comments if desk.facts.has_validators or comment.said_at <= seen.seen_at]
