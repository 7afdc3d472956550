"""Long work is drawn over itself on a terminal and told line by line elsewhere."""

from io import StringIO

import pytest

from desk.server.admin import console
from desk.server.admin.console import Console, Progress
from desk.server.admin.import_words import PROGRESS, RESULT


class Terminal(StringIO):
    """A stream somebody watches."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_over_itself_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_STROKES", 0.0)
    screen = Terminal()
    progress = Progress(Console("ko", StringIO(), screen), PROGRESS)
    progress.show(500, 0.5)
    progress.show(1000, 1.0)
    progress.close()
    drawn = screen.getvalue()
    assert "\n" not in drawn
    assert "500행, 50%" in drawn
    assert "█" * 30 in drawn
    assert drawn.endswith("\r\x1b[K")


def test_nobody_watching_gets_plain_lines_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    file = StringIO()
    quiet = Progress(Console("en", StringIO(), file), PROGRESS)
    quiet.show(500, 0.5)
    assert file.getvalue() == ""
    monkeypatch.setattr(console, "_LINES", 0.0)
    told = Progress(Console("en", StringIO(), file), PROGRESS)
    told.show(500, 0.5)
    told.show(1000, 1.0)
    told.close()
    assert file.getvalue() == "500 rows, 50%\n1,000 rows, 100%\n"


def test_columns_line_up_under_hangul() -> None:
    out = StringIO()
    Console("ko", out, StringIO()).table([("배송", "a"), ("VIP", "b")])
    assert out.getvalue() == "배송  a\nVIP   b\n"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_result_is_said_in_both_languages(lang: str) -> None:
    out = StringIO()
    Console(lang, out, StringIO()).say(RESULT, kind="orders", applied=1, unchanged=2, refused=3, rate=4)
    assert "orders" in out.getvalue()
