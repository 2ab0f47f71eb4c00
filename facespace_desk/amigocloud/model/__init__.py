"""What the tab remembers of AmigoCloud: events, moving objects, projects, data."""
