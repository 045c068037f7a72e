"""What a change history must get right, group by group, through the whole path and judged from the database alone.

Each story is told beside its test: what the page at an address was from which hour on. They all stand in one paper,
which the daemon's own service watches for eight days of a leaping clock.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.history.page import Text
from tests.history.paper import START, Answer, Paper, State, Visit, answers, at, leads_to, shows
from tests.history.stories import reworded, story
from tests.history.watching import Watch, is_within

pytestmark = pytest.mark.timeout(240)
DAYS = 8
STORIES: dict[str, list[tuple[datetime, State]]] = {}
UNLISTED: set[str] = set()
GONE = answers(404, "<h1>Not found</h1>")


def tell(path: str, *deeds: tuple[float, State | Text], listed: bool = True) -> str:
    """A story of this paper: from which hour on its address answers how."""
    STORIES[path] = [(at(hour), shows(state) if isinstance(state, Text) else state) for hour, state in deeds]
    if not listed:
        UNLISTED.add(path)
    return path


def alternating(one: Text, other: Text) -> State:
    """Now the one, now the other, as visitors come."""
    return lambda visit: shows(other if visit.number % 3 == 0 else one)(visit)


class Paperwatch:
    """The paper and its watch, by the paths of the stories."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.paper = watch, watch.papers[0]

    def kinds(self, path: str) -> list[str]:
        return self.watch.kinds(self.paper.url(path))

    def events(self, path: str, kind: str = "") -> list[dict[str, Any]]:
        return [event for event in self.watch.events(self.paper.url(path)) if kind in {"", event["kind"]}]

    def edit(self, path: str) -> dict[str, Any]:
        """The only thing that happened after publication."""
        published, edited = self.events(path)
        assert (published["kind"], edited["kind"]) == ("published", "edited")
        return edited

    def versions(self, path: str) -> list[str | None]:
        return self.watch.versions(self.paper.url(path))

    def titles(self, path: str) -> list[str]:
        return [row["title"] for row in self.watch.revisions(self.paper.url(path))]

    def article(self, path: str) -> dict[str, Any]:
        return self.watch.article(self.paper.url(path))

    def outcomes(self, path: str) -> set[str]:
        return self.watch.outcomes(self.paper.url(path))


@pytest.fixture(scope="module")
def told(watch_over: Callable[..., Watch]) -> Paperwatch:
    paper = Paper("tidewater-post", "en", "uk")
    for path, deeds in STORIES.items():
        for moment, state in deeds:
            paper.add(path, moment, state, listed=path not in UNLISTED)
    watch = watch_over(paper)
    watch.day_by_day(START, at(24 * 4), step=timedelta(hours=6))
    watch.day_by_day(at(24 * 4 + 6), at(24 * DAYS), step=timedelta(hours=12))
    return Paperwatch(watch)


# ---- 1: real edits are found, each once -----------------------------------------------------------------------------

EDITED_AT = 30.5


def edited(number: int, change: Callable[[Text], Text], language: str = "en") -> str:
    """A story that is changed once, on its second day."""
    text = story(number, language)
    return tell(f"/edits/{language}-{number}", (0, text), (EDITED_AT, change(text)))


def without(number: int) -> Callable[[Text], Text]:
    return lambda text: replace(text, paragraphs=text.paragraphs[:number] + text.paragraphs[number + 1 :])


def with_more(paragraph: str) -> Callable[[Text], Text]:
    return lambda text: replace(text, paragraphs=(*text.paragraphs, paragraph))


def in_words(old: str, new: str) -> Callable[[Text], Text]:
    return lambda text: reworded(text, old, new)


