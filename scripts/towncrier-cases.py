"""Renews test/changelog/towncrier.txt: folders of news fragments, and what towncrier 22.12 makes of them.

    python3 scripts/towncrier-cases.py > test/changelog/towncrier.txt

With towncrier 24.8 on PYTHONPATH it renews test/changelog/towncrier-24.8.txt: the same with the settings that 22.12 does
not have, Markdown and a file for each version.

The folders are made up from a fixed seed. towncrier takes fragments in whatever order the file system lists them, which
decides between changes of equal rank; here it is shown them sorted by name. In the file each line of a text stands
behind a "|", so that the ends of texts can be seen; "(the draft)" is the same text as that.
"""

import os
import random
import shutil
import sys
import tempfile

from click.testing import CliRunner
from towncrier._settings.load import Config
from towncrier.build import _main as build

LATER = "issue_pattern" in Config.__annotations__
CASES, SEED = (80, 5000) if LATER else (200, 0)
VERSION, DATE = "r1.2.0", "2020-03-04"
ENTRY = "(the draft)\n"

list_folder = os.listdir
os.listdir = lambda *where: sorted(list_folder(*where))

WORDS = (
    "add remove the endpoint clarify ``room_id`` *any* `docs <https://e.example/a>`_ server event ünïcödé 日本語 "
    "``GET /sync`` field (optional) key: value 🎉 state-key x self-describing"
).split()


def sentence(rng, most=6):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, most))).capitalize() + "."


def text(rng):
    kind = rng.randrange(14)
    first = sentence(rng)
    if kind == 0:
        return ""
    if kind == 1:
        return f"{first}\n\n{sentence(rng)}\n"
    if kind == 2:
        return f"{first}\n\n* {sentence(rng)}\n* {sentence(rng)}\n\n  - {sentence(rng)}\n"
    if kind == 3:
        return f"{first} Like this::\n\n    if x:\n        return  1\n\n    done\n\nEnd."
    if kind == 4:
        return f"\n\n  {first}  \n{sentence(rng)}\t\n   \n\n"
    if kind == 5:
        return f"- {first}\n- {sentence(rng)}\n"
    if kind == 6:
        return f"{rng.choice(['* ', '#. ', '- '])}{first}\n"
    if kind == 7:
        return f"{sentence(rng, 24)} {'x' * rng.randint(70, 90)} {sentence(rng, 20)}\n"
    if kind == 8:
        return f"{first}\n\tA tab\tand  two blanks.\n{sentence(rng, 20)}\n"
    return first + rng.choice(["", "\n"])


def fragment_name(rng, types, orphan):
    issue = rng.choice(
        [
            str(rng.randint(1, 30)),
            str(rng.randint(1, 3000)),
            f"0{rng.randint(1, 99)}",
            f"gh-{rng.randint(1, 20)}",
            f"fix-1.{rng.randint(0, 9)}",
            f"{orphan}{rng.randint(100, 999)}",
            f"{orphan}word",
            rng.choice(["-3", "+4", "1_0", "issue", "Zed"]),
        ]
    )
    tail = rng.choice(["", "", "", ".1", ".2", ".10", ".rst", ".md", ".1.rst", ".x.3"])
    return f"{issue}.{rng.choice(types)}{tail}"


