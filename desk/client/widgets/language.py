"""The language in force: Korean or English, switched while the program runs."""

from functools import cache
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from desk.paths import resource

Code = Literal["ko", "en"]


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text in a table for translation: lupdate knows it by this name, `translate` says it later."""
    return text


def code_of(chosen: str) -> Code:
    """The language of a setting: Korean, English, or what the workstation is set to (English where it is neither)."""
    if chosen == "system":
        return "ko" if QLocale.system().language() == QLocale.Language.Korean else "en"
    return "ko" if chosen == "ko" else "en"


class Language(QObject):
    """The one place that loads translations. Widgets put their words anew when `changed` fires."""

    changed = Signal()
    """Fires after another language was put on the application; carries nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.code: Code = "en"
        self._translators: list[QTranslator] = []

    def apply(self, code: Code) -> None:
        """Speak this language from now on, in our words and in Qt's own."""
        for old in self._translators:
            QCoreApplication.removeTranslator(old)
        self._translators.clear()
        qt_words = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{code}", qt_words), (f"desk_{code}", str(resource("translations")))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
        self.code = code
        QLocale.setDefault(QLocale(code))
        self.changed.emit()


@cache
def language() -> Language:
    """The one language of this program."""
    return Language()
