"""The small language of templates: names, `for`, `if`, a few filters; and nothing that runs.

A template comes by mail as often as not. It may name the values that it is given, go through
lists of them and leave pieces out. It cannot call anything, reach into a Python object, set a
name, build a text that grows, or load another template; and loops and the text that comes out
are bounded.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import SandboxedEnvironment

_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Slice, nodes.For, nodes.If, nodes.CondExpr, nodes.Filter, nodes.Test,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Add,
    nodes.Sub, nodes.Neg, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip
_FILTERS = frozenset({"capitalize", "default", "first", "join", "last", "length", "lower", "trim",
                      "upper"})  # fmt: skip
_TESTS = frozenset({"defined", "undefined", "even", "odd"})
_LOOP = frozenset({"index", "index0", "revindex", "first", "last", "length"})

_MOST_TURNS = 100_000  # of all loops of one part together
_MOST_LETTERS = 30_000_000
_SECONDS = 4.0


class TooMuchError(SecurityError):
    """A template that would never end, or fill the disk."""


class _Missing(StrictUndefined):
    """What a name stands for that is not there; its message is the name alone."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name or "?")


class TemplateEnvironment(SandboxedEnvironment):
    """Parses and runs templates; made anew for each document, since it counts its turns.

    Raises jinja2's `TemplateError`s: `SecurityError` for what the language does not have,
    `TooMuchError` for a loop or a text without end, `UndefinedError` whose message is the name
    of the missing field.
    """

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Missing)
        self.filters = {name: self.filters[name] for name in _FILTERS} | {"join": _join}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {}
        self._turns = 0
        self._until = time.monotonic() + _SECONDS

    def turn(self) -> str:
        """Count one turn of a loop."""
        self._turns += 1
        if self._turns > _MOST_TURNS or time.monotonic() > self._until:
            raise TooMuchError("too many turns")
        return ""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a mapping, or what `loop` tells; never an attribute of an object."""
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute) if attribute in _LOOP else self._missing(attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A value of a mapping by its key, or of a list by its place."""
        if isinstance(obj, Mapping):
            return obj[argument] if argument in obj else self._missing(argument)
        if isinstance(obj, Undefined):
            return obj  # the name that is missing is the one before the dot
        if isinstance(obj, str | Sequence) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                return self._missing(argument)
        return self._missing(argument)

    def concat(self, pieces: Iterable[str]) -> str:
        """The pieces of the text together, as long as there are not too many."""
        found, letters = [], 0
        for piece in pieces:
            letters += len(piece)
            if letters > _MOST_LETTERS or time.monotonic() > self._until:
                raise TooMuchError("too much text")
            found.append(piece)
        return "".join(found)

    def _missing(self, name: object) -> Undefined:
        return self.undefined(name=str(name))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _refuse(tree)
        for loop in tree.find_all(nodes.For):
            tick = nodes.Call(nodes.EnvironmentAttribute("turn"), [], [], None, None)
            loop.body.insert(0, nodes.ExprStmt(tick, lineno=loop.lineno))
        tree.set_environment(self)
        return tree


def _refuse(tree: nodes.Template) -> None:
    """Raise `SecurityError` for the first construct that the language does not have."""
    for node in tree.find_all(nodes.Node):
        if type(node) not in _NODES:
            error = SecurityError(type(node).__name__)
        elif isinstance(node, nodes.For) and node.recursive:
            error = SecurityError("recursive")
        else:
            continue
        error.lineno = node.lineno  # type: ignore[attr-defined]
        raise error


def _join(parts: object, between: str = "") -> str:
    """The texts of a list with `between` between them. A text is no list, or it would grow."""
    if not isinstance(parts, list | tuple):
        raise SecurityError("join")
    return str(between).join(str(part) for part in parts)
