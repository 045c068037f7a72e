"""What a page is, in English and in Ukrainian."""

import pytest

from crawlers.extraction import Verdict, extract
from tests.crawlers.extraction.pages import ENGLISH, TITLE, UKRAINIAN, page, paragraphs

URL = "https://example.ua/news/bridges"
SHORT = {"en": ENGLISH[:1], "uk": UKRAINIAN[:1]}


def bare(title: str, *lines: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<meta charset=utf-8><title>{title}</title>"
    return f"<html><head>{head}</head><body><h1>{title}</h1>{body}</body></html>".encode()


def verdict(html: bytes) -> Verdict:
    found = extract(html, URL)
    assert found.reasons or found.verdict is Verdict.ARTICLE, "a verdict has its reason"
    return found.verdict


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_four_paragraphs_are_an_article_without_reasons(texts):
    found = extract(page(paragraphs(texts)), URL)
    assert (found.verdict, found.reasons) == (Verdict.ARTICLE, ())


def test_one_long_sentence_is_an_article_and_a_short_one_is_not():
    long = "The mayor of Poltava said " + "that the bridge will be repaired and " * 7 + "opened."
    assert verdict(page(f"<p>{long}</p>")) is Verdict.ARTICLE
    assert verdict(page("<p>The bridge will be repaired before the winter.</p>")) is Verdict.SECTION


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_a_list_of_stories_is_a_section(texts):
    teasers = "".join(
        f"<div><h3><a href='/{n}'>{text[:50]}</a></h3><p>{text}</p></div>" for n, text in enumerate(texts * 3)
    )
    assert verdict(page(teasers, title="News")) is Verdict.SECTION


def test_a_list_of_dated_headlines_is_a_section():
    entries = "".join(
        f"<p>{text[:-1]}</p><p>1{n}.11.2026, 15:58 Олена Коваленко</p>" for n, text in enumerate(UKRAINIAN * 2)
    )
    assert verdict(page(entries, title="Новини")) is Verdict.SECTION


def test_an_article_with_a_box_of_other_stories_is_an_article():
    box = "".join(f"<h3><a href='/{n}'>{text[:50]}</a></h3>" for n, text in enumerate(ENGLISH))
    assert verdict(page(paragraphs(ENGLISH * 3) + f"<div>{box}</div>" + paragraphs(ENGLISH))) is Verdict.ARTICLE


def test_a_list_of_links_is_a_section():
    links = "".join(f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(UKRAINIAN * 5))
    assert verdict(page(f"<ul>{links}</ul>")) is Verdict.SECTION


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Just a moment...", "Checking your browser before accessing example.ua. This process is automatic."),
        ("Attention Required! | Cloudflare", "Sorry, you have been blocked. You are unable to access example.ua."),
        ("example.ua", "Verify you are human by completing the action below."),
        ("Перевірка", "Підтвердьте, що ви не робот, і натисніть кнопку."),
        ("Зачекайте", "Перевірка вашого браузера перед входом на сайт."),
        ("Проверка", "Подтвердите, что вы не робот."),
    ],
)
def test_a_page_that_asks_who_reads_is_a_challenge(title, line):
    assert verdict(bare(title, line)) is Verdict.CHALLENGE


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("404", "The page you are looking for does not exist."),
        ("Page not found", "Try the search."),
        ("Sorry, we couldn't find that page", "Go to the front page."),
        ("Сторінку не знайдено", "Спробуйте скористатися пошуком."),
        ("Помилка 404", "На жаль, такої сторінки немає."),
        ("Страница не найдена", "Воспользуйтесь поиском."),
    ],
)
def test_a_page_that_says_not_found_is_a_soft_404(title, line):
    assert verdict(bare(title, line)) is Verdict.SOFT_404


@pytest.mark.parametrize(
    "title", ["404 bridges", "Not found: how Poltava lost a bridge", "Не знайдено грошей на мости"]
)
def test_a_long_article_about_something_lost_is_an_article(title):
    assert verdict(page(paragraphs(ENGLISH * 3), title=title)) is Verdict.ARTICLE


@pytest.mark.parametrize(
    "lines",
    [
        ("We value your privacy", "We and our partners use cookies to store data.", "Accept all", "Reject all"),
        (
            "Ми цінуємо вашу приватність",
            "Ми використовуємо файли cookie, щоб показувати рекламу.",
            "Прийняти всі",
            "Відхилити",
        ),
    ],
)
def test_a_page_that_only_asks_for_consent_is_a_consent_wall(lines):
    assert verdict(bare("Example News", *lines)) is Verdict.CONSENT_WALL


def test_an_article_with_a_cookie_notice_is_an_article():
    assert verdict(page(after="<div class='cookies'><p>We use cookies. Accept all</p></div>")) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("language", "prompt"),
    [("en", "Subscribe to continue reading this article"), ("uk", "Щоб продовжити читання, оформіть передплату")],
)
def test_a_teaser_with_a_prompt_to_subscribe_is_paywalled(language, prompt):
    texts = ENGLISH if language == "en" else UKRAINIAN
    found = extract(page(paragraphs(texts[:3]), inside_after=f"<div><p>{prompt}</p></div>"), URL)
    assert found.verdict is Verdict.PAYWALLED
    assert found.paragraphs == texts[:3], "the teaser is kept, the prompt is not"


@pytest.mark.parametrize("said", ["false", '"False"', '"http://schema.org/False"'])
def test_a_short_text_that_is_not_free_is_paywalled(said):
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"%s","isAccessibleForFree":%s}</script>'
    )
    assert verdict(page(head=head % (TITLE, said))) is Verdict.PAYWALLED
    assert verdict(page(paragraphs(ENGLISH * 6), head=head % (TITLE, said))) is Verdict.ARTICLE


def test_a_live_blog_is_live_and_flagged():
    head = f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"{TITLE}"}}</script>'
    found = extract(page(head=head), URL)
    assert (found.verdict, found.flags) == (Verdict.LIVE, ("live",))


@pytest.mark.parametrize("title", ["Photo gallery: the bridges of Poltava", "Мости Полтави. Фоторепортаж"])
def test_many_pictures_with_a_line_of_text_are_a_gallery(title):
    pictures = "<figure><img src='/a.jpg'></figure>" * 9
    assert verdict(page(f"<p>{ENGLISH[0]}</p>{pictures}", title=title)) is Verdict.GALLERY


@pytest.mark.parametrize("html", [b"", b"   \n", b"<html></html>", b"<html><body><script>x</script></body></html>"])
def test_a_page_without_text_is_an_error(html):
    assert verdict(html) is Verdict.ERROR


def test_a_page_that_nests_too_deep_is_an_error_and_flagged():
    found = extract(b"<div>" * 30_000 + page(), URL)
    assert found.verdict is Verdict.ERROR
    assert found.flags == ("parse-suspect",)
