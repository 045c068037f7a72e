"""What a page is, in English and in Ukrainian."""

import json

import pytest

from crawlers.extraction import Verdict, extract
from tests.crawlers.extraction.pages import ENGLISH, TITLE, TITLE_UK, UKRAINIAN, page, paragraphs

URL = "https://example.ua/news/bridges"
CJK = (
    "市议会周一投票决定在冬季之前修复三座桥梁,市长办公室表示。",
    "最大的一座桥的工程将于十月开始,预计需要大约五个月才能完成。",
    "资金来自地区预算和春季经过长时间谈判达成的一笔赠款。",
)


def verdict(html: bytes) -> Verdict:
    found = extract(html, URL)
    assert found.reasons or found.verdict is Verdict.ARTICLE, "a verdict has its reason"
    return found.verdict


def headed(texts: tuple[str, ...], *, teasers: bool = True) -> str:
    """Other stories: a heading that is a link, with a sentence or without."""
    return "".join(
        f"<div><h3><a href='/{n}'>{text[:50]}</a></h3>{f'<p>{text}</p>' if teasers else ''}</div>"
        for n, text in enumerate(texts)
    )


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_four_paragraphs_are_an_article_without_reasons(texts):
    found = extract(page(paragraphs(texts)), URL)
    assert (found.verdict, found.reasons) == (Verdict.ARTICLE, ())


# ---- short texts ----


def test_one_long_sentence_is_an_article_and_a_short_one_is_not():
    long = "The mayor of Poltava said " + "that the bridge will be repaired and " * 7 + "opened."
    assert verdict(page(f"<p>{long}</p>")) is Verdict.ARTICLE
    assert verdict(page("<p>The bridge will be repaired before the winter.</p>")) is Verdict.SECTION


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "A bridge in Poltava was closed on Monday morning after cracks were found in it.",
            "Drivers are asked to use the eastern crossing, and buses will go there too until Friday.",
        ),
        (
            "Міст у Полтаві закрили в понеділок уранці, бо в ньому знайшли тріщини, повідомила міська рада.",
            "Водіїв просять користуватися східною переправою, автобуси до п'ятниці теж ходитимуть нею.",
        ),
    ],
)
def test_a_text_of_thirty_words_is_an_article(sentences):
    text = " ".join(sentences)
    assert 25 <= len(text.split()) <= 32
    assert verdict(page(f"<p>{text}</p>")) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Explosions heard in Poltava", "Explosions were heard in Poltava late on Monday evening."),
        ("У Полтаві пролунали вибухи", "У Полтаві пізно ввечері в понеділок пролунали вибухи, пише мер."),
    ],
)
def test_one_sentence_is_an_article_where_the_page_says_so_with_a_date(title, text):
    claim = f'{{"@type":"NewsArticle","headline":"{title}","datePublished":"2026-11-23T21:10:00+02:00"}}'
    head = f'<script type="application/ld+json">{claim}</script>'
    assert verdict(page(f"<p>{text}</p>", title=title, head=head)) is Verdict.ARTICLE
    assert verdict(page(f"<p>{text}</p>", title=title)) is Verdict.SECTION


def test_a_text_in_a_script_without_blanks_is_an_article():
    assert verdict(page(paragraphs(CJK), title="冬季前修复三座桥梁", lang="zh")) is Verdict.ARTICLE


