"""A5 and A14: nothing that a list brings is run or fetched, and nothing is ever asked of a network.

The commands are run under strace, which sees every connection and every program that is started.
Where it is not installed, these tests are skipped and say so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.hostile.workbooks import (
    BOOK,
    BOOK_LINKS,
    SHEET,
    TYPES,
    packed,
    parts,
    relations,
    sheet_xml,
)

from rapporteur.exchange.incoming.reading import read_book

pytestmark = [
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
    pytest.mark.timeout(300),
]

ROOT = Path(__file__).parents[2]
_EXEC = re.compile(r'execve\("([^"]+)", \[([^\]]*)\]')
_CONNECT = re.compile(r"(?:connect|sendto|sendmsg)\(\d+, .*?\{sa_family=(AF_INET6?)\b")
_SOCKET = re.compile(r"socket\((AF_\w+)")


class Seen:
    """What strace has seen: programs that were started, and families of sockets."""

    def __init__(self, log: str) -> None:
        self.programs = [f"{path} {words}" for path, words in _EXEC.findall(log)]
        self.connections = _CONNECT.findall(log)
        self.sockets = set(_SOCKET.findall(log))


def traced(tmp_path: Path, *command: object, code: int = 0) -> Seen:
    """Run a program under strace; it ends with `code`."""
    log = tmp_path / "strace.log"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-s", "200", "-e", "trace=execve,connect,sendto,sendmsg,socket",
         "-o", log, *map(str, command)],
        capture_output=True, check=False, timeout=250,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()[-2000:]
    return Seen(log.read_text(errors="replace"))


def run(tmp_path: Path, *words: object, code: int = 0) -> Seen:
    """Run a command of the program under strace."""
    return traced(tmp_path, sys.executable, "-m", "rapporteur", *words, code=code)


def loaded_list(path: Path) -> Path:
    """A list with everything that wants to be run or fetched."""
    found = parts()
    away = "http://192.0.2.1"
    found["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + b'Sub Auto_Open()\nShell "touch x"\n'
    found["xl/externalLinks/externalLink1.xml"] = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    )
    found["xl/externalLinks/_rels/externalLink1.xml.rels"] = relations(
        ("rId1", "externalLinkPath", f'{away}/x.xlsx" TargetMode="External')
    )
    found["xl/connections.xml"] = (
        b'<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<connection id="1" type="4" refreshOnLoad="1"><webPr url="http://192.0.2.1/"/>'
        b"</connection></connections>"
    )
    found["xl/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0" + bytes(600)
    found["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        ("rId1", "hyperlink", f'{away}/" TargetMode="External'),
        ("rId2", "image", f'{away}/x.png" TargetMode="External'),
        ("rId3", "oleObject", "../embeddings/oleObject1.bin"),
    )
    links = found[BOOK_LINKS].replace(
        b"</Relationships>",
        b'<Relationship Id="rId8" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    found[BOOK_LINKS] = links
    found[TYPES] = found[TYPES].replace(
        b"sheet.main+xml", b"template.macroEnabledTemplate.main+xml"
    )
    found[BOOK] = found[BOOK].replace(
        b"</sheets>",
        b'</sheets><definedNames><definedName name="_xlnm.Auto_Open">Sheet1!$A$1</definedName>'
        b"</definedNames>",
    )
    head = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in (("A", "Name"), ("B", "Designation"), ("C", "Organisation"))
    )
    found[SHEET] = sheet_xml(
        f'<row r="1">{head}</row><row r="2"><c r="A2" t="inlineStr"><is><t>Anil Rao</t></is></c>'
        '<c r="B2" t="str"><f>WEBSERVICE("http://192.0.2.1/")</f><v>Director</v></c>'
        '<c r="C2" t="str"><f>cmd|\'/C calc\'!A0</f><v>Ministry of Mines</v></c></row>'
    )
    path.write_bytes(packed(found))
    return path


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "session.rapporteur"
    assert run(tmp_path, "sample", path).connections == []
    return path


def test_what_a_list_brings_is_not_run_but_told(tmp_path: Path, session: Path) -> None:
    path = loaded_list(tmp_path / "list.xlsm")
    notices = " ".join(read_book(path).notices)
    for word in ("macros", "other files", "fetch data", "inside it"):
        assert word in notices
    seen = run(tmp_path, "import", session, path, "--side", "IN")
    assert seen.connections == []
    assert seen.sockets <= {"AF_UNIX"}
    started = [program for program in seen.programs if "-m" in program]
    assert len(started) == len(seen.programs) == 2, seen.programs
    assert "rapporteur.exchange.incoming.worker" in started[1]


def test_no_command_asks_a_network(tmp_path: Path, session: Path) -> None:
    facts = tmp_path / "facts.toml"
    shutil.copy(ROOT / "resources" / "samples" / "facts-example.toml", facts)
    lists = ROOT / "tests" / "samples" / "lists"
    for words in (
        ["new", tmp_path / "new.rapporteur", "--facts", facts],
        ["import", session, lists / "messy-80.xlsx", "--side", "IN", "--json"],
        ["export", session, "roster", tmp_path / "out.xlsx", "--columns", "everything"],
        ["check", session],
    ):
        seen = run(tmp_path, *words)
        assert seen.connections == [], words
        assert seen.sockets <= {"AF_UNIX"}, words
        others = [program for program in seen.programs if "-m" not in program]
        assert others == [], words


def test_the_window_asks_no_network(tmp_path: Path, session: Path) -> None:
    """Opened offscreen with a session, looked at, and closed."""
    program = (
        "import sys\nfrom PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from rapporteur import app\n"
        "QTimer.singleShot(0, lambda: QTimer.singleShot(1500, QApplication.closeAllWindows))\n"
        "sys.exit(app.main([sys.argv[1]]))\n"
    )
    seen = traced(tmp_path, sys.executable, "-c", program, session)
    assert seen.connections == []
    assert seen.sockets <= {"AF_UNIX"}


def test_a_program_that_asks_is_noticed(tmp_path: Path) -> None:
    """The control: strace would see it."""
    seen = traced(
        tmp_path, sys.executable, "-c",
        "import socket, subprocess\n"
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.connect(('127.0.0.1', 9))\n"
        "subprocess.run(['/bin/true'])\n",
    )  # fmt: skip
    assert seen.connections == ["AF_INET"]
    assert any("/bin/true" in program for program in seen.programs)
