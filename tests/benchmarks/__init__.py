"""Measurements, run on demand by `make bench`: ratios of things timed side by side in one run. Never asserted."""
