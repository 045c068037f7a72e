"""`varta` and `python -m scheduler`. Light on purpose: a crawl child imports its parent's main module again."""


def main() -> None:
    """Run the command line."""
    from scheduler.cli import varta  # noqa: PLC0415  see above

    varta()


if __name__ == "__main__":
    main()
