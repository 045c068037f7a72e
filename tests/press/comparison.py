"""Does the archive say what the press did? Each happening is one event inside its window, and no event is extra."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.archive import Archive
from tests.press import Gold, Press

_EVENTS = """
SELECT e.id, e.kind, e.fields, e.significance, e.seen_at, e.not_before, e.outlet, u.url
FROM events e JOIN urls u ON u.article_id = e.article_id ORDER BY e.id
"""
_TEXTS = (
    "SELECT t.title, t.standfirst, t.body, t.language, u.url FROM article_text t JOIN urls u ON u.article_id = t.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was found of what happened, and what was not; lines in plain words."""

    found: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return not self.missed and not self.invented


def compare_events(archive: Archive, happened: Iterable[dict[str, Any]], until: datetime) -> Comparison:
    """Match the archive's events, one to one, with what the press did and could have been seen doing by `until`."""
    events: dict[int, dict[str, Any]] = {}
    for row in archive.query(_EVENTS):
        events.setdefault(row["id"], row | {"urls": set()})["urls"].add(row["url"])
    missed = []
    found = 0
    for happening in happened:
        match = next((key for key, event in events.items() if _is_it(event, happening)), None)
        if match is not None:
            found += 1
            del events[match]
        elif datetime.fromisoformat(happening["at"]) <= until:
            missed.append(f"{happening['at']} {happening['outlet']} {happening['kind']} {_what(happening)}")
    invented = [f"{e['seen_at']} {e['outlet']} {e['kind']} {e['fields']} {min(e['urls'])}" for e in events.values()]
    return Comparison(found=found, missed=tuple(missed), invented=tuple(invented))


def _is_it(event: dict[str, Any], happening: dict[str, Any]) -> bool:
    """The same kind of thing to the same story, within the event's window, in the same fields."""
    kinds = ("edited", "reverted") if happening["kind"] == "edited" else (happening["kind"],)
    if event["kind"] not in kinds or happening["url"] not in event["urls"]:
        return False
    at = datetime.fromisoformat(happening["at"])
    if at > datetime.fromisoformat(event["seen_at"]):
        return False
    if happening["kind"] == "published":
        return True
    if event["not_before"] and at < datetime.fromisoformat(event["not_before"]):
        return False
    return happening["kind"] != "edited" or set(event["fields"].split()) == set(happening["fields"])


def _what(happening: dict[str, Any]) -> str:
    return f"{happening['article']} {' '.join(happening.get('fields') or ())}"


def differing_articles(archive: Archive, press: Press) -> tuple[int, list[str]]:
    """How many of the press's present articles are stored exactly, and which are not, with the field that differs."""
    stored = {row["url"]: row for row in archive.query(_TEXTS)}
    exact, differing = 0, []
    for outlet in press.outlets:
        for gold in press.golds(outlet):
            fields = _differences(gold, stored.get(gold.url))
            exact += not fields
            if fields:
                differing.append(f"{outlet}/{gold.slug}: {', '.join(fields)}")
    return exact, differing


def _differences(gold: Gold, row: dict[str, Any] | None) -> list[str]:
    if row is None:
        return ["not stored"]
    expected = {"title": gold.title, "body": gold.body, "standfirst": gold.standfirst, "language": gold.language}
    return [field for field, text in expected.items() if (row[field] or None) != (text or None)]
