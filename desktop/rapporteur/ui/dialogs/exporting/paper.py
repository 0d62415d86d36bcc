"""What the dialogs share that write a paper of the session: which one, in which language, where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QWidget

from rapporteur.domain.languages import LANGUAGES
from rapporteur.services.papers.wording import BOTH
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.asking.dialog import AskingDialog
from rapporteur.ui.settings import Settings


class PaperDialog(AskingDialog):
    """One workbook that is of both sides. What it holds is for the dialogs derived from this."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        key: str,
        entries: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, settings, key, entries, parent)
        self.options.setRowVisible(self._side, False)
        self._list.setAccessibleName(self.tr("Paper"))
        self._list.setWordWrap(True)  # names of bodies are long
        self._list.setMaximumWidth(260)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label = self.options.labelForField(self._language)
        if isinstance(label, QLabel):
            label.setText(self.tr("&Language"))
        if len(self._languages) > 1:
            named = {one.code: one.label for one in LANGUAGES}
            words = " + ".join(named.get(code, code) for code in self._languages)
            self._language.addItem(words, BOTH)

    def start(self) -> None:
        """Show the last choices, the language among them."""
        kept = self._language.findData(self._settings.text(f"{self._key}/language"))
        with QSignalBlocker(self._language):
            self._language.setCurrentIndex(max(kept, 0))
        super().start()

    def words_of_languages(self) -> str:
        """In which language the paper will be, as the choice says it."""
        return self._language.currentText()

    def _on_side(self) -> None:
        """A paper is of both sides: there is no language that a side asks for."""
        self.refresh()

    def _remember(self) -> None:
        super()._remember()
        self._settings.set_text(f"{self._key}/language", self.language())
