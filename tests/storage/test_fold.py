"""Folding takes typography and nothing else: every character that it may change is named here."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.fold import folded

QUOTES = "“”„‟«»″〝〞〟＂"
APOSTROPHES = "’‘‚‛ʼʹʻ`´′＇"
DASHES = "‐‑‒–—―−﹘﹣－"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u061c\ufeff\u202a\u202b\u202c\u202d\u202e"
SPACES = "\t\n\u00a0\u2002\u2003\u2009\u202f\u3000"
PLAIN = "!#$%&()*+,./0123456789:;<=>?@ABXYZ[\\]^_abxyz{|}~АБЯабяІЇЄҐіїєґЁЪЫЭёъыэ№§°±€₴£×"


@pytest.mark.parametrize("char", QUOTES)
def test_every_quote_is_one(char: str) -> None:
    assert folded(f"a {char}word{char}") == 'a "word"'


@pytest.mark.parametrize("char", APOSTROPHES)
def test_every_apostrophe_is_one(char: str) -> None:
    assert folded(f"п{char}ять") == "п'ять"


@pytest.mark.parametrize("char", DASHES)
def test_every_dash_is_one_and_stands_free(char: str) -> None:
    assert folded(f"a{char}b") == folded(f"a {char} b") == "a - b"


@pytest.mark.parametrize("char", INVISIBLE)
def test_what_no_reader_sees_is_nothing(char: str) -> None:
    assert folded(f"wo{char}rd") == "word"


@pytest.mark.parametrize("char", SPACES)
def test_every_space_is_one(char: str) -> None:
    assert folded(f"a{char} {char}b") == "a b"


@pytest.mark.parametrize("char", PLAIN)
def test_digits_case_letters_and_other_punctuation_stay(char: str) -> None:
    assert folded(f"« {char} »") == f'" {unicodedata.normalize("NFKC", char)} "'


def test_no_two_plain_characters_fold_to_one() -> None:
    assert len({folded(f"« {char} »") for char in PLAIN}) == len(PLAIN)


def test_a_minus_sign_stays_with_its_number_and_a_range_is_no_minus() -> None:
    assert folded("fell to −5 degrees") == folded("fell to -5 degrees") == "fell to -5 degrees"
    assert folded("fell to 5 degrees") != folded("fell to -5 degrees")
    assert folded("in 2014–2015") == folded("in 2014 –2015") == folded("in 2014 — 2015")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 killed", "5 killed"),
        ("1.5", "15"),
        ("1,5", "1.5"),
        ("Polish", "polish"),
        ("Рада", "рада"),
        ("він", "вин"),
        ("мій", "міи"),
        ("є", "е"),
        ("ґрати", "грати"),
        ("ещё", "еще"),
        ("No.", "No"),
        ("Go?", "Go!"),
        ("a, b", "a b"),
        ("10%", "10"),
        ("$5", "5"),
        ("H5", "H"),
        ("resume", "résumé"),
    ],
)
def test_what_a_reader_tells_apart_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_no_letter_or_digit_is_changed_by_itself() -> None:
    letters = [chr(code) for code in range(0x20, 0x530) if unicodedata.category(chr(code)) in {"Lu", "Ll", "Nd"}]
    letters.remove("ŉ")  # an apostrophe and a letter
    changed = [char for char in letters if folded(char) != unicodedata.normalize("NFKC", char)]
    assert changed == []


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
