"""The words of my own day: now and next, the answer to "may I go", the times of the site."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QObject

from desk.client.models.my_day import MyDayModel, Place
from desk.client.models.plain import filled
from desk.client.widgets.icons import IconName
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import Tone
from desk.client.widgets.words import TimeWords
from desk.contract.shifts import Activity, Shift
from desk.contract.staffing import MayGo, Mismatch, Verdict

#: What is nearer needs no day, though midnight may lie between.
FAR = timedelta(hours=8)
VERDICT_TONES: dict[Verdict, Tone] = {
    Verdict.YES: "good",
    Verdict.TIGHT: "info",
    Verdict.COSTS: "warn",
    Verdict.NO: "bad",
}
VERDICT_ICONS: dict[Verdict, IconName] = {
    Verdict.YES: "check-circle",
    Verdict.TIGHT: "info",
    Verdict.COSTS: "alert",
    Verdict.NO: "x-circle",
}


class DayWords(QObject):
    """The words, in the language in force and the site's own time."""

    def __init__(self, model: MyDayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.shifts, self._times = ShiftWords(self), TimeWords(self)

    # Times

    def clock(self, at: datetime) -> str:
        """``14:03`` on the site's wall."""
        return f"{at.astimezone(self._zone):%H:%M}"

    def hours(self, shift: Shift) -> str:
        """``10:00–19:00``."""
        return f"{self.clock(shift.start)}–{self.clock(shift.end)}"

    def day(self, day: date) -> str:
        """``11월 22일(일)``."""
        return QLocale().toString(QDate(day.year, day.month, day.day), self.tr("ddd, MMM d"))

    def when(self, at: datetime, now: datetime) -> str:
        """The time; before it the day where it is another one and not soon."""
        day, today = at.astimezone(self._zone).date(), now.astimezone(self._zone).date()
        if day == today or at - now < FAR:
            return self.clock(at)
        if day == today + timedelta(days=1):
            return filled(self.tr("tomorrow {time}"), time=self.clock(at))
        return f"{self.day(day)} {self.clock(at)}"

    def soon(self, at: datetime, now: datetime) -> str:
        """``25분 뒤``; a minute that has begun counts whole."""
        minutes = -(-max(0, round((at - now).total_seconds())) // 60)
        return filled(self.tr("in {span}"), span=self.shifts.span(minutes))

    # Now and next

    def now_next(self, place: Place, now: datetime, mismatch: Mismatch | None, *, away: bool) -> list[str]:
        """The strip in the call bar, from its longest form to its shortest."""
        turn, when, soon = self._turn(place), self.when(place.turns_at, now), self.soon(place.turns_at, now)
        far = not place.inside and place.turns_at - now >= FAR
        if away:
            current = self.tr("On leave")
        elif place.now is not None:
            current = self.shifts.activity(place.now.activity)
            if mismatch is not None:
                current = filled(self.tr("Planned: {activity}"), activity=current)
        else:
            current = self.tr("Free") if place.inside else ""
        head = f"{current} · " if current else ""
        forms = [f"{head}{turn} {when}", f"{turn} {when}", current or when]
        return forms if far else [f"{head}{turn} {when} ({soon})", *forms]

    def _turn(self, place: Place) -> str:
        if place.next is None:
            return self.tr("shift ends")
        if not place.inside:
            return self.tr("Next shift")
        return self.shifts.activity(place.next.activity)

    def differs(self, mismatch: Mismatch, place: Place | None) -> str:
        """How what I do differs from my plan, said kindly, to me."""
        until = "" if place is None else self.clock(place.turns_at)
        return filled(
            {
                Mismatch.NOT_HERE: self.tr("Your shift has begun."),
                Mismatch.NOT_ON_CALLS: self.tr("You are planned for calls until {until}."),
                Mismatch.STILL_ON_BREAK: self.tr("Your break is over; you are planned for calls until {until}."),
                Mismatch.WORKS_THROUGH_BREAK: self.tr("This is your break until {until}. Please rest."),
                Mismatch.WORKS_UNPLANNED: self.tr("You are not planned for calls now."),
            }[mismatch],
            until=until,
        )

    # May I go

    def verdict(self, verdict: Verdict, pause: Activity) -> str:
        """The answer."""
        lunch = pause is Activity.LUNCH
        return {
            Verdict.YES: self.tr("Yes, enjoy your lunch.") if lunch else self.tr("Yes, take your break."),
            Verdict.TIGHT: self.tr("Yes. It will be just enough."),
            Verdict.COSTS: self.tr("You can, but callers will wait longer."),
            Verdict.NO: self.tr("Better not now: callers would wait too long."),
        }[verdict]

    def effect(self, answer: MayGo) -> str:
        """What it does to callers at the worst, as in "Answered in time: 82 % → 71 % at 12:30"."""
        lost = max(answer.effect, key=lambda one: one.level_with_me - one.level_without_me, default=None)
        if lost is None or round((lost.level_with_me - lost.level_without_me) * 100) < 1:
            return self.tr("Callers will not feel it.")
        return filled(
            self.tr("Answered in time at {time}: {before} % → {after} %"),
            time=self.clock(lost.start),
            before=round(lost.level_with_me * 100),
            after=round(lost.level_without_me * 100),
        )

    def planned(self, answer: MayGo, pause: Activity, now: datetime) -> str:
        """When it is planned; empty when it is not, or now."""
        at = answer.planned_at
        if at is None or at <= now:
            return ""
        said = (
            self.tr("Your lunch is planned at {time}.")
            if pause is Activity.LUNCH
            else self.tr("Your break is planned at {time}.")
        )
        return filled(said, time=self.clock(at))

    @property
    def _zone(self) -> ZoneInfo:
        return self._model.zone
