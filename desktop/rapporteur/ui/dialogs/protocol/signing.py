"""Signing the Protocol: what stands in the way, each with its place; then who, when, where, and
which original lies where.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import SEAL
from rapporteur.services import sessions
from rapporteur.services.protocol import signing, verifying
from rapporteur.services.protocol.signing import Obstacle
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.forms.form import CatalogueForm
from rapporteur.ui.icons import icon, set_icon
from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.widgets.message_bar import MessageBar

_OBSTACLE = Qt.ItemDataRole.UserRole
_NAMED = 12  # paragraphs
_BY_PROGRAM = ("digest", "sealed_at", "sealed_by", "reopened_at", "reopened_by", "reason")


class SigningDialog(RememberedDialog):
    """Shows the obstacles while there are any, the particulars of the signing once there are none.

    After `exec` has accepted, the file is sealed.
    """

    jump_wanted = Signal(str, int, str)
    """Area, row and field of an obstacle that is to be put right; the dialog has closed."""

    verification_wanted = Signal()
    """The texts are to be verified first; the dialog has closed."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(92 * GRID, 76 * GRID), parent)
        self.setWindowTitle(self.tr("Sign the Session Protocol"))
        self._bridge = bridge
        obstacles = bridge.read(signing.obstacles)
        self._values = dict(bridge.read(signing.proposed))

        self._bar = MessageBar()
        self.obstacles = QListWidget()
        self.form = CatalogueForm(SEAL, without=(*_BY_PROGRAM, *self._other_languages()))
        self.warning = QLabel()
        self._stack = QStackedWidget()
        self.verify = QPushButton(self.tr("&Verify the texts…"))
        self.sign = QPushButton(self.tr("&Sign and seal"))
        cancel = QPushButton(self.tr("Cancel"))

        self.obstacles.itemActivated.connect(self._on_obstacle)
        self.obstacles.itemClicked.connect(self._on_obstacle)
        self.form.accepted.connect(self._on_accepted)
        self.verify.clicked.connect(self._on_verify)
        self.sign.clicked.connect(self._on_sign)
        cancel.clicked.connect(self.reject)

        set_icon(self.sign, "sign")
        self._name_sides()
        self._stack.addWidget(self._obstacle_page(obstacles))
        self._stack.addWidget(self._particulars_page())
        buttons = QDialogButtonBox()
        buttons.addButton(self.verify, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.sign, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addWidget(buttons)
        self._stack.setCurrentIndex(0 if obstacles else 1)
        self.sign.setEnabled(not obstacles and not bridge.read_only)
        self.sign.setVisible(not obstacles)
        self.sign.setDefault(not obstacles)
        self.form.start(self._values)
        if obstacles:
            self.obstacles.setFocus()
        else:
            self._warn()

    # Making --------------------------------------------------------------------------

    def _obstacle_page(self, obstacles: list[Obstacle]) -> QWidget:
        count = QLabel(self.tr("%n things stand in the way of signing.", "", len(obstacles)))
        font = count.font()
        font.setBold(True)
        count.setFont(font)
        hint = QLabel(
            self.tr("Choose one to go to its place: nothing is signed that both sides do not see.")
        )
        hint.setWordWrap(True)
        self.obstacles.setAccessibleName(self.tr("What stands in the way of signing"))
        self.obstacles.setAlternatingRowColors(True)
        self.obstacles.setWordWrap(True)
        for one in obstacles:
            item = QListWidgetItem(icon("warning", colour=current_theme().warning), one.text)
            item.setData(_OBSTACLE, one)
            self.obstacles.addItem(item)
        self.obstacles.setCurrentRow(0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(count)
        column.addWidget(hint)
        column.addWidget(self.obstacles, 1)
        return page

    def _particulars_page(self) -> QWidget:
        told = QLabel(
            self.tr(
                "Every paragraph is agreed, in step in every language and without brackets. "
                "Signing seals the file: from then on it can only be read, and “rapporteur check” "
                "tells whether anybody has changed it. Reopening needs a reason."
            )
        )
        told.setWordWrap(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        mark = QLabel()
        mark.setPixmap(icon("check-circle", colour=current_theme().good).pixmap(24, 24))
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(told, 1)
        column.addLayout(head)
        column.addWidget(self.warning)
        column.addWidget(self.form, 1)
        return page

    def _warn(self) -> None:
        """What the comparing of the texts still finds: a machine may err, so it hinders nobody."""
        found = self._bridge.read(lambda db: verifying.verify_all(verifying.gather(db)))
        marked = [one for one in found if one.findings]
        names = [one.number or looks.kind_words(one.kind) for one in marked]
        said = self.tr(
            "The texts still differ in %n places where a machine can compare them.", "",
            sum(len(one.findings) for one in marked),
        )  # fmt: skip
        more = self.tr("See “Verify the texts…” before you sign: {names}.").format(
            names=", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        )
        self.warning.setText(f"{said} {more}")
        self.warning.setWordWrap(True)
        palette = self.warning.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(current_theme().error))
        self.warning.setPalette(palette)
        self.warning.setVisible(bool(marked))

    def _other_languages(self) -> list[str]:
        """The places in languages that the session does not have."""
        known = self._bridge.read(sessions.session).language_codes
        return [f"place_{one.code}" for one in LANGUAGES if one.code not in known]

    def _name_sides(self) -> None:
        """Say beside each field of a side which side it is."""
        sides = self._bridge.read(sessions.sides)
        for key, row in self.form.rows.items():
            if row.field.of_side:
                side = sides[row.field.of_side - 1]
                row.set_title(f"{SEAL[key].title()} ({side.name()})")

    # Slots ---------------------------------------------------------------------------

    def _on_obstacle(self, item: QListWidgetItem) -> None:
        one = item.data(_OBSTACLE)
        if isinstance(one, Obstacle):
            self.reject()
            self.jump_wanted.emit(one.area, one.row_id, one.field)

    def _on_accepted(self, key: str, _old: str, new: str) -> None:
        self._values[key] = new

    def _on_verify(self) -> None:
        self.reject()
        self.verification_wanted.emit()

    def _on_sign(self) -> None:
        if not self.form.commit():
            return
        who = self._bridge.workspace.who
        label = self.tr("Signing of the Protocol")
        try:
            self._bridge.edit(label, lambda db: signing.sign(db, self._values, who))
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            if error.place in self.form.rows:
                self.form.go_to(error.place)
        else:
            self.accept()
