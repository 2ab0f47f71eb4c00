"""The CAM2 simulator: a seeded world of cameras, its protocol, and the cameras' own pictures."""
