import pytest

from crawlers.discovery.front_page import read_front_page
from crawlers.discovery.paging import next_page

HOST = "https://courier.example"


def after(url: str, body: str) -> str | None:
    page, _ = read_front_page(f'<meta charset="utf-8">{body}<p>x'.encode(), HOST + url)
    found = next_page(page, HOST + url)
    return found.removeprefix(HOST) if found else None


def links(*addresses: str) -> str:
    return "".join(f'<a href="{address}">{number}</a>' for number, address in enumerate(addresses, 1))


@pytest.mark.parametrize(
    ("url", "addresses", "following"),
    [
        ("/news", ["/news?page=1", "/news?page=2", "/news?page=3", "/news?page=486"], "/news?page=2"),
        ("/news?page=2", ["/news", "/news?page=1", "/news?page=3", "/news?page=9"], "/news?page=3"),
        ("/news?page=9", ["/news?page=7", "/news?page=8"], None),
        ("/tag/news/", ["/tag/news/page/2/", "/tag/news/page/19/"], "/tag/news/page/2/"),
        ("/tag/news/page/19", ["/tag/news/page/18", "/tag/news/page/20"], "/tag/news/page/20"),
        ("/type/4/pagenum/1/", ["/type/4/pagenum/2/", "/type/5/pagenum/2/"], "/type/4/pagenum/2/"),
        ("/articles/page_10", ["/articles/page_9", "/articles/page_11"], "/articles/page_11"),
        ("/archive/", ["/archive/2/", "/archive/3/"], "/archive/2/"),
        ("/archive/2/", ["/archive/", "/archive/3/"], "/archive/3/"),
        ("/news?q=x", ["/news?q=x&page=2", "/news?q=y&page=2"], "/news?q=x&page=2"),
        ("/news", ["/sport?page=2"], None),
        ("/news", [], None),
        ("/", ["/?p=12345", "/2026/", "/?page=2"], "/?page=2"),
        ("/", ["/?p=12345", "/2026/"], None),
        ("/archive/2/", ["/archive/7/"], None),
        ("/news", ["/news?start=20", "/news?start=40"], "/news?start=20"),
    ],
)
def test_the_next_page_has_the_lowest_number_above_this_ones(url, addresses, following):
    assert after(url, links(*addresses)) == following


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Next",
            "Next page »",
            "Older posts",
            "›",
            "»",
            "→",
            "Далі",
            "Наступна",
            "Наступна сторінка ›",
            "Старіші новини",
        ),
        *("Давніші записи", "Показати ще", "Завантажити ще", "Дальше", "Показати більше новин", "Завантажити більше"),
        *("Load more stories", "Show older", "Попередні записи", "Вперед »", "Наступні новини"),
    ],
)
def test_the_words_of_a_link_tell_the_next_page_where_no_numbers_do(text):
    assert after("/news", f'<a href="/news?before=abc">{text}</a>') == "/news?before=abc"


@pytest.mark.parametrize("text", ["Next-generation ferries arrive", "Older people use the tram", "Далі буде", "1", ""])
def test_a_headline_is_no_next_page(text):
    assert after("/news", f'<a href="/news/x">{text}</a>') is None


@pytest.mark.parametrize("mark", ['<link rel="next" href="/b">', '<a rel="nofollow next" href="/b">older</a>'])
def test_what_a_page_declares_stands_above_all(mark):
    assert after("/news", f"{mark}{links('/news?page=2')}") == "/b"


def test_pages_may_be_counted_from_nought():
    assert (
        after("/news", '<a href="/news?page=1">2</a><a href="/news?page=2">3</a><a href="/news?page=1">›</a>')
        == "/news?page=1"
    )


def test_an_arrow_to_a_story_is_no_next_page():
    assert after("/news", '<a href="/news/bridge-closes-for-repairs-123456">»</a>') is None


def test_an_arrow_without_words_is_read_by_its_label():
    arrow = '<a aria-label="Наступна сторінка" href="/news/more"><svg></svg></a>'
    assert after("/news", arrow) == "/news/more"


def test_neither_this_page_nor_another_hosts_is_next():
    assert (
        after("/news", '<link rel="next" href="/news"><a href="#">›</a><a href="https://b.example/2">Next</a>') is None
    )
