"""The corpora of real pages and their scorers: beside the repository where Varta is measured, elsewhere not there.

They are third-party pages under their own licences: read in place, never copied.
"""

import gzip
import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).parents[2].parent / "shared"
CORPUS, TOOLS = SHARED / "corpus", SHARED / "tools"
NOT_HERE = f"the corpora of real pages and their scorers are not on this machine (looked in {SHARED})"


def are_here() -> bool:
    """True where pages can be measured."""
    return (CORPUS / "extraction" / "gold.jsonl").is_file() and (TOOLS / "score_extraction.py").is_file()


def scorer(name: str) -> ModuleType:
    """One of the scorers, as it is on this machine now."""
    if str(TOOLS) not in sys.path:
        sys.path.append(str(TOOLS))
    return importlib.import_module(name)


def gold(corpus: str, name: str = "gold.jsonl") -> list[dict[str, Any]]:
    """What the pages of a corpus should be read as, one row a page."""
    text = (CORPUS / corpus / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def page_of(corpus: str, row: dict[str, Any]) -> bytes:
    """The page of a gold row."""
    name = row["file"] if "file" in row else f"pages/{row['id']}.html.gz"
    return gzip.decompress((CORPUS / corpus / name).read_bytes())
