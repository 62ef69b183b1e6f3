"""Counts where the RST engine and docutils make different trees of the same texts: characters times places.

    npm run build
    python3 scripts/docutils-differential.py [--show N] [--only PLACE] [--char HEX] [--texts FILE ...]

Each character of the table below is put into each place of markup, tables drawn once by columns and once by code points.
Both trees are compared as pseudo-XML, with system messages of every level. It runs with the docutils that Python finds;
the target is 0.22.4 (PYTHONPATH shows Python where another version lies). `--texts` compares whole files instead.
Prints the differing texts per place and per character; exit code 1 where there are any.
"""

import argparse
import collections
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

import docutils
from docutils import frontend, utils
from docutils.parsers.rst import Parser, roles

ROOT = Path(__file__).resolve().parent.parent

CHARACTERS = (
    # control characters, some of them white space to Python
    [chr(code) for code in (0x01, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80)]
    # white space, and what looks like it
    + list("\xa0\xad\u1680\u180e\u2002\u2009\u200b\u200c\u200d\u200e\u202f\u205f\u2060\u3000\ufeff")
    # marks: combining classes 230, 0 (enclosing, joiner, variation, spacing), 9, 8, 218, 216
    + list("\u0301\u0488\u034f\u20dd\u20e3\ufe0f\u0903\u094d\u3099\u302a\u0e31\u0e38\U0001d165\U000e0100\u0591")
    # wide, fullwidth, halfwidth, ambiguous, emoji of each sort
    + list("日ハ\uff01\uff71한\u1100\u1160\u11a8😀☕⚠©™\U0001f1e6\U0001f468\U0001f3fd\U00020000\u2329\u232b\u23e9\u2630")
    # letters and numbers
    + list("éßİıſµΣςǅﬁªºⅧ²½٣①Ωא\U0001d538\U00010400ʰ")
    # punctuation that opens, closes, delimits, in older and younger versions of Unicode
    + list("«»‘’‚‛“”„‟‹›（）「」〈〉〝〞〟\ufd3e\ufd3f⟨⟩⸢⸣⸃⸂\u0f3a\u169b\u2045\u207d\u2e42\u2e40\u2e3a\u2e55\u2e56")
    + list("§¶·¡¿–—―‐‑…†‰′※、。・，：；！\u166d\u19de\u1fbd\u2212\u2044\u2016\u05be\u0589\u061f\u0970\u0f14\u0a76\u0af0\u0df4\u104a")
    + list("\u2052\u2053\u2054\u2040\uff3f\u203f\uff05\uff04\U00010100\U0001056f\U0001123d\U00011047\U000110bb")
    # neither; unassigned characters are left out, since Python up to 3.12 takes them for fullwidth
    + list("¬¢°×÷€→∞◊�\ue000")
    + list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~0aZ \t")
)


def width(text):
    return utils.column_width(text)


def padded(text, columns, by):
    return text + " " * (columns - (width(text) if by == "width" else len(text)))


