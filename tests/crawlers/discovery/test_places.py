import pytest
from lxml import html

from crawlers.discovery.places import Places


def asked(body: str) -> tuple[Places, html.HtmlElement]:
    tree = html.document_fromstring(body)
    return Places(tree), next(link for link in tree.iter("a") if link.get("id") == "x")


LINK = '<a id="x" href="/1">Bridge closes</a>'


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<footer><p>{}</p></footer>",
        "<header>{}</header>",
        "<aside>{}</aside>",
        '<div role="navigation">{}</div>',
        '<div class="main-menu">{}</div>',
        '<div id="breadcrumbs">{}</div>',
    ],
)
def test_menus_and_frames_are_chrome(around):
    places, link = asked(f"<h1>Courier</h1>{around.format(LINK)}")
    assert places.of(link).is_chrome


@pytest.mark.parametrize(
    "around",
    [
        "<main>{}</main>",
        "<article><header>{}</header></article>",
        '<div class="has-menu"><h1>Courier</h1>{}</div>',
        '<div class="news-feed">{}</div>',
        "<p>{}</p>",
    ],
)
def test_stories_and_boxes_around_the_whole_page_are_not(around):
    places, link = asked(around.format(LINK))
    assert not places.of(link).is_chrome


@pytest.mark.parametrize(
    ("body", "is_timed"),
    [
        (f"<li><span>10:15</span> {LINK}</li>", True),
        (f"<li>{LINK} <time>today</time></li>", True),
        (f"<div>{LINK}<div>27.11.2026</div></div>", True),
        (f"<div>{LINK}<div>27 листопада</div></div>", True),
        (f"<div>{LINK}<div>Nov 27, 2026</div></div>", True),
        (f"<div>{LINK}<p>{'A long text of another story. ' * 20} 10:15</p></div>", False),
        (f"<div>{LINK} 3 : 1</div>", False),
        (f"<div>{LINK}</div>", False),
    ],
)
def test_a_time_close_beside_a_link_is_seen(body, is_timed):
    places, link = asked(f"<div>{body}</div>")
    assert places.has_time(link) is is_timed


def test_a_list_of_labels_is_told_from_a_list_of_headlines():
    labels = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(4))
    places, link = asked(f"<ul>{labels}<li>{LINK}</li></ul>")
    assert places.is_in_short_list(link)
    headlines = "".join(f'<li><a href="/{n}">The ferry will sail at seven on day {n}</a></li>' for n in range(4))
    places, link = asked(f"<ul>{headlines}<li>{LINK}</li></ul>")
    assert not places.is_in_short_list(link)


def test_the_name_of_the_whole_page_makes_no_link_a_story():
    places, link = asked(f'<body class="single-post"><h1>Courier</h1><p>{LINK}</p></body>')
    assert not places.of(link).is_content
    places, link = asked(f'<h1>Courier</h1><div class="latest-news"><p>{LINK}</p></div>')
    assert places.of(link).is_content
