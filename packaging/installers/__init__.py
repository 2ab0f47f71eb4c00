"""The parts of `build.py`: what a release is made of and how. Standard library only."""
