"""Runs the console: `python -m facespace_desk`."""

import sys

from facespace_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
