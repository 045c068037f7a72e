"""Hashes by which the archive and the crawls know a URL or a text again. Pure."""

import hashlib
import json

from storage.addresses import url_key
from storage.fold import folded
from storage.records import Extraction
from storage.text import clean_extraction

_EDGES = " \t.,:;!?…•·|»«›‹→←↓↑▼▲►▶+-–—\"'()[]*"  # what typesetters put around a prompt


def url_hash(url: str) -> int:
    """A page's address as a signed 64-bit integer, the same for all its spellings (`storage.addresses.url_key`).

    BLAKE2b, 8 bytes, big-endian; what `CrawlPlan.known` holds and `urls` keeps.
    """
    return _number(url_key(url).encode("utf-8", "surrogatepass"))


def line_hash(line: str) -> int:
    """A line as a signed 64-bit integer: the same for the same words, whatever their case and typography."""
    return _number(folded(line).casefold().strip(_EDGES).encode("utf-8", "replace"))


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def text_hash(extraction: Extraction) -> bytes:
    """The exact text, 16 bytes: title, standfirst, paragraphs and authors, as the archive would store them."""
    kept = clean_extraction(extraction)
    return _digest([kept.title, kept.standfirst or "", list(kept.paragraphs), list(kept.authors)])


def fold_hash(extraction: Extraction) -> bytes:
    """The text without typography, 16 bytes: title, standfirst and body folded; equal for the same story set anew.

    Without authors: a story found again under another address often comes without its byline.
    """
    kept = clean_extraction(extraction)
    return _digest([folded(kept.title), folded(kept.standfirst or ""), folded(kept.body)])


def _digest(parts: list[str | list[str]]) -> bytes:
    return hashlib.blake2b(json.dumps(parts, ensure_ascii=False).encode(), digest_size=16).digest()
