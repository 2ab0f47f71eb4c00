"""FaceSpace: who was reported at which camera."""
