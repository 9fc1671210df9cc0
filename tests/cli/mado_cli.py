# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: the program, profiles of their own, and TAP."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FX = os.path.join(SOURCE, "tests", "data", "fx")
FX_FILES = sorted(os.path.join(FX, name) for name in os.listdir(FX) if name.endswith(".json"))
RECORDS = os.path.join(SOURCE, "data", "records")
PROGRAM = None


def read_bundled():
    """Every bundled record by its id, read by nothing of ours."""
    records = {}
    for name in sorted(os.listdir(RECORDS)):
        with open(os.path.join(RECORDS, name), encoding="utf-8") as file:
            for record in json.load(file).get("records", []):
                records[record["id"]] = record
    return records


class Profile:
    """A profile in a temporary folder, and mado run on it."""

    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="mado-cli-")
        self.folder = os.path.join(self.home, "profile")

    def remove(self):
        shutil.rmtree(self.home, ignore_errors=True)

    def run(self, *arguments, env=None, check=0, profile=True, cwd="/"):
        """The finished process; @check is the exit status that it must have (None: any)."""
        environment = {"HOME": self.home, "XDG_DATA_HOME": self.home, "LC_ALL": "C.UTF-8",
                       "PATH": os.environ["PATH"], "G_DEBUG": "fatal-warnings"}
        environment.update({name: value for name, value in os.environ.items()
                            if name.startswith(("ASAN_", "LSAN_", "UBSAN_", "G_SLICE"))})
        environment.update(env or {})
        command = [PROGRAM] + (["--profile", self.folder] if profile else []) + list(arguments)
        done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, timeout=300)
        if check is not None and done.returncode != check:
            raise AssertionError(f"{command} ended with {done.returncode}, not {check}: "
                                 f"{done.stderr.decode('utf-8', 'replace')}")
        return done

    def text(self, *arguments, **keywords):
        return self.run(*arguments, **keywords).stdout.decode("utf-8")

    def json(self, *arguments, **keywords):
        """The one JSON value that stdout is."""
        return json.loads(self.run("--json", *arguments, **keywords).stdout.decode("utf-8"))

    def complaint(self, *arguments, check):
        done = self.run(*arguments, check=check)
        return done.stderr.decode("utf-8")

    def ids(self, query, *options):
        return [hit["id"] for hit in self.json("search", *options, "--limit", "1000", "--", query)
                ["results"]]

    def write(self, name, content):
        path = os.path.join(self.home, name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path


class TapResult(unittest.TestResult):
    def __init__(self, group):
        super().__init__()
        self.group = group

    def say(self, word, test, note=""):
        name = test._testMethodName.removeprefix("test_").replace("_", "-")
        print(f"{word} {self.testsRun} /cli/{self.group}/{name}{note}", flush=True)

    def addSuccess(self, test):
        self.say("ok", test)

    def addFailure(self, test, err):
        self.say("not ok", test)
        for line in self._exc_info_to_string(err, test).splitlines():
            print("# " + line, flush=True)
        super().addFailure(test, err)

    addError = addFailure


def main(group):
    """Runs the tests of the calling script; its argument is the program."""
    global PROGRAM
    module = sys.modules["__main__"]
    PROGRAM = os.path.abspath(sys.argv[1])
    sys.modules["mado_cli"].PROGRAM = PROGRAM
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    print(f"1..{suite.countTestCases()}", flush=True)
    result = TapResult(group)
    suite.run(result)
    for _, trace in result.errors:
        for line in trace.splitlines():
            print("# " + line, flush=True)
    sys.exit(0 if result.wasSuccessful() else 1)
