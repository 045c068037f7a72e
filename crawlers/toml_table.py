"""A TOML table read key by key, with errors that name file and key. What nobody asked for is an error too."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from crawlers.errors import InvalidOutlet

T = TypeVar("T")


class Table:
    """Hands out the values of one table; every method raises InvalidOutlet naming file and key."""

    def __init__(self, file: Path, values: dict[str, Any], name: str = "") -> None:
        self._file, self._values, self._name = file, dict(values), name
        self._asked: list[str] = []

    def text(self, key: str, *, required: bool = False) -> str:
        """The text under a key; without one, the empty text, or an error when it is required."""
        text = self._take(key, str, None if required else "")
        if required and not text.strip():
            raise self.wrong(key, "is empty; write it out")
        return str(text)

    def flag(self, key: str) -> bool:
        """The truth under a key; true where it is not said."""
        return bool(self._take(key, bool, default=True))

    def checked(self, key: str, check: Callable[[str], T], default: str | None = None) -> T:
        """The text under a key as `check` returns it (its ValueError becomes ours); required without a default."""
        return self._check(key, check, self._take(key, str, default))

    def optional(self, key: str, check: Callable[[str], T]) -> T | None:
        """As `checked`; None where the key is not there."""
        if key in self._values:
            return self.checked(key, check)
        self._asked.append(key)
        return None

    def all_checked(self, key: str, check: Callable[[str], T], *, required: bool = False) -> tuple[T, ...]:
        """Each text of the list under a key as `check` returns it."""
        values = self._take(key, list, None if required else [])
        if required and not values:
            raise self.wrong(key, "is empty; name at least one")
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, f"{values!r} is not a list of texts")
        return tuple(self._check(key, check, value) for value in values)

    def table(self, key: str) -> "Table":
        """The table under a key; an empty one where it is not there."""
        return Table(self._file, self._take(key, dict, {}), f"{self._name}{key}.")

    def tables(self, key: str) -> list["Table"]:
        """The tables of the array under a key, `[[key]]` in the file."""
        values = self._take(key, list, [])
        if not all(isinstance(value, dict) for value in values):
            raise self.wrong(key, f"is not a list of tables; write [[{key}]] above each")
        return [Table(self._file, value, f"{self._name}{key}[{n}].") for n, value in enumerate(values, 1)]

    def refuse_leftovers(self) -> None:
        """Raises for the first key that nobody asked for: a misspelt key must not be ignored."""
        for key in self._values:
            close = get_close_matches(key, self._asked, n=1)
            remedy = f"did you mean {close[0]}?" if close else f"known are {', '.join(self._asked)}"
            raise self.wrong(key, f"is not a key here; {remedy}")

    def _take(self, key: str, kind: type, default: Any) -> Any:
        self._asked.append(key)
        value = self._values.pop(key, default)
        if value is None:
            raise self.wrong(key, "is missing; add it")
        if not isinstance(value, kind):
            raise self.wrong(key, f"{value!r} is not {_IN_WORDS[kind]}")
        return value

    def _check(self, key: str, check: Callable[[str], T], text: str) -> T:
        try:
            return check(text)
        except ValueError as error:
            raise self.wrong(key, str(error)) from None

    def wrong(self, key: str, problem: str) -> InvalidOutlet:
        """The error that names file and key."""
        return InvalidOutlet(self._file, self._name + key, problem)


_IN_WORDS = {str: "a text in quotes", bool: "true or false", list: "a list in brackets", dict: "a table"}
