"""What an outlet can do to an article or to itself. Each action changes the desk and says what readers could notice."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.press.article_files import PressArticle
from tests.press.edits import FIELDS, TEXT_KEYS, differences, edited
from tests.press.moments import stamp
from tests.press.state import Desk, Failure, Story, next_address

Details = Mapping[str, Any]
Happening = dict[str, Any]


def act_on_story(desk: Desk, story: Story, action: str, details: Details, at: datetime) -> Happening:
    """Raises ValueError where the article is in no state for it: restored without having been deleted, for one."""
    return _ON_STORIES[action](desk, story, details, at)


def act_on_outlet(desk: Desk, action: str, details: Details, at: datetime) -> None:
    """Furniture, failures and slowness: nothing that happened to an article, so nothing is told."""
    if action == "furniture":
        desk.furniture, desk.furniture_at = desk.furniture + 1, at
    elif action == "slow":
        desk.delay_seconds = float(details.get("seconds", 1.0))
    elif action == "fail":
        desk.failure = Failure(mode=details.get("mode", "503"), seconds=float(details.get("seconds", 30.0)))
    else:
        desk.failure, desk.delay_seconds = None, 0.0


def _publish(desk: Desk, story: Story, _details: Details, at: datetime) -> Happening:
    _require(story.published_at is None, story, "is published already")
    story.published_at = story.changed_at = at
    return _happening(desk, story, "published", at, after={"title": story.article.title})


def _edit(desk: Desk, story: Story, details: Details, at: datetime) -> Happening:
    _require(story.is_listed, story, "is not there to be edited")
    changes = {key: value for key, value in details.items() if key in TEXT_KEYS}
    return _new_version(desk, story, edited(story.article, changes), details, at)


def _revert(desk: Desk, story: Story, details: Details, at: datetime) -> Happening:
    _require(story.is_listed and bool(story.earlier), story, "has no earlier text to go back to")
    return _new_version(desk, story, story.earlier[-1], details, at) | {"reverts": True}


def _new_version(desk: Desk, story: Story, article: PressArticle, details: Details, at: datetime) -> Happening:
    before, after = differences(story.article, article)
    story.earlier.append(story.article)
    story.article, story.changed_at = article, at
    told = _happening(desk, story, "edited", at, before=before, after=after)
    told["fields"] = [field for field in FIELDS if field in after]
    return told | {key: details[key] for key in ("significance", "disclosed") if key in details}


def _delete(desk: Desk, story: Story, _details: Details, at: datetime) -> Happening:
    _require(story.is_listed, story, "is not there to be deleted")
    story.is_deleted = True
    return _happening(desk, story, "vanished", at)


def _restore(desk: Desk, story: Story, _details: Details, at: datetime) -> Happening:
    _require(story.is_deleted, story, "was not deleted")
    story.is_deleted = False
    return _happening(desk, story, "restored", at)


def _move(desk: Desk, story: Story, details: Details, at: datetime) -> Happening:
    _require(story.is_listed, story, "is not there to be moved")
    before = desk.url(story.path)
    to = details.get("to") or next_address(desk, story)
    _require(desk.at_path(to) is None, story, f"cannot move to {to}: the address is taken")
    story.paths.append(to)
    story.changed_at = at
    told = _happening(desk, story, "moved", at, before={"url": before}, after={"url": desk.url(to)})
    return told | {"fields": ["url"]}


_ON_STORIES: dict[str, Callable[[Desk, Story, Details, datetime], Happening]] = {
    "publish": _publish,
    "edit": _edit,
    "retitle": _edit,
    "revert": _revert,
    "delete": _delete,
    "restore": _restore,
    "move": _move,
}


def _happening(
    desk: Desk,
    story: Story,
    kind: str,
    at: datetime,
    *,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> Happening:
    return {
        "at": stamp(at),
        "outlet": desk.facts.slug,
        "article": story.article.slug,
        "url": desk.url(story.path),
        "kind": kind,
        "fields": [],
        "before": before or {},
        "after": after or {},
        "significance": None,
        "disclosed": False,
        "reverts": False,
    }


def _require(holds: bool, story: Story, complaint: str) -> None:
    if not holds:
        raise ValueError(f"{story.article.outlet}/{story.article.slug} {complaint}")
