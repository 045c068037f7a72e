"""429 and 503 with every form of Retry-After: the server's own log shows that its wish was granted, up to a day."""

from collections.abc import Callable

import pytest

from tests.unruly import manners
from tests.unruly.outlets import START
from tests.unruly.waiting_rooms import DAY, FORMS, HOUR, MINUTE, REFUSED_AT, refusing, slug_of
from tests.unruly.watching import Watch

# The watch runs inside the first test.
pytestmark = pytest.mark.timeout(240)

STATUSES = (429, 503)  # in turn
USABLE = [form for form, facts in FORMS.items() if facts.rest]
# A look just before each of the rests is over, one a while after, and one late enough for everybody.
LOOKS = (MINUTE, HOUR - MINUTE, HOUR + 6 * MINUTE, DAY - MINUTE, DAY + HOUR)


def of_these(forms: list[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("form", forms)


@pytest.fixture(scope="module")
def watch(watch_over: Callable[..., Watch]) -> Watch:
    watch = watch_over(*(refusing(form, STATUSES[n % 2]) for n, form in enumerate(FORMS)))
    watch.at([START, REFUSED_AT, *(REFUSED_AT + look for look in LOOKS)])
    return watch


@of_these(USABLE)
def test_nothing_is_asked_for_before_the_rest_is_over(watch, form):
    rest = FORMS[form].rest
    assert rest is not None
    assert manners.asked_between(watch.sites[slug_of(form)].log, REFUSED_AT, REFUSED_AT + rest) == []


@of_these(USABLE)
def test_a_refusal_is_the_last_answer_of_its_crawl(watch, form):
    """Whatever else is due then waits: the server spoke of all its pages."""
    log = watch.sites[slug_of(form)].log
    assert [asked.status for asked in log if asked.at == REFUSED_AT] == [STATUSES[list(FORMS).index(form) % 2]]


@of_these(list(FORMS))
def test_afterwards_it_goes_on_and_finds_what_was_published_meanwhile(watch, form):
    slug = slug_of(form)
    again = [asked.at for asked in watch.sites[slug].log if asked.at > REFUSED_AT and asked.status == 200]
    assert again[0] <= REFUSED_AT + DAY + HOUR, "a rest of a day is the longest"
    assert len(watch.articles(slug)) == 2


@of_these([form for form in FORMS if form not in USABLE])
def test_without_a_usable_wish_the_next_look_is_not_at_once(watch, form):
    """Not at the very next tick, a minute later, but by our own back-off."""
    assert manners.asked_between(watch.sites[slug_of(form)].log, REFUSED_AT, REFUSED_AT + 2 * MINUTE) == []
