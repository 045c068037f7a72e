"""The five outlets under one clock: publications and scripted steps happen in order, each at its own time."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

from tests.press.actions import Happening, act_on_outlet, act_on_story
from tests.press.article_files import PressArticle
from tests.press.outlets import OUTLETS
from tests.press.state import Desk, Story, open_desk
from tests.press.timeline import OF_THE_WHOLE_OUTLET, Step, check_action


class Newsroom:
    """The press's memory. Times are aware and in UTC; only `advance` moves the clock."""

    def __init__(
        self,
        *,
        hosts: Mapping[str, str],
        articles: Mapping[str, Iterable[PressArticle]],
        steps: Iterable[Step],
        first_day: date,
        now: datetime,
        log: Path | None = None,
    ) -> None:
        if unknown := articles.keys() - OUTLETS.keys():
            raise ValueError(f"articles of outlets that nobody knows: {', '.join(sorted(unknown))}")
        self.now = now
        self.happened: list[Happening] = []
        self.desks = {
            slug: open_desk(facts, articles.get(slug, ()), host=hosts[slug], first_day=first_day, now=now)
            for slug, facts in OUTLETS.items()
        }
        self._log = log
        if log:
            log.write_text("", encoding="utf-8")
        self._agenda: list[tuple[datetime, int, Step | tuple[str, str]]] = []
        self._plan(steps, first_day)
        self.advance(now)

    def advance(self, now: datetime) -> list[Happening]:
        """Sets the clock and does everything that is due by then. Returns what readers could notice, in order."""
        if now < self.now:
            raise ValueError(f"the press's clock stands at {self.now} and does not go back to {now}")
        first_new = len(self.happened)
        while self._agenda and self._agenda[0][0] <= now:
            self.now, _, entry = heappop(self._agenda)
            if isinstance(entry, Step):
                self.act(entry.outlet, entry.action, entry.article, entry.details)
            elif self.desks[entry[0]].stories[entry[1]].published_at is None:
                self.act(entry[0], "publish", entry[1], {})
        self.now = now
        return self.happened[first_new:]

    def act(self, outlet: str, action: str, article: str, details: dict[str, Any]) -> list[Happening]:
        """Does one thing at the clock's time. Raises ValueError where it cannot be done, and then does nothing."""
        check_action(action, article, details)
        if action in OF_THE_WHOLE_OUTLET:
            act_on_outlet(self.desk(outlet), action, details, self.now)
            return []
        happening = act_on_story(self.desk(outlet), self.story(outlet, article), action, details, self.now)
        self._tell(happening)
        return [happening]

    def desk(self, outlet: str) -> Desk:
        if outlet not in self.desks:
            raise ValueError(f"no outlet {outlet!r}; there are {', '.join(self.desks)}")
        return self.desks[outlet]

    def story(self, outlet: str, article: str) -> Story:
        stories = self.desk(outlet).stories
        if article not in stories:
            raise ValueError(f"{outlet} has no article {article!r}")
        return stories[article]

    def _plan(self, steps: Iterable[Step], first_day: date) -> None:
        for slug, desk in self.desks.items():
            for story in desk.stories.values():
                heappush(self._agenda, (story.due_at, len(self._agenda), (slug, story.article.slug)))
        for step in steps:
            if step.article:
                self.story(step.outlet, step.article)  # a name that nobody knows is found out now, not on the third day
            at = step.moment.at(first_day, self.desk(step.outlet).facts.timezone)
            heappush(self._agenda, (at, len(self._agenda), step))

    def _tell(self, happening: Happening) -> None:
        self.happened.append(happening)
        if self._log:
            with self._log.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(happening, ensure_ascii=False) + "\n")
