"""`varta search`: who says it now, and what was taken down."""

from collections.abc import Iterator
from typing import Any

import click
from rich.text import Text

from crawlers.errors import UnknownOutlet
from scheduler.cli.main import Places, pass_places, varta
from scheduler.cli.show_table import one_line, show_json, to_the_minute
from scheduler.cli.show_text import plain_console, say
from scheduler.cli.show_times import within
from storage.archive import Archive
from storage.searching import RANKED_UP_TO, as_question


@varta.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--removed", is_flag=True, help="What outlets took down: edited out, or gone with its article.")
@click.option("--outlet", help="Of this outlet only.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@pass_places
def search(
    places: Places, words: tuple[str, ...], *, removed: bool, outlet: str | None, limit: int, as_json: bool
) -> None:
    """Search what articles say now, or what was taken down.

    Finds paragraphs and headlines that hold all the words, in any case and with any apostrophe; words in quotes are a
    phrase, and an asterisk stands for the end of a word. The best match comes first, the newest among equals; words
    too common to be ranked give the newest. What Varta itself dropped was never taken down and is never found by
    --removed. The [hits] are marked.

    \b
    Examples:
      varta search bridge
      varta search '"swing bridge"' --outlet the-gaze
      varta search 'мобілізац*' --limit 50
      varta search --removed "пʼять людей"
    """
    asked = " ".join(words)
    if as_question(asked) is None:
        raise click.UsageError("there is no word in that: give letters or digits")
    with Archive.open(places.database, read_only=True) as archive:
        known = [row["slug"] for row in archive.query("SELECT slug FROM outlets")]
        if outlet is not None and outlet not in known:
            raise UnknownOutlet(outlet, known)
        rows = archive.search(asked, removed=removed, outlet=outlet, limit=limit)
    if as_json:
        show_json(rows)
    elif not rows:
        click.echo("nothing of that was taken down" if removed else "no article says that now; try --removed")
    else:
        _print(rows, removed=removed, limit=limit)


def _print(rows: list[dict[str, Any]], *, removed: bool, limit: int) -> None:
    console = plain_console()
    for row in rows:
        for text in _removed(row) if removed else _standing(row):
            say(console, text, indent=2)
    if rows[0]["rank"] is None:
        click.echo(
            f"the newest only: over {RANKED_UP_TO:,} paragraphs hold these words; add one to have the best first"
        )
    elif len(rows) == limit:
        click.echo(f"the best {limit} only: --limit shows more")


def _standing(row: dict[str, Any]) -> Iterator[Text]:
    yield from _found(row, row["first_seen_at"], f"article {row['article_id']}")


def _removed(row: dict[str, Any]) -> Iterator[Text]:
    how = {"vanished": "gone with its article"}.get(row["how"], f"{row['how']} out by version {row['n']}")
    span = f", within {within(row['not_before'], row['removed_at'])}" if row["not_before"] else ""
    still = "; the article still has these words" if row["still_said"] else ""
    yield from _found(row, row["removed_at"], f"article {row['article_id']}, {how}{span}{still}")


def _found(row: dict[str, Any], time: str, about: str) -> Iterator[Text]:
    yield Text.assemble((to_the_minute(time), "dim"), f"  {row['outlet']}  ", (about, "dim"))
    snippet = _marked(one_line(row["snippet"]))
    if row["part"] != "title":
        yield Text(f"  {one_line(row['title'])}", style="bold")
    elif snippet.plain.replace("[", "").replace("]", "") == one_line(row["title"]):
        snippet.stylize("bold")
    yield Text("  ") + snippet
    yield Text()


def _marked(snippet: str) -> Text:
    text = Text(snippet)
    text.highlight_regex(r"\[[^\]]*\]", "bold yellow")
    return text
