"""How a proposed outlet looks: everything that was tried, then the file as it would be written."""

import json
from typing import Any

import click

from crawlers.discovery.proposing.candidates import GUESS
from crawlers.discovery.proposing.choice import Chosen
from crawlers.discovery.proposing.proposal import Proposal
from scheduler.cli.show_table import one_line, show_table
from storage.times import stamp_or_none

_COLUMNS = ("use", "kind", "address", "language", "entries", "newest", "problem")


def show_proposal(proposal: Proposal, text: str) -> None:
    """A table of what was tried, and the file. Guesses that led nowhere are left out."""
    told = [_row(chosen) for chosen in proposal.tried if chosen.trial.kind or not _is_guess(chosen)]
    show_table(told, _COLUMNS, "nothing was found")
    click.echo()
    for line in text.splitlines():
        click.echo(one_line(line))


def show_proposal_as_json(proposal: Proposal, text: str) -> None:
    """One JSON object: the file's facts, its text, and every address that was tried."""
    outlet, pattern = proposal.outlet, proposal.pattern
    facts: dict[str, Any] = {
        "slug": outlet.slug,
        "name": outlet.name,
        "home": outlet.home,
        "timezone": outlet.timezone,
        "timezone_because": proposal.zone.because,
        "languages": outlet.languages,
        "hosts": outlet.hosts,
        "article_url": pattern.text if pattern else None,
        "tried": [_row(chosen) | {"found_by": chosen.trial.found_by} for chosen in proposal.tried],
        "file": text,
    }
    click.echo(json.dumps(facts, ensure_ascii=False, indent=1))


def _row(chosen: Chosen) -> dict[str, Any]:
    trial, source = chosen.trial, chosen.source
    return {
        "use": ("yes" if source.enabled else "off") if source else "no",
        "kind": trial.kind,
        "address": trial.url,
        "language": trial.language,
        "entries": len(trial.links),
        "newest": stamp_or_none(trial.newest_at),
        "problem": chosen.problem or None,
    }


def _is_guess(chosen: Chosen) -> bool:
    return chosen.trial.found_by == GUESS
