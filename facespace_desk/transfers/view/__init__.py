"""Transfers as one sees them: the dock, the entry in the status bar, the questions."""
