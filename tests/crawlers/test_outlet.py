import re
from datetime import timedelta
from pathlib import Path

import pytest

from crawlers.errors import InvalidOutlet, UnknownOutlet
from crawlers.outlet import find_outlet, load_outlet, load_outlets

WHOLE = """
name = "The Gaze"
home = "https://thegaze.media/"
timezone = "Europe/Kyiv"
languages = ["en"]
hosts = ["thegaze.media", "en.thegaze.media:8080"]
delay = "500ms"
keep = ["Advertisement feature"]
evidence = "2026-11: seen"

[[sources]]
kind = "front"
url = "https://thegaze.media/"
language = "en"
every = "1h"

[[sources]]
kind = "feed"
url = "https://thegaze.media/rss"
enabled = false

[article]
url = '^https://thegaze\\.media/news/[a-z0-9-]+$'
body = [".text"]
drop = [".browser_container"]
"""
SPARE = """
name = "The Gaze"
home = "https://thegaze.media/"
timezone = "Europe/Kyiv"
languages = ["en"]
hosts = ["thegaze.media"]
[[sources]]
kind = "front"
url = "https://thegaze.media/"
"""


def written(folder: Path, text: str, name: str = "the-gaze.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_outlet_is_what_its_file_says(tmp_path):
    outlet = load_outlet(written(tmp_path, WHOLE))
    assert (outlet.slug, outlet.name, outlet.timezone) == ("the-gaze", "The Gaze", "Europe/Kyiv")
    assert outlet.hosts == ("thegaze.media", "en.thegaze.media:8080")
    assert outlet.delay == timedelta(milliseconds=500)
    assert outlet.keep == ("Advertisement feature",)
    front, feed = outlet.sources
    assert (front.kind, front.language, front.every, front.enabled) == ("front", "en", timedelta(hours=1), True)
    assert (feed.kind, feed.language, feed.enabled) == ("feed", None, False)
    assert outlet.article.url is not None
    assert outlet.article.url.search("https://thegaze.media/news/bridge-opens")
    assert (outlet.article.body, outlet.article.drop) == ((".text",), (".browser_container",))


def test_what_a_file_does_not_say_has_a_careful_default(tmp_path):
    outlet = load_outlet(written(tmp_path, SPARE))
    assert outlet.delay == timedelta(seconds=5)
    assert outlet.enabled
    assert outlet.sources[0].every == timedelta(minutes=15)
    assert outlet.article.url is None


def test_an_outlet_that_is_off_needs_no_source(tmp_path):
    outlet = load_outlet(written(tmp_path, 'enabled = false\nreason = "closed"\n' + SPARE.split("[[", maxsplit=1)[0]))
    assert not outlet.enabled
    assert outlet.reason == "closed"


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('name = "The Gaze"', "", "name: is missing"),
        ('"https://thegaze.media/"\ntime', '"thegaze.media"\ntime', "home: 'thegaze.media' is no web address"),
        ('"https://thegaze.media/"\ntime', '"file:///etc"\ntime', "home: 'file:///etc' is no web address"),
        ('"https://thegaze.media/"\ntime', '"http://[x/"\ntime', "home: "),
        (
            '"https://thegaze.media/"\ntime',
            '"https://a b.media/"\ntime',
            "home: 'https://a b.media/' is no web address",
        ),
        ('"https://thegaze.media/"\ntime', '"https://me:1@a.media/"\ntime', "home: 'https://me:1@a.media/' is no web"),
        ('"https://thegaze.media/"\ntime', '"https://a.media:99999/"\ntime', "home: Port out of range"),
        (
            '"https://thegaze.media/"\ntime',
            '"https://a.media/\\u0000"\ntime',
            "home: 'https://a.media/\\x00' is no web",
        ),
        ("Europe/Kyiv", "Europe/Kiew", "timezone: 'Europe/Kiew' is no time zone; write one like Europe/Kyiv"),
        ("Europe/Kyiv", "../etc/passwd", "timezone: '../etc/passwd' is no time zone"),
        ('languages = ["en"]', 'languages = ["ua"]', "languages: 'ua' is none of en, uk, ru; ua is a country"),
        ('languages = ["en"]', "languages = []", "languages: is empty"),
        ('"thegaze.media"]', '"https://thegaze.media"]', "hosts: 'https://thegaze.media' is no host"),
        ('"thegaze.media"]', '"TheGaze.media"]', "hosts: 'TheGaze.media' is no host"),
        ('"thegaze.media"]', '"a@b.example"]', "hosts: 'a@b.example' is no host"),
        ('"thegaze.media"]', '"thegaze.media/en"]', "hosts: 'thegaze.media/en' is no host"),
        ('"thegaze.media"]', '"*.thegaze.media"]', "hosts: '*.thegaze.media' is no host"),
        ('"thegaze.media"]', '"the gaze.media"]', "hosts: 'the gaze.media' is no host"),
        ('"thegaze.media"]', '"thegaze.media:99999"]', "hosts: Port out of range"),
        ('"thegaze.media"]', '"thegaze.media:web"]', "hosts: 'thegaze.media:web' is no host"),
        (
            'kind = "front"',
            'kind = "rss"',
            "sources[1].kind: 'rss' is none of feed, sitemap, news-sitemap, front, archive",
        ),
        ('kind = "front"', 'kind = "archive"', "sources: none is enabled"),
        ('kind = "front"', 'kind = "front"\nevery = "often"', "sources[1].every: 'often' is no duration"),
        ('kind = "front"', 'kind = "front"\nlanguage = "de"', "sources[1].language: 'de' is none of"),
        ('kind = "front"', 'kind = "front"\nenabled = false', "sources: none is enabled; add a [[sources]]"),
        ('kind = "front"', 'kind = "front"\nurls = "x"', "sources[1].urls: is not a key here; did you mean url?"),
        ('name = "The Gaze"', 'name = "x"\ndeley = "1s"', "deley: is not a key here; did you mean delay?"),
        ('kind = "front"', 'kind = "front"\nevery = "900000000d"', "sources[1].every: '900000000d' is longer than"),
        ('kind = "front"', 'kind = "front"\nevery = "0s"', "sources[1].every: '0s' is shorter than 1 s"),
        ('name = "The Gaze"', 'name = "x"\nname = "y"', "TOML: "),
        ('name = "The Gaze"', f"name = {'[' * 5000}{']' * 5000}", "TOML: "),
        ('name = "The Gaze"', f"name = {'9' * 5000}", "TOML: "),
        ("[[sources]]", '[article]\nurl = "("\n[[sources]]', "article.url: is no regular expression"),
        ("[[sources]]", '[article]\nbody = [">>"]\n[[sources]]', "article.body: '>>' is no CSS selector"),
        ("[[sources]]", '[article]\ntitle = "x"\n[[sources]]', "article.title: is not a key here"),
        (
            "[[sources]]",
            '[[sources]]\nkind="feed"\nurl="https://thegaze.media/"\n[[sources]]',
            "sources: https://thegaze.m",
        ),
    ],
)
def test_a_mistake_is_answered_with_the_file_the_key_and_the_remedy(tmp_path, right, wrong, message):
    assert SPARE.count(right) == 1
    path = written(tmp_path, SPARE.replace(right, wrong))
    with pytest.raises(InvalidOutlet) as error:
        load_outlet(path)
    assert str(error.value).startswith(f"{path}: {message}")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "name", ["The-Gaze.toml", "the_gaze.toml", "-gaze.toml", "gaze-.toml", "a--b.toml", "ґава.toml"]
)
def test_a_file_is_named_by_a_slug(tmp_path, name):
    with pytest.raises(InvalidOutlet, match="file name: is the outlet's slug"):
        load_outlet(written(tmp_path, SPARE, name))


def test_a_file_that_is_not_utf_8_is_an_invalid_outlet(tmp_path):
    path = tmp_path / "the-gaze.toml"
    path.write_bytes('name = "Варта"'.encode("cp1251"))
    with pytest.raises(InvalidOutlet, match=re.escape(f"{path}: TOML")):
        load_outlet(path)


def test_a_folder_is_loaded_in_the_order_of_names(tmp_path):
    for name in ("b.toml", "a.toml", "notes.txt"):
        written(tmp_path, SPARE, name)
    assert list(load_outlets(tmp_path)) == ["a", "b"]


def test_a_folder_that_is_not_there_is_an_error_with_a_remedy(tmp_path):
    with pytest.raises(InvalidOutlet, match="is not there; give one with outlet files: --outlets DIR"):
        load_outlets(tmp_path / "nowhere")


def test_an_unknown_outlet_is_answered_with_the_known_ones(tmp_path):
    written(tmp_path, SPARE)
    outlets = load_outlets(tmp_path)
    assert find_outlet(outlets, "the-gaze").name == "The Gaze"
    with pytest.raises(UnknownOutlet, match="no outlet is named 'gaze'; known: the-gaze"):
        find_outlet(outlets, "gaze")
