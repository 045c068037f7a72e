"""The unruly press: ten invented outlets that do everything real ones do to a crawler, and a log of all it asked.

`outlets` are the ten as data; what they do is a function a misdeed, in the module that is named after its kind. `site`
serves one on a port of its own and keeps the log; `watching` drives the daemon's service over them with a clock that
leaps; `manners` judges a log.
"""
