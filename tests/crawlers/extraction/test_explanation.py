"""What is explained of a page is what was made of it: no line more, none less, each with the same reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from crawlers.extraction.explanation import Explanation, explain
from crawlers.extraction.extractor import extract, read_page
from crawlers.outlet import ArticleHints, Outlet, load_outlets
from storage.records import DroppedLine, Extraction
from tests.press import ARTICLES, Press

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
PAGES = [(path.parent.name, path.stem) for path in sorted(ARTICLES.glob("*/*.txt"))]
SEED = Path(__file__).parents[3].parent / "shared" / "corpus" / "seed"

SENTENCE = "The lock keepers of Marlow Reach counted every boat that passed before noon, and wrote them down. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Lock keepers count boats | Reach</title>
<meta property="og:title" content="Lock keepers count boats"><meta name="author" content="Ada Fenwright">
<link rel="canonical" href="https://reach.example/boats">
<meta property="article:published_time" content="2026-11-20T08:00:00+02:00"></head><body>
<nav class="menu"><a href="/">Home</a></nav>
<main><article class="story lead"><h1>Lock keepers count boats</h1><p class="byline">By Ada Fenwright</p>
<div class="post-body" data-x="1">{f"<p>{SENTENCE * 2}</p>" * 4}
<p><a href="/x">Read more: The ferry is back</a></p>
<p>{SENTENCE}</p></div></article></main>
<aside class="related"><p>{SENTENCE}</p></aside><footer>Усі права захищено</footer></body></html>""".encode()


def explained(html: bytes, url: str = "https://reach.example/boats", **facts) -> tuple[Extraction, Explanation]:
    reading = read_page(html, url, **facts)
    shown = {name: facts[name] for name in ("outlet", "charset") if name in facts}
    return extract(html, url, **facts), explain(reading, **shown)


def assert_nothing_else_is_told(extraction: Extraction, explanation: Explanation) -> None:
    assert explanation.extraction == extraction
    of = {part: [line.text for line in explanation.lines if line.part == part] for part in ("standfirst", "body")}
    assert tuple(of["body"]) == extraction.paragraphs
    assert (" ".join(of["standfirst"]) or None) == extraction.standfirst
    chrome: dict[str, DroppedLine] = {}
    for line in explanation.lines:
        assert (line.part is None) is (line.witness is not None)
        if line.witness and line.text not in {*of["standfirst"], *of["body"]}:
            chrome.setdefault(line.text, DroppedLine(line.text, line.language, line.witness))
    assert tuple(chrome.values()) == extraction.dropped


@pytest.fixture(scope="module")
def press(tmp_path_factory) -> Iterator[tuple[Press, dict[str, Outlet]]]:
    folder = tmp_path_factory.mktemp("outlets")
    with Press(NOW, start=NOW - timedelta(days=3), timeline=None) as press:
        press.write_outlets(folder)
        yield press, load_outlets(folder)


@pytest.mark.parametrize(("outlet", "article"), PAGES)
def test_a_page_of_the_press_is_explained_as_it_was_read(press, outlet, article):
    newsstand, outlets = press
    url = newsstand.gold(outlet, article).url
    with urlopen(url, timeout=10) as answer:
        html, charset = answer.read(), answer.headers.get_content_charset()
    extraction, explanation = explained(html, url, outlet=outlets[outlet], charset=charset)
    assert_nothing_else_is_told(extraction, explanation)
    assert explanation.place is not None
    assert explanation.place.chosen.lines == len(extraction.paragraphs)


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed page is not beside this checkout")
def test_the_seed_page_is_explained_as_it_was_read():
    extraction, explanation = explained((SEED / "page.html").read_bytes(), "https://thegaze.media/news/x")
    assert_nothing_else_is_told(extraction, explanation)
    assert {line.language for line in explanation.lines if line.part == "body"} <= {"en", None}
    assert {"en", "uk"} <= {line.language for line in explanation.lines if line.witness}


