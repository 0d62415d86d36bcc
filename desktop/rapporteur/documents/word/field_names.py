"""Which fields a template names, told from its parsed source without running it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes


@dataclass(frozen=True, slots=True)
class FieldUse:
    """One use of a field, as it is written in the template, and the line of its source."""

    written: str
    line: int


def unknown(tree: nodes.Template, known: Collection[str]) -> Iterator[FieldUse]:
    """The uses of fields that are not among `known` nor the beginning of one of them."""
    names = set(known)
    for name in known:
        names.update(name[:at] for at, letter in enumerate(name) if letter in ".[")
        names.update(name[: at + 2] for at, letter in enumerate(name) if letter == "[")
    yield from _walk(tree, {}, names)


def _walk(node: nodes.Node, scope: Mapping[str, str], known: Collection[str]) -> Iterator[FieldUse]:
    if isinstance(node, nodes.For):
        yield from _walk(node.iter, scope, known)
        inner = {**scope, **_bound(node.target, _path(node.iter, scope)), "loop": ""}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _walk(child, inner, known)
        return
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        path = _path(node, scope)
        if path and path not in known:
            yield FieldUse(_written(node), node.lineno)
            return
        if path is not None:
            return
    for child in node.iter_child_nodes():
        yield from _walk(child, scope, known)


def _bound(target: nodes.Node, path: str | None) -> dict[str, str]:
    """What the names of a loop stand for; "" for what cannot be told, which is never unknown."""
    if isinstance(target, nodes.Name):
        return {target.name: f"{path}[]" if path else ""}
    return {name.name: "" for name in target.find_all(nodes.Name)}


def _path(node: nodes.Node, scope: Mapping[str, str]) -> str | None:
    """The whole name that an expression stands for; "" for one that cannot be told, None for
    what is no name."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, scope)
        return f"{before}.{node.attr}" if before else before
    if isinstance(node, nodes.Getitem):
        before = _path(node.node, scope)
        if not before or isinstance(node.arg, nodes.Slice):
            return before
        key = node.arg.value if isinstance(node.arg, nodes.Const) else 0
        return f"{before}.{key}" if isinstance(key, str) else f"{before}[]"
    return None


def _written(node: nodes.Node) -> str:
    """An expression of names as it stands in the template."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_written(node.node)}[…]"
    return "…"
