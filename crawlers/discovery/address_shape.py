"""What addresses of one kind have in common: `/news/2026/11/27/421/` and `/news/2026/11/28/977/` are `/w/9/9/9/9/`."""

import re
from urllib.parse import unquote, urlsplit

_ENDING = re.compile(r"\.[a-z]\w{1,4}$", re.IGNORECASE)
_SEPARATOR = re.compile(r"[-_+;, ]+")


def shape_of(url: str) -> str:
    """The path with each part reduced to its kind, its ending, and the names of the query's parameters."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    ending = _ENDING.search(path)
    stem = path[: ending.start()] if ending else path
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return (
        "/".join(map(_kind, stem.split("/"))) + (ending[0] if ending else "") + ("?" + "&".join(names) if names else "")
    )


def _kind(part: str) -> str:
    """ "" for nothing, `9` for a number, `w` for a word, `s` for a slug, each with `9` where it ends in a number."""
    pieces = [piece for piece in _SEPARATOR.split(part) if piece]
    if not pieces:
        return ""
    if all(piece.isdigit() for piece in pieces):
        return "9"
    numbers = "9" if any(character.isdigit() for character in pieces[0] + pieces[-1]) else ""
    return ("s" if len(pieces) > 1 else "w") + numbers
