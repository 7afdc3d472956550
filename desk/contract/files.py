"""Which files go along with words, as far as their first bytes tell: for a refusal before anything is read whole."""

import codecs
import re

#: So many bytes from the beginning are enough for ``possible``.
HEAD_BYTES = 4096
#: How the allowed kinds begin, texts and packed documents aside.
MAGIC: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), media_type)
    for pattern, media_type in (
        (rb"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (rb"\xff\xd8\xff[\xc0-\xfe]", "image/jpeg"),
        (rb"GIF8[79]a", "image/gif"),
        (rb"RIFF.{4}WEBPVP8", "image/webp"),
        (rb"%PDF-[12]\.\d", "application/pdf"),
        (rb"ID3[\x02-\x04]|\xff[\xfa\xfb\xf2\xf3][\x10-\xeb]", "audio/mpeg"),
        (rb"RIFF.{4}WAVE", "audio/wav"),
    )
)
PACKED = b"PK\x03\x04"
MP4 = re.compile(rb".{4}ftyp", re.DOTALL)
#: What a browser or an interpreter would run, whatever stands before it.
ACTIVE = re.compile(rb"<\s*(?:!doctype\s+html|html|script|svg|iframe|\?php)\b", re.IGNORECASE)
SCRIPT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#!|%!|%PDF|<\?xml|@echo\b|\{\\rtf|MIME-Version:)", re.IGNORECASE)
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def possible(head: bytes) -> bool:
    """Whether a file that begins like this can be of an allowed kind; the server looks at the whole and decides."""
    if head.startswith(PACKED) or MP4.match(head) or any(pattern.match(head) for pattern, _ in MAGIC):
        return True
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return bool(text) and not (NOT_TEXT.search(text) or ACTIVE.search(head) or SCRIPT.match(head))
