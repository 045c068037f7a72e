"""ARTICLE as people write it: a number, or any address."""

from typing import Any

from storage.archive import Archive
from storage.errors import NotInArchive


def article_of(archive: Archive, reference: str) -> dict[str, Any]:
    """The article of a number or of any of its addresses, however decorated. Raises NotInArchive."""
    article = archive.find(reference.removeprefix("#"))
    if article is None and "://" in reference:
        # Importing it takes half a second: only for an address that is not known as it is.
        from crawlers.discovery.addresses import normalised  # noqa: PLC0415

        plain = normalised(reference)
        article = archive.find(plain) if plain else None
    if article is None:
        raise NotInArchive(
            f"no article {reference!r} in {archive.path}: give its number or address, as `varta search` does"
        )
    return article


def version_of(archive: Archive, article: dict[str, Any], n: int | None) -> dict[str, Any]:
    """One version of an article, the latest for None. Raises NotInArchive."""
    version = archive.version(article["id"], n)
    if version is None:
        count = article["versions"]
        has = "1 version" if count == 1 else f"versions 1 to {count}"
        raise NotInArchive(f"article {article['id']} has no version {n}: it has {has}")
    return version
