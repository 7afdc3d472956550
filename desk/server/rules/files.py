"""Which files may be stored: the type is read off the bytes, and the name is made harmless and true to it."""

import io
import re
import unicodedata
import zipfile

from desk.contract.files import ACTIVE, MAGIC, MP4, NOT_TEXT, PACKED, SCRIPT

MAX_NAME_BYTES = 200
#: Allowed types, and the endings that fit them; the first is given to a name with another one.
ENDINGS: dict[str, tuple[str, ...]] = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    "text/plain": (".txt", ".csv", ".log", ".md"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
    "application/hwp+zip": (".hwpx",),
    "audio/mpeg": (".mp3",),
    "audio/wav": (".wav",),
    "audio/mp4": (".m4a",),
}
_WORD, _SHEET, _SLIDES = list(ENDINGS)[6:9]
_OFFICE_PARTS = {"word/document.xml": _WORD, "xl/workbook.xml": _SHEET, "ppt/presentation.xml": _SLIDES}
_MP4_TRACK = re.compile(rb"hdlr.{8}(soun|vide)", re.DOTALL)
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)
_MAX_PARTS = 5000


def media_type(content: bytes) -> str | None:
    """The type of an allowed file; None for everything else, and for files that are two things at once."""
    if content.startswith(PACKED):
        return _packed(content)
    found = next((kind for pattern, kind in MAGIC if pattern.match(content)), None)
    if found is None and MP4.match(content):
        found = "audio/mp4" if set(_MP4_TRACK.findall(content)) == {b"soun"} else None
    if found is None:
        return _text(content)
    if found.startswith("image/") and ACTIVE.search(content):
        return None
    return None if _ends_as_zip(content) else found


def _text(content: bytes) -> str | None:
    """UTF-8 that is words: no control characters, no mark-up a browser would run, no script."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    if not text or NOT_TEXT.search(text) or ACTIVE.search(content) or SCRIPT.match(content):
        return None
    return "text/plain"


def _packed(content: bytes) -> str | None:
    """The kind of office document a zip is; None for other zips, broken ones and documents with macros."""
    if content.count(b"PK\x01\x02") > _MAX_PARTS:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if any("vbaproject" in name.casefold() for name in names):
                return None
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), None)
            if names[:1] == ["mimetype"] and packed.getinfo("mimetype").file_size <= 100:
                said = packed.read("mimetype").decode("ascii", "replace").strip()
                return said if said in ENDINGS and (said.endswith("+zip") or "opendocument" in said) else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return None
    return None


def _ends_as_zip(content: bytes) -> bool:
    """Whether an archive (a Java program, say) hangs at the end of another file."""
    tail = content[-66_000:]
    at = tail.rfind(b"PK\x05\x06")
    return at >= 0 and len(tail) - at >= 22 and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)


def clean_name(name: str, kind: str) -> str:
    """A file name without a path, control, invisible or bidirectional characters, that ends as its type does."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    safe = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "_", seen)).strip(" .")
    if _RESERVED.fullmatch(safe):
        safe = "_" + safe
    stem, dot, ending = safe.rpartition(".")
    if dot + ending.lower() in ENDINGS[kind]:
        ending = dot + ending
    else:
        stem, ending = safe, ENDINGS[kind][0]
    kept = stem.encode()[: MAX_NAME_BYTES - len(ending.encode())].decode(errors="ignore")
    return (kept.rstrip(" .") or "file") + ending
