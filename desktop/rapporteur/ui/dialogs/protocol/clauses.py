"""The clause library: every clause in its languages, the program's and one's own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.protocol import CLAUSE
from rapporteur.services import sessions
from rapporteur.services.protocol import clauses
from rapporteur.services.protocol.clauses import LibraryClause
from rapporteur.services.search import Query, search_key
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.forms.form import CatalogueForm
from rapporteur.ui.icons import set_icon
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_KEY = Qt.ItemDataRole.UserRole
_LETTERS = 64


class ClausesDialog(RememberedDialog):
    """Each accepted field is saved at once, as everywhere; hiding and restoring can be undone."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(116 * GRID, 70 * GRID), parent)
        self.setWindowTitle(self.tr("Clause library"))
        self._bridge = bridge
        self._clauses: dict[str, LibraryClause] = {}
        self._current = ""
        self._languages = bridge.read(sessions.session).language_codes or ("en",)
        self.filter = QLineEdit()
        self.list = QListWidget()
        self.form = CatalogueForm(CLAUSE, without=("key", "hidden"))
        self.new = QPushButton(self.tr("&New clause"))
        self.hide_it = QPushButton()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self.filter.setPlaceholderText(self.tr("Filter: letters in any language"))
        self.filter.setAccessibleName(self.tr("Filter clauses"))
        self.filter.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Clauses"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_icon(self.new, "add")
        self.filter.textChanged.connect(lambda _text: self._fill())
        self.list.currentItemChanged.connect(lambda *_: self._on_chosen())
        self.form.accepted.connect(self._on_accepted)
        self.new.clicked.connect(self._new)
        self.hide_it.clicked.connect(self._hide_or_restore)
        self._buttons.rejected.connect(self.reject)
        for code in ("en", "ru", "hi"):
            self.form.rows[f"text_{code}"].setVisible(code in self._languages)
        self.form.set_read_only(read_only=bridge.read_only)
        self.new.setEnabled(not bridge.read_only)

        self._arrange()
        self._read()

    def _arrange(self) -> None:
        note = QLabel(
            self.tr(
                "Names in braces, such as {side}, are filled in when the clause is inserted. "
                "Changes hold for this session; “Restore” brings back the program’s own words."
            )
        )
        note.setWordWrap(True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        below = QHBoxLayout()
        below.addWidget(self.new)
        below.addWidget(self.hide_it)
        below.addStretch(1)
        column.addLayout(below)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(left)
        parts.addWidget(self.form)
        parts.setStretchFactor(1, 1)
        parts.setSizes([56 * GRID, 60 * GRID])
        parts.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        page.setSpacing(GRID)
        page.addWidget(note)
        page.addWidget(parts, 1)
        page.addWidget(self._buttons)

    def done(self, result: int) -> None:
        self.form.commit()
        super().done(result)

    # ---------------------------------------------------------------------- internals

    def _read(self) -> None:
        self._clauses = {one.key: one for one in self._bridge.read(clauses.library)}
        self._fill()

    def _fill(self) -> None:
        query = Query(self.filter.text())
        self.list.blockSignals(True)
        self.list.clear()
        for key, one in self._clauses.items():
            if query and not query.matches(search_key("\n".join(one.texts.values()))):
                continue
            item = QListWidgetItem(self._caption(one))
            item.setData(_KEY, key)
            item.setToolTip("\n".join(text for text in one.texts.values() if text))
            font = item.font()
            font.setStrikeOut(one.hidden)
            item.setFont(font)
            self.list.addItem(item)
            if key == self._current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self._on_chosen()

    def _caption(self, one: LibraryClause) -> str:
        words = [
            self.tr("hidden") if one.hidden else "",
            self.tr("own") if one.own else "",
            self.tr("changed") if one.changed else "",
        ]
        said = ", ".join(word for word in (CLAUSE["effect"].shown(one.effect), *words) if word)
        texts = (one.texts.get(code, "") for code in self._languages)
        text = " ".join(next((text for text in texts if text), "").split())
        short = text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"
        return f"{short}  ({said})"

    def _on_chosen(self) -> None:
        chosen = self.list.currentRow()
        key = str(self.list.item(chosen).data(_KEY)) if chosen >= 0 else ""
        one = self._clauses.get(key)
        if key != self._current:
            self.form.commit()
            self._current = key
            self.form.start(_values(one))
        else:
            self.form.refresh(_values(one))
        self.form.setEnabled(one is not None)
        restores = one is not None and (one.hidden or one.changed)
        self.hide_it.setText(self.tr("&Restore") if restores else self.tr("&Hide"))
        set_icon(self.hide_it, "restore" if restores else "eye-off")
        self.hide_it.setEnabled(one is not None and not self._bridge.read_only)

    def _on_accepted(self, key: str, old: str, new: str, merge: str) -> None:
        clause = self._current
        label = self.tr("{field} of a clause").format(field=CLAUSE[key].label)
        step = f"clause.{clause}.{merge}" if merge else ""
        try:
            self._bridge.edit(
                label,
                lambda db: clauses.edit(db, clause, {key: FieldEdit(old, new)}),
                merge=step,
            )
        except UserError as error:
            self.form.refuse(key, str(error))
            return
        self._clauses = {one.key: one for one in self._bridge.read(clauses.library)}
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == clause:
                self.list.item(row).setText(self._caption(self._clauses[clause]))

    def _new(self) -> None:
        self.form.commit()
        words = {"text_en": self.tr("New clause"), "effect": "record"}
        made = self._bridge.perform(self.tr("new clause"), lambda db: clauses.create(db, words))
        if made is not None:
            self.filter.clear()
            self.form.start({})
            self._current = made.key
            self._read()
            self.form.start(_values(self._clauses[made.key]))
            self.form.go_to("text_en")

    def _hide_or_restore(self) -> None:
        self.form.commit()
        one = self._clauses.get(self._current)
        if one is None:
            return
        back = one.hidden or one.changed
        work = clauses.restore if back else clauses.hide
        label = self.tr("restore a clause") if back else self.tr("hide a clause")
        self._bridge.perform(label, lambda db: work(db, one.key))
        self._read()


def _values(one: LibraryClause | None) -> dict[str, str]:
    if one is None:
        return {}
    return {"effect": one.effect, **{f"text_{code}": text for code, text in one.texts.items()}}