CORRECTION = "Correction: an earlier version of this article gave a wrong number of employees."
REAL_EDITS = {
    "a number": (edited(1, in_words("4,0", "5,0")), "body", "substantive"),
    "a number in words": (edited(2, in_words("nineteen people", "ninety people")), "body", None),
    "a name": (edited(3, in_words("Rufus Tindale", "Rupert Tindale")), "body", "substantive"),
    "a negation": (edited(4, in_words("is planned", "is not planned")), "body", "substantive"),
    "one letter": (edited(5, in_words("leaked", "leeked")), "body", "minor"),
    "the headline": (edited(6, lambda text: replace(text, title="Quillport gives in at last")), "title", "substantive"),
    "the byline": (edited(7, lambda text: replace(text, authors=("Edgar Fenwick",))), "authors", None),
    "a paragraph that came": (
        edited(8, with_more("Nobody had told the ferrymen, who learned of the vote from the baker on Friday morning.")),
        *("body", "substantive"),
    ),
    "a paragraph that went": (edited(9, without(3)), "body", "substantive"),
    "a paragraph that moved": (
        edited(10, lambda text: replace(text, paragraphs=(*text.paragraphs[:1], *text.paragraphs[:0:-1]))),
        *("body", None),
    ),
    "a quote that went": (edited(11, without(2)), "body", "substantive"),
    "a correction that says so": (edited(12, with_more(CORRECTION)), "body", "substantive"),
    "a number in Ukrainian": (edited(1, in_words("4011", "4911"), "uk"), "body", "substantive"),
    "a name in Ukrainian": (edited(2, in_words("Рустам", "Роман"), "uk"), "body", "substantive"),
    "a negation in Ukrainian": (edited(3, in_words("пам’ятає", "забуде"), "uk"), "body", None),
    "a quote that went in Ukrainian": (edited(4, without(2), "uk"), "body", "substantive"),
}
REWRITTEN = tell("/edits/rewritten", (0, story(13)), (EDITED_AT, replace(story(40), title=story(13).title)))


@pytest.mark.parametrize("what", REAL_EDITS)
def test_a_real_edit_is_one_revision_in_its_field_and_its_window(told, what):
    path, fields, significance = REAL_EDITS[what]
    edit = told.edit(path)
    assert edit["fields"] == fields
    assert edit["significance"] == significance or (significance is None and edit["significance"] != "cosmetic")
    assert is_within(edit, at(EDITED_AT))
    assert len(told.versions(path)) == 2


def test_a_number_in_words_weighs_as_much_as_one_in_digits(told):
    assert told.edit(REAL_EDITS["a number in words"][0])["significance"] == "substantive"


def test_a_text_that_is_written_anew_at_its_address_is_an_edit(told):
    assert told.edit(REWRITTEN)["significance"] == "substantive"
    assert told.versions(REWRITTEN) == [story(13).body, story(40).body]


def test_only_the_correction_is_told_as_disclosed(told):
    disclosed = {
        what for what, (path, _, _) in REAL_EDITS.items() if told.watch.revisions(told.paper.url(path))[-1]["disclosed"]
    }
    assert disclosed == {"a correction that says so"}


# ---- 2 and 4: what moves around a text; and an edit among it (a hundred times over: test_hundred_looks) -----------

MOVING = {
    language: tell(f"/moving/{language}", (0, shows(story(14, language), furniture=True))) for language in ("en", "uk")
}
EDIT_IN_MOTION = tell(
    "/moving/edited",
    (0, shows(story(15), furniture=True)),
    (EDITED_AT, shows(reworded(story(15), "nineteen", "ninety"), furniture=True)),
)


@pytest.mark.parametrize("language", MOVING)
def test_what_moves_around_a_text_is_no_edit(told, language):
    assert told.kinds(MOVING[language]) == ["published"]
    assert told.versions(MOVING[language]) == [story(14, language).body]


def test_an_edit_in_the_same_fetch_as_new_furniture_holds_nothing_of_the_furniture(told):
    assert told.edit(EDIT_IN_MOTION)["fields"] == "body"
    assert told.versions(EDIT_IN_MOTION) == [story(15).body, reworded(story(15), "nineteen", "ninety").body]


# ---- 3: typography --------------------------------------------------------------------------------------------------


