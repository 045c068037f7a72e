"""Whether two texts in different languages tell one story: by names, numbers, time, picture and length. Pure.

Evidence is a log-likelihood ratio in nats, as of naive Bayes: each name or number that one text keeps of the other
counts by how rare it is among the stories around, each that it lacks counts against them. The figures of a translation
were chosen on the development half of the labelled press (tests/editions), by hand and then one by one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log
from typing import NamedTuple
from urllib.parse import urlsplit

from storage.editions.days import days_named
from storage.editions.marks import EVENT, Marks, marks_of
from storage.editions.romanising import stem_of

WITHIN = timedelta(hours=48)  # of publication; translations of news come within minutes to a day and a half
KEEPS_NAME, KEEPS_NUMBER, KEEPS_SMALL, KEEPS_EVENT = 0.75, 0.85, 0.6, 0.5  # shares of what the other text has, too
NAMES_WEIGH, MOST_OF_NAMES = 0.5, 5.5  # names come together: another story of the same people has all of them
NUMBERS_WEIGH = 0.8
LONGER_WEIGHS = 0.6  # of two texts of one length, against the shorter; the less, the longer it is
SOON = timedelta(hours=2)  # the mean lag of the translations that come soon, which most do
COME_SOON = 0.8
SAME_PICTURE = 0.6  # share of translations that show the original's picture, where both show one
TOO_SHORT = 0.2  # of the longer text: a translation is seldom shorter
A_NAME, A_KNOWN_NAME = 0.02, 0.3  # chances that another story has it, before the stories around are counted
A_PICTURE = 0.1
OTHER_DAYS = 15.0  # nats against it where headlines name days and share none: more than a series has in common; a guess
LITTLE = 3.0  # nats that names and numbers say at most: no time or picture makes a pair of that
IMAGINED = 20  # stories around, as many as which those chances weigh

_KNOWN = frozenset(
    map(
        stem_of,
        """
        Ukraine Україна Україні Украина Russia Росія Россия Kyiv Kharkiv Odesa Dnipro Lviv Crimea Donbas Kremlin Moscow
        Москва Europe Європа European America USA NATO Poland Польща Germany China Putin Zelensky Trump Telegram
        Facebook
        """.split(),  # noqa: SIM905 - a list to be read, not a list literal
    )
)  # names that stand in every third story, whatever it tells: a guess
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = frozenset(map(str, range(13)))
_SIZE = re.compile(r"[-_]\d+x\d+$")
_SHORTEST_FILE = 6  # letters of a picture's name; shorter ones ("1", "main") are told with their folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One text, as far as it can be compared. `at`: its publication, or None where only the day is known."""

    at: datetime | None
    marks: Marks
    length: int
    picture: str | None = None
    days: frozenset[tuple[int, int]] = frozenset()  # that the headline names


class Weight(NamedTuple):
    """What a mark says for one story where both texts have it, and against where the other one lacks it; in nats."""

    shared: float
    lacking: float
    is_name: bool


