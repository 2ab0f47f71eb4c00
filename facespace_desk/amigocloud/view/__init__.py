"""The AmigoCloud tab: live events, moving objects, data."""
