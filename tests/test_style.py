"""What keeps the house readable: small files, short functions, no figure without a source."""

import ast

import pytest

from tests.source import HOUSE, functions, modules

FILE, FUNCTION, ARGUMENTS, NESTING = 400, 60, 8, 4
PLAIN_NUMBERS = {0.0, 1.0, 0.5, 2.0, 12.0, 100.0, 1000.0}  # all else comes from a TOML file
BLOCKS = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Match)
ASSERTING = ("assert", "raises", "warns", "fail")


def lines(node):
    """How many lines a function has, its docstring included."""
    return node.end_lineno - node.lineno + 1


def arguments(node):
    """What a caller passes."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [a.arg for a in given if a.arg not in ("self", "cls")]


def depth(node):
    """How many blocks stand inside one another; `elif` is no deeper than its `if`."""
    deepest = 0
    for name, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        alternative = name == "orelse" and len(children) == 1 and isinstance(children[0], ast.If)
        for child in children:
            if isinstance(child, ast.AST):
                is_deeper = isinstance(child, BLOCKS) and not (
                    alternative and isinstance(node, ast.If)
                )
                deepest = max(deepest, depth(child) + is_deeper)
    return deepest


def is_a_verb(module, function):
    """Whether a function is a verb of the command line, whose arguments are its flags."""
    return (
        module.rpartition(".")[0] == "experiments.verbs"
        and function.name == (module.rpartition(".")[2])
    )


def names_called(node):
    """The last word of everything a node calls."""
    calls = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
    return {getattr(call, "attr", getattr(call, "id", "")) for call in calls}


def asserts(node, helpers):
    """Whether a test can fail: by a word of its own or through a function of its file."""
    if any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
        return True
    called = names_called(node)
    return any(name.startswith(ASSERTING) for name in called) or any(
        asserts(helpers[name], {k: v for k, v in helpers.items() if k != name})
        for name in called & helpers.keys()
    )


def test_no_file_is_too_long():
    long = {
        str(path.relative_to(HOUSE)): n
        for part in ("model", "experiments", "viz", "tests")
        for path in (HOUSE / part).rglob("*.py")
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > FILE
    }
    assert long == {}


def test_no_function_is_too_long_too_broad_or_too_deep():
    faults = []
    for module, tree in modules().items():
        for function in functions(tree):
            where = f"{module}:{function.lineno} {function.name}"
            if lines(function) > FUNCTION:
                faults.append(f"{where} has {lines(function)} lines")
            if len(arguments(function)) > ARGUMENTS and not is_a_verb(module, function):
                faults.append(f"{where} has {len(arguments(function))} arguments")
            if depth(function) > NESTING:
                faults.append(f"{where} is nested {depth(function)} deep")
    assert faults == []


def test_a_room_holds_no_figure_of_its_own():
    figures = [
        f"{module}:{node.lineno} {node.value}"
        for module, tree in modules().items()
        if module.startswith("model.mechanisms.")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        and node.value not in PLAIN_NUMBERS
    ]
    assert figures == []


def test_every_test_can_fail():
    idle = []
    for module, tree in modules().items():
        helpers = {f.name: f for f in functions(tree)}
        idle += [
            f"{module}:{function.lineno} {name}"
            for name, function in helpers.items()
            if module.startswith("tests.") and name.startswith("test_")
            if not asserts(function, helpers)
        ]
    assert idle == []


def test_nothing_is_left_for_later():
    words = [f"{a}{b}" for a, b in [("TO", "DO"), ("FIX", "ME"), ("HA", "CK"), ("X", "XX")]]
    left = [
        f"{path.relative_to(HOUSE)}:{number}"
        for part in ("model", "experiments", "viz", "tests")
        for path in (HOUSE / part).rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(word in line.replace("(", " ").replace(":", " ").split() for word in words)
    ]
    assert left == []


@pytest.mark.parametrize(
    ("code", "deep"),
    [
        ("def f():\n for a in b:\n  if a:\n   pass\n  elif b:\n   pass", 2),
        ("def f():\n if a:\n  pass\n elif b:\n  pass\n elif c:\n  pass", 1),
        ("def f():\n with a:\n  for b in c:\n   while d:\n    try:\n     pass\n    finally: d", 4),
        ("def f():\n if a:\n  pass\n else:\n  for b in c:\n   pass", 2),
    ],
)
def test_depth_counts_blocks(code, deep):
    assert depth(ast.parse(code).body[0]) == deep


def test_a_test_that_asserts_nothing_is_found():
    tree = ast.parse("def test_a(): run()\ndef test_b(): check()\ndef check(): assert 1")
    helpers = {f.name: f for f in functions(tree)}
    assert [asserts(helpers[name], helpers) for name in ("test_a", "test_b")] == [False, True]


def test_the_model_multiplies_tables_without_blas():
    """BLAS has other last digits on another processor; a sparse table has none of it."""
    found = {
        module
        for module, tree in modules().items()
        if module.startswith("model.")
        for node in ast.walk(tree)
        if (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.MatMult))
        or (
            isinstance(node, ast.Attribute)
            and node.attr in ("dot", "matmul", "tensordot", "inner", "vdot")
        )
    }
    assert found == {"model.phases.attachment"}


def test_no_two_draws_have_one_purpose():
    """Chance is keyed by purpose: two draws of one name would move together."""
    purposes = [
        node.args[1].value
        for module, tree in modules().items()
        if module.startswith("model.") and module != "model.chance"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in ("uniform", "normal")
        and isinstance(node.args[1], ast.Constant)
    ]
    twice = {purpose for purpose in purposes if purposes.count(purpose) > 1}
    assert twice == {"breakdown"}  # one run of luck, begun before January 1956
    assert len(purposes) > 15
