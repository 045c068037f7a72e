import pytest

from storage.addresses import host_of, is_amp, is_home, is_same_address, is_section_of

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
        "https://www.example.ua/news/one#top",
    ],
)
def test_scheme_www_slash_and_amp_make_no_other_address(other: str) -> None:
    assert is_same_address(URL, other)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.ua/news/two",
        "https://www.example.ua/news/one?page=2",
        "https://other.ua/news/one",
        "https://www.example.ua:8080/news/one",
        "https://www.example.ua/news/amplifier",
    ],
)
def test_path_query_host_and_port_do(other: str) -> None:
    assert not is_same_address(URL, other)


def test_amp_forms_are_told() -> None:
    assert is_amp("https://example.ua/news/one.amp.html")
    assert not is_amp("https://example.ua/news/amp-hour")


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
