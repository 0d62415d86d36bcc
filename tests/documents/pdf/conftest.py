"""A QApplication before anything is laid out, and what is read back from a PDF."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """The engine would make an application without windows, and other tests need one with."""
    return qapp
