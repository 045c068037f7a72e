"""Which links are new: the plan's sorted hashes and what this crawl has met already."""

from array import array
from bisect import bisect_left

from storage.fingerprint import url_hash


class KnownUrls:
    """Answers "is this link new?" once: a link is known from then on."""

    def __init__(self, hashes: bytes) -> None:
        self._stored = array("q", hashes)
        self._met: set[int] = set()

    def is_new(self, url: str) -> bool:
        """True at the first asking for a URL that the archive does not know."""
        key = url_hash(url)
        if key in self._met or self.is_stored(url):
            return False
        self._met.add(key)
        return True

    def is_stored(self, url: str) -> bool:
        """Whether the archive knew a URL before this crawl."""
        key = url_hash(url)
        place = bisect_left(self._stored, key)
        return place < len(self._stored) and self._stored[place] == key
