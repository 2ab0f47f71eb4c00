"""What ends a build with a sentence instead of a traceback."""


class BuildError(Exception):
    """The text says what is wrong, and what to do when that is known."""


class ToolMissing(BuildError):
    """A program of the system is not there; the text names it and its package."""
