"""Text from outside is text: no tag is ever read, no hidden character turns a line around, in no part of the window."""

import re
from html import escape, unescape
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractTableModel, QBuffer, QPoint, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextBrowser, QTextEdit, QWidget

from desk.client.models.plain import filled, visible
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.list_page import ListPage
from desk.contract.customers import RemarkKind
from desk.contract.views import ViewDraft
from tests.client.conftest import until
from tests.e2e.rig import Centre, Seat, seated, settled

TAG = "<b>굵게</b><img src='http://127.0.0.1:1/x.png'><script>alert(1)</script>"
BIDI = "\u202e거꾸로\u202c\u2066x\u2069\u200e"
CONTROL = "\x07\x1b[31m붉게"
BODY = f"{TAG}\n{BIDI}{CONTROL}\n&lt;b&gt; <a href='desk://call?from=1'>눌러</a>"
#: Short enough to be seen in whole wherever a name or a title stands.
NAME = f"<b>굵게</b>{BIDI}דנה"
#: Characters that change how others are shown, or are nothing to see.
HIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x07\x1b\x00")


#: Where it stands alone, as a name, a title, or words of its own, there is nothing beside it to be turned around.
WHOLE = {visible(NAME), f"<span>{escape(visible(NAME))}</span>"}
#: What the client itself puts around words that are written from right to left, when it joins them to others.
APART = re.compile("\u2068([^\u2066-\u2069]*[\u0590-\u05ff][^\u2066-\u2069]*)\u2069")


def turned(text: str) -> bool:
    """Whether right-to-left letters stand beside something joined to them without being held apart from it."""
    rest = APART.sub("", text)
    return "דנה" in rest and rest.strip() not in WHOLE


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


def drawn(seat: Seat) -> list[str]:
    """Every piece of text that anything in the window paints, whoever paints it; another font begins a new piece."""
    buffer = QBuffer()
    paper = QSvgGenerator()
    paper.setOutputDevice(buffer)
    paper.setSize(seat.window.size())
    painter = QPainter(paper)
    seat.window.render(painter, QPoint())
    painter.end()
    written = bytes(buffer.data().data()).decode()
    return [unescape(one).strip() for one in re.findall(r"<text[^>]*>(.*?)</text>", written, re.DOTALL)]


