"""A page that does not fit into the memory of its process."""

import subprocess
import sys

# lxml needs 37 times the bytes of such a page; the process gets 120 MB on top of what it has after its imports.
_PROGRAM = """
import resource
from crawlers.extraction import extract
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (120 << 20),) * 2)
try:
    print("verdict", extract(b"<p>a</p>" * 900_000, "https://example.ua/a").verdict)
except MemoryError:
    print("out of memory")
"""


def test_a_page_that_needs_too_much_memory_is_not_taken_for_an_empty_one():
    child = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    assert child.stdout.strip() == "out of memory", child.stderr
