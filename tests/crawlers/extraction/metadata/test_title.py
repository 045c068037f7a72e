"""The headline: kickers, names of sites, and headings that say more or less than the page claims."""

import pytest

from crawlers.extraction import extract
from crawlers.extraction.metadata.title import headline_number
from crawlers.extraction.page.lines import visible_lines
from crawlers.extraction.page.parse import parse
from tests.crawlers.extraction.pages import TITLE, TITLE_UK, page

URL = "https://example.ua/news/bridges"


def with_heading(heading: str, head: str = "", title: str = TITLE) -> bytes:
    return page(head=head, title=title).replace(f"<h1>{title}</h1>".encode(), heading.encode())


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    "heading",
    [
        f'<h1><span class="article__kicker">Regions</span> <span>{TITLE}</span></h1>',
        f'<h1><span class="overline">Repairs in the region</span> - <span>{TITLE}</span></h1>',
        f'<h1><div class="topic-label">Regions</div>{TITLE}</h1>',
        f"<h1>{TITLE} <small>Work begins in October</small></h1>",
    ],
)
def test_a_marked_kicker_or_subtitle_is_no_part_of_the_headline(heading):
    found = extract(with_heading(heading), URL)
    assert found.title == TITLE
    assert TITLE not in found.body


def test_a_kicker_that_nothing_marks_is_known_by_the_title_that_the_page_claims():
    found = extract(with_heading(f"<h1>Ремонт: {TITLE_UK}</h1>", og(TITLE_UK), TITLE_UK), URL)
    assert found.title == TITLE_UK
    assert found.body.startswith("The city council")


def test_a_kicker_that_the_page_claims_as_part_of_the_headline_stays():
    heading = f'<h1><span class="kicker">Regions</span><span>: </span><span>{TITLE}</span></h1>'
    assert extract(with_heading(heading, og(f"Regions: {TITLE}")), URL).title == f"Regions: {TITLE}"


def test_a_heading_whose_parts_run_together_is_worded_as_the_page_claims():
    heading = f"<h1><span>Regions</span>{TITLE}</h1>"
    assert extract(with_heading(heading, og(f"Regions: {TITLE}")), URL).title == f"Regions: {TITLE}"


def test_a_heading_of_two_lines_is_one_headline():
    heading = "<h1>Poltava to repair<br>three bridges</h1>"
    found = extract(with_heading(heading), URL)
    assert found.title == TITLE
    assert found.body.startswith("The city council")


@pytest.mark.parametrize("tail", [" | Example News", " - example.ua", " — Приклад"])
def test_the_name_of_the_site_is_cut_from_what_the_page_claims(tail):
    head = og(TITLE + tail) + '<meta property="og:site_name" content="Приклад">'
    html = page(head=head).replace(f"<h1>{TITLE}</h1>".encode(), b"").replace(b"Example News</title>", b"</title>")
    head_named = html.replace("Приклад".encode(), b"Example News") if "Example" in tail else html
    assert extract(head_named, URL).title == TITLE


def test_a_heading_that_is_the_sites_name_gives_way_to_the_next_one():
    heading = f'<h1><a href="/">Example News</a></h1><h1>{TITLE}</h1>'
    assert extract(with_heading(heading), URL).title == TITLE


def test_a_heading_that_readers_see_wins_over_another_wording_for_networks():
    heading = "<h1>Three bridges in Poltava will be mended before winter</h1>"
    found = extract(with_heading(heading, og("You will not believe what happens to these crossings")), URL)
    assert found.title == "Three bridges in Poltava will be mended before winter"


def test_a_menu_entry_that_reads_like_the_title_is_no_headline():
    html = with_heading("<h1>Міська рада Полтави голосує</h1>").replace(b">World<", f">{TITLE}<".encode())
    assert extract(html, URL).title == "Міська рада Полтави голосує"


def test_the_line_of_the_headline_is_found_with_its_kicker_and_before_a_teaser_of_the_same_words():
    tree = parse(with_heading(f"<p>{TITLE}</p><h1>Regions: {TITLE}</h1>")).tree
    lines = visible_lines(tree)
    number = headline_number(lines, TITLE)
    assert number is not None
    assert lines[number].text == f"Regions: {TITLE}"
    assert headline_number(lines, "") is None
