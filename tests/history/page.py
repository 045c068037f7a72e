"""A news page around a text, as a content management system would print it. What stands around it can turn.

`turn` None is a page that stands still; another number is another set of everything that is not the article: stamps,
counters, rates, tickers, read-also lines, advertisements, comments, consent, order of classes, nonces, scripts.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from random import Random

from tests.history.furniture import WORDS, Words

A_PARAGRAPH = 100  # characters: advertisements stand between paragraphs, not between a label and its line


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What the outlet wrote. `live` entries stand in the elements of a live blog; `extra` is HTML below the text."""

    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    language: str = "en"
    standfirst: str | None = None
    authors: tuple[str, ...] = ("Ida Marlowe",)
    canonical: str | None = None
    live: bool = False
    extra: str = ""

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def page_of(text: Text, now: datetime, *, host: str = "", turn: int | None = None) -> str:
    """The whole page at a moment; `host` is where a canonical path leads."""
    chance = Random(f"{text.title}/{turn}")
    words = WORDS[text.language]
    around = _Around(text, words, chance, now, moving=turn is not None)
    return f"""<!doctype html>
<html lang="{text.language}"><head><meta charset="utf-8"><title>{escape(text.title)}</title>{_canonical(text, host)}
<script type="application/ld+json">{_json_ld(text, around)}</script>{around.script()}</head>
<body class="{around.classes("page", "news", "light")}">{around.above()}
<main><article class="{around.classes("story", "story--wide")}"><h1>{escape(text.title)}</h1>
{around.below_headline()}
<div class="{around.classes("story__body", "text")}">{_body(text, around)}{text.extra}</div></article>
{around.below()}</main>{around.foot()}</body></html>"""


def _canonical(text: Text, host: str) -> str:
    return f'<link rel="canonical" href="http://{host}{text.canonical}">' if text.canonical else ""


def _json_ld(text: Text, around: "_Around") -> str:
    kind = "LiveBlogPosting" if text.live else "NewsArticle"
    facts = {
        "@type": kind,
        "headline": text.title,
        "datePublished": text.published.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in text.authors],
    }
    return json.dumps({"@context": "https://schema.org"} | facts | around.structured(), ensure_ascii=False)


def _body(text: Text, around: "_Around") -> str:
    lead = f'<p class="lead">{escape(text.standfirst)}</p>' if text.standfirst else ""
    if text.live:
        entries = "".join(f'<div class="live-blog__entry"><p>{escape(entry)}</p></div>' for entry in text.paragraphs)
        return f'{lead}<div class="live-blog">{entries}</div>'
    pieces = [f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs]
    return lead + "\n".join(around.between(pieces))


class _Around:
    """Everything but the text. Where nothing moves, the first words of each kind and round numbers."""

    def __init__(self, text: Text, words: Words, chance: Random, now: datetime, *, moving: bool) -> None:
        self.text, self.words, self.chance, self.now, self.moving = text, words, chance, now, moving

    def one(self, choices: Sequence[str]) -> str:
        return self.chance.choice(choices) if self.moving else choices[0]

    def some(self, choices: Sequence[str], number: int) -> list[str]:
        return self.chance.sample(choices, number) if self.moving else list(choices[:number])

    def count(self, most: int) -> int:
        return self.chance.randrange(2, most) if self.moving else 7

    def classes(self, *names: str) -> str:
        if not self.moving:
            return " ".join(names)
        return " ".join(self.chance.sample([*names, f"css-{self.chance.randrange(16**6):06x}"], len(names) + 1))

    def script(self) -> str:
        nonce = f"{self.chance.randrange(16**16):016x}" if self.moving else "0"
        return f'<script nonce="{nonce}">window.__page = {{"id": "{nonce}", "at": {self.count(10**9)}}};</script>'

    def structured(self) -> dict[str, object]:
        if not self.moving:
            return {}
        counter = {"@type": "InteractionCounter", "userInteractionCount": self.count(9000)}
        return {"dateModified": self.now.isoformat(), "interactionStatistic": counter}

    def above(self) -> str:
        w = self.words
        menu = "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(w.menu))
        rates = w.rates.format(usd=4100 + self.count(90), eur=4800 + self.count(90), degrees=self.count(20))
        ticker = " ".join(f'<a href="/t/{self.count(999)}">{escape(line)}</a>' for line in self.some(w.headlines, 3))
        return (
            f'<div class="cookie-consent" role="dialog"><p>{self.one(w.consent)}</p><button>{w.agree}</button></div>'
            f'<header><nav><ul>{menu}</ul></nav><div class="rates">{rates}</div>'
            f'<div class="ticker">{w.breaking}: {ticker}</div></header>'
        )

    def below_headline(self) -> str:
        w = self.words
        day = f"{self.text.published:%d.%m.%Y, %H:%M}"
        stamp = self.one(w.stamps).format(n=self.count(58), clock=f"{self.now:%H:%M}")
        return (
            f'<div class="byline"><span class="author">{", ".join(self.text.authors)}</span> <time>{day}</time></div>'
            f'<p class="stamp">{stamp}</p><p class="views">{w.views.format(n=self.count(9000))}</p>'
            f'<div class="share"><span>{w.shares.format(n=self.count(900))}</span> '
            f"<span>{w.comments.format(n=self.count(400))}</span></div>"
        )

    def between(self, pieces: list[str]) -> list[str]:
        """The paragraphs with an advertisement and a read-also line among them, elsewhere on each visit."""
        w = self.words
        places = [n for n in range(1, len(pieces)) if min(map(len, pieces[n - 1 : n + 1])) >= A_PARAGRAPH]
        if not self.moving or not places:
            return pieces
        link = f'<p>{w.read_also} <a href="/r/{self.count(999)}">{escape(self.one(w.headlines))}</a></p>'
        advertisement = f'<div class="ad-slot" id="ad-{self.count(99)}"><p>{w.advertisement}</p></div>'
        for piece in (link, advertisement):
            place = self.chance.choice(places)
            pieces = [*pieces[: place - 1], pieces[place - 1] + piece, *pieces[place:]]
        return pieces

    def below(self) -> str:
        w = self.words
        related = "".join(f'<li><a href="/n/{self.count(999)}">{escape(x)}</a></li>' for x in self.some(w.headlines, 4))
        said = "".join(
            f'<li class="comment"><b>{name}</b> <span>{w.ago.format(n=self.count(50))}</span><p>{escape(line)}</p></li>'
            for name, line in zip(self.some(w.readers, 2), self.some(w.remarks, 2), strict=True)
        )
        return (
            f'<p class="appeal">{self.one(w.appeals)}</p>'
            f'<section class="related"><h2>{w.related}</h2><ul>{related}</ul></section>'
            f'<section class="comments" id="comments"><h2>{w.remarks_title}</h2><ul>{said}</ul></section>'
        )

    def foot(self) -> str:
        return f"<footer><p>© 2026 {self.words.paper}</p><p>{self.count(900)} ms</p></footer>"
