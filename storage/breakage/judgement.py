"""What is broken at an outlet, and what to say of it. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import TypeVar

from storage.breakage.falls import EVIDENCE, Run, Trial, fall_of, surprise, usual_share
from storage.breakage.figures import LASTING, RECENT, USUAL, YOUNG, Alarm, Edition, Figures, Kind, Story
from storage.breakage.sentences import ENOUGH as ENOUGH_BODIES
from storage.breakage.silence import silence_of
from storage.breakage.wording import Wording

Row = TypeVar("Row", Trial, Story)

LEAST_SILENCE = timedelta(hours=1)  # nobody's is a breakage before that: not worth counting
PAGES_LAST = timedelta(hours=1)  # ten links of one poll may all be sections, or galleries
STORIES_LAST = timedelta(days=1)  # an outlet may have an hour of briefs, or of translations
LATEST = 20  # trials that are judged, however long they took
# Of the usual median. Few articles are shorter than two thirds of it, most are once all are cut in half.
LONG_ENOUGH, HALVED, MENDED = 2 / 3, 0.6, 0.8
MOST, FEW = 2 / 3, 1 / 3  # of the articles, in the language of an outlet


def judge(figures: Figures) -> list[Alarm]:
    """What is broken now. Empty for an outlet that does as it always does, and for one too young to have an always.

    Pages without a body, and articles in another language, explain a silence, which is then not told beside them.
    What is told already is compared with the weeks before it was, until it has lasted so long that it is the usual:
    but a silence ends with an article, and pages without any body end with one that has a body.
    """
    wording = Wording(figures)
    alarms = [alarm for edition in figures.editions for alarm in _of_edition(figures, edition, wording)]
    explained = {alarm.language for alarm in alarms if alarm.kind is Kind.NO_BODY}
    if any(alarm.kind is Kind.LANGUAGE for alarm in alarms):
        explained |= {edition.language for edition in figures.editions}
    return [alarm for alarm in alarms if alarm.kind is not Kind.SILENT or alarm.language not in explained]


def _of_edition(figures: Figures, edition: Edition, wording: Wording) -> list[Alarm]:
    said = {
        Kind.NO_BODY: None if figures.is_in_outage else _no_body(figures, edition, wording),
        Kind.REPEATED: _repeated(edition, wording),
    }
    language = edition.language
    if language is None:
        said[Kind.LANGUAGE] = _other_language(figures, edition, wording)
    if language is not None or not figures.languages:  # or the outlet would be told with its editions
        said[Kind.SILENT] = _silent(figures, edition, wording)
        said[Kind.SHORT] = _short(figures, edition, wording)
    return [Alarm(kind=kind, language=language, message=message) for kind, message in said.items() if message]


def _silent(figures: Figures, edition: Edition, wording: Wording) -> str | None:
    told = edition.told.get(Kind.SILENT)
    if not edition.stories:
        return told.message if told else None
    last = edition.stories[-1].at
    until = max(last, edition.looked_until or last)
    if told is None and until - last < LEAST_SILENCE:
        return None
    seen = [story.at for story in _between(edition.stories, last - USUAL, last)] + [last]
    silence = silence_of(seen, until, figures.zone, figures.unwatched)
    is_still = told is not None and last <= told.at  # nothing but a new article ends it
    if silence is None:
        return told.message if told and is_still else None
    if not (is_still or silence.is_breakage(edition.elsewhere)):
        return None
    return wording.silent(edition, last, silence)


def _no_body(figures: Figures, edition: Edition, wording: Wording) -> str | None:
    """Of all pages, or of the new ones alone: either may be few among the other."""
    new = [hour.of_new for hour in edition.hours if hour.new_pages]
    for what, hours in (("pages", edition.hours), ("new pages", new)):
        trials = [Trial(hour.at, hour.pages, hour.bodies) for hour in hours]
        if run := _fall(figures, edition, Kind.NO_BODY, trials, PAGES_LAST):
            return wording.no_body(edition, run, what, hours)
    return None


def _short(figures: Figures, edition: Edition, wording: Wording) -> str | None:
    before = _usual_stories(figures, edition, Kind.SHORT)
    if not before:
        return None
    usual_words = median(story.words for story in before)
    if told := edition.told.get(Kind.SHORT):
        words = median(story.words for story in edition.stories[-LATEST:])
        return told.message if words < MENDED * usual_words else None
    long = [Trial(story.at, 1, story.words >= LONG_ENOUGH * usual_words) for story in edition.stories]
    run = _fall(figures, edition, Kind.SHORT, long, STORIES_LAST)
    if run is None or run.usual is None:
        return None
    words = median(story.words for story in _since(edition, run))
    return wording.short(edition, run, words, usual_words) if words <= HALVED * usual_words else None


def _repeated(edition: Edition, wording: Wording) -> str | None:
    """The commonest sentence that is new in the bodies: what stood there for weeks is the outlet's own way."""
    for found in edition.repeated:
        if found.of_before >= ENOUGH_BODIES:
            before = found.bodies_before / found.of_before
            if found.bodies > before * found.of and surprise(found.bodies, found.of, before) >= EVIDENCE:
                return wording.repeated(edition, found)
    return None


