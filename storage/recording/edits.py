"""What another text of a known article is: an edit of the outlet's, a way back to an earlier version, our doing."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

from storage.findings import PageRead
from storage.fingerprint import text_hash
from storage.full_looks import last_seen_in_full
from storage.recording.events import add_event, count_day
from storage.recording.headlines import is_alternating, last_shown
from storage.recording.reverts import earlier_version
from storage.recording.stored import current_text, with_stored_time
from storage.recording.versions import add_version, extractor_id
from storage.records import Change, Extraction, Verdict
from storage.significance import Edit, compare
from storage.times import moment, stamp

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


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
    if edit.significance == "none" and not is_redated:
        return Change.UNCHANGED  # counters and the like, which the extractor let through: no edit, hence no version
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
    earlier = earlier_version(connection, article, kept)
    not_before = _last_seen_so(connection, article, finding, kept, edit)
    reason, kind = ("edit", "edited") if earlier is None else ("revert", "reverted")
    revision_id = add_version(
        connection, article, finding, kept, edit, reason=reason, same_as=earlier, not_before=not_before
    )
    add_event(
        connection,
        article["id"],
        article["outlet"],
        kind,
        at,
        not_before=not_before,
        fields=" ".join(edit.fields),
        significance=edit.significance,
        revision_id=revision_id,
        detail=", ".join(edit.reasons) if earlier is None else f"back to version {earlier}",
    )
    _count_edit(connection, article, at, edit)
    return Change(kind)


def _last_seen_so(
    connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, kept: Extraction, edit: Edit
) -> str:
    """When the text was last seen as it is stored: the edit came after that."""
    if _has_lied(article, finding):
        connection.execute("UPDATE outlets SET lies = lies + 1 WHERE slug = ?", (article["outlet"],))
        return last_seen_in_full(connection, article)
    if edit.fields == ("title",) and is_alternating(article):
        return last_shown(connection, article, other_than=kept.title)
    return str(article["checked_at"])


def _has_lied(article: sqlite3.Row, finding: PageRead) -> bool:
    """Whether another text came under the stored one's validator: the server's "not modified" was worth nothing."""
    sent = article["etag"] or article["last_modified"]
    return sent is not None and sent == (finding.etag if article["etag"] else finding.last_modified)


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