def places():
    """Name of a place -> text with that character in it."""
    found = {}

    def add(name, make):
        found[name] = make if callable(make) else (lambda c, t=make: t.replace("X", c))

    for name, text in {
        "paragraph": "aXb\n",
        "paragraph-start": "Xb c\nd\n",
        "paragraph-end": "b cX\nd\n",
        "indent": "a\n\nX b\n",
        "indent-under": "a\n\n Xb\n  c\n",
        "blank-line": "a\nX\nb\n",
        "title": "Title aX\n=====X\n",
        "title-short": "XXTitle\n=======\n",
        "title-start": "X Title\n=======\n",
        "title-long": "aX\n====\n\nbXX\n====\n",
        "title-over": "=====\naXb c\n=====\n",
        "title-over-short": "====\nXXXa\n====\n",
        "title-over-indent": "=======\nX abc\n=======\n",
        "underline": "abcd\nXXXXXX\n",
        "underline-trailing": "abcd\n====X\n",
        "transition": "abcd\n\nXXXXX\n\nefgh\n",
        "transition-trailing": "abcd\n\n----X\n\nefgh\n",
        "bullet": "X a\n  b\nX c\n",
        "bullet-gap": "-Xa\n-Xb\n",
        "bullet-body": "- Xa\n  b\n",
        "bullet-under": "- a\nX b\n",
        "enumerator": "X. a\n",
        "enumerator-paren": "(X) a\n",
        "enumerator-gap": "1.Xa\n\n2.Xb\n",
        "enumerator-next": "1. a\nX. b\n",
        "field-name": ":aXb: c\n",
        "field-name-start": ":Xb: c\n",
        "field-name-end": ":bX: c\n",
        "field-gap": ":a:Xb\n",
        "field-body": ":a: Xb\n    c\n",
        "field-escape": ":a\\Xb: c\n",
        "field-directive": ".. note::\n   :aXb: c\n\n   d\n",
        "option": "-X  description\n",
        "option-long": "--aXb  description\n",
        "option-argument": "--a=bXc  description\n",
        "option-argument-bracket": "--a <bXc>  description\n",
        "option-gap": "-aXXb\n",
        "option-list-gap": "-a,X--bb  description\n",
        "doctest": ">>>X1\n2\n",
        "doctest-body": ">>> aX\nX\n",
        "line-block": "|Xa\n| b\n",
        "line-block-body": "| aX\n|  Xb\n",
        "line-block-empty": "| a\n|X\n| b\n",
        "line-block-under": "| a\nX b\n",
        "definition-term": "aXb\n  c\n",
        "definition-indent": "a\nXb\n",
        "definition-indent-more": "a\n Xb\n  c\n",
        "definition-classifier": "a :Xb : c\n  d\n",
        "definition-classifier-before": "aX: b\n  d\n",
        "definition-classifier-both": "aX:Xb\n  d\n",
        "attribution": "a\n\n  b\n\n  --Xc\n",
        "attribution-mark": "a\n\n  b\n\n  X c\n",
        "attribution-second": "a\n\n  b\n\n  -- c\n  Xd\n",
        "comment": ".. aXb\n",
        "comment-gap": "..Xab\n",
        "literal": "a::\n\n  Xb\n   c X\n",
        "literal-quoted": "a::\n\nXb\nXc\n",
        "literal-colons": "aX::\n\n  b\n",
        "literal-colons-after": "a::X\n\n  b\n",
        "literal-indent": "a::\n\nX b\n",
        "target-name": ".. _aXb: http://x.example/\n\naXb_ `aXb`_\n",
        "target-name-start": ".. _Xb: http://x.example/\n",
        "target-name-end": ".. _bX: http://x.example/\n",
        "target-name-quoted": ".. _`aXb`: http://x.example/\n",
        "target-name-quoted-start": ".. _`Xb`: http://x.example/\n",
        "target-name-quoted-end": ".. _`bX`: http://x.example/\n",
        "target-gap": ".. _a:Xhttp://x.example/\n",
        "target-address": ".. _a: http://x.example/bXc\n",
        "target-address-start": ".. _a: Xhttp://x.example/b\n",
        "target-address-end": ".. _a: http://x.example/bX\n",
        "target-address-escape": ".. _a: http://x.example/b\\Xc\n",
        "target-address-lines": ".. _a: http://x.example/bX\n   Xc\n",
        "target-mail": ".. _a: joXe@x.example\n",
        "target-indirect": ".. _a: bXc_\n\n.. _d: `bXc`_\n",
        "target-indirect-end": ".. _a: `bX`_\n\n.. _d: `Xb`_\n",
        "target-anonymous": "__Xhttp://x.example/\n",
        "target-anonymous-address": "__ http://x.example/bXc\n",
        "directive-name": ".. aXb:: c\n",
        "directive-name-end": ".. noteX:: c\n",
        "directive-gap": ".. note::Xc\n",
        "directive-gap-before": ".. noteX:: c\n",
        "directive-start": "..Xnote:: c\n",
        "directive-argument": ".. image:: aXb.png\n",
        "directive-argument-end": ".. image:: aX\n   Xb\n",
        "directive-argument-words": ".. code:: aXb\n\n   c\n",
        "directive-option": ".. image:: a\n   :alt: bXc\n",
        "directive-option-start": ".. image:: a\n   :alt: Xb\n   :name: cX\n",
        "directive-option-name": ".. image:: a\n   :aXlt: b\n",
        "directive-option-int": ".. image:: a\n   :scale: X50\n",
        "directive-option-int-end": ".. image:: a\n   :scale: 50X\n",
        "directive-option-length": ".. image:: a\n   :width: 5Xem\n",
        "directive-option-length-end": ".. image:: a\n   :width: 5emX\n",
        "directive-option-choice": ".. image:: a\n   :align: leftX\n",
        "directive-option-class": ".. note::\n   :class: aXb cX Xd\n\n   e\n",
        "directive-option-name-value": ".. note::\n   :name: aXb\n\n   e\n",
        "directive-option-target": ".. image:: a\n   :target: bXc_\n",
        "directive-option-target-phrase": ".. image:: a\n   :target: `bX`_\n",
        "directive-option-target-uri": ".. image:: a\n   :target: http://b/Xc\n",
        "directive-content": ".. note::\n\n   Xb\n    c\n",
        "directive-content-end": ".. note:: a\nX\n   b\n",
        "directive-class": ".. class:: aXb cX\n\nd\n",
        "directive-container": ".. container:: aXb cX\n\n   d\n",
        "directive-admonition": ".. admonition:: aXb\n\n   c\n",
        "directive-topic": ".. topic:: Xa\n\n   bX\n",
        "directive-rubric": ".. rubric:: XaX\n",
        "directive-title": ".. title:: XaX b\n",
        "directive-meta": ".. meta::\n   :aXb: cX\n   :d e=Xf: g\n",
        "directive-math": ".. math::\n\n   aX\n   Xb\n\n   c\n",
        "directive-code": ".. code::\n\n   aX\n    Xb\n\n   c\n",
        "directive-code-lines": ".. code:: a\n   :number-lines: X5\n\n   b\n",
        "directive-parsed-literal": ".. parsed-literal::\n\n   aX\n    Xb *c*\n",
        "directive-raw": ".. raw:: aXb\n\n   c\n",
        "directive-raw-content": ".. raw:: html\n\n   aX\n    Xc\n",
        "directive-role": ".. role:: aXb\n\n:aXb:`c`\n",
        "directive-role-base": ".. role:: a(emphasisX)\n\n:a:`c`\n",
        "directive-role-space": ".. role:: aX(emphasis)\n\n:a:`c`\n",
        "directive-default-role": ".. default-role:: emphasisX\n\n`a`\n",
        "directive-contents": ".. contents:: aXb\n   :depth: 1X\n",
        "directive-unicode": ".. |a| unicode:: 0x41X0x42 X 0x43\n",
        "directive-unicode-comment": ".. |a| unicode:: 0x41 ..X comment\n",
        "directive-unicode-comment-before": ".. |a| unicode:: 0x41X.. comment\n",
        "directive-replace": ".. |a| replace:: XbX\n",
        "directive-date": ".. |a| date:: XyX\n",
        "substitution-name": ".. |aXb| replace:: c\n\n|aXb|\n",
        "substitution-name-start": ".. |Xb| replace:: c\n\n|Xb|\n",
        "substitution-name-end": ".. |bX| replace:: c\n\n|bX|\n",
        "substitution-gap": ".. |a|Xreplace:: c\n",
        "footnote-label": ".. [X] a\n",
        "footnote-label-auto": ".. [#aXb] c\n\n[#aXb]_\n",
        "footnote-gap": ".. [1]Xa\n",
        "footnote-start": "..X[1] a\n",
        "citation": ".. [aXb] c\n\n[aXb]_\n",
        "citation-end": ".. [aX] c\n\n[aX]_\n",
        "emphasis-before": "aX*b* c\n",
        "emphasis-after": "a *b*Xc\n",
        "emphasis-start": "a *Xb* c\n",
        "emphasis-end": "a *bX* c\n",
        "emphasis-both": "aX*b*Xc X*X d *e*\n",
        "emphasis-inside": "a *bXc* d\n",
        "strong-before": "aX**b** c\n",
        "strong-after": "a **b**Xc\n",
        "literal-inline-before": "aX``b`` c\n",
        "literal-inline-after": "a ``b``Xc\n",
        "literal-inline-start": "a ``Xb`` c\n",
        "literal-inline-end": "a ``bX`` c\n",
        "interpreted-before": "aX`b` c\n",
        "interpreted-after": "a `b`Xc\n",
        "interpreted-start": "a `Xb` c\n",
        "interpreted-end": "a `bX` c\n",
        "role-name": "a :bXc:`d` e\n",
        "role-name-suffix": "a `d`:bXc: e\n",
        "role-before": "aX:emphasis:`d` e\n",
        "role-after": "a `d`:emphasis:Xe\n",
        "role-text": "a :emphasis:`Xd` :strong:`dX` :sub:`X` e\n",
        "role-pep": "a :pep:`8X` :rfc:`X822` :rfc:`1#X` e\n",
        "role-math": "a :math:`X` :code:`X` :title:`aX` e\n",
        "reference-before": "aXb_ c\n",
        "reference-after": "a b_Xc\n",
        "reference-anonymous-after": "a b__Xc\n",
        "reference-name": "a bXc_ d\n",
        "reference-phrase": "a `bXc`_ d\n",
        "reference-phrase-start": "a `Xc`_ d\n",
        "reference-phrase-end": "a `cX`_ d\n",
        "reference-phrase-after": "a `c`_Xd\n",
        "reference-embedded": "a `b <http://c/Xd>`_ e\n",
        "reference-embedded-start": "a `b <Xhttp://c>`_ e\n",
        "reference-embedded-end": "a `b <http://cX>`_ e\n",
        "reference-embedded-gap": "a `bX<http://c>`_ e\n",
        "reference-embedded-escape": "a `b <http://c\\Xd>`_ e\n",
        "reference-embedded-name": "a `b <cXd_>`_ e\n",
        "reference-embedded-only": "a `<http://c/Xd>`_ e\n",
        "inline-target": "a _`bXc` d\n",
        "inline-target-start": "aX_`b` c\n",
        "inline-target-after": "a _`b`Xc\n",
        "inline-target-text": "a _`Xb` _`bX` c\n",
        "substitution-before": "aX|b| c\n",
        "substitution-after": "a |b|Xc |d|_X\n",
        "substitution-text": "a |Xb| |bX| |bXc| d\n",
        "footnote-reference-before": "aX[1]_ b\n",
        "footnote-reference-after": "a [1]_Xb\n",
        "footnote-reference-label": "a [X]_ [#X]_ [#aXb]_ b\n",
        "uri-before": "aXhttp://b.example/ c\n",
        "uri-after": "a http://b.exampleXc\n",
        "uri-end": "a http://b.example/X c\n",
        "uri-inside": "a http://b.example/cXd e\n",
        "uri-scheme": "a mXailto:b@c.example d\n",
        "mail-before": "aXb@c.example d\n",
        "mail-after": "a b@c.exampleXd\n",
        "mail-inside": "a bXc@d.example e\n",
        "escape": "a\\Xb *c\\X* d\n",
        "escape-before": "a\\ X*b*\\X c\n",
        "escape-start": "\\Xa\n",
        "escape-end": "a\\X\nb\n",
        "grid-border": "+---+\n| X |\n+---+\n",
        "list-table": ".. list-table:: aX\n   :widths: 1X 2\n\n   * - X\n     - b\n",
        "table-widths": ".. table:: t\n   :widths: 1X2\n\n   == ==\n   a  b\n   == ==\n",
        "csv": ".. csv-table:: t\n\n   a,X,cX\n   Xd,e\n",
        "csv-quote": '.. csv-table:: t\n\n   "aX","X\n   Xb"\n',
        "csv-space": ".. csv-table:: t\n\n   a,X\"b\"\n",
        "csv-delim": ".. csv-table:: t\n   :delim: X\n\n   aXb\n",
        "csv-delim-code": ".. csv-table:: t\n   :delim: U+002CX\n\n   a,b\n",
        "csv-keepspace": ".. csv-table:: t\n   :keepspace:\n\n   a,X b ,X\n",
        "csv-header": ".. csv-table:: t\n   :header: aX,Xb\n\n   c,d\n",
        "csv-widths": ".. csv-table:: t\n   :widths: 1X,2\n\n   c,d\n",
        "docinfo": ":Author: aXb\n:Version: X\n\nc\n",
        "nested": "- | aX\n  | :b: c\n\n  X\n",
        "simple-border": "==X==\na  b\n==X==\n",
        "simple-border-end": "==  ==X\na   b\n==  ==X\n",
        "simple-span": "==  ==\na   X\n--X--\nc   d\n==  ==\n",
    }.items():
        add(name, text)

    for by in ("width", "points"):
        def grid(c, by=by):
            return (
                "+------+------+\n"
                f"| {padded('a' + c, 4, by)} | {padded('b', 4, by)} |\n"
                "+======+======+\n"
                f"| {padded(c, 4, by)} | {padded(c + 'd' + c, 4, by)} |\n"
                "+------+------+\n"
            )

        def grid_span(c, by=by):
            return (
                "+------+------+\n"
                f"| {padded(c + 'a' + c + 'b', 11, by)} |\n"
                "+------+------+\n"
                f"| {padded(c, 4, by)} | {padded(c + 'd', 4, by)} |\n"
                f"|      | {padded(c + c, 4, by)} |\n"
                "+------+------+\n"
            )

        def simple(c, by=by):
            return (
                "====  ====\n"
                f"{padded(c, 4, by)}  b\n"
                "====  ====\n"
                f"{padded('c' + c, 4, by)}  d{c}\n"
                f"{padded('', 4, by)}  {c}\n"
                "====  ====\n"
            )

        def simple_full(c, by=by):
            return (
                "=====  =====  ===\n"
                f"{padded(c + 'ab' + c, 5, by)}  {padded(c, 5, by)}  c{c}{c}d\n"
                f"{padded('e', 5, by)}  {padded('f' + c, 5, by)}  g\n"
                "------------  ---\n"
                f"{padded('i', 5, by)}  {padded(c + 'j', 5, by)}  {c}\n"
                "=====  =====  ===\n"
            )

        add(f"grid-{by}", grid)
        add(f"grid-span-{by}", grid_span)
        add(f"simple-{by}", simple)
        add(f"simple-full-{by}", simple_full)
    add("simple-margin", "==  ==\na X b\nc   d\n==  ==\n")
    add("simple-first", "==  ==\na   b\nX   c\n    d\n==  ==\n")
    add("simple-last", "==  ==\na   bXc d\n==  ==\n")
    return found


