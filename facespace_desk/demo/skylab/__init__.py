"""The Skylab Studio simulator: photo jobs, their storage on another port, and the studio's work."""
