"""A page with every control in every state, to be looked at and to be measured."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QListWidget,
    QProgressBar,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desk.client.widgets.controls.avatar import Avatar, Presence
from desk.client.widgets.controls.badge import Badge
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button, ButtonKind, IconButton
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.chip import FilterChip, Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.field import LineField, SearchField, TextField
from desk.client.widgets.controls.keycap import Keycap
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.stat import Stat
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.controls.timer_ring import TimerRing
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.theme import FontRole, Tone

Language = Literal["ko", "en"]
Say = Callable[[str, str], str]

TONES: tuple[Tone, ...] = (
    "neutral",
    "accent",
    "good",
    "warn",
    "bad",
    "info",
    "reply",
    "note",
    "call_note",
)


def gallery(language: Language) -> QWidget:
    """The whole page in one language."""

    def say(ko: str, en: str) -> str:
        return ko if language == "ko" else en

    page = Surface("window")
    grid = QGridLayout(page)
    grid.setContentsMargins(20, 20, 20, 20)
    grid.setSpacing(12)
    left = [_buttons(say), _chips(say), _type(say), _fields(say), _native(say)]
    right = [_people(say), _banners(say), _stats(say), _lists(say), _nothing(say)]
    for column, cards in enumerate((left, right)):
        stack = QVBoxLayout()
        stack.setSpacing(12)
        for card in cards:
            stack.addWidget(card)
        stack.addStretch(1)
        grid.addLayout(stack, 0, column)
        grid.setColumnStretch(column, 1)
    return page


def _row(into: Card, *widgets: QWidget) -> None:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    _add(into.body, row)


def _add(into: QVBoxLayout, layout: QLayout) -> None:
    into.addLayout(layout)


def _buttons(say: Say) -> Card:
    card = Card(say("단추", "Buttons"))
    kinds: tuple[ButtonKind, ...] = ("primary", "secondary", "ghost", "danger")
    _row(card, *(Button(say("보내기", "Send"), kind, "send") for kind in kinds))
    tones: tuple[Tone, ...] = ("reply", "note", "call_note")
    _row(
        card,
        *(Button(say("답장 보내기", "Send reply"), "primary", hint="Ctrl+Enter", tone=tone) for tone in tones),
    )
    off = Button(say("승인", "Approve"), "secondary", "approve")
    off.setEnabled(False)
    checked = IconButton("star", say("고정", "Pin"))
    checked.setCheckable(True)
    checked.setChecked(True)
    loud = Button(say("환불", "Refund"), "primary")
    loud.setEnabled(False)
    _row(
        card,
        Button(say("더 보기", "Show more"), "ghost", hint="J"),
        off,
        loud,
        IconButton("phone", say("전화", "Call"), kind="secondary"),
        IconButton("hold", say("보류", "Hold")),
        IconButton("hangup", say("끊기", "Hang up"), kind="danger"),
        checked,
        Keycap("Ctrl+K"),
        Keycap("?"),
    )
    return card


def _chips(say: Say) -> Card:
    card = Card(say("칩과 꼬리표", "Chips and tags"))
    chips = [
        FilterChip(say("전체", "All"), 1240),
        FilterChip(say("통화", "Calls"), 31, "phone"),
        FilterChip(say("주문", "Orders"), 7, "bag"),
        FilterChip(say("메모", "Notes")),
    ]
    chips[0].setChecked(True)
    chips[3].setEnabled(False)
    _row(card, *chips)
    words = say("기본 강조 완료 지연 위반 안내 답장 메모 통화", "Plain VIP Kept Late Broken New Reply Note Call")
    _row(card, *(Tag(word, tone) for word, tone in zip(words.split(), TONES, strict=True)))
    _row(
        card,
        Tag(say("배송 2일 지연", "Two days late"), "bad", "truck"),
        Tag(say("약속 지킴", "Promise kept"), "good", "check"),
        Badge(3),
        Badge(128, "bad"),
        Badge(None, "good"),
        Segmented([Choice("light", say("밝게", "Light"), "sun"), Choice("dark", say("어둡게", "Dark"), "moon")]),
    )
    _row(
        card,
        Segmented(
            [
                Choice("reply", say("답장", "Reply"), "reply", "reply"),
                Choice("note", say("내부 메모", "Note"), "note", "note"),
                Choice("call_note", say("통화 기록", "Call note"), "call-note", "call_note"),
            ],
            "note",
        ),
    )
    return card


def _type(say: Say) -> Card:
    card = Card(say("글자", "Type"), "accent")
    roles: tuple[FontRole, ...] = ("display", "title", "strong", "body", "small_strong", "small")
    for role in roles:
        words = say(f"{role} 내일 오후 2시까지 도착을 약속", f"{role} Promised by 2 pm tomorrow")
        card.body.addWidget(ElidedLabel(words, role))
    card.body.addWidget(Label("12:34:56   010-1234-5678   ₩1,204,000", "mono_digits"))
    card.body.addWidget(Divider())
    for colour in ("muted", "faint", "accent", "good", "warn", "bad", "info"):
        card.body.addWidget(Label(say(f"{colour} 색으로 쓴 글", f"words in {colour}"), "small", colour))
    return card


def _fields(say: Say) -> Card:
    card = Card(say("입력", "Fields"))
    name = LineField(
        say("고객 이름", "Customer"), say("홍길동", "Jane Doe"), say("두 글자 이상", "Two letters or more")
    )
    wrong = LineField(say("환불 금액", "Refund"), "0")
    wrong.set_text("120,000")
    wrong.set_error(
        say("한도 50,000원을 넘습니다. 승인을 요청하세요.", "Over your limit of ₩50,000. Ask for approval.")
    )
    off = LineField(say("주문 번호", "Order"))
    off.set_text("20261122-0917")
    off.edit.setEnabled(False)
    pair = QHBoxLayout()
    pair.setSpacing(12)
    for field in (name, wrong, off):
        pair.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    _add(card.body, pair)
    card.body.addWidget(SearchField(say("고객, 주문, 티켓 검색", "Search customers, orders, tickets")))
    text = TextField(say("통화 기록", "Call note"), say("무엇을 약속했나요?", "What was promised?"), lines=3)
    text.set_text(
        say(
            "택배 기사와 통화함.\n오늘 18시 전에 다시 방문.",
            "Spoke to the courier.\nHe returns before 18:00.",
        )
    )
    card.body.addWidget(text)
    return card


def _native(say: Say) -> Card:
    card = Card(say("선택", "Choices"))
    combo = QComboBox()
    combo.addItems([say("배송 문의", "Delivery"), say("교환 및 반품", "Exchange and return")])
    spin = QSpinBox()
    spin.setRange(0, 999)
    spin.setValue(15)
    spin.setSuffix(say("분", " min"))
    _row(card, combo, spin, QDateEdit(QDate(2026, 11, 22)))
    part = QCheckBox(say("일부", "Some"))
    part.setTristate(True)
    part.setCheckState(Qt.CheckState.PartiallyChecked)
    checks = [QCheckBox(say("부재중 알림", "Missed calls")), QCheckBox(say("소리", "Sound")), part]
    radios = [QRadioButton(say("오늘", "Today")), QRadioButton(say("내일", "Tomorrow"))]
    checks[0].setChecked(True)
    radios[0].setChecked(True)
    _row(card, *checks, *radios)
    switches = [Switch(say("자동 응답", "Auto answer")), Switch(say("연결음", "Ring"))]
    switches[0].setChecked(True)
    _row(card, *switches)
    slider, progress = QSlider(Qt.Orientation.Horizontal), QProgressBar()
    slider.setValue(60)
    progress.setValue(40)
    card.body.addWidget(slider)
    card.body.addWidget(progress)
    return card


def _people(say: Say) -> Card:
    card = Card(say("사람과 시간", "People and time"))
    states: tuple[Presence | None, ...] = (
        "available",
        "in_call",
        "wrap_up",
        "break",
        "away",
        "offline",
        None,
    )
    names = say("김하늘 이도윤 박서연 최민준 정유나 강지호 윤가람", "Ana Ben Cho Dan Eun Finn Gil").split()
    _row(card, *(Avatar(name, 36, state) for name, state in zip(names, states, strict=True)))
    rings = [TimerRing(), TimerRing(), TimerRing(), TimerRing(48)]
    for ring, left in zip(rings, (25, 6, -14, 130), strict=True):
        ring.set_left(left, 30 if left < 100 else 180)
    _row(card, *rings, Avatar(say("한별", "Hana"), 48, "available"), Avatar(say("한별", "Hana"), 24))
    return card


def _banners(say: Say) -> Card:
    card = Card(say("알림", "Messages"))
    tones: tuple[Tone, ...] = ("info", "good", "warn", "bad")
    for tone in tones:
        words = say(
            "새 글이 도착했습니다. 확인하고 보내세요.",
            "An unseen reply has arrived. Read it before you send.",
        )
        action = say("보기", "Show") if tone != "good" else ""
        card.body.addWidget(Banner(words, tone, action=action, dismissible=True))
    toast = Toast(
        say("답장을 보냅니다", "Sending the reply"),
        card,
        icon="send",
        tone="reply",
        action=say("실행 취소", "Undo"),
        hint="Ctrl+Z",
        seconds=3600,
    )
    card.body.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
    return card


def _stats(say: Say) -> Card:
    card = Card("", "good")
    stats = [
        Stat(say("대기 중", "Waiting"), "12", colour="warn"),
        Stat(say("평균 응답", "Answer time"), "0:18"),
        Stat(say("재량 잔액", "Authority left"), "₩182,000"),
    ]
    stats[0].set_tag("+3", "bad")
    row = QHBoxLayout()
    row.setSpacing(24)
    for stat in stats:
        row.addWidget(stat)
    row.addStretch(1)
    _add(card.body, row)
    return card


def _lists(say: Say) -> Card:
    card = Card(say("목록", "Lists"))
    rows = QListWidget()
    rows.addItems([say(f"대기 중인 티켓 {n}", f"Waiting ticket {n}") for n in range(1, 16)])
    rows.setCurrentRow(1)
    table = QTableWidget(8, 3)
    table.setHorizontalHeaderLabels([say("고객", "Customer"), say("주문", "Order"), say("약속", "Promise")])
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setShowGrid(False)
    for line in range(8):
        for column, words in enumerate((say("김하늘", "Hana"), f"2026-{line:04}", say("내일 14시", "tomorrow"))):
            table.setItem(line, column, QTableWidgetItem(words))
    table.setSortingEnabled(True)
    table.selectRow(2)
    tabs = QTabWidget()
    tabs.addTab(rows, say("대기열", "Queue"))
    tabs.addTab(table, say("주문", "Orders"))
    tabs.setCurrentIndex(1 if say("k", "e") == "e" else 0)
    tabs.setFixedHeight(220)
    card.body.addWidget(tabs)
    return card


def _nothing(say: Say) -> Card:
    card = Card()
    card.body.addWidget(
        EmptyState(
            "inbox",
            say("대기 중인 티켓이 없습니다", "No ticket is waiting"),
            say("새 티켓이 오면 여기에 나타납니다.", "A new one will appear here by itself."),
            say("지난 티켓 보기", "Show closed tickets"),
        )
    )
    return card
