"""Writes the outlet files by which Varta knows the press: what a user would write, and not one hint more."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.press.outlets import OUTLETS, OutletFacts


def write_outlet_files(folder: Path, hosts: dict[str, str], *, every: str, slugs: Iterable[str]) -> list[Path]:
    """One `<slug>.toml` for each outlet, in a folder that is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for slug in slugs:
        path = folder / f"{slug}.toml"
        path.write_text(_outlet_toml(OUTLETS[slug], hosts[slug], every), encoding="utf-8")
        paths.append(path)
    return paths


def _outlet_toml(facts: OutletFacts, host: str, every: str) -> str:
    languages = ", ".join(f'"{language}"' for language in facts.languages)
    lines = [
        f'name = "{facts.name}"',
        f'home = "http://{host}/"',
        f'timezone = "{facts.timezone}"',
        f"languages = [{languages}]",
        f'hosts = ["{host}"]',
        'delay = "0s"',
        'evidence = "invented: a press for tests and the demo"',
    ]
    for kind, path, language in _sources(facts):
        lines += ["", "[[sources]]", f'kind = "{kind}"', f'url = "http://{host}{path}"']
        lines += [f'language = "{language}"', f'every = "{every}"']
    if facts.article_url:
        lines += ["", "[article]", f"url = '^{re.escape(f'http://{host}')}{facts.article_url}$'"]
    return "\n".join([*lines, ""])


def _sources(facts: OutletFacts) -> list[tuple[str, str, str]]:
    documents = [(d.kind, d.path, d.language) for d in facts.documents if d.kind]
    homes = {path: language for language, path in facts.editions.items()}
    return documents + [("front", path, homes[path]) for path in facts.fronts]
