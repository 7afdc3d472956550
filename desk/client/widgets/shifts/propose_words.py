"""A proposed rota in plain words: how far it is, how good it is, what could not be met and the cheapest way out."""

from PySide6.QtCore import QObject

from desk.client.models.plain import filled, joined
from desk.client.widgets.shifts.strip_words import figure
from desk.contract.rota_proposals import Proposal, ProposalState, Unmet, WayOut

#: A gap beyond this only says that the bound is not known yet.
VAGUE = 0.5


class ProposeWords(QObject):
    """Make one where you need it; it holds nothing."""

    def stage(self, stage: str) -> str:
        """What it is at."""
        return {
            "building": self.tr("Putting the question together"),
            "counts": self.tr("How many are needed in each kind of shift"),
            "people": self.tr("Who takes which shift"),
            "breaks": self.tr("When who eats and rests"),
            "checking": self.tr("Checking it against the law"),
        }.get(stage, self.tr("Thinking"))

    def so_far(self, proposal: Proposal) -> str:
        """How good the best so far is."""
        seconds = self.tr("%n s", "", round(proposal.seconds))
        if proposal.gap is None:
            return filled(self.tr("{seconds}, nothing found yet"), seconds=seconds)
        covered, needed = figure(proposal.covered_hours), figure(proposal.needed_hours)
        hours = filled(self.tr("{covered} of {needed} hours"), covered=covered, needed=needed)
        return joined(seconds, hours, self._nearness(proposal.gap))

    def result(self, proposal: Proposal, days: str) -> str:
        """What came of it."""
        if proposal.state is ProposalState.FAILED or proposal.gap is None:
            return filled(self.tr("{days}: no rota was found."), days=days)
        share = proposal.covered_hours / proposal.needed_hours if proposal.needed_hours else 1.0
        return filled(self.tr("{days}: {share} of the need is covered"), days=days, share=f"{share:.1%}")

    def details(self, proposal: Proposal) -> str:
        """For how many, how fair, how legal, how far from the best."""
        if proposal.gap is None:
            return proposal.words
        late = [one.late for one in proposal.duties]
        parts = [
            self.tr("%n people", "", proposal.agents),
            filled(self.tr("{share} of the wishes"), share=f"{proposal.wishes_met:.0%}"),
            self._nearness(proposal.gap),
        ]
        if late:
            parts.append(filled(self.tr("late shifts {least}–{most} each"), least=min(late), most=max(late)))
        hard = sum(one.hard for one in proposal.breaches)
        parts.append(self.tr("keeps the law") if not hard else self.tr("%n breaches of the law", "", hard))
        return " · ".join(parts)

    def _nearness(self, gap: float) -> str:
        """How far from the best there can be; a bound that is nowhere near says nothing to anybody."""
        if gap > VAGUE:
            return self.tr("how near the best is not known yet")
        return filled(self.tr("{gap} from the best there can be"), gap=f"{gap:.1%}")

    def missing(self, unmet: Unmet) -> str:
        """How many are missing at once."""
        return filled(self.tr("{short} missing"), short=figure(unmet.short))

    def way(self, unmet: Unmet) -> str:
        """The cheapest way out."""
        said = {
            WayOut.EXTRA_HOURS: self.tr("Cheapest: {amount} hours of overtime"),
            WayOut.SPLIT_SHIFT: self.tr("Cheapest: split {amount} shifts"),
            WayOut.PART_TIME: self.tr("Cheapest: {amount} hours of part-time work"),
            WayOut.LOWER_TARGET: self.tr("Cheapest: content oneself with {amount} answered in time"),
            WayOut.MORE_PEOPLE: self.tr("Cheapest: {amount} more people"),
        }[unmet.way_out]
        share = unmet.way_out is WayOut.LOWER_TARGET
        return filled(said, amount=f"{unmet.amount:.0%}" if share else figure(unmet.amount))
