"""Shifts as an iCalendar (RFC 5545): UTC times, lines folded at 75 octets, text escaped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from desk.contract.shifts import Activity, Segment, Shift, ShiftState

TITLES = {"ko": "근무", "en": "Shifts"}
SHIFT = {"ko": "근무", "en": "Shift"}
OVERTIME = {"ko": "연장 근무", "en": "Overtime"}
ACTIVITIES = {
    "ko": {
        Activity.WORK: "상담",
        Activity.LUNCH: "점심",
        Activity.BREAK: "휴게",
        Activity.TRAINING: "교육",
        Activity.MEETING: "회의",
        Activity.OFFICE: "사무",
        Activity.RECOVERY: "회복",
    },
    "en": {activity: activity.value.capitalize() for activity in Activity},
}
#: What a calendar may hold as a SEQUENCE.
_MOST = 2**31 - 1
_LINE = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A stretch of time in a calendar; ``uid`` stays, ``sequence`` grows with every change."""

    uid: str
    sequence: int
    start: datetime
    end: datetime
    title: str
    words: str
    cancelled: bool


def entries(shift: Shift, name: str, lang: str, zone: str) -> Iterator[Entry]:
    """A shift's entries, one for each stretch of a split one; ``name`` is what its pattern is called."""
    title = name or (OVERTIME if shift.overtime else SHIFT)[lang]
    for number, stretch in enumerate(_stretches(shift.segments)):
        yield Entry(
            uid=f"shift-{shift.id}{f'-{number + 1}' if number else ''}@desk",
            sequence=min(shift.version, _MOST),
            start=stretch[0].start,
            end=stretch[-1].end,
            title=title,
            words="\n".join(_told(one, lang, zone) for one in stretch),
            cancelled=shift.state is ShiftState.CANCELLED,
        )


def _stretches(segments: Iterable[Segment]) -> list[list[Segment]]:
    found = list[list[Segment]]()
    for one in segments:
        if found and found[-1][-1].end == one.start:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _told(segment: Segment, lang: str, zone: str) -> str:
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (segment.start, segment.end))
    return f"{start:%H:%M}–{end:%H:%M} {ACTIVITIES[lang][segment.activity]}"


def written(found: Iterable[Entry], title: str, now: datetime) -> bytes:
    """The calendar as it is sent and stored."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Desk//Shifts//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
    ]
    for entry in found:
        lines += _event(entry, now)
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def _event(entry: Entry, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_utc(now)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART:{_utc(entry.start)}",
        f"DTEND:{_utc(entry.end)}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"DESCRIPTION:{_escaped(entry.words)}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Text as a value; other control characters than line ends have no place in one."""
    plain = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign >= " " or sign == "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n").replace("\x7f", "")


def _folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, none cut within a letter."""
    pieces, piece = list[bytes](), b""
    for sign in line:
        encoded = sign.encode("utf-8", "replace")
        if len(piece) + len(encoded) > _LINE - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
