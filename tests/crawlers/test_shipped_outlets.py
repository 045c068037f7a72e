"""The outlet files that ship: that they load, what they promise, and that every address in them rests on evidence.

The evidence is ../shared/corpus/outlets_evidence.json beside the checkout; what asks it is skipped where it is missing.
"""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawlers.discovery.addresses import is_on_hosts, registrable_domain
from crawlers.discovery.links import article_links
from crawlers.outlet import SHIPPED_OUTLETS, Outlet, load_outlets

REPOSITORY = Path(__file__).parents[2]
EVIDENCE = REPOSITORY.parent / "shared" / "corpus" / "outlets_evidence.json"
UNDISPUTED = {"two or more sources agree", "one source"}  # of the other marks each is a doubt
NOTED = re.compile(r"20\d\d-\d\d: .{10,}; (?:not yet )?seen live")
OUTLETS = load_outlets()
LISTED = {  # how each kind of source names one article
    "feed": "<rss version='2.0'><channel><item><link>{url}</link></item></channel></rss>",
    "front": "<html><body><a href='{url}'>A headline of more than four words</a></body></html>",
    "news-sitemap": "<urlset><url><loc>{url}</loc></url></urlset>",
    "archive": "<urlset><url><loc>{url}</loc></url></urlset>",
}

each_outlet = pytest.mark.parametrize("outlet", OUTLETS.values(), ids=OUTLETS)


@pytest.fixture(scope="module")
def evidence() -> dict[str, dict[str, Any]]:
    """What is known of each outlet, by its home page without the last slash."""
    if not EVIDENCE.is_file():
        pytest.skip("no ../shared beside this checkout: the evidence for the shipped outlets cannot be asked")
    known = json.loads(EVIDENCE.read_text(encoding="utf-8"))["outlets"]
    return {outlet["homepage"].rstrip("/"): outlet for outlet in known}


