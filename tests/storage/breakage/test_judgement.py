"""Whole lives of outlets, judged: nothing is told of what they always do, and what breaks is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.breakage.figures import Kind
from storage.breakage.judgement import judge
from tests.rhythms import BREAKAGES, DAY, HOUR, START, TEN, Rhythm, Watch, live

EIGHT_WEEKS = 56
DAILY = Rhythm(name="daily", a_day=24, at_weekends=0.4, galleries=0.2)
BROKEN_AT = START + 36 * DAY + 9 * HOUR  # a Tuesday in the sixth week


@pytest.mark.parametrize("rhythm", TEN, ids=lambda rhythm: rhythm.name)
def test_eight_weeks_of_an_outlet_that_is_well_bring_no_alarm(rhythm):
    watch = Watch(live(rhythm, EIGHT_WEEKS, 7)).until(START + EIGHT_WEEKS * DAY, every=6 * HOUR)
    assert watch.incidents == []


@pytest.mark.parametrize("kind", BREAKAGES)
def test_what_breaks_is_told_once_and_is_over_when_it_is_mended(kind):
    life = BREAKAGES[kind](live(DAILY, EIGHT_WEEKS, 5), BROKEN_AT, BROKEN_AT + 6 * DAY)
    watch = Watch(life, "Kyiv Post").until(BROKEN_AT + 14 * DAY, since=BROKEN_AT - DAY, every=2 * HOUR)
    (incident,) = (incident for incident in watch.incidents if incident.kind is kind)
    assert BROKEN_AT < incident.opened_at < BROKEN_AT + 3 * DAY
    assert incident.closed_at is not None
    assert BROKEN_AT + 6 * DAY <= incident.closed_at < BROKEN_AT + 10 * DAY
    assert incident.message.startswith("Kyiv Post: ")


def told(kind: Kind, **after: float) -> str:
    """What is said of a breakage so long after it began."""
    life = BREAKAGES[kind](live(DAILY, EIGHT_WEEKS, 5), BROKEN_AT, BROKEN_AT + 9 * DAY)
    alarms = judge(Watch(life, "Kyiv Post").figures(BROKEN_AT + timedelta(**after)))
    (message,) = (alarm.message for alarm in alarms if alarm.kind is kind)
    return message


def test_each_alarm_says_what_since_when_and_what_is_usual():
    assert told(Kind.NO_BODY, hours=4).startswith("Kyiv Post: 0 of ")
    assert " pages gave a body since 12:00; yesterday 100 %" in told(Kind.NO_BODY, hours=4)
    assert " since 31 Mar 12:00; usually 8" in told(Kind.NO_BODY, hours=30)
    assert told(Kind.SILENT, hours=25).startswith("Kyiv Post: no new article since 31 Mar ")
    assert "(Europe/Kyiv); at this hour of a Wednesday one comes every " in told(Kind.SILENT, hours=25)
    assert "about " in told(Kind.SILENT, hours=36)  # at night nothing is said of the hour
    assert " words; usually 2" in told(Kind.SHORT, hours=33)
    assert '"Join our channel so that you miss nothing." stands in ' in told(Kind.REPEATED, days=3)
    assert "most others in ru; usually 100 % are" in told(Kind.LANGUAGE, days=3)


def test_a_silence_that_pages_without_a_body_explain_is_not_told_beside_them():
    life = BREAKAGES[Kind.NO_BODY](live(DAILY, EIGHT_WEEKS, 5), BROKEN_AT, BROKEN_AT + 9 * DAY)
    watch = Watch(life).until(BROKEN_AT + 5 * DAY, since=BROKEN_AT, every=2 * HOUR)
    assert [incident.kind for incident in watch.incidents] == [Kind.NO_BODY]


def test_pages_without_a_body_are_told_for_ever_and_a_new_language_until_it_is_the_usual_one():
    months = 90
    for kind, is_open in ((Kind.NO_BODY, True), (Kind.LANGUAGE, False)):
        life = BREAKAGES[kind](live(DAILY, months, 5), BROKEN_AT, START + months * DAY)
        watch = Watch(life).until(START + months * DAY, since=BROKEN_AT, every=12 * HOUR)
        (incident,) = watch.incidents
        assert (incident.closed_at is None) is is_open


def test_in_an_outage_pages_without_a_body_are_told_already():
    life = BREAKAGES[Kind.NO_BODY](live(DAILY, EIGHT_WEEKS, 5), BROKEN_AT, BROKEN_AT + DAY)
    figures = Watch(life).figures(BROKEN_AT + 5 * HOUR)
    assert [alarm.kind for alarm in judge(figures)] == [Kind.NO_BODY]
    assert judge(replace(figures, is_in_outage=True)) == []


@pytest.mark.parametrize("kind", BREAKAGES)
def test_an_outlet_of_five_days_has_no_usual_but_for_pages_that_give_no_body_at_all(kind):
    life = BREAKAGES[kind](live(DAILY, 10, 5), START + 4 * DAY, START + 10 * DAY)
    alarms = judge(Watch(life).figures(START + 5 * DAY + 12 * HOUR))
    assert [alarm.kind for alarm in alarms] == ([Kind.NO_BODY] if kind is Kind.NO_BODY else [])


def test_holidays_with_a_third_of_the_articles_are_no_silence():
    days = tuple(date(2026, 4, day) for day in range(10, 14))
    life = live(replace(DAILY, holidays=days), EIGHT_WEEKS, 5)
    assert Watch(life).until(START + EIGHT_WEEKS * DAY, since=START + 44 * DAY, every=2 * HOUR).incidents == []


def test_an_outlet_of_which_nothing_is_known_is_told_nothing():
    assert judge(Watch(live(DAILY, 1, 5)).figures(START - DAY)) == []
