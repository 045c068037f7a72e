"""What another text of a known article is: an edit of the outlet's, a way back, two headlines on trial, our doing."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

from storage.fingerprint import text_hash
from storage.recording.events import add_event, count_day
from storage.recording.stored import current_text, with_stored_time
from storage.recording.versions import add_version, extractor_id
from storage.records import Change, Extraction, PageRead, Verdict
from storage.significance import Edit, compare
from storage.times import moment, stamp

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
ALTERNATING = "alternating"
ALTERNATES_FOR = timedelta(days=3)  # a guess: tests of two headlines run for hours; a way back after days is an edit


def record_change(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, kept: Extraction) -> Change:
    """Compare with what is stored; a version and an event when it differs."""
    is_redated = _is_redated(article, kept)
    if text_hash(kept) == article["text_hash"] and not is_redated:
        return Change.UNCHANGED
    edit = compare(current_text(connection, article), kept)
    if _is_ours(connection, article, finding):
        ours = Edit(fields=edit.fields, significance="none")
        add_version(connection, article, finding, kept, ours, reason="reextract")
        return Change.UNCHANGED
    if edit == Edit() and not is_redated:
        return Change.UNCHANGED  # counters, stamps, prompts: what stands in the archive stays
    if is_redated:
        edit = _redated(edit)
    else:
        kept = with_stored_time(article, kept)
    if kept.verdict is Verdict.LIVE and edit.reasons == ("paragraph added",):
        added = replace(edit, significance="none")  # a live page grows: that is no edit
        add_version(connection, article, finding, kept, added, reason="edit")
        return Change.UNCHANGED
    return _record_edit(connection, article, finding, kept, edit)


def _record_edit(
    connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, kept: Extraction, edit: Edit
) -> Change:
    at = stamp(finding.seen_at)
    earlier = connection.execute(
        "SELECT max(n) AS n FROM revisions WHERE article_id = ? AND text_hash = ? AND text_hash <> ?",
        (article["id"], text_hash(kept), article["text_hash"]),
    ).fetchone()["n"]
    if earlier is not None and edit.fields == ("title",) and _is_alternating(connection, article, finding):
        return Change.UNCHANGED
    reason, kind = ("edit", "edited") if earlier is None else ("revert", "reverted")
    revision_id = add_version(connection, article, finding, kept, edit, reason=reason, same_as=earlier)
    add_event(
        connection,
        article["id"],
        article["outlet"],
        kind,
        at,
        not_before=article["checked_at"],
        fields=" ".join(edit.fields),
        significance=edit.significance,
        revision_id=revision_id,
        detail=", ".join(edit.reasons) if earlier is None else f"back to version {earlier}",
    )
    _count_edit(connection, article, at, edit)
    return Change(kind)


def _is_alternating(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> bool:
    """Whether this way back to an earlier headline is one too many to tell.

    An outlet that tests two headlines shows now the one, now the other. The first way back is told, and the second,
    which makes the article `alternating`; from then on neither is, unless the headline stands for days.
    """
    last = connection.execute(
        "SELECT reason, fields, seen_at FROM revisions WHERE id = ?", (article["revision_id"],)
    ).fetchone()
    if ALTERNATING in article["flags"].split():
        return finding.seen_at - moment(last["seen_at"]) < ALTERNATES_FOR
    if last["reason"] == "revert" and last["fields"] == "title":
        connection.execute("UPDATE articles SET flags = trim(flags || ' alternating') WHERE id = ?", (article["id"],))
    return False


def _count_edit(connection: sqlite3.Connection, article: sqlite3.Row, at: str, edit: Edit) -> None:
    outlet = article["outlet"]
    if edit.significance == "cosmetic":
        count_day(connection, outlet, at, "cosmetic")
        return
    connection.execute("UPDATE articles SET edits = edits + 1, changed_at = ? WHERE id = ?", (at, article["id"]))
    columns = ["edits"]
    if edit.significance == "substantive":
        columns += ["substantive"] if edit.disclosed else ["substantive", "silent"]
    if "title" in edit.fields:
        columns.append("title_edits")
    count_day(connection, outlet, at, *columns)
    if article["edits"] == 0:
        count_day(connection, outlet, article["first_seen_at"], "edited")


def _is_ours(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> bool:
    """Whether the text differs because we read it otherwise: with another extractor, or past a paywall at last."""
    is_teaser = "teaser" in article["flags"].split()
    return is_teaser or extractor_id(connection, finding) != article["extractor_id"]


def _is_redated(article: sqlite3.Row, kept: Extraction) -> bool:
    """Whether the page now claims another time of publication, on the same kind of evidence, as exact as before."""
    if article["published_at"] is None or kept.published is None:
        return False
    claims = (article["published_from"] or "").split()[:1], (kept.published_from or "").split()[:1]
    if claims[0] != claims[1]:
        return False
    is_to_the_day = "day" in {article["published_to_the"], kept.published_to_the}
    return abs(moment(article["published_at"]) - kept.published) >= (DAY if is_to_the_day else MINUTE)


def _redated(edit: Edit) -> Edit:
    """The edit with its re-dating, which is minor at least."""
    is_real = edit.significance in {"minor", "substantive"}
    return Edit(
        fields=(*edit.fields, "published") if is_real else ("published",),
        significance=edit.significance if is_real else "minor",
        reasons=(*edit.reasons, "re-dated") if is_real else ("re-dated",),
        disclosed=edit.disclosed,
    )
