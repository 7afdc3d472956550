"""What went wrong, in the agent's words, and what to do about it: one line for every code there is."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desk.actions.words import obstacle_words
from desk.client.models.outbox import NotKept
from desk.client.models.remedy_words import said
from desk.client.widgets.language import QT_TRANSLATE_NOOP
from desk.contract.errors import DeskError, ErrorCode, Problem, Refusal, Unreachable


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What happened, and what to do; both are whole sentences."""

    what: str
    advice: str

    def __str__(self) -> str:
        """Both, as one text."""
        return f"{self.what} {self.advice}"


NOBODY_DECIDED = (
    QT_TRANSLATE_NOOP("Errors", "The server cannot be reached."),
    QT_TRANSLATE_NOOP("Errors", "Nothing is lost: it is sent as soon as the connection is back."),
)
NOT_KEPT = (
    QT_TRANSLATE_NOOP("Errors", "This computer's disk did not take it."),
    QT_TRANSLATE_NOOP("Errors", "Please make room on the disk, then try again."),
)
UNKNOWN_CODE = (
    QT_TRANSLATE_NOOP("Errors", "The server refused this for a reason this version does not know."),
    QT_TRANSLATE_NOOP("Errors", "Please tell your administrator the request number."),
)

#: code: (what happened, what to do)
WORDS: dict[ErrorCode, tuple[str, str]] = {
    ErrorCode.BAD_REQUEST: (
        QT_TRANSLATE_NOOP("Errors", "The server did not understand this."),
        QT_TRANSLATE_NOOP("Errors", "Please try once more; if it happens again, tell your administrator."),
    ),
    ErrorCode.INVALID_FIELD: (
        QT_TRANSLATE_NOOP("Errors", "Something in the form is not right."),
        QT_TRANSLATE_NOOP("Errors", "Please correct it and send it again."),
    ),
    ErrorCode.KEY_MISSING: (
        QT_TRANSLATE_NOOP("Errors", "This was sent without its safety key, so the server did not do it."),
        QT_TRANSLATE_NOOP("Errors", "Please tell your administrator: this version of Desk needs an update."),
    ),
    ErrorCode.NOT_SIGNED_IN: (
        QT_TRANSLATE_NOOP("Errors", "You are not signed in."),
        QT_TRANSLATE_NOOP("Errors", "Please sign in; what you wrote is kept."),
    ),
    ErrorCode.WRONG_PASSWORD: (
        QT_TRANSLATE_NOOP("Errors", "Login or password is wrong."),
        QT_TRANSLATE_NOOP("Errors", "Please check Caps Lock and the 한/영 key."),
    ),
    ErrorCode.SESSION_EXPIRED: (
        QT_TRANSLATE_NOOP("Errors", "Your session has ended."),
        QT_TRANSLATE_NOOP("Errors", "Please sign in again; what you wrote is kept."),
    ),
    ErrorCode.SESSION_TAKEN_OVER: (
        QT_TRANSLATE_NOOP("Errors", "You signed in on another workstation, so this one was signed out."),
        QT_TRANSLATE_NOOP("Errors", "If that was not you, tell your team lead at once."),
    ),
    ErrorCode.FORBIDDEN: (
        QT_TRANSLATE_NOOP("Errors", "Your role does not allow this."),
        QT_TRANSLATE_NOOP("Errors", "Please ask your team lead."),
    ),
    ErrorCode.OVER_AUTHORITY: (
        QT_TRANSLATE_NOOP("Errors", "This is over what you may decide alone."),
        QT_TRANSLATE_NOOP("Errors", "Please ask for approval, or choose less."),
    ),
    ErrorCode.NOT_FOUND: (
        QT_TRANSLATE_NOOP("Errors", "It is not there, or not any longer."),
        QT_TRANSLATE_NOOP("Errors", "Please search for it again."),
    ),
    ErrorCode.METHOD_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("Errors", "The server does not know this action."),
        QT_TRANSLATE_NOOP("Errors", "Please tell your administrator: server and Desk have different versions."),
    ),
    ErrorCode.CONFLICT: (
        QT_TRANSLATE_NOOP("Errors", "It no longer fits: things have moved on."),
        QT_TRANSLATE_NOOP("Errors", "Please look at it as it is now and decide anew."),
    ),
    ErrorCode.RULE_BROKEN: (
        QT_TRANSLATE_NOOP("Errors", "A rule of working time stands against it."),
        QT_TRANSLATE_NOOP("Errors", "Please choose another time or another person."),
    ),
    ErrorCode.ACTION_BARRED: (
        QT_TRANSLATE_NOOP("Errors", "This cannot be done for the customer now."),
        QT_TRANSLATE_NOOP("Errors", "Please look at what was done before, and choose something else."),
    ),
    ErrorCode.SIGNED_IN_ELSEWHERE: (
        QT_TRANSLATE_NOOP("Errors", "You are signed in on another workstation."),
        QT_TRANSLATE_NOOP("Errors", "Signing in here ends the session there."),
    ),
    ErrorCode.ALREADY_MERGED: (
        QT_TRANSLATE_NOOP("Errors", "These two records are already one."),
        QT_TRANSLATE_NOOP("Errors", "Nothing is left to do."),
    ),
    ErrorCode.MERGED_FOR_GOOD: (
        QT_TRANSLATE_NOOP("Errors", "The merge can no longer be undone: somebody has gone on with the ticket since."),
        QT_TRANSLATE_NOOP("Errors", "For what belongs apart, please open a ticket of its own."),
    ),
    ErrorCode.ALREADY_CLAIMED: (
        QT_TRANSLATE_NOOP("Errors", "A colleague has already taken this missed call."),
        QT_TRANSLATE_NOOP("Errors", "Nothing is left to do."),
    ),
    ErrorCode.CALL_NOT_ENDED: (
        QT_TRANSLATE_NOOP("Errors", "The call is not over yet."),
        QT_TRANSLATE_NOOP("Errors", "It can be wrapped up when the line is closed."),
    ),
    ErrorCode.NO_CALL: (
        QT_TRANSLATE_NOOP("Errors", "Your colleague is not in that call any more."),
        QT_TRANSLATE_NOOP("Errors", "Nothing was begun."),
    ),
    ErrorCode.NO_EXTENSION: (
        QT_TRANSLATE_NOOP("Errors", "You or your colleague have no telephone extension."),
        QT_TRANSLATE_NOOP("Errors", "Please ask an administrator to enter it."),
    ),
    ErrorCode.NO_SWITCH: (
        QT_TRANSLATE_NOOP("Errors", "No telephone system can do this now."),
        QT_TRANSLATE_NOOP("Errors", "Please ask an administrator; a word to your colleague works meanwhile."),
    ),
    ErrorCode.ALREADY_LISTENING: (
        QT_TRANSLATE_NOOP("Errors", "You listen to a call already."),
        QT_TRANSLATE_NOOP("Errors", "Please end that one first."),
    ),
    ErrorCode.DUPLICATE: (
        QT_TRANSLATE_NOOP("Errors", "This is already there."),
        QT_TRANSLATE_NOOP("Errors", "Please use the one that exists, or choose another name."),
    ),
    ErrorCode.GONE: (
        QT_TRANSLATE_NOOP("Errors", "It has been removed for good."),
        QT_TRANSLATE_NOOP("Errors", "Please open the list again."),
    ),
    ErrorCode.STALE: (
        QT_TRANSLATE_NOOP("Errors", "Somebody was quicker: it has changed since you looked."),
        QT_TRANSLATE_NOOP("Errors", "Please look at what is new, then decide anew."),
    ),
    ErrorCode.TOO_LARGE: (
        QT_TRANSLATE_NOOP("Errors", "This is too large for the server."),
        QT_TRANSLATE_NOOP("Errors", "Please send less at once, or a smaller file."),
    ),
    ErrorCode.UNSUPPORTED_TYPE: (
        QT_TRANSLATE_NOOP("Errors", "Files of this kind are not accepted."),
        QT_TRANSLATE_NOOP("Errors", "Please send a picture, a PDF or plain text."),
    ),
    ErrorCode.KEY_REUSED: (
        QT_TRANSLATE_NOOP("Errors", "This was sent before with other words, so the server did not do it."),
        QT_TRANSLATE_NOOP("Errors", "Please check what was done, then try again."),
    ),
    ErrorCode.UNPROCESSABLE: (
        QT_TRANSLATE_NOOP("Errors", "The server cannot do this as it stands."),
        QT_TRANSLATE_NOOP("Errors", "Please check what you chose."),
    ),
    ErrorCode.SESSION_LOCKED: (
        QT_TRANSLATE_NOOP("Errors", "The screen is locked."),
        QT_TRANSLATE_NOOP("Errors", "Please unlock it with your password."),
    ),
    ErrorCode.PRECONDITION_REQUIRED: (
        QT_TRANSLATE_NOOP("Errors", "This was sent without saying which version you had seen."),
        QT_TRANSLATE_NOOP("Errors", "Please open it again and repeat what you did."),
    ),
    ErrorCode.TOO_MANY_REQUESTS: (
        QT_TRANSLATE_NOOP("Errors", "Too many attempts in a short time."),
        QT_TRANSLATE_NOOP("Errors", "Please wait a moment."),
    ),
    ErrorCode.INTERNAL: (
        QT_TRANSLATE_NOOP("Errors", "The server has made a mistake."),
        QT_TRANSLATE_NOOP("Errors", "It is tried again by itself; if it goes on, tell your administrator."),
    ),
    ErrorCode.UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Errors", "The server is busy or being updated."),
        QT_TRANSLATE_NOOP("Errors", "It is tried again by itself."),
    ),
}


def words_for(error: DeskError | Problem | ErrorCode) -> ErrorWords:
    """The words for an error, a problem or a bare code, in the language in force."""
    if isinstance(error, Refusal):
        return words_for(error.problem)
    if isinstance(error, Problem):
        words = _said(WORDS.get(error.code, UNKNOWN_CODE))
        return words if error.obstacle is None else ErrorWords(said(obstacle_words(error.obstacle)), words.advice)
    if isinstance(error, ErrorCode):
        return _said(WORDS.get(error, UNKNOWN_CODE))
    if isinstance(error, Unreachable):
        return _said(NOBODY_DECIDED)
    if isinstance(error, NotKept):
        return _said(NOT_KEPT)
    return _said(UNKNOWN_CODE)


def _said(texts: tuple[str, str]) -> ErrorWords:
    what, advice = (QCoreApplication.translate("Errors", text) for text in texts)
    return ErrorWords(what, advice)
