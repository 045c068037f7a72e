"""How well pages are read: each page of each corpus once, every figure a share of 1, more is better."""

import json
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawlers.extraction import Extraction, Verdict, extract
from tests.benchmarks import corpora
from tests.benchmarks.press_pages import press_pages

Figures = dict[str, float]

_REPOSITORY = Path(__file__).parents[2]
_ARTICLES_ONLY = ("aeb", "fundus", "ukraine")  # the other pages of the corpora are of every kind
_SECONDS_A_PAGE = 60


class Reading:
    """`extract`, counting what it was given and what it answered."""

    def __init__(self) -> None:
        self.pages = self.exceptions = 0
        self.verdicts: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
        self.articles_told_otherwise: list[tuple[str, Extraction]] = []

    def read(self, source: str, html: bytes, url: str) -> Extraction:
        self.pages += 1
        try:
            found = extract(html, url)
        except Exception:
            self.exceptions += 1
            raise
        self.verdicts[source][found.verdict] += 1
        if source in _ARTICLES_ONLY and found.verdict not in {Verdict.ARTICLE, Verdict.LIVE}:
            self.articles_told_otherwise.append((url, found))
        return found

    def figures(self) -> Figures:
        told = Counter[Verdict]()
        for source in _ARTICLES_ONLY:
            told += self.verdicts[source]
        return {
            "pages read without an exception": 1 - self.exceptions / max(1, self.pages),
            "articles told as articles": (told[Verdict.ARTICLE] + told[Verdict.LIVE]) / max(1, told.total()),
        }


def measure_figures(reading: Reading | None = None) -> tuple[Figures, Figures]:
    """The figures of quality, and those of time in microseconds, which no two runs share."""
    reading = reading or Reading()
    figures = _of_the_extraction_corpus(reading) | _of_ukraine(reading) | _of_the_seed_page(reading)
    languages, times = _of_languages()
    return figures | languages | _of_the_press() | reading.figures(), times


def _of_the_extraction_corpus(reading: Reading) -> Figures:
    scorer = corpora.scorer("score_extraction")
    gold = scorer.load(corpora.CORPUS / "extraction")
    sources = iter(["", *(row["source"] for row in gold)])  # the scorer begins with a page of its own
    with _alarm_kept():
        rows, _ = scorer.run(
            corpora.CORPUS / "extraction",
            gold,
            lambda html, url: reading.read(next(sources), html, url),
            _SECONDS_A_PAGE,
        )
    report = scorer.report(rows, 0)
    body, told = report["body"], report["metadata"]
    return {
        "aeb F1": body["aeb"]["F1"],
        "aeb exact": body["aeb"]["exact"],
        "fundus F1": body["fundus"]["F1"],
        "fundus exact": body["fundus"]["exact"],
        "traf F": report["segments"]["F"],
        "fundus title": told["fundus"]["title"]["accuracy"],
        "fundus minute": told["fundus"]["published"]["minute"],
        "fundus authors": told["fundus"]["authors"]["set_accuracy"],
        "traf title": told["traf"]["title"]["accuracy"],
        "traf day": told["traf"]["published"]["day"],
        "traf authors": told["traf"]["authors"]["set_accuracy"],
    }


@contextmanager
def _alarm_kept() -> Iterator[None]:
    """The scorer sets an alarm of its own; whoever set one before gets it back."""
    handler, timer = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, *timer)


def _of_ukraine(reading: Reading) -> Figures:
    scorer = corpora.scorer("score_ukraine")
    rows = []
    for gold in corpora.gold("ukraine"):
        html, error = corpora.page_of("ukraine", gold), None
        try:
            found = reading.read("ukraine", html, gold["url"])
        except Exception as raised:  # noqa: BLE001 - the scorer counts it
            found, error = None, str(raised)
        rows.append(scorer.score(gold, found) | {"cpu": 0.0, "error": error})
    told = scorer.summary(rows)
    return {
        "ukraine F1": told["F1"],
        "ukraine exact": told["exact"],
        "ukraine title": told["title"],
        "ukraine day": told["day"],
        "ukraine chrome kept out": 1 - told["leaked"],
        "ukraine chrome kept out, in the article's container": 1 - told["leaked_in_article"],
    }


def _of_the_seed_page(reading: Reading) -> Figures:
    folder = corpora.CORPUS / "seed"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found = reading.read("seed", (folder / "page.html").read_bytes(), gold["url"])
    told = {line.text: line.language for line in found.dropped}
    right = [told.get(line["text"], "not told") == line["language"] for line in gold["chrome"]]
    return {
        "seed body exact": float(list(found.paragraphs) == gold["body"]),
        "seed chrome told with its language": sum(right) / len(right),
    }


def _of_languages() -> tuple[Figures, Figures]:
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.json"
        command = [sys.executable, str(corpora.TOOLS / "score_langid.py"), "crawlers.extraction.language:line_language"]
        command += ["--data", str(corpora.CORPUS / "langid"), "--json", str(answers)]
        subprocess.run(command, cwd=_REPOSITORY, check=True, capture_output=True)
        told: dict[str, Any] = json.loads(answers.read_text(encoding="utf-8"))
    buckets = [group["acc"] for name, group in told.items() if name.startswith("en+uk UI len ")]
    return {
        "language of interface strings": told["en+uk UI"]["acc"],
        "language, worst length of interface strings": min(buckets),
        "language of blocks": told["en+uk blocks"]["acc"],
        "Russian told from Ukrainian": told["other ru"]["acc"],
    }, {"language of a line, p95": told["en+uk UI"]["p95_us"]}


def _of_the_press() -> Figures:
    pages = press_pages()
    exact = 0
    for page in pages:
        found = extract(page.html, page.gold.url, outlet=page.outlet, charset=page.charset)
        exact += (found.standfirst, found.paragraphs) == (page.gold.standfirst, page.gold.paragraphs)
    return {"press pages exact": exact / len(pages)}
