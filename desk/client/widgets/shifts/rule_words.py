"""The words of every rule of working time, and of every no that the server may say about shifts."""

from PySide6.QtCore import QObject

from desk.client.models.plain import filled
from desk.client.widgets.errors import words_for
from desk.contract.errors import ErrorCode, Problem
from desk.contract.shifts import RuleBreach
from desk.workforce import law

#: Counted in minutes that must be there; of all others there are too many.
AT_LEAST = frozenset({law.REST, law.BETWEEN_SHIFTS})
#: There is no figure that would say more than the rule's name.
NO_FIGURE = frozenset({law.SKILL, law.PATTERN, law.OVERLAP, law.ABSENT})


class RuleWords(QObject):
    """The words, in the language in force; make one where you need it, it holds nothing."""

    def rule(self, rule: str) -> str:
        """A rule's name; its own where this version does not know it."""
        return {
            law.WEEK_LIMIT: self.tr("Longest week"),
            law.OVERTIME: self.tr("Week without overtime"),
            law.DAY_LIMIT: self.tr("Longest day"),
            law.REST: self.tr("Rest within work"),
            law.WEEKLY_REST: self.tr("Days in a row"),
            law.BETWEEN_SHIFTS: self.tr("Rest between shifts"),
            law.OVERLAP: self.tr("Already works then"),
            law.ABSENT: self.tr("On leave then"),
            law.SKILL: self.tr("Does not work for this queue"),
            law.PATTERN: self.tr("Another kind of shift was agreed"),
            law.OPENING_HOURS: self.tr("Outside opening hours"),
        }.get(rule, rule)

    def breach(self, breach: RuleBreach) -> str:
        """A rule and by how much it is broken, as in "Rest between shifts: 9 h, at least 11 h"."""
        name = self.rule(breach.rule)
        if breach.rule in NO_FIGURE:
            return name
        if breach.rule == law.OPENING_HOURS:
            return filled(self.tr("{rule}: {value}"), rule=name, value=self.span(breach.value))
        if breach.rule == law.WEEKLY_REST:
            value, limit = self.tr("%n days", "", breach.value), self.tr("%n days", "", breach.limit)
        else:
            value, limit = self.span(breach.value), self.span(breach.limit)
        if breach.rule in AT_LEAST:
            return filled(self.tr("{rule}: {value}, at least {limit}"), rule=name, value=value, limit=limit)
        return filled(self.tr("{rule}: {value}, at most {limit}"), rule=name, value=value, limit=limit)

    def whose(self, rule: str) -> str:
        """Whose rule it is, as in "Labour Standards Act, article 53"; the site's own otherwise."""
        article = {law.WEEK_LIMIT: 53, law.OVERTIME: 50, law.DAY_LIMIT: 50, law.REST: 54, law.WEEKLY_REST: 55}.get(rule)
        if article is not None:
            return filled(self.tr("Labour Standards Act, article {number}"), number=article)
        return "" if rule in NO_FIGURE else self.tr("Rule of this centre")

    def span(self, minutes: int) -> str:
        """``45분``, ``1시간 30분``."""
        hours, rest = divmod(max(0, minutes), 60)
        if not hours:
            return filled(self.tr("{minutes} min"), minutes=rest)
        if not rest:
            return filled(self.tr("{hours} h"), hours=hours)
        return filled(self.tr("{hours} h {minutes} min"), hours=hours, minutes=rest)

    def refusal(self, endpoint: str, problem: Problem) -> str:
        """Why the server said no to an order about shifts."""
        if problem.breaches:
            return " · ".join(dict.fromkeys(self.breach(one) for one in problem.breaches))
        if problem.code is ErrorCode.CONFLICT:
            said = self._moved_on(endpoint)
        elif problem.code is ErrorCode.UNPROCESSABLE:
            said = self._not_so(endpoint)
        else:
            said = ""
        return said or words_for(problem).what

    def _moved_on(self, endpoint: str) -> str:
        """Things are not any more as they were seen."""
        return {
            "offer_swap": self.tr("This shift is being swapped already."),
            "accept_swap": self.tr("This swap is no longer open, or the shift has begun."),
            "decline_swap": self.tr("This swap is no longer open."),
            "withdraw_swap": self.tr("This swap has been decided already."),
            "decide_swap": self.tr("This swap has been decided or taken back already."),
            "take_offer": self.tr("Nothing is left of this offer, or you have no shift that it fits."),
            "close_offer": self.tr("This offer is closed already."),
            "ask_absence": self.tr("Some of that time is asked for or granted already."),
            "decide_absence": self.tr("This has been decided or taken back already."),
            "withdraw_absence": self.tr("This has been decided or taken back already."),
            "hand_over_work": self.tr("It is not owed any more."),
            "change_shift": self.tr("This shift has changed or begun since."),
            "cancel_shift": self.tr("This shift is cancelled already."),
        }.get(endpoint, "")

    def _not_so(self, endpoint: str) -> str:
        """What was asked for does not go together."""
        return {
            "offer_swap": self.tr("This shift has begun, or is not yours any more."),
            "ask_absence": self.tr("These times do not fit: it must end after it begins, and not long ago."),
            "make_offer": self.tr("These times do not fit: it can be taken until it begins."),
            "hand_over_work": self.tr("The new owner does not work here, or that time is over."),
            "publish_rota": self.tr("The notice is shorter than agreed: please say why."),
            "assign_shift": self.tr("These times do not fit together."),
            "change_shift": self.tr("These times do not fit together."),
        }.get(endpoint, "")
