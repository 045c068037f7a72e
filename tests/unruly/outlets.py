"""The ten outlets as data: what each publishes, when, and in which way it is unruly."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import quote

from tests.history.page import page_of
from tests.unruly import archives, doors, lists
from tests.unruly.messages import Answer, Request
from tests.unruly.site import Facts, Site, between, show_piece, status
from tests.unruly.stories import Piece, every, pieces, plain_address
from tests.unruly.validators import always_modified, modified_in_the_future, never_modified

START = datetime(2026, 11, 16, 6, tzinfo=UTC)  # a Monday
PUBLISHED = 5  # pieces an outlet, the last 28 hours after the start: two days remain to find it
MOMENTS = every(START, 7, PUBLISHED)
VANISHING = 3  # the number of the piece that leaves its feed before it can be read
EDITED, EDITED_AT = 1, START + timedelta(hours=25)  # a piece that changes though its server says that it did not
REDESIGNED_AT = START + timedelta(hours=26)
DEATH = (START + timedelta(hours=20), START + timedelta(hours=44))  # connections are refused
TEN_HOURS = 36_000  # seconds
# "Too much" for some hours, then "unavailable" till a date: a watch that comes every eight hours would come again.
TOO_MUCH = (START + timedelta(hours=8), START + timedelta(hours=16))
UNAVAILABLE = (START + timedelta(hours=32), START + timedelta(hours=44))
SHUT_OUT = (START + timedelta(hours=20), START + timedelta(hours=40))  # robots.txt forbids everything, to us only
SECRET = "/secret/2041-what-robots-may-not-read"
PAUSE = timedelta(milliseconds=150)  # the delay that an outlet's file sets
CRAWL_DELAY = timedelta(milliseconds=150)  # the one that a robots.txt sets, where the file sets a shorter one
HARD_TO_SPELL = ("міст-відкрили-знову", "її-голос-чути-в-залі", "що-кажуть-у-місті", "два-роки-без-мосту")


def ten_outlets() -> tuple[Facts, ...]:
    """All ten; each call makes the same."""
    return (
        *(_lying_feed(), _never_modified(), _always_modified(), _dead_sitemaps(), _fronts_only()),
        *(_many_doors(), _throttled(), _robots(), _paged(), _redesigned()),
    )


def _lying_feed() -> Facts:
    written = pieces("tidewater-gazette", "en", MOMENTS, plain_address)
    return Facts(
        slug="tidewater-gazette",
        language="en",
        sources=(("feed", "/rss.xml"),),
        pieces=written,
        ways={"/rss.xml": lists.lying_feed(VANISHING, hours=5), written[VANISHING - 1].path: _broken_at_first},
    )


def _broken_at_first(site: Site, request: Request) -> Answer:
    return status(500)(site, request) if request.number == 0 else show_piece(site, request)


def _never_modified() -> Facts:
    return Facts(
        slug="stepovyi-visnyk",
        language="uk",
        sources=(("feed", "/rss.xml"),),
        pieces=pieces("stepovyi-visnyk", "uk", MOMENTS, plain_address),
        ways={"/rss.xml": never_modified(lists.feed), "/news/.*": never_modified(_edited)},
        delay=PAUSE,
    )


def _edited(site: Site, request: Request) -> Answer:
    piece = site.piece_at(request.path)
    if piece is None or piece.number != EDITED or request.now < EDITED_AT:
        return show_piece(site, request)
    text = replace(piece.text, paragraphs=(*piece.text.paragraphs, A_LATE_LINE))
    return Answer(body=page_of(text, request.now, host=site.host).encode())


A_LATE_LINE = (
    "Уже після засідання рада відкликала своє рішення, бо в кошторисі знайшли помилку на сорок тисяч гривень. Нове "
    "голосування призначили на грудень."
)


def _always_modified() -> Facts:
    return Facts(
        slug="penning-post",
        language="en",
        sources=(("feed", "/rss.xml"), ("front", "/")),
        pieces=pieces("penning-post", "en", MOMENTS, plain_address),
        ways={
            "/rss.xml": modified_in_the_future(lists.feed),
            "/": always_modified(lists.front),
            "/news/.*": always_modified(show_piece),
        },
        closed=(DEATH,),
    )


def _dead_sitemaps() -> Facts:
    return Facts(
        slug="oxholme-echo",
        language="en",
        sources=(("sitemap", "/sitemap_index.xml"),),
        pieces=pieces("oxholme-echo", "en", MOMENTS, plain_address),
        ways={"/sitemap_index.xml": lists.index_of_the_dead(START), "/sitemaps/.*": lists.dated_sitemap(START)},
    )


def _fronts_only() -> Facts:
    """No feed and no sitemap; addresses of four Ukrainian styles, those with Cyrillic letters among them."""
    listed = {"/": lists.section(0, of=1), "/novyny/": lists.section(0), "/polityka/": lists.section(1)}
    about = {f"/{path}/": lists.front for path in ("pro-nas", "tags/mist", "contacts", "reklama")}
    return Facts(
        slug="nadrichchia-siohodni",
        language="uk",
        sources=(("front", "/"), ("front", "/novyny/"), ("front", "/polityka/")),
        pieces=pieces("nadrichchia-siohodni", "uk", MOMENTS, _ukrainian_address),
        ways=listed | about,
    )


def _ukrainian_address(number: int, at: datetime) -> str:
    words = HARD_TO_SPELL[number % len(HARD_TO_SPELL)]
    styles = (
        f"/novyny/{at:%Y/%m/%d}/most-vidkryly-{number}.html",
        quote(f"/новини/{words}-{number}/"),
        f"/ukr/articles/{at:%Y/%m/%d}/{7000 + number}/",
        f"/polityka/{520_100 + number}-rada-pro-mist.html",
    )
    return styles[number % len(styles)]


def _many_doors() -> Facts:
    """Its host is a name, which is written in capitals in places."""
    return Facts(
        slug="marrowby-mirror",
        language="en",
        sources=(("feed", "/rss.xml"), ("front", "/")),
        pieces=pieces("marrowby-mirror", "en", MOMENTS, plain_address),
        ways={"/rss.xml": doors.feed_with_tracking, "/": doors.front_of_doors, "/(amp/|print/)?news/.*": doors.door},
        name="localhost",
    )


def _throttled() -> Facts:
    too_much = status(429, ("Retry-After", str(TEN_HOURS)))
    until = format_datetime(UNAVAILABLE[1], usegmt=True)
    unavailable = status(503, ("Retry-After", until))
    busy = {
        path: between(*TOO_MUCH, too_much, between(*UNAVAILABLE, unavailable, way))
        for path, way in {"/rss.xml": lists.feed, "/news/.*": show_piece}.items()
    }
    written = pieces("saltmere-standard", "en", MOMENTS, plain_address)
    return Facts(
        slug="saltmere-standard", language="en", sources=(("feed", "/rss.xml"),), pieces=written, ways=busy, delay=PAUSE
    )


def _robots() -> Facts:
    open_ = f"User-agent: *\nDisallow: /secret/\nCrawl-delay: {CRAWL_DELAY.total_seconds()}\n"
    shut = "User-agent: *\nAllow: /\n\nUser-agent: Varta\nDisallow: /\n"
    plain = "text/plain"
    robots = between(
        *SHUT_OUT, lambda *_: Answer(body=shut.encode(), kind=plain), lambda *_: Answer(body=open_.encode(), kind=plain)
    )
    return Facts(
        slug="verkhnia-zaplava",
        language="uk",
        sources=(("front", "/"),),
        pieces=pieces("verkhnia-zaplava", "uk", MOMENTS, plain_address),
        ways={"/robots.txt": robots, "/": _front_with_a_secret},
        delay=CRAWL_DELAY / 10,
    )


def _front_with_a_secret(site: Site, _request: Request) -> Answer:
    links = [(p.path, p.text.title) for p in site.published()[: lists.SHOWN]]
    return lists.front_of(site, [*links, (SECRET, "Те, чого роботам читати не дозволено ніколи")])


def _paged() -> Facts:
    return Facts(
        slug="kovylivka-chas",
        language="uk",
        sources=(("front", "/archive"),),
        pieces=pieces("kovylivka-chas", "uk", MOMENTS, plain_address),
        ways={r"/archive(\?.*)?": archives.paged("/archive", on_a_page=3)},
    )


def _redesigned() -> Facts:
    before, after = REDESIGNED_AT, doors.redesigned
    return Facts(
        slug="tarnfield-tribune",
        language="en",
        sources=(("feed", "/rss.xml"), ("front", "/")),
        pieces=pieces("tarnfield-tribune", "en", MOMENTS, plain_address),
        ways={
            "/rss.xml": after(before, lists.feed, status(404)),
            "/": after(before, lists.front, doors.new_front),
            "/news/.*": after(before, show_piece, doors.to_new_path),
            "/stories/.*": after(before, status(404), doors.new_story),
        },
    )


def text_at_the_end(slug: str, piece: Piece) -> str:
    """What a piece says when everything has happened."""
    is_edited = slug == "stepovyi-visnyk" and piece.number == EDITED
    return f"{piece.text.body}\n\n{A_LATE_LINE}" if is_edited else piece.text.body
