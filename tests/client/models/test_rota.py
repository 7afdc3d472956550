"""The rota of a lead's day: whatever is fetched, and whenever it comes, what was heard since stays."""

from pathlib import Path

from msgspec.structs import replace

from desk.contract.events import Event, ShiftCancelled
from desk.contract.feed import FeedItem
from tests.client.shifts_rig import TODAY, Centre, at, quiet_day

NOW = at(TODAY, 14.2)


async def test_a_person_s_weeks_that_come_late_overwrite_nothing_newer(tmp_path: Path) -> None:
    async with quiet_day(tmp_path, NOW, 12) as view:
        model, fetched = view.model, Centre(12).rota()
        gone = fetched.shifts[0]
        fact = ShiftCancelled(shift_id=gone.id, user_id=gone.user_id, day=gone.day, published=True, why="")
        event = Event(seq=20, at=NOW, recorded_at=NOW, actor_id=1, actor="", fact=fact)
        model._hear(FeedItem(event=event))  # pyright: ignore[reportPrivateUsage]
        assert model.bar(gone.id) is None
        theirs = [one for one in fetched.shifts if one.user_id == gone.user_id]
        model.take_rota(replace(fetched, shifts=theirs), only=gone.user_id)
        assert model.bar(gone.id) is None
        model.take_rota(replace(fetched, shifts=theirs, synced_to=20), only=gone.user_id)
        assert model.bar(gone.id) is not None, "the fetch knows of everything that was heard"
