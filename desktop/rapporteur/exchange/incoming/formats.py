"""Which reader takes the bytes: by their beginning and their parts, never by a file's name.

Runs in the reading process. The first message of each reading says how the bytes are read, so
that the same bytes can be read the same way again.
"""

from __future__ import annotations

from rapporteur.domain.workbook import Reading
from rapporteur.exchange.incoming.emitting import Emit
from rapporteur.exchange.incoming.kinds import OLE, looks_like_html
from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.package import Package

# What tells one zip container from another: the part that only this kind has.
_CONTAINERS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "word",
    "ppt/presentation.xml": "powerpoint",
    "content.xml": "ods",
}


def read_list(data: bytes, wanted: Reading, limits: Limits, emit: Emit) -> None:
    """Read every sheet in `data` and emit it piece by piece; Refused where it is not taken.

    `wanted` overrules what would be found out, where that is a matter of choice: the encoding
    and the separator of a text, and whether marked-up text is a table or a text.
    """
    # Late, all of them: each reading needs one reader, and some take their time to load.
    if data.startswith(b"PK\x03\x04"):
        _read_container(data, limits, emit)
    elif data.startswith(OLE):
        from rapporteur.exchange.incoming.xls import read_xls  # noqa: PLC0415

        read_xls(data, limits, emit)
    elif wanted.kind == "table" or (wanted.kind != "text" and looks_like_html(data)):
        from rapporteur.exchange.incoming.web_table import read_tables  # noqa: PLC0415

        read_tables(data, wanted, limits, emit)
    else:
        from rapporteur.exchange.incoming.delimited import read_text  # noqa: PLC0415

        read_text(data, wanted, limits, emit)


def _read_container(data: bytes, limits: Limits, emit: Emit) -> None:
    package = Package(data, limits)
    kind = next((kind for part, kind in _CONTAINERS.items() if part in package.names), "zip")
    match kind:
        case "xlsx":
            from rapporteur.exchange.incoming.xlsx import read_xlsx  # noqa: PLC0415

            emit(["reading", "xlsx", "", ""])
            read_xlsx(package, limits, emit)
        case "xlsb":
            from rapporteur.exchange.incoming.xlsb import read_xlsb  # noqa: PLC0415

            read_xlsb(package, limits, emit)
        case "ods":
            from rapporteur.exchange.incoming.ods import read_ods  # noqa: PLC0415

            read_ods(package, limits, emit)
        case _:
            raise Refused(kind)
