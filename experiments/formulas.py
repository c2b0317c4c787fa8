"""Equations of a room as a terminal can show them: LaTeX as plain text, one equation a line."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from functools import cache
from typing import Any

_BLOCK = re.compile(r"^\.\. math::(?:\n\n((?: {4}.*\n|\n)+)| +(.*)\n)", re.MULTILINE)
_IN_TEXT = re.compile(r":math:`([^`]*)`")
_LITERAL = re.compile(r"``([^`]*)``(?=(  )?)")
_TABLE = re.compile(r"^=+ +=.*\n(?:.+\n)+", re.MULTILINE)
_BETWEEN = re.compile(r",?\s*\\q?quad\s*|\n\s*\n")
"""What parts one equation from the next."""
_SIMPLE = re.compile(r"\\?[^\W_]+'*|\\text\{\w+\}")
"""An index or an exponent that is read without brackets."""
_ONE = re.compile(r"[\w\u0305\u0307.']+")
"""A numerator or a denominator that is."""
_TOUCHING = re.compile(r"(\\(?!ln|frac|left|right|min|max)[A-Za-z]+) +(?=\\)")
"""A sign after which TeX takes a space for the end of its name."""
_CALLED = re.compile(
    r"(?<=[\w)\ue001])(?=(?:min|max|ln|exp|clip)\()|(?<=[)\ue001])(?=[^\W_]|[∑√\ue000])"
)
"""Where a factor follows that touches what is before it."""
_RELATION = re.compile(r" *([=←≤≥∝]) *")
_OPEN, _SHUT = "\ue000", "\ue001"  # brackets of a fraction, until it is known if it needs them
_UNDER = "\u0332"  # a combining line
_LETTERS = {"lambda": "\u03bb", "phi": "\u03d5", "varphi": "\u03c6", "epsilon": "\u03f5"}
_LETTERS |= {"ell": "\u2113"}
"""Those that TeX writes otherwise than Unicode names them."""
_SPELLED = {r"\tfrac": r"\frac", r"\Bigl": r"\left", r"\Bigr": r"\right", r"\bigl": r"\left"}
_SPELLED |= {r"\bigr": r"\right", r"\textstyle": "", r"\,": " ", r"\;": " "}


def plain(story: str) -> str:
    r"""Return a docstring with its equations, its symbols and what it quotes as text.

    >>> print(plain("So\n\n.. math::\n\n    r = \\frac{s_j}{n + 1}, \\qquad t = e^{-k x}\n"))
    So
    <BLANKLINE>
        r = s_j / (n + 1)
        t = e^(-k x)
    """
    told = _BLOCK.sub(lambda found: _lines(found[1] or found[2]), story + "\n")
    told = _IN_TEXT.sub(lambda found: equation(found[1]), told)
    told = _LITERAL.sub(_unquoted, told)
    return _TABLE.sub(_with_symbols, told).rstrip("\n")


def _unquoted(literal: re.Match[str]) -> str:
    """Take the marks off; where a column follows, their four places stay."""
    return letter(literal[1]) + (" " * 4 if literal[2] else "")


def letter(symbol: str) -> str:
    """Return a Greek letter for its name, as it stands in equations; anything else as it is.

    >>> letter("sigma"), letter("k")
    ('\u03c3', 'k')
    """
    try:
        return _LETTERS.get(symbol) or unicodedata.lookup(f"GREEK SMALL LETTER {symbol}")
    except KeyError:
        return symbol


def letters(symbols: str) -> str:
    """Return symbols with letters for the names in them.

    >>> letters("mu, F")
    '\u03bc, F'
    """
    return re.sub(r"[a-z]+", lambda found: letter(found[0]), symbols)


def _with_symbols(table: re.Match[str]) -> str:
    """Put letters for their names into the first column of a table; columns stay in line."""
    width, lines = table[0].index(" "), []
    for line in table[0].splitlines():
        told = letters(line[:width])
        lines.append(told.ljust(min(width, len(line))) + line[width:])
    return "\n".join(lines) + "\n"


def equation(latex: str) -> str:
    r"""Return an equation in the letters of a terminal.

    >>> equation(r"t = \frac{1}{k} \max\left(0, \ln \frac{k\, h}{w\, a}\right)")
    't = (1 / k) max(0, ln((k h) / (w a)))'
    """
    for sign, other in _SPELLED.items():
        latex = latex.replace(sign, other)
    latex = _TOUCHING.sub(r"\1\\ ", _bracketed(latex))
    try:
        text = _reader().latex_to_text(f"${latex}$")
    except (IndexError, ValueError):  # a sign without what it is a sign of
        return latex
    text = _CALLED.sub(" ", " ".join(text.split()))
    text = _RELATION.sub(r" \1 ", text).replace("( ", "(").replace(" )", ")")
    sides = (_unbracketed(side) for side in text.strip().split(" = "))
    return " = ".join(sides).replace(_OPEN, "(").replace(_SHUT, ")")


def _lines(block: str) -> str:
    told = _BETWEEN.split(textwrap.dedent(block).strip())
    return "".join(f"    {equation(one)}\n" for one in told if one) + "\n"


def _unbracketed(side: str) -> str:
    """Return a side of an equation without the brackets of a fraction that is all of it."""
    is_one = side.startswith(_OPEN) and _closed(side, 1, _OPEN + _SHUT) == len(side) - 1
    return side[1:-1] if is_one else side


def _bracketed(latex: str) -> str:
    """Put what stands above or below the line in brackets, unless it is read without them."""
    found, at = "", 0
    for mark in re.finditer(r"[\^_]\{", latex):
        if mark.start() < at:  # inside another
            continue
        end = _closed(latex, mark.end())
        inner = _bracketed(latex[mark.end() : end])
        open_, close = ("", "") if _SIMPLE.fullmatch(inner) else ("(", ")")
        found += f"{latex[at : mark.end()]}{open_}{inner}{close}}}"
        at = end + 1
    return found + latex[at:]


def _closed(text: str, start: int, pair: str = "{}") -> int:
    """Return where what was opened before ``start`` is closed."""
    depth = 1
    for at in range(start, len(text)):
        depth += {pair[0]: 1, pair[1]: -1}.get(text[at], 0)
        if not depth:
            return at
    return len(text)


def _parts(node: Any, reader: Any) -> list[str]:
    return [reader.nodelist_to_text([one]).strip() for one in node.nodeargs]


def _fraction(node: Any, l2tobj: Any) -> str:  # so the reader calls itself, here and below
    above, below = (one if _ONE.fullmatch(one) else f"({one})" for one in _parts(node, l2tobj))
    return f"{_OPEN}{above} / {below}{_SHUT}"


def _root(node: Any, l2tobj: Any) -> str:
    return f"√({_parts(node, l2tobj)[-1]})"


def _mean(node: Any, l2tobj: Any) -> str:
    return f"mean({_parts(node, l2tobj)[-1]})"


def _least(node: Any, l2tobj: Any) -> str:
    return _parts(node, l2tobj)[-1] + _UNDER


def _unknown(node: Any) -> str:
    return f"\\{node.macroname} "


_OURS = {"frac": _fraction, "sqrt": _root, "overline": _mean, "underline": _least}


@cache
def _reader() -> Any:
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    macros = [MacroTextSpec(name, simplify_repl=told) for name, told in _OURS.items()]
    macros += [MacroTextSpec(side, simplify_repl="") for side in ("left", "right")]
    known = get_default_latex_context_db()
    known.add_context_category("ours", prepend=True, macros=macros)
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))  # not lost in silence
    return LatexNodes2Text(latex_context=known, math_mode="text")
