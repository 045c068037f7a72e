"""Measurements, run on demand by `make bench`.

Times are ratios of things timed side by side in one run, and never asserted. What does not depend on the machine, the
quality of extraction, has floors in `quality_floors.json`, which a test asserts.
"""
