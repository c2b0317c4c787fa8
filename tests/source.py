"""The project's own files, as the code-health tests read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PARTS = ("model", "experiments", "viz", "tests")


def files():
    """Every file that is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    return [path for line in listed.stdout.splitlines() if (path := HOUSE / line).is_file()]


@cache
def modules():
    """Every Python file of the project, by its dotted name, parsed."""
    found = {}
    for part in PARTS:
        for path in sorted((HOUSE / part).rglob("*.py")):
            name = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def functions(tree):
    """Every function of a module, methods and inner ones included."""
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
