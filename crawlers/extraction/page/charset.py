"""Bytes to text, also where the server lies about the character set.

Ukrainian and Russian pages come in UTF-8, windows-1251 and KOI8-U, and the declaration is not always right: the HTTP
header, the byte order mark and the `meta` element are asked in the order of the HTML standard, and each answer is
believed only if the text then looks like text.
"""

import codecs
import re
from collections.abc import Iterator

from crawlers.errors import UnreadablePage
from crawlers.extraction.page.file_formats import refuse_other_formats

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_META_WITHIN = 4096  # bytes; the standard says 1024, pages say otherwise
_GUESSES = ("utf-8", "windows-1251", "koi8-u", "iso-8859-5", "windows-1252", "utf-16-le", "utf-16-be")
# As browsers do: labels that mean a wider set.
_WIDER = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "koi8-r": "koi8-u", "utf-16": "utf-16-le"}
# Lower-case letters that make up nine tenths of Ukrainian and Russian text; the wrong one of two Cyrillic sets turns
# them into capitals or rare letters.
_COMMON = frozenset("оаинітерсвлкдупмязьбгчйхшїжюєцщфыэ")
_ENOUGH = 20_000  # characters outside ASCII: more change no answer
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SPOILED = re.compile("[\x01-\x08\x0b\x0e-\x1f\x80-\x9f\ufffd]")
_CYRILLIC, _ACCENTED = re.compile("[\u0400-\u04ff]"), re.compile("[\u00c0-\u00ff]")
_RUN = re.compile("[\u00c0-\u04ff]{2,}")
_MOJIBAKE_BEGINS = ("Р", "С", "Ð", "Ñ", "вЂ", "â€")
_MOJIBAKE = re.compile("[РС][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f†‡€…‰‹›‘’“”•–—™]|[ÐÑ][\u0080-\u00bf]|вЂ|â€")
_CONTROLS = bytes([*range(0x01, 0x09), 0x0B, *range(0x0E, 0x20)])
_RARE = 1_000  # one control in so many characters changes no answer
_SAMPLE, _STRETCH = 32_768, 2_048  # bytes: enough to see how a page is written, and quick


def as_utf8(page: bytes, declared: str | None = None) -> tuple[bytes, str]:
    """The page in UTF-8 and the character set that was believed. `declared` is the charset of the HTTP header.

    Raises NotHtml for another kind of file (by its first bytes), UnreadablePage where no character set gives text.
    """
    refuse_other_formats(page)
    if _is_plainly_utf8(page):
        return page, "utf-8"
    text, name = _decode(page, declared)
    return text.encode("utf-8", "replace"), name


def _decode(page: bytes, declared: str | None) -> tuple[str, str]:
    for mark, name in _BYTE_ORDER_MARKS:
        if page.startswith(mark):
            return page[len(mark) :].decode(name, "replace"), name
    best, best_name, best_score = "", "", -1.0
    for name in dict.fromkeys(_candidates(page, declared)):
        text = _undo_double_encoding(page.decode(name, "replace"))
        score = _likeness(text)
        if score > best_score:
            best, best_name, best_score = text, name, score
        if score >= _ACCEPTED:
            break
    if best_score < _READABLE:
        raise UnreadablePage("the bytes fit no character set; look at the page and the server's Content-Type")
    return best, best_name


_ACCEPTED = 0.94  # of 1: the first candidate that looks so is taken
_READABLE = 0.5


