"""How well pages are read, beside the best of the known extractors and what is wanted here."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks import corpora, extraction_speed
from tests.benchmarks.quality_figures import Figures, Reading, measure_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure of a row: its key, the best known extractor's, and the one that is wanted."""

    key: str
    peer: float | None
    wanted: float
    at_most: bool = False  # less is better
    of_what_is_lost: bool = False  # the figure is what was kept out; what got through is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table."""

    name: str
    cells: tuple[Cell, ...]
    percent: bool = False


def _row(name: str, *cells: tuple[str, float | None, float], percent: bool = False) -> Row:
    return Row(name=name, cells=tuple(Cell(key=k, peer=p, wanted=w) for k, p, w in cells), percent=percent)


# The best figure of any of eleven extractors on the same pages, measured 2026-11: ../shared/notes/extraction.md (bars),
# for lines of text ../shared/notes/langid.md. The figures of pages of Ukrainian outlets: the best of trafilatura and
# readability-lxml, measured 2026-11 with the same scorer.
TABLE = (
    _row("aeb: F1 / exact", ("aeb F1", 0.968, 0.978), ("aeb exact", 0.340, 0.45)),
    _row("fundus: F1 / exact", ("fundus F1", 0.945, 0.965), ("fundus exact", 0.099, 0.25)),
    _row("traf: F", ("traf F", 0.917, 0.94)),
    _row(
        "fundus: title / minute / authors",
        ("fundus title", 0.781, 0.90),
        ("fundus minute", 0.945, 0.96),
        ("fundus authors", 0.784, 0.85),
    ),
    _row(
        "traf: title / day / authors",
        ("traf title", 0.722, 0.80),
        ("traf day", 0.864, 0.90),
        ("traf authors", 0.572, 0.65),
    ),
    _row(
        "Ukrainian outlets: F1 / exact / title / day",
        ("ukraine F1", 0.951, 0.98),
        ("ukraine exact", 0.343, 0.60),
        ("ukraine title", 0.943, 0.97),
        ("ukraine day", 0.806, 0.95),
    ),
    Row(
        name="their chrome leaked: all / in the article's container",
        percent=True,
        cells=(
            Cell(key="ukraine chrome kept out", peer=0.986, wanted=0.997, of_what_is_lost=True),
            Cell(
                key="ukraine chrome kept out, in the article's container", peer=0.35, wanted=0.90, of_what_is_lost=True
            ),
        ),
    ),
    _row(
        "seed page: body exact / chrome with its language",
        ("seed body exact", None, 1),
        ("seed chrome told with its language", None, 1),
    ),
    _row("press pages exact", ("press pages exact", None, 1)),
    _row(
        "language: UI strings / worst length / blocks / Russian",
        ("language of interface strings", 0.994, 0.997),
        ("language, worst length of interface strings", None, 0.99),
        ("language of blocks", 0.998, 0.997),
        ("Russian told from Ukrainian", 0.001, 0.85),
        percent=True,
    ),
    # Two of the 280 hold a teaser only, and are told to be paywalled; the text of a third stands in a script.
    _row("articles told as articles", ("articles told as articles", None, 0.985)),
    Row(
        name="pages of the corpora that raised an exception",
        percent=True,
        cells=(Cell(key="pages read without an exception", peer=None, wanted=1, of_what_is_lost=True),),
    ),
    Row(
        name="language of a line, µs, 95 of 100",
        cells=(Cell(key="language of a line, p95", peer=42, wanted=20, at_most=True),),
    ),
    Row(
        name="processor time of a page, trafilatura's default = 1",
        cells=(Cell(key="processor time of a page", peer=1, wanted=0.12, at_most=True),),
    ),
)


def measure() -> list[str]:
    """The table: the best peer's figures, the wanted ones, ours; a star where ours falls short."""
    if not corpora.are_here():
        return [corpora.NOT_HERE]
    figures, reading = everything()
    return [*table(figures), *_told_otherwise(reading)]


def everything() -> tuple[Figures, Reading]:
    """All figures of the table, those of time too, and what was read."""
    reading = Reading()
    figures, times = measure_figures(reading)
    return figures | times | {"processor time of a page": extraction_speed.share_of_trafilatura()}, reading


def table(figures: Mapping[str, float]) -> list[str]:
    """The table in lines of text. A figure that was not measured is a dash."""
    columns = f"{'':<58}{'best peer':<34}{'wanted':<44}ours"
    return [columns, *(_line(row, figures) for row in TABLE)]


def _line(row: Row, figures: Mapping[str, float]) -> str:
    peers = " / ".join(_shown(row, cell, cell.peer) for cell in row.cells)
    wanted = " / ".join(_sign(cell) + _shown(row, cell, cell.wanted) for cell in row.cells)
    ours = " / ".join(_shown(row, cell, figures.get(cell.key)) + _star(cell, figures) for cell in row.cells)
    return f"{row.name:<58}{peers:<34}{wanted:<44}{ours}"


def _sign(cell: Cell) -> str:
    return "≤ " if cell.at_most or cell.of_what_is_lost else "≥ "


def _star(cell: Cell, figures: Mapping[str, float]) -> str:
    ours = figures.get(cell.key)
    if ours is None or (ours <= cell.wanted if cell.at_most else ours >= cell.wanted):
        return ""
    return "*"


def _shown(row: Row, cell: Cell, figure: float | None) -> str:
    if figure is None:
        return "–"
    figure = 1 - figure if cell.of_what_is_lost else figure
    if row.percent:
        return f"{100 * figure:.2f}".rstrip("0").rstrip(".") + " %"
    return f"{figure:.3f}" if figure < 10 else f"{figure:.0f}"


def _told_otherwise(reading: Reading) -> list[str]:
    """The pages of articles that would be lost to an archive, each with the reason."""
    rows = [f"  {page.verdict}: {'; '.join(page.reasons)}  {url}" for url, page in reading.articles_told_otherwise]
    return ["articles told to be something else:", *rows] if rows else []
