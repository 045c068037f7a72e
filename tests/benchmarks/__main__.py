"""All benchmarks, one after the other: python -m tests.benchmarks [name ...]"""

import sys
from collections.abc import Callable

import click

from tests.benchmarks import archive_speed, crawl_start, extraction_speed, language_speed, learning_gain

BENCHMARKS: dict[str, Callable[[], list[str]]] = {
    "language": language_speed.measure,
    "extraction": extraction_speed.measure,
    "archive": archive_speed.measure,
    "learning": learning_gain.measure,
    "crawl": crawl_start.measure,
}


def main(names: list[str]) -> None:
    for name in names or BENCHMARKS:
        click.echo(f"{name}:")
        for line in BENCHMARKS[name]():
            click.echo(f"  {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