def _is_plainly_utf8(page: bytes) -> bool:
    """True for a page that need not be weighed: valid UTF-8, not encoded twice, hardly a control in a sample of it."""
    if b"\x00" in page or page.startswith(codecs.BOM_UTF8):
        return False
    some = page[:: 1 + len(page) // _SAMPLE]
    if (len(some) - len(some.translate(None, _CONTROLS))) * _RARE > len(some):
        return False
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    foreign = _foreign_sample(page)
    marks = len(foreign) - len(foreign.encode("ascii", "ignore"))
    twice = sum(map(foreign.count, _MOJIBAKE_BEGINS)) * 8 > marks
    return not twice and len(_SPOILED.findall(foreign)) * _RARE <= len(foreign)


def _foreign_sample(page: bytes) -> str:
    """Stretches of the page that are not all ASCII, from all over it."""
    starts = range(0, len(page), _STRETCH)
    stretches = [stretch for start in starts if not (stretch := page[start : start + _STRETCH]).isascii()]
    return b"".join(stretches[:: 1 + len(stretches) * _STRETCH // _SAMPLE]).decode("utf-8", "ignore")


def _candidates(page: bytes, declared: str | None) -> Iterator[str]:
    if _is_utf8(page):  # a page in another set that is valid UTF-8 by chance does not exist
        yield "utf-8"
        if not page.isascii():
            return
    for name in (_known(declared), _known(_declared_inside(page)), *_GUESSES):
        # Markup in UTF-16 is half zeros; without them any bytes whatever make respectable Chinese.
        if name and (b"\x00" in page or not name.startswith("utf-16")):
            yield name


def _is_utf8(page: bytes) -> bool:
    if b"\x00" in page[:200]:
        return False
    try:
        page.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(page) - 4 and not page.isascii()
    return True


def _declared_inside(page: bytes) -> str | None:
    found = _META.search(page[:_META_WITHIN])
    return found.group(1).decode("ascii", "ignore") if found else None


def _known(label: str | None) -> str | None:
    try:
        name = codecs.lookup((label or "").strip()).name
        "".encode(name)  # zip, hex and the like are codecs too, but not of text
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    return _WIDER.get(name, name)


def _likeness(text: str) -> float:
    """How much this looks like text, 0 to 1: replacement marks, controls and unlikely letters cost."""
    if not text:
        return 1.0
    if text.count("\x00") > len(text) / 4:
        return 0.0
    spoiled = len(_SPOILED.findall(text))
    return (1.0 - min(1.0, 20 * spoiled / len(text))) * _letters_likeness(_foreign(text))


def _foreign(text: str) -> str:
    return " ".join(_FOREIGN.findall(text))


def _letters_likeness(foreign: str) -> float:
    """1 for common Cyrillic letters or another script, less for the letters that a wrong set makes of them.

    `foreign` is what is not ASCII, stretches of it divided by spaces.
    """
    letters = "".join(filter(str.isalpha, foreign[:_ENOUGH]))
    marks = len(foreign) - foreign.count(" ")
    if len(letters) < 20 or len(letters) < min(marks, _ENOUGH) / 4:  # noqa: PLR2004 - too few to judge by
        return 0.97 if foreign.count("\ufffd") * 3 <= marks else 0.7
    # Cyrillic letters come in runs, accented Latin ones between plain ones.
    in_runs = sum(map(len, _RUN.findall(foreign[:_ENOUGH]))) * 2 > len(letters)
    cyrillic = len(_CYRILLIC.findall(letters))
    if cyrillic * 2 > len(letters):
        common = sum(map(letters.count, _COMMON)) / cyrillic
        return 0.5 + 0.5 * min(1.0, common / 0.85) if in_runs else 0.6
    return 0.6 if in_runs and len(_ACCENTED.findall(letters)) * 2 > len(letters) else 0.95


def _undo_double_encoding(text: str) -> str:
    """UTF-8 that was read as windows-1251 or windows-1252 and written as UTF-8 again, put right."""
    foreign = _foreign(text)
    if not foreign or len(_MOJIBAKE.findall(foreign)) * 8 < len(foreign) - foreign.count(" "):
        return text
    for name in ("windows-1251", "windows-1252"):
        repaired = _encode_back(text, name).decode("utf-8", "replace")
        if repaired.count("\ufffd") * 50 < len(repaired) and _likeness(repaired) > _likeness(text):
            return repaired
    return text


def _encode_back(text: str, name: str) -> bytes:
    """To the bytes that were misread; the sets leave some of the 256 undefined, which pass as themselves."""
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        return b"".join(_byte(char, name) for char in text)


def _byte(char: str, name: str) -> bytes:
    try:
        return char.encode(name)
    except UnicodeEncodeError:
        return char.encode("latin-1", "replace")
