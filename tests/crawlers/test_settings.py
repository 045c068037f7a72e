"""Scrapy's unsafe defaults are off, and nothing in the settings is misspelt or missing."""

import runpy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from scrapy.settings import Settings, default_settings
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

import crawlers.settings
from crawlers.discovery import addresses

OURS = {"ALLOW_ADDRESSES", "CONTACT", "DATABASE", "OUTLETS_DIR"}
ENVIRONMENT = ("VARTA_CONTACT", "VARTA_OUTLETS", "VARTA_DATABASE", "VARTA_ALLOW_ADDRESSES", "VARTA_LOG_LEVEL")


@pytest.fixture(scope="module")
def settings() -> Settings:
    settings = Settings()
    settings.setmodule(crawlers.settings)
    return settings


def names_in(module: ModuleType) -> set[str]:
    return {name for name in vars(module) if name.isupper()}


def settings_under(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The settings as a fresh process with this environment reads them."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(Path(crawlers.settings.__file__)))


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("REMOTE_CONTROL_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("DOWNLOAD_MAXSIZE", 8 << 20),
        ("DOWNLOAD_TIMEOUT", 30),
        ("REFERRER_POLICY", "no-referrer"),
        ("COOKIES_ENABLED", False),
        ("REDIRECT_MAX_TIMES", 5),
        ("DOWNLOAD_TLS_MIN_VERSION", "TLSv1.2"),
        ("ROBOTSTXT_OBEY", True),
        ("ROBOTSTXT_USER_AGENT", "Varta"),
        ("DNS_TIMEOUT", 10),
        ("CONCURRENT_REQUESTS", 1),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("CONCURRENT_ITEMS", 8),
        ("HTTPERROR_ALLOW_ALL", True),
        ("DOWNLOAD_DELAY", 5),
    ],
)
def test_what_is_unsafe_or_impolite_by_default_is_set_otherwise(settings, name, ours):
    assert settings[name] == ours
    assert getattr(default_settings, name) != ours, f"{name} is Scrapy's own default now"


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("DOWNLOAD_FAIL_ON_DATALOSS", True),  # a truncated page is no article
        ("HTTPCACHE_ENABLED", False),
        ("AUTOTHROTTLE_ENABLED", False),
        ("JOBDIR", None),  # one kill lost 276 of 400 URLs
        ("DOWNLOAD_BIND_ADDRESS", None),
    ],
)
def test_what_is_safe_by_default_stays_so(settings, name, ours):
    assert settings[name] == ours


@pytest.mark.parametrize("scheme", ["file", "data", "ftp", "s3"])
def test_only_the_web_can_be_asked(settings, scheme):
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert handlers[scheme] is None
    assert handlers["https"]


def test_every_setting_is_one_that_scrapy_knows_or_we_read():
    assert names_in(crawlers.settings) - names_in(default_settings) == OURS


def test_every_component_that_is_named_can_be_loaded(settings):
    for name in ("DOWNLOADER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES"):
        for path in settings[name]:
            assert load_object(path), path
    for name in ("SPIDER_LOADER_CLASS", "TWISTED_DNS_RESOLVER", "DUPEFILTER_CLASS"):
        assert load_object(settings[name])


def test_what_would_undo_our_politeness_is_not_there(settings):
    active = [str(each) for each in build_component_list(settings.getwithbase("DOWNLOADER_MIDDLEWARES"))]
    names = {path.rpartition(".")[2] for path in active}
    assert not names & {
        "RobotsTxtMiddleware",  # allows everything when robots.txt fails
        "OffsiteMiddleware",
        "RetryMiddleware",
        "MetaRefreshMiddleware",
        "HttpProxyMiddleware",
    }
    assert {"OwnHostsOnly", "ObeyRobots", "KeepPace", "RedirectMiddleware"} <= names


def test_hosts_are_checked_before_robots_and_the_pace_is_kept_behind_every_redirect(settings):
    active = [each.rpartition(".")[2] for each in build_component_list(settings.getwithbase("DOWNLOADER_MIDDLEWARES"))]
    order = [active.index(name) for name in ("OwnHostsOnly", "ObeyRobots", "KeepPace", "RedirectMiddleware")]
    assert order == sorted(order)


def test_no_console_and_no_statistics_line_runs_beside_a_crawl(settings):
    active = {str(each).rpartition(".")[2] for each in build_component_list(settings.getwithbase("EXTENSIONS"))}
    assert "RecordCrawl" in active
    assert not active & {"TelnetConsole", "LogStats", "MemoryUsage"}


def test_no_address_is_longer_than_scrapy_follows(settings):
    assert settings["URLLENGTH_LIMIT"] == addresses.MAX_LENGTH


def test_without_an_environment_nothing_but_public_addresses_is_allowed(monkeypatch):
    found = settings_under(monkeypatch)
    assert found["ALLOW_ADDRESSES"] == ""
    assert found["DATABASE"] == "varta.db"
    assert Path(found["OUTLETS_DIR"]).samefile(Path(crawlers.settings.__file__).parent / "outlets")
    assert "no contact given" in found["USER_AGENT"]


def test_the_environment_says_who_we_are_and_where_things_lie(monkeypatch):
    found = settings_under(
        monkeypatch,
        VARTA_CONTACT="https://archive.example/about",
        VARTA_OUTLETS="some/folder",
        VARTA_DATABASE="some.db",
        VARTA_ALLOW_ADDRESSES="127.0.0.1:8801",
        VARTA_LOG_LEVEL="DEBUG",
    )
    assert found["USER_AGENT"].startswith("Varta/")
    assert "https://archive.example/about" in found["USER_AGENT"]
    assert (found["OUTLETS_DIR"], found["DATABASE"]) == ("some/folder", "some.db")
    assert (found["ALLOW_ADDRESSES"], found["LOG_LEVEL"]) == ("127.0.0.1:8801", "DEBUG")
