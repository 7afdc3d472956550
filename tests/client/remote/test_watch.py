"""News reach everybody who wants them, in order."""

from collections.abc import Callable

from desk.client.remote.watch import Watchers


async def test_everybody_hears_in_the_order_they_came() -> None:
    watchers: Watchers[int] = Watchers()
    heard: list[tuple[str, int]] = []
    watchers.add(lambda news: heard.append(("one", news)))
    end = watchers.add(lambda news: heard.append(("two", news)))
    watchers.tell(1)
    end()
    end()
    watchers.tell(2)
    assert heard == [("one", 1), ("two", 1), ("one", 2)]


async def test_who_leaves_while_news_are_told_hears_no_more() -> None:
    watchers: Watchers[int] = Watchers()
    heard: list[int] = []
    ends: list[Callable[[], None]] = []
    watchers.add(lambda _news: ends[0]())
    ends.append(watchers.add(heard.append))
    watchers.tell(1)
    assert heard == []


async def test_one_that_fails_is_reported_and_the_others_hear(loop_errors: list[str]) -> None:
    watchers: Watchers[int] = Watchers()
    heard: list[int] = []
    watchers.add(lambda news: heard.append(news // 0))
    watchers.add(heard.append)
    watchers.tell(1)
    assert heard == [1]
    assert "ZeroDivisionError" in loop_errors[0]
    loop_errors.clear()