def typeset(number: int, old: str, new: str, language: str = "en") -> str:
    return edited(number, in_words(old, new), language)


def split(text: Text) -> Text:
    head, tail = text.paragraphs[2].split(". ", 1)
    return replace(text, paragraphs=(*text.paragraphs[:2], f"{head}.", tail, *text.paragraphs[3:]))


TYPOGRAPHY = {
    "straight quotes": typeset(16, "“", '"'),
    "a no-break space": typeset(17, "more years", "more\u00a0years"),
    "a thin space": typeset(18, "nineteen people", "nineteen\u2009people"),
    "a soft hyphen": typeset(19, "engineers", "engi\u00adneers"),
    "a zero-width space": typeset(20, "debate", "deb\u200bate"),
    "a byte order mark": typeset(21, "treasurer", "\ufefftreasurer"),
    "the apostrophe of a typewriter": typeset(5, "пам’ятає", "пам'ятає", "uk"),
    "the letter apostrophe": typeset(6, "пам’ятає", "памʼятає", "uk"),
    "letters in pieces": typeset(7, "і̆" if False else "й", "и\u0306", "uk"),
    "a Latin look-alike": typeset(8, "оренда", "орeнда", "uk"),
    "a dash": typeset(9, "— сказав", "– сказав", "uk"),
    "a paragraph in two": edited(22, split),
}


@pytest.mark.parametrize("what", TYPOGRAPHY)
def test_typography_never_counts_as_an_edit(told, what):
    path = TYPOGRAPHY[what]
    assert {event["significance"] for event in told.events(path)} <= {None, "cosmetic"}
    assert told.article(path)["edits"] == 0


# ---- 5: the state of a page -----------------------------------------------------------------------------------------

TROUBLE = (30.5, 54.5)  # hours: two days of it, then the page is back


def troubled(number: int, name: str, state: State) -> str:
    text = story(number)
    return tell(f"/states/{name}", (0, text), (TROUBLE[0], state), (TROUBLE[1], text))


def windows_1251(visit: Visit) -> Answer:
    """Ukrainian in another charset than the header says."""
    html = shows(story(10, "uk"))(visit).body.decode().replace('<meta charset="utf-8">', "")
    body = html.encode("cp1251", errors="xmlcharrefreplace")
    return Answer(body=body, headers={"Content-Type": "text/html; charset=utf-8"})


def cut_short(number: int) -> State:
    return lambda visit: Answer(
        body=shows(story(number))(visit).body[:1500], headers={"Content-Type": "text/html; charset=utf-8"}, cut=True
    )


BOT_WALL = "<title>Just a moment...</title><h1>Checking your browser before accessing the site.</h1>"
NOT_FOUND = (
    "<title>Page not found</title><h1>Page not found</h1><p>Sorry, the page you were looking for does not exist.</p>"
)
CONSENT = (
    "<title>Before you continue</title><h1>Before you continue</h1><p>We and our 812 partners use cookies and store "
    "information on your device.</p><button>Accept all</button><button>Reject all</button><button>Manage</button>"
)
PAYWALL = '<div class="paywall"><p>To continue reading, subscribe now.</p><p>Already a subscriber? Log in</p></div>'
STATES = {
    "404": (troubled(23, "404", GONE), "gone"),
    "410": (troubled(24, "410", answers(410, "gone")), "gone"),
    "soft 404": (troubled(25, "soft-404", answers(200, NOT_FOUND)), "soft_404"),
    "redirect home": (troubled(26, "home", leads_to("/", 302)), "soft_404"),
    "redirect to a section": (troubled(27, "to-town", leads_to("/section/town", 302)), "soft_404"),
    "bot wall at 200": (troubled(28, "wall-200", answers(200, BOT_WALL)), "blocked"),
    "bot wall at 403": (troubled(29, "wall-403", answers(403, BOT_WALL)), "forbidden"),
    "consent wall": (troubled(30, "consent", answers(200, CONSENT)), "blocked"),
    "502": (troubled(31, "502", answers(502, "<h1>502 Bad Gateway</h1>")), "server_error"),
    "no answer": (troubled(32, "hangs-up", answers(0)), "unreachable"),
    "truncated body": (troubled(33, "cut", cut_short(33)), "truncated"),
    "empty body": (troubled(34, "empty", answers(200)), None),
}
tell("/", (0, answers(200, "<h1>The Tidewater Post</h1>")), listed=False)
tell("/section/town", (0, answers(200, "<h1>Town</h1><ul><li><a href='/a'>One</a></li></ul>")), listed=False)
CLOSED = tell(
    "/states/paywall",
    (0, story(35)),
    (TROUBLE[0], replace(story(35), paragraphs=story(35).paragraphs[:2], extra=PAYWALL)),
    (TROUBLE[1], story(35)),
)
MISLABELLED = tell("/states/charset", (0, story(10, "uk")), (TROUBLE[0], windows_1251), (TROUBLE[1], story(10, "uk")))


