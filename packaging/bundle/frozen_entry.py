"""What the frozen program begins with; the command line does the rest, simulators included."""

import sys

from facespace_desk.cli import main

sys.exit(main())
