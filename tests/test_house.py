"""The rules of the house that no linter knows, held by reading the tree."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from desk.__main__ import CLIENT, COMMANDS

ROOT = Path(__file__).resolve().parent.parent
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
QT = ("PySide6", "shiboken6", "qasync")

# Test folders that look at the product as a whole, and so mirror no folder of desk/.
WHOLE = {"e2e", "bench", "chaos", "fuzz", "packaging"}
# Modules below tests/ that test nothing themselves: plumbing, rigs that set a stage, pictures to look at.
HELPERS = re.compile(r"__init__\.py|conftest\.py|(\w+_)?rig\.py|gallery\.py|serving\.py|live\.py")


@dataclass(frozen=True)
class Module:
    """One Python file: where it lies below the top of the repository, its lines and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, line: int, problem: str) -> str:
        return f"{self.path}:{line}: {problem}"


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file below the folders, sorted; folders that are not there hold none."""
    files = sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    texts = [(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    return tuple(Module(path, text, ast.parse(text, path)) for path, text in texts)


@pytest.fixture(scope="module", autouse=True)
def _trees() -> Iterator[None]:
    """They are millions of objects: whoever looks for garbage in a later test need not look through them."""
    yield
    modules.cache_clear()


def everything() -> tuple[Module, ...]:
    return modules("desk", "tests")


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of all that is imported anywhere in the file; `from a import b` gives `a.b`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def called(node: ast.AST) -> str:
    """The last word of what is called: `exec` for both `exec(…)` and `dialog.exec(…)`; else nothing."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def hold(rule: str, problems: Iterable[str]) -> None:
    found = list(problems)
    if found:
        pytest.fail("\n".join([rule, *found]), pytrace=False)


def marks_a_folder(module: Module) -> bool:
    return not module.text and module.path.startswith("tests/") and module.path.endswith("/__init__.py")


def test_every_module_says_in_a_docstring_what_lives_in_it() -> None:
    hold(
        "A module begins with one sentence that says what lives in it.",
        (m.at(1, "no docstring") for m in everything() if not (ast.get_docstring(m.tree) or marks_a_folder(m))),
    )


def test_no_file_is_longer_than_one_can_read() -> None:
    counted = ((m, m.text.count("\n")) for m in everything())
    hold(
        f"A file has at most {MAX_FILE_LINES} lines.",
        (m.at(lines, f"{lines} lines") for m, lines in counted if lines > MAX_FILE_LINES),
    )


def functions(module: Module) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Each function with its number of lines."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_one_can_see() -> None:
    hold(
        f"A function has at most {MAX_FUNCTION_LINES} lines.",
        (
            m.at(function.lineno, f"{function.name} has {lines} lines")
            for m in everything()
            for function, lines in functions(m)
            if lines > MAX_FUNCTION_LINES
        ),
    )


# folder (or file): what may not be imported below it, and who may all the same
FORBIDDEN: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("desk/contract", (*QT, "httpx", "keyring", "starlette", "sqlite3"), ()),
    ("desk/actions", (*QT, "httpx", "keyring", "starlette", "sqlite3", "asyncio", "pathlib", "socket"), ()),
    (
        "desk/workforce",
        (*QT, "httpx", "keyring", "starlette", "sqlite3", "asyncio", "pathlib", "socket", "desk.actions"),
        (),
    ),
    ("desk/server", QT, ()),
    ("desk/server/rules", ("sqlite3", "asyncio", "httpx", "starlette", "pathlib", "socket", "os"), ()),
    ("desk/client/remote", QT, ()),
    ("desk/client", ("httpx",), ("desk/client/remote/http.py",)),
    ("desk/client/models", ("PySide6.QtWidgets", "PySide6.QtGui", "httpx", "keyring", "sqlite3"), ()),
    ("desk/client/widgets", ("desk.client.remote", "httpx", "keyring", "sqlite3"), ()),
]


@pytest.mark.parametrize(("folder", "banned", "excepted"), FORBIDDEN, ids=[row[0] for row in FORBIDDEN])
def test_each_layer_imports_only_what_it_may(folder: str, banned: tuple[str, ...], excepted: tuple[str, ...]) -> None:
    hold(
        f"{folder} does not import {', '.join(banned)}.",
        (
            m.at(line, f"imports {name}")
            for m in modules(folder)
            if m.path not in excepted
            for line, name in imports(m)
            if any(is_below(name, package) for package in banned)
        ),
    )


def test_the_contract_needs_nothing_but_msgspec() -> None:
    allowed = {"desk", "msgspec", *sys.stdlib_module_names}
    hold(
        "desk/contract imports the standard library and msgspec only.",
        (
            m.at(line, f"imports {name}")
            for m in modules("desk/contract")
            for line, name in imports(m)
            if name.partition(".")[0] not in allowed
        ),
    )


def plain_texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string constants that are not docstrings."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node


