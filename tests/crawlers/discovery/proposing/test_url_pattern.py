import re

import pytest

from crawlers.discovery.proposing.url_pattern import LEAST, article_pattern

HOME = "https://valley.example/"
MENU = [f"{HOME}{path}" for path in ("", "about", "contacts", "news/", "sport/", "tag/ferry", "author/ida-marsh")]
SECTIONS = ("town", "sport", "opinion")


def addresses(path: str, count: int = 12) -> list[str]:
    """Addresses of this form: {n} is a number, {section} one of three, {slug} some words, {id} letters and digits."""
    return [
        HOME
        + path.format(
            n=5400 + 7 * n,
            day=1 + n,
            section=SECTIONS[n % 3],
            slug=f"ferry-{'and-bus-' * (n % 3)}number-{'abcdefghijkl'[n % 12]}",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("{section}/{n}-{slug}.html", ["sport/ferry.html", "about"]),
        ("news/{slug}", ["tag/ferry-and-bus", "news"]),
        ("news/{slug}_n{n}", ["news/ferry"]),
        ("{section}/{slug}-{n}/", ["sport/ferry-and-bus/"]),
        ("{section}/2026/11/{day}/{n}/", ["sport/2026/", "sport/2026/11/5/"]),
        ("2026/11/{day}/{slug}", ["2026/11", "tag/ferry"]),
        ("node/{n}", ["node/add", "user/12"]),
        ("en/{section}/{slug}", ["en/sport", "de/sport/ferry"]),
        ("{section}/2026-11-22-{slug}", ["sport/ferry-and-bus"]),
        ("%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/{n}", ["node/12"]),
    ],
)
def test_addresses_of_one_form_become_a_pattern_that_holds_for_the_next_article(path, others):
    listed = addresses(path)
    found = article_pattern(listed[:10], listed[5:], MENU)
    assert found is not None
    pattern = re.compile(found.text)
    assert (found.matched, found.of) == (12, 12)
    assert all(pattern.search(url) for url in addresses(path.replace("{n}", "9{n}")))
    assert not [other for other in others if pattern.search(HOME + other)]


def test_two_forms_of_one_outlet_are_both_in_the_pattern():
    found = article_pattern(addresses("news/{slug}-{n}") + addresses("blogs/{slug}/{n}"), [], MENU)
    assert found is not None
    assert re.search(found.text, f"{HOME}news/a-new-ferry-99999")
    assert re.search(found.text, f"{HOME}blogs/ida-marsh/99999")


def test_several_hosts_of_one_domain_make_the_whole_domain_and_no_other():
    listed = [url.replace("valley.example", "valley.org.uk") for url in addresses("news/{slug}-{n}")]
    found = article_pattern(listed + [url.replace("//", "//life.") for url in listed], [], MENU)
    assert found is not None
    assert re.search(found.text, "https://life.valley.org.uk/news/a-99999")
    assert re.search(found.text, "https://www.sport.valley.org.uk/news/a-99999")
    assert not re.search(found.text, "https://valley.org.uk.elsewhere.example/news/a-99999")
    assert not re.search(found.text, "https://other-valley.org.uk/news/a-99999")


def test_one_host_is_matched_with_and_without_www_and_no_other():
    found = article_pattern(addresses("news/{slug}-{n}"), [], MENU)
    assert found is not None
    assert re.search(found.text, "https://www.valley.example/news/a-99999")
    assert not re.search(found.text, "https://mail.valley.example/news/a-99999")


@pytest.mark.parametrize(
    "listed",
    [
        addresses("news/{slug}")[: LEAST - 1],
        addresses("{slug}"),  # as /about-us
        addresses("{section}/{slug}"),  # as /author/ida-marsh
        [*addresses("news/{slug}-{n}"), f"{HOME}special/1", f"{HOME}other/2/3"],
        addresses("index.php?id={n}"),
        [f"{HOME}archive/{year}/{month:02}/" for year in (2024, 2025, 2026) for month in range(1, 13)],
    ],
    ids=["too few", "slugs alone", "nothing in common", "exceptions", "queries", "archives of months"],
)
def test_addresses_without_a_form_of_their_own_give_no_pattern(listed):
    assert article_pattern(listed, [], MENU) is None


def test_archives_of_months_among_the_headlines_do_not_get_into_the_pattern():
    archives = [f"{HOME}archive/2026/{month:02}" for month in range(1, 4)]
    found = article_pattern(addresses("news/{n}"), [*addresses("news/9{n}", 30), *archives], MENU)
    assert found is not None
    assert not any(re.search(found.text, url) for url in archives)


def test_a_form_that_the_menu_has_as_well_gives_no_pattern():
    menu = [f"{HOME}news/{section}" for section in SECTIONS]
    assert article_pattern(addresses("news/{slug}"), [], menu) is None


def test_headlines_of_the_front_page_that_do_not_fit_give_no_pattern():
    assert article_pattern(addresses("news/{slug}-{n}"), addresses("{section}/{slug}", 5), MENU) is None


def test_a_front_page_alone_can_show_a_form():
    assert article_pattern([], addresses("node/{n}"), MENU) is not None