def settings(rng):
    """TOML, the folders of fragments, the keys of types, the prefix of orphans, the file of past entries, its mark."""
    top, tables = [], []
    folders = ["newsfragments"]
    if rng.random() < 0.4:
        top.append('directory = "news/now"')
        folders = ["news/now"]
    elif rng.random() < 0.3:
        top += ['package = "big_thing"', 'package_dir = "src"']
        folders = ["src/big_thing/newsfragments"]
    has_package = any(line.startswith("package ") for line in top)
    if has_package or rng.random() < 0.5:
        top.append('name = "Näme"')
    types = ["feature", "bugfix", "doc", "removal", "misc"]
    kind = rng.randrange(3)
    if kind == 1:
        types = ["new", "feature", "clarification", "hidden"][: rng.randint(1, 4)]
        rng.shuffle(types)
        for key in types:
            shows = "false" if key == "hidden" else "true"
            tables += ["[[tool.towncrier.type]]", f'directory = "{key}"', f'name = "{key.title()} changes ü"', f"showcontent = {shows}"]
    if kind == 2:
        types = ["zoo", "api", "Upper", "deprecations"]
        for key in types:
            tables.append(f"[tool.towncrier.fragment.{key}]")
            if rng.random() < 0.5:
                tables.append(f'name = "About {key}"')
            if rng.random() < 0.3:
                tables.append("showcontent = false")
    if rng.random() < 0.25:
        base = folders[0] if "news/now" in folders else None
        sections = [("", ""), ("Server", "server"), ("Clients and ü", "client")]
        sections = rng.sample(sections, rng.randint(1, 3))
        home = "src/big_thing/" if has_package else ""
        folders = [
            os.path.normpath(f"{base}/{path}" if base else f"./{home}/{path}/newsfragments")
            for _, path in sections
        ]
        for name, path in sections:
            tables += ["[[tool.towncrier.section]]", f'name = "{name}"', f'path = "{path}"']
    title = rng.choice(
        [None, None, '"{version}"', '"{version}"', "false", '""', '"{name} {version} ({project_date})"', '"{{{version}}} of {project_date}"']
    )
    if title:
        top.append(f"title_format = {title}")
    issue = rng.choice([None, '"`#{issue} <https://e.example/{issue}>`_"', '"GH-{issue}"', '"{{{issue}}}"'])
    if issue:
        top.append(f"issue_format = {issue}")
    if rng.random() < 0.3:
        top.append("wrap = true")
    if rng.random() < 0.2:
        top.append("all_bullets = false")
    if rng.random() < 0.2:
        top.append("underlines = " + rng.choice(['["*", "+", "^"]', '"#=~"']))
    if rng.random() < 0.2:
        name = rng.choice(["hr-between-versions", "single-file-no-bullets", "default"])
        top.append(f'template = "towncrier:{name}"')
    orphan = "+"
    if rng.random() < 0.2:
        orphan = "orphan-"
        top.append(f'orphan_prefix = "{orphan}"')
    filename, mark = "NEWS.rst", ".. towncrier release notes start\n"
    if rng.random() < 0.4:
        filename = "docs/changes.rst"
        top.append(f'filename = "{filename}"')
    if rng.random() < 0.2:
        mark = ".. new ones here"
        top.append(f'start_string = "{mark}"')
    if LATER:
        filename, mark = later(rng, top, filename, mark)
    rng.shuffle(top)
    return "\n".join(["[tool.towncrier]", *top, *tables]) + "\n", folders, types, orphan, filename, mark


def later(rng, top, filename, mark):
    """Adds settings that 22.12 does not have, and gives the file of past entries and its mark."""

    def put(key, *values):
        top[:] = [line for line in top if not line.startswith(f"{key} ")]
        if values:
            top.append(f"{key} = {rng.choice(values)}")

    # The entries of this template run into the title below them.
    if 'template = "towncrier:hr-between-versions"' in top:
        put("template")
    if rng.random() < 0.5:
        filename, mark = "docs/CHANGES.md", "<!-- towncrier release notes start -->\n"
        put("filename", f'"{filename}"')
        put("start_string")
        put("template", '"towncrier:default.md"', '"towncrier:default"')
        if rng.random() < 0.5:
            put("title_format", '"## {version} ({project_date})"', '"## [{version}](https://e.example/{version})"')
        if rng.random() < 0.5:
            put("issue_format", '"[#{issue}](https://e.example/{issue})"', '"[{issue}]: https://e.example/{issue}"')
    top.append(
        rng.choice(
            ["create_eof_newline = true", "create_add_extension = false", 'issue_pattern = ".*"', 'ignore = ["readme*", "x?"]']
        )
    )
    if rng.random() < 0.2:
        folder, name = os.path.split(filename)
        stem = rng.choice(["{version}", "{name}-{version}", "n{version}_{project_date}"])
        filename = os.path.join(folder, stem + os.path.splitext(name)[1])
        put("filename", f'"{filename}"')
        top.append("single_file = false")
    return filename, mark


