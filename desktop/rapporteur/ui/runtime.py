"""Keeps Python 3.11 alive under Qt's current wheels.

PySide6 wheels since 6.11 are built against the stable interface of Python 3.12, where `None`,
`True` and `False` are immortal and returning them costs no reference. Python 3.11 still counts:
every call into Qt that returns nothing takes one reference from `None` for good, and after some
thousand calls the interpreter aborts with "deallocating None". So the three are made immortal
here as well, by giving them more references than any run can use up.
"""

from __future__ import annotations

import ctypes
import sys

_FOREVER = 1 << (8 * ctypes.sizeof(ctypes.c_ssize_t) - 4)


def keep_constants_alive() -> None:
    """Make `None`, `True` and `False` immortal where Python itself does not. Cheap, repeatable."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False):
        # The reference count is the first field of every CPython object.
        ctypes.c_ssize_t.from_address(id(constant)).value = _FOREVER
