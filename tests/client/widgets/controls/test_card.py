"""A card shows its title and its stripe, and takes no room for what it has not."""

import pytest
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")


def test_a_card_without_a_title_has_no_title_line(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.body.addWidget(Label("내일 14시"))
    low = card.sizeHint().height()
    card.set_title("약속")
    assert card.sizeHint().height() > low
    assert card.accessibleName() == "약속"


def test_the_stripe_wears_the_tone(qtbot: QtBot, look: Theme) -> None:
    card = Card("약속", "bad")
    qtbot.addWidget(card)
    card.resize(200, 80)
    assert card.grab().toImage().pixelColor(1, 40) == look.tokens.bad
    card.set_tone(None)
    assert card.grab().toImage().pixelColor(1, 40) == look.tokens.surface


def test_compact_cards_are_smaller(qtbot: QtBot, look: Theme) -> None:
    card = Card("약속")
    qtbot.addWidget(card)
    high = card.sizeHint().height()
    look.apply("light", "compact")
    assert card.sizeHint().height() < high
