"""The article as it ought to be stored: what a reader of the press sees at one moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An article as it stands now: what a reader sees, and what a watcher should therefore have stored."""

    outlet: str
    slug: str
    title: str
    standfirst: str | None
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    published: datetime
    language: str
    url: str
    first_url: str

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def gold_of(entry: dict[str, Any]) -> Gold:
    """From the plain values in which the control port tells it."""
    listed = {"paragraphs": tuple(entry["paragraphs"]), "authors": tuple(entry["authors"])}
    return Gold(**entry | listed | {"published": datetime.fromisoformat(entry["published"])})
