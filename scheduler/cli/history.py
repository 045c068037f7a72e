"""`varta history`: what happened to an article."""

import json
from typing import Any

import click

from scheduler.cli.main import Places, pass_places, varta
from scheduler.cli.reference import article_of
from storage.archive import Archive

_ABOUT = (
    *("id", "outlet", "timezone", "language", "title", "url", "status", "status_since"),
    *("published_at", "published_to_the", "first_seen_at", "checked_at", "versions", "edits", "flags", "merged_into"),
)


@varta.command()
@click.argument("article", metavar="ARTICLE")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, whole paragraphs with every word.")
@pass_places
def history(places: Places, article: str, as_json: bool) -> None:
    """Show what happened to an article.

    Its headlines, then every edit word by word, deletion, restoration and move, oldest first, each with the two looks
    between which it happened. [-Words that went-] and {+words that came+} are marked so that colour is not needed.
    What Varta itself read anew is no edit and is not shown. ARTICLE is its number or any of its addresses.

    \b
    Examples:
      varta history 7
      varta history https://thegaze.media/news/some-story
      varta history 7 --json
    """
    from scheduler.cli.show_history import show_history  # noqa: PLC0415  rich is slow to import

    with Archive.open(places.database, read_only=True) as archive:
        facts = history_of(archive, article_of(archive, article))
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        show_history(facts)


def history_of(archive: Archive, article: dict[str, Any]) -> dict[str, Any]:
    """Everything that is told of an article, as plain values: what `--json` prints and the terminal is painted from."""
    events = archive.history(article["id"])
    for event in events:
        if event["n"] is not None and event["n"] > 1:
            edits = archive.edit(article["id"], event["n"])
            event["changes"] = [edit._asdict() | {"pieces": [list(piece) for piece in edit.pieces]} for edit in edits]
    return {
        "article": {name: article[name] for name in _ABOUT},
        "headlines": archive.headlines(article["id"]),
        "editions": archive.editions(article["id"]),
        "addresses": archive.addresses(article["id"]),
        "events": events,
    }
