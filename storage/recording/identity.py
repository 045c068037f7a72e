"""Which article a page is: by number, by address, by a canonical link that can be believed, by its text."""

import sqlite3
from datetime import timedelta

from storage.addresses import host_of, is_home, is_section_of
from storage.findings import PageRead
from storage.fingerprint import fold_hash, url_hash
from storage.fold import folded
from storage.records import Extraction
from storage.times import moment, stamp

ENOUGH_WORDS = 40  # a guess: shorter texts recur ("Photo of the day"), so they must be of one day to be one story
# Unlike stories of one language share a sixth of their words; "Morning briefing" stands above another one each day.
ALIKE_BELOW_ONE_HEADLINE = 0.25
ALIKE = 0.5  # shared words of two texts of one story, of all their words: a guess far from both ends
NEARLY_ALL = 0.8  # an edit changes less: 96 of 100 of real ones that keep the headline do (public pairs)
SAME_DAY = timedelta(days=1)
LOST_FOR = timedelta(days=90)  # a guess; every new page is compared with what was lost of late

ARTICLE = """
  SELECT a.*, r.text_hash, r.id AS revision_id FROM articles a
    JOIN revisions r ON r.article_id = a.id AND r.n = a.versions
"""


def article_by_id(connection: sqlite3.Connection, article_id: int) -> sqlite3.Row | None:
    """The article with its latest revision's hash; of a merged one, the article that it went into."""
    row: sqlite3.Row | None = connection.execute(f"{ARTICLE} WHERE a.id = ?", (article_id,)).fetchone()
    seen = {article_id}
    while row is not None and row["merged_into"] is not None and row["merged_into"] not in seen:
        seen.add(row["merged_into"])
        row = connection.execute(f"{ARTICLE} WHERE a.id = ?", (row["merged_into"],)).fetchone()
    return row


def article_by_address(connection: sqlite3.Connection, outlet: str, url: str) -> sqlite3.Row | None:
    """The outlet's article that an address is known, or said, to lead to, in whatever spelling."""
    row = connection.execute(
        """SELECT article_id FROM urls WHERE outlet = ? AND url_hash = ? AND article_id IS NOT NULL
           ORDER BY url = ? DESC, id LIMIT 1""",
        (outlet, url_hash(url), url),
    ).fetchone()
    return None if row is None else article_by_id(connection, row["article_id"])


def article_asked_for(connection: sqlite3.Connection, finding: PageRead) -> sqlite3.Row | None:
    """The article that this look was meant for: its number, or the address asked for."""
    if finding.article_id is not None:
        article = article_by_id(connection, finding.article_id)
        if article is not None and article["outlet"] == finding.outlet:
            return article
    return article_by_address(connection, finding.outlet, finding.url)


def article_by_text(connection: sqlite3.Connection, outlet: str, extraction: Extraction) -> sqlite3.Row | None:
    """The outlet's article whose latest version says the same: one story at a new address."""
    rows = connection.execute(
        f"{ARTICLE} WHERE r.fold_hash = ? AND a.outlet = ? AND a.status <> 'merged' ORDER BY a.id LIMIT 10",
        (fold_hash(extraction), outlet),
    ).fetchall()
    return next((row for row in rows if _is_one_story(row, extraction)), None)


def believed_canonical(
    connection: sqlite3.Connection, outlet: str, landed: str, canonical_url: str | None
) -> str | None:
    """The canonical address a page declares, if it is on a host of the outlet and no front page or list, or None."""
    if not canonical_url or is_home(canonical_url) or not canonical_url.startswith(("http://", "https://")):
        return None
    if _is_list(connection, outlet, landed, canonical_url):
        return None
    host = host_of(canonical_url)
    if host == host_of(landed) or _is_own_host(connection, outlet, host):
        return canonical_url
    return None


def is_alike(connection: sqlite3.Connection, article: sqlite3.Row, extraction: Extraction) -> bool:
    """Whether two texts can be versions of one story: half of their words, or fewer below the same headline."""
    same_headline = folded(article["title"]) == folded(extraction.title)
    return shared_words(connection, article, extraction) >= (ALIKE_BELOW_ONE_HEADLINE if same_headline else ALIKE)


def shared_words(connection: sqlite3.Connection, article: sqlite3.Row, extraction: Extraction) -> float:
    """How many of all the words of two bodies are in both."""
    rows = connection.execute(
        "SELECT text FROM blocks WHERE article_id = ? AND last_n IS NULL AND part = 'body'", (article["id"],)
    )
    old = {word for row in rows for word in folded(row["text"]).lower().split()}
    new = set(folded(extraction.body).lower().split())
    return len(old & new) / max(1, len(old | new))


def lost_article(connection: sqlite3.Connection, finding: PageRead, extraction: Extraction) -> sqlite3.Row | None:
    """The outlet's lost article that a page at a new address goes on with: its headline, and nearly its words."""
    rows = connection.execute(
        f"""{ARTICLE} WHERE a.status IN ('suspect', 'gone', 'unreachable') AND a.status_since >= ? AND +a.outlet = ?
              AND a.title = ? ORDER BY a.status_since DESC LIMIT 10""",
        (stamp(finding.seen_at - LOST_FOR), finding.outlet, extraction.title),
    ).fetchall()
    return next((row for row in rows if _goes_on(connection, row, extraction)), None)


def _goes_on(connection: sqlite3.Connection, article: sqlite3.Row, extraction: Extraction) -> bool:
    """A brief that stands anew each day below one headline says so by its date."""
    if len(extraction.body.split()) < ENOUGH_WORDS or shared_words(connection, article, extraction) < NEARLY_ALL:
        return False
    return (
        article["published_at"] is None
        or extraction.published is None
        or (abs(moment(article["published_at"]) - extraction.published) < SAME_DAY)
    )


def _is_list(connection: sqlite3.Connection, outlet: str, landed: str, url: str) -> bool:
    """Whether an address is a list's: as was seen, as the outlet's file says, or as its place above the page tells."""
    if is_section_of(url, landed):
        return True
    known = connection.execute(
        """SELECT 1 FROM urls WHERE url = :url AND outlet = :outlet AND outcome = 'not_an_article'
           UNION ALL SELECT 1 FROM sources WHERE url = :url AND outlet = :outlet""",
        {"url": url, "outlet": outlet},
    )
    return known.fetchone() is not None


def _is_own_host(connection: sqlite3.Connection, outlet: str, host: str) -> bool:
    """Whether anything of the outlet was ever seen on that host; asked of the unique index of urls."""
    named = connection.execute(
        """SELECT home_url AS url FROM outlets WHERE slug = :outlet
           UNION ALL SELECT url FROM sources WHERE outlet = :outlet""",
        {"outlet": outlet},
    )
    if any(host_of(row["url"]) == host for row in named):
        return True
    return any(
        connection.execute(
            "SELECT 1 FROM urls WHERE url >= ? AND url < ? AND outlet = ? LIMIT 1",
            (f"{scheme}://{host}/", f"{scheme}://{host}0", outlet),
        ).fetchone()
        for scheme in ("https", "http")
    )


def _is_one_story(article: sqlite3.Row, extraction: Extraction) -> bool:
    if not extraction.body:
        return False
    if len(extraction.body.split()) >= ENOUGH_WORDS or article["published_at"] is None or extraction.published is None:
        return True
    return abs((moment(article["published_at"]) - extraction.published).total_seconds()) <= SAME_DAY.total_seconds()
