"""Pages that broke on their way: nothing is raised but ExtractionError, and every promise is kept."""

import random

import pytest

from tests.benchmarks.robustness import Source, harm, sources
from tests.crawlers.extraction.mutations import MUTATIONS, mutated
from tests.crawlers.extraction.pages import ENGLISH, UKRAINIAN, page, paragraphs

BATCHES, BATCH = 8, 50  # the benchmark `robustness` does 10,000
LARGEST = 20_000  # bytes


@pytest.fixture(scope="module")
def pages() -> list[Source]:
    return sources(LARGEST)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated_pages_keep_every_promise(pages, batch):
    assert harm(pages, range(batch * BATCH, (batch + 1) * BATCH)) == ([], [])


def test_a_mutation_is_a_function_of_its_seed():
    source = page(paragraphs(ENGLISH + UKRAINIAN))
    assert [mutated(source, seed) for seed in range(60)] == [mutated(source, seed) for seed in range(60)]


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_every_mutation_changes_the_page(mutation):
    source = page(f"<div class='text'>{paragraphs(ENGLISH)}</div><p class='more'>{UKRAINIAN[0]}</p>")
    assert len({mutation(source, random.Random(seed)) for seed in range(8)}) > 1
