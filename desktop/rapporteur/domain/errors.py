"""The one exception that is meant for the user's eyes."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can do something about.

    `code` is a stable word for tests and for scripts ("file.newer", "import.no_table").
    `message` says what happened and where; `safe` says what was not lost; `advice` says what
    to do next. All three are whole English sentences, shown as plain text, never as markup.
    `place` names the cell or field ("Delegates!C14", "passport_expiry"), or is empty.
    Everything that is not a UserError is a fault of the program.
    """

    def __init__(
        self, code: str, message: str, *, safe: str = "", advice: str = "", place: str = ""
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.safe = safe
        self.advice = advice
        self.place = place

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.safe, self.advice) if part)
