import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.addresses import host_of, is_amp, is_home, is_same_address, is_section_of, url_key

URL = "https://www.example.ua/news/one"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.example.ua/news/one",
        "https://example.ua/news/one",
        "https://www.example.ua/news/one/",
        "https://www.example.ua/news/one/amp",
        "https://www.example.ua/amp/news/one",
        "https://amp.example.ua/news/one",
        "https://www.example.ua/news/one?amp=1",
        "https://www.example.ua/news/one?outputType=amp-type",
        "https://www.example.ua/news/one?view=amp",
        "https://www.example.ua/news/one#top",
        "https://m.example.ua/news/one",
        "https://mobile.example.ua/news/one",
        "https://www.example.ua/news/one/index.html",
        "https://www.example.ua/news//one",
        "https://www.example.ua/news/%6Fne",
        "https://www.example.ua:443/news/one?",
        "https://WWW.Example.UA/news/one?utm_source=rss&fbclid=x#:~:text=bridge",
    ],
)
def test_other_spellings_make_no_other_address(other: str) -> None:
    assert is_same_address(URL, other)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.ua/news/two",
        "https://www.example.ua/news/one?page=2",
        "https://other.ua/news/one",
        "https://www.example.ua:8080/news/one",
        "https://www.example.ua/news/amplifier",
        "https://www.example.ua/news/amp-one",
        "https://www.example.ua/news%2Fone",
        "https://www.example.ua/news/one%3F",
        "https://www.example.ua/news/one%23top",
        "https://www.example.ua/News/one",
        "https://www.example.ua/news/one.html",
        "https://en.example.ua/news/one",
        "https://www.example.ua/index/news/one",
    ],
)
def test_path_query_host_and_port_do(other: str) -> None:
    assert not is_same_address(URL, other)


def test_amp_forms_are_told() -> None:
    assert is_amp("https://example.ua/news/one.amp.html")
    assert not is_amp("https://example.ua/news/amp-hour")


def test_amp_may_stand_before_a_slug_with_a_storys_number() -> None:
    plain, amp = "https://example.ua/flood-13200123.html", "https://example.ua/amp-flood-13200123.html"
    assert is_same_address(plain, amp)
    assert is_amp(amp)
    assert not is_same_address("https://example.ua/amp-hour.html", "https://example.ua/hour.html")


def test_hosts_and_homes() -> None:
    assert host_of("http://user@127.0.0.1:8000/x") == "127.0.0.1:8000"
    assert host_of("http://[broken/") == ""
    assert is_home("https://example.ua/")
    assert not is_home("https://example.ua/?id=7")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Courier.example/a", "courier.example"),
        ("https://courier.example:443/a", "courier.example"),
        ("http://courier.example:443/a", "courier.example:443"),
        ("http://127.0.0.1:8801/", "127.0.0.1:8801"),
    ],
)
def test_a_host_carries_its_port_where_it_is_not_the_schemes_own(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "page", "is_section"),
    [
        ("https://a.ua/news/", "https://a.ua/news/bridge-opened", True),
        ("https://a.ua/news", "https://a.ua/news/2026/11/bridge", True),
        ("https://a.ua/en/world", "https://a.ua/en/world/bridge-7", True),
        ("https://a.ua/новини", "https://a.ua/новини/міст", True),
        ("https://a.ua/news/", "https://a.ua/news/", False),
        ("https://a.ua/bridge-opened", "https://a.ua/bridge-opened/print", False),
        ("https://a.ua/news/bridge", "https://a.ua/news/bridge/2", False),
        ("https://a.ua/7", "https://a.ua/7/print", False),
        ("https://a.ua/bridge", "https://a.ua/bridge/amp", False),
        ("https://a.ua/news", "https://a.ua/newsroom/bridge", False),
        ("https://a.ua/world", "https://a.ua/news/bridge", False),
    ],
)
def test_a_section_is_a_plain_word_above_the_page(url: str, page: str, is_section: bool) -> None:
    assert is_section_of(url, page) is is_section


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.example.ua/", "example.ua"),
        ("https://example.ua/index.php?id=7&utm_campaign=x", "example.ua?id=7"),
        ("https://example.ua/?p=12", "example.ua?p=12"),
        ("https://example.ua/%D0%BC%D1%96%D1%81%D1%82/", "example.ua/міст"),
        ("https://example.ua/міст", "example.ua/міст"),
        ("https://приклад.укр/a", "xn--80aikifvh.xn--j1amh/a"),
        ("https://m.ua/a", "m.ua/a"),
        ("https://example.ua/a?b=&c", "example.ua/a?b&c"),
        ("http://[broken/", "http://[broken/"),
        ("no address", "no address"),
    ],
)
def test_a_key_is_what_all_spellings_of_a_page_share(url: str, key: str) -> None:
    assert url_key(url) == key


def test_bytes_of_another_charset_are_told_apart() -> None:
    assert url_key("https://example.ua/%EC%B3") != url_key("https://example.ua/%EC%B2")


@given(st.text() | st.text().map("https://example.ua/".__add__))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(url_key(text), str)
