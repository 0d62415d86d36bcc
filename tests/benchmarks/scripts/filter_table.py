"""A key press in the filter to the repainted table: our scan of folded strings, or Qt's proxy."""

import random
import sys
import time
from statistics import median

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.services.search import delegate_key
from rapporteur.ui.models.delegate_table import DelegateTableModel
from rapporteur.ui.models.roster import Filter, Roster

COLUMNS = ("full_name", "designation", "organisation", "role")
TYPED = ("g", "gr", "gru", "gruz", "gruzd", "sh", "sha", "shar", "min", "mine")
FAMILIES = "Gruzdev Sharma Menon Гурова Шарапов Karwal Bhatia Зимина Rao Nath Грузинов".split()
GIVEN = "Anil Sunita Алексей Irina Дмитрий Olga Priya Vikram Елена Pavel".split()
BODIES = ("Ministry of Mines", "Министерство промышленности", "Academy of Sciences", "Steel Works")


def people(count: int) -> list[Delegate]:
    choice = random.Random(1).choice
    empty = dict.fromkeys(DELEGATE.keys, "")
    found = []
    for n in range(1, count + 1):
        values = empty | {
            "family_name": f"{choice(FAMILIES)}{n % 97}",
            "given_name": choice(GIVEN),
            "designation": f"Director {n % 31}",
            "organisation": choice(BODIES),
            "role": "Expert",
        }
        found.append(Delegate(DELEGATE, n, str(n), 1, tuple(values.values()), 1, n))
    return found


class Plain(QAbstractTableModel):
    """The same texts in a plain model, as the peer shows them."""

    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent=QModelIndex()):  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


def main() -> None:
    app = QApplication(["bench", "-platform", "offscreen"])
    records = people(int(sys.argv[2]))
    view = QTableView()
    view.verticalHeader().hide()
    view.resize(1000, 700)
    if sys.argv[1] == "ours":
        roster = Roster(delegate_key)
        roster.replace(records, {1: 1})
        model = DelegateTableModel(lambda *_: False, lambda *_: False)
        model.show_columns(COLUMNS)
        model.show(roster.records, roster.select(Filter("")))
        view.setModel(model)

        def press(text: str) -> None:
            model.show(roster.records, roster.select(Filter(text)))

    else:
        source = Plain([tuple(_text(d, key) for key in COLUMNS) for d in records])
        proxy = QSortFilterProxyModel()
        proxy.setFilterKeyColumn(-1)
        proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        proxy.setSourceModel(source)
        view.setModel(proxy)

        def press(text: str) -> None:
            proxy.setFilterRegularExpression(text)

    view.show()
    app.processEvents()
    times = []
    for text in TYPED:
        started = time.perf_counter()
        press(text)
        view.viewport().repaint()
        app.processEvents()
        times.append(time.perf_counter() - started)
    print(median(times))


def _text(d: Delegate, key: str) -> str:
    return f"{d['given_name']} {d['family_name']}" if key == "full_name" else d[key]


main()
