from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("500ms", timedelta(milliseconds=500)),
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("6h", timedelta(hours=6)),
        ("2d", timedelta(days=2)),
        ("1.5h", timedelta(minutes=90)),
        ("0s", timedelta()),
        (" 5s ", timedelta(seconds=5)),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text, duration):
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "s",
        "-5s",
        "5 s",
        "5S",
        "1h30m",
        "5w",
        "five minutes",
        "1e3s",
        ".5s",
        "9" * 30 + "d",
        "9" * 400 + "d",
        "900000000d",
    ],
)
def test_anything_else_is_refused_with_the_form_that_is_expected(text):
    with pytest.raises(ValueError, match="30s, 15m, 6h, 2d"):
        parse_duration(text)


@given(st.text(alphabet="0123456789.msdh- "))
def test_no_text_raises_anything_but_a_value_error(text):
    try:
        duration = parse_duration(text)
    except ValueError:
        return
    assert duration >= timedelta()
