"""`varta outlets`: which outlets there are, and where their links come from."""

from typing import Any

import click

from crawlers.outlet import Outlet, load_outlets
from scheduler.cli.main import Places, pass_places, varta
from scheduler.cli.show_table import show_json, show_table

_COLUMNS = ("outlet", "name", "languages", "watched", "sources")


@varta.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, with every source.")
@pass_places
def outlets(places: Places, as_json: bool) -> None:
    """List the outlet files.

    Name, languages, whether watched, kinds of sources; with --json every source and its evidence.

    \b
    Examples:
      varta outlets
      varta --outlets my-outlets outlets --json
    """
    known = load_outlets(places.outlets).values()
    if as_json:
        show_json([_facts(outlet) for outlet in known])
    else:
        show_table([_line(outlet) for outlet in known], _COLUMNS, f"no outlet files in {places.outlets}")


def _line(outlet: Outlet) -> dict[str, str]:
    sources = [source.kind for source in outlet.sources if source.enabled]
    return {
        "outlet": outlet.slug,
        "name": outlet.name,
        "languages": " ".join(outlet.languages),
        "watched": "yes" if outlet.enabled else f"no: {outlet.reason}",
        "sources": ", ".join(sources),
    }


def _facts(outlet: Outlet) -> dict[str, Any]:
    sources = [
        {"kind": s.kind, "url": s.url, "language": s.language, "enabled": s.enabled, "evidence": s.evidence}
        for s in outlet.sources
    ]
    return _line(outlet) | {"home": outlet.home, "enabled": outlet.enabled, "sources": sources}