class Theirs:
    def __init__(self):
        self.parser = Parser()
        self.settings = frontend.get_default_settings(Parser)
        self.settings.report_level = 1
        self.settings.halt_level = 5
        self.settings.warning_stream = ""
        self.settings.syntax_highlight = "none"
        self.settings.file_insertion_enabled = True

    def tree(self, text, path="test data"):
        roles._roles.clear()  # those that another text defined
        document = utils.new_document(path, self.settings.copy())
        try:
            self.parser.parse(text, document)
            return document.pformat()
        except Exception as error:
            return f"docutils fails: {error!r}"


OURS = """
import { readFileSync, writeFileSync } from "node:fs";
import { parseRst, toPseudoXml } from %s;
const { texts, out } = JSON.parse(readFileSync(%s, "utf8"));
const trees = texts.map((text) => {
  try { return toPseudoXml(parseRst(text, { path: "test data" })); }
  catch (error) { return `specpress fails: ${error.stack}`; }
});
writeFileSync(out, JSON.stringify(trees));
"""


def ours(texts):
    with tempfile.TemporaryDirectory() as folder:
        given, out = os.path.join(folder, "texts.json"), os.path.join(folder, "trees.json")
        Path(given).write_text(json.dumps({"texts": texts, "out": out}))
        api = json.dumps(str(ROOT / "dist/src/rst-api.js"))
        program = OURS % (api, json.dumps(given))
        subprocess.run(["node", "--input-type=module", "-e", program], check=True)
        return json.loads(Path(out).read_text())


