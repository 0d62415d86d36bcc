"""Which Word template a document is made of, and whether the one chosen fits it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_MOST_NAMED = 3  # unknown fields; Templates… lists them all


class TemplateChoice(QWidget):
    """A box with the program's own template and those of this person; below it what is wrong.

    A template of the wrong kind, or one that cannot be used at all, is told at once and not only
    when the document is written. It stays chosen: it may be put right in Word meanwhile.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._key = ""
        self._checked: tuple[str, str, int] | None = None
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Word template"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(14)
        self.said = QLabel()
        self.said.setWordWrap(True)
        loud = self.said.font()
        loud.setBold(True)
        self.said.setFont(loud)
        self.said.hide()
        self.box.activated.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.box)
        column.addWidget(self.said)

    def show_templates(self, key: str, paths: Sequence[Path]) -> None:
        """The own templates for the document `key`, with the one chosen last."""
        self._key = key
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self.tr("The program's own"), "")
            for path in paths:
                self.box.addItem(path.name, str(path))
            kept = self._settings.text(f"documents/{key}/template")
            self.box.setCurrentIndex(max(self.box.findData(kept), 0))
        self._check()

    def path(self) -> Path | None:
        """The official's own template, or None for the program's."""
        found = self.box.currentData()
        return Path(found) if found else None

    def _on_chosen(self) -> None:
        chosen = str(self.box.currentData() or "")
        self._settings.set_text(f"documents/{self._key}/template", chosen)
        self._check()

    def _check(self) -> None:
        """Say what is wrong with the template; the same one is looked at once only."""
        path = self.path()
        asked = (self._key, str(path), _moment(path)) if path is not None else None
        if asked is not None and asked == self._checked:
            return
        self._checked = asked
        words = self._fault(path) if path is not None else ""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _fault(self, path: Path) -> str:
        # It brings Word's libraries, which the window starts without.
        from rapporteur.services.documents import templates  # noqa: PLC0415

        try:
            unknown = templates.check_template(path, self._key)
            fitting = templates.kinds_of(path) if unknown else ()
        except UserError as error:
            return f"{error.message} {error.advice}".strip()
        if not unknown:
            return ""
        if fitting:
            return self.tr("This template is of another kind: {0}.").format(
                "; ".join(kind.title for kind in fitting)
            )
        names = ", ".join(dict.fromkeys(one.name for one in unknown[:_MOST_NAMED]))
        words = self.tr("This template names %n fields that this document has not: {0}.", "",
                        len(unknown))  # fmt: skip
        return words.format(names) + " " + self.tr("Templates… says where they stand.")


def _moment(path: Path) -> int:
    """When the template was changed last; 0 where it is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
