"""Every sentence that the reading of a returned Protocol can end with, in one place."""

from __future__ import annotations

from rapporteur.domain.errors import UserError

_SAFE = "Nothing was taken in and the Protocol is unchanged."
_ASK = "Ask the other side for the file again."
_CHOOSE = "Choose the Protocol as it came back, a Word document (.docx)."
_SAVE_AS = "Open it in Word or LibreOffice, save it as a Word document (.docx), and read that."
_CLEAN = "Open it in Word or LibreOffice, save it under another name, and read that."

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
        "Open it in Word, take the password off (File, Info, Protect Document), save, read that.",
    ),
    "doc": ("is an old Word document (.doc).", _SAVE_AS),
    "rtf": ("is a text document of another kind (.rtf).", _SAVE_AS),
    "opendocument": ("is an OpenDocument text (.odt).", _SAVE_AS),
    "pdf": ("is a PDF document.", "Ask the other side for the Word document that it was made of."),
    "picture": ("is a picture.", "Ask the other side for the Word document."),
    "workbook": ("is a workbook.", _CHOOSE),
    "archive": ("is a packed archive.", "Unpack it and choose the document inside."),
    "message": ("is a saved mail.", "Save the document that is attached to it, and read that."),
    "database": ("is a database, perhaps a session file.", _CHOOSE),
    "no_document": ("is no Word document.", _CHOOSE),
    "no_text": ("holds no text of a Protocol in a language of the session.", _CHOOSE),
    "damaged": ("is damaged and cannot be read to its end.", _ASK),
    "parts": ("is made of more than {n} parts, which no Protocol needs.", _CLEAN),
    "container": ("is packed in a way no office program does it.", _CLEAN),
    "encoding": ("is written in an encoding that no office program uses.", _CLEAN),
    "dtd": ("contains a DTD, a known way to attack programs.", f"Do not open it. {_ASK}"),
    "bomb": ("unpacks to far more than it pretends to be, a known way to attack programs.",
             f"Do not open it. {_ASK}"),
    "nested": ("has more than {n} pieces inside each other, which no office program does.",
               f"Do not open it. {_ASK}"),
    "unpacked": ("unpacks to more data than can be taken in.", _CLEAN),
    "lines": ("has more than {n} paragraphs, which no Protocol has.", _CHOOSE),
    "long": ("has a paragraph with more than {n} characters.", _CHOOSE),
    "text": ("holds more text than {n} characters, which no Protocol does.", _CHOOSE),
    "remarks": ("has more than {n} comments.", "Delete the comments that are settled."),
    "memory": ("needs more memory than a document may take.", _CLEAN),
    "time": ("took too long to read.", _CLEAN),
    "cancelled": ("was not read: you cancelled.", ""),
}  # fmt: skip

_NOTICES: dict[str, str] = {
    "macros": "The document brings macros. They were not run and are not taken in.",
    "external_links": "The document refers to other files ({n}). They were not opened.",
    "embedded": "The document brings other files inside it ({n}). They were not opened.",
    "other_files": "Pieces of other files were left aside: {n}.",
    "pictures": "Pictures and text boxes were left aside: {n}.",
    "footnotes": "Footnotes were left aside: {n}. Look at them in Word.",
    "hidden": "Pieces of hidden text were left aside: {n}.",
}


def refusal(code: str, name: str, number: int = 0) -> UserError:
    """The error "returned.<code>" for the file `name`; an unknown code is "damaged"."""
    if code not in _REFUSALS:
        code = "damaged"
    what, advice = _REFUSALS[code]
    return UserError(
        f"returned.{code}",
        f"“{name}” {what.replace('{n}', str(number))}",
        safe=_SAFE,
        advice=advice,
    )


def notice(code: str, number: int) -> str:
    """The sentence for something that was left aside; KeyError for unknown codes."""
    return _NOTICES[code].replace("{n}", str(number))
