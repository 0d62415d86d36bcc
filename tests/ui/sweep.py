"""What every screen and dialog must fulfil, checked on the widgets themselves."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

_INPUTS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def inputs(root: QWidget) -> list[QWidget]:
    """Everything visible under `root` that takes the keyboard; parts of a part are left out."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, _INPUTS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractItemView | QAbstractSpinBox)
    ]


def nameless(root: QWidget) -> list[str]:
    """Inputs that assistive programs could not announce."""
    QAccessible.setActive(True)
    found = []
    for widget in inputs(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(_where(widget))
    return found


def unreachable(root: QWidget) -> list[str]:
    """Inputs that Tab never reaches; of radio buttons one of a group is enough."""
    reached: list[QWidget] = []
    for _ in range(2 * len(inputs(root.window())) + 8):
        QWidget.focusNextPrevChild(root, True)
        widget = root.focusWidget()
        if widget is not None and widget not in reached:
            reached.append(widget)
    groups = [w.group() for w in reached if isinstance(w, QRadioButton) and w.group() is not None]
    left = [
        w
        for w in inputs(root)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w not in reached
        and w.focusProxy() is None
        and not (isinstance(w, QRadioButton) and w.group() in groups)
    ]
    chain = _focus_chain(root) if left else ()
    return [_where(w) for w in left if w not in chain]


def _focus_chain(root: QWidget) -> list[QWidget]:
    """The order of Tab as Qt keeps it, for what moves the focus itself when it gets it.

    Only where Tab did not get round: each answer of `nextInFocusChain` takes the next one for its
    child, and with any of them that is thrown away later all that follow are believed to be gone.
    """
    chain: list[QWidget] = []
    widget: QWidget | None = root.nextInFocusChain()
    while widget is not None and widget not in chain:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    return chain


def doubled_mnemonics(root: QWidget) -> list[str]:
    """Alt keys that two visible widgets of one window claim."""
    texts = [b.text() for b in root.findChildren(QAbstractButton) if b.isVisible()]
    texts += [
        label.text()
        for label in root.findChildren(QLabel)
        if label.isVisible() and label.buddy() is not None
    ]
    letters = Counter(_mnemonic(text) for text in texts)
    return [letter for letter, count in letters.items() if letter and count > 1]


def cut_off(root: QWidget) -> list[str]:
    """Labels and buttons that are narrower or lower than their text needs."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        if isinstance(widget.parentWidget(), QLineEdit):
            continue  # the line edit draws its own icons into the room it has
        if isinstance(widget, QLabel) and (widget.wordWrap() or widget.text().endswith("…")):
            continue
        needed = widget.minimumSizeHint()
        if widget.width() + 1 < needed.width() or widget.height() + 1 < needed.height():
            found.append(f"{_where(widget)}: {widget.size()} < {needed}")
    return found


def _mnemonic(text: str) -> str:
    plain = text.replace("&&", "")
    place = plain.find("&")
    return plain[place + 1 : place + 2].casefold() if place >= 0 else ""


def _where(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or text!r}"
