# ruff: noqa: INP001 - scripts lie beside each other, in no package
"""Finds the sentences that the core makes for people, as templates such as “The file %1 is empty.”, in its sources.

The core knows no translator, so its sources are read instead: what is given to an error that a person can mend, to
whatever passes its argument on to one, to a parameter called `sentence`, `remedy` or `notice`, and whole sentences
that a function returns. What stands in braces becomes %1, %2, … in order; a variable that can only be one of a few
texts is put in, once for each.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_NOT_IN_THE_WINDOW = {
    "__main__", "benchmark", "cli", "comparison", "desktop", "doctor", "embedding_file", "quality", "service"
}  # fmt: skip
"""What speaks on the command line alone."""

_BUT_IN_THE_WINDOW = {"comparison/tally"}
"""What the window shows of that all the same."""

_ROOTS = {"UserFixable", "Unreadable", "RootLost", "Offline"}
_KEYWORDS = {"sentence", "remedy", "notice"}
_MOST_VARIANTS = 16
_DEEPEST = 6
_HOLE = "\0"

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Texts = list[str]
"""Ways in which an expression may read, with a hole for each part that only a run can tell."""


def core_sentences(package: Path) -> list[str]:
    """Return the templates of all sentences of the package's core, sorted, each once."""
    files = (file for file in sorted(package.rglob("*.py")) if _is_core(file.relative_to(package)))
    return sorted(set(map(_numbered, filter(_says_something, _Core(files).sentences()))))


def _is_core(file: Path) -> bool:
    module = file.with_suffix("")
    return module.as_posix() in _BUT_IN_THE_WINDOW or module.parts[0] not in _NOT_IN_THE_WINDOW


def _numbered(text: str) -> str:
    count = itertools.count(1)
    return re.sub(_HOLE, lambda _: f"%{next(count)}", text)


def _says_something(text: str) -> bool:
    """Return whether there are words in a text, not just a name, a number or what stands between them."""
    return any(char.isalpha() for char in text) and " " in text


@dataclass(frozen=True)
class _Scope:
    """Where a name is looked up: a function with what its parameters are known to be, and its module."""

    module: ast.Module
    function: _Function | None = None
    known: dict[str, _Texts] = field(default_factory=dict)
    depth: int = 0


