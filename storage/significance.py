"""The weight of an edit: what changed, how much it matters, and whether the new text says so. Pure.

Coarse but honest: nothing that changes a reader's knowledge is called minor for being small, and nothing is ever
dropped for being small. Significance is a column to filter by, not a filter.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from storage.disclosure import disclosed_between
from storage.fold import folded
from storage.furniture import is_furniture
from storage.likeness import letters
from storage.passages import MOVED, reasons_between

Significance = Literal["none", "cosmetic", "minor", "substantive"]

FIELDS = ("title", "standfirst", "body", "authors")
_WORD = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What happened between two versions. `reasons`, in plain words, say why that significance."""

    fields: tuple[str, ...] = ()
    significance: Significance = "none"
    reasons: tuple[str, ...] = ()
    disclosed: bool = False  # the new text says that it was updated or corrected, and the old one did not


def compare(before: object, after: object) -> Edit:
    """Weigh the edit from one version to the next.

    Both are anything with `title`, `standfirst`, `body` (paragraphs joined by a blank line) and `authors`: objects or
    mappings. Equal versions give "none"; equal after folding "cosmetic"; then "minor" or "substantive".
    """
    fields = tuple(name for name in FIELDS if _text(before, name) != _text(after, name))
    if not fields:
        return Edit()
    old, new = _folded(before), _folded(after)
    real = tuple(name for name in fields if " ".join(old[name]) != " ".join(new[name]))
    if not real:
        return Edit(fields=fields, significance="cosmetic", reasons=("typography only",))
    reasons = tuple(dict.fromkeys(_reasons(old, new, real)))
    return Edit(
        fields=real,
        significance="substantive" if set(reasons) - {MOVED} else "minor",
        reasons=reasons or ("a few words, spelling or punctuation",),
        disclosed=disclosed_between(_lines(before), _lines(after)),
    )


def words_changed(before: object, after: object) -> tuple[int, int]:
    """How many words came and how many went, wherever they stand: a moved paragraph is neither."""
    old, new = (Counter(_WORD.findall(" ".join(_lines(side)))) for side in (before, after))
    return (new - old).total(), (old - new).total()


def _reasons(old: dict[str, list[str]], new: dict[str, list[str]], fields: tuple[str, ...]) -> Iterable[str]:
    if "title" in fields and letters(old["title"], keep="?") != letters(new["title"], keep="?"):
        yield "headline"
    for name in ("standfirst", "body"):
        if name in fields:
            yield from reasons_between(old[name], new[name])


def _lines(version: object) -> list[str]:
    """Every folded line, furniture too: a stamp says that the text was updated."""
    return [folded(piece) for name in ("title", "standfirst", "body") for piece in _said(version, name)]


def _folded(version: object) -> dict[str, list[str]]:
    """Every field as folded pieces: paragraphs of a text, names of authors."""
    return {name: [folded(piece) for piece in _text(version, name)] for name in FIELDS}


def _text(version: object, name: str) -> tuple[str, ...]:
    """A field's pieces, a body's without furniture."""
    pieces = _said(version, name)
    return tuple(piece for piece in pieces if not is_furniture(folded(piece))) if name == "body" else pieces


def _said(version: object, name: str) -> tuple[str, ...]:
    value: Any = version.get(name) if isinstance(version, Mapping) else getattr(version, name, None)
    if name == "authors" and not isinstance(value, str):
        return tuple(map(str, value or ()))
    return tuple(str(value or "").split("\n\n"))
