"""Text from outside is text: no tag is ever read, no hidden character turns a line around, in no part of the window."""

from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QTextEdit, QWidget

from desk.client.widgets.controls.elided import ElidedLabel
from tests.client.conftest import until
from tests.e2e.rig import Centre, Seat, seated

TAG = "<b>굵게</b><img src='http://127.0.0.1:1/x.png'><script>alert(1)</script>"
BIDI = "\u202e거꾸로\u202c\u2066x\u2069\u200e"
CONTROL = "\x07\x1b[31m붉게\x00"
BODY = f"{TAG}\n{BIDI}\n&lt;b&gt; <a href='desk://call?from=1'>눌러</a>"
#: Characters that change how others are shown, or are nothing to see.
HIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x07\x1b\x00")


def might_be_rich(text: str) -> bool:
    """Whether Qt would read tags in it that are not our own."""
    return QtGui.Qt.mightBeRichText(text) and not text.startswith("<span>&lt;")


def everything() -> list[QWidget]:
    """All widgets of the program."""
    return QApplication.allWidgets()


def interpreted() -> list[str]:
    """Widgets that would read tags in the text they hold."""
    found = list[str]()
    for widget in everything():
        rich = isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText
        if rich or isinstance(widget, QTextEdit | QTextBrowser):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def names(seat: Seat) -> list[str]:
    """Every text that stands in a label, in whole."""
    return [label.text() for label in seat.window.findChildren(QWidget) if isinstance(label, QLabel | ElidedLabel)]


def tips() -> list[str]:
    """Tooltips that Qt would take for rich text although they hold words of a customer."""
    return [tip for widget in everything() if "굵게" in (tip := widget.toolTip()) and might_be_rich(tip)]


async def test_tags_and_hidden_characters_are_shown_and_never_obeyed(centre: Centre, tmp_path: Path) -> None:
    draft = {"name": f"{TAG[:60]}{BIDI}", "numbers": ["010-5555-1234"]}
    made = centre.request("POST", "/customers", draft)["data"]
    centre.known.customers["적"] = made["id"]
    ticket_id = centre.ticket("적", f"{TAG[:80]}{BIDI}")
    centre.request("POST", f"/tickets/{ticket_id}/articles", {"kind": "note", "body": BODY})
    centre.request("POST", f"/customers/{made['id']}/remarks", {"kind": "risk", "text": f"{TAG}{BIDI}"})
    async with seated(centre, tmp_path / "home") as seat:
        centre.push("newCall", "010-5555-1234", user=["201"])
        await until(lambda: seat.call.ring_card is not None and seat.ring_card.isVisible())
        check(seat)
        centre.push("answer", "010-5555-1234", answeringNumber="201")
        await until(lambda: seat.call.view.customer.customer is not None)
        await seat.open(made["id"], ticket_id)
        model = seat.call.view.stream.model
        await until(lambda: any("굵게" in model.row(at).body for at in range(model.count())))
        seat.call.composer.write()
        seat.type("ok")
        centre.request("POST", f"/tickets/{ticket_id}/articles", {"kind": "reply", "body": BODY})
        await until(lambda: seat.call.composer.unseen.isVisible())
        check(seat)
        seat.workspace.palette_.ask("굵게")
        await until(lambda: seat.desk.search.answer is not None)
        check(seat)
        seat.workspace.palette_.close()
        seat.window.commands.run("view.tickets")
        await until(lambda: seat.workspace.panels["tickets"].isVisible())
        check(seat)
    stored = centre.bodies(ticket_id)
    assert stored == [BODY, BODY], "the server keeps every character as it was written"


def check(seat: Seat) -> None:
    """Nothing in the window is read as anything but text, and no line holds what cannot be seen."""
    assert interpreted() == []
    assert tips() == []
    assert not [text for text in names(seat) if HIDDEN & set(text)]
    assert any("<b>굵게" in text for text in names(seat))
