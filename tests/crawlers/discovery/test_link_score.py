from dataclasses import replace

import pytest

from crawlers.discovery.front_page import read_front_page
from crawlers.discovery.link_score import THRESHOLD, WEIGHTS, address_value, looks_like_article, may_be_article, scores
from crawlers.discovery.page_links import article_links_of_page, candidates_of
from crawlers.outlet import ArticleHints, Outlet, load_outlet

HOME = "https://courier.example/"
OUTLET = Outlet(slug="c", name="C", home=HOME, timezone="UTC", languages=("en",), hosts=("courier.example",))


def stories(body: str) -> list[str]:
    page, _ = read_front_page(f'<meta charset="utf-8">{body}'.encode(), HOME)
    return [link.url.removeprefix(HOME) for link in article_links_of_page(page, HOME, OUTLET)[0]]


def evidence(body: str) -> dict[str, tuple[str, ...]]:
    page, _ = read_front_page(f'<meta charset="utf-8">{body}'.encode(), HOME)
    candidates, _ = candidates_of(page, HOME, OUTLET)
    judged = zip(candidates, scores(candidates), strict=True)
    return {candidate.url.removeprefix(HOME): score.evidence for candidate, score in judged}


_SECTIONS = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("city", "sport", "port", "ferries"))
MENU = f"<nav><ul>{_SECTIONS}</ul></nav>"


@pytest.mark.parametrize(
    "address",
    [
        "/2026/11/22/bridge",
        "/news/123456",
        "/zakryly_mist_na_remont",
        "/mist_n123456",
        "/articles/cn7zr18rx46o",
        "/?p=12345",
    ],
)
def test_a_strong_address_is_a_story_wherever_it_stands(address):
    assert stories(f'{MENU}<p><a href="{address}">more</a>') == [address.lstrip("/")]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/story/bridge">Bridge closes for repairs until the spring</a>',
        '<article><h2><a href="/bridge">Міст на Млиновій закриють до весни</a></h2> <time>10:15</time></article>',
        '<div class="news"><h3><a href="/story/bridge">Bridge closes</a></h3><span>27.11.2026</span></div>',
        '<a href="/story/bridge"><img></a><h2><a href="/story/bridge">Bridge closes for repairs today</a></h2>',
    ],
)
def test_a_weak_address_is_a_story_where_it_is_shown_as_one(body):
    assert len(stories(MENU + body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        MENU,
        '<a href="/tag/bridges-and-roads-in-2026">Bridges and roads in the year 2026, all stories</a>',
        '<a href="/authors/anna-maria-de-souza">All the stories by Anna Maria de Souza</a>',
        '<footer><a href="/privacy-policy-and-terms-of-use">How we handle what we know of our readers</a></footer>',
        '<h2><a href="/sport">Sport</a></h2>',
        '<a href="/2026/11/27/">All the stories of 27 November 2026</a>',
        '<a href="/news/page/12">12</a>',
        '<a href="/uploads/2026/11/the-plan-of-the-new-bridge.pdf">The plan of the new bridge</a>',
        '<a href="/en/">English</a>',
    ],
)
def test_menus_lists_people_files_and_service_pages_are_no_stories(body):
    assert stories(body) == []


def test_links_vouch_for_others_of_their_shape():
    headlines = "".join(f'<p><a href="/port/ferry{n}x">The ferry will sail at seven on day {n}</a>' for n in "abc")
    body = f'{MENU}{headlines}<p><a href="/port/ferryzx">Flood</a>'
    assert stories(body) == ["port/ferryax", "port/ferrybx", "port/ferrycx"]
    said = evidence(body)
    assert "addresses like it have headlines" in said["port/ferryzx"]
    assert "addresses like it stand in menus" in said["sport"]


def test_labels_beside_headlines_speak_against_all_of_their_shape():
    headlines = "".join(f'<p><a href="/port/ferry{n}x">The ferry will sail at seven on day {n}</a>' for n in "abc")
    labels = "".join(f'<p><a href="/team-{n}x.html">Team {n}</a>' for n in "abcd")
    assert "addresses like it have labels" in evidence(headlines + labels)["team-ax.html"]
    assert "addresses like it have labels" not in evidence(labels)["team-ax.html"]


def test_a_story_that_the_metadata_list_needs_no_link():
    json = '{"@type": "ItemList", "itemListElement": [{"url": "/bridge"}]}'
    assert stories(f'<script type="application/ld+json">{json}</script><p>x') == ["bridge"]


def test_the_best_of_several_links_to_a_story_counts():
    said = evidence(
        '<nav><a href="/story/7">7</a></nav><main><h2><a href="/story/7">Bridge closes for repairs</a></h2></main>'
    )
    assert {"a headline", "in a heading", "among stories"} <= set(said["story/7"])
    assert "in a menu" not in said["story/7"]


def test_every_piece_of_evidence_has_a_weight_and_every_weight_counts():
    body = (
        MENU + '<h2><a href="/story/7">Bridge closes for repairs</a></h2><a href="/a.pdf">x</a><a href="/tag/x">x</a>'
    )
    assert {piece for pieces in evidence(body).values() for piece in pieces} <= WEIGHTS.keys()
    assert all(WEIGHTS.values())


def test_addresses_alone_are_judged_for_lists_without_a_page():
    assert address_value(f"{HOME}news/123456") >= THRESHOLD > address_value(f"{HOME}news/world")
    assert looks_like_article(f"{HOME}news/123456", OUTLET)
    assert not looks_like_article(f"{HOME}news/world", OUTLET)
    assert may_be_article(f"{HOME}news/bridge", OUTLET)
    assert not may_be_article(f"{HOME}about", OUTLET)
    assert not may_be_article(f"{HOME}sport", OUTLET)


def test_the_outlets_own_pattern_decides_alone(tmp_path):
    file = tmp_path / "courier.toml"
    file.write_text(
        'name = "Courier"\nhome = "https://courier.example/"\ntimezone = "UTC"\nlanguages = ["en"]\n'
        "hosts = [\"courier.example\"]\nenabled = false\n[article]\nurl = '^https://courier\\.example/tag/\\w+$'\n"
    )
    outlet = load_outlet(file)
    assert looks_like_article("https://courier.example/tag/bridges", outlet)
    assert not looks_like_article("https://courier.example/2026/11/22/bridge-123456", outlet)
    page, _ = read_front_page(
        b'<nav><a href="/tag/bridges">x</a></nav><h1><a href="/2026/11/22/bridge-123456">y</a></h1>', HOME
    )
    own = replace(OUTLET, article=ArticleHints(url=outlet.article.url))
    assert [link.url for link in article_links_of_page(page, HOME, own)[0]] == ["https://courier.example/tag/bridges"]
