import pytest

from storage.addresses import host_of, is_amp, is_home, is_same_address

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
