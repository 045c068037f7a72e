import pytest

from crawlers.discovery.front_page import front_page_links

AT = "https://courier.example/news/"


def found(body: str) -> list[tuple[str, str | None]]:
    links, problem = front_page_links(body.encode(), AT)
    assert problem is None
    return [(link.url, link.title) for link in links]


def test_links_come_in_the_order_of_the_page_with_the_text_they_are_shown_with():
    assert found('<a href="/b">Swing\n  <b>bridge</b> closes</a> <div><a href="a"><img></a></div><a>no link</a>') == [
        ("https://courier.example/b", "Swing bridge closes"),
        ("https://courier.example/news/a", None),
    ]


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
    links, _ = front_page_links(body, AT)
    assert links[0].title == "Міст закрили"


@pytest.mark.parametrize("body", [b"", b"   ", b"<!-- nothing -->"])
def test_what_is_no_page_is_said_to_be_none(body):
    links, problem = front_page_links(body, AT)
    assert not links
    assert problem is not None
    assert problem.startswith("not a page")


@pytest.mark.parametrize(
    "body", [b"\x00" * 100, bytes(range(256)) * 9, b"<div>" * 50_000 + b'<a href="/x">', b"<a " * 9999]
)
def test_no_bytes_raise(body):
    links, _ = front_page_links(body, AT)
    assert all(link.url for link in links)
