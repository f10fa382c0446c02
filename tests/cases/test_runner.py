#!/usr/bin/python3
"""The runner itself: what must hold passes, everything else fails, and a case that says nothing is malformed."""
import contextlib
import importlib.machinery
import importlib.util
import io
import pathlib
import stat
import sys
import tempfile
import unittest

RUN = pathlib.Path(__file__).resolve().parent / "run"
LOADER = importlib.machinery.SourceFileLoader("case_runner", str(RUN))
RUNNER = importlib.util.module_from_spec(importlib.util.spec_from_loader("case_runner", LOADER))
LOADER.exec_module(RUNNER)
# Stands for the command: writes a table, a document and a line, and ends with the code it is given.
BINARY = """#!/usr/bin/python3 -IS
import sys
open("t.csv", "w").write("key,year,value\\na,1,2.5\\nb,1,1000\\n")
import zipfile
zipfile.ZipFile("t.zip", "w").writestr("a/b.xml", "<a><b/></a>")
open("t.json", "w").write('{"a": {"list": [{"id": "x", "n": 3.0}, {"id": "y", "n": null}]}}')
print("first line")
print("second line")
print("m.yaml:3:1: error: no [code]", file=sys.stderr)
sys.exit(int(sys.argv[1]))
"""


class Runner(unittest.TestCase):
    def outcome(self, text, name="case"):
        with tempfile.TemporaryDirectory() as folder:
            binary = pathlib.Path(folder) / "binary"
            binary.write_text(BINARY)
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
            home = pathlib.Path(folder) / "layer" / "one"
            home.mkdir(parents=True)
            (home / name).write_text(text)
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = RUNNER.main([str(binary), str(home)])
            self.said = said.getvalue()
            return code

    def step(self, expectation, code=0):
        return self.outcome(f"# promise\nrun leontide {code}\nexit 0\n{expectation}\n")

    def test_what_holds_passes(self):
        for text in ("stdout contains\n  second\n  first line", "stdout lacks\n  third",
                     "stdout is\n  first line\n  second line", "stdout starts with\n  first line",
                     "stderr contains\n  [code]", "table t.csv exactly\n  key,value\n  a,2.5\n  b,1000",
                     "table t.csv by key within 1e-3\n  key,value\n  b,1000.9", "absent u.csv",
                     "json t.json exactly\n  a.list[id=x].n = 3\n  a.list[1].n = null\n  #a.list = 2",
                     "text t.json contains\n  null", "text t.zip!a/b.xml contains\n  <b/>"):
            self.assertEqual(self.step(text), 0, self.said)

    def test_what_does_not_hold_fails(self):
        for text in ("stdout contains\n  third", "stdout lacks\n  second", "stdout is\n  first line",
                     "stdout starts with\n  second line", "stderr is empty", "text t.zip!a/c.xml lacks\n  x",
                     "text t.json!a lacks\n  x",
                     "table t.csv exactly\n  key,value\n  a,2.5", "table t.csv exactly\n  key,value\n  a,2.6\n  b,1000",
                     "table t.csv by key within 1e-3\n  key,value\n  b,1001.1",
                     "table t.csv by year exactly\n  year,value\n  1,2.5", "table t.csv by key exactly\n  key,value\n  c,1",
                     "table t.csv exactly\n  key,price\n  a,2.5\n  b,1", "table u.csv exactly\n  key\n  a",
                     "absent t.csv", "json t.json exactly\n  a.list[id=x].n = 4", "json t.json exactly\n  a.list[id=z].n = 3",
                     "json t.json exactly\n  b = 1", "json t.json exactly\n  a.list[2].n = 3",
                     "json t.csv exactly\n  a = 1", "text u contains\n  a"):
            self.assertEqual(self.step(text), 1, self.said)

    def test_another_exit_code_fails(self):
        self.assertEqual(self.step("", code=3), 1)
        self.assertIn("exit 3, not 0", self.said)

    def test_a_case_that_cannot_be_read_is_malformed(self):
        step = "run leontide 0\nexit 0\n"
        for text in ("", "# promise\n", step, "# promise\nrun leontide 0\n", "# promise\nexit 0\n",
                     "# promise\n" + step + "exit 0\n", "# promise\n" + step + "stdout is\n",
                     "# promise\n" + step + "stdout has\n  a\n", "# promise\n" + step + "table t.csv within x\n  a\n  1\n",
                     "# promise\n" + step + "table t.csv by key exactly\n  key\n  a\n",
                     "# promise\n" + step + "table t.csv within 1\n  key\n  a\n",
                     "# promise\n" + step + "json t.json exactly\n  a\n", "# promise\n" + step + "accept\n",
                     "# promise\n" + step + "json t.json exactly\n  a = b\n",
                     "# promise\ngiven nowhere\n" + step, "# promise\n  lost\n" + step,
                     "# promise\nreplace a\n  b\n  c\n" + step, "# promise\nreplace a\n  b\n" + step, "# promise\nrun other 0\nexit 0\n"):
            self.assertEqual(self.outcome(text), 2, self.said + text)

    def test_a_folder_without_cases_is_malformed(self):
        self.assertEqual(self.outcome("# promise\nrun leontide 0\nexit 0\n", name="cases"), 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
