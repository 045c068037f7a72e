from urllib.parse import quote

import pytest

from crawlers.discovery.address_evidence import address_evidence


def evidence_of(path: str) -> set[str]:
    return set(address_evidence(f"https://courier.example{path}"))


@pytest.mark.parametrize(
    ("path", "evidence"),
    [
        ("/2026/11/22/bridge", "a date in the path"),
        ("/news/2026/11/bridge.html", "a date in the path"),
        ("/city/22nov2026/bridge.html", "a date in the path"),
        ("/20261122/bridge", "a date in the path"),
        ("/news/bridge-22112026-9832", "a date in the path"),
        ("/article/5/2026-11-22-bridge/", "a date in the path"),
        ("/news/123456", "a number"),
        ("/news/123456.html", "a number"),
        ("/bridge-123456/", "a number"),
        ("/mist_zakryly_n123456", "a number"),
        ("/news/mist-i65189", "a number"),
        ("/article-123456/Bridge.html", "a number"),
        ("/a/mist/31538297.html", "a number"),
        ("/index.php?id=123456", "a number"),
        ("/?p=12345", "a number"),
        ("/show.asp?catid=5&pubid=6359869", "a number"),
        ("/story/7", "a short number"),
        ("/articles/cn7zr18rx46o", "a token"),
        ("/news/3f2a9b10-77aa-4c1e-9d55-0123456789ab", "a token"),
        ("/news/swing-bridge-to-close-for-repairs", "a headline in the path"),
        ("/zakryly_mist_na_remont", "a headline in the path"),
        ("/" + quote("міст-закрили-на-тиждень"), "a headline in the path"),
        ("/Swing+bridge+is+closed/5979921/story.html", "a headline in the path"),
        ("/news/bridge-closes-today", "a short slug"),
        ("/news/bridge.html", "a page's ending"),
    ],
)  # fmt: skip
def test_an_address_may_speak_for_a_story(path, evidence):
    assert evidence in evidence_of(path)


@pytest.mark.parametrize(
    ("path", "evidence"),
    [
        ("/tag/bridges-and-roads-in-2026", "the address of a list"),
        ("/tags/2026", "the address of a list"),
        ("/category/12345", "the address of a list"),
        ("/rubryka/misto", "the address of a list"),
        ("/temy/mosty", "the address of a list"),
        ("/avtory/anna-maria-de-souza", "the address of a list"),
        ("/authors/12345", "the address of a list"),
        ("/poshuk/2026/11/", "the address of a list"),
        ("/archive", "the address of a list"),
        ("/news/page/12", "a page of a list"),
        ("/p/12", "a page of a list"),
        ("/articles/page_10", "a page of a list"),
        ("/news?page=3", "a page of a list"),
        ("/login/12345", "a service page"),
        ("/about", "a service page"),
        ("/pro-nas", "a service page"),
        ("/reklama/", "a service page"),
        ("/privacy-policy", "a service page"),
        ("/uploads/2026/11/bridge.jpg", "a file"),
        ("/2026/11/report.pdf", "a file"),
        ("/rss/123456.xml", "a file"),
        ("/2026/11/27/", "only a date"),
        ("/news/2026/11", "only a date"),
        ("/archives/27-11-2026/", "only a date"),
        ("/en/", "one plain word"),
        ("/", "one plain word"),
        ("/news/index.html", "one plain word"),
        ("/news/world", "plain words"),
        ("/add.html?commentId=123456", "something to do"),
    ],
)
def test_an_address_may_speak_against_one(path, evidence):
    assert evidence in evidence_of(path)


@pytest.mark.parametrize("path", ["/news/2026", "/news/18-april", "/category/12", "/?catid=123456", "/2026"])
def test_a_year_a_day_and_the_number_of_a_list_are_no_numbers_of_stories(path):
    assert "a number" not in evidence_of(path)


@pytest.mark.parametrize(
    "path", ["/media/swing-bridge-to-close-soon", "/weather/2026/11/22/storm-over-the-bay-tonight"]
)
def test_sections_that_are_called_like_services_hold_stories(path):
    assert not evidence_of(path) & {"the address of a list", "a file", "only a date"}


def test_a_section_called_people_holds_stories_and_lists_of_one_persons_stories():
    assert "the address of a list" in evidence_of("/people/olena-zelenska/")
    assert "the address of a list" in evidence_of("/topics/kharkiv")
    assert "the address of a list" not in evidence_of("/news/people/obituary-edith-garrow.html")
    assert "the address of a list" not in evidence_of("/news/people/harbour-master-tells-his-story")
    assert "the address of a list" in evidence_of("/tag/obituary-edith-garrow-baker")


@pytest.mark.parametrize("path", ["/print/news/12345", "/news/12345/print", "/news/12345/print/", "/druk/12345.html"])
def test_a_print_version_is_no_story_of_its_own(path):
    assert "a print version" in evidence_of(path)


def test_a_story_about_printing_is_one():
    assert "a print version" not in evidence_of("/news/printers-of-quillport-go-on-strike")


@pytest.mark.parametrize("path", ["/news/12345/comments", "/news/12345/komentari/", "/go/12345", "/out.php?id=12345"])
def test_the_comments_of_a_story_and_a_way_out_are_none(path):
    assert "something to do" in address_evidence(f"https://courier.example{path}")


@pytest.mark.parametrize(
    "path", ["/news/comments-on-the-new-bridge-law", "/news/go-to-the-ferry-12345", "/going-out/12345"]
)
def test_a_story_about_comments_and_ways_out_is_one(path):
    assert "something to do" not in address_evidence(f"https://courier.example{path}")
