"""A preload that has gone wrong: it installs a Twisted reactor, which no fork can use."""

from twisted.internet import reactor  # noqa: F401  the import is the mistake

import scheduler.preload  # noqa: F401  as the real one does
