"""What is no HTML whatever the server calls it, told by its first bytes."""

from crawlers.errors import NotHtml

_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
    (b"ID3", "an audio file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"wOF", "a font"),
)


def refuse_other_formats(page: bytes) -> None:
    """Nothing for what may be HTML. Raises NotHtml for another kind of file, by its first bytes."""
    head = page[:64].lstrip()
    for magic, name in _FORMATS:
        if head.startswith(magic) or page.startswith(magic):
            raise NotHtml(f"the page is {name}, not HTML")
    if page[4:8] == b"ftyp":
        raise NotHtml("the page is a video, not HTML")