class _Core:
    """The syntax trees of the core's modules."""

    def __init__(self, files: Iterator[Path]) -> None:
        self._modules = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
        self._functions: dict[str, list[tuple[_Function, ast.Module]]] = defaultdict(list)
        self._own_constants = {module: dict(_assigned(module.body)) for module in self._modules}
        self._constants = {name: value for own in self._own_constants.values() for name, value in own.items()}
        self._makers = set(_ROOTS)
        for module in self._modules:
            for node in ast.walk(module):
                if isinstance(node, _Function):
                    self._functions[node.name].append((node, module))
        self._find_makers()

    def sentences(self) -> Iterator[str]:
        for module in self._modules:
            for node, function in _with_functions(module):
                scope = _Scope(module, function)
                if isinstance(node, ast.Call):
                    given = node.args if _name(node.func) in self._makers else []
                    named = [keyword.value for keyword in node.keywords if keyword.arg in _KEYWORDS]
                    for expression in (*given, *named):
                        yield from self._texts(expression, scope)
                elif isinstance(node, _Function) and node.name in self._makers:
                    for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
                        yield from self._texts(default, _Scope(module))
                elif isinstance(node, ast.Return) and node.value is not None and not _texts_of(function):
                    # With a text among its parameters a function is read where it is called, and that is known.
                    yield from filter(_is_sentence, self._texts(node.value, scope))

    def _find_makers(self) -> None:
        """Find the classes below UserFixable, then the functions that pass a parameter of theirs on to a maker."""
        classes = [node for module in self._modules for node in ast.walk(module) if isinstance(node, ast.ClassDef)]
        before = -1
        while before != len(self._makers):
            before = len(self._makers)
            self._makers |= {c.name for c in classes if any(_name(base) in self._makers for base in c.bases)}
            self._makers |= {name for name, bodies in self._functions.items() if any(map(self._passes_on, bodies))}

    def _passes_on(self, body: tuple[_Function, ast.Module]) -> bool:
        function = body[0]
        own = _texts_of(function)
        return any(
            isinstance(inner, ast.Name) and inner.id in own
            for call in ast.walk(function)
            if isinstance(call, ast.Call) and _name(call.func) in self._makers
            for argument in call.args
            for inner in _spoken(argument)
        )

    def _texts(self, node: ast.expr, scope: _Scope) -> _Texts:
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=parts):
                return _joined([self._texts(part, scope) for part in parts])
            case ast.FormattedValue(conversion=114):  # !r puts quotes around a name.
                return [f"'{_HOLE}'"]
            case ast.FormattedValue(value=value, format_spec=None):
                return self._texts(value, scope)
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return _joined([self._texts(left, scope), self._texts(right, scope)])
            case ast.IfExp(body=one, orelse=other):
                return _either([self._texts(one, scope), self._texts(other, scope)])
            case ast.BoolOp(values=values):
                return _either([self._texts(value, scope) for value in values])
            case ast.Dict(values=values):
                return _either([self._texts(value, scope) for value in values])
            case ast.Subscript(value=ast.Name() as table):
                return self._texts(table, scope)
            case ast.Name(id=name):
                return self._named(name, scope)
            case ast.Call(func=func) if scope.depth < _DEEPEST and len(self._functions[_name(func)]) == 1:
                return self._returned(node, *self._functions[_name(func)][0], scope)
        return [_HOLE]

    def _named(self, name: str, scope: _Scope) -> _Texts:
        if name in scope.known:
            return scope.known[name]
        if scope.function is not None:
            if any(arg.arg == name for arg in _parameters(scope.function)):
                return [_HOLE]
            assigned = [value for target, value in _assigned(ast.walk(scope.function)) if target == name]
            if assigned:
                deeper = _Scope(scope.module, scope.function, scope.known, scope.depth + 1)
                return [_HOLE] if scope.depth >= _DEEPEST else _either([self._texts(v, deeper) for v in assigned])
        constant = self._own_constants[scope.module].get(name) or self._constants.get(name)
        return [_HOLE] if constant is None else self._texts(constant, _Scope(scope.module, depth=scope.depth + 1))

    def _returned(self, call: ast.Call, function: _Function, module: ast.Module, scope: _Scope) -> _Texts:
        given = zip(_parameters(function), call.args, strict=False)
        known = {parameter.arg: self._texts(value, scope) for parameter, value in given}
        inside = _Scope(module, function, known, scope.depth + 1)
        returns = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
        texts = _either([self._texts(value, inside) for value in returns]) if returns else [_HOLE]
        return texts if any(map(_says_something, texts)) else [_HOLE]


def _joined(parts: list[_Texts]) -> _Texts:
    """Return every way to put one text of each part after the other; a part with too many ways is a hole."""
    texts = [""]
    for part in parts:
        ways = part if len(texts) * len(part) <= _MOST_VARIANTS else [_HOLE]
        texts = [text + more for text in texts for more in ways]
    return texts


def _either(choices: list[_Texts]) -> _Texts:
    return list(dict.fromkeys(itertools.chain.from_iterable(choices)))


def _is_sentence(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z“][^\n]* [^\n]*\.", text))


def _parameters(function: _Function) -> list[ast.arg]:
    return [arg for arg in (*function.args.args, *function.args.kwonlyargs) if arg.arg not in {"self", "cls"}]


def _texts_of(function: _Function | None) -> set[str]:
    """Return the names of the parameters that are texts."""
    return {
        arg.arg
        for arg in ([] if function is None else _parameters(function))
        if arg.annotation is not None and ast.unparse(arg.annotation) == "str"
    }


def _spoken(node: ast.expr) -> Iterator[ast.expr]:
    """Yield what an argument says as it is; names that are only quoted in it are no words of ours."""
    yield node
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue) and part.conversion == -1 and part.format_spec is None:
                yield from _spoken(part.value)


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """Yield what these statements give to which names."""
    for node in nodes:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.NamedExpr(target=ast.Name(id=name), value=value)
            ):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(names) == len(values):
                for target, value in zip(names, values, strict=True):
                    yield _name(target), value


def _with_functions(module: ast.Module) -> Iterator[tuple[ast.AST, _Function | None]]:
    """Yield every node of a module with the innermost function that it stands in."""
    pending: list[tuple[ast.AST, _Function | None]] = [(module, None)]
    while pending:
        node, function = pending.pop()
        yield node, function
        inner = node if isinstance(node, _Function) else function
        pending.extend((child, inner) for child in ast.iter_child_nodes(node))
