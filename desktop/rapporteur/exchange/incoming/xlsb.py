"""Values of a binary Excel workbook (.xlsb). Runs in the reading process.

Its parts are no XML, so strike-through and hidden rows cannot be seen; the user is told.
"""

from __future__ import annotations

from rapporteur.exchange.incoming.emitting import Emit
from rapporteur.exchange.incoming.limits import Limits
from rapporteur.exchange.incoming.package import Package
from rapporteur.exchange.incoming.xls import read_values


def read_xlsb(package: Package, limits: Limits, emit: Emit) -> None:
    """Read every sheet by calamine, after all parts were counted."""
    for name in sorted(package.names):
        package.check(name)
    read_values(package.data, "xlsb", limits, emit)
