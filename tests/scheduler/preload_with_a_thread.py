"""A preload that has gone wrong: it leaves a thread running in the server that is to be forked."""

import threading

import scheduler.preload  # noqa: F401  as the real one does

threading.Thread(target=threading.Event().wait, daemon=True).start()