def test_lines_are_numbered_from_one_in_the_order_of_the_page():
    _, explanation = explained(PAGE)
    assert [line.number for line in explanation.lines] == list(range(1, len(explanation.lines) + 1))
    assert (explanation.lines[0].text, explanation.lines[-1].text) == ("Home", "Усі права захищено")


def test_each_line_of_chrome_has_its_witness_and_its_language():
    _, explanation = explained(PAGE, chrome={"Home": "en"})
    told = {line.text: (line.witness, line.language) for line in explanation.lines if line.witness}
    assert told["Home"] == ("structure", "en")
    assert told["Усі права захищено"] == ("structure", "uk")
    assert told["By Ada Fenwright"] == ("structure", "en")
    assert told["Read more: The ferry is back"][0] == "rule"


def test_a_line_repeated_outside_of_the_article_is_chrome_there_and_is_not_dropped_from_it():
    extraction, explanation = explained(PAGE)
    places = [line.part for line in explanation.lines if line.text == SENTENCE.strip()]
    assert places == ["body", None]
    assert SENTENCE.strip() not in {line.text for line in extraction.dropped}


def test_the_place_of_the_article_is_told_with_its_prose_and_its_rivals():
    extraction, explanation = explained(PAGE)
    place = explanation.place
    assert place is not None
    assert place.chosen.element == "main > article.story > div.post-body"
    assert (place.chosen.prose, place.chosen.lines) == (sum(map(len, extraction.paragraphs)), 5)
    assert (place.first, place.last, place.chrome_between) == (4, 9, 1)
    assert [(rival.element, rival.prose) for rival in place.rivals] == [("aside.related", len(SENTENCE) - 1)]
    assert "most prose" in place.why


def test_a_hint_of_the_outlet_is_told_as_the_reason(outlet):
    hinted = replace(outlet, article=ArticleHints(body=(".post-body",)))
    _, explanation = explained(PAGE, outlet=hinted)
    assert explanation.place is not None
    assert explanation.place.why == "the outlet's file names it as the body"


def test_a_page_without_an_article_has_no_place():
    _, explanation = explained(b"<p>Nothing here</p>")
    assert explanation.place is None
    assert [line.part for line in explanation.lines] == [None]


@pytest.mark.parametrize(
    ("field", "value", "sources"),
    [
        ("title", "Lock keepers count boats", ("line 2, h1", "og:title", "part of <title>")),
        ("authors", "Ada Fenwright", ("meta author", "line 3, p")),
        ("published", "2026-11-20T08:00+02:00", ("meta article:published_time 2026-11-20T08:00:00+02:00",)),
        ("canonical", "https://reach.example/boats", ("link rel=canonical",)),
        ("language", "en", ("langdetect en", "letters en", 'html lang="en-GB"')),
        ("charset", "utf-8", ("Content-Type windows-1251", "meta charset=utf-8")),
        ("standfirst", None, ()),
    ],
)
def test_each_field_is_told_with_the_places_that_say_it(field, value, sources):
    _, explanation = explained(PAGE, charset="windows-1251")
    (evidence,) = [each for each in explanation.evidence if each.field == field]
    assert (evidence.value, evidence.sources) == (value, sources)


def test_a_date_without_a_time_is_told_as_a_day():
    _, explanation = explained(PAGE.replace(b"2026-11-20T08:00:00+02:00", b"2026-11-20"))
    assert {each.field: each.value for each in explanation.evidence}["published"] == "2026-11-20"


def test_paths_of_a_hostile_page_are_short_and_plain():
    deep = '<div class="\x1b[2J\u202e' + "x" * 5000 + '">'
    _, explanation = explained((deep * 400 + f"<p>{SENTENCE}</p>").encode())
    assert all(len(line.element) < 1000 and line.element.isprintable() for line in explanation.lines)