# ---- lists ----


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
@pytest.mark.parametrize("teasers", [True, False])
def test_a_list_that_describes_its_stories_in_json_ld_is_a_section(texts, teasers):
    date = "2026-11-23T21:10:00+02:00"
    stories = [{"@type": "NewsArticle", "headline": text[:50], "datePublished": date} for text in texts]
    head = f'<script type="application/ld+json">{json.dumps(stories)}</script>'
    intro = "<p>Everything about the bridges of the city, day by day, in one place.</p>"
    assert verdict(page(intro + headed(texts, teasers=teasers), title="Bridges", head=head)) is Verdict.SECTION


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
@pytest.mark.parametrize("teasers", [True, False])
def test_a_list_of_stories_is_a_section(texts, teasers):
    assert verdict(page(headed(texts * 3, teasers=teasers), title="News")) is Verdict.SECTION


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
@pytest.mark.parametrize(
    "teaser",
    [
        "<div class='item'><a href='/{n}'>{head}</a><p>{text}</p></div>",
        "<div class='item'><div>1{n}:05</div><div><a href='/{n}'>{head}</a></div><div>{text}</div></div>",
        "<p><b><a href='/{n}'>{head}</a></b></p><p>{text}</p>",
        "<b><a href='/{n}'>{head}</a></b><br>{text}<br><br>",
        "<a href='/{n}'>{head}</a><br><i>1{n}.11.2026</i><br>{text}<br>",
    ],
    ids=["items", "items with times", "paragraphs", "breaks", "breaks with dates"],
)
def test_teasers_below_links_are_a_section_however_they_are_marked_up(texts, teaser):
    teasers = (teaser.format(n=n, head=text[:50], text=text) for n, text in enumerate(texts * 2))
    assert verdict(page("".join(teasers), title="News")) is Verdict.SECTION


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_an_article_with_a_link_after_every_paragraph_is_an_article(texts):
    link = "<p><a href='/other'>Another story with a rather long headline</a></p>"
    assert verdict(page("".join(f"<p>{text}</p>{link}" for text in texts * 2))) is Verdict.ARTICLE


def test_a_list_of_dated_headlines_is_a_section():
    entries = "".join(
        f"<p>{text[:-1]}</p><p>1{n}.11.2026, 15:58 Олена Коваленко</p>" for n, text in enumerate(UKRAINIAN * 2)
    )
    assert verdict(page(entries, title="Новини")) is Verdict.SECTION


def test_an_article_with_dated_remarks_of_readers_below_it_is_an_article():
    remarks = "".join(f"<p>1{n}.11.2026, 15:58 Олена Коваленко</p><p>{text}</p>" for n, text in enumerate(UKRAINIAN))
    assert verdict(page(paragraphs(UKRAINIAN * 3) + remarks)) is Verdict.ARTICLE


def test_a_list_of_links_is_a_section():
    links = "".join(f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(UKRAINIAN * 5))
    assert verdict(page(f"<ul>{links}</ul>")) is Verdict.SECTION


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
@pytest.mark.parametrize("teasers", [True, False])
def test_an_article_with_a_box_of_five_related_stories_is_an_article(texts, teasers):
    others = tuple(text[: 60 if teasers else None] for text in (*texts, texts[0]))
    text = paragraphs(texts) + paragraphs(texts[::-1])
    assert verdict(page(text + f"<div>{headed(others, teasers=teasers)}</div>")) is Verdict.ARTICLE
    middle = paragraphs(texts * 3) + f"<div>{headed(others, teasers=teasers)}</div>" + paragraphs(texts)
    assert verdict(page(middle)) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("texts", "question"),
    [(ENGLISH, "What happens to the bridge next?"), (UKRAINIAN, "Що далі буде з мостом?")],
)
def test_an_interview_with_links_in_its_questions_and_answers_is_an_article(texts, question):
    link = "<a href='/other'>"
    parts = [
        f"<h3>{question}</h3><p>{link}{text[:30]}</a>{text[30:]}</p><p><b>{link}{question}</a></b></p><p>{text}</p>"
        for text in texts * 2
    ]
    assert verdict(page("".join(parts))) is Verdict.ARTICLE


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_an_article_with_another_story_after_every_paragraph_is_an_article(texts):
    box = "<div class='related'><div><h3><a href='/other'>Another story entirely</a></h3></div></div>"
    assert verdict(page("".join(f"<p>{text}</p>{box}" for text in texts * 2))) is Verdict.ARTICLE


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_a_flat_list_of_headings_and_teasers_is_a_section(texts):
    flat = "".join(f"<h3><a href='/{n}'>{text[:50]}</a></h3><p>{text}</p>" for n, text in enumerate(texts * 3))
    assert verdict(page(flat, title="News")) is Verdict.SECTION


# ---- live ----


def test_a_live_blog_is_live_and_flagged():
    head = f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"{TITLE}"}}</script>'
    found = extract(page(head=head), URL)
    assert (found.verdict, found.flags) == (Verdict.LIVE, ("live",))