@pytest.mark.parametrize("what", STATES)
def test_a_page_in_trouble_leaves_the_text_and_its_history_alone(told, what):
    path, outcome = STATES[what]
    assert len(told.versions(path)) == 1
    assert set(told.kinds(path)) <= {"published", "vanished", "restored"}
    assert told.article(path)["status"] == "live"
    assert outcome is None or outcome in told.outcomes(path)
    assert told.outcomes(path) > {"fetched"}


def test_only_what_was_not_there_is_ever_told_as_vanished(told):
    vanished = {what for what, (path, _) in STATES.items() if "vanished" in told.kinds(path)}
    assert vanished <= {"404", "410", "soft 404", "redirect home"}


def test_a_paywall_is_told_and_cuts_nothing(told):
    assert told.kinds(CLOSED) == ["published", "paywalled", "unpaywalled"]
    assert told.versions(CLOSED) == [story(35).body]


def test_a_charset_that_the_header_gets_wrong_is_no_edit(told):
    assert told.kinds(MISLABELLED) == ["published"]


# ---- 6: deletion ----------------------------------------------------------------------------------------------------

ONE_404 = tell("/gone/once", (0, lambda visit: GONE(visit) if visit.number == 4 else shows(story(41))(visit)))
FOR_GOOD = tell("/gone/for-good", (0, story(42)), (30.5, GONE))
BACK = tell("/gone/and-back", (0, story(43)), (30.5, GONE), (150.5, story(43)))
BACK_EDITED = tell(
    "/gone/and-back-edited",
    *((0, story(44)), (30.5, GONE), (150.5, reworded(story(44), "nineteen", "ninety"))),
)


def test_one_404_is_nothing(told):
    assert told.outcomes(ONE_404) == {"fetched", "gone"}
    assert told.kinds(ONE_404) == ["published"]


def test_a_page_that_stays_away_vanished_once_and_its_text_stays(told):
    _, vanished = told.events(FOR_GOOD)
    assert vanished["kind"] == "vanished"
    assert is_within(vanished, at(30.5))
    assert told.article(FOR_GOOD)["status"] == "gone"
    assert told.versions(FOR_GOOD) == [story(42).body]


def test_a_page_that_comes_back_with_its_text_is_restored(told):
    assert told.kinds(BACK) == ["published", "vanished", "restored"]
    assert is_within(told.events(BACK, "restored")[0], at(150.5))
    assert len(told.versions(BACK)) == 1


def test_a_page_that_comes_back_with_another_text_is_restored_and_edited(told):
    kinds = told.kinds(BACK_EDITED)
    assert kinds[:2] == ["published", "vanished"]
    assert sorted(kinds[2:]) == ["edited", "restored"]
    assert is_within(told.events(BACK_EDITED, "edited")[0], at(150.5))


# ---- 7: oscillation -------------------------------------------------------------------------------------------------

