"""The five invented outlets as facts: addresses, sources, clocks, and how each treats what it takes down."""

from dataclasses import dataclass, field
from typing import Literal

Form = Literal["rss", "atom", "sitemap", "sitemap-index", "news-sitemap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A list of articles for machines. Those with a `kind` are sources in the outlet's file; all others exist only."""

    path: str
    form: Form
    language: str  # an edition's own language; the edition is what it lists
    kind: Literal["feed", "sitemap", "news-sitemap"] | None = None
    charset: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFacts:
    """What never changes about an outlet. Addresses are `str.format` patterns over number, slug, section and date."""

    slug: str
    name: str
    timezone: str
    editions: dict[str, str]  # language -> home path
    address: dict[str, str]  # language -> pattern of an article's path
    section_address: dict[str, str]
    documents: tuple[Document, ...]
    fronts: tuple[str, ...] = ()  # home paths that are sources
    article_url: str | None = None  # regular expression of an article's path
    disallow: tuple[str, ...]
    charset: str = "utf-8"
    has_validators: bool = False  # ETag and Last-Modified on article pages; then furniture changes only by `furniture`
    taken_down: Literal["404", "410", "soft 404", "home"]  # what a deleted article's address answers
    body_markup: tuple[str, ...] = ("p",)  # article n uses number n modulo how many there are
    first_number: int = 1
    decorates: bool = False  # links and bold words inside paragraphs
    plain_pages: tuple[str, ...] = ("/about", "/contacts", "/privacy")
    tracking: str = ""  # appended to addresses in feeds
    advert: tuple[str, str] | None = field(default=None)  # a feed entry that leads off-site: title, address

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.editions)


HARBOUR_COURIER = OutletFacts(
    slug="harbour-courier",
    name="The Harbour Courier",
    timezone="Europe/London",
    editions={"en": "/"},
    address={"en": "/news/{section}/{slug}.html"},
    section_address={"en": "/news/{section}/"},
    documents=(
        Document(path="/rss.xml", form="rss", language="en", kind="feed", charset="iso-8859-1"),
        Document(path="/sitemap.xml", form="sitemap", language="en", kind="sitemap"),
    ),
    disallow=("/print/", "/cgi-bin/"),
    taken_down="404",
    body_markup=("br", "p"),
    first_number=4107,
    plain_pages=("/about.html", "/tides.html", "/notices.html", "/cgi-bin/search"),
)

NORTHBRIDGE_LEDGER = OutletFacts(
    slug="northbridge-ledger",
    name="Northbridge Ledger",
    timezone="Europe/London",
    editions={"en": "/"},
    address={"en": "/{date:%Y/%m/%d}/{section}/{slug}"},
    section_address={"en": "/section/{section}"},
    documents=(
        Document(path="/feed.atom", form="atom", language="en", kind="feed"),
        Document(path="/news-sitemap.xml", form="news-sitemap", language="en", kind="news-sitemap"),
    ),
    article_url=r"/\d{4}/\d{2}/\d{2}/[a-z-]+/[a-z0-9-]+",
    disallow=("/search", "/print/"),
    has_validators=True,
    taken_down="410",
    first_number=20418,
    decorates=True,
    plain_pages=("/about", "/contact", "/privacy", "/subscribe", "/search"),
)

NADRICHCHIA = OutletFacts(
    slug="nadrichchia",
    name="Надріччя",
    timezone="Europe/Kyiv",
    editions={"uk": "/"},
    address={"uk": "/node/{number}"},
    section_address={"uk": "/rubryka/{section}"},
    documents=(
        Document(path="/sitemap.xml", form="sitemap-index", language="uk", kind="sitemap"),
        Document(path="/sitemap-novyny.xml", form="sitemap", language="uk"),
    ),
    fronts=("/",),
    article_url=r"/node/\d+",
    disallow=("/print/", "/search"),
    charset="windows-1251",
    has_validators=True,
    taken_down="404",
    first_number=1180,
    plain_pages=("/pro-nas", "/kontakty", "/reklama", "/search"),
)

STEPOVYI_KURIER = OutletFacts(
    slug="stepovyi-kurier",
    name="Степовий кур’єр",
    timezone="Europe/Kyiv",
    editions={"uk": "/"},
    address={"uk": "/novyny/{slug}-{number}.html"},
    section_address={"uk": "/tema/{section}/"},
    documents=(
        Document(path="/rss", form="rss", language="uk", kind="feed"),
        Document(path="/sitemap.xml", form="sitemap", language="uk"),
    ),
    article_url=r"/novyny/[a-z0-9-]+-\d+\.html",
    disallow=("/search", "/print/"),
    taken_down="home",
    first_number=73301,
    decorates=True,
    plain_pages=("/redaktsiia", "/pravyla", "/pidtrymaty", "/search"),
    tracking="?utm_source=rss&utm_medium=feed&utm_campaign=novyny",
    advert=(
        "Партнерський матеріал: теплі вікна з доставкою по всій області",
        "http://tepli-vikna.example/aktsiia?utm_source=kurier",
    ),
)

DNIPRO_MONITOR = OutletFacts(
    slug="dnipro-monitor",
    name="Dnipro Monitor",
    timezone="Europe/Kyiv",
    editions={"en": "/en/", "uk": "/uk/"},
    address={"en": "/en/{section}/{slug}", "uk": "/uk/{section}/{slug}"},
    section_address={"en": "/en/{section}", "uk": "/uk/{section}"},
    documents=(
        Document(path="/en/feed.xml", form="rss", language="en", kind="feed"),
        Document(path="/uk/feed.xml", form="rss", language="uk", kind="feed"),
        Document(path="/sitemap.xml", form="sitemap-index", language="en"),
        Document(path="/sitemap-en.xml", form="sitemap", language="en"),
        Document(path="/sitemap-uk.xml", form="sitemap", language="uk"),
    ),
    disallow=("/search", "/print/", "/*/amp/"),
    has_validators=True,
    taken_down="soft 404",
    first_number=9021,
    decorates=True,
    plain_pages=("/en/about", "/uk/about", "/en/support", "/uk/support", "/search"),
)

OUTLETS = {
    facts.slug: facts for facts in (HARBOUR_COURIER, NORTHBRIDGE_LEDGER, NADRICHCHIA, STEPOVYI_KURIER, DNIPRO_MONITOR)
}
