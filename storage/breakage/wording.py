"""How an alarm is said: whose, what, since when where the outlet is, and what would be usual. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from storage.breakage.falls import ENOUGH, Run
from storage.breakage.figures import Edition, Figures, Hour, Repeated
from storage.breakage.silence import Silence

LONGEST = 80  # characters of a repeated sentence
HOURS_A_DAY, MINUTES = 24, 60
LEAST_PACE = 1 / 6  # articles an hour: of a slower hour there is nothing to say


class Wording:
    """The messages about one outlet at one moment."""

    def __init__(self, figures: Figures) -> None:
        self._name, self._zone, self._timezone = figures.name, figures.zone, figures.timezone
        self._now = figures.now.astimezone(self._zone)

    def silent(self, edition: Edition, last: datetime, silence: Silence) -> str:
        """`Kyiv Post: no new article since 25 Nov 14:05 (Europe/Kyiv); at this hour of a Wednesday …`."""
        since = f"no new article since {last.astimezone(self._zone):%-d %b %H:%M} ({self._timezone})"
        usual = f"about {silence.expected:.0f} would be usual in that time"
        if silence.per_hour >= LEAST_PACE:
            usual = f"at this hour of a {self._now:%A} one comes every {_pause(1 / silence.per_hour)}"
        return f"{self._of(edition)}: {since}; {usual}"

    def no_body(self, edition: Edition, run: Run, what: str, hours: Sequence[Hour]) -> str:
        """`Ukrinform (uk): 0 of 31 pages gave a body since 14:00; yesterday 98 %`."""
        said = f"{self._of(edition)}: {run.good} of {run.tried} {what} gave a body since {self._at(run.since)}"
        yesterday = self._yesterday(hours, run.since)
        if yesterday is not None:
            return f"{said}; yesterday {_percent(yesterday)}"
        return said if run.usual is None else f"{said}; usually {_percent(run.usual)} or more"

    def short(self, edition: Edition, run: Run, words: float, usual: float) -> str:
        """`Kyiv Post: half of 24 new articles since 14:00 have no more than 180 words; usually 430`."""
        middle = f"half of {run.tried} new articles since {self._at(run.since)} have no more than {words:.0f} words"
        return f"{self._of(edition)}: {middle}; usually {usual:.0f}"

    def repeated(self, edition: Edition, found: Repeated) -> str:
        """`Kyiv Post (en): "Subscribe to our channel." stands in 21 of the last 50 new articles`."""
        text = found.text if len(found.text) <= LONGEST else f"{found.text[: LONGEST - 1]}…"
        where = f"stands in {found.bodies} of the last {found.of} new articles"
        return f'{self._of(edition)}: "{text}" {where}; weeks ago in {found.bodies_before} of {found.of_before}'

    def language(self, run: Run, usual_share: float, usual: Collection[str | None], came: str | None) -> str:
        """`Kyiv Post: 2 of 31 new articles since 14:00 are in en, most others in ru; usually 98 % are`."""
        languages = " or ".join(sorted(map(str, usual)))
        said = f"{run.good} of {run.tried} new articles since {self._at(run.since)} are in {languages}"
        return f"{self._name}: {said}, most others in {came or 'no language'}; usually {_percent(usual_share)} are"

    def _of(self, edition: Edition) -> str:
        return self._name if edition.language is None else f"{self._name} ({edition.language})"

    def _at(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local:%H:%M}" if local.date() == self._now.date() else f"{local:%-d %b %H:%M}"

    def _yesterday(self, hours: Sequence[Hour], since: datetime) -> float | None:
        """The share of pages with a body on the day before today, where all of it was before the fall."""
        day = self._now.date() - timedelta(days=1)
        then = [hour for hour in hours if hour.at.astimezone(self._zone).date() == day]
        pages = sum(hour.pages for hour in then)
        if since.astimezone(self._zone).date() <= day or pages < ENOUGH:
            return None
        return sum(hour.bodies for hour in then) / pages


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _pause(hours: float) -> str:
    """`40 minutes`, `3 hours`."""
    minutes = hours * MINUTES
    return f"{minutes:.0f} minutes" if minutes < 2 * MINUTES else f"{hours:.0f} hours"
