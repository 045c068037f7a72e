import unicodedata
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from storage.findings import Link
from storage.fingerprint import fold_hash, line_hash, text_hash, url_hash
from storage.records import Extraction
from storage.text import clean_extraction, clean_line, clean_paragraphs, clean_record, clean_text

anything = st.text(alphabet=st.characters(codec=None), max_size=60)


@given(anything)
def test_clean_text_is_nfc_without_control_characters_and_stays_so(text: str) -> None:
    clean = clean_text(text)
    clean.encode("utf-8")
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t" for char in clean)
    assert clean_text(clean) == clean


def test_lines_and_paragraphs_lose_what_no_reader_sees() -> None:
    assert clean_line("  One\x00\n line\x1b[31m ") == "One line[31m"
    assert clean_line("\x00 \n") is None
    assert clean_paragraphs("one\r\n\r\n\x00\n\ntwo\n \nthree\nlines") == ("one", "two", "three\nlines")


def test_a_record_is_cleaned_however_deep_its_texts_stand() -> None:
    link = Link(url="https://a.example/\x00", title="й\ud800")
    assert clean_record((link, 10**30, None)) == (Link(url="https://a.example/", title="й"), 2**53 - 1, None)


def test_a_time_that_cannot_be_stored_is_left_out() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - that is what is tested
    assert clean_extraction(Extraction(published=naive)).published is None
    edge = datetime.max.replace(tzinfo=UTC)
    assert clean_extraction(Extraction(published=edge)).published == edge


def test_hashes_are_those_of_what_is_stored() -> None:
    raw = Extraction(title=" A\x00 title", body="One.\r\n\r\nTwo.", authors=("B ", ""))
    assert text_hash(raw) == text_hash(clean_extraction(raw)) != text_hash(Extraction(title="A title", body="One."))
    assert fold_hash(Extraction(title="“A”", body="x")) == fold_hash(Extraction(title='"A"', body="x", authors=("B",)))


def test_parts_do_not_run_into_each_other() -> None:
    assert text_hash(Extraction(title="a", standfirst="b")) != text_hash(Extraction(title="b", standfirst="a"))
    assert text_hash(Extraction(title="a", body="b\n\nc")) != text_hash(Extraction(title="a", body="b\nc"))


def test_url_hashes_fit_sqlites_integers_and_differ() -> None:
    hashes = {url_hash(f"https://a.example/{n}") for n in range(1000)}
    assert len(hashes) == 1000
    assert all(-(2**63) <= number < 2**63 for number in hashes)
    assert min(hashes) < 0 < max(hashes)
    assert url_hash("https://a.example/\ud800") != url_hash("https://a.example/?")


def test_all_spellings_of_an_address_have_one_hash_and_lines_keep_theirs() -> None:
    assert url_hash("http://www.a.example/1/?utm_source=x") == url_hash("https://a.example/1")
    assert line_hash("http://www.a.example/1/") != line_hash("https://a.example/1")
