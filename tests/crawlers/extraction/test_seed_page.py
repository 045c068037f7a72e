"""The page that the project began with. It is the publisher's, so it stays beside the project, or is not there."""

import json
from pathlib import Path

import pytest

from crawlers.extraction import extract

SEED = Path(__file__).parents[3].parent / "shared" / "corpus" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed page is not beside this checkout")


@pytest.fixture(scope="module")
def gold():
    return json.loads((SEED / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(gold):
    return extract((SEED / "page.html").read_bytes(), gold["url"])


def test_title_body_and_language_are_exact(found, gold):
    assert found.title == gold["title"]
    assert list(found.paragraphs) == gold["body"]
    assert found.language == gold["language"]


def test_every_line_of_chrome_is_told_with_its_language(found, gold):
    told = {line.text: line.language for line in found.dropped}
    assert {line["text"]: told.get(line["text"], "not told") for line in gold["chrome"]} == {
        line["text"]: line["language"] for line in gold["chrome"]
    }


def test_the_caption_is_chrome(found, gold):
    assert gold["caption"] in {line.text for line in found.dropped}
