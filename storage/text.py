"""Cleaning at the storage seam: what is written is NFC, printable and bounded, whatever a page or a server said.

Pure. Idempotent: cleaning what is clean changes nothing, so that hashes of a finding and of its row agree.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from storage.records import Extraction

# C0 without tab and line feed, DEL, C1, lone surrogates: no text needs them; terminals, JSON and SQLite trip over them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LARGEST_INTEGER = 2**53 - 1  # any reader of JSON takes it, and a thousand of them still add up in SQLite
LONGEST_LINE = 2_000  # characters of a title, name or detail: a guess; the longest real headline is under 300

Value = TypeVar("Value")


def clean_text(text: str) -> str:
    """The text in NFC, without control characters and lone surrogates; line feeds and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNPRINTABLE.sub("", text))


def clean_line(text: str | None) -> str | None:
    """One clean line, cut at `LONGEST_LINE`; None when nothing is left."""
    if text is None:
        return None
    return " ".join(clean_text(text).split())[:LONGEST_LINE].rstrip() or None


def clean_paragraphs(body: str) -> tuple[str, ...]:
    """The body's paragraphs, clean, without blank ones."""
    paragraphs = (part.strip() for part in re.split(r"\n[ \t]*\n", clean_text(body)))
    return tuple(part for part in paragraphs if part)


def clean_extraction(extraction: Extraction) -> Extraction:
    """The extraction as the archive keeps it: titles, names and evidence on one line, the body in clean paragraphs."""
    authors = tuple(name for author in extraction.authors if (name := clean_line(author)))
    return replace(
        extraction,
        title=clean_line(extraction.title) or "",
        standfirst=clean_line(extraction.standfirst),
        body="\n\n".join(clean_paragraphs(extraction.body)),
        authors=authors,
        published=_storable(extraction.published),
        published_from=clean_line(extraction.published_from),
        language=clean_line(extraction.language),
        section=clean_line(extraction.section),
        image_url=clean_line(extraction.image_url),
        canonical_url=clean_line(extraction.canonical_url),
        flags=tuple(word for flag in extraction.flags for word in clean_text(flag).split()),
        editions=tuple(edition._replace(url=clean_line(edition.url) or "") for edition in extraction.editions),
    )


def _storable(published: datetime | None) -> datetime | None:
    """The time in UTC; None when a page claims one that no clock shows, or names no zone."""
    try:
        return published.astimezone(UTC) if published is not None and published.tzinfo is not None else None
    except OverflowError:
        return None


def clean_record(value: Value) -> Value:
    """A finding with every text clean and every integer small enough for SQLite, however deep they stand."""
    return _clean(value)  # type: ignore[no-any-return]  # it rebuilds the same type; the recursion is untyped


def _clean(value: Any) -> Any:  # noqa: PLR0911 - one branch a kind of value
    if isinstance(value, Extraction):
        return clean_extraction(value)
    if type(value) is str:  # not the closed lists, which are clean by definition
        return clean_text(value)
    if type(value) is int:
        return max(-LARGEST_INTEGER, min(LARGEST_INTEGER, value))
    if type(value) is tuple:
        return tuple(map(_clean, value))
    if isinstance(value, Mapping):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _clean(getattr(value, f.name)) for f in fields(value)})
    return value
