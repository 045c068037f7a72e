from array import array

from hypothesis import given
from hypothesis import strategies as st

from crawlers.known_urls import KnownUrls
from storage.fingerprint import url_hash


def known(*urls: str) -> KnownUrls:
    return KnownUrls(array("q", sorted(url_hash(url) for url in urls)).tobytes())


def test_a_url_is_new_only_once():
    urls = known()
    assert urls.is_new("https://a.example/1")
    assert not urls.is_new("https://a.example/1")
    assert urls.is_new("https://a.example/2")


def test_what_the_archive_knows_is_not_new():
    urls = known("https://a.example/1", "https://a.example/2", "https://a.example/3")
    assert [urls.is_new(f"https://a.example/{n}") for n in range(5)] == [True, False, False, False, True]


@given(st.sets(st.text(min_size=1)), st.text(min_size=1))
def test_a_url_is_new_exactly_when_it_is_not_among_the_hashes_of_the_plan(stored, asked):
    assert known(*stored).is_new(asked) == (asked not in stored)
