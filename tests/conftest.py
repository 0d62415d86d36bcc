"""What every test stands on: no display, folders of its own, and no message overlooked.

- Qt draws offscreen unless the caller chose a platform.
- Settings, logs, caches and home live in the test's `tmp_path`; the tester's are never read.
- A log record of WARNING or above that the test did not ask for fails it; `expect_log` asks.
  (Qt's own warnings do the same through pytest-qt, see `qt_log_level_fail`.)
- Tests marked `slow` or `proof` run only with `--proofs`, or when `-m` names a choice.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from rapporteur.services.collection import collect_due

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before anything imports Qt: a platform chosen later is not heard.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two noisy cores make any deadline per example a coin toss; --proofs looks ten times harder.
settings.register_profile("normal", deadline=None)
settings.register_profile("proofs", deadline=None, max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--proofs`."""
    parser.addoption(
        "--proofs",
        action="store_true",
        help="also run the tests marked slow or proof, and ten times the Hypothesis examples",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose how hard Hypothesis looks, and take the search for garbage over from Python."""
    settings.load_profile("proofs" if config.getoption("--proofs") else "normal")
    gc.disable()  # as in the program: a job's thread must not destroy a test's widgets


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Look for cyclic garbage between the tests, where one is due."""
    yield
    collect_due()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out of the everyday run."""
    if config.getoption("--proofs") or config.getoption("-m"):
        return
    long = [i for i in items if i.get_closest_marker("slow") or i.get_closest_marker("proof")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(autouse=True)
def isolated_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home of its own and return it."""
    home = tmp_path / "home"
    home.mkdir()
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        # platformdirs asks the Windows shell, not the environment, unless told so.
        "WIN_PD_OVERRIDE_APPDATA": home / "AppData" / "Roaming",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": home / "AppData" / "Local",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(folder))
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        # QSettings reads the environment once per process, so it is told by hand.
        scope = core.QSettings.Scope.UserScope
        for kind in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
            core.QSettings.setPath(kind, scope, str(home / ".config"))
    return home


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application, with the words as the program has them ("1 person")."""
    from rapporteur.ui.translation import install_translation

    install_translation(qapp)
    return qapp


class ExpectedLogs:
    """The log messages a test announced; called as `expect_log(pattern)`."""

    def __init__(self) -> None:
        self._seen: dict[str, bool] = {}

    def __call__(self, pattern: str) -> None:
        """Allow records whose text `pattern` finds; at least one must come."""
        self._seen[pattern] = False

    def takes(self, text: str) -> bool:
        """Whether `text` was announced."""
        hits = [pattern for pattern in self._seen if re.search(pattern, text)]
        self._seen.update(dict.fromkeys(hits, True))
        return bool(hits)

    def missing(self) -> list[str]:
        """Patterns nothing matched."""
        return [pattern for pattern, seen in self._seen.items() if not seen]


class _Collector(logging.Handler):
    """Keeps every record of WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[ExpectedLogs]:
    """Fail the test on a warning in the log, unless announced by `expect_log(pattern)`."""
    expected = ExpectedLogs()
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield expected
    root.removeHandler(collector)
    unexpected = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in collector.records
        if not expected.takes(record.getMessage())
    ]
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)
    if missing := expected.missing():
        pytest.fail(f"announced log records that never came: {missing}", pytrace=False)
