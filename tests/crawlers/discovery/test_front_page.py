import pytest

from crawlers.discovery.front_page import read_front_page

AT = "https://courier.example/news/"


def found(body: str) -> list[tuple[str, str]]:
    page, problem = read_front_page(body.encode(), AT)
    assert problem is None
    return [(anchor.url, anchor.text) for anchor in page.anchors]


def test_links_come_in_the_order_of_the_page_with_the_text_they_are_shown_with():
    assert found('<a href="/b">Swing\n  <b>bridge</b> closes</a> <div><a href="a"><img></a></div><a>no link</a>') == [
        ("https://courier.example/b", "Swing bridge closes"),
        ("https://courier.example/news/a", ""),
    ]


def test_a_picture_is_read_by_what_stands_for_it():
    assert found('<a href="/b"><img alt="Swing bridge"></a><a href="/c" title="Ferry"></a>') == [
        ("https://courier.example/b", "Swing bridge"),
        ("https://courier.example/c", "Ferry"),
    ]


LISTED = ["https://courier.example/a", "https://courier.example/b"]


@pytest.mark.parametrize(
    "json",
    [
        '{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": "/a"}, {"item": {"url": "/b"}}]}',
        '[{"@type": "ItemList", "itemListElement": [{"item": "/a"}, {"item": {"@id": "/b"}}]}]',
        '{"@graph": [{"@type": "CollectionPage", "mainEntity": {"itemListElement": ["/a", {"url": "/b"}]}}]}',
        '{"@type": ["ItemList"], "itemListElement": [{"url": "/a"}, {"url": 5}, null, {"url": "/b"}]}',
    ],
)
def test_the_stories_that_a_pages_metadata_list_are_told(json):
    page, _ = read_front_page(f'<script type="application/ld+json">{json}</script><p>x'.encode(), AT)
    assert list(page.listed) == LISTED


@pytest.mark.parametrize(
    "json", ['{"@type": "BreadcrumbList", "itemListElement": [{"item": "/news"}]}', "{", "[" * 5000, "5", '"/a"', ""]
)
def test_bread_crumbs_and_broken_metadata_list_nothing(json):
    page, problem = read_front_page(f'<script type="application/ld+json">{json}</script><p>x'.encode(), AT)
    assert (page.listed, problem) == ((), None)


def test_a_page_may_name_another_base():
    assert found('<base href="/archive/"><a href="a">A</a>') == [("https://courier.example/archive/a", "A")]


def test_a_base_that_is_no_address_counts_as_none():
    assert found('<base href="http://[not-an-address/"><a href="a">A</a>') == [("https://courier.example/news/a", "A")]


def test_a_link_that_is_no_address_does_not_take_the_others_with_it():
    assert found('<a href="http://[not-an-address/">A</a><a href="b">B</a>') == [
        ("", "A"),
        ("https://courier.example/news/b", "B"),
    ]


def test_cyrillic_titles_are_read_in_the_charset_of_the_page():
    body = '<html><head><meta charset="windows-1251"></head><a href="/1">Міст закрили</a></html>'.encode("cp1251")
    page, _ = read_front_page(body, AT)
    assert page.anchors[0].text == "Міст закрили"


@pytest.mark.parametrize("body", [b"", b"   ", b"<!-- nothing -->"])
def test_what_is_no_page_is_said_to_be_none(body):
    page, problem = read_front_page(body, AT)
    assert not page.anchors
    assert problem is not None
    assert problem.startswith("not a page")


@pytest.mark.parametrize(
    "body", [b"\x00" * 100, bytes(range(256)) * 9, b"<div>" * 50_000 + b'<a href="/x">', b"<a " * 9999]
)
def test_no_bytes_raise(body):
    page, _ = read_front_page(body, AT)
    assert all(anchor.url for anchor in page.anchors)


@pytest.mark.parametrize(
    "item", ['"url": "/b", "@type": "SiteNavigationElement"', '"item": {"@id": "/b", "@type": "WPFooter"}']
)
def test_a_menu_in_the_metadata_is_no_list_of_stories(item):
    script = '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{%s}]}</script><p>x'
    page, _ = read_front_page((script % item).encode(), "https://courier.example/")
    assert page.listed == ()
