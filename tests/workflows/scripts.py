"""Gives each `run` of the workflows that are named to shellcheck."""

import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML


def scripts(workflow):
    """Each script of a workflow, with the job and the step that it belongs to."""
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            if "run" in step:
                yield f"{name}: {step['name']}", step["run"]


def main(files, shellcheck):
    """Looks at all scripts; whether one has a fault."""
    faulty = False
    for file in files:
        for place, script in scripts(YAML(typ="safe").load(Path(file))):
            # What the tool fills in when it writes the starter.
            script = script.replace("{version}", "1.2.3").replace("{repository}", "https://example.org/trip")
            checked = subprocess.run([shellcheck, "--shell", "bash", "-"], input=script, text=True)
            if checked.returncode != 0:
                print(f"{file}: {place}", file=sys.stderr)
                faulty = True
    return faulty


sys.exit(main(sys.argv[1:], Path(sys.executable).parent / "shellcheck"))
