"""Renews src/rst/standard-definitions.ts: the characters of docutils' standard definition files.

    python3 scripts/standard-definitions.py > src/rst/standard-definitions.ts

Which name stands for which characters is asked of the docutils that Python finds, by parsing each of its files.
"""

import re
from pathlib import Path

import docutils
from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser

TEXT = """/**
 * The characters of the standard definition files of docutils, which `include` finds by a name in angle brackets: the
 * entities of ISO, MathML and XHTML. Made by `scripts/standard-definitions.py`. Each name is followed by its code points in
 * hexadecimal, with "+" between several.
 */
export const standardDefinitions: Readonly<Record<string, string>> = {
"""


def definitions(path):
    settings = frontend.get_default_settings(Parser)
    document = utils.new_document(path.name, settings)
    Parser().parse(path.read_text("utf-8"), document)
    for node in document.findall(nodes.substitution_definition):
        codes = "+".join(f"{ord(char):x}" for char in node.astext())
        assert re.fullmatch(r"[A-Za-z0-9.]+", node["names"][0]) and not {"ltrim", "rtrim"} & set(node.attributes)
        yield f"{node['names'][0]} {codes}"


def main():
    folder = Path(docutils.__file__).parent / "parsers/rst/include"
    if not folder.exists():
        folder = Path("/usr/share/docutils/parsers/rst/include")
    print(TEXT, end="")
    for path in sorted(folder.glob("*.txt")):
        found = " ".join(definitions(path))
        if found:
            print(f'  "{path.stem}":\n    "{found}",')
    print("};")


main()