def heard(seat: Seat) -> list[str]:
    """What a screen reader is told of everything it can reach, rows that are no widgets included."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    found, waiting = list[str](), [QAccessible.queryAccessibleInterface(seat.window)]
    while waiting:
        one = waiting.pop()
        # A child may be missing, whatever its type says.
        if one is not None:  # pyright: ignore[reportUnnecessaryComparison] (Qt may well have none)
            found += [text for kind in kinds if (text := one.text(kind))]
            waiting += [one.child(at) for at in range(one.childCount())]
    return found


def cells(*roles: Qt.ItemDataRole) -> list[str]:
    """What the rows of all lists and tables say in these roles."""
    found = list[str]()
    for view in everything():
        model = view.model() if isinstance(view, QAbstractItemView) else None
        columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
        for row in range(model.rowCount() if model is not None else 0):
            assert model is not None
            indexes = [model.index(row, column) for column in range(columns)]
            found += [text for index in indexes for role in roles if isinstance(text := index.data(role), str)]
    return found


def tips() -> list[str]:
    """Every tool tip there is, those of rows included."""
    return [tip for tip in [widget.toolTip() for widget in everything()] + cells(Qt.ItemDataRole.ToolTipRole) if tip]


def check(seat: Seat, where: str) -> None:
    """Nothing in the window is read as anything but text, and nothing holds what cannot be seen."""
    assert interpreted() == [], where
    assert not [tip for tip in tips() if "굵게" in tip and QtGui.Qt.mightBeRichText(tip) and "<b>" in tip], where
    for kind, texts in (
        ("labels", names(seat)),
        ("painted", drawn(seat)),
        ("told", heard(seat)),
        ("listed", cells(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)),
        ("tips", tips()),
        ("title", [seat.window.windowTitle()]),
    ):
        # A change of font tears what is painted into pieces, so that ends of an isolate may stand alone there.
        known = {"\u2068", "\u2069"} if kind == "painted" else set[str]()
        assert not [text for text in texts if (HIDDEN - known) & set(APART.sub(r"\1", text))], f"{where}: {kind}"
        assert kind == "painted" or not [text for text in texts if turned(text)], f"{where}: {kind}"
    before = re.findall("(.{0,3})굵게", "".join(drawn(seat)))
    assert before, f"{where}: the words are to be seen"
    assert {*before} == {"<b>"}, f"{where}: the tag is to be seen wherever the word is"


@pytest.fixture
def enemy(centre: Centre) -> tuple[int, int]:
    """A customer and a ticket whose every word is an attack: their ids."""
    made = centre.request("POST", "/customers", {"name": NAME, "numbers": ["010-5555-1234"]})["data"]
    centre.known.customers["적"] = made["id"]
    ticket_id = centre.ticket("적", NAME)
    centre.request("POST", f"/tickets/{ticket_id}/articles", {"kind": "note", "body": BODY})
    for kind in ("risk", "kindness"):
        centre.request("POST", f"/customers/{made['id']}/remarks", {"kind": kind, "text": f"{TAG}{BIDI}"})
    return made["id"], ticket_id


async def test_tags_and_hidden_characters_are_shown_and_never_obeyed(
    centre: Centre, enemy: tuple[int, int], tmp_path: Path
) -> None:
    customer_id, ticket_id = enemy
    async with seated(centre, tmp_path / "home") as seat:
        centre.push("newCall", "010-5555-1234", user=["201"])
        await until(lambda: seat.call.ring_card is not None and seat.ring_card.isVisible())
        check(seat, "ring card")
        centre.push("answer", "010-5555-1234", answeringNumber="201")
        await until(lambda: seat.call.view.customer.customer is not None)
        await seat.open(customer_id, ticket_id)
        model = seat.call.view.stream.model
        await until(lambda: any("굵게" in model.row(at).body for at in range(model.count())))
        seat.call.composer.write()
        seat.type("ok")
        centre.request("POST", f"/tickets/{ticket_id}/articles", {"kind": "reply", "body": BODY})
        await until(lambda: seat.call.composer.unseen.isVisible())
        await settled(lambda: model.count())
        check(seat, "customer, timeline and what came while writing")
        centre.push("hangup", "010-5555-1234")
        await until(lambda: seat.workspace.bar.wrap_up.isVisible())
        check(seat, "wrap-up")
    stored = centre.bodies(ticket_id)
    assert stored == [BODY, BODY], "the server keeps every character as it was written"


async def test_what_waits_to_be_sent_is_shown_as_words(centre: Centre, enemy: tuple[int, int], tmp_path: Path) -> None:
    customer_id, ticket_id = enemy
    async with seated(centre, tmp_path / "home") as seat:
        await seat.open(customer_id, ticket_id)
        centre.kill()
        seat.call.view.customer.add_remark(RemarkKind.RISK, f"{TAG}{BIDI}")
        await until(lambda: bool(seat.desk.outbox.entries))
        seat.window.commands.run("outbox.open")
        assert any("굵게" in text for text in names(seat))
        check(seat, "outbox")


async def test_lists_and_searches_show_hostile_words_as_words(
    centre: Centre, enemy: tuple[int, int], tmp_path: Path
) -> None:
    customer_id, _ = enemy
    centre.push("newCall", "010-5555-1234", user=["201"])
    centre.push("hangup", "010-5555-1234", cause="cancel")
    async with seated(centre, tmp_path / "home") as seat:
        assert seat.desk.session.user is not None
        me = seat.desk.session.user.id
        due = seat.desk.clock.now().isoformat()
        promise = {"customer_id": customer_id, "owner_id": me, "due_at": due, "words": NAME, "number": "010-5555-1234"}
        centre.request("POST", "/callbacks", promise)
        home = seat.call.nobody
        await until(lambda: bool(home.missed.rows) and bool(home.callbacks.rows))
        check(seat, "what waits")
        seat.press(Qt.Key.Key_F8)
        check(seat, "missed calls")
        seat.workspace.bar.follow_ups.close()
        seat.workspace.palette_.ask("<b>굵게")
        await until(lambda: seat.desk.search.answer is not None)
        check(seat, "palette")
        seat.workspace.palette_.close()
        seat.window.commands.run("view.tickets")
        view = seat.workspace.panels["tickets"]
        assert isinstance(view, QueuesPanel)
        tickets = view.page("lists")
        assert isinstance(tickets, ListPage)
        await until(lambda: tickets.view is not None)
        tickets.model.show(ViewDraft(name="-"))
        await until(lambda: bool(tickets.model.tickets))
        check(seat, "tickets")
        toast = seat.workspace.toasts.show(filled("{name}: 거절", name=NAME), action=NAME, seconds=0)
        check(seat, "toast")
        toast.finish()
