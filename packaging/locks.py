"""Renews the locks: every package that is installed, at one version, with the hashes of its files.

They are resolved for all systems and Pythons at once. Into the first goes what the console needs,
and what builds packages here, so that nothing is built with tools that no hash vouches for; into
the second also what tests and checks need. The last but one holds what has no wheel and is built
here, after the others; the last holds what freezes the console for the installers. No index
address is written into them.
"""

import os
import re
import subprocess
import tomllib

import environment

# Package without a wheel: what builds it.
BUILT_HERE = {"pyvips": "setuptools>=77"}
# What freezes the console; its hooks know how libraries want to be frozen.
FREEZERS = ["pyinstaller>=6.22,<7", "pyinstaller-hooks-contrib>=2026.9"]
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
    """Bring the locks in step with pyproject.toml; versions move with `--upgrade` in *arguments*.

    Raises:
        SetUpError: uv is not here.
    """
    uv = environment.find_uv()
    if uv is None:
        raise environment.SetUpError("This takes uv: `pipx install uv`, then run it again.")
    with open(os.path.join(root, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)
    tools = [*project["build-system"]["requires"], *BUILT_HERE.values()]
    sources, runtime, tests = (
        "packaging/" + environment.LOCKS[name]
        for name in (environment.SOURCES, environment.RUN, environment.TEST)
    )
    checked = ["pyproject.toml", f"--constraints={sources}"]
    checked += [f"--no-emit-package={name}" for name in BUILT_HERE]
    extras = ["--extra=test", "--extra=dev", f"--constraints={runtime}"]
    bundle = "packaging/" + environment.LOCKS[environment.BUNDLE]
    for target, options, requirements in (
        (sources, ["--no-deps"], _built_here(project["project"]["dependencies"])),
        (runtime, checked, tools),
        (tests, [*checked, *extras], tools),
        (bundle, [f"--constraints={runtime}"], FREEZERS),
    ):
        command = [uv, "pip", "compile", *OPTIONS, *options, *arguments, "-o", target, "-"]
        told = "\n".join(requirements)
        code = subprocess.run(command, cwd=root, input=told, text=True, check=False).returncode
        if code:
            return code
    return 0


def _built_here(requirements: "list[str]") -> "list[str]":
    """Those of the *requirements* that have no wheel, without their extras."""
    bare = [re.sub(r"\[.*?\]", "", text) for text in requirements]
    return [text for text in bare if re.match(r"[\w.-]+", text).group() in BUILT_HERE]