def known_of(outlet: Outlet, evidence: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return evidence[outlet.home.rstrip("/")]


def undisputed_sources(known: dict[str, Any]) -> set[str]:
    """Feeds that nobody doubts; a sitemap has no such mark, and of none two addresses compete."""
    feeds = {feed["url"] for feed in known["feeds"] if feed["status"] in UNDISPUTED}
    return feeds | {sitemap["url"] for sitemap in known["sitemaps"]} | templates(known)


def templates(known: dict[str, Any]) -> set[str]:
    """Addresses of archives with a date to fill in."""
    found = {item["url"] for kind in ("sitemaps", "sections") for item in known[kind]}
    return {url for url in found if "{YYYY}" in url}


def whole_addresses(known: dict[str, Any]) -> set[str]:
    """Every feed and sitemap of the evidence that can be asked for: no token left out, no date to fill in."""
    found = {item["url"] for kind in ("feeds", "sitemaps") for item in known[kind]}
    return {url for url in found if not re.search(r"[<{]", url)}


def examples(known: dict[str, Any]) -> list[str]:
    """Whole addresses of articles; some entries only describe one in words or cut it short."""
    found = (pattern["example"] for pattern in known["article_url"])
    return [example for example in found if example.startswith("http") and not example.endswith("…")]


def test_every_file_in_the_folder_is_an_outlet_that_loads():
    assert {path.stem for path in SHIPPED_OUTLETS.iterdir()} == set(OUTLETS)


def test_the_gaze_is_watched_through_its_front_page_without_the_block_for_old_browsers():
    gaze = OUTLETS["the-gaze"]
    assert gaze.enabled
    assert [(source.kind, source.url, source.language) for source in gaze.sources] == [
        ("front", "https://thegaze.media/", "en")
    ]
    assert gaze.article.url is not None
    assert gaze.article.url.pattern == r"^https://thegaze\.media/news/[a-z0-9-]+$"
    assert ".browser_container" in gaze.article.drop


def test_both_languages_are_watched_and_some_outlets_in_both():
    watched = {
        slug: {source.language for source in outlet.sources if source.enabled and source.language}
        for slug, outlet in OUTLETS.items()
        if outlet.enabled
    }
    assert sum("uk" in languages for languages in watched.values()) >= 10
    assert sum("en" in languages for languages in watched.values()) >= 5
    assert {slug for slug, languages in watched.items() if languages == {"en", "uk"}} >= {
        "ukrainska-pravda",
        "ukrinform",
        "unian",
    }


def test_the_readme_and_the_changelog_count_them():
    watched = sum(outlet.enabled for outlet in OUTLETS.values())
    for name, told in {"README.md": "{} outlets ship", "CHANGELOG.md": "{} outlets of Ukraine"}.items():
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        assert told.format(len(OUTLETS)) in text, name
        assert f"{watched} are watched" in text or f"{watched} of them are watched" in text, name


@each_outlet
def test_english_and_ukrainian_are_watched_and_a_russian_edition_is_known_but_off(outlet):
    assert set(outlet.languages) <= {"en", "uk"}
    for source in outlet.sources:
        if source.language == "ru":
            assert not source.enabled, source.url
            assert "off because it is the Russian edition" in source.evidence, source.url
        else:
            assert source.language is None or source.language in outlet.languages, source.url


@each_outlet
def test_the_time_zone_exists(outlet):
    assert ZoneInfo(outlet.timezone).key == outlet.timezone


@each_outlet
def test_a_shipped_outlet_is_asked_slowly_and_seldom(outlet):
    assert outlet.delay >= timedelta(seconds=5)
    for source in outlet.sources:
        assert source.every >= timedelta(minutes=30 if source.kind == "front" else 15), source.url


@each_outlet
def test_outlet_and_sources_say_what_they_rest_on_and_whether_anybody_saw_them_live(outlet):
    for subject, text in [(outlet.slug, outlet.evidence), *((s.url, s.evidence) for s in outlet.sources)]:
        assert NOTED.fullmatch(text), subject


@each_outlet
def test_what_is_off_says_why(outlet):
    assert outlet.enabled or outlet.reason
    for source in outlet.sources:
        assert source.enabled or "off because" in source.evidence, source.url


@each_outlet
def test_the_home_page_and_every_front_page_are_on_the_hosts_of_the_outlet(outlet):
    for url in (outlet.home, *(source.url for source in outlet.sources if source.kind == "front")):
        assert is_on_hosts(url, outlet.hosts), url


@each_outlet
def test_an_article_pattern_names_host_and_whole_path(outlet):
    if outlet.article.url is not None:
        assert outlet.article.url.pattern.startswith("^http")
        assert outlet.article.url.pattern.endswith("$")
        assert not outlet.article.url.search(outlet.home), "a home page is no article"


def test_no_two_outlets_share_a_host():
    hosts = [host for outlet in OUTLETS.values() for host in outlet.hosts]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    ("slug", "watched", "russian"),
    [
        ("24-kanal", "https://24tv.ua/made_up_n1", "https://24tv.ua/ru/made_up_n1"),
        (
            "ekonomichna-pravda",
            "https://epravda.com.ua/finances/made-up-1",
            "https://epravda.com.ua/rus/finances/made-up-1",
        ),
        (
            "european-pravda",
            "https://www.eurointegration.com.ua/eng/news/2026/11/2/1/",
            "https://www.eurointegration.com.ua/rus/news/2026/11/2/1/",
        ),
        (
            "interfax-ukraine",
            "https://interfax.com.ua/news/economic/1.html",
            "https://ru.interfax.com.ua/news/economic/1.html",
        ),
        ("censor-net", "https://censor.net/ua/news/1/made_up", "https://censor.net/ru/news/1/made_up"),
        ("gordon", "https://gordonua.com/ukr/news/made-up-1.html", "https://gordonua.com/news/made-up-1.html"),
        (
            "korrespondent-net",
            "https://ua.korrespondent.net/world/1-made-up",
            "https://korrespondent.net/world/1-made-up",
        ),
        ("lb-ua", "https://lb.ua/news/2026/11/02/1_made_up.html", "https://lb.ua/rus/news/2026/11/02/1_made_up.html"),
        (
            "slovo-i-dilo",
            "https://www.slovoidilo.ua/2026/11/02/novyna/svit/made-up",
            "https://www.slovoidilo.ua/ru/2026/11/02/novyna/svit/made-up",
        ),
        ("tsn", "https://tsn.ua/svit/made-up-1.html", "https://tsn.ua/ru/svit/made-up-1.html"),
        (
            "ukrainska-pravda",
            "https://www.pravda.com.ua/articles/2026/11/22/1/",
            "https://www.pravda.com.ua/rus/articles/2026/11/22/1/",
        ),
        ("ukrinform", "https://www.ukrinform.ua/rubric-ato/1-a.html", "https://www.ukrinform.ru/rubric-ato/1-a.html"),
        ("unian", "https://www.unian.info/war/made-up-1.html", "https://www.unian.net/war/made-up-1.html"),
        ("zn-ua", "https://zn.ua/ukr/WORLD/made-up.html", "https://zn.ua/rus/WORLD/made-up.html"),
    ],
)
def test_a_pattern_takes_the_watched_edition_and_leaves_the_russian_one(slug, watched, russian):
    pattern = OUTLETS[slug].article.url
    assert pattern is not None
    assert pattern.search(watched)
    assert not pattern.search(russian)