class Around:
    """How many of the stories of those days have each mark and picture: what is in all of them tells nothing."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._size = len(tellings)
        self._with = Counter(mark for telling in tellings for mark in telling.marks.said)
        self._pictures = Counter(telling.picture for telling in tellings if telling.picture)
        self._weights: dict[str, Weight] = {}

    def weight(self, mark: str) -> Weight:
        if mark not in self._weights:
            beforehand, keeps = _chances(mark)
            by_chance = self._chance(self._with[mark] - 1, beforehand), self._chance(self._with[mark], beforehand)
            is_name = mark[0].isalpha()
            weigh = NAMES_WEIGH if is_name else NUMBERS_WEIGH
            shared, lacking = log(keeps / by_chance[0]), log((1 - keeps) / (1 - by_chance[1]))
            self._weights[mark] = Weight(weigh * shared, weigh * lacking, is_name)
        return self._weights[mark]

    def picture(self, picture: str) -> float:
        """What a picture that both show says for one story."""
        return max(0.0, log(SAME_PICTURE / self._chance(self._pictures[picture] - 1, A_PICTURE)))

    def _chance(self, having: int, beforehand: float) -> float:
        """The chance that yet another story has something that so many of those around have."""
        return (max(0, having) + IMAGINED * beforehand) / (max(self._size, having) + IMAGINED)


def telling_of(title: str, text: str, at: datetime | None, image_url: str | None = None) -> Telling:
    """What can be compared of a text; `text` is the standfirst and the body."""
    return Telling(
        at=at, marks=marks_of(title, text), length=len(text), picture=picture_of(image_url), days=days_named(title)
    )


def evidence(one: Telling, other: Telling, around: Around) -> float:
    """For (above 0) or against one story in two languages, in nats; against it where next to nothing is in common."""
    in_common = one.marks.said & other.marks.said
    if sum(weight.shared for weight in map(around.weight, in_common) if weight.shared > 0) < LITTLE:
        return -LITTLE
    beside_the_text = _of_time(one.at, other.at) + _of_picture(one.picture, other.picture, around)
    return _told(one, other, around) + beside_the_text + _of_length(one, other) + _of_days(one, other)


def picture_of(image_url: str | None) -> str | None:
    """A picture by the name of its file, whatever its size, server and folder."""
    try:
        folder, _, file = urlsplit(image_url or "").path.rpartition("/")
    except ValueError:
        return None
    if not file:
        return None
    name = _SIZE.sub("", file.rpartition(".")[0] or file)
    return name if len(name) >= _SHORTEST_FILE else f"{folder}/{name}"


def _told(one: Telling, other: Telling, around: Around) -> float:
    """What the shorter text has of the longer one, and, the more alike they are in length, the reverse."""
    shorter, longer = sorted((one, other), key=lambda telling: (telling.length, sorted(telling.marks.kept)))
    weight = LONGER_WEIGHS * shorter.length / max(1, longer.length)
    there, back = _kept(shorter.marks, longer.marks, around), _kept(longer.marks, shorter.marks, around)
    return (there + weight * back) / (1 + weight)


def _kept(original: Marks, translation: Marks, around: Around) -> float:
    names = others = 0.0
    for mark in original.kept:
        weight = around.weight(mark)
        nats = weight.shared if mark in translation.said else weight.lacking
        if weight.is_name:
            names += nats
        else:
            others += nats
    return min(MOST_OF_NAMES, names) + others


def _chances(mark: str) -> tuple[float, float]:
    """The chance that any other story has a mark, and that a translation keeps it."""
    if mark[0] == EVENT:
        return 0.08, KEEPS_EVENT
    if not mark[0].isdecimal():
        return (A_KNOWN_NAME if mark in _KNOWN else A_NAME), KEEPS_NAME
    if mark in _SMALL or mark.endswith(":00"):
        return 0.25, KEEPS_SMALL
    if _YEAR.fullmatch(mark):
        return 0.15, KEEPS_SMALL
    digits = mark.replace(".", "").replace(":", "").strip("0")
    return {0: 0.1, 1: 0.06, 2: 0.03}.get(len(digits), 0.005), KEEPS_NUMBER


def _of_time(one: datetime | None, other: datetime | None) -> float:
    """Most translations come soon, the others at any time within the window; other stories do, too."""
    if one is None or other is None:
        return 0.0
    hours, soon, window = abs(one - other) / timedelta(hours=1), SOON / timedelta(hours=1), WITHIN / timedelta(hours=1)
    of_translations = COME_SOON * exp(-hours / soon) / soon + (1 - COME_SOON) / window
    return log(of_translations * window)


def _of_picture(one: str | None, other: str | None, around: Around) -> float:
    if one is None or other is None:
        return 0.0
    return around.picture(one) if one == other else log((1 - SAME_PICTURE) / (1 - A_PICTURE))


def _of_length(one: Telling, other: Telling) -> float:
    shorter, longer = sorted((one.length, other.length))
    return log(0.3) if shorter < TOO_SHORT * longer else 0.0


def _of_days(one: Telling, other: Telling) -> float:
    """Rates, weather and timetables are alike but for the day; what changed little since looks like a translation."""
    return -OTHER_DAYS if one.days and other.days and one.days.isdisjoint(other.days) else 0.0
