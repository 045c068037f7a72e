"""A proposal as the text of an outlet file, with comments for the person who looks it through."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta

from crawlers.discovery.proposing.proposal import Proposal
from crawlers.extraction.page.plain_text import plain
from crawlers.outlet import Source

DELAY = timedelta(seconds=5)  # between two requests of a crawl: as in the files that ship with Varta


def outlet_file(proposal: Proposal) -> str:
    """TOML that `load_outlet` reads."""
    return "\n".join([*_facts(proposal), *_sources(proposal.outlet.sources), *_article(proposal), ""])


def _facts(proposal: Proposal) -> Iterator[str]:
    outlet = proposal.outlet
    yield "# Proposed by `varta add`. Look at what is marked below, then: varta check --live " + outlet.slug
    yield f"name = {_text(outlet.name)}"
    yield f"home = {_text(outlet.home)}"
    yield f"timezone = {_text(outlet.timezone)}  # a guess: {plain(proposal.zone.because)}"
    yield f"languages = {_list(outlet.languages)}"
    yield f"hosts = {_list(outlet.hosts)}  # articles elsewhere are off-site"
    yield f'delay = "{DELAY.seconds}s"  # robots.txt or the outlet may ask for more'
    yield f"evidence = {_text(outlet.evidence)}"


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        yield "\n[[sources]]"
        yield f"kind = {_text(source.kind)}"
        yield f"url = {_text(source.url)}"
        if source.language:
            yield f"language = {_text(source.language)}"
        if source.kind != "archive":  # which is read when a person says so
            yield f'every = "{_duration(source.every)}"'
        if not source.enabled:
            yield "enabled = false"
        yield f"evidence = {_text(source.evidence)}"


def _duration(interval: timedelta) -> str:
    minutes = interval // timedelta(minutes=1)
    return f"{minutes}m" if minutes % 60 else f"{minutes // 60}h"


def _article(proposal: Proposal) -> Iterator[str]:
    pattern = proposal.pattern
    if pattern is None:
        yield "\n# No [article] url: the addresses of articles have no form of their own. `varta explain` an article."
        return
    yield f"\n# Made from {pattern.of} addresses, of which it matches {pattern.matched}. Others are never followed:"
    yield "# delete it if sections of the outlet have other addresses. `varta explain` an article."
    yield "[article]"
    yield f"url = '{pattern.text}'" if "'" not in pattern.text else f"url = {_text(pattern.text)}"


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, once controls are gone."""
    return json.dumps(plain(text), ensure_ascii=False)


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(_text, texts)) + "]"
