"""Fourteen ways of saying "come back later", and small outlets that each say it in one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from tests.unruly import lists
from tests.unruly.messages import Answer, Request
from tests.unruly.outlets import START
from tests.unruly.site import Facts, Site, Way, show_piece
from tests.unruly.stories import pieces, plain_address

REFUSED_AT = START + timedelta(hours=1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The values of the header Retry-After at a moment, and how long a rest they ask for; None: nothing usable."""

    values: Callable[[datetime], tuple[str, ...]]
    rest: timedelta | None


def _said(*values: str) -> Callable[[datetime], tuple[str, ...]]:
    return lambda _: values


FORMS = {
    "seconds": Form(values=_said("3600"), rest=HOUR),
    "seconds between blanks": Form(values=_said("   3600  "), rest=HOUR),
    "nought": Form(values=_said("0"), rest=None),
    "a negative number": Form(values=_said("-3600"), rest=None),
    "a decimal number": Form(values=_said("3600.5"), rest=timedelta(seconds=3600.5)),
    "thirty years in seconds": Form(values=_said("946080000"), rest=DAY),  # a day is the most that is granted
    "a date": Form(values=lambda now: (format_datetime(now + HOUR, usegmt=True),), rest=HOUR),
    "a date as in RFC 850": Form(values=lambda now: (f"{now + HOUR:%A, %d-%b-%y %H:%M:%S} GMT",), rest=HOUR),
    "a date as asctime writes it": Form(values=lambda now: (f"{now + HOUR:%a %b %e %H:%M:%S %Y}",), rest=HOUR),
    "a date in the past": Form(values=lambda now: (format_datetime(now - DAY, usegmt=True),), rest=None),
    "words": Form(values=_said("after lunch"), rest=None),
    "nothing": Form(values=_said(""), rest=None),
    "two headers": Form(values=_said("600", "3600"), rest=HOUR),  # the longer one: no harm to anybody
    "no header": Form(values=_said(), rest=None),
}


def slug_of(form: str) -> str:
    return form.lower().replace(" ", "-")


def refusing(form: str, status: int) -> Facts:
    """An outlet of two pieces that is well, says once to everything that it is too much, and is well again."""
    slug = slug_of(form)
    listing = _refusing(FORMS[form], status, lists.front)
    return Facts(
        slug=slug,
        language="en",
        sources=(("front", "/"),),
        pieces=pieces(slug, "en", [START, REFUSED_AT - MINUTE], plain_address),
        ways={"/": listing, "/news/.*": _refusing(FORMS[form], status, show_piece)},
        every=timedelta(minutes=10),
    )


def _refusing(form: Form, status: int, way: Way) -> Way:
    def answer(site: Site, request: Request) -> Answer:
        if request.now != REFUSED_AT:
            return way(site, request)
        headers = tuple(("Retry-After", value) for value in form.values(request.now))
        return Answer(status=status, body=b"<h1>Later, please</h1>", headers=headers)

    return answer
