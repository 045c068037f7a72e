"""Whether two texts tell one story."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.editions.retelling import Around, evidence, picture_of, telling_of

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
UKRAINIAN = (
    "Капітан Олекса Журавель провів буксир «Марійка» до Бережівки. Він віз 140 тонн щебеню. "
    "Днопоглиблення 18,5 кілометра коштувало 311 мільйонів гривень."
)
ENGLISH = (
    "Captain Oleksa Zhuravel took the tug Mariika to Berezhivka with 140 tonnes of gravel. "
    "Dredging 18.5 kilometres has cost 311 million hryvnias."
)
NEXT_DAY = (
    "Captain Oleksa Zhuravel said that the tug Mariika would make 26 more trips to Berezhivka before 14 December."
)


def nats(text: str, *, later: float = 0.5, around: tuple[str, ...] = ()) -> float:
    original = telling_of("", UKRAINIAN, AT)
    other = telling_of("", text, AT + timedelta(hours=later))
    return evidence(original, other, Around([other, *(telling_of("", each, AT) for each in around)]))


def test_a_translation_has_the_names_and_numbers_of_its_original():
    assert nats(ENGLISH) > 10


def test_a_follow_up_with_the_same_names_and_other_numbers_is_less_than_half_as_likely():
    assert nats(NEXT_DAY, later=24) < nats(ENGLISH) / 2


def test_another_story_has_nothing_in_common():
    assert nats("Volleyball women of Lutsk won in five sets after two hours and 20 minutes.") < 0


def test_the_sooner_the_likelier():
    assert nats(ENGLISH, later=0.2) > nats(ENGLISH, later=5) > nats(ENGLISH, later=30)


def test_what_all_stories_around_have_tells_little():
    assert nats(ENGLISH, around=(ENGLISH,) * 20) < nats(ENGLISH) - 5


def test_evidence_is_the_same_from_both_sides():
    one, other = telling_of("", UKRAINIAN, AT), telling_of("", ENGLISH, AT)
    around = Around([other])
    assert evidence(one, other, around) == evidence(other, one, around)


@given(st.text(), st.text(alphabet="0123456789.,: ²Ⅷ٣'’-AБі€"))
def test_any_text_can_be_compared_with_any_other(title, text):
    one, other = telling_of(title, text, None, text), telling_of(text, title, AT, title)
    there, back = evidence(one, other, Around([one, other])), evidence(other, one, Around([one, other]))
    assert there == pytest.approx(back), "sums of a set, in whatever order"


def test_a_picture_is_known_whatever_its_size_server_and_folder():
    assert picture_of("https://a.ua/i/harbour-800x600.jpg") == picture_of("https://cdn.a.ua/media/harbour.webp?w=3")
    assert picture_of("https://a.ua/7/1.jpg") != picture_of("https://a.ua/8/1.jpg")
    assert picture_of(None) is None


def test_two_headlines_that_name_different_days_are_two_stories_of_a_series():
    series = {day: telling_of(f"Dredging on {day} November", ENGLISH, AT) for day in (2, 3)}
    original = telling_of("Днопоглиблення 2 листопада", UKRAINIAN, AT)
    same, next_day = (evidence(original, other, Around(list(series.values()))) for other in series.values())
    assert same > 5
    assert next_day < 0


def test_a_day_in_one_headline_only_says_nothing():
    dated, undated = telling_of("Dredging on 3 November", ENGLISH, AT), telling_of("Dredging", ENGLISH, AT)
    original = telling_of("Днопоглиблення", UKRAINIAN, AT)
    assert evidence(original, dated, Around([dated, undated])) > 10
