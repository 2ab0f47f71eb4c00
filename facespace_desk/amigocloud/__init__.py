"""AmigoCloud: live events and moving objects, data and uploads."""