def _other_language(figures: Figures, edition: Edition, wording: Wording) -> str | None:
    """Of an outlet with editions their languages are usual, of another one that of most of its articles."""
    before = Counter(story.language for story in _usual_stories(figures, edition, Kind.LANGUAGE))
    usual = figures.languages or {language for language, _ in before.most_common(1)}
    share = sum(before[language] for language in usual) / max(before.total(), 1)
    inside = [Trial(story.at, 1, story.language in usual) for story in edition.stories]
    run = _fall(figures, edition, Kind.LANGUAGE, inside, STORIES_LAST)
    if run is None or run.usual is None or share < MOST or run.good > FEW * run.tried:
        return None
    came = Counter(story.language for story in _since(edition, run) if story.language not in usual)
    return wording.language(run, share, usual, came.most_common(1)[0][0])


def _since(edition: Edition, run: Run) -> Sequence[Story]:
    return edition.stories[bisect_left(edition.stories, (run.since,)) :]


def _fall(figures: Figures, edition: Edition, kind: Kind, trials: Sequence[Trial], least: timedelta) -> Run | None:
    boundary = _boundary(figures, edition, kind, ((trial.at, trial.tried) for trial in reversed(trials)))
    before = _between(trials, boundary - USUAL, boundary)
    is_young = not before or boundary - before[0].at < YOUNG - RECENT
    usual = None if is_young else usual_share(before)
    is_told = kind in edition.told
    if not usual and is_told:  # broken for so long that nothing else is known
        usual = None
    return fall_of(trials[bisect_left(trials, (boundary,)) :], usual, least, is_told=is_told)


def _usual_stories(figures: Figures, edition: Edition, kind: Kind) -> Sequence[Story]:
    boundary = _boundary(figures, edition, kind, ((story.at, 1) for story in reversed(edition.stories)))
    return _between(edition.stories, boundary - USUAL, boundary)


def _between(rows: Sequence[Row], since: datetime, until: datetime) -> Sequence[Row]:
    """The rows of a time; each begins with its own, and they are in order."""
    return rows[bisect_left(rows, (since,)) : bisect_left(rows, (until,))]


def _boundary(figures: Figures, edition: Edition, kind: Kind, latest_first: Iterable[tuple[datetime, int]]) -> datetime:
    """What came after it is judged, what came before is the usual: three days ago, or earlier for a slow outlet.

    Of trials their time and number. While an incident is open its own time is no part of the usual, until it has
    lasted too long to be told for ever.
    """
    told = edition.told.get(kind)
    told_at = max(told.at, figures.now - LASTING) if told else figures.now
    left = LATEST
    for at, tried in latest_first:
        left -= tried if at <= told_at else 0
        if left <= 0:
            return min(told_at - RECENT, at)
    return told_at - RECENT
