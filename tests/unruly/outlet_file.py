"""The file by which Varta's commands know a site."""

from pathlib import Path

from tests.unruly.site import Site


def write_outlet(site: Site, folder: Path, *, delay: str = "0s", every: str = "15m") -> Path:
    """Write it, named after the outlet; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = "".join(
        f'[[sources]]\nkind = "{kind}"\nurl = "{site.url(path)}"\nevery = "{every}"\n'
        for kind, path in site.facts.sources
    )
    facts = f"""name = "{site.slug.title()}"
home = "{site.url()}"
timezone = "Europe/Kyiv"
languages = ["{site.facts.language}"]
hosts = ["{site.host}"]
delay = "{delay}"
"""
    (folder / f"{site.slug}.toml").write_text(facts + sources, encoding="utf-8")
    return folder
