"""The command line: one small file a command. Commands only parse, call, print and exit."""

from scheduler.cli.main import varta

__all__ = ["varta"]
