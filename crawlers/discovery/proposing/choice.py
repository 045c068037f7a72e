"""Which of the tried sources an outlet file should have, and which of them it should have turned off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from crawlers.discovery.proposing.trial import Trial
from crawlers.outlet import Source

_ORDER = ("feed", "news-sitemap", "sitemap", "front")
_ALSO_LISTED = 0.9  # of its entries: then a section's feed tells what the whole one tells
_OFTEN, _SELDOM = timedelta(minutes=15), timedelta(hours=2)  # where the daemon begins; it adapts


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A tried source and what becomes of it: a source of the file, perhaps turned off, or None; `problem` says why."""

    trial: Trial
    source: Source | None = None
    problem: str = ""


def choose(trials: Iterable[Trial], evidence: str) -> list[Chosen]:
    """Every trial once, in the order of their worth.

    Feeds and news sitemaps are watched where they list something that the larger ones do not. Without any, the front
    pages and plain sitemaps are; else those sitemaps are archives, which only a backfill reads: they list old articles.
    """
    ranked = sorted(_once(trials), key=_rank)
    repeated = _repeated(ranked)
    has_news = any(_is_quick(trial) and trial.url not in repeated for trial in ranked)
    languages = {trial.language for trial in ranked if not trial.problem}
    return [_chosen(trial, repeated.get(trial.url, ""), evidence, languages, has_news=has_news) for trial in ranked]


def _once(trials: Iterable[Trial]) -> Iterator[Trial]:
    """One trial for each address, whatever redirects led to it; the entries of an index are those below it."""
    found: dict[str, Trial] = {}
    for trial in trials:
        found.setdefault(trial.url, trial)
    for trial in found.values():
        if trial.sitemaps:
            links = {link.url: link for each in found.values() if _is_below(each, trial) for link in each.links}
            problem = "" if links else "none of its sitemaps lists an article"
            yield replace(trial, links=tuple(links.values()), problem=problem)
        elif trial.kind == "news-sitemap" or not any(_is_below(trial, index) for index in found.values()):
            yield trial


def _is_below(trial: Trial, index: Trial) -> bool:
    return not {trial.url, trial.asked}.isdisjoint(index.sitemaps)


def _rank(trial: Trial) -> tuple[bool, int, int]:
    return bool(trial.problem), _ORDER.index(trial.kind) if trial.kind in _ORDER else len(_ORDER), -len(trial.links)


def _is_quick(trial: Trial) -> bool:
    return trial.kind in ("feed", "news-sitemap") and not trial.problem


def _repeated(ranked: Sequence[Trial]) -> dict[str, str]:
    """Feeds, and news sitemaps, that list what a larger one of their kind does; with the reason."""
    repeated: dict[str, str] = {}
    for place, trial in enumerate(ranked):
        entries = {link.url for link in trial.links}
        for larger in ranked[:place]:
            shared = len(entries & {link.url for link in larger.links})
            if _is_quick(trial) and larger.kind == trial.kind and shared >= _ALSO_LISTED * len(entries):
                repeated.setdefault(trial.url, f"{larger.url} lists the same")
    return repeated


def _chosen(trial: Trial, repeated: str, evidence: str, languages: set[str | None], *, has_news: bool) -> Chosen:
    spare = "the sources above list the same sooner" if trial.kind == "front" and has_news else ""
    if problem := trial.problem or repeated or spare:
        return Chosen(trial=trial, problem=problem)
    assert trial.kind is not None  # what is nothing has a problem
    is_archive = trial.kind == "sitemap" and has_news
    told, off = "for backfills: the sources above are quicker" if is_archive else "", ""
    if trial.language == "ru" and languages & {"en", "uk"}:
        told = off = "off: the same outlet publishes in another language"
    source = Source(
        kind="archive" if is_archive else trial.kind,
        url=trial.url,
        language=trial.language,
        every=_SELDOM if trial.kind == "sitemap" else _OFTEN,
        enabled=not off,
        evidence=f"{evidence}: {trial.found_by}" + (f"; {off}" if off else ""),
    )
    return Chosen(trial=trial, source=source, problem=told)
