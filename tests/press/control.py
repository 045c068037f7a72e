"""The control port: what tests and the demo tell the press, and what they ask it. JSON in, JSON out."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.press.messages import Answer, Request
from tests.press.newsroom import Newsroom

Ask = Mapping[str, Any]


class Control:
    """Each path of the control port is one method; what it raises becomes a 400 that says why."""

    def __init__(self, newsroom: Newsroom, requests: list[dict[str, Any]]) -> None:
        self._newsroom = newsroom
        self._requests = requests
        self._methods: dict[str, Callable[[Ask], Any]] = {
            "/clock": self._clock,
            "/act": self._act,
            "/happened": lambda _ask: self._newsroom.happened,
            "/requests": lambda _ask: self._requests,
            "/gold": self._gold,
            "/golds": self._golds,
        }

    def answer(self, request: Request) -> Answer:
        try:
            said = self._methods[request.path](json.loads(request.body or b"{}"))
        except (KeyError, ValueError, TypeError) as error:
            return _json({"error": f"{type(error).__name__}: {error}"}, status=400)
        return _json(said)

    def _clock(self, ask: Ask) -> Any:
        return self._newsroom.advance(datetime.fromisoformat(ask["now"]))

    def _act(self, ask: Ask) -> Any:
        return self._newsroom.act(ask["outlet"], ask["action"], ask["article"], ask["details"])

    def _gold(self, ask: Ask) -> Any:
        return self._newsroom.desk(ask["outlet"]).gold(self._newsroom.story(ask["outlet"], ask["article"]))

    def _golds(self, ask: Ask) -> Any:
        desk = self._newsroom.desk(ask["outlet"])
        return [desk.gold(story) for story in desk.listed()]


def _json(content: Any, status: int = 200) -> Answer:
    return Answer(status=status, content_type="application/json", body=json.dumps(content).encode())