ON_TRIAL = replace(story(45), title="The tramway of Quillport has a secret, and it is wet")
ALTERNATING = tell("/turns/headlines", (0, alternating(story(45), ON_TRIAL)))
REVERTED = tell(
    "/turns/there-and-back",
    *((0, story(46)), (30.5, reworded(story(46), "nineteen", "ninety")), (100.5, story(46))),
)


def test_two_headlines_on_trial_are_both_kept_and_not_told_again_and_again(told):
    assert set(told.titles(ALTERNATING)) == {story(45).title, ON_TRIAL.title}
    assert "alternating" in told.article(ALTERNATING)["flags"].split()
    assert len(told.kinds(ALTERNATING)) <= 6


def test_headlines_that_go_on_alternating_for_days_are_told_once(told):
    assert told.kinds(ALTERNATING) == ["published", "edited"]


def test_a_way_back_after_days_names_the_version(told):
    assert told.kinds(REVERTED) == ["published", "edited", "reverted"]
    assert [row["same_as"] for row in told.watch.revisions(told.paper.url(REVERTED))] == [None, None, 1]
    assert is_within(told.events(REVERTED, "reverted")[0], at(100.5))


# ---- 8: addresses ---------------------------------------------------------------------------------------------------

MOVED = tell("/moves/old-slug", (0, story(47)), (30.5, leads_to("/moves/new-slug")))
tell("/moves/new-slug", (30.5, story(47)))
SLASHED = tell("/moves/slash", (0, story(48)), (30.5, leads_to("/moves/slash/")))
tell("/moves/slash/", (30.5, story(48)), listed=False)
TRACKED = tell("/moves/tracked", (0, story(49)))
tell("/moves/tracked?utm_source=feed&utm_medium=rss", (0, story(49)))
AMP = tell("/moves/amp-story", (0, story(50)))
tell("/moves/amp-story/amp", (0, replace(story(50), canonical="/moves/amp-story")))
LIAR = tell("/moves/liar", (0, replace(story(51), canonical="/")))
SECOND_LIAR = tell("/moves/second-liar", (0, replace(story(52), canonical="/")))
TWICE = tell("/moves/in-one-feed", (0, story(53)))
tell("/moves/in-another-feed", (0, story(53)))
REUSED = tell("/moves/reused", (0, story(54)), (30.5, leads_to("/moves/quite-another")))
ANOTHER = tell("/moves/quite-another", (30.5, story(12, "uk")))


def test_a_page_that_moved_is_one_article_with_both_addresses(told):
    assert told.kinds(MOVED) == ["published", "moved"]
    assert is_within(told.events(MOVED, "moved")[0], at(30.5))
    assert told.article(MOVED)["id"] == told.article("/moves/new-slug")["id"]
    assert told.article(MOVED)["url"] == told.paper.url("/moves/new-slug")


@pytest.mark.parametrize(
    ("path", "other"),
    [(SLASHED, "/moves/slash/"), (AMP, "/moves/amp-story/amp"), (TWICE, "/moves/in-another-feed")],
)
def test_a_story_at_two_addresses_is_one_article(told, path, other):
    assert told.article(path)["id"] == told.article(other)["id"]
    assert set(told.kinds(path)) <= {"published", "moved"}
    assert len(told.versions(path)) == 1


def test_a_tracking_parameter_is_no_second_address(told):
    assert told.kinds(TRACKED) == ["published"]
    assert told.watch.rows("SELECT count(*) AS n FROM urls WHERE url LIKE '%utm%'") == [{"n": 0}]


def test_a_canonical_link_that_leads_home_is_not_believed(told):
    assert told.article(LIAR)["id"] != told.article(SECOND_LIAR)["id"]
    assert told.kinds(LIAR) == told.kinds(SECOND_LIAR) == ["published"]


def test_another_story_at_the_end_of_a_redirect_is_no_edit(told):
    assert "edited" not in told.kinds(REUSED)
    assert told.versions(REUSED) == [story(54).body]
    assert told.versions(ANOTHER) == [story(12, "uk").body]


