import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discovery import addresses
from crawlers.discovery.addresses import (
    MAX_LENGTH,
    is_home,
    is_on_hosts,
    looks_like_article,
    normalised,
    registrable_domain,
)
from crawlers.outlet import load_outlet

BASE = "https://courier.example/news/"


@pytest.mark.parametrize(
    ("url", "one_spelling"),
    [
        ("https://Courier.Example/News/A", "https://courier.example/News/A"),
        ("https://courier.example:443/a", "https://courier.example/a"),
        ("http://courier.example:80/a", "http://courier.example/a"),
        ("http://courier.example:443/a", "http://courier.example:443/a"),
        ("https://courier.example:8443/a", "https://courier.example:8443/a"),
        ("https://courier.example/a#comments", "https://courier.example/a"),
        ("https://courier.example", "https://courier.example/"),
        ("  https://courier.example/a\n", "https://courier.example/a"),
        ("https://courier.example/a?utm_source=rss&utm_medium=feed", "https://courier.example/a"),
        ("https://courier.example/a?id=5&fbclid=x", "https://courier.example/a?id=5"),
        ("https://courier.example/a?b=2&a=1", "https://courier.example/a?a=1&b=2"),
        ("https://courier.example/a?id=", "https://courier.example/a?id="),
        ("/a", "https://courier.example/a"),
        ("a", "https://courier.example/news/a"),
        ("/a\nb", "https://courier.example/ab"),  # a line break inside an href: as browsers do
        ("?id=5", "https://courier.example/news/?id=5"),
        ("//courier.example/a", "https://courier.example/a"),
        ("https://courier.example/мости", "https://courier.example/%D0%BC%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://приклад.укр/a", "https://xn--80aikifvh.xn--j1amh/a"),
    ],
)
def test_a_page_has_one_spelling(url, one_spelling):
    assert normalised(url, BASE) == one_spelling


def test_two_parameters_that_name_the_page_both_stay():
    assert normalised("https://courier.example/a?id=5&id=6") == "https://courier.example/a?id=5&id=6"


@pytest.mark.parametrize(
    "url",
    [
        "mailto:editor@courier.example",
        "javascript:void(0)",
        "file:///etc/passwd",
        "data:text/html,hello",
        "ftp://courier.example/a",
        "tel:+380441234567",
        "https://user:password@courier.example/a",
        "https://courier.example@elsewhere.example/a",
        "https://courier.example\\@elsewhere.example/",
        "https://courier.example/a\x00b",
        "http://[not-an-address/",
        "http://courier.example:port/a",
        "http://courier.example:99999/a",
        "https://courier.example/" + "a" * MAX_LENGTH,
    ],
)
@pytest.mark.parametrize("base", ["", BASE])
def test_what_is_no_web_address_or_hides_another_is_none(url, base):
    assert normalised(url, base) is None


def test_an_address_that_is_just_short_enough_stays():
    url = "https://courier.example/"
    assert normalised(url + "a" * (MAX_LENGTH - len(url))) is not None


@given(st.text(), st.sampled_from(["", BASE]))
def test_no_text_raises(text, base):
    url = normalised(text, base)
    assert url is None or url.startswith(("http://", "https://"))


paths = st.lists(st.text("abcдж09-._~%&=+ ", max_size=8), max_size=4).map("/".join)


@given(paths, st.dictionaries(st.sampled_from(["id", "p", "q", "utm_source"]), st.text("abж1 &=%", max_size=5)))
def test_what_is_normalised_stays_as_it_is(path, query):
    parameters = "&".join(f"{name}={value}" for name, value in query.items())
    once = normalised(f"https://courier.example/{path}?{parameters}")
    assert once is not None
    assert normalised(once) == once


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.pravda.com.ua", "pravda.com.ua"),
        ("epravda.com.ua", "epravda.com.ua"),
        ("ukrainian.voanews.com", "voanews.com"),
        ("news.example.co.uk", "example.co.uk"),
        ("127.0.0.1:8801", "127.0.0.1:8801"),
        ("localhost", "localhost"),
    ],
)
def test_a_domain_is_what_one_owner_registered(host, domain):
    assert registrable_domain(host) == domain


def test_the_list_of_public_suffixes_is_never_downloaded():
    assert addresses._suffixes.suffix_list_urls == ()
    assert registrable_domain("a.b.never-seen.kharkiv.ua") == "never-seen.kharkiv.ua"


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://courier.example/a", True),
        ("http://courier.example/a", True),
        ("https://www.courier.example/a", True),
        ("https://courier.example:8080/a", False),
        ("https://en.courier.example/a", False),
        ("https://courier.example.evil.example/a", False),
        ("https://evilcourier.example/a", False),
        ("https://www.en.other.example:8080/a", True),
    ],
)
def test_an_outlet_lives_on_its_hosts_and_no_others(url, own):
    assert is_on_hosts(url, ("courier.example", "en.other.example:8080")) is own


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://courier.example/", True),
        ("https://courier.example", True),
        ("https://www.courier.example/?from=404", True),
        ("https://courier.example/uk/", True),
        ("https://courier.example/uk", True),
        ("https://courier.example/en/", False),
        ("https://courier.example/uk/news", False),
    ],
)
def test_the_home_page_and_the_root_of_a_host_are_home(url, home):
    assert is_home(url, "https://courier.example/uk/") is home


@pytest.mark.parametrize(
    "path",
    [
        "/2026/11/22/bridge",
        "/news/2026/11/bridge.html",
        "/news/123456",
        "/news/123456.html",
        "/bridge-123456/",
        "/news/swing-bridge-to-close-for-repairs",
        "/zakryly_mist_na_remont",
    ],
)
def test_a_date_an_id_or_a_long_slug_makes_a_link_look_like_an_article(outlet, path):
    assert looks_like_article(f"https://courier.example{path}", outlet)


@pytest.mark.parametrize(
    "path",
    [
        "/news",
        "/news/world",
        "/tag/bridges-and-roads-in-2026",
        "/category/12345",
        "/author/anna-maria-de-souza",
        "/authors/12345",
        "/search/2026/11/",
        "/about",
        "/rss/123456.xml",
        "/uploads/2026/11/bridge.jpg",
        "/2026/11/report.pdf",
        "/LOGIN/12345",
    ],
)
def test_lists_files_and_service_pages_do_not_look_like_articles(outlet, path):
    assert not looks_like_article(f"https://courier.example{path}", outlet)


def test_the_outlets_own_pattern_decides_alone(tmp_path):
    file = tmp_path / "courier.toml"
    file.write_text(
        'name = "Courier"\nhome = "https://courier.example/"\ntimezone = "UTC"\nlanguages = ["en"]\n'
        "hosts = [\"courier.example\"]\nenabled = false\n[article]\nurl = '^https://courier\\.example/tag/\\w+$'\n"
    )
    outlet = load_outlet(file)
    assert looks_like_article("https://courier.example/tag/bridges", outlet)
    assert not looks_like_article("https://courier.example/2026/11/22/bridge-123456", outlet)
