"""`varta show`: an article as it was."""

import json
from collections.abc import Iterator
from typing import Any

import click
from rich.text import Text

from scheduler.cli.main import Places, pass_places, varta
from scheduler.cli.reference import article_of, version_of
from scheduler.cli.show_table import one_line
from scheduler.cli.show_text import edition_line, plain_console, say
from scheduler.cli.show_times import at, published, window
from storage.archive import Archive

_LABEL = 11  # columns of the names on the left
_OURS = "read anew by Varta; the outlet changed nothing"


@varta.command()
@click.argument("article", metavar="ARTICLE")
@click.option("--version", "-n", "n", type=click.IntRange(min=1), help="This version; else the latest.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@pass_places
def show(places: Places, article: str, n: int | None, as_json: bool) -> None:
    """Show an article as it was.

    Headline, standfirst, authors, time and text of its latest version, or of an earlier one. ARTICLE is its number or
    any of its addresses; `varta history` lists its versions.

    \b
    Examples:
      varta show 7
      varta show 7 --version 1
      varta show https://thegaze.media/news/some-story --json
    """
    with Archive.open(places.database, read_only=True) as archive:
        found = article_of(archive, article)
        version = version_of(archive, found, n)
        editions = archive.editions(found["id"])
    if as_json:
        about = {name: found[name] for name in ("outlet", "timezone", "language", "url", "status", "versions")}
        authors = {"authors": json.loads(version["authors"] or "[]")}
        click.echo(json.dumps(version | authors | about | {"editions": editions}, ensure_ascii=False, indent=1))
        return
    console = plain_console()
    for text, indent in _page(found | {"editions": editions}, version):
        say(console, text, indent)


def _page(article: dict[str, Any], version: dict[str, Any]) -> Iterator[tuple[Text, int]]:
    yield Text(one_line(version["title"]), style="bold"), 0
    if version["standfirst"]:
        yield Text(one_line(version["standfirst"]), style="italic"), 0
    yield Text(), 0
    for label, value in _facts(article, version):
        yield Text.assemble((label.ljust(_LABEL), "cyan"), value), _LABEL
    for paragraph in (version["body"] or "").split("\n\n"):
        yield Text(), 0
        yield Text(one_line(paragraph)), 0


def _facts(article: dict[str, Any], version: dict[str, Any]) -> Iterator[tuple[str, str]]:
    timezone = article["timezone"]
    yield "article", f"{article['id']} of {article['outlet']}, {article['language'] or 'language unknown'}"
    if authors := json.loads(version["authors"] or "[]"):
        yield "authors", one_line(", ".join(authors))
    if version["published_at"]:
        yield "published", published(version["published_at"], article["published_to_the"], timezone)
    yield "version", f"{version['n']} of {article['versions']}{_why(version)}"
    came = window(version["not_before"], version["seen_at"], timezone)
    yield "came" if version["n"] > 1 else "first seen", came[0].removeprefix("at ")
    yield from (("", line) for line in came[1:])
    if version["until_at"]:
        yield "until", at(version["until_at"], timezone)
    if article["status"] != "live":
        yield "status", f"{article['status']} since {at(article['status_since'], timezone)}"
    yield from ((f"in {edition['language']}", edition_line(edition)) for edition in article["editions"])
    yield "address", one_line(article["url"])


def _why(version: dict[str, Any]) -> str:
    return {"reextract": f"; {_OURS}", "revert": "; went back to an earlier one"}.get(version["reason"], "")
