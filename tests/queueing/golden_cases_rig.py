"""Golden cases of service clocks: what happens on a ticket, and what its clocks must say then; worked out by hand.

A case is: what it shows; the site and its queues' targets; what happens, step by step; what the clocks say at the last
step. Times are on the site's wall: ``10 11:30`` is 10 March 2026, a Tuesday; other months ``09-23 17:30``, other years
``2028-02-28 18:00``; ``*`` marks the second of two equal times. Targets in minutes: ``f`` first answer, ``n`` next
answer, ``r`` resolution (``end``), ``c`` call-back. What a clock says: ``due`` (it runs), ``missed`` (it ran out),
``met`` and ``late`` (it stopped; in how much served time, or when it ran out), ``rests`` (after how much served time),
``never``, ``none``. ``other`` before a step or a clock is the other ticket of a merge.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """One row of the table."""

    shows: str
    setting: str
    story: str
    says: str


#: The hours of Monday to Sunday, in hours of the day; holidays: None is open as ever, else the hours of a holiday.
WEEKLY: dict[str, list[list[tuple[int, int]]]] = {
    "shop": [[(9, 19)]] * 7,
    "lunch": [*[[(9, 12), (13, 18)]] * 5, [(10, 14)], []],
    "office": [*[[(9, 18)]] * 5, [], []],
    "evening": [*[[(9, 19)]] * 5, [], []],
    "night": [[(18, 26)]] * 7,
    "round": [[(0, 24)]] * 7,
    "early": [[(1, 5)]] * 7,
    "late": [[(22, 26)]] * 7,
    "last": [[(20, 24)]] * 7,
    "saturday": [*[[]] * 5, [(22, 28)], []],
    "never": [[]] * 7,
}
HOLIDAY_HOURS: dict[str, list[tuple[int, int]] | None] = {
    "lunch": [], "office": [], "evening": [], "festive": [(10, 15)], "founding": [], "noon": [], "extended": [],
    "closed": [],
}  # fmt: skip
#: Sites that are another one but for a special day.
SPECIAL: dict[str, tuple[str, str, list[tuple[int, int]]]] = {
    "founding": ("office", "2026-03-12", []),
    "short": ("shop", "2026-03-11", [(9, 13)]),
    "closed": ("office", "2026-03-11", []),
    "noon": ("office", "2026-03-11", [(9, 12)]),
    "extended": ("office", "2026-03-11", [(9, 19)]),
}
ALIKE = {"festive": "office", "york": "round", "york_early": "early"}
ZONES = {"york": "America/New_York", "york_early": "America/New_York"}
#: Public holidays near the cases.
HOLIDAYS = ("2026-09-24", "2026-09-25", "2026-09-26", "2026-12-25", "2027-01-01")

LUNCH = (
    Case("lunch is served", "shop f60", "10 11:30 opened", "first due 10 12:30"),
    Case("closed over lunch", "lunch f60", "10 11:30 opened", "first due 10 13:30"),
    Case("opened when lunch begins", "lunch f60", "10 12:00 opened", "first due 10 14:00"),
    Case("opened in the middle of lunch", "lunch f60", "10 12:40 opened", "first due 10 14:00"),
    Case("used up at the minute lunch begins", "lunch f60", "10 11:00 opened", "first due 10 12:00"),
    Case("used up, then answered over lunch", "lunch f60", "10 11:00 opened | 10 12:30 reply", "first late 10 12:00"),
    Case("answered over lunch in time", "lunch f60", "10 11:30 opened | 10 12:45 reply", "first met 0:30:00"),
    Case("a queue that eats on a site that does not", "shop f60 hours:lunch", "10 11:30 opened", "first due 10 13:30"),
    Case("across both blocks of a day", "lunch f300", "10 09:30 opened", "first due 10 15:30"),
    Case("across both blocks into the next day", "lunch f480", "10 13:00 opened", "first due 11 12:00"),
)
SECONDS = (
    Case("answered at the very second", "shop f60", "10 10:00:00 opened | 10 11:00:00 reply", "first met 1:00:00"),
    Case("answered a second late", "shop f60", "10 10:00:00 opened | 10 11:00:01 reply", "first late 10 11:00:00"),
    Case("seconds count", "shop f60", "10 10:15:37 opened | 10 10:59:59 reply", "first met 0:44:22"),
    Case("looked at in the very second", "shop f60", "10 10:00 opened | 10 11:00:00 now", "first due 10 11:00"),
    Case("looked at a second later", "shop f60", "10 10:00 opened | 10 11:00:01 now", "first missed 10 11:00"),
)
NIGHTS = (
    Case("over night", "shop f60", "10 18:30 opened", "first due 11 09:30"),
    Case("written at night", "shop f60", "10 23:15 opened", "first due 11 10:00"),
    Case("written before the opening", "shop f60", "10 06:00 opened", "first due 10 10:00"),
    Case("written in the second of closing", "shop f60", "10 19:00 opened", "first due 11 10:00"),
    Case("answered at night", "shop f60", "10 18:30 opened | 10 23:00 reply", "first met 0:30:00"),
    Case("over a weekend", "office f60", "13 17:30 opened", "first due 16 09:30"),
    Case("over a Sunday", "lunch f120", "14 13:00 opened", "first due 16 10:00"),
    Case("Sundays are served", "shop f60", "15 10:00 opened", "first due 15 11:00"),
    Case("three working days", "office r1620", "12 09:00 opened", "end due 16 18:00"),
    Case("hours past midnight", "night f180", "10 23:30 opened", "first due 11 18:30"),
    Case("opened after midnight, still served", "night f60", "11 01:30 opened", "first due 11 18:30"),
    Case("opened by day in a night service", "night f60", "10 12:00 opened", "first due 10 19:00"),
    Case("a queue past midnight on a site that never closes", "round f120 hours:late", "10 23:00 opened",
         "first due 11 01:00"),
    Case("up to midnight on a site that goes on", "night f300 hours:last", "10 23:00 opened", "first due 12 00:00"),
    Case("Saturday's night belongs to Sunday's morning", "round f300 hours:saturday", "14 21:00 opened",
         "first due 15 03:00"),
    Case("and goes on a week later", "round f420 hours:saturday", "14 21:00 opened", "first due 21 23:00"),
    Case("never served", "shop f60 hours:never", "10 10:00 opened", "first never"),
    Case("never served together with its site", "shop f60 hours:early", "10 10:00 opened", "first never"),
)  # fmt: skip
HOLIDAY = (
    Case("over Chuseok and the weekend", "office f60", "09-23 17:30 opened", "first due 09-28 09:30"),
    Case("Chuseok in a shop that is open 365 days", "shop f60", "09-24 10:00 opened", "first due 09-24 11:00"),
    Case("holidays with hours of their own", "festive f60", "09-24 14:30 opened", "first due 09-25 10:30"),
    Case("a day off of the site's own", "founding f60", "11 17:30 opened", "first due 13 09:30"),
    Case("a short day", "short f120", "11 12:00 opened", "first due 12 10:00"),
    Case("tomorrow off, announced tonight", "office f60", "10 17:30 opened | 10 20:00 calendar closed",
         "first due 12 09:30"),
    Case("today ends at noon, announced at eleven", "office f300", "11 09:30 opened | 11 11:00 calendar noon",
         "first due 12 11:30"),
    Case("today off after all: its morning does not count", "office f300",
         "11 09:30 opened | 11 11:00 calendar closed", "first due 12 14:00"),
    Case("what ran out on a day that is off after all did not", "office f60",
         "11 09:00 opened | 11 10:30 calendar closed", "first due 12 10:00"),
    Case("what was answered stays answered", "office f60",
         "11 09:00 opened | 11 09:30 reply | 11 10:00 calendar closed", "first met 0:30:00"),
    Case("open till 19:00 today, announced at 17:45", "office f60", "11 17:30 opened | 11 17:45 calendar extended",
         "first due 11 18:30"),
    Case("open till 19:00 every day", "evening f90", "11 17:45 opened", "first due 12 09:15"),
    Case("leap day", "shop f660", "2028-02-28 18:00 opened", "first due 2028-02-29 19:00"),
    Case("no leap day", "shop f660", "2027-02-28 18:00 opened", "first due 2027-03-01 19:00"),
    Case("over the end of the year", "shop f120", "2026-12-31 18:00 opened", "first due 2027-01-01 10:00"),
    Case("over New Year's Day and a weekend", "office f120", "2026-12-31 17:00 opened", "first due 2027-01-04 10:00"),
)  # fmt: skip
ZONE = (
    Case("the night an hour is skipped", "york f180", "08 00:30 opened", "first due 08 04:30"),
    Case("the night an hour comes twice", "york f180", "11-01 00:30 opened", "first due 11-01 02:30"),
    Case("used up in the hour that comes again", "york f120", "11-01 00:30 opened", "first due 11-01 01:30*"),
    Case("a day of 23 hours", "york r1380", "08 00:00 opened", "end due 09 00:00"),
    Case("a day of 25 hours", "york r1500", "11-01 00:00 opened", "end due 11-02 00:00"),
    Case("open through the skipped hour", "york_early r240", "08 00:00 opened", "end due 09 02:00"),
    Case("open through the doubled hour", "york_early r300", "11-01 00:00 opened", "end due 11-01 05:00"),
)
PAUSES = (
    Case("rests while put aside", "shop r480", "10 09:00 opened | 10 11:00 pending | 10 15:00 now",
         "end rests 2:00:00; shows nothing"),
    Case("goes on when it comes back", "shop r480", "10 09:00 opened | 10 11:00 pending | 10 14:00 open",
         "end due 11 10:00"),
    Case("a queue whose clock never rests", "shop r480 nopause", "10 09:00 opened | 10 11:00 pending",
         "end due 10 17:00"),
    Case("the first answer does not rest", "shop f60", "10 10:00 opened | 10 10:10 pending", "first due 10 11:00"),
    Case("put aside over night", "shop r480", "10 18:00 opened | 10 18:30 pending | 11 08:00 open", "end due 11 16:30"),
    Case("put aside and back while nobody is there", "shop r480", "10 20:00 opened | 10 21:00 pending | 10 22:00 open",
         "end due 11 17:00"),
    Case("put aside twice", "shop r240",
         "10 09:00 opened | 10 10:00 pending | 10 11:00 open | 10 12:00 pending | 10 18:00 open", "end due 11 10:00"),
    Case("put aside when it had run out", "shop r60", "10 09:00 opened | 10 11:00 pending | 10 12:00 now",
         "end missed 10 10:00; shows end 10 10:00"),
    Case("opened put aside", "shop r480", "10 09:00 opened pending | 10 12:00 now", "end rests 0:00:00"),
    Case("closed in time", "shop r480", "10 09:00 opened | 10 15:00 closed", "end met 6:00:00; shows nothing"),
    Case("closed late", "shop r120", "10 09:00 opened | 10 12:00 closed", "end late 10 11:00; shows nothing"),
    Case("closed while put aside", "shop r480", "10 09:00 opened | 10 11:00 pending | 11 11:00 closed",
         "end met 2:00:00"),
    Case("reopened the next day", "shop r480", "10 09:00 opened | 10 10:00 closed | 11 09:00 open", "end due 11 16:00"),
    Case("reopened after it was late", "shop r60", "10 09:00 opened | 10 11:00 closed | 10 12:00 open",
         "end missed 10 10:00"),
    Case("reopened and put aside", "shop r480", "10 09:00 opened | 10 10:00 closed | 10 11:00 pending",
         "end rests 1:00:00"),
    Case("reopened twice", "shop r480",
         "10 09:00 opened | 10 10:00 closed | 10 11:00 open | 10 12:00 closed | 10 15:00 open", "end due 11 11:00"),
    Case("came closed out of an earlier system", "shop f60 r480", "10 09:00 opened closed | 10 10:00 message",
         "first none; next none; end none; shows nothing"),
    Case("and is opened again", "shop f60 r480", "10 09:00 opened closed | 10 10:00 open",
         "first none; end due 10 18:00"),
)  # fmt: skip
ANSWERS = (
    Case("a note is no answer", "shop f60", "10 10:00 opened | 10 10:10 note", "first due 10 11:00"),
    Case("changing fields is no answer", "shop f60", "10 10:00 opened | 10 10:10 retitled", "first due 10 11:00"),
    Case("a reply after a change is late by the reply", "shop f60",
         "10 10:00 opened | 10 10:05 retitled | 10 11:30 reply | 10 11:40 retitled", "first late 10 11:00"),
    Case("what follows the reply changes nothing", "shop f60",
         "10 10:00 opened | 10 10:20 reply | 10 10:30 note | 10 12:00 reply | 10 12:30 closed", "first met 0:20:00"),
    Case("the customer writes again", "shop f60 n30",
         "10 10:00 opened | 10 10:20 reply | 10 11:00 message | 10 11:10 message",
         "first met 0:20:00; next due 10 11:30"),
    Case("the customer writes before the first answer", "shop f60 n30", "10 10:00 opened | 10 10:10 message",
         "first due 10 11:00; next none"),
    Case("the next answer", "shop f60 n30",
         "10 10:00 opened | 10 10:20 reply | 10 11:00 message | 10 11:29:59 reply", "next met 0:29:59"),
    Case("the answer after the next", "shop f60 n30",
         "10 10:00 opened | 10 10:20 reply | 10 11:00 message | 10 11:20 reply | 10 12:00 message",
         "next due 10 12:30"),
    Case("an answer from outside that came before the message", "shop f60 n30",
         "10 10:00 opened | 10 10:20 reply | 10 10:10 message", "next none"),
    Case("closing is no answer", "shop f60", "10 10:00 opened | 10 10:30 closed", "first rests 0:30:00; shows nothing"),
    Case("what was owed is owed again", "shop f60", "10 10:00 opened | 10 10:30 closed | 10 12:00 open",
         "first due 10 12:30"),
    Case("the customer writes on a closed ticket", "shop f60 n60",
         "10 10:00 opened | 10 10:20 reply | 10 11:00 closed | 10 12:00 message | 10 12:30 open", "next due 10 13:00"),
    Case("work of our own owes no answer", "shop f60 r480", "10 10:00 opened internal", "first none; end due 10 18:00"),
    Case("until it is for a customer", "shop f60", "10 10:00 opened internal | 10 14:00 customer",
         "first due 10 15:00"),
    Case("or a customer writes", "shop f60 n30", "10 10:00 opened internal | 10 11:00 message",
         "first due 10 12:00; next none"),
    Case("a call answers", "shop f60", "10 10:00 opened | 10 10:50 call 10:20 to 10:50", "first met 0:20:00"),
    Case("opened while wrapping up", "shop f60", "10 10:00 opened | 10 10:02 call 09:50 to 10:02", "first met 0:00:00"),
    Case("a call of earlier answers nothing", "shop f60", "10 10:00 opened | 10 10:50 call 09:10 to 09:30",
         "first due 10 11:00"),
    Case("what runs out first is shown", "shop f60 n30 r90", "10 10:00 opened | 10 10:20 reply | 10 11:15 message",
         "shows end 10 11:30"),
)  # fmt: skip
MOVES = (
    Case("to a stricter queue", "shop f60 / B f30", "10 10:00 opened | 10 10:20 queue B", "first due 10 10:30"),
    Case("to a milder queue", "shop f60 / B f120", "10 10:00 opened | 10 10:20 queue B", "first due 10 12:00"),
    Case("to a queue in which it is too late", "shop f240 / B f60", "10 10:00 opened | 10 12:00 queue B | 10 13:00 now",
         "first missed 10 12:00"),
    Case("to a queue that eats", "shop f240 / B f240 hours:lunch", "10 11:00 opened | 10 11:30 queue B",
         "first due 10 16:00"),
    Case("from a queue that eats", "shop f240 hours:lunch / B f240", "10 11:00 opened | 10 13:30 queue B",
         "first due 10 16:00"),
    Case("it had run out, and has not in the new queue", "shop f30 / B f120", "10 10:00 opened | 10 11:00 queue B",
         "first due 10 12:00"),
    Case("it had run out in both", "shop f30 / B f40", "10 10:00 opened | 10 11:00 queue B", "first missed 10 10:30"),
    Case("to a queue without a target", "shop f60 / B r480", "10 10:00 opened | 10 10:20 queue B",
         "first none; end due 10 18:00"),
    Case("and back", "shop f60 / B r480", "10 10:00 opened | 10 10:20 queue B | 10 10:40 queue A",
         "first due 10 11:00"),
    Case("moved at night", "shop f60 / B f90", "10 18:30 opened | 10 20:00 queue B", "first due 11 10:00"),
    Case("moved while put aside", "shop r480 / B r240",
         "10 09:00 opened | 10 11:00 pending | 10 12:00 queue B | 10 14:00 open", "end due 10 16:00"),
    Case("moved while closed", "shop r480 / B r240",
         "10 09:00 opened | 10 11:00 closed | 10 12:00 queue B | 10 14:00 open", "end due 10 16:00"),
    Case("to a queue whose clock does not rest", "shop r480 / B r480 nopause",
         "10 09:00 opened | 10 11:00 pending | 10 12:00 queue B", "end due 10 18:00"),
    Case("what was answered stays answered", "shop f60 / B f10", "10 10:00 opened | 10 10:30 reply | 10 11:00 queue B",
         "first met 0:30:00"),
    Case("a stricter target for the queue", "shop f60", "10 10:00 opened | 10 10:20 targets f30", "first due 10 10:30"),
    Case("no target any more", "shop f60", "10 10:00 opened | 10 10:20 targets r60", "first none; end due 10 11:00"),
    Case("a target for what had none", "shop r600", "10 10:00 opened | 10 12:00 targets f240", "first due 10 14:00"),
    Case("other hours for the queue", "shop f240", "10 11:00 opened | 10 11:10 targets f240 hours:lunch",
         "first due 10 16:00"),
)  # fmt: skip
MERGES = (
    Case("the other began earlier", "shop f60", "10 10:00 other opened | 10 10:30 opened | 10 10:40 merged",
         "first due 10 11:00"),
    Case("the other began later", "shop f60", "10 10:00 opened | 10 10:30 other opened | 10 10:40 merged",
         "first due 10 11:00"),
    Case("the other had run out", "shop f60", "10 09:00 other opened | 10 10:30 opened | 10 10:40 merged",
         "first missed 10 10:00"),
    Case("answered here, not there", "shop f60 n30",
         "10 10:00 opened | 10 10:10 reply | 10 10:30 other opened | 10 10:40 merged",
         "first met 0:10:00; next due 10 11:00"),
    Case("answered there after this began", "shop f60",
         "10 10:00 opened | 10 10:05 other opened | 10 10:20 other reply | 10 10:40 merged", "first met 0:20:00"),
    Case("answered there before this began", "shop f60",
         "10 09:00 other opened | 10 09:30 other reply | 10 10:00 opened | 10 10:40 merged", "first due 10 11:00"),
    Case("the customer had written there again", "shop f60 n30",
         "10 09:00 other opened | 10 09:30 other reply | 10 09:40 opened | 10 09:50 reply | 10 10:00 other message"
         " | 10 10:10 merged", "next due 10 10:30"),
    Case("from another queue", "shop f60 / B f240", "10 10:00 other opened in B | 10 10:30 opened | 10 10:40 merged",
         "first due 10 11:00"),
    Case("the end of both", "shop r480", "10 09:00 other opened | 10 10:00 opened | 10 11:00 merged",
         "end due 10 17:00"),
    Case("the other was put aside", "shop r480",
         "10 09:00 other opened | 10 10:00 opened | 10 10:30 other pending | 10 11:00 merged", "end due 10 17:30"),
    Case("the other was closed unanswered", "shop f60 r480",
         "10 09:00 other opened | 10 09:20 other closed | 10 10:00 opened | 10 10:10 merged",
         "first due 10 10:50; end due 10 18:00; other first none; other end met 0:20:00"),
    Case("a resolution met on the other stays its own", "shop r480",
         "10 09:00 other opened | 10 10:00 other closed | 10 11:00 opened | 10 12:00 merged",
         "end due 10 19:00; other end met 1:00:00"),
)  # fmt: skip
UNMERGED = (
    Case("both run on as if nothing had been", "shop f60",
         "10 10:00 opened | 10 10:30 other opened | 10 10:40 merged | 10 10:50 unmerged",
         "first due 10 11:00; other first due 10 11:30; shows first 10 11:00; other shows first 10 11:30"),
    Case("an answer on the other counts there alone again", "shop f60",
         "10 10:00 opened | 10 10:05 other opened | 10 10:20 other reply | 10 10:40 merged | 10 10:50 unmerged",
         "first due 10 11:00; other first met 0:15:00"),
    Case("the next answer that was owed there", "shop f60 n30",
         "10 09:00 other opened | 10 09:30 other reply | 10 09:40 opened | 10 09:50 reply | 10 10:00 other message"
         " | 10 10:10 merged | 10 10:20 unmerged", "next none; other next due 10 10:30"),
    Case("what ran out meanwhile ran out", "shop f60",
         "10 10:00 opened | 10 10:30 other opened | 10 10:40 merged | 10 11:45 unmerged",
         "first missed 10 11:00; other first missed 10 11:30"),
    Case("the other was put aside and is again", "shop r480",
         "10 09:00 other opened | 10 10:00 opened | 10 10:30 other pending | 10 11:00 merged | 10 12:00 unmerged",
         "end due 10 18:00; other end rests 1:30:00; other shows nothing"),
    Case("the other was closed and is again", "shop f60 r480",
         "10 09:00 other opened | 10 09:20 other closed | 10 10:00 opened | 10 10:10 merged | 10 10:20 unmerged",
         "first due 10 11:00; end due 10 18:00; other first rests 0:20:00; other end met 0:20:00"),
    Case("from another queue, back to its targets", "shop f60 / B f240",
         "10 10:00 other opened in B | 10 10:30 opened | 10 10:40 merged | 10 10:50 unmerged",
         "first due 10 11:30; other first due 10 14:00"),
    Case("over night and lunch", "lunch f60",
         "10 17:30 opened | 10 17:40 other opened | 10 17:50 merged | 11 12:30 unmerged",
         "first missed 11 09:30; other first missed 11 09:40"),
    Case("the calendar became another meanwhile", "office f300",
         "11 09:30 other opened | 11 10:00 opened | 11 10:30 merged | 11 11:00 calendar noon | 11 11:10 unmerged",
         "first due 12 12:00; other first due 12 11:30"),
    Case("and so did the targets", "shop f60",
         "10 10:00 opened | 10 10:20 other opened | 10 10:25 merged | 10 10:30 targets f30 | 10 10:35 unmerged",
         "first missed 10 10:30; other first due 10 10:50"),
)  # fmt: skip
CALLBACKS = (
    Case("missed in the evening", "shop c30", "10 18:45 missed", "callback due 11 09:15"),
    Case("claimed in time", "shop c30", "10 18:45 missed | 11 09:10 claimed", "callback met 0:25:00"),
    Case("claimed late", "shop c30", "10 10:00 missed | 10 10:31 claimed", "callback late 10 10:30"),
    Case("missed over lunch", "lunch c30", "10 12:10 missed", "callback due 10 13:30"),
)
#: On tickets, and so for a server as well.
TICKETS = LUNCH + SECONDS + NIGHTS + HOLIDAY + ZONE + PAUSES + ANSWERS + MOVES + MERGES + UNMERGED
