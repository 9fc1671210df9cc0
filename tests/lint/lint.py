#!/usr/bin/python3
"""lint.py NAME : runs the rules of NAME.py beside this file over the source tree and prints TAP.

A rule is a sentence and a function from a Tree to its complaints. Beside the tree itself each rule is run on
copies in which a violation was planted: a rule that no longer complains then is itself a failure.
"""
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Tree(dict):
    """The text of every file of the project, by its path from the top."""

    @classmethod
    def read(cls, root=ROOT):
        tree = cls()
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders
                                if not name.startswith(('build', '_')) and name not in ('.git', '__pycache__'))
            for name in sorted(names):
                path = Path(folder, name)
                try:
                    text = path.read_text(encoding='utf-8')
                except (UnicodeDecodeError, OSError):
                    text = ''  # a picture; that it is there is all that a rule can ask
                tree[str(path.relative_to(root))] = text
        return tree

    def files(self, pattern):
        """Paths that match a regular expression as a whole, in order."""
        return [path for path in self if re.fullmatch(pattern, path)]

    def with_file(self, path, text):
        """A copy in which a file has another text."""
        return Tree(self, **{path: text})

    def with_more(self, path, text):
        """A copy in which a file has a line more at its end."""
        return self.with_file(path, self[path] + '\n' + text + '\n')

    def grep(self, paths, pattern):
        """Every match of a pattern, as path, line number and match."""
        pattern = re.compile(pattern)
        for path in paths:
            for number, line in enumerate(self[path].splitlines(), 1):
                for match in pattern.finditer(line):
                    yield path, number, match

    def write(self, root, paths):
        """Writes some files below a folder, for tools that read no other way."""
        for path in paths:
            target = Path(root, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self[path], encoding='utf-8')


def without_comments(text):
    """C text with its comments and the insides of its strings blanked, line for line."""
    def blank(match):
        found = match[0]
        if found.startswith(('"', "'")):
            return found[0] + found[0]
        return re.sub(r'[^\n]', ' ', found)
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', blank, text, flags=re.DOTALL)


def run_tool(command, text):
    """What a tool says of a text on its standard input; empty when it is content."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=False)
    return (done.stdout + done.stderr).strip() or 'status %d' % done.returncode if done.returncode else ''


def main(name):
    rules = importlib.import_module(name).RULES
    tree = Tree.read()
    cases = []
    for sentence, check, plants in rules:
        cases.append((f'/lint/{name}/{sentence}', check(tree)))
        for what, plant, expected in plants:
            complaints = check(plant(tree))
            seen = any(expected in complaint for complaint in complaints)
            cases.append((f'/lint/{name}/{sentence}/refuses-{what}',
                          [] if seen else [f'the planted violation was not seen ({expected!r})'] + complaints[:3]))
    print(f'1..{len(cases)}')
    failed = False
    for number, (case, complaints) in enumerate(cases, 1):
        print(('not ok' if complaints else 'ok'), number, case)
        for complaint in complaints:
            print('#', complaint.replace('\n', '\n# '))
        failed = failed or bool(complaints)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(sys.argv[1]))