def compared(tree):
    """A tree without the lines of messages: docutils counts those in nested text from elsewhere (test/conformance.md)."""
    return re.sub(r'(?m)^( *<system_message .*?) line="\d+"', r"\1", tree)


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--show", type=int, default=0)
    parse.add_argument("--only")
    parse.add_argument("--char")
    parse.add_argument("--texts", nargs="*")
    options = parse.parse_args()
    cases = []
    if options.texts:
        for path in options.texts:
            cases.append((path, "", Path(path).read_text("utf-8", "replace")))
    else:
        for place, make in places().items():
            if options.only and not re.fullmatch(options.only, place):
                continue
            for char in CHARACTERS:
                if options.char and f"{ord(char):04X}" != options.char:
                    continue
                cases.append((place, char, make(char)))
    theirs = Theirs()
    mine = ours([text for _, _, text in cases])
    by_place, by_char = collections.Counter(), collections.Counter()
    chars_of = collections.defaultdict(list)
    shown = failed = 0
    for (place, char, text), got in zip(cases, mine):
        wanted = theirs.tree(text)
        if wanted.startswith("docutils fails"):
            failed += 1
            continue
        wanted, got = compared(wanted), compared(got)
        if wanted == got:
            continue
        by_place[place] += 1
        if char:
            by_char[char] += 1
            chars_of[place].append(f"{ord(char):04X}")
        if shown < options.show:
            shown += 1
            print(f"=== {place} {char and f'U+{ord(char):04X}'}\n{text!r}")
            if len(text) < 2000: print(text)
            lines = difflib.unified_diff(wanted.splitlines(), got.splitlines(), lineterm="", n=2)
            print("\n".join(list(lines)[2:60]))
    total = sum(by_place.values())
    print(f"docutils {docutils.__version__}, Unicode {unicodedata.unidata_version}: {total} of {len(cases)} differ; docutils failed at {failed}")
    for place, count in by_place.most_common():
        print(f"  {count:4} {place}: {' '.join(chars_of[place][:40])}")
    for char, count in by_char.most_common(60):
        print(f"  {count:4} U+{ord(char):04X} {unicodedata.name(char, '?')}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
