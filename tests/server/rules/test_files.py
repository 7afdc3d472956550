"""Which bytes are which file, and what may not pass for one."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.server.rules.files import ENDINGS, MAX_NAME_BYTES, clean_name, media_type

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256))
M4A = b"\0\0\0\x18ftypM4A \0\0\0\0" + b"\0\0\0\x21hdlr" + b"\0" * 8 + b"soun" + b"\0" * 12
_OFFICE = "application/vnd.openxmlformats-officedocument."


def zipped(names: Sequence[str], mimetype: str = "") -> bytes:
    """A zip with these members; ``mimetype`` stands first and plain, as OpenDocument wants it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        if mimetype:
            packed.writestr("mimetype", mimetype)
        for name in names:
            packed.writestr(name, "x")
    return written.getvalue()


DOCX = zipped(["[Content_Types].xml", "word/document.xml"])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (b"GIF89a\x01\0\x01\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        ("주문번호,수량\n1,2\n".encode(), "text/plain"),
        (b"\xef\xbb\xbfname,n\r\n", "text/plain"),
        (b"ID3\x04\0\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\0", "audio/mpeg"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (M4A, "audio/mp4"),
        (DOCX, _OFFICE + "wordprocessingml.document"),
        (zipped(["[Content_Types].xml", "xl/workbook.xml"]), _OFFICE + "spreadsheetml.sheet"),
        (zipped(["[Content_Types].xml", "ppt/presentation.xml"]), _OFFICE + "presentationml.presentation"),
        (zipped(["content.xml"], "application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (zipped(["Contents/section0.xml"], "application/hwp+zip"), "application/hwp+zip"),
    ],
)
def test_the_type_is_read_off_the_bytes(content: bytes, expected: str) -> None:
    assert media_type(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"MZ\x90\0",
        b"\x7fELF\x02",
        b"\xca\xfe\xba\xbe",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"Rar!\x1a\x07\x01\0",
        b"#!/bin/sh\nrm -rf /\n",
        b"\xef\xbb\xbf  #!/usr/bin/env python3\n",
        b"@ECHO off\r\n",
        b"<?xml version='1.0'?><x/>",
        b"<!DOCTYPE html><p>",
        b"  \n<HTML>",
        b"words first <ScRiPt src=//x>",
        b"<svg onload=x()>",
        b"{\\rtf1 x}",
        "안녕".encode("euc-kr"),
        "안녕".encode("utf-16"),
        b"a\x00b",
        b"a\x1b[2Jb",
        b"a\x07b",
        PNG + b"<script>x</script>",
        JPEG + b"\xff\xfe\0\x20<?php system($_GET[0]);?>",
        b"GIF89a" + b"<svg onload=x()>",
        PNG + zipped(["META-INF/MANIFEST.MF"]),
        b"%PDF-1.4\n" + zipped(["a.class"]),
        zipped(["a.txt"]),
        zipped(["META-INF/MANIFEST.MF", "Main.class"]),
        zipped(["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
        zipped(["[Content_Types].xml", "Index.html"]),
        zipped(["x"], "text/html"),
        zipped(["x"], "image/png"),
        DOCX[:-10],
        b"PK\x03\x04" + b"PK\x01\x02" * 6000,
        M4A + b"\0\0\0\x21hdlr" + b"\0" * 8 + b"vide",
        b"\0\0\0\x18ftypisom",
        b"\xff\xfb\xff\xff",
        b"RIFF\x24\0\0\0AVI LIST",
        b"%PDF-9.9",
        b"%!PS-Adobe-3.0\x00",
    ],
)
def test_whatever_else_it_is_it_is_refused(content: bytes) -> None:
    assert media_type(content) is None


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    for beginning in (b"", b"PK\x03\x04", b"\0\0\0\x18ftyp", PNG):
        assert media_type(beginning + content) in {None, *ENDINGS}


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("영수증.png", "image/png", "영수증.png"),
        ("사진.JPEG", "image/jpeg", "사진.JPEG"),
        ("run.bat", "text/plain", "run.bat.txt"),
        ("list.csv", "text/plain", "list.csv"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("..\\..\\boot.ini", "text/plain", "boot.ini.txt"),
        ("/", "application/pdf", "file.pdf"),
        ("", "application/pdf", "file.pdf"),
        (".", "application/pdf", "file.pdf"),
        (".pdf", "application/pdf", "pdf.pdf"),
        ("a.pdf. . ", "application/pdf", "a.pdf"),
        ("\u202efdp.exe", "application/pdf", "fdp.exe.pdf"),
        ("a\u200b\u0000\u0007b.pdf", "application/pdf", "ab.pdf"),
        ("nul.pdf", "application/pdf", "_nul.pdf"),
        ('a<b>:"|?*.pdf', "application/pdf", "a_b______.pdf"),
        ("각.pdf", "application/pdf", "각.pdf"),
    ],
)
def test_a_name_is_made_harmless_and_true_to_the_type(name: str, kind: str, kept: str) -> None:
    assert clean_name(name, kind) == kept


@given(st.text(max_size=300), st.sampled_from(sorted(ENDINGS)))
def test_every_name_becomes_one_that_a_disk_can_bear(name: str, kind: str) -> None:
    kept = clean_name(name, kind)
    assert 0 < len(kept.encode()) <= MAX_NAME_BYTES
    assert kept.lower().endswith(ENDINGS[kind])
    assert not set(kept) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(letter).startswith("C") for letter in kept)
    assert clean_name(kept, kind) == kept