# ---- 10: validators -------------------------------------------------------------------------------------------------


def honest(number: int, text: Text) -> State:
    return shows(text, etag=f"text-{number}")


def restless(text: Text) -> State:
    return lambda visit: shows(text, etag=f"visit-{visit.number}")(visit)


CHANGED_55 = reworded(story(55), "nineteen", "ninety")
HONEST = tell("/validators/honest", (0, honest(1, story(55))), (EDITED_AT, honest(2, CHANGED_55)))
CHANGED_56 = reworded(story(56), "nineteen", "ninety")
STUCK = tell("/validators/stuck", (0, honest(1, story(56))), (EDITED_AT, honest(1, CHANGED_56)))
RESTLESS = tell("/validators/restless", (0, restless(story(57))))
CHANGED_58 = reworded(story(58), "nineteen", "ninety")
AFTER_ERROR = tell(
    "/validators/after-an-error",
    (0, honest(1, story(58))),
    (30.5, answers(500, "<h1>Error</h1>", headers={"ETag": '"text-2"'})),
    (54.5, honest(2, CHANGED_58)),
)


def test_an_unchanged_page_with_an_honest_validator_is_not_fetched_again_and_its_edit_is_found(told):
    assert "not_modified" in told.outcomes(HONEST)
    assert told.edit(HONEST)["fields"] == "body"
    assert is_within(told.edit(HONEST), at(EDITED_AT))


def test_a_validator_that_never_changes_hides_an_edit_for_a_while_only(told):
    assert told.edit(STUCK)["fields"] == "body"
    assert is_within(told.edit(STUCK), at(EDITED_AT))


def test_a_validator_that_always_changes_is_no_edit(told):
    assert told.kinds(RESTLESS) == ["published"]


def test_the_validator_of_an_error_hides_no_later_edit(told):
    assert told.kinds(AFTER_ERROR) == ["published", "edited"]
    assert told.versions(AFTER_ERROR)[-1] == CHANGED_58.body


# ---- 12: what is stored ---------------------------------------------------------------------------------------------


def test_the_archive_is_whole(told):
    assert told.watch.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert told.watch.rows("PRAGMA foreign_key_check") == []


def test_every_window_is_one(told):
    """But of a story that stood at two addresses from the first: nothing happened to it between two looks."""
    sql = """SELECT count(*) AS n FROM events WHERE kind NOT IN ('published', 'moved')
             AND (not_before IS NULL OR not_before >= seen_at)"""
    assert told.watch.rows(sql) == [{"n": 0}]


# ---- 13: live pages -------------------------------------------------------------------------------------------------

ENTRIES = tuple(
    f"{hour}:{hour + 10} — The {name} of the third ward reports that {hour} of the lamps on the quay were lit in time."
    for hour, name in zip(range(10, 16), ("clerk", "warden", "pilot", "baker", "porter", "smith"), strict=True)
)
LIVE = Text(title="Live: the lamps of Quillport are lit", paragraphs=ENTRIES[:4], published=START, live=True)
ALTERED = replace(LIVE, paragraphs=(ENTRIES[0].replace("10 of", "40 of"), *ENTRIES[1:]))
GROWING = tell(
    "/live/lamps",
    (0, LIVE),
    (12.5, replace(LIVE, paragraphs=ENTRIES[:5])),
    (30.5, replace(LIVE, paragraphs=ENTRIES)),
    (78.5, ALTERED),
)


def test_what_a_live_page_appends_is_no_edit_and_an_altered_old_entry_is_one(told):
    edit = told.edit(GROWING)
    assert is_within(edit, at(78.5))
    assert told.article(GROWING)["edits"] == 1
    assert told.versions(GROWING)[-1] == ALTERED.body


def test_the_clock_of_this_watch_went_through_all_its_days(told):
    [row] = told.watch.rows("SELECT max(seen_at) AS at FROM events")
    assert datetime.fromisoformat(row["at"]) > START + timedelta(days=6)
