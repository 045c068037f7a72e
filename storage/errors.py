"""What we do wrong with the archive; what the world does is a row, never one of these.

::

    ArchiveError
      NotAnArchive      the file is missing, or is not Varta's
      SchemaOutOfDate   run `varta migrate`
      SchemaTooNew      a newer Varta wrote it
      ArchiveLocked     another process is writing; says which
      NotInArchive      no such article, or no such version of it
"""

from pathlib import Path


class ArchiveError(Exception):
    """Something is wrong with the archive's file. The message says what, where and how to mend it."""


class NotAnArchive(ArchiveError):
    """The file is not there, or is not an archive of Varta's."""


class SchemaOutOfDate(ArchiveError):
    """The archive was written by an older Varta and waits for `varta migrate`."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(f"{path} has schema {found}, this Varta needs {known}: run `varta migrate`")


class SchemaTooNew(ArchiveError):
    """The archive was written by a newer Varta; nothing was touched."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path} has schema {found}, this Varta knows only {known}: use the newer Varta that wrote it, "
            f"or restore a backup made before the upgrade"
        )


class ArchiveLocked(ArchiveError):
    """Another process writes this archive."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(f"{path} is being written by {holder}: stop it, or wait until it has finished")
        self.holder = holder


class NotInArchive(ArchiveError):
    """The archive has no such article, or the article has no such version."""
