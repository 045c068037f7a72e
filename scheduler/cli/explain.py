"""`varta explain`: why a page is read as it is."""

import sys
from pathlib import Path

import click

from crawlers.outlet import load_outlets
from scheduler.cli.main import FAILED, Places, pass_places, varta


@varta.command()
@click.argument("page", metavar="URL|FILE")
@click.option("--outlet", help="Read it as a page of this outlet; else of the one whose hosts hold its address.")
@click.option("--only", type=click.Choice(["article", "chrome"]), help="Show these lines only.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with the element of every line.")
@pass_places
def explain(places: Places, page: str, outlet: str | None, only: str | None, as_json: bool) -> None:
    """Show why a page is read as it is.

    Every line in order: its language, whether it is headline, standfirst, body or chrome, and which witness said so.
    Above them: what the page is, where the article stands, where title, date and authors come from; of a URL also what
    robots.txt says and how the server answered. It is fetched as a crawl fetches it, and nothing is stored.

    \b
    Examples:
      varta explain https://thegaze.media/news/some-story
      varta explain saved.html --outlet the-gaze
      varta explain saved.html --only chrome
      varta explain saved.html --json
    """
    # Lxml and langdetect are imported only by who needs them.
    from scheduler.cli.explanation_facts import facts_of  # noqa: PLC0415
    from scheduler.cli.show_explanation import show_explanation, show_explanation_as_json  # noqa: PLC0415
    from scheduler.explaining import Knowledge, explain_file, explain_url  # noqa: PLC0415

    known = Knowledge(outlets=load_outlets(places.outlets), named=outlet, database=places.database)
    if "://" in page and sys.stderr.isatty():
        click.echo(f"fetching {page}, as slowly as a crawl would", err=True)
    told = explain_url(page, known) if "://" in page else explain_file(_file(page), known)
    facts = facts_of(told)
    (show_explanation_as_json if as_json else show_explanation)(facts, only)
    if problem := facts["problem"]:
        click.echo(f"varta: {facts['page']}: {problem}", err=True)
        sys.exit(FAILED)


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise click.UsageError(f"there is no file {name!r}; an address begins with https:// or http://")
    return path
