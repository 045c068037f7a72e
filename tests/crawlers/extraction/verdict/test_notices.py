"""Pages that stand where an article should be, in English and in Ukrainian, and articles that only speak of them."""

import pytest

from crawlers.extraction import Verdict, extract
from tests.crawlers.extraction.pages import ENGLISH, TITLE, UKRAINIAN, page, paragraphs

URL = "https://example.ua/news/bridges"
POPULAR = {"en": "Popular stories", "uk": "Популярні новини"}
TEXTS = {"en": ENGLISH, "uk": UKRAINIAN}


def bare(title: str, *lines: str) -> bytes:
    """A page of one heading and some lines."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<meta charset=utf-8><title>{title}</title>"
    return f"<html><head>{head}</head><body><h1>{title}</h1>{body}</body></html>".encode()


def verdict(html: bytes) -> Verdict:
    found = extract(html, URL)
    assert found.reasons or found.verdict is Verdict.ARTICLE, "a verdict has its reason"
    return found.verdict


def json_ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",{fields}}}</script>'


def popular(language: str, *, teasers: bool) -> str:
    """Twenty other stories, as some sites show below an error; and a long footer."""
    texts = TEXTS[language] * 5
    stories = "".join(
        f"<div class='card'><h3><a href='/{n}'>{text[:60]}</a></h3>{f'<p>{text}</p>' if teasers else ''}</div>"
        for n, text in enumerate(texts)
    )
    footer = "".join(f"<li><a href='/f{n}'>{text[:20]}</a></li>" for n, text in enumerate(texts))
    return f"<section><h2>{POPULAR[language]}</h2>{stories}</section><footer><ul>{footer}</ul></footer>"


# ---- challenges ----


@pytest.mark.parametrize(
    "address", ["/_Incapsula_Resource?x=1", "https://challenges.cloudflare.com/turnstile/v0/api.js"]
)
def test_a_page_that_says_nothing_and_loads_a_challenge_is_one(address):
    loads = f'<script src="{address}"></script>'
    assert verdict(f"<html><head>{loads}</head><body><p>example.ua</p></body></html>".encode()) is Verdict.CHALLENGE
    assert verdict(page(head=loads)) is Verdict.ARTICLE, "many sites load it on every page"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Just a moment...", "Checking your browser before accessing example.ua. This process is automatic."),
        ("Just a moment…", "example.ua needs to review the security of your connection before proceeding."),
        ("Attention Required! | Cloudflare", "Sorry, you have been blocked. You are unable to access example.ua."),
        ("example.ua", "Verify you are human by completing the action below."),
        ("DDoS-Guard", "Please wait while we are checking your browser."),
        ("Перевірка", "Підтвердьте, що ви не робот, і натисніть кнопку."),
        ("Зачекайте", "Перевірка вашого браузера перед входом на сайт."),
        ("Перевірка браузера", "Це займе кілька секунд."),
        ("example.ua", "Перевіряємо ваш браузер. Доведіть, що ви людина."),
        ("Проверка", "Подтвердите, что вы не робот."),
    ],
)
def test_a_page_that_asks_who_reads_is_a_challenge(title, line):
    assert verdict(bare(title, line)) is Verdict.CHALLENGE


def test_a_block_page_that_explains_itself_at_length_is_a_challenge():
    lines = (
        "You are unable to access example.ua. This website is protected from attacks by a security service.",
        "The action you just performed triggered the security solution, as a certain phrase or malformed data could.",
        "Several actions could trigger this block; a database command or a very fast series of visits are two of them.",
        "You can email the site owner to let them know you were blocked. Include what you were doing, and the Ray ID.",
    )
    assert verdict(bare("Sorry, you have been blocked", *lines)) is Verdict.CHALLENGE


def test_a_form_without_words_is_a_challenge():
    assert (
        verdict(b"<html><body><h1>example.ua</h1><form id='challenge-form'></form></body></html>") is Verdict.CHALLENGE
    )


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        (
            "A captcha keeps pensioners from their savings",
            (
                "Hundreds of pensioners could not open their bank's new site on Monday, the regulator said.",
                "Visitors were asked to confirm that you are not a robot, and the pictures were too small to be told.",
                "The bank promised to bring the old page back by the end of the week and apologised to its clients.",
            ),
        ),
        (
            "Капча не пускає пенсіонерів до їхніх рахунків",
            (
                "Сотні пенсіонерів у понеділок не змогли відкрити новий сайт банку, повідомив увечері регулятор.",
                "Відвідувачів просили: підтвердьте, що ви не робот, а зображення були надто дрібні, щоб їх розгледіти.",
                "Банк пообіцяв повернути стару сторінку до кінця тижня і перепросив перед клієнтами.",
            ),
        ),
    ],
)
def test_a_short_article_about_a_captcha_is_an_article(title, texts):
    assert verdict(page(paragraphs(texts), title=title)) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "texts"),
    [("Not a robot? Prove that you are human, the bank says", ENGLISH), ("«Ви не робот?» - питає банк", UKRAINIAN)],
)
def test_a_headline_alone_makes_no_challenge(title, texts):
    assert verdict(page(paragraphs(texts), title=title)) is Verdict.ARTICLE


def test_a_comment_form_with_a_captcha_makes_no_challenge():
    form = "<form id='comment-form'><div class='g-recaptcha'></div></form>"
    assert verdict(page(paragraphs(ENGLISH[:2]), inside_after=form)) is Verdict.ARTICLE


# ---- soft 404 ----


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("404", "The page you are looking for does not exist."),
        ("Page not found", "Try the search."),
        ("Sorry, we couldn't find that page", "Go to the front page."),
        ("Oops!", "This page isn't available."),
        ("Example News", "Nothing was found at this address."),
        ("Сторінку не знайдено", "Спробуйте скористатися пошуком."),
        ("Помилка 404", "На жаль, такої сторінки немає."),
        ("Ой!", "Сторінки, яку ви шукаєте, не існує або її було видалено."),
        ("Новини", "За цією адресою нічого немає."),
        ("Oops! That page can’t be found.", "It looks like nothing was found at this location."),
        ("This story is no longer available", "Back to the front page."),
        ("Матеріал знято з публікації", "Поверніться на головну."),
        ("Ой! Цю сторінку неможливо знайти.", "Можливо, спробуйте пошук?"),
        ("Страница не найдена", "Воспользуйтесь поиском."),
    ],
)
def test_a_page_that_says_not_found_is_a_soft_404(title, line):
    assert verdict(bare(title, line)) is Verdict.SOFT_404


@pytest.mark.parametrize("teasers", [True, False])
@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("en", "Page not found", "The page may have moved. Use the search or begin at the front page."),
        ("uk", "Сторінку не знайдено", "Можливо, її перенесли. Скористайтеся пошуком або почніть з головної."),
    ],
)
def test_popular_stories_below_it_do_not_make_a_soft_404_an_article(language, title, line, teasers):
    found = page(f"<p>{line}</p>", title=title, lang=language, after=popular(language, teasers=teasers))
    assert verdict(found) is Verdict.SOFT_404


def test_a_long_apology_that_says_it_twice_is_a_soft_404():
    apology = (
        "Unfortunately, the page you are looking for does not exist. You may have mistyped the address, or it moved."
    )
    advice = "Check the address for errors, use the search at the top of every page, go to the front page, " * 3
    assert verdict(bare("404", apology, advice)) is Verdict.SOFT_404


@pytest.mark.parametrize(
    "title", ["404 bridges", "Not found: how Poltava lost a bridge", "Не знайдено грошей на мости"]
)
def test_a_long_article_about_something_lost_is_an_article(title):
    assert verdict(page(paragraphs(ENGLISH * 3), title=title)) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        (
            "404: an exhibition of what the internet forgot",
            (
                "An exhibition of pages that have vanished from the internet opened in Poltava on Friday evening.",
                "Its forty screens show front pages of papers that closed, and the letters of their last readers.",
                "Entrance is free until the end of November, the gallery said, and schools may come on weekdays.",
            ),
        ),
        (
            "Помилка 404: у Полтаві показують зниклі сайти",
            (
                "У Полтаві в п'ятницю ввечері відкрили виставку сайтів, які зникли з інтернету за двадцять років.",
                "На сорока екранах показують перші шпальти закритих газет і листи їхніх останніх читачів.",
                "Вхід вільний до кінця листопада, повідомили в галереї, а школярів чекають у будні.",
            ),
        ),
    ],
)
def test_a_short_article_about_a_404_exhibition_is_an_article(title, texts):
    assert verdict(page(paragraphs(texts), title=title)) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "sentence", "texts"),
    [
        (
            "The mayor's page was removed",
            "The page was removed on Monday after complaints by several residents, the company said in the evening.",
            ENGLISH,
        ),
        (
            "Сторінку видалено: мер залишився без підписників",
            "Компанія повідомила, що сторінку видалено в понеділок після скарг кількох десятків мешканців міста.",
            UKRAINIAN,
        ),
    ],
)
def test_a_short_article_about_a_page_that_was_removed_is_an_article(title, sentence, texts):
    assert verdict(page(paragraphs([sentence, *texts[:3]]), title=title)) is Verdict.ARTICLE


def test_a_brief_that_its_json_ld_calls_an_article_is_no_notice():
    title = "Page was removed after complaints"
    head = json_ld('"datePublished":"2026-11-22T10:00:00+02:00"').replace(TITLE, title)
    assert verdict(page(paragraphs(ENGLISH[:1]), title=title, head=head)) is Verdict.ARTICLE


# ---- sites that do not work now ----


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("502 Bad Gateway", "nginx"),
        ("Error establishing a database connection", "Contact the owner of the site."),
        ("Maintenance", "The site is down for scheduled maintenance. We'll be back soon."),
        ("Технічні роботи", "Сайт тимчасово не працює. Ми скоро повернемося."),
        ("Помилка сервера", "Спробуйте за кілька хвилин."),
        ("Технические работы", "Сайт временно недоступен."),
        ("There has been a critical error on this website.", "Learn more about it."),
        ("На цьому сайті сталася критична помилка.", "Дізнайтеся більше."),
    ],
)
def test_a_failure_of_the_site_is_an_error_and_never_a_lost_article(title, line):
    assert verdict(bare(title, line)) is Verdict.ERROR


@pytest.mark.parametrize(
    ("title", "texts"),
    [("The water board's site is down for maintenance", ENGLISH[:3]), ("Технічні роботи на мостах", UKRAINIAN[:3])],
)
def test_a_short_article_about_a_failure_is_an_article(title, texts):
    assert verdict(page(paragraphs(texts), title=title)) is Verdict.ARTICLE


# ---- consent ----


@pytest.mark.parametrize(
    "lines",
    [
        ("We value your privacy", "We and our partners use cookies to store data.", "Accept all", "Reject all"),
        (
            "Before you continue",
            "We and our 812 partners store and/or access information on a device. You may change your choices.",
            "With your permission we may use precise location data. You can withdraw your consent at any time.",
            "Accept and continue",
            "Manage options",
        ),
        (
            "Ми цінуємо вашу приватність",
            "Ми використовуємо файли cookie, щоб показувати рекламу.",
            "Прийняти всі",
            "Відхилити",
        ),
        (
            "Перш ніж продовжити",
            "Ми та наші партнери зберігаємо інформацію на вашому пристрої. Ви можете змінити свій вибір будь-коли.",
            "Погоджуюся",
        ),
    ],
)
def test_a_page_that_only_asks_for_consent_is_a_consent_wall(lines):
    assert verdict(bare("Example News", *lines)) is Verdict.CONSENT_WALL


def test_a_wall_that_explains_itself_at_length_is_a_consent_wall():
    lines = (
        "When you use our sites and apps, we use cookies to provide them, to know who you are and to keep out spam.",
        "If you accept, we and our 238 partners will also store and/or access information on a device for advertising.",
        "That includes precise location data and other personal data, such as your searches, for measurement.",
        "If you do not want us and our partners to use cookies and personal data in this way, reject them below.",
        "You can change your choices at any time by following the links to your privacy settings on our sites.",
    )
    assert verdict(bare("Example is one of our brands", *lines, "Accept all", "Reject all")) is Verdict.CONSENT_WALL


@pytest.mark.parametrize(
    ("opinion", "notice", "button"),
    [
        ("We have waited for our bridge for years, and you know it as well as we do.", "We use cookies.", "Accept all"),
        ("Ми роками чекали на наш міст, і ви знаєте це не гірше за нас.", "Ми використовуємо cookie.", "Прийняти всі"),
    ],
)
def test_an_opinion_that_speaks_to_its_reader_above_a_cookie_notice_is_an_article(opinion, notice, button):
    banner = f"<div class='banner'><p>{notice}</p><button>{button}</button></div>"
    assert verdict(page(paragraphs([opinion] * 6), after=banner)) is Verdict.ARTICLE


def test_an_article_with_a_cookie_notice_is_an_article():
    assert verdict(page(after="<div class='cookies'><p>We use cookies. Accept all</p></div>")) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "texts", "notice", "button"),
    [
        (
            "Parliament passes a law on cookies",
            (
                "Sites will have to ask before they follow anyone, under a law on the use of cookies passed on Friday.",
                "It lets people accept all cookies or none with one click, and fines those who hide the second button.",
                "The law takes effect in March, and the regulator has already hired forty people to watch over it.",
            ),
            "We use cookies on this site.",
            "Accept all",
        ),
        (
            "Рада ухвалила закон про кукі",
            (
                "Сайти питатимуть дозволу, перш ніж стежити за кимось: у п'ятницю ухвалили закон про обробку даних.",
                "Він дозволяє одним натисканням прийняти всі файли cookie або жодного і карає тих, хто ховає кнопку.",
                "Закон набуде чинності в березні, а регулятор уже найняв сорок людей, щоб за цим наглядати.",
            ),
            "Ми використовуємо файли cookie.",
            "Прийняти всі",
        ),
    ],
)
def test_a_short_article_about_a_cookie_law_is_an_article(title, texts, notice, button):
    banner = f"<div class='banner'><p>{notice}</p><button>{button}</button></div>"
    assert verdict(page(paragraphs(texts), title=title, after=banner)) is Verdict.ARTICLE


# ---- paywalls ----


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "Subscribe to continue reading this article"),
        ("en", "This is a subscriber-only story"),
        ("uk", "Щоб продовжити читання, оформіть передплату"),
        ("en", "Create a free account to continue reading"),
        ("uk", "Матеріал лише для передплатників"),
        ("uk", "Повний текст доступний за передплатою"),
    ],
)
def test_a_teaser_with_a_prompt_to_subscribe_is_paywalled(language, prompt):
    texts = TEXTS[language][:3]
    found = extract(page(paragraphs(texts), inside_after=f"<div><p>{prompt}</p></div>"), URL)
    assert found.verdict is Verdict.PAYWALLED
    assert found.paragraphs == texts, "the teaser is kept, the prompt is not"


@pytest.mark.parametrize("said", ["false", '"False"', '"http://schema.org/False"'])
def test_a_short_text_that_is_not_free_is_paywalled(said):
    head = json_ld(f'"isAccessibleForFree":{said}')
    assert verdict(page(head=head)) is Verdict.PAYWALLED
    assert verdict(page(paragraphs(ENGLISH * 6), head=head)) is Verdict.ARTICLE


PART = '"hasPart":[{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".for-members"}]'


def test_a_text_whose_sold_part_is_not_here_is_paywalled():
    assert verdict(page(head=json_ld(PART))) is Verdict.PAYWALLED
    assert verdict(page(head=json_ld(PART), inside_after="<div class='for-members'></div>")) is Verdict.PAYWALLED


def test_a_text_whose_sold_part_is_here_is_an_article():
    assert verdict(page(f"<div class='for-members'>{paragraphs(ENGLISH)}</div>", head=json_ld(PART))) is Verdict.ARTICLE


@pytest.mark.parametrize("selector", ["", "[", ":nth-magic(2)", "."])
def test_a_selector_that_is_none_is_survived(selector):
    assert verdict(page(head=json_ld(PART.replace(".for-members", selector)))) is Verdict.PAYWALLED


def test_a_longer_teaser_is_paywalled_where_both_the_page_and_a_prompt_say_so():
    prompt = "<div><p>Subscribe to continue reading this article</p></div>"
    texts = paragraphs(ENGLISH * 3)
    assert verdict(page(texts, head=json_ld('"isAccessibleForFree":false'), inside_after=prompt)) is Verdict.PAYWALLED
    assert verdict(page(texts, inside_after=prompt)) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Subscribe to our newsletter and follow us on Telegram"),
        ("uk", "Підписуйтесь на наш канал у Telegram, щоб не пропустити новини"),
    ],
)
def test_an_article_with_a_line_to_subscribe_at_its_end_is_an_article(language, line):
    assert verdict(page(paragraphs(TEXTS[language]), inside_after=f"<p>{line}</p>")) is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "texts", "last"),
    [
        (
            "The Courier asks its readers to pay",
            ENGLISH,
            "From Monday the archive will be available only to subscribers, of whom there are about four thousand.",
        ),
        (
            "«Кур'єр» запроваджує передплату",
            UKRAINIAN,
            "Від понеділка архів газети буде доступний лише для передплатників, а їх у неї близько чотирьох тисяч.",
        ),
    ],
)
def test_an_article_about_a_paywall_is_an_article(title, texts, last):
    assert verdict(page(paragraphs([*texts, last]), title=title)) is Verdict.ARTICLE


def test_a_prompt_in_the_footer_is_no_paywall():
    links = "".join(f"<li><a href='/{n}'>{text[:30]}</a></li>" for n, text in enumerate(ENGLISH * 3))
    footer = f"<footer><ul>{links}</ul><p>Already a subscriber? Sign in to read on all devices.</p></footer>"
    assert verdict(page(after=footer)) is Verdict.ARTICLE
