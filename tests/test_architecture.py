"""The house rules that a reader relies on: which way imports go, what is pure, how files are named."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("storage", "crawlers", "scheduler")  # each may import itself and those before it
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in (*PACKAGES, "tests")
    for path in sorted((ROOT / package).rglob("*.py"))
}
PURE_OF_STORAGE = (
    "addresses|alignment|breakage|breaker|disclosure|editions|figures|fingerprint|fold|furniture|language_codes|likeness|page_query|"
    "passages|recurrence|significance|telling_words|weave|word_diff|wording"
)
PURE = re.compile(
    rf"crawlers\.(archive_template|extraction|discovery|polling|recheck|sitemap_budget)\b|storage\.({PURE_OF_STORAGE})\b"
)
WORLDLY = {"scrapy", "twisted", "sqlite3", "sqlite_utils", "logging", "socket", "urllib.request", "requests"}
WORLDLY |= {"asyncio", "subprocess", "multiprocessing", "threading"}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "time_ns"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "handler"}

each_pure_module = pytest.mark.parametrize("module", [name for name in MODULES if PURE.match(name)])


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imports_of(module: str) -> frozenset[str]:
    """Everything a module imports, wherever in it; `from a import b` counts as a and as a.b."""
    found = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively; write the whole name"
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def reached_from(module: str, met: set[str]) -> set[str]:
    """A module and all of ours that it imports, near or far."""
    if module in MODULES and module not in met:
        met.add(module)
        for imported in imports_of(module):
            reached_from(imported, met)
    return met


def clock_calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield ast.unparse(node)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_from_the_scheduler_to_the_crawlers_to_the_storage_and_never_back(package):
    forbidden = (*PACKAGES[PACKAGES.index(package) + 1 :], "tests")
    wrong = {
        f"{module} imports {imported}"
        for module in MODULES
        if module.split(".")[0] == package
        for imported in imports_of(module)
        if imported.split(".")[0] in forbidden
    }
    assert not wrong


@each_pure_module
def test_a_pure_module_reaches_neither_network_nor_database_nor_log(module):
    wrong = {
        f"{reached} imports {imported}"
        for reached in reached_from(module, set())
        for imported in imports_of(reached)
        if any(imported == name or imported.startswith(f"{name}.") for name in WORLDLY)
    }
    assert not wrong


@each_pure_module
def test_a_pure_module_asks_no_clock(module):
    assert not list(clock_calls(tree_of(module)))


def test_only_the_fork_server_imports_the_preload():
    assert not [name for name in MODULES if not name.startswith("tests.") and "scheduler.preload" in imports_of(name)]


def test_the_rules_find_the_modules_that_they_are_about():
    pure = {module for module in MODULES if PURE.match(module)}
    assert {"crawlers.extraction.extractor", "crawlers.discovery.links", "crawlers.recheck"} <= pure
    assert {"storage.weave", "storage.significance", "scheduler.preload"} <= set(MODULES)


def test_a_file_is_named_after_what_is_in_it():
    parts = {part for path in MODULES.values() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not {part for part in parts if EMPTY_NAMES & set(part.split("_"))}
