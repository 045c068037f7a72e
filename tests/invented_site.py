"""Lists of invented articles in the forms that sites have them, and the search for a site's sources without a network.

site = {HOME: front(stories("en", HOME)), HOME + "rss": rss(stories("en", HOME), NOW)}
proposal = propose(searched(site, HOME, NOW))
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from crawlers.discovery.proposing.candidates import Search
from crawlers.discovery.proposing.trial import Answer

HEADLINES = {
    "en": (
        "Ferry crews vote to keep the night sailing through winter",
        "Why the bakers of Mill Lane have gone back to wood ovens",
        "Council finds the missing minutes under a piano",
        "Storm takes the roof of the old signal box at Thornby",
        "Two schools will share one orchestra and one bus",
        "The last lamp maker in the valley looks for an apprentice",
        "Flood wall passes its first test, with a metre to spare",
        "Library fines are dropped after a hundred and four years",
        "How a stray dog became the mascot of the rowing club",
        "Harbour dues to rise for the first time since the war",
    ),
    "uk": (
        "Пороми ходитимуть уночі й узимку, вирішили екіпажі",
        "Чому пекарі з Млинової повернулися до дров’яних печей",
        "Протокол міської ради знайшли під роялем у клубі",
        "Буря зірвала дах зі старої залізничної будки",
        "Дві школи матимуть один оркестр і один автобус",
        "Останній у долині майстер ліхтарів шукає учня",
        "Дамба витримала перше випробування із запасом у метр",
        "Бібліотека скасувала штрафи, які діяли понад сто років",
        "Як приблудний пес став талісманом веслувального клубу",
        "Портові збори вперше за пів століття зростуть",
    ),
    "ru": (
        "Паромы будут ходить ночью и зимой, решили экипажи",
        "Почему пекари с Мельничной вернулись к дровяным печам",
        "Протокол городского совета нашли под роялем",
        "Буря сорвала крышу старой железнодорожной будки",
        "Две школы получили один оркестр и один автобус",
        "Последний мастер фонарей в долине ищет ученика",
        "Дамба выдержала первые испытания с запасом в метр",
        "Библиотека отменила штрафы, действовавшие сто лет",
        "Как бездомный пес стал талисманом гребного клуба",
        "Портовые сборы вырастут впервые за полвека, объявили власти",
    ),
}
MENU = {"en": ("About us", "Contacts", "Politics", "Sport"), "uk": ("Про нас", "Контакти", "Політика", "Спорт")}


class Story(NamedTuple):
    """An article as lists name it."""

    url: str
    title: str
    language: str


def stories(language: str, home: str, path: str = "news/story-of-the-town-{n}", count: int = 10) -> list[Story]:
    """Articles at such addresses below the home; `{n}` is a number of five digits."""
    titles = HEADLINES[language][:count]
    return [Story(home + path.format(n=41300 + n), title, language) for n, title in enumerate(titles)]


def front(listed: Iterable[Story], head: str = "", language: str = "en", links: Iterable[str] = ()) -> bytes:
    """A front page with a menu, which leads to sections, and further links."""
    menu = "".join(f'<a href="/{n}/">{word}</a>' for n, word in enumerate(MENU.get(language, MENU["en"])))
    more = "".join(f'<a href="{link}">more</a>' for link in links)
    headlines = "".join(f'<h2><a href="{escape(story.url)}">{story.title}</a></h2>' for story in listed)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head>'
        f"<body><nav>{menu}{more}</nav>{headlines}</body></html>"
    ).encode()


def rss(listed: Iterable[Story], now: datetime, title: str = "The feed") -> bytes:
    """An RSS feed, an article an hour, with times in the offset of `now`."""
    items = "".join(
        f"<item><title>{story.title}</title><link>{escape(story.url)}</link>"
        f"<pubDate>{format_datetime(now - timedelta(hours=n))}</pubDate></item>"
        for n, story in enumerate(listed, 1)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def news_sitemap(listed: Iterable[Story], now: datetime) -> bytes:
    """A sitemap for Google News."""
    entries = "".join(
        f"<url><loc>{escape(story.url)}</loc><news:news><news:publication><news:language>{story.language}"
        f"</news:language></news:publication><news:publication_date>{(now - timedelta(hours=n)).isoformat()}"
        f"</news:publication_date><news:title>{story.title}</news:title></news:news></url>"
        for n, story in enumerate(listed, 1)
    )
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    ).encode()


def sitemap(listed: Iterable[Story]) -> bytes:
    """A plain sitemap."""
    entries = "".join(f"<url><loc>{escape(story.url)}</loc></url>" for story in listed)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def sitemap_index(*urls: str) -> bytes:
    """A sitemap of sitemaps."""
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode()


def feed_link(path: str) -> str:
    """How a page declares a feed."""
    return f'<link rel="alternate" type="application/rss+xml" href="{path}">'


def searched(
    site: Mapping[str, bytes],
    home: str,
    now: datetime,
    *,
    robots: str = "",
    moved: Mapping[str, str] | None = None,
    elsewhere: bytes | None = None,
) -> Search:
    """A search that is over: every wanted address was looked up in `site`, after the redirects in `moved`.

    `elsewhere` is what all other addresses answer; nothing without it.
    """
    search = Search(home=home, now=now, robots=robots)
    while wanted := search.wanted():
        for url in wanted:
            at = (moved or {}).get(url, url)
            body = site.get(at, elsewhere)
            search.add(Answer(url=url, found_at=at, body=body, problem="gone: answers 404" if body is None else ""))
    return search
