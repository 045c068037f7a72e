"""The outlet files that ship: that they load, what they promise, and that every address in them rests on evidence.

The evidence is ../shared/corpus/outlets_evidence.json beside the checkout; what asks it is skipped where it is missing.
"""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from crawlers.discovery.addresses import normalised
from crawlers.outlet import SHIPPED_OUTLETS, Outlet, load_outlets

EVIDENCE = Path(__file__).parents[2].parent / "shared" / "corpus" / "outlets_evidence.json"
AGREED = "two or more sources agree"
NOTED = re.compile(r"20\d\d-\d\d: .{10,}; (?:not yet )?seen live")
OUTLETS = load_outlets()

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


def agreed_sources(known: dict[str, Any]) -> set[str]:
    """Feeds on which the evidence agrees; a sitemap has no such mark, two citations count as agreement."""
    feeds = {feed["url"] for feed in known["feeds"] if feed["status"] == AGREED}
    return feeds | {sitemap["url"] for sitemap in known["sitemaps"] if len(sitemap["cites"]) > 1}


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


@each_outlet
def test_languages_are_english_and_ukrainian_only(outlet):
    assert set(outlet.languages) <= {"en", "uk"}
    assert {source.language for source in outlet.sources} - {None} <= set(outlet.languages)


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
        ("tsn", "https://tsn.ua/svit/made-up-1.html", "https://tsn.ua/ru/svit/made-up-1.html"),
        (
            "ukrainska-pravda",
            "https://www.pravda.com.ua/articles/2026/11/22/1/",
            "https://www.pravda.com.ua/rus/articles/2026/11/22/1/",
        ),
        ("ukrinform", "https://www.ukrinform.ua/rubric-ato/1-a.html", "https://www.ukrinform.ru/rubric-ato/1-a.html"),
        ("unian", "https://www.unian.info/war/made-up-1.html", "https://www.unian.net/war/made-up-1.html"),
    ],
)
def test_a_pattern_takes_the_watched_edition_and_leaves_the_russian_one(slug, watched, russian):
    pattern = OUTLETS[slug].article.url
    assert pattern is not None
    assert pattern.search(watched)
    assert not pattern.search(russian)


def test_at_least_twelve_outlets_are_on_with_a_source_on_which_the_evidence_agrees(evidence):
    resting = [
        slug
        for slug, outlet in OUTLETS.items()
        if outlet.enabled
        and {source.url for source in outlet.sources if source.enabled} & agreed_sources(known_of(outlet, evidence))
    ]
    assert len(resting) >= 12, resting


@each_outlet
def test_a_source_that_is_on_is_the_front_page_or_one_on_which_the_evidence_agrees(outlet, evidence):
    agreed = agreed_sources(known_of(outlet, evidence))
    for source in outlet.sources:
        assert not source.enabled or source.kind == "front" or source.url in agreed, source.url


@each_outlet
def test_every_address_was_read_in_the_evidence(outlet, evidence):
    known = known_of(outlet, evidence)
    addresses = {item["url"] for kind in ("feeds", "sitemaps", "sections") for item in known[kind]} | {outlet.home}
    assert {source.url for source in outlet.sources} <= addresses
    text = json.dumps(known).replace("\\", "")  # patterns write their dots escaped
    for host in outlet.hosts:
        assert host.removeprefix("www.") in text, host


@each_outlet
def test_a_pattern_matches_the_example_of_the_evidence(outlet, evidence):
    for example in examples(known_of(outlet, evidence)) if outlet.article.url else ():
        watched = example.replace("/rus/", "/")  # the one known address of Ekonomichna Pravda is a Russian one
        address = normalised(f"{watched}?utm_source=rss#comments")
        assert address is not None
        assert outlet.article.url.search(address), address
        assert urlsplit(address).netloc in outlet.hosts, address
