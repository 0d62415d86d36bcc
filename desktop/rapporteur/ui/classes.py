"""Every class of Qt is made before a second thread runs.

PySide makes the Python class of a Qt class, with its enumerations, only when it is first named,
or when a call first compares its arguments with it. That takes many steps of Python, and where
two threads come to the same class meanwhile, the second finds it half made and the program ends
(PySide 6.11; `QPainter.fillRect`, which may take one of two hundred named gradients, took the
preview and the window down with it). So all of them are made at once, in the window's thread,
before the first job begins.
"""

from __future__ import annotations

import sys
from functools import cache


def make_classes() -> None:
    """Make the classes of all parts of Qt imported by now; later calls only look for new parts.

    To be called in the window's thread.
    """
    for name in [one for one in sys.modules if one.startswith("PySide6.Qt")]:
        _make_classes_of(name)


@cache
def _make_classes_of(name: str) -> None:
    module = sys.modules[name]
    for one in dir(module):
        getattr(module, one)
