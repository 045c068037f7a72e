import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discovery import addresses
from crawlers.discovery.addresses import (
    MAX_LENGTH,
    is_home,
    is_on_hosts,
    normalised,
    registrable_domain,
)
from storage.addresses import url_key

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
        ("https://xn--80aikifvh.xn--j1amh/a", "https://xn--80aikifvh.xn--j1amh/a"),
        ("https://courier.example/%d0%bc%d1%96%d1%81%d1%82", "https://courier.example/%D0%BC%D1%96%D1%81%D1%82"),
        ("https://courier.example/%7Ebridge%2Dopen", "https://courier.example/~bridge-open"),
        ("https://courier.example/a%2fb", "https://courier.example/a%2Fb"),
        ("https://courier.example/a/./b/../c", "https://courier.example/a/c"),
        ("https://courier.example//a///b", "https://courier.example/a/b"),
        (
            "https://courier.example/saved/http://other.example/b",
            "https://courier.example/saved/http://other.example/b",
        ),
        ("https://courier.example/a?", "https://courier.example/a"),
        ("https://courier.example/a?&", "https://courier.example/a"),
        ("https://courier.example/?123456", "https://courier.example/?123456"),
        ("https://courier.example/a#:~:text=bridge", "https://courier.example/a"),
        ("https://courier.example/a;jsessionid=0F3A?id=5", "https://courier.example/a?id=5"),
        ("https://courier.example/a;b;c,25.html", "https://courier.example/a;b;c,25.html"),
        ("https://courier.example/a?id=5&amp;utm_source=rss", "https://courier.example/a?id=5"),
        ("https://courier.example/a?from=rss", "https://courier.example/a"),
        ("https://courier.example/a?from=kyiv", "https://courier.example/a?from=kyiv"),
        ("https://courier.example/a\u200b", "https://courier.example/a"),
        ("\ufeffhttps://courier.example/a\u00a0", "https://courier.example/a"),
        ("https://courier.example/a%20", "https://courier.example/a"),
        ("«https://courier.example/a»", "https://courier.example/a"),
        ("https://courier.example/a)", "https://courier.example/a"),
        ("https://courier.example/a_(b)", "https://courier.example/a_(b)"),
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


pieces = st.sampled_from(
    [
        *(
            "/",
            "//",
            "..",
            ".",
            "a",
            "новини",
            "%D0%BC",
            "%d0%bc",
            "%2F",
            "%",
            "%zz",
            "(",
            ")",
            "]",
            "«",
            "”",
            "'",
            ";",
            ":",
        ),
        *(
            "?",
            "&",
            "&amp;",
            "=",
            "id=5",
            "utm_source=x",
            "p",
            "+",
            " ",
            "%20",
            "\u200b",
            "#top",
            "amp",
            ";jsessionid=1",
        ),
        *("http://b.example/", "\ufeff", "ї", "🙂", "index.php", "~", "|", "^", "{", "}", ",", "@", "!"),
    ]
)
hosts = st.sampled_from(
    ["courier.example", "WWW.Courier.Example:443", "приклад.укр", "courier.example:8080", "a_b.example"]
)


@given(st.sampled_from(["http", "HTTPS"]), hosts, st.lists(pieces | st.text(max_size=3), max_size=8).map("".join))
def test_what_is_normalised_stays_as_it_is(scheme, host, rest):
    once = normalised(f"{scheme}://{host}/{rest}")
    assert once is None or normalised(once) == once


@given(hosts, st.lists(pieces, max_size=8).map("".join))
def test_the_spelling_of_a_page_does_not_change_what_page_it_is(host, rest):
    url = f"https://{host}/{rest}"
    once = normalised(url)
    assert once is None or url_key(once) == url_key(normalised(once + "?utm_source=x#top") or "") or "?" in once


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.pravda.com.ua", "pravda.com.ua"),
        ("epravda.com.ua", "epravda.com.ua"),
        ("ukrainian.voanews.com", "voanews.com"),
        ("news.example.co.uk", "example.co.uk"),
        ("127.0.0.1:8801", "127.0.0.1:8801"),
        ("localhost", "localhost"),
        ("www.news.pp.ua", "news.pp.ua"),
        ("kharkiv.courier.co.ua", "courier.co.ua"),
        ("courier.blogspot.com", "courier.blogspot.com"),
        ("blogspot.com", "blogspot.com"),
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
        ("https://courier.example/?p=12", False),
        ("https://courier.example/uk/?newsid=12", False),
    ],
)
def test_the_home_page_and_the_root_of_a_host_are_home(url, home):
    assert is_home(url, "https://courier.example/uk/") is home
