"""The whole way from a problem to a rota: a first one at once, then a better one week by week.

Stage 1 finds how many people take each choice (``counts``), stage 2 who they are (``lines``, ``people``), stage 3 when
they rest (``rests``). What is told is legal at every moment, so that the best so far can be taken whenever somebody
stops it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from desk.contract.base import Id
from desk.server.rota import counts, duties, greedy, lines, people, rests, sharing, ways_out
from desk.server.rota.clock import Clock
from desk.server.rota.counts import Counts
from desk.server.rota.covering import RestPlace
from desk.server.rota.grid import IDLE, Grid
from desk.server.rota.lines import Alike
from desk.server.rota.problem import Problem, Progress, Span, Stage, Told
from desk.server.rota.rests import Rests
from desk.server.rota.result import Evaluation, best, evaluate, on_calls
from desk.server.rota.weeks import Rota, Week, weeks

#: Parts of a week's time for each of the stages; the rest is for checking. What a stage leaves over goes to lines and
#: rests together, where it does most.
FOR_COUNTS, FOR_PEOPLE, FOR_RESTS, FOR_MORE, FOR_SHARING, FOR_CHECKING = 0.25, 0.1, 0.1, 0.42, 0.08, 0.05
Tell = Callable[[Told], None]


def solve(problem: Problem, clock: Clock, tell: Tell) -> None:
    """Tell progress and better rotas, at last the final one."""
    _Run(problem, clock, tell).run()


class _Run:
    def __init__(self, problem: Problem, clock: Clock, tell: Tell) -> None:
        self.problem = problem
        self.clock = clock
        self.tell = tell
        self.grid = Grid(problem)
        self.weeks = weeks(problem)
        self.rota: Rota = {person.id: {} for person in problem.people}
        self.rests: Rests = {person.id: {} for person in problem.people}
        self.counts: list[Counts | None] = []
        self.share = problem.seconds / len(self.weeks)

    def run(self) -> None:
        for number, week in enumerate(self.weeks):
            self._say(Stage.COUNTS, 0.3 * number / len(self.weeks))
            self._first(week)
        self._tell_best()
        for number, (week, found) in enumerate(zip(self.weeks, self.counts, strict=True)):
            if found is not None:
                self._week(number, week, found)
        self._say(Stage.CHECKING, 0.96)
        self._finish()

    def _finish(self) -> None:
        evaluation = self._evaluation()
        unmet = [
            one for week in self.weeks for one in ways_out.unmet(self.clock, self.grid, week, self.rota, evaluation)
        ]
        self.tell(best(self.problem, self.grid, self.rota, self.rests, evaluation, self.clock.passed, unmet))

    def _tell_best(self) -> None:
        self.tell(best(self.problem, self.grid, self.rota, self.rests, self._evaluation(), self.clock.passed))

    def _first(self, week: Week) -> None:
        members = week.members(self.rota)
        found = counts.count(self.clock, self.grid, week, members, self._base(week), self.share * FOR_COUNTS)
        self.counts.append(found)
        assigned = greedy.assign(self.grid, week, members, found.people if found else {})
        self._take(week, assigned)
        self._name(week, found.rests if found else {})

    def _week(self, number: int, week: Week, found: Counts) -> None:
        """The people of a week and their rests; then both once more, together."""
        part = number / len(self.weeks)
        self._say(Stage.PEOPLE, 0.3 + 0.65 * part)
        alikes = lines.alikes(self.grid, week, week.members(self.rota))
        matched = lines.match(self.clock, self.grid, alikes, found.people, self.share * FOR_PEOPLE)
        if matched is not None:
            self._hand_out(week, matched)
        self._say(Stage.BREAKS, 0.3 + 0.65 * (part + 0.3 / len(self.weeks)))
        begun = self._stagger(week, found)
        self._name(week, begun)
        if not self.clock.left:
            return
        self._tell_best()
        self._say(Stage.PEOPLE, 0.3 + 0.65 * (part + 0.4 / len(self.weeks)))
        members = week.members(self.rota)
        own = {member.person.id: self._own(week, member.person.id) for member in members}
        better = lines.improve(
            self.clock, self.grid, week, members, own, begun, self._base(week), self._left_for_more(number)
        )
        if better is not None:
            self._hand_out(week, better[0])
        self._share(week)
        self._name(week, begun if better is None else better[1])

    def _left_for_more(self, number: int) -> float:
        """The seconds for a week's lines and rests together: with what is left over, as far as time is what counts."""
        usual = self.share * FOR_MORE
        if self.problem.effort is not None:
            return usual
        return max(usual, self.clock.left / (len(self.weeks) - number) - self.share * (FOR_SHARING + FOR_CHECKING))

    def _share(self, week: Week) -> None:
        """Late shifts and weekends evenly, where there is time for it."""
        if not self.clock.left:
            return
        members = week.members(self.rota)
        own = {member.person.id: self._own(week, member.person.id) for member in members}
        wanted = Counter(place for places in own.values() for place in places)
        to_share = duties.duties(week, members, wanted, self.rota)
        seconds = self.share * FOR_SHARING
        self._take(week, sharing.share(self.clock, self.grid, week, members, own, to_share, seconds))

    def _hand_out(self, week: Week, alikes: Sequence[Alike]) -> None:
        members = [member for alike in alikes for member in alike.members]
        wanted = defaultdict[int, int](int)
        for alike in alikes:
            for line, number in zip(alike.lines, alike.taken, strict=True):
                for place in line.places:
                    wanted[place] += number
        to_share = duties.duties(week, members, wanted, self.rota)
        self._take(week, people.name(week, alikes, to_share))

    def _stagger(self, week: Week, found: Counts) -> dict[RestPlace, int]:
        """The rests of a week, days that reach into one another together."""
        blocks = self._blocks(week)
        begun = dict[RestPlace, int]()
        base = self._base(week)
        for days in blocks:
            on = {place: len(ids) for place, ids in rests.people_of(self.grid, self.rota, days).items()}
            spans = [self.problem.days[day].span for day in days]
            slots = [slot for slot in counts.slots_of(self.grid, week) if _within(slot * self.grid.minutes, spans)]
            seconds = self.share * FOR_RESTS / len(blocks)
            staggered = rests.stagger(self.clock, self.problem, self.grid, on, base, slots, found.rests, seconds)
            begun.update(staggered.rests if staggered else found.rests)
        return begun

    def _blocks(self, week: Week) -> list[list[int]]:
        """The days of a week; all of them as one where a shift reaches into the next day."""
        choices = self.problem.choices
        beyond = any(choices[place].end > self.problem.days[choices[place].day].span[1] for place in week.choices)
        return [list(week.days)] if beyond else [[day] for day in week.days]

    def _own(self, week: Week, person: Id) -> tuple[int, ...]:
        own = self.rota[person]
        return tuple(own[day] for day in week.days if day in own)

    def _take(self, week: Week, assigned: Mapping[Id, Sequence[int]]) -> None:
        """Put these choices in the place of what the people had in the week, with rests for the time being."""
        for person, places in assigned.items():
            for day in week.days:
                self.rota[person].pop(day, None)
                self.rests[person].pop(day, None)
            for place in places:
                choice = self.problem.choices[place]
                self.rota[person][choice.day] = place
                self.rests[person][choice.day] = rests.apart(choice, tuple(rest.starts[0] for rest in choice.rests))

    def _name(self, week: Week, begun: Mapping[RestPlace, int]) -> None:
        for (group, place), ids in rests.people_of(self.grid, self.rota, week.days).items():
            for person, own in rests.name(self.problem, place, sorted(ids), begun, group).items():
                self.rests[person].update(own)

    def _base(self, week: Week) -> dict[tuple[int, int], int]:
        """Who is on calls by what stands: shifts there are already, and the other weeks."""
        found = defaultdict[tuple[int, int], int](int)
        near = range(min(week.days) - 2, max(week.days) + 3)
        for person in self.problem.people:
            group = self.grid.group_of[person.id]
            spans = [span for fixed in person.fixed for span in fixed.on_calls]
            for day, place in self.rota[person.id].items():
                if day in near and day not in week.days:
                    spans += on_calls(self.problem.choices[place], self.rests[person.id][day])
            for slot in self.grid.slots(spans):
                found[group, slot] += 1
        return found

    def _evaluation(self) -> Evaluation:
        idle = 0
        for week in self.weeks:
            for member in week.members(self.rota):
                places = self._own(week, member.person.id)
                worked = sum(self.problem.choices[place].minutes for place in places)
                idle += max(0, member.due - worked)
        bounds = [one.bound for one in self.counts if one is not None]
        bound = sum(bounds) if len(bounds) == len(self.weeks) else None
        return evaluate(self.problem, self.grid, self.rota, self.rests, idle / self.grid.minutes * IDLE, bound)

    def _say(self, stage: Stage, part: float) -> None:
        self.tell(Progress(stage, part, self.clock.passed))


def _within(minute: int, spans: Sequence[Span]) -> bool:
    return any(start <= minute < end for start, end in spans)
