"""Comparing pieces of text of one page: is this line the headline, does that description stand on the page?"""

import re

_ALIKE = dict.fromkeys(map(ord, "“”„«»‟″\"'‘’‚‛`´ʼ"), None) | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_LETTERS_AND_FIGURES = re.compile(r"[^\W_]+")


def same(text: str) -> str:
    """A text reduced to what must be equal: case, quotation marks, dashes and outer punctuation do not count."""
    return " ".join(text.translate(_ALIKE).casefold().split()).strip(" .…:;,-|!")


def bare(text: str) -> str:
    """A text reduced to its letters and figures."""
    return "".join(_LETTERS_AND_FIGURES.findall(text.casefold()))
