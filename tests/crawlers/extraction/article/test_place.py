"""Where the article begins and ends, and what only interrupts it."""

import pytest

from crawlers.extraction import extract
from tests.crawlers.extraction.pages import ENGLISH, UKRAINIAN, page, paragraphs

URL = "https://example.ua/news/bridges"
STORIES = "<ul><li><a href='/1'>Ferry back in service</a></li><li><a href='/2'>New tram line opens</a></li></ul>"


@pytest.mark.parametrize("heading", ["Читайте також", "Related articles", "Популярні новини", "Read also:"])
@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_a_box_of_other_stories_interrupts_a_text(heading, texts):
    box = f"<h3>{heading}</h3>{STORIES}"
    assert extract(page(paragraphs(texts[:2]) + box + paragraphs(texts[2:])), URL).paragraphs == texts


@pytest.mark.parametrize("heading", ["Коментарі", "Comments", "Комментарии"])
def test_readers_comments_end_it_even_in_the_same_container(heading):
    comments = f"<h3>{heading}</h3><p>I have lived on this street for thirty years, and I do not believe a word.</p>"
    assert extract(page(paragraphs(ENGLISH) + comments), URL).paragraphs == ENGLISH


def test_teasers_with_linked_headings_interrupt_a_text():
    teaser = "<div class='box'><h3><a href='/1'>Ferry back in service</a></h3></div>"
    html = page(paragraphs(ENGLISH[:2]) + teaser + paragraphs(ENGLISH[2:3]) + teaser + paragraphs(ENGLISH[3:]))
    assert extract(html, URL).paragraphs == ENGLISH


def test_short_list_items_at_the_end_of_the_text_belong_to_it():
    ending = "<h2>The bridges</h2><ul><li>At the mill</li><li>At the market</li></ul>"
    found = extract(page(paragraphs(ENGLISH) + ending), URL)
    assert found.paragraphs == (*ENGLISH, "The bridges", "At the mill", "At the market")


def test_a_long_footer_is_no_article_and_no_part_of_one():
    legal = "".join(f"<p>{text} The company is not liable for any of it, and never was.</p>" for text in ENGLISH * 6)
    assert extract(page(after=f"<footer class='row'>{legal}</footer>"), URL).paragraphs == ENGLISH
    boxes = "".join(f"<div class='text-widget'><p>{text}</p></div>" for text in ENGLISH)
    assert extract(page(boxes), URL).paragraphs == ENGLISH, "an article in boxes that are all named widgets"


@pytest.mark.parametrize(
    ("texts", "last"),
    [
        (ENGLISH, "The bridge was closed for a year before, and the town stood still."),
        (UKRAINIAN, "Раніше міст уже закривали на рік, і тоді місто стояло."),
    ],
)
def test_a_last_sentence_that_is_mostly_a_link_belongs_to_the_text(texts, last):
    html = page(paragraphs(texts) + f"<p><a href='/1'>{last[:-8]}</a>{last[-8:]}</p>")
    assert extract(html, URL).paragraphs[-1] == last


@pytest.mark.parametrize("ad", ["<div class='ad'>Advertisement</div>", "<p>Реклама</p>"])
def test_short_first_and_last_lines_belong_to_the_text_wherever_an_advertisement_stands(ad):
    texts = ("Who: the city council", *ENGLISH, "In short: three bridges")
    html = page(f"<p>{texts[0]}</p>{ad}{paragraphs(ENGLISH)}{ad}<p>{texts[-1]}</p>")
    assert extract(html, URL).paragraphs == texts


@pytest.mark.parametrize("name", ["part", "part {}", "{}"])
def test_a_box_interrupts_a_text_in_containers_side_by_side(name):
    texts = (*ENGLISH, *(f"Besides, {text}" for text in ENGLISH))
    parts = [
        f'<div class="{name.format(key)}"><p>{text}</p></div>' for key, text in zip("stuvwxyz", texts, strict=True)
    ]
    box = f'<div class="more"><h3>Related articles</h3>{STORIES}</div>'
    assert extract(page("".join([*parts[:4], box, *parts[4:]])), URL).paragraphs == texts


def test_a_box_with_text_of_its_own_ends_the_text():
    story = "<h3>Related articles</h3><p>The ferry is back in service after eight months, the harbour office said.</p>"
    parts = "".join(f'<div class="{name}"><p>{text}</p></div>' for name, text in zip("wxyz", ENGLISH, strict=True))
    assert extract(page(f'{parts}<div class="more">{story}</div>'), URL).paragraphs == ENGLISH