@pytest.mark.parametrize("name", ["liveblog", "live-blog__entries", "liveBlog", "liveblog-entry", "news-live-updates"])
def test_a_text_in_a_live_blogs_elements_is_live(name):
    assert verdict(page(f"<div class='{name}'>{paragraphs(ENGLISH * 2)}</div>")) is Verdict.LIVE


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("LIVE: Poltava council votes on the bridges", ENGLISH),
        ("Council votes on the bridges: live updates", ENGLISH),
        ("Рада голосує за мости. ОНЛАЙН", UKRAINIAN),
        ("Сесія міськради: текстова трансляція", UKRAINIAN),
    ],
)
def test_a_headline_that_says_live_and_many_entries_with_times_are_live(title, texts):
    apart = "".join(f"<div><p>1{n}:05</p><p>{text}</p></div>" for n, text in enumerate(texts * 2))
    within = "".join(f"<p>1{n}:05 {text}</p>" for n, text in enumerate(texts * 2))
    assert verdict(page(apart, title=title)) is Verdict.LIVE
    assert verdict(page(within, title=title)) is Verdict.LIVE
    assert verdict(page(paragraphs(texts * 2), title=title)) is Verdict.ARTICLE, "a headline alone is no live blog"


@pytest.mark.parametrize(
    "title", ["Dynamo live to fight another day", "Oasis play live in Poltava", "Онлайн-навчання повертається до шкіл"]
)
def test_an_article_whose_headline_has_the_word_is_an_article(title):
    text = paragraphs(["The match begins at 19:45.", *ENGLISH, "19:45 is late for children, parents said."])
    assert verdict(page(text, title=title)) is Verdict.ARTICLE


def test_a_widget_of_live_news_beside_an_article_does_not_make_it_live():
    widget = "<aside class='liveblog'><p>12:05 Something happened.</p><p>12:10 Something else did.</p></aside>"
    assert verdict(page(after=widget)) is Verdict.ARTICLE


# ---- galleries ----

PICTURES = "<figure><img src='/a.jpg'></figure>" * 9


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Photo gallery: the bridges of Poltava", ENGLISH[0]),
        ("Bridges of Poltava (photos)", ENGLISH[0]),
        ("Мости Полтави. Фоторепортаж", UKRAINIAN[0]),
        ("Мости Полтави у світлинах", UKRAINIAN[0]),
    ],
)
def test_many_pictures_with_a_line_of_text_are_a_gallery(title, text):
    assert verdict(page(f"<p>{text}</p>{PICTURES}", title=title)) is Verdict.GALLERY


@pytest.mark.parametrize(("title", "texts"), [(TITLE, ENGLISH), (TITLE_UK, UKRAINIAN)])
def test_an_article_with_a_gallery_is_an_article(title, texts):
    assert verdict(page(paragraphs(texts * 2) + PICTURES * 4, title=title)) is Verdict.ARTICLE


def test_a_photo_story_of_a_hundred_and_twenty_words_is_an_article():
    text = "".join(f"<p>{text}</p>{PICTURES}" for text in (*ENGLISH, ENGLISH[0], ENGLISH[2]))
    assert verdict(page(text, title="Photo gallery: the bridges of Poltava")) is Verdict.ARTICLE


def test_the_pictures_of_other_stories_make_no_gallery():
    teasers = "<figure><a href='/other'><img src='/a.jpg'></a></figure>" * 40
    assert verdict(page(paragraphs(ENGLISH[:2]), after=f"<div>{teasers}</div>")) is Verdict.ARTICLE


# ---- nothing to read ----


@pytest.mark.parametrize("html", [b"", b"   \n", b"<html></html>", b"<html><body><script>x</script></body></html>"])
def test_a_page_without_text_is_an_error(html):
    assert verdict(html) is Verdict.ERROR


def test_a_page_that_nests_too_deep_is_an_error_and_flagged():
    found = extract(b"<div>" * 30_000 + page(), URL)
    assert found.verdict is Verdict.ERROR
    assert found.flags == ("parse-suspect",)


def test_one_sentence_is_an_article_where_the_page_says_when_it_was_published():
    published = '<meta property="article:published_time" content="2026-03-03T14:05:00+02:00">'
    sentence = "<p>The ferry is running again, the harbour office of the old town said.</p>"
    assert extract(page(sentence, head=published), URL).verdict is Verdict.ARTICLE
    assert extract(page(sentence), URL).verdict is Verdict.SECTION
