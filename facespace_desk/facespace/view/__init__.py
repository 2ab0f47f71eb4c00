"""The FaceSpace tab: who is where now, who was where, and what each camera reports."""
