#!/usr/bin/python3
"""tests/cases/test_chinese.py BINARY: every fault that the cases meet is said in Chinese, whole: runs their commands with a Chinese
LANG, and those that meet the inputs of ../shared/faults where these stand beside the repository, and fails for a sentence or a hint
in English.
"""
import importlib.machinery
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parent
LOADER = importlib.machinery.SourceFileLoader("case_runner", str(HOME / "run"))
RUNNER = importlib.util.module_from_spec(importlib.util.spec_from_loader("case_runner", LOADER))
LOADER.exec_module(RUNNER)
SHARED = HOME.parents[2] / "shared/faults"
CHINESE = {**os.environ, "LC_ALL": "zh_CN.UTF-8"}
FAULT = re.compile(r"(?:^|: )(?:错误|警告)(?:，[^:]*)?: (.*) \[[a-z-]+\]$")
# What stays as it was typed: quoted, code, lists of words to choose from, what comes after a mark of such a list.
TYPED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|\{.*\}|\[.*\]|[:：].*$|--[a-z-]+ \S+")


def english(sentence):
    """Four English words on end that are not typed by a user."""
    return re.search(r"(?:\b[a-zA-Z]{2,}\b[ ;]+){3}[a-zA-Z]{2,}", TYPED.sub(" ", sentence)) is not None


def faults_in(text):
    """The sentences and hints of the faults in what a command says."""
    is_fault = False
    for line in text.split("\n"):
        found = FAULT.search(line)
        if found:
            is_fault = True
            yield found.group(1)
        elif is_fault and line.startswith("  ") and not re.match(r"  +\d* *\||  另见", line):
            yield line.strip()
        elif not line.startswith("  "):
            is_fault = False


def said(binary, arguments, folder):
    ended = subprocess.run([binary, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8",
                           errors="replace", timeout=RUNNER.SECONDS, check=False, stdin=subprocess.DEVNULL, env=CHINESE)
    return list(faults_in(ended.stdout + "\n" + ended.stderr))


def of_cases(binary):
    for folder in RUNNER.folders_of(HOME):
        case = RUNNER.Case(folder)
        if all(step.code == 0 for step in case.steps):
            continue
        with tempfile.TemporaryDirectory(prefix="leontide-chinese-") as scratch:
            root = pathlib.Path(scratch)
            for given in [*case.givens, case.folder]:
                shutil.copytree(given, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("case"))
            RUNNER.put(root, case.files)
            for step in case.steps:
                if "json" not in step.arguments:
                    for sentence in said(binary, step.arguments, root):
                        yield folder.relative_to(HOME), sentence
                RUNNER.put(root, step.later)


def of_shared(binary):
    for folder in sorted(path for path in SHARED.rglob("*") if path.is_dir()) if SHARED.is_dir() else []:
        with tempfile.TemporaryDirectory(prefix="leontide-chinese-") as scratch:
            root = pathlib.Path(scratch) / "files"
            shutil.copytree(folder, root)
            commands = [["check", file.name] for file in sorted(root.glob("*.yaml")) if file.name != "map.yaml"]
            mapping = ["--mapping", "map.yaml"] if (root / "map.yaml").exists() else []
            commands += [["table", "import", file.name, *mapping, "--into", "made"]
                         for file in sorted([*root.glob("*.xlsx"), *root.glob("table.csv"), *root.glob("oecd.csv")])]
            commands += [["table", "balance", "table", "--targets", "targets.csv", "--into", "made"]] * (root / "table").is_dir()
            for command in commands:
                for sentence in said(binary, command, root):
                    yield folder.relative_to(SHARED), sentence


def main(binary):
    met, left = 0, []
    for where, sentence in [*of_cases(binary), *of_shared(binary)]:
        met += 1
        if english(sentence):
            left.append(f"{where}: {sentence}")
    print("\n".join(left))
    print(f"{met} sentences of faults met, {len(left)} in English")
    return 1 if left or met < 60 else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
