"""Run every `.venv/bin/python -m rag ...` line of the README's shell blocks; a line that fails, fails the check."""

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"```(?:sh|bash|console)\n(.*?)```", re.S)

commands = [
    line.split(" #")[0].removeprefix("$ ").strip()
    for block in BLOCK.findall(README.read_text(encoding="utf-8"))
    for line in block.splitlines()
    if "python -m rag " in line
]
if not commands:
    sys.exit("the README shows no command of the program")
for command in commands:
    print("$", command, flush=True)
    done = subprocess.run(["/bin/bash", "-c", command], cwd=README.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
