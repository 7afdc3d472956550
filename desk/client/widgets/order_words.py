"""What a command orders, and how it stands, in words for the outbox drawer and its toasts."""

from PySide6.QtCore import QObject

from desk.client.models.outbox import Pending, Status
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone

STATUS_TONES: dict[Status, Tone] = {
    Status.WAITING: "info",
    Status.SENDING: "info",
    Status.UNKNOWN: "warn",
    Status.HELD: "warn",
    Status.REFUSED: "bad",
    Status.LOST: "bad",
}
ICONS: dict[str, IconName] = {
    "choose_state": "headset",
    "add_article": "note",
    "open_ticket": "ticket",
    "wrap_up": "wrap-up",
    "claim_call": "phone-missed",
    "promise_callback": "call-back",
    "settle_callback": "call-back",
    "match_call": "user",
    "order_remedy": "heart",
    "undo_remedy": "undo",
    "withdraw_remedy": "undo",
    "reverse_remedy": "undo",
    "decide_remedy": "approve",
    "ask_absence": "calendar",
    "offer_swap": "transfer",
    "accept_swap": "transfer",
    "take_offer": "clock",
    "hand_over_work": "transfer",
    "run_macro": "play",
    "continue_macro": "play",
}


class OrderWords(QObject):
    """The words, in the language in force."""

    def what(self, endpoint: str) -> str:
        """What was ordered; a command without words of its own is called a change."""
        return {
            "choose_state": self.tr("Change of my state"),
            "create_customer": self.tr("New customer"),
            "change_customer": self.tr("Change of customer data"),
            "add_number": self.tr("New number"),
            "verify_number": self.tr("Verification of a number"),
            "remove_number": self.tr("Removal of a number"),
            "merge_customer": self.tr("Merge of two customers"),
            "undo_merge": self.tr("Undoing of a merge"),
            "add_remark": self.tr("Remark on a customer"),
            "remove_remark": self.tr("Removal of a remark"),
            "add_relation": self.tr("Relation of two customers"),
            "remove_relation": self.tr("Removal of a relation"),
            "pin": self.tr("Pinning of an entry"),
            "unpin": self.tr("Unpinning of an entry"),
            "open_ticket": self.tr("New ticket"),
            "change_ticket": self.tr("Change of a ticket"),
            "take_ticket": self.tr("Taking of a ticket"),
            "release_ticket": self.tr("Release of a ticket"),
            "add_article": self.tr("Reply or note"),
            "change_tickets": self.tr("Change of several tickets"),
            "match_call": self.tr("Naming of a caller"),
            "claim_call": self.tr("Taking of a missed call"),
            "wrap_up": self.tr("Wrap-up of a call"),
            "extend_wrap_up": self.tr("More time for a wrap-up"),
            "promise_callback": self.tr("Promise of a call-back"),
            "settle_callback": self.tr("Completion of a call-back"),
            **self._of_remedies(),
            **self._of_shifts(),
            **self._of_queues(),
            "block_number": self.tr("Blocking of a number"),
            "unblock_number": self.tr("Unblocking of a number"),
        }.get(endpoint, self.tr("Change"))

    def _of_remedies(self) -> dict[str, str]:
        return {
            "order_remedy": self.tr("Remedy"),
            "undo_remedy": self.tr("Undoing of a remedy"),
            "withdraw_remedy": self.tr("Withdrawal of a question for approval"),
            "reverse_remedy": self.tr("Reversal of a remedy"),
            "decide_remedy": self.tr("Word on an approval"),
            "run_macro": self.tr("Macro"),
            "continue_macro": self.tr("Rest of a macro"),
            **dict.fromkeys(("create_macro", "change_macro"), self.tr("Change of a macro")),
        }

    def _of_queues(self) -> dict[str, str]:
        return {
            "merge_ticket": self.tr("Merge of two tickets"),
            "unmerge_ticket": self.tr("Undoing of a merge"),
            "move_tickets": self.tr("Change of several tickets"),
            "undo_move": self.tr("Taking back of a move"),
            **dict.fromkeys(("create_view", "change_view", "drop_view"), self.tr("Change of a view")),
        }

    def _of_shifts(self) -> dict[str, str]:
        return {
            "ask_absence": self.tr("Request for leave"),
            "withdraw_absence": self.tr("Leave taken back"),
            "offer_swap": self.tr("Offer of a swap"),
            "accept_swap": self.tr("Yes to a swap"),
            "decline_swap": self.tr("No to a swap"),
            "withdraw_swap": self.tr("Swap taken back"),
            "take_offer": self.tr("Taking of offered hours"),
            "hand_over_work": self.tr("Hand-over"),
            "assign_shift": self.tr("New shift"),
            "change_shift": self.tr("Change of a shift"),
            "cancel_shift": self.tr("Cancelling of a shift"),
            "publish_rota": self.tr("Publishing of the rota"),
            "decide_absence": self.tr("Word on a leave"),
            "decide_swap": self.tr("Word on a swap"),
            "make_offer": self.tr("Offer of hours"),
            "close_offer": self.tr("End of an offer"),
            "set_thresholds": self.tr("Thresholds of the wall"),
            "claim_alarm": self.tr("Taking of an alarm"),
            "whisper": self.tr("Word to a colleague"),
            "read_whisper": self.tr("Reading of a word"),
            "ask_help": self.tr("Call for help"),
            "join_help": self.tr("Coming to help"),
            "say_in_help": self.tr("Line beside the ticket"),
            "end_help": self.tr("End of help"),
            "broadcast": self.tr("Notice to many"),
            "read_broadcast": self.tr("Reading of a notice"),
            "listen": self.tr("Listening to a call"),
            "stop_listening": self.tr("End of listening"),
            "sick_call": self.tr("Sick call"),
        }

    def status(self, status: Status) -> str:
        """How it stands, in a word or two."""
        return {
            Status.WAITING: self.tr("Waiting"),
            Status.SENDING: self.tr("Being sent"),
            Status.UNKNOWN: self.tr("Not confirmed"),
            Status.HELD: self.tr("Held"),
            Status.REFUSED: self.tr("Refused"),
            Status.LOST: self.tr("Unreadable"),
            Status.DONE: self.tr("Done"),
            Status.WITHDRAWN: self.tr("Taken back"),
            Status.DISCARDED: self.tr("Discarded"),
        }[status]

    def explanation(self, pending: Pending) -> str:
        """What that means, in a sentence."""
        return {
            Status.WAITING: self.tr("Kept on this computer; it is sent when its turn comes."),
            Status.SENDING: self.tr("On its way to the server."),
            Status.UNKNOWN: self.tr(
                "No answer came: it may have happened. It is sent again and happens once, not twice."
            ),
            Status.HELD: self.tr("It lay for long, so it was not sent. Does it still hold?"),
            Status.LOST: self.tr("It was written under a key that the keyring does not give out now."),
        }.get(pending.status, "")