def make(rng):
    toml, folders, types, orphan, filename, mark = settings(rng)
    files = {rng.choice(["pyproject.toml", "towncrier.toml"]): toml}
    if "towncrier.toml" in files and rng.random() < 0.3:
        files["pyproject.toml"] = "[tool.other]\n"
    known = [text(rng) for _ in range(rng.randint(1, 6))]
    taken = set()
    for _ in range(rng.choice([0, 1, 2, 3, 4, 6, 8, 12])):
        name = fragment_name(rng, types, orphan)
        folder = rng.choice(folders)
        parts = name.split(".")
        at = next(i for i in range(1, len(parts)) if parts[i] in types)
        issue = parts[at - 1].lstrip("0+").replace("_", "") or "0"
        counter = parts[at + 1] if len(parts) > at + 1 and parts[at + 1].isdigit() else "0"
        identity = (folder, issue, parts[at], int(counter))
        if identity in taken:
            continue
        taken.add(identity)
        files[f"{folder}/{name}"] = rng.choice(known) if rng.random() < 0.5 else text(rng)
    if rng.random() < 0.3:
        files[f"{folders[0]}/README.rst"] = "Not a fragment.\n"
    past = "r1.1\n====\n\nFeatures\n--------\n\n- Old. (#1)\n"
    before = rng.choice([None, None, "", past, f"\n\n{past}", f"News\n====\n\n{mark}\n\n{past}", f"{mark}", f"Above.\n{mark}\n{past}\n\nr1.0\n====\n\nFirst.\n"])
    if before is not None and "{" not in filename:
        files[filename] = before
    return files, folders, filename


def run(files, folders, filename):
    """The draft, and the file of past entries after a release."""
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    try:
        for path in folders + [os.path.dirname(filename) or "."]:
            os.makedirs(path, exist_ok=True)
        for path, content in files.items():
            with open(path, "w", encoding="utf8", newline="") as file:
                file.write(content)
        arguments = ["--version", VERSION, "--date", DATE]
        draft = CliRunner(mix_stderr=False).invoke(build, ["--draft", *arguments], catch_exceptions=False)
        if draft.exit_code != 0:
            raise SystemExit(draft.stderr)
        done = CliRunner(mix_stderr=False).invoke(build, ["--keep", *arguments], catch_exceptions=False)
        if done.exit_code != 0:
            raise SystemExit(done.stderr)
        if "{" in filename:
            home, ending = os.path.dirname(filename) or ".", os.path.splitext(filename)[1]
            [name] = [name for name in list_folder(home) if name.endswith(ending)]
            filename = os.path.normpath(os.path.join(home, name))
        with open(filename, encoding="utf8", newline="") as file:
            return draft.stdout, filename, file.read()
    finally:
        os.chdir("/")
        shutil.rmtree(folder)


def show(name, content):
    return f"{name}\n" + "".join(f"|{line}\n" for line in content.split("\n"))


def main():
    edition = "24.8" if LATER else "22.12"
    out = [f"Folders of news fragments (+), and what towncrier {edition} makes of them for {VERSION} of {DATE} (=).\n"]
    out.append("Made by scripts/towncrier-cases.py, which tells how to read them.\n")
    for number in range(CASES):
        files, folders, filename = make(random.Random(number + SEED))
        try:
            draft, filename, news = run(files, folders, filename)
        except SystemExit:
            if not LATER:
                raise
            continue  # with "ignore", the folder of a section among the fragments is refused
        out.append(f"# {number + 1}\n")
        out += [show(f"+ {path}", content) for path, content in files.items()]
        out.append(show("= draft", draft))
        out.append(show(f"= {filename}", news.replace(draft[:-1], ENTRY)))
    sys.stdout.buffer.write("".join(out).encode("utf8"))


main()
