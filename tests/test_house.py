"""The rules of the house that no linter knows, held by reading the tree."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from desk.__main__ import CLIENT, COMMANDS

ROOT = Path(__file__).resolve().parent.parent
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
QT = ("PySide6", "shiboken6", "qasync")

# Test folders that look at the product as a whole, and so mirror no folder of desk/.
WHOLE = {"e2e", "bench", "packaging"}
PLUMBING = {"__init__.py", "conftest.py"}
# Modules that only help other tests, as paths below tests/.
HELPERS = {"test_house.py", "client/timeline_rig.py", "client/widgets/controls/gallery.py"}
