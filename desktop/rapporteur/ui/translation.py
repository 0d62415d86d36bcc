"""The words of the window in the language of its user; English is also the language of the source.

English needs a file of its own for the plurals alone: the source says "%n people", and only the
file knows "1 person". `packaging/dev.py translations` keeps the files in step with the source.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from rapporteur import paths

_FILE = "rapporteur_en.qm"


def install_translation(app: QCoreApplication) -> None:
    """Load the words into `app`; a second call changes nothing. Cheap: one file of a few KB.

    Must come before the first widget is made. Raises `paths.MissingResourceError` where the
    installation lacks the file, and `ValueError` where it holds something else.
    """
    if app.findChild(QTranslator, _FILE) is not None:
        return
    translator = QTranslator(app)
    translator.setObjectName(_FILE)
    if not translator.load(str(paths.resource(f"i18n/{_FILE}"))):
        raise ValueError(f"{_FILE} holds no translations")
    app.installTranslator(translator)
