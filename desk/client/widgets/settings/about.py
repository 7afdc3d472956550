"""What this program is, which version, and whose work it stands on."""

import platform

from PySide6.QtCore import QLibraryInfo, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from desk import __version__
from desk.client.models.plain import filled
from desk.client.widgets.brand import Mark
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.settings.page import Page

#: name, licence, who
COMPONENTS = (
    ("Qt, PySide6", "LGPL-3.0", "The Qt Company"),
    ("Python", "PSF-2.0", "Python Software Foundation"),
    ("qasync", "BSD-2-Clause", "qasync contributors"),
    ("httpx", "BSD-3-Clause", "Encode OSS"),
    ("msgspec", "BSD-3-Clause", "Jim Crist-Harif"),
    ("keyring", "MIT", "Kang Zhang, Jason R. Coombs"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause", "PyCA"),
    ("stamina", "MIT", "Hynek Schlawack"),
    ("truststore", "MIT", "Seth Michael Larson"),
    ("Pretendard", "OFL-1.1", "Kil Hyung-jin"),
)


class AboutPage(Page):
    """Version and licences; the details can be copied for whoever helps."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Label("Desk", "display")
        self.version = ElidedLabel("", "body", "muted")
        self.copy = Button("", "secondary", "copy")
        self.licence = Label("", "body", "text", wrap=True)
        self.others = Label("", "strong")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.version)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Mark(48))
        head.addLayout(words, 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        card = self.add_card()
        card.body.setSpacing(16)
        card.body.addLayout(head)
        card.body.addWidget(self.licence)
        components = self.add_card(self.others)
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(2, 1)
        for line, (name, licence, who) in enumerate(COMPONENTS):
            for column, (text, colour) in enumerate(((name, "text"), (licence, "muted"), (who, "muted"))):
                grid.addWidget(Label(text, "body", colour), line, column)
        components.body.setSpacing(12)
        components.body.addLayout(grid)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details()))
        self.begin()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("About Desk"))
        self.version.setText(filled(self.tr("Version {version}"), version=__version__))
        self.copy.setText(self.tr("Copy the details"))
        self.licence.setText(
            self.tr("Desk is free software under the Apache License 2.0. It comes without any warranty.")
        )
        self.others.setText(self.tr("It stands on the work of others"))


def details() -> str:
    """What whoever helps wants to know; nothing about people."""
    return (
        f"Desk {__version__}\nPython {platform.python_version()}\nQt {QLibraryInfo.version().toString()}\n"
        f"{platform.platform()}\n{QGuiApplication.platformName()}"
    )
