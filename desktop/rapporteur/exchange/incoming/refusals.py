"""Every sentence that the reading of a list can end with, in one place."""

from __future__ import annotations

from rapporteur.domain.errors import UserError

_SAFE = "Nothing was imported and the session is unchanged."
_ASK = "Ask the sender for the file again."
_CLEAN = "Copy the list into a new workbook, save it, and import that."
_CHOOSE = "Choose the file that holds the list: a workbook (.xlsx, .xls, .ods) or a text (.csv)."
_SAVE_AS = "Open it in Excel or LibreOffice, save it as a workbook (.xlsx), and import that."
_COPY = "Copy its table there and paste it into this window, or save it as a workbook (.xlsx)."

# Code: what is the matter, and what to do. "{n}" is the one number that belongs to the code.
_REFUSALS: dict[str, tuple[str, str]] = {
    "missing": ("is not there any more.", "Look where it was moved to, and choose it again."),
    "pipe": ("is a pipe, not a file.", _CHOOSE),
    "folder": ("is a folder.", _CHOOSE),
    "denied": (
        "may not be read by you.",
        "Close it in other programs, or copy it to a folder of your own.",
    ),
    "unreadable": ("could not be read from its disk.", "Copy it to this computer and try again."),
    "size": ("is larger than {n} MB.", f"{_CLEAN} Pictures are the usual reason."),
    "empty": ("is empty: it has no content at all.", _ASK),
    "protected": (
        "is protected with a password.",
        "Open it in Excel, take the password off (File, Info, Protect Workbook), save, import.",
    ),
    "opendocument": ("is an OpenDocument text or drawing, not a spreadsheet.", _COPY),
    "opendocument_flat": ("is an OpenDocument file of the flat kind (.fods).", _SAVE_AS),
    "spreadsheet_xml": ("is an XML spreadsheet of 2003.", _SAVE_AS),
    "word": ("is a Word document.", _COPY),
    "doc": ("is an old Word document (.doc).", _COPY),
    "rtf": ("is a text document with formats (.rtf).", _COPY),
    "message": ("is a saved mail.", f"Open it. {_COPY}"),
    "powerpoint": ("is a PowerPoint presentation.", _COPY),
    "pdf": ("is a PDF document.", "Ask the sender for the list as a workbook."),
    "picture": ("is a picture.", "Ask the sender for the list as a workbook."),
    "archive": ("is a packed archive.", "Unpack it and choose the list inside."),
    "zip": ("is a packed archive without a workbook.", "Unpack it and choose the list inside."),
    "database": ("is a database, perhaps a session file.", _CHOOSE),
    "ole": ("is an old Office file, but no workbook, or only a part of one.", _ASK),
    "unknown": ("is no workbook and no text.", _CHOOSE),
    "no_text": ("is no text in the encoding chosen.", "Choose another encoding, or find it out."),
    "one_line": ("holds one line of text, and no list.", _CHOOSE),
    "no_table": ("holds text, but no table.", _CHOOSE),
    "damaged": ("is damaged and cannot be read to its end.", _ASK),
    "parts": ("is made of more than {n} parts, which no list needs.", _CLEAN),
    "container": ("is packed in a way no office program does it.", _CLEAN),
    "encoding": ("is written in an encoding that no office program uses.", _CLEAN),
    "dtd": ("contains a DTD, a known way to attack programs.", f"Do not open it. {_ASK}"),
    "bomb": ("unpacks to far more than it pretends to be, a known way to attack programs.",
             f"Do not open it. {_ASK}"),
    "unpacked": ("unpacks to more data than can be taken in.", _CLEAN),
    "sheets": ("has more than {n} sheets.", "Keep only the sheets with the list."),
    "cells": ("has more than {n} cells in use.", "Delete the empty rows and columns, or split it."),
    "strings": ("holds more than {n} different texts.", _CLEAN),
    "memory": ("needs more memory than a list may take.", _CLEAN),
    "time": ("took too long to read.", _CLEAN),
    "cancelled": ("was not read: you cancelled.", ""),
}  # fmt: skip

_NOTICES: dict[str, str] = {
    "far_cells": "Sheet “{sheet}” has cells far away from the list; only its first {n} rows were"
    " read.",
    "no_results": "Formula cells without a stored result in sheet “{sheet}”: {n}. They were read as"
    " empty; open the file in Excel and save it to have them calculated.",
    "values_only": "Only the values could be read: strike-through, hidden rows and merged cells of"
    " this file cannot be seen. Somebody crossed out in it comes in like everybody else.",
    "macros": "The file brings macros. They were not run and are not taken in.",
    "external_links": "The file refers to other files ({n}). They were not opened; its cells are"
    " read as they were last saved.",
    "connections": "The file would fetch data from elsewhere ({n}). It was not fetched; its cells"
    " are read as they were last saved.",
    "embedded": "The file brings other files inside it ({n}). They were not opened and are not"
    " taken in.",
    "no_letters": "Places that are no letters in the chosen encoding: {n}. They show as “\ufffd”;"
    " another encoding may be the right one.",
    "open_quote": "A quotation mark is not closed, so quotation marks were read as letters.",
    "text_cut": "Texts longer than a cell can hold in sheet “{sheet}”: {n}. Their ends were cut.",
}


def refusal(code: str, name: str, number: int = 0) -> UserError:
    """The error "workbook.<code>" for the file `name`; a code that is not known is "damaged"."""
    if code not in _REFUSALS:
        code = "damaged"
    what, advice = _REFUSALS[code]
    return UserError(
        f"workbook.{code}",
        f"“{name}” {what.replace('{n}', str(number))}",
        safe=_SAFE,
        advice=advice,
    )


def notice(code: str, sheet: str, number: int) -> str:
    """The sentence for something that was left aside in a sheet; KeyError for unknown codes."""
    return _NOTICES[code].replace("{n}", str(number)).replace("{sheet}", sheet)
