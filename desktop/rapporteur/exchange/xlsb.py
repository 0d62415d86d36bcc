"""Values of a binary Excel workbook (.xlsb). Runs in the reading process.

Its parts are no XML, so strike-through and hidden rows cannot be seen; the user is told.
"""

from __future__ import annotations

from rapporteur.exchange.emitting import Emit
from rapporteur.exchange.limits import Limits
from rapporteur.exchange.package import Package
from rapporteur.exchange.xls import read_values


def read_xlsb(package: Package, data: bytes, limits: Limits, emit: Emit) -> None:
    """Read every sheet by calamine, after all parts were counted."""
    for name in sorted(package.names):
        if name.endswith((".xml", ".rels")):
            for _ in package.unpack(name):
                pass  # counted and checked: the value reader opens some of them
        else:
            package.measure(name)
    read_values(data, "xlsb", limits, emit)
