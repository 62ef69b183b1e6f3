"""Renews src/base/unicode-tables.ts: the sets of characters that JavaScript's regular expressions do not know.

    python3 scripts/unicode-tables.py /usr/share/unicode > src/base/unicode-tables.ts

The folder is that of the Unicode character database (Debian: package unicode-data). The punctuation is that of docutils,
which has kept the categories of Unicode 5.2 so that a text means the same whatever Python reads it.
"""

import re
import sys
from pathlib import Path

from docutils.utils import punctuation_chars

TEXT = '''/**
 * Sets of characters: Unicode {version}, the punctuation of Unicode 5.2 as docutils has it. Made by
 * `scripts/unicode-tables.py`; `unicode.ts` reads them. A set is written as numbers in base 36: how many characters are
 * left out, how many belong to it, and so on.
 */

/** East Asian Width W and F. */
export const wide =
  "{wide}";

/** Canonical combining class other than 0. */
export const combining =
  "{combining}";

/** What may stand before inline markup and opens something: quotes and brackets. */
export const openers =
  "{openers}";

/** What may stand after inline markup and closes something. */
export const closers =
  "{closers}";

/** Dashes and other punctuation that may stand on either side. */
export const delimiters =
  "{delimiters}";
'''


def of_lines(path, property_of):
    """The code points of the lines of a file of the database that have a property."""
    found = set()
    for line in path.read_text("utf-8").splitlines():
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if match and property_of(match[3]):
            found.update(range(int(match[1], 16), int(match[2] or match[1], 16) + 1))
    return found


def combining(path):
    """No range of UnicodeData.txt written as first and last has a combining class."""
    rows = (line.split(";") for line in path.read_text("utf-8").splitlines())
    return {int(row[0], 16) for row in rows if row[3] != "0"}


def of_class(pattern):
    """The characters that a piece of a character class of Python's `re` stands for."""
    matches = re.compile(f"[{pattern}]").match
    return {code for code in range(sys.maxunicode + 1) if matches(chr(code))}


def base36(number):
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def written(codes):
    numbers, at = [], 0
    for code in sorted(codes):
        if numbers and code == at:
            numbers[-1] += 1
        else:
            numbers += [code - at, 1]
        at = code + 1
    return " ".join(map(base36, numbers))


def main(folder):
    widths = folder / "EastAsianWidth.txt"
    print(
        TEXT.format(
            version=re.search(r"[\d.]+\d", widths.read_text("utf-8"))[0],
            wide=written(of_lines(widths, lambda width: width in "WF")),
            combining=written(combining(folder / "UnicodeData.txt")),
            openers=written(of_class(punctuation_chars.openers)),
            closers=written(of_class(punctuation_chars.closers)),
            delimiters=written(of_class(punctuation_chars.delimiters)),
        ),
        end="",
    )


main(Path(sys.argv[1]))
