"""`varta run`: the daemon, in the foreground."""

import logging
import sys

import click

from scheduler.cli.main import Places, pass_places, varta


@varta.command()
@click.option("--verbose", "-v", is_flag=True, help="Say more: every crawl, every tick of the scheduler.")
@pass_places
def run(places: Places, verbose: bool) -> None:
    """Watch the outlets until Ctrl-C or SIGTERM.

    Creates the database if it is not there and migrates an older one. SIGHUP reads the outlet files again.

    \b
    Example:
      VARTA_CONTACT=mailto:me@example.org varta --database news.db run
    """
    from scheduler.daemon import run_daemon  # noqa: PLC0415  APScheduler and Scrapy are imported only by who needs them

    _log_to_stderr(verbose=verbose)
    run_daemon(places.database, places.outlets)


def _log_to_stderr(*, verbose: bool) -> None:
    """The time is added for a person at a terminal; journald has its own."""
    time = "%(asctime)s " if sys.stderr.isatty() else ""
    logging.basicConfig(level=logging.INFO, format=f"{time}%(levelname)s %(message)s", datefmt="%H:%M:%S")
    for noisy in ("apscheduler", "asyncio", "scrapy", "trafilatura"):
        logging.getLogger(noisy).setLevel(logging.INFO if verbose else logging.WARNING)
    if verbose:
        logging.getLogger("scheduler").setLevel(logging.DEBUG)
