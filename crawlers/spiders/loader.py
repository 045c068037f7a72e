"""`scrapy list` and `scrapy crawl the-gaze`: each outlet file is a spider's name."""

import builtins
from pathlib import Path

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawlers.outlet import load_outlets
from crawlers.spiders.outlet_spider import OutletSpider


class OutletLoader:
    """Scrapy's spider loader over a folder of outlet files."""

    def __init__(self, folder: Path) -> None:
        self.outlets = load_outlets(folder)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> "OutletLoader":
        return cls(Path(settings["OUTLETS_DIR"]))

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of an outlet; raises KeyError, which Scrapy shows as "Spider not found"."""
        return OutletSpider.of(self.outlets[spider_name])

    def list(self) -> list[str]:
        return [slug for slug, outlet in self.outlets.items() if outlet.enabled]

    def find_by_request(self, request: Request) -> builtins.list[str]:  # noqa: ARG002  Scrapy's interface
        return []
