"""All benchmarks, one after the other: python -m tests.benchmarks [name ...]"""

import json
from collections.abc import Callable
from functools import partial

import click

from tests.benchmarks import (
    archive_speed,
    breakage,
    corpora,
    crawl_start,
    editions,
    extraction_quality,
    extraction_speed,
    floors,
    ladder,
    language_speed,
    learning_gain,
    link_quality,
    million,
    robustness,
    storage_size,
)
from tests.benchmarks.quality_figures import measure_figures

BENCHMARKS: dict[str, Callable[[], list[str]]] = {
    "language": language_speed.measure,
    "extraction": extraction_speed.measure,
    "links": link_quality.measure,
    "quality": extraction_quality.measure,
    "robustness": robustness.measure,
    "archive": archive_speed.measure,
    "storage": storage_size.measure,
    "million": million.measure,
    "learning": learning_gain.measure,
    "crawl": crawl_start.measure,
    "ladder": ladder.measure,
    "editions": editions.measure,
    "breakage": breakage.measure,
}


@click.command(help=f"Measure; without a name everything: {', '.join(BENCHMARKS)}.")
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
@click.option("--json", "as_json", is_flag=True, help="quality: every figure as JSON, more digits than the table.")
@click.option("--set-floors", is_flag=True, help="quality: make what is measured now the floors of the tests.")
@click.option("--lower", is_flag=True, help="With --set-floors: floors may be lowered too.")
@click.option("--articles", type=click.IntRange(min=1_000), default=million.ARTICLES, help="million: so many.")
def main(names: tuple[str, ...], *, as_json: bool, set_floors: bool, lower: bool, articles: int) -> None:
    if as_json or set_floors:
        if names != ("quality",):
            raise click.UsageError("--json and --set-floors go with `quality`")
        _quality(as_json=as_json, set_floors=set_floors, lower=lower)
        return
    benchmarks = BENCHMARKS | {"million": partial(million.measure, articles)}
    for name in names or benchmarks:
        click.echo(f"{name}:")
        for line in benchmarks[name]():
            click.echo(f"  {line}")


def _quality(*, as_json: bool, set_floors: bool, lower: bool) -> None:
    if not corpora.are_here():
        raise click.ClickException(corpora.NOT_HERE)
    figures, times = measure_figures()
    if as_json:
        click.echo(json.dumps(figures | times, indent=2, ensure_ascii=False))
    if set_floors:
        try:
            floors.set_floors(figures, lower=lower)
        except floors.WrongFloors as error:
            raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
