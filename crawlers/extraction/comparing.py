"""Comparing pieces of text of one page: is this line the headline, does that description stand on the page?"""

import re

_QUOTES = dict.fromkeys(map(ord, "“”„«»‟″\"'‘’‚‛`´ʼ"), None)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_NOT_WORDS = re.compile(r"[\W_]+")


def same(text: str) -> str:
    """A text reduced to what must be equal: case, quotation marks, dashes and outer punctuation do not count."""
    return " ".join(text.translate(_QUOTES).translate(_DASHES).casefold().split()).strip(" .…:;,-|!")


def bare(text: str) -> str:
    """A text reduced to its letters and figures."""
    return _NOT_WORDS.sub("", text.casefold())
