"""What learning is worth: many pages of one site, each read without and with what the site's other pages teach.

A page is never read with lines that were counted on itself: for each, an archive of its own learns from the others.
The pages and their scorer are development material beside the repository, `../shared`; without it, this says so.
"""

import gzip
import importlib.util
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from crawlers.extraction import Extraction, extract
from storage.archive import Archive
from storage.findings import PageRead
from storage.records import Outcome

SHARED = Path(__file__).parents[2].resolve().parent / "shared"
CORPUS = SHARED / "corpus" / "multipage"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class SavedPage:
    """A page, the paragraphs that its reference has, and what is made of it without learning."""

    html: bytes
    url: str
    reference: tuple[str, ...]
    plain: Extraction


def measure() -> list[str]:
    """Precision, recall, F1 and exact texts a host, without and with learning; and the reference's lines lost by it."""
    if not CORPUS.is_dir():
        return [f"skipped: {CORPUS} is not there"]
    scorer = _scorer()
    before: dict[str, list[dict[str, float]]] = defaultdict(list)
    after: dict[str, list[dict[str, float]]] = defaultdict(list)
    gone, lost = set(), set()
    for host, pages in _hosts():
        for page, learned in zip(pages, _learned_from_the_others(pages), strict=True):
            taught = extract(page.html, page.url, chrome=learned)
            before[host].append(_score(scorer, page, page.plain))
            after[host].append(_score(scorer, page, taught))
            dropped = set(page.plain.paragraphs) - set(taught.paragraphs) - {taught.standfirst}
            gone |= {(page.url, line) for line in dropped}
            lost |= {(page.url, line) for line in dropped if any(line in text for text in page.reference)}
    hosts = [*before, "all"]
    before["all"], after["all"] = (list(chain(*scores.values())) for scores in (before, after))
    return [
        f"{'host':22} pages   {'without: P R F1 exact':28}   with what the other pages teach",
        *(
            f"{host:22} {len(before[host]):5}   {_said(scorer, before[host])}   {_said(scorer, after[host])}"
            for host in hosts
        ),
        f"{len(gone)} lines dropped by learning, {len(lost)} of them in a reference",
        *(f"  lost: {line[:100]}" for _, line in sorted(lost)),
    ]


def _hosts() -> Iterator[tuple[str, list[SavedPage]]]:
    hosts: dict[str, list[SavedPage]] = defaultdict(list)
    for line in (CORPUS / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        html = gzip.decompress((CORPUS / row["file"]).read_bytes())
        url = f"https://{row['host']}/news/{row['file'].removesuffix('.html.gz')}"
        page = SavedPage(html=html, url=url, reference=tuple(row["reference"]), plain=extract(html, url))
        hosts[row["host"]].append(page)
    yield from hosts.items()


def _learned_from_the_others(pages: Sequence[SavedPage]) -> Iterator[dict[str, str | None]]:
    """For each page, what an archive has learned that stored all pages but this one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        Archive.create(path).close()
        empty = path.read_bytes()
        for left_out in pages:
            path.write_bytes(empty)
            with Archive.open(path) as archive:
                archive.register([_outlet()], NOW)
                crawl_id = archive.plan("bench", NOW).crawl_id
                archive.record_all([_read(crawl_id, page) for page in pages if page is not left_out])
                archive.learn("bench", NOW, lambda chrome: ("bench", str(sorted(chrome))))
                yield archive.learned_chrome("bench")


def _outlet() -> Any:
    source = SimpleNamespace(kind="feed", url="https://bench.test/rss", language="en", every=timedelta(1), enabled=True)
    facts = {"slug": "bench", "name": "Bench", "home": "https://bench.test/", "timezone": "Europe/Kyiv"}
    return SimpleNamespace(**facts, languages=("en",), enabled=True, reason="", keep=(), sources=(source,))


def _read(crawl_id: int, page: SavedPage) -> PageRead:
    facts: dict[str, Any] = {"outcome": Outcome.FETCHED, "http_status": 200, "extractor_version": "bench"}
    return PageRead(crawl_id=crawl_id, outlet="bench", seen_at=NOW, url=page.url, extraction=page.plain, **facts)


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_extraction", SHARED / "tools" / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(scorer: ModuleType, page: SavedPage, found: Extraction) -> dict[str, float]:
    """The reference begins with the headline, so ours does too."""
    gold = scorer.words("\n".join(page.reference))
    ours = scorer.words("\n".join([found.title, found.standfirst or "", found.body]))
    hit, extra, missed = scorer.overlap(gold, ours)
    f1 = scorer.harmonic(scorer.ratio(hit, hit + extra), scorer.ratio(hit, hit + missed))
    return {"tp": hit, "fp": extra, "fn": missed, "f1": f1, "exact": float(gold == ours)}


def _said(scorer: ModuleType, rows: list[dict[str, float]]) -> str:
    scores = scorer.body_scores(rows)
    return f"{scores['P']:.4f} {scores['R']:.4f} {scores['F1']:.4f} {scores['exact']:.3f}"
