"""Grades the checkout that Classroom 50's runner starts this in, and says of each exercise what failed.

https://github.com/foundation50/classroom50: the runner sets CLASSROOM, ASSIGNMENT and the like, validates result.json,
and writes who and when into it itself. Exit code 1: there is no result, and the reason is in the log.
"""

import json
import os
import pathlib
import subprocess
import sys

bundle = pathlib.Path(__file__).resolve().parent
npm = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
subprocess.run(npm, cwd=bundle, check=True)

program = bundle / "node_modules/@long-attention/grader/bin/long-attention.mjs"
# When it was committed, so that grading again changes nothing.
git = ["git", "-c", "safe.directory=*", "show", "-s", "--format=%cI", "HEAD"]
committed = subprocess.run(git, check=True, capture_output=True, text=True).stdout.strip()
env = {**os.environ, "COMMIT_DATE": committed}

grade = ["autograde", ".", "--set", "@SET@", "--as", "classroom50", "--out", "result.json"]
if subprocess.run(["node", str(program), *grade], env=env, check=False).returncode != 0:
    sys.exit(1)

result = json.loads(pathlib.Path("result.json").read_text(encoding="utf-8"))
lines = [f"### {result['score'] / 100:g} of {result['max-score'] / 100:g} points", ""]
for test in result["tests"]:
    lines += [f"**{test['test-name']}**: {test['score'] / 100:g} of {test['max-score'] / 100:g}", ""]
    # Indented, so that nothing a student printed is read as Markdown.
    lines += [*(f"    {line}" for line in test["output"].splitlines()), ""]
pathlib.Path("release-body.md").write_text("\n".join(lines), encoding="utf-8")
