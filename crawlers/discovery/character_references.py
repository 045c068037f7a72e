"""Characters that a source writes by their numbers, where they are none: the halves in which UTF-16 keeps an emoji.

Programs in Java, JavaScript and PHP write them so. No XML may hold them: one emoji would cost the whole feed.
"""

import re

_REFERENCE = re.compile(rb"&#([xX][0-9a-fA-F]{1,6}|[0-9]{1,7});")
_PAIR = re.compile(rb"&#([xX]0*[dD][89abAB][0-9a-fA-F]{2}|5[56][0-9]{3});" + _REFERENCE.pattern)
_FIRST_HALVES, _HALVES = range(0xD800, 0xDC00), range(0xD800, 0xE000)


def without_halves(source: bytes) -> bytes:
    """Two halves as the one character that they mean, in a charset that has ASCII in it; one alone is left out."""
    if b"&#" not in source:
        return source
    return _REFERENCE.sub(_none_of_half, _PAIR.sub(_joined, source))


def _joined(pair: re.Match[bytes]) -> bytes:
    first, second = _number(pair[1]), _number(pair[2])
    if first not in _FIRST_HALVES or second not in _HALVES or second in _FIRST_HALVES:
        return pair[0]
    return b"&#%d;" % (0x10000 + ((first - 0xD800) << 10) + second - 0xDC00)


def _none_of_half(reference: re.Match[bytes]) -> bytes:
    return b"" if _number(reference[1]) in _HALVES else reference[0]


def _number(said: bytes) -> int:
    return int(said[1:], 16) if said[:1] in b"xX" else int(said)
