"""The press is what it says: five outlets whose pages, lists, clock and deeds can be relied on by every other test."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from lxml import html

from tests.press import ARTICLES, TIMELINE, Gold, Press, PressError
from tests.press.article_files import PressArticle, read_articles
from tests.press.edits import edited
from tests.press.moments import read_moment
from tests.press.outlets import OUTLETS
from tests.press.timeline import OF_THE_WHOLE_OUTLET, read_timeline

FIRST_DAY = datetime(2026, 11, 18, tzinfo=UTC)
NOON = FIRST_DAY + timedelta(hours=12)
THE_END = FIRST_DAY + timedelta(days=3)
ROOT = Path(__file__).parents[2]
WITH_VALIDATORS = sorted(slug for slug, facts in OUTLETS.items() if facts.has_validators)
WITHOUT_VALIDATORS = sorted(OUTLETS.keys() - set(WITH_VALIDATORS))


@dataclass(frozen=True)
class Page:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def source(self) -> str:
        return self.body.decode(self.headers.get_content_charset() or "ascii")

    @property
    def text(self) -> str:
        """What a reader sees, in one line."""
        seen = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", self.source)
        return " ".join("".join(map(str, html.fromstring(seen).itertext())).split())

    @property
    def links(self) -> set[str]:
        return set(re.findall('<a [^>]*href="([^"]+)"', self.source))


def get(url: str, **headers: str) -> Page:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Page(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def home(press: Press, outlet: str, path: str = "") -> str:
    return press.outlets[outlet].home + path.removeprefix("/")


def first(press: Press, outlet: str) -> Gold:
    return press.golds(outlet)[-1]


@pytest.fixture(scope="module")
def evening():
    """The press after three days without a script: everything is published, nothing was changed. Only to be read."""
    with Press(THE_END, start=FIRST_DAY, timeline=None) as press:
        yield press


@pytest.fixture
def press():
    """The press at noon of the first day, without a script."""
    with Press(NOON, start=FIRST_DAY, timeline=None) as press:
        yield press


# ---- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_article_page_holds_its_headline_standfirst_authors_and_paragraphs(evening, outlet):
    golds = evening.golds(outlet)
    assert {gold.slug for gold in golds} == set(evening.outlets[outlet].articles)
    for gold in golds:
        page = get(gold.url)
        assert page.status == 200
        for text in (gold.title, gold.standfirst or "", *gold.authors, *gold.paragraphs):
            assert text in page.text, gold.slug


@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_article_page_is_full_of_chrome_in_both_languages(evening, outlet):
    for gold in evening.golds(outlet):
        chrome = get(gold.url).text
        for text in filter(None, (gold.title, gold.standfirst, *gold.paragraphs)):
            chrome = chrome.replace(text, " ")
        assert len(re.findall("[А-ЯЄІЇҐа-яєіїґ’]{3,}", chrome)) > 10, gold.slug
        assert len(re.findall("[A-Za-z]{3,}", chrome)) > 10, gold.slug


@pytest.mark.parametrize("outlet", OUTLETS)
def test_fronts_and_sections_and_plain_pages_are_there_and_list_the_articles(evening, outlet):
    facts, golds = OUTLETS[outlet], evening.golds(outlet)
    for language, path in facts.editions.items():
        listed = get(home(evening, outlet, path)).links
        assert {urlsplit(gold.url).path for gold in golds if gold.language == language} <= listed
        sections = {link for link in listed if link.startswith(facts.section_address[language].split("{")[0])}
        assert all(get(home(evening, outlet, link)).status == 200 for link in sections | set(facts.plain_pages))
        assert sections


@pytest.mark.parametrize("outlet", OUTLETS)
def test_robots_txt_names_a_sitemap_and_forbids_what_the_front_page_links_to(evening, outlet):
    robots = get(home(evening, outlet, "robots.txt")).body.decode()
    forbidden = re.findall("^Disallow: (.+)$", robots, re.MULTILINE)
    assert any(link.startswith(path) for link in get(home(evening, outlet)).links for path in forbidden)
    (sitemap,) = re.findall("^Sitemap: (.+)$", robots, re.MULTILINE)
    assert get(sitemap).status == 200


@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_address_that_never_was_is_an_honest_404(evening, outlet):
    page = get(home(evening, outlet, "news/nothing/here-at-all"))
    assert page.status == 404
    assert len(page.text) > 100


def test_the_windows_1251_outlet_says_so_and_means_it(evening):
    gold = first(evening, "nadrichchia")
    page = get(gold.url)
    assert page.headers["Content-Type"] == "text/html; charset=windows-1251"
    assert gold.title in page.body.decode("windows-1251")


def test_a_bilingual_article_names_its_other_version(evening):
    gold = evening.gold("dnipro-monitor", "river-port-reopens-en")
    pair = evening.gold("dnipro-monitor", "richkovyi-port-vidnovyv-robotu-uk")
    page = get(gold.url).body.decode()
    assert f'hreflang="uk" href="{pair.url}"' in page
    assert f'hreflang="en" href="{gold.url}"' in page


def test_some_pages_of_the_old_table_outlet_have_paragraphs_and_some_only_breaks(evening):
    pages = [get(gold.url).body for gold in evening.golds("harbour-courier")]
    assert {b"<p>" in page for page in pages} == {True, False}


# ---- lists ----------------------------------------------------------------------------------------------------------


DOCUMENTS = [(outlet, document) for outlet, facts in OUTLETS.items() for document in facts.documents]


@pytest.fixture(scope="module")
def after_deletions():
    """Noon of the first day; each outlet has just taken down its newest article. Only to be read."""
    with Press(NOON, start=FIRST_DAY, timeline=None) as press:
        for outlet in press.outlets:
            press.act(outlet, "delete", article=press.golds(outlet)[0].slug)
        yield press


@pytest.mark.parametrize(("outlet", "document"), DOCUMENTS, ids=lambda value: getattr(value, "path", value))
def test_every_feed_and_sitemap_is_well_formed_and_lists_exactly_what_is_published(after_deletions, outlet, document):
    press = after_deletions
    root = ElementTree.fromstring(get(home(press, outlet, document.path)).body)
    texts = [element.text or "" for element in root.iter() if element.tag.endswith(("}loc", "link"))]
    texts += [element.get("href", "") for element in root.iter() if element.get("rel") == "alternate"]
    pages = [text.partition("?")[0] for text in texts if press.outlets[outlet].host in text]
    homes = {press.outlets[outlet].home, *(home(press, outlet, path) for path in OUTLETS[outlet].editions.values())}
    if document.form == "sitemap-index":
        listed = [home(press, outlet, other.path) for other in OUTLETS[outlet].documents if other.form == "sitemap"]
    else:
        listed = [gold.url for gold in press.golds(outlet) if gold.language == document.language]
    assert sorted(page for page in pages if page not in homes) == sorted(listed)
    assert listed


def test_one_feed_has_tracking_parameters_an_advert_and_an_order_of_its_own(evening):
    feed = ElementTree.fromstring(get(home(evening, "stepovyi-kurier", "rss")).body)
    links = [element.text or "" for element in feed.iterfind("channel/item/link")]
    own = [link for link in links if evening.outlets["stepovyi-kurier"].host in link]
    assert len(links) == len(own) + 1
    assert all("utm_source=rss" in link and get(link).status == 200 for link in own)
    assert [link.partition("?")[0] for link in own] != [gold.url for gold in evening.golds("stepovyi-kurier")]


def test_an_article_is_nowhere_before_its_time_and_everywhere_after(press):
    coming = press.gold("harbour-courier", "ferry-winter-timetable")
    assert coming.published == NOON + timedelta(hours=3, minutes=40)
    assert get(coming.url).status == 404
    told = press.set_clock(coming.published)
    assert [entry["article"] for entry in told if entry["outlet"] == "harbour-courier"] == [coming.slug]
    assert get(coming.url).status == 200
    assert coming.url.encode() in get(home(press, "harbour-courier", "rss.xml")).body


# ---- validators and furniture ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("outlet", WITH_VALIDATORS)
def test_with_validators_an_unchanged_page_is_a_304_until_it_changes(press, outlet):
    gold = first(press, outlet)
    seen = get(gold.url)
    press.set_clock(NOON + timedelta(hours=2, minutes=1))
    again = get(gold.url, If_None_Match=seen.headers["ETag"], If_Modified_Since=seen.headers["Last-Modified"])
    assert (again.status, again.body) == (304, b"")
    assert get(gold.url, If_Modified_Since=seen.headers["Last-Modified"]).status == 304
    press.act(outlet, "retitle", article=gold.slug, title="Another headline")
    changed = get(gold.url, If_None_Match=seen.headers["ETag"], If_Modified_Since=seen.headers["Last-Modified"])
    assert changed.status == 200
    assert changed.headers["ETag"] != seen.headers["ETag"]
    assert get(gold.url, If_Modified_Since=seen.headers["Last-Modified"]).status == 200


@pytest.mark.parametrize("outlet", WITH_VALIDATORS)
def test_turning_the_furniture_changes_the_page_and_not_the_article(press, outlet):
    gold = first(press, outlet)
    seen = get(gold.url)
    assert press.act(outlet, "furniture") == []
    changed = get(gold.url, If_None_Match=seen.headers["ETag"])
    assert changed.status == 200
    assert changed.text != seen.text
    assert first(press, outlet) == gold


@pytest.mark.parametrize("outlet", WITHOUT_VALIDATORS)
def test_without_validators_the_page_moves_with_the_clock_and_the_article_does_not(press, outlet):
    gold = first(press, outlet)
    seen = get(gold.url)
    assert seen.headers["ETag"] is None
    assert seen.headers["Last-Modified"] is None
    press.set_clock(NOON + timedelta(minutes=20))
    assert get(gold.url).text != seen.text
    assert first(press, outlet) == gold


# ---- deeds ----------------------------------------------------------------------------------------------------------


def test_an_edit_changes_one_paragraph_and_tells_the_whole_field_before_and_after(press):
    before = press.gold("harbour-courier", "burst-main-victoria-parade")
    (told,) = press.act(
        "harbour-courier", "edit", article=before.slug, find="1,300 homes around", replace="12 homes in"
    )
    after = press.gold("harbour-courier", before.slug)
    assert after.paragraphs[0] == before.paragraphs[0].replace("1,300 homes around", "12 homes in")
    assert after.paragraphs[1:] == before.paragraphs[1:]
    assert after.paragraphs[0] in get(after.url).text
    assert (told["kind"], told["fields"]) == ("edited", ["body"])
    assert (told["before"], told["after"]) == ({"body": before.body}, {"body": after.body})
    assert told["at"] == "2026-11-18T12:00:00Z"


ARTICLE = PressArticle(
    outlet="harbour-courier",
    slug="three-paragraphs",
    title="T",
    language="en",
    section="city",
    published=read_moment("+0d 08:00"),
    paragraphs=("One.", "## Two", "Three three."),
)


@pytest.mark.parametrize(
    ("changes", "paragraphs"),
    [
        ({"find": "One", "replace": "1"}, ("1.", "Two", "Three three.")),
        ({"paragraph": 3, "text": "3."}, ("One.", "Two", "3.")),
        ({"add_after": -1, "text": "Four."}, ("One.", "Two", "Three three.", "Four.")),
        ({"add_after": 0, "text": "Zero."}, ("Zero.", "One.", "Two", "Three three.")),
        ({"remove": 1}, ("Two", "Three three.")),
    ],
)
def test_paragraphs_can_be_changed_replaced_added_and_removed(changes, paragraphs):
    assert edited(ARTICLE, changes).text == paragraphs


@pytest.mark.parametrize(
    "changes",
    [{"find": "five", "replace": "x"}, {"find": "r", "replace": ""}, {"remove": 4}, {"title": "T"}, {}, {"remove": 0}],
)
def test_an_edit_that_hits_nothing_or_too_much_is_refused(changes):
    with pytest.raises(ValueError, match=r"paragraph|nothing"):
        edited(ARTICLE, changes)


def test_going_back_to_the_earlier_text_is_an_edit_that_says_so(press):
    before = first(press, "stepovyi-kurier")
    press.act("stepovyi-kurier", "edit", article=before.slug, remove=2, title="Інший заголовок")
    (told,) = press.act("stepovyi-kurier", "revert", article=before.slug)
    assert first(press, "stepovyi-kurier") == before
    assert (told["kind"], told["fields"], told["reverts"]) == ("edited", ["title", "body"], True)


@pytest.mark.parametrize(
    ("outlet", "status", "words"),
    [
        ("harbour-courier", 404, "gone out with the tide"),
        ("northbridge-ledger", 410, "Page not found"),
        ("nadrichchia", 404, "Сторінку не знайдено"),
        ("dnipro-monitor", 200, "Page not found"),
        ("stepovyi-kurier", 302, ""),
    ],
)
def test_each_outlet_takes_articles_down_in_its_own_way_and_can_bring_them_back(press, outlet, status, words):
    gold = first(press, outlet)
    assert press.act(outlet, "delete", article=gold.slug)[0]["kind"] == "vanished"
    page = get(gold.url)
    assert page.status == status
    assert words in (page.text if words else page.headers["Location"])
    assert status != 302 or page.headers["Location"] == press.outlets[outlet].home
    assert gold.slug not in {other.slug for other in press.golds(outlet)}
    assert press.act(outlet, "restore", article=gold.slug)[0]["kind"] == "restored"
    assert gold.paragraphs[0] in get(gold.url).text


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_moved_article_answers_at_its_new_address_and_redirects_from_every_old_one(press, outlet):
    gold = first(press, outlet)
    for _ in range(2):
        (told,) = press.act(outlet, "move", article=gold.slug)
        assert told["kind"] == "moved"
    moved = press.gold(outlet, gold.slug)
    assert told["after"] == {"url": moved.url}
    assert moved.first_url == gold.url
    for old in (gold.url, told["before"]["url"]):
        page = get(old)
        assert (page.status, page.headers["Location"]) == (301, moved.url)
    assert get(moved.url).status == 200


def test_an_article_can_be_published_ahead_of_its_time_and_only_once(press):
    slug = "ukrainian-choir-seamens-chapel"
    (told,) = press.act("harbour-courier", "publish", article=slug)
    assert (told["kind"], told["at"]) == ("published", "2026-11-18T12:00:00Z")
    assert press.gold("harbour-courier", slug).published == NOON
    press.set_clock(THE_END)
    assert [e["article"] for e in press.happened() if e["kind"] == "published"].count(slug) == 1


@pytest.mark.parametrize(
    ("action", "details", "reason"),
    [
        ("restore", {}, "was not deleted"),
        ("revert", {}, "no earlier text"),
        ("publish", {}, "is published already"),
        ("explode", {}, "unknown action"),
        ("edit", {"find": "words that are not there", "replace": "x"}, "exactly once"),
        ("edit", {"titel": "x"}, "does not understand titel"),
        ("edit", {"find": "x"}, "needs replace"),
        ("move", {"to": "/node/1181"}, "is taken"),
        ("furniture", {}, "for a whole outlet"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason_and_changes_nothing(evening, action, details, reason):
    before, happened = first(evening, "nadrichchia"), evening.happened()
    with pytest.raises(PressError, match=reason):
        evening.act("nadrichchia", action, article=before.slug, **details)
    assert first(evening, "nadrichchia") == before
    assert evening.happened() == happened


# ---- failures -------------------------------------------------------------------------------------------------------


def test_a_failing_outlet_answers_503_everywhere_until_it_is_healed(press):
    press.act("northbridge-ledger", "fail", mode="503")
    assert get(home(press, "northbridge-ledger")).status == 503
    assert get(home(press, "northbridge-ledger", "robots.txt")).status == 503
    assert get(home(press, "harbour-courier")).status == 200
    press.act("northbridge-ledger", "heal")
    assert get(home(press, "northbridge-ledger")).status == 200


def test_a_refusing_outlet_comes_back_on_the_same_port(press):
    press.act("nadrichchia", "fail", mode="refuse")
    with pytest.raises(ConnectionRefusedError):
        get(home(press, "nadrichchia"))
    press.act("nadrichchia", "heal")
    assert get(home(press, "nadrichchia")).status == 200


def test_a_hanging_outlet_holds_the_connection_then_drops_it(press):
    press.act("dnipro-monitor", "fail", mode="hang", seconds=0.3)
    began = time.monotonic()
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        get(home(press, "dnipro-monitor"))
    assert time.monotonic() - began >= 0.3
    assert press.requests()[-1]["status"] is None


def test_a_slow_outlet_takes_its_time(press):
    press.act("dnipro-monitor", "slow", seconds=0.3)
    began = time.monotonic()
    assert get(home(press, "dnipro-monitor")).status == 200
    assert time.monotonic() - began >= 0.3


# ---- clock, script, record ------------------------------------------------------------------------------------------


def test_the_scripted_days_happen_in_order_each_step_at_its_own_time(tmp_path):
    log = tmp_path / "log.jsonl"
    with Press(FIRST_DAY, log=log) as press:
        assert {entry["kind"] for entry in press.happened()} == {"published"}  # of the day before
        told = press.happened()
        for hours in range(6, 73, 6):
            told += press.set_clock(FIRST_DAY + timedelta(hours=hours))
        assert press.set_clock(THE_END) == []
        happened = press.happened()
    assert told == happened
    assert [entry["at"] for entry in happened] == sorted(entry["at"] for entry in happened)
    assert [json.loads(line) for line in log.read_text("utf-8").splitlines()] == happened
    scripted = {(s.outlet, s.article) for s in read_timeline(TIMELINE) if s.action not in OF_THE_WHOLE_OUTLET}
    assert {(e["outlet"], e["article"]) for e in happened if e["kind"] != "published"} == scripted


def test_one_leap_ends_where_many_small_ones_do():
    with Press(FIRST_DAY) as slow, Press(THE_END, start=FIRST_DAY) as fast:
        for hours in range(1, 73):
            slow.set_clock(FIRST_DAY + timedelta(hours=hours))
        texts = [
            [(g.title, g.body, g.published) for o in press.outlets for g in press.golds(o)] for press in (slow, fast)
        ]
    assert texts[0] == texts[1]
    assert len(texts[0]) > 50


def test_a_clock_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Press(datetime(2026, 11, 18))  # noqa: DTZ001 - the mistake that is tested


def test_the_clock_does_not_go_back(press):
    with pytest.raises(PressError, match="does not go back"):
        press.set_clock(NOON - timedelta(minutes=1))


def test_steps_leave_a_watcher_who_looks_every_six_hours_time_to_see_each_alone():
    published = {(a.outlet, a.slug): a.published for articles in read_articles(ARTICLES).values() for a in articles}
    moments = defaultdict(list)
    for step in read_timeline(TIMELINE):
        assert read_moment("+0d 12:00") <= step.moment <= read_moment("+2d 12:00")
        if step.article:
            moments[step.outlet, step.article].append(step.moment)
    for key, steps in moments.items():
        times = [moment.at(FIRST_DAY.date(), "Europe/Kyiv") for moment in (published[key], *steps)]
        assert all(later - earlier >= timedelta(hours=7) for earlier, later in pairwise(times)), key


def test_the_script_has_every_kind_of_change_in_both_languages():
    steps = read_timeline(TIMELINE)
    assert {step.outlet for step in steps} == set(OUTLETS)
    headlines = [step for step in steps if step.action == "retitle"]
    assert {OUTLETS[step.outlet].languages[0] for step in headlines} == {"en", "uk"}
    assert {step.details.get("significance") for step in steps} >= {"cosmetic"}
    assert any(step.details.get("disclosed") for step in steps)
    deleted = {step.article: step.moment for step in steps if step.action == "delete"}
    restored = {step.article: step.moment for step in steps if step.action == "restore"}
    assert len(deleted.keys() - restored.keys()) >= 2
    for slug, moment in restored.items():
        day = FIRST_DAY.date()
        assert moment.at(day, "UTC") - deleted[slug].at(day, "UTC") >= timedelta(hours=30)
    assert {"edit", "revert", "move", "furniture"} <= {step.action for step in steps}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('action = "explode"\nat = "+0d 13:00"', "unknown action"),
        ('action = "edit"\nat = "13:00"', "is no moment"),
        ('action = "edit"', "lacks 'at'"),
        ('action = "retitle"\nat = "+0d 13:00"\nfind = "x"', "does not understand find"),
    ],
)
def test_a_wrong_step_is_refused_by_number_and_reason(tmp_path, line, complaint):
    path = tmp_path / "timeline.toml"
    path.write_text(f'[[step]]\noutlet = "nadrichchia"\narticle = "x"\n{line}\n', "utf-8")
    with pytest.raises(ValueError, match=f"step 1 of the timeline.*{complaint}"):
        read_timeline(path)


def test_articles_refer_only_to_articles_that_are_there():
    for outlet, articles in read_articles(ARTICLES).items():
        slugs = {article.slug: article for article in articles}
        for one in articles:
            assert one.read_also is None or one.read_also in slugs, f"{outlet}/{one.slug}"
            assert one.pair is None or slugs[one.pair].pair == one.slug, f"{outlet}/{one.slug}"
        assert len({(article.published, article.language) for article in articles}) == len(articles)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title: T\nlanguage: en\nsection: city\n\nText.", "published"),
        ("title: T\nlanguage: en\nsection: city\npublished: noon\n\nText.", "no moment"),
        ("title: T\nlanguage: en\nsection: city\npublished: +0d 08:00", "no paragraphs"),
        ("title\nlanguage: en\n\nText.", "no `key: value`"),
    ],
)
def test_a_wrong_article_file_is_refused_with_the_reason(tmp_path, text, complaint):
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / "s.txt").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=complaint):
        read_articles(tmp_path)


def test_two_articles_of_ones_own_make_a_press(tmp_path):
    (tmp_path / "harbour-courier").mkdir()
    for hour, slug in ((8, "one"), (9, "two")):
        text = f"title: {slug}\nlanguage: en\nsection: city\npublished: +0d 0{hour}:00\n\nText."
        (tmp_path / "harbour-courier" / f"{slug}.txt").write_text(text, "utf-8")
    with Press(NOON, articles=tmp_path, timeline=None) as press:
        assert [gold.title for gold in press.golds("harbour-courier")] == ["two", "one"]
        assert press.outlets["nadrichchia"].articles == ()
        assert get(home(press, "nadrichchia")).status == 200


def test_a_press_that_cannot_start_says_so(tmp_path, capfd):
    timeline = tmp_path / "timeline.toml"
    timeline.write_text('[[step]]\noutlet="nadrichchia"\narticle="nobody"\naction="delete"\nat="+0d 13:00"', "utf-8")
    with pytest.raises(PressError, match="did not start"), Press(NOON, timeline=timeline):
        pass
    assert "has no article 'nobody'" in capfd.readouterr().err


# ---- what the rest of the tests rely on -----------------------------------------------------------------------------


def test_outlet_files_name_sources_that_answer_and_a_pattern_that_fits_each_article(evening, tmp_path):
    paths = evening.write_outlets(tmp_path, every="2h")
    assert {path.stem for path in paths} == set(OUTLETS)
    for path in paths:
        facts = tomllib.loads(path.read_text("utf-8"))
        assert facts["hosts"] == [evening.outlets[path.stem].host]
        for source in facts["sources"]:
            assert source["every"] == "2h"
            assert get(source["url"]).status == 200
        if "article" in facts:
            front = get(facts["home"])
            matched = {link for link in front.links if re.search(facts["article"]["url"], facts["home"][:-1] + link)}
            assert matched == {urlsplit(gold.url).path for gold in evening.golds(path.stem)}
    assert len(evening.write_outlets(tmp_path / "one", slugs=["nadrichchia"])) == 1
    assert evening.allow.split(",") == [outlet.host for outlet in evening.outlets.values()]


def test_the_access_log_tells_who_asked_for_what(press):
    get(home(press, "nadrichchia", "search?q=1"), User_Agent="Varta test")
    entry = press.requests()[-1]
    assert (entry["outlet"], entry["path"], entry["status"]) == ("nadrichchia", "/search?q=1", 200)
    assert entry["user_agent"] == "Varta test"
    assert datetime.fromisoformat(entry["at"]).tzinfo


def test_three_hundred_pages_are_served_in_three_seconds_over_one_connection(evening):
    gold, outlet = first(evening, "northbridge-ledger"), evening.outlets["northbridge-ledger"]
    connection = http.client.HTTPConnection(outlet.host, timeout=5)
    began = time.monotonic()
    for _ in range(300):
        connection.request("GET", urlsplit(gold.url).path)
        assert connection.getresponse().read()
    connection.close()
    assert time.monotonic() - began < 3.0  # measured: 0.15 to 0.3 s


def test_the_child_dies_with_a_parent_that_is_killed():
    program = (
        "import datetime, time\n"
        "from tests.press import Press\n"
        "with Press(datetime.datetime.now(datetime.UTC)) as press:\n"
        "    print(press.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    with parent.stdout:
        pid = int(parent.stdout.readline())
    assert is_alive(pid)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    """Running, and not only a zombie that nobody has reaped yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
