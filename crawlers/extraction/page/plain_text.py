"""Text as it is stored: NFC, one kind of space, nothing invisible. Safe for a terminal and for SQLite."""

import re
import unicodedata

# C0 and C1 controls, soft hyphen, zero-width marks, bidirectional controls, byte order marks, lone surrogates,
# non-characters. Joiners between letters have no use in the languages we read.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def plain(text: str) -> str:
    """The text on one line: invisible characters out, white space folded, NFC."""
    folded = " ".join(text.split())
    if not folded.isprintable():
        folded = " ".join(_INVISIBLE.sub("", folded).split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def cut(text: str, length: int) -> str:
    """The text, no longer than `length` characters, without blanks at its edges."""
    return text[:length].strip()
