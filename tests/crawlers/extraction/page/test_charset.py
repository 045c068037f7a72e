"""Bytes to text where servers lie."""

import random

import pytest

from crawlers.errors import ExtractionError, NotHtml, UnreadablePage
from crawlers.extraction.page.charset import as_utf8
from tests.crawlers.extraction.pages import RUSSIAN, UKRAINIAN, page, paragraphs

TEXT = page(paragraphs(UKRAINIAN), lang="uk").decode()
LEGACY = TEXT.replace("utf-8", "windows-1251")


def decode(page: bytes, declared: str | None = None) -> tuple[str, str]:
    encoded, name = as_utf8(page, declared)
    return encoded.decode(), name


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "iso-8859-1", "koi8-r", "nonsense", "zip", ""])
@pytest.mark.parametrize("written", ["utf-8", "windows-1251", "koi8-u", "iso-8859-5", "utf-16"])
def test_ukrainian_is_read_whatever_the_server_declares(written, declared):
    text, _ = decode(LEGACY.encode(written), declared)
    assert UKRAINIAN[0] in text


@pytest.mark.parametrize("misread", ["windows-1251", "latin-1"])
def test_a_page_that_was_encoded_twice_is_put_right(misread):
    text, _ = decode(TEXT.encode().decode(misread).encode(), "utf-8")
    assert UKRAINIAN[0] in text


def test_the_server_is_believed_where_the_text_then_looks_like_text():
    french = "<p>" + "Le président a déclaré qu'à l'été prochain, où qu'il soit, ça sera différent. " * 3
    text, name = decode(french.encode("windows-1252"), "windows-1252")
    assert "déclaré" in text
    assert name == "cp1252"


def test_a_byte_order_mark_is_believed_first_and_removed():
    text, name = decode(TEXT.encode("utf-8-sig"), "windows-1251")
    assert text.startswith("<!doctype")
    assert name == "utf-8"


def test_one_broken_byte_does_not_change_the_character_set():
    text, name = decode(TEXT.encode() + b"\xff</p>", "utf-8")
    assert name == "utf-8"
    assert UKRAINIAN[0] in text


@pytest.mark.parametrize("declared", [None, "utf-8", "utf-16"])
def test_control_characters_do_not_make_a_page_chinese(declared):
    page = "<p>A\x0b flood\x1f closed\x07 the\x08 bridge. " + "So said the ferrymen of the lower lock. " * 15
    text, name = decode(page.encode(), declared)
    assert name == "utf-8"
    assert "So said the ferrymen" in text


@pytest.mark.parametrize(
    ("first_bytes", "what"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
    ],
)
def test_other_kinds_of_file_are_refused_by_their_first_bytes(first_bytes, what):
    with pytest.raises(NotHtml, match=what):
        decode(first_bytes + b"\x00" * 50, "utf-8")


def test_bytes_that_fit_no_character_set_are_unreadable():
    noise = random.Random(1).randbytes(5000)
    with pytest.raises(UnreadablePage, match="character set"):
        decode(b"<" + noise)


def test_both_errors_are_extraction_errors():
    assert issubclass(NotHtml, ExtractionError)
    assert issubclass(UnreadablePage, ExtractionError)


def test_russian_in_koi8_is_not_taken_for_windows_1251():
    text, name = decode("".join(RUSSIAN).encode("koi8-r"))
    assert RUSSIAN[0][:40] in text
    assert name == "koi8-u"


def test_an_empty_page_is_an_empty_text():
    assert decode(b"")[0] == ""


@pytest.mark.parametrize("declared", [None, "koi8-r", "windows-1251"])
@pytest.mark.parametrize(
    "strange",
    ["Die größte Straße schließt außer sonntags. ", "Тhе rіvеr rоsе аt nіght, аs thе fеrrymеn hаd sаіd. "],
    ids=["letters that are Ukrainian in KOI8", "English with Cyrillic letters in it"],
)
def test_valid_utf8_is_utf8_however_rare_its_letters(strange, declared):
    text, name = decode(f"<p>{strange * 12}</p>".encode(), declared)
    assert name == "utf-8"
    assert strange in text


def test_a_plain_utf8_page_is_given_back_as_it_is():
    plain = TEXT.encode()
    assert as_utf8(plain, "windows-1251")[0] is plain


@pytest.mark.parametrize("misread", ["windows-1251", "latin-1"])
def test_a_large_page_of_which_only_the_article_was_encoded_twice_is_put_right(misread):
    markup = "<div class='box'>" * 20_000
    text, _ = decode((markup + TEXT.encode().decode(misread) + markup).encode(), "utf-8")
    assert UKRAINIAN[0] in text


def test_capitals_that_mojibake_begins_with_are_no_mojibake():
    headlines = "РОССИЯ СССР РС СР " * 60
    assert decode(f"<p>{headlines}</p>".encode())[0] == f"<p>{headlines}</p>"


def test_a_large_page_of_controls_is_no_text():
    with pytest.raises(UnreadablePage):
        decode(b"<p>" + b"ab\x01\x02" * 100_000)


def test_a_character_cut_off_at_the_end_does_not_change_the_character_set():
    text, name = decode(TEXT.encode() + "ї".encode()[:1])
    assert name == "utf-8"
    assert UKRAINIAN[0] in text


def test_zeros_in_a_page_do_not_change_the_character_set():
    text, name = decode(TEXT.encode().replace(b"<p>", b"<p>\x00"))
    assert name == "utf-8"
    assert UKRAINIAN[0] in text