@pytest.mark.parametrize(
    ("slug", "article"),
    [
        ("24-kanal", "https://kino.24tv.ua/made_up_n1"),
        ("24-kanal", "https://lifestyle.24tv.ua/love/made_up_n1"),
        ("babel", "https://babel.ua/texts/1-made-up"),
        ("dw-ukrainian", "https://www.dw.com/uk/%D0%B2%D0%B8%D0%B3%D0%B0%D0%B4%D0%BA%D0%B0/a-1"),
        ("european-pravda", "https://www.eurointegration.com.ua/eng/interview/2026/11/2/1/"),
        ("imi", "https://imi.org.ua/en/news/made-up"),
        ("interfax-ukraine", "https://en.interfax.com.ua/news/economic/1.html"),
        ("radio-svoboda", "https://www.radiosvoboda.org/a/1.html"),
        ("tsn", "https://tsn.ua/en/world/made-up-1.html"),
        ("tsn", "https://tsn.ua/lady/dim/made-up-1.html"),
        ("ukrainska-pravda", "https://www.pravda.com.ua/eng/columns/2026/11/02/1/"),
        ("ukrinform", "https://www.ukrinform.net/rubric-polytics/1-made-up.html"),
        ("voa-ukrainian", "https://www.holosameryky.com/a/1.html"),
        ("zaborona", "https://zaborona.com/en/made-up/"),
    ],
)
def test_a_pattern_takes_every_edition_and_section_that_is_watched(slug, article):
    pattern = OUTLETS[slug].article.url
    assert pattern is not None
    assert pattern.search(article)
    assert is_on_hosts(article, OUTLETS[slug].hosts)


@pytest.mark.parametrize(
    ("slug", "page"),
    [
        ("dw-ukrainian", "https://www.dw.com/en/made-up/a-1"),
        ("dw-ukrainian", "https://www.dw.com/uk/made-up/s-1"),
        ("imi", "https://imi.org.ua/news"),
        ("united24-media", "https://united24media.com/latest-news"),
        ("zaborona", "https://zaborona.com/en/"),
        ("zaborona", "https://zaborona.com/category/made-up/"),
        ("zaxid-net", "https://zaxid.net/made_up_tag1/"),
    ],
)
def test_a_pattern_leaves_lists_of_stories_and_other_services_of_the_host(slug, page):
    pattern = OUTLETS[slug].article.url
    assert pattern is not None
    assert not pattern.search(page)


def test_every_outlet_of_the_evidence_is_shipped(evidence):
    assert {outlet.home.rstrip("/") for outlet in OUTLETS.values()} == set(evidence)


@each_outlet
def test_every_feed_and_sitemap_of_the_evidence_stands_in_the_file(outlet, evidence):
    assert whole_addresses(known_of(outlet, evidence)) <= {source.url for source in outlet.sources}


@each_outlet
def test_a_source_that_is_on_is_the_front_page_or_one_that_nobody_doubts(outlet, evidence):
    undisputed = undisputed_sources(known_of(outlet, evidence))
    for source in outlet.sources:
        assert not source.enabled or source.url in {outlet.home, *undisputed}, source.url


@each_outlet
def test_an_outlet_that_is_off_has_no_source_in_its_languages_that_nobody_doubts(outlet, evidence):
    undisputed = undisputed_sources(known_of(outlet, evidence))
    if not outlet.enabled:
        assert not [s.url for s in outlet.sources if s.language in outlet.languages and s.url in undisputed]


@each_outlet
def test_every_address_was_read_in_the_evidence(outlet, evidence):
    known = known_of(outlet, evidence)
    assert {source.url for source in outlet.sources} <= whole_addresses(known) | templates(known) | {outlet.home}
    text = json.dumps(known).replace("\\", "")  # patterns write their dots escaped
    for host in outlet.hosts:
        assert registrable_domain(host) in text, host


@each_outlet
def test_an_article_of_the_evidence_is_found_wherever_the_outlet_is_read(outlet, evidence):
    kinds = {source.kind for source in outlet.sources if source.enabled}
    for example in examples(known_of(outlet, evidence)):
        watched = example.replace("/rus/", "/")  # the one known address of Ekonomichna Pravda is a Russian one
        for kind in kinds:
            listed = LISTED[kind].format(url=f"{watched}?utm_source=rss#comments").encode()
            found = article_links(listed, kind, outlet.home, outlet)
            assert [link.url for link in found.links] == [watched], kind
