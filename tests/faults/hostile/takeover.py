"""A13: what a reading process says that was taken over by the file it read. Each is a program
that stands in its place; the worst of them would make the parent show, believe or keep anything.
"""

from __future__ import annotations

HEAD = "import sys, time, json, os\nout = sys.stdout.buffer\n"
SHOWN = "TAKENOVER <img src=x> \\u202e"


def saying(*messages: object) -> str:
    """Says these messages one after the other."""
    return f"{HEAD}for m in {messages!r}:\n    out.write(json.dumps(m).encode() + b'\\n')\n"


SHEET = ["sheet", "S", False]
END = ["end"]
FULL = [SHEET, ["rows", [["x"]]]]

# Refused as damaged, whatever else it says.
WRONG = {
    "a code of its own": saying(["notice", SHOWN, 1], END),
    "a notice in another shape": saying(SHEET, ["notice", "far_cells", SHOWN], END),
    "an endless number of notices": saying(SHEET, *[["notice", "far_cells", 1]] * 1500, END),
    "a number without an end": saying(SHEET, ["notice", "far_cells", 10**3000], END),
    "rows before any sheet": saying(["rows", [["x"]]], END),
    "rows that are texts": saying(SHEET, ["rows", ["abc", "def"]], END),
    "rows that are objects": saying(SHEET, ["rows", [{"a": 1}]], END),
    "cells that are objects": saying(SHEET, ["rows", [[{"a": 1}]]], END),
    "a day that is none": saying(SHEET, ["rows", [[["2026-13-45"]]]], END),
    "a name without an end": saying(["sheet", "S" * 5000, False], END),
    "half a letter in a name": saying(["sheet", "S\ud800", False], END),
    "half a letter in a cell": saying(SHEET, ["rows", [["a\udfff"]]], END),
    "a text longer than a cell": saying(SHEET, ["rows", [["x" * 40_000]]], END),
    "a row without an end": saying(SHEET, ["rows", [[1] * 20_000]], END),
    "no number": saying(SHEET, ["rows", [[float("nan")]]], END).replace("nan", "float('nan')"),
    "a number beyond all": f'{saying(SHEET)}out.write(b\'["rows",[[1e999]]]\\n["end"]\\n\')\n',
    "a merged range from below": saying(*FULL, ["details", [[-(10**9), 1, 1, 1]], [], [], [], []]),
    "merged ranges upon each other": (
        f"{saying(*FULL)}area = [[1, 1, 200000, 1]] * 4000\n"
        "m = ['details', area, [], [], [], []]\nout.write(json.dumps(m).encode() + b'\\n')\n"
    ),
    "a shape beside a number": saying(*FULL, ["details", [], [], [], [], [[1, 1, {"a": 1}]]]),
    "deep brackets": f"{HEAD}out.write(b'[' * 1_000_000 + b'\\n')\n",
    "no JSON": f"{HEAD}out.write(b'{SHOWN}\\n')\n",
    "nothing": HEAD,
    "half a line": f"{HEAD}out.write(b'[\"sheet\",')\n",
    "another end": f"{HEAD}sys.exit(77)\n",
    "a line without an end": f"{HEAD}while True: out.write(b'x' * 1_000_000)\n",
    "rows without an end": (
        f"{saying(SHEET)}line = json.dumps(['rows', [['x'] * 9] * 2000]).encode() + b'\\n'\n"
        "while True: out.write(line)\n"
    ),
    "empty rows without an end": (
        f"{HEAD}line = json.dumps(['rows', [[]] * 100_000]).encode() + b'\\n'\n"
        "name = json.dumps(['sheet', 'S', False]).encode() + b'\\n'\n"
        "while True: out.write(name + line + line)\n"
    ),
    "sheets without an end": (
        f"{HEAD}line = json.dumps(['sheet', 'S', False]).encode() + b'\\n'\n"
        "while True: out.write(line)\n"
    ),
    "silence behind closed doors": f"{HEAD}out.flush(); os.close(1); time.sleep(60)\n",
    "a refusal of its own": saying(["refused", SHOWN, 0]),
    "a number in a refusal": saying(["refused", "parts", 10**3000]),
}

# These end by the clock.
SLOW = {
    "silence": f"{HEAD}time.sleep(60)\n",
    "drop by drop": (
        f"{HEAD}while True:\n    out.write(b' ')\n    out.flush()\n    time.sleep(0.05)\n"
    ),
    "never reads": f"{HEAD}os.close(0); time.sleep(60)\n",
}

# It answers well, and leaves somebody behind who holds on to the pipe.
WITH_CHILD = (
    f"{HEAD}import subprocess\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    f"{saying(SHEET, ['rows', [['%d']]], END)}"
).replace("'%d'", "str(child.pid)")
