"""The words of the window: everything shown goes through `tr`, and every number has its plural."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from rapporteur import paths
from rapporteur.ui.translation import install_translation

ROOT = Path(__file__).resolve().parents[1]
UI = ROOT / "desktop" / "rapporteur" / "ui"
WORDS = ROOT / "resources" / "i18n" / "rapporteur_en.ts"

# What shows its text arguments to people: methods and constructors, by name.
SHOWING = {
    *"setText setToolTip setStatusTip setWhatsThis setWindowTitle setTitle".split(),
    *"setPlaceholderText setAccessibleName setAccessibleDescription setIconText".split(),
    *"setHeaderLabels setHorizontalHeaderLabels setInformativeText setDetailedText".split(),
    *"setLabelText setSpecialValueText addAction addMenu addTab addButton addItem".split(),
    *"addItems addRow insertItem showMessage say offer drawText perform edit".split(),
    *"QLabel QPushButton QToolButton QCheckBox QRadioButton QGroupBox QAction QMenu".split(),
    *"QToolBar QTreeWidgetItem QListWidgetItem QTableWidgetItem".split(),
    *"Notice NextStep UserError".split(),
}
SHOWN_BY_NAME = {"text", "title", "label", "message", "safe", "advice", "help", "tip"}
NEVER_SHOWING = {
    *("tr", "translate", "Field", "setStyleSheet"),
    *("debug", "info", "warning", "error", "exception", "critical", "log"),
}
# Names, which are the same in every language, and one of a file.
NAMES = {"Rapporteur", "Noto Sans", "Noto Sans Devanagari", "Sample session"}
WORD = re.compile(r"[^\W\d_]{2,}")
KEY = re.compile(r"[a-z0-9_./:-]+")
SENTENCE = re.compile(r"&?[A-Z][\w'-]* \w|.*[a-z] [a-z].*[.:!?]$|.*\w…$", re.DOTALL)


def unwrapped(source: str) -> Iterator[str]:
    """Texts in `source` that people will read and that no translation can reach.

    Two nets: everything with a letter that goes to something of `SHOWING`, and everything
    that looks like a sentence wherever it stands. Not searched: texts inside `tr` and
    `translate`, docstrings, log lines, complaints to programmers, and the labels of a `Field`,
    which the catalogue holds in every language.
    """
    tree = ast.parse(source)
    unseen = {id(part) for branch in _never_shown(tree) for part in ast.walk(branch)}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in SHOWING:
            for text in _shown_by(node):
                found[text.lineno, text.value] = text
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and SENTENCE.match(node.value)
        ):
            found[node.lineno, node.value] = node
    for (line, value), text in sorted(found.items()):
        if id(text) not in unseen and value.strip() not in NAMES:
            yield f"line {line}: {value!r}"


def _never_shown(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node  # a docstring, also one below an attribute
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            if _name(node.exc) != "UserError":
                yield node
        elif isinstance(node, ast.Call) and _name(node) in NEVER_SHOWING:
            yield node


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _shown_by(call: ast.Call) -> Iterator[ast.Constant]:
    for place, argument in enumerate(call.args):
        for text in _texts(argument):
            # After the first argument come icons and keys; an error's first is its code.
            if (place == 0 and _name(call) != "UserError") or not KEY.fullmatch(text.value):
                yield text
    for keyword in call.keywords:
        if keyword.arg in SHOWN_BY_NAME:
            yield from _texts(keyword.value)


def _texts(node: ast.expr) -> Iterator[ast.Constant]:
    """The literal words that an expression would put on the screen."""
    match node:
        case ast.Constant(value=str(value)) if WORD.search(value):
            yield node
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _texts(part)
        case ast.BinOp(left=left, right=right):
            yield from _texts(left)
            yield from _texts(right)
        case ast.IfExp(body=one, orelse=other):
            yield from _texts(one)
            yield from _texts(other)
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from _texts(part)
        case ast.Call(func=ast.Attribute(value=inner, attr="format" | "join" | "replace")):
            yield from _texts(inner)


def program(name: str) -> str:
    """A program that came with the libraries of the Python that runs the tests."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found is not None, f"{name} is not beside {sys.executable}"
    return found


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    """packaging/dev.py as a module."""
    spec = importlib.util.spec_from_file_location("dev_script", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestPlurals:
    def test_every_number_has_both_forms(self) -> None:
        messages = list(ET.parse(WORDS).iter("message"))
        assert len(messages) >= 20
        lacking = [
            message.findtext("source")
            for message in messages
            if message.find("translation[@type]") is not None
            or [bool(form.text) for form in message.iter("numerusform")] != [True, True]
        ]
        assert lacking == []

    def test_no_form_loses_a_place_holder(self) -> None:
        def holders(text: str | None) -> list[str]:
            return sorted(re.findall(r"%n|\{\w*\}|&(?=\w)", text or ""))

        wrong = [
            form.text
            for message in ET.parse(WORDS).iter("message")
            for form in message.iter("numerusform")
            if holders(form.text) != holders(message.findtext("source"))
        ]
        assert wrong == []

    def test_no_number_in_the_sources_is_missing(self, dev: ModuleType, tmp_path: Path) -> None:
        fresh = tmp_path / WORDS.name
        shutil.copy(WORDS, fresh)
        source = str(ROOT / "desktop" / "rapporteur")
        command = [program("pyside6-lupdate"), *dev.LUPDATE_OPTIONS, source, "-ts", str(fresh)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert fresh.read_text("utf-8") == WORDS.read_text("utf-8"), (
            "the sources have changed: python3 packaging/dev.py translations"
        )

    def test_what_the_program_loads_was_made_from_it(self, tmp_path: Path) -> None:
        fresh = tmp_path / "fresh.qm"
        command = [program("pyside6-lrelease"), "-silent", str(WORDS), "-qm", str(fresh)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert fresh.read_bytes() == WORDS.with_suffix(".qm").read_bytes(), (
            "built from an older file: python3 packaging/dev.py translations"
        )

    @pytest.mark.parametrize(("count", "words"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps")])
    def test_the_window_speaks_of_one_and_many(
        self, qapp: QApplication, count: int, words: str
    ) -> None:
        assert QCoreApplication.translate("JournalDialog", "%n steps", "", count) == words


class Untranslated(QObject):
    """Stands for an application, of which there can be only one: it must not get this far."""

    def installTranslator(self, _translator: QTranslator) -> None:
        pytest.fail("a broken file was installed")


class TestInstalling:
    def test_a_second_call_changes_nothing(self, qapp: QApplication) -> None:
        install_translation(qapp)
        assert len(qapp.findChildren(QTranslator)) == 1

    def test_a_broken_file_is_said(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        broken = tmp_path / "rapporteur_en.qm"
        broken.write_bytes(b"not a translation")
        monkeypatch.setattr(paths, "resource", lambda _name: broken)
        application = Untranslated()
        with pytest.raises(ValueError, match=r"rapporteur_en\.qm"):
            install_translation(application)


class TestWrapping:
    @pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda p: p.stem)
    def test_every_text_on_screen_goes_through_tr(self, path: Path) -> None:
        found = list(unwrapped(path.read_text("utf-8")))
        assert found == []

    @pytest.mark.parametrize(
        "line",
        [
            'QLabel("Nobody yet")',
            'label.setText(f"Saved {time}")',
            'label.setText("Saved " + time)',
            'label.setText("Saved" if done else "")',
            'label.setText("Saved {time}".format(time=time))',
            'box.setHeaderLabels(["Name", self.tr("Key")])',
            'self.offer("&Withdraw", self.withdraw, keys="Del")',
            'raise UserError("paste.empty", advice="Copy the cells first.")',
            'text = "Nothing was changed"',
        ],
    )
    def test_a_bare_text_is_found(self, line: str) -> None:
        assert list(unwrapped(line))

    @pytest.mark.parametrize(
        "line",
        [
            'QLabel(self.tr("Nobody yet"))',
            'label.setText(self.tr("Saved {time}").format(time=time))',
            'label.setText(names["given"])',
            'label.setText(record.get("name"))',
            'self.offer(self.tr("&Withdraw"), self.withdraw, keys="Del", icon="withdraw")',
            'raise UserError("paste.empty", self.tr("Nothing there."))',
            'raise ValueError("the stack holds only screens")',
            'log.info("opened in %s ms", spent)',
            '"""Says what it is for."""',
        ],
    )
    def test_a_wrapped_one_is_not(self, line: str) -> None:
        assert list(unwrapped(line)) == []
