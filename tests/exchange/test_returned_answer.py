"""What the reading process says of a document is checked before it is believed."""

from __future__ import annotations

import json

import pytest

from rapporteur.exchange.incoming.answer import MalformedAnswerError
from rapporteur.exchange.returned.answer import DocumentAnswer

LINE = ["line", "The Sides", "Protocol Paragraph", 1, 2, 3, 0, 0, [["_p_x_en", 0, 9]], []]


def line(**other: object) -> list[object]:
    """A right message with some values replaced, by their place."""
    return [other.get(f"at_{at}", value) for at, value in enumerate(LINE)]


def test_a_right_answer_is_taken():
    answer = DocumentAnswer()
    for message in (LINE, ["remark", "1", "N", "why"], ["notice", "macros", 1], ["end"]):
        answer.take(json.dumps(message).encode())
    found = answer.document("back.docx", "0" * 64)
    assert answer.complete
    assert (found.lines[0].text, found.lines[0].marks) == ("The Sides", (("_p_x_en", 0, 9),))
    assert (found.remarks[0].text, len(found.notices)) == ("why", 1)


@pytest.mark.parametrize(
    "message",
    [
        line(at_1=7),
        line(at_1="x" * 40_000),
        line(at_1="half \ud800 a letter"),
        line(at_2="s" * 201),
        line(at_3=-1),
        line(at_3=True),
        line(at_3=1.5),
        line(at_8=[["_p_x_en", 0, 10]]),
        line(at_8=[["_p_x_en", 5, 4]]),
        line(at_8=[["_p_x_en", 0]]),
        line(at_8=[["n", 0, 1]] * 201),
        line(at_9="text"),
        [*LINE, 1],
        LINE[:-1],
        ["remark", 1, "N", "why"],
        ["notice", "a sentence of its own", 1],
        ["show", "this"],
        {"line": 1},
        "end",
    ],
    ids=lambda message: str(message)[:40],
)
def test_anything_else_is_not(message: object):
    with pytest.raises(MalformedAnswerError):
        DocumentAnswer().take(json.dumps(message).encode())


def test_too_much_and_no_json_are_not():
    answer = DocumentAnswer()
    with pytest.raises(MalformedAnswerError):
        answer.take(b"line")
    long = json.dumps(line(at_1="x" * 32_000, at_8=[])).encode()
    for _ in range(125):
        answer.take(long)
    with pytest.raises(MalformedAnswerError):
        answer.take(long)
