"""Renews the locks: every package that is installed, at one version, with the hashes of its files.

They are resolved for all systems and Pythons at once. Into the first goes what the console needs,
and the build backend, so that the checkout is installed without asking an index; into the second
also what tests and checks need. No index address is written into them.
"""

import os
import subprocess
import tomllib

import environment

OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--annotation-style=line",
    "--custom-compile-command=python3 packaging/run.py lock",
    "--quiet",
)


def renew(root: str, arguments: "list[str]") -> int:
    """Bring both locks in step with pyproject.toml; versions move with `--upgrade` in *arguments*.

    Raises:
        SetUpError: uv is not here.
    """
    uv = environment.find_uv()
    if uv is None:
        raise environment.SetUpError("This takes uv: `pipx install uv`, then run it again.")
    with open(os.path.join(root, "pyproject.toml"), "rb") as file:
        backend = "\n".join(tomllib.load(file)["build-system"]["requires"])
    runtime = "packaging/" + environment.LOCKS[environment.RUN]
    tests = "packaging/" + environment.LOCKS[environment.TEST]
    test_options = ("--extra=test", "--extra=dev", f"--constraints={runtime}")
    for target, options in ((runtime, ()), (tests, test_options)):
        command = [uv, "pip", "compile", *OPTIONS, *options, *arguments, "-o", target]
        command += ["pyproject.toml", "-"]
        code = subprocess.run(command, cwd=root, input=backend, text=True, check=False).returncode
        if code:
            return code
    return 0