def test_addresses_of_the_api_stand_in_one_file() -> None:
    hold(
        "URL paths stand in desk/contract/routes.py only, and what they begin with in endpoint.py.",
        (
            m.at(text.lineno, f"address {text.value!r}")
            for m in modules("desk")
            if m.path not in ("desk/contract/routes.py", "desk/contract/endpoint.py")
            for text in plain_texts(m.tree)
            if "/api/v" in str(text.value)
        ),
    )


def breaks_the_loop(node: ast.AST) -> str:
    """What this node does that freezes or loses coroutines under Qt; nothing if it does no harm."""
    if called(node) in {"exec", "exec_"}:
        return "exec() freezes every coroutine: use open() and wait for finished"
    name = getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "name", "")
    if name in {"asyncSlot", "asyncClose"}:
        return f"{name} loses the task: start it through desk.client.models.tasks"
    return ""


def is_coroutine(node: ast.AST) -> str:
    if not isinstance(node, ast.AsyncFunctionDef):
        return ""
    return f"async def {node.name}: the widget calls a model, and the model starts the work"


def translates_pieces(node: ast.AST) -> str:
    """A text put together before tr() sees it is in no translation file."""
    if not isinstance(node, ast.Call) or called(node) not in {"tr", "translate"}:
        return ""
    if not any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args[:2]):
        return ""
    return "tr() of a text made of pieces: write filled(tr('… {name} …'), name=…)"


def fills_by_hand(node: ast.AST) -> str:
    """A name written from right to left would turn the words around it, and hidden characters would act."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "format":
        return ""
    return ".format() of a sentence: write filled(sentence, name=…) of desk.client.models.plain"


NODE_RULES: list[tuple[str, str, Callable[[ast.AST], str]]] = [
    ("nothing in the client stops or loses a coroutine", "desk/client", breaks_the_loop),
    ("widgets hold no coroutine", "desk/client/widgets", is_coroutine),
    ("only whole texts are translated", "desk/client", translates_pieces),
    ("sentences are filled in one place", "desk/client/widgets", fills_by_hand),
]


@pytest.mark.parametrize(("rule", "folder", "problem"), NODE_RULES, ids=[row[0] for row in NODE_RULES])
def test_in_the_client(rule: str, folder: str, problem: Callable[[ast.AST], str]) -> None:
    hold(
        f"In {folder}, {rule}.",
        (
            m.at(getattr(node, "lineno", 1), said)
            for m in modules(folder)
            for node in ast.walk(m.tree)
            if (said := problem(node))
        ),
    )


def mirrored(path: Path) -> bool:
    """Whether tests/a/test_b.py or tests/a/test_b_more.py has its desk/a/b.py (or package desk/a/b)."""
    folder = ROOT / "desk" / path.parent
    words = path.stem.removeprefix("test_").split("_")
    names = {"_".join(words[:count]) for count in range(1, len(words) + 1)}
    names |= {f"__{name}__" for name in names} | ({"__init__"} if words == ["init"] else set())
    return any((folder / f"{name}.py").exists() or (folder / name).is_dir() for name in names)


def stray(path: Path) -> str:
    """Why a file of tests/ (path below it) stands in the wrong place; nothing if it does not."""
    if path.parts[0] in WHOLE or HELPERS.fullmatch(path.name) or path == Path("test_house.py"):
        return ""
    if not path.name.startswith("test_"):
        return "neither a test nor called like a helper (…_rig.py)"
    target = (Path("desk") / path.parent / path.name.removeprefix("test_")).as_posix()
    return "" if mirrored(path) else f"there is no {target} that it could test"


def test_tests_mirror_the_product() -> None:
    hold(
        "tests/a/test_b.py tests desk/a/b.py.",
        (m.at(1, why) for m in modules("tests") if (why := stray(Path(m.path).relative_to("tests")))),
    )


def test_every_command_leads_to_a_program() -> None:
    named = [CLIENT, *(module for module, _ in COMMANDS.values())]
    missing = [name for name in named if not (ROOT / (name.replace(".", "/") + ".py")).is_file()]
    if missing:
        pytest.skip(f"not there yet: {', '.join(missing)}")


def shipped_texts() -> Iterator[tuple[str, str]]:
    """(path, text) of every file that git has or would take, without pictures and other binary files."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


# Written in pieces, because this file is read too.
FOREIGN = re.compile(
    "|".join(
        [
            r"pypi\." + r"(org|python)",
            r"python" + r"hosted\.",
            r"npmjs\." + r"(org|com)",
            r"deb\.debian" + r"\.org",
            r"(?<![\w.$}\"'])/" + r"(work|root|opt/wheels|opt/pypi)/",
            r"(?<![\w.$}])/" + r"(home|Users)/\w+/",
        ]
    )
)


def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine() -> None:
    hold(
        "What is committed works everywhere: no registry host, no path of one machine.",
        (
            f"{path}:{number}: {match.group()}"
            for path, text in shipped_texts()
            for number, line in enumerate(text.splitlines(), 1)
            if (match := FOREIGN.search(line))
        ),
    )
