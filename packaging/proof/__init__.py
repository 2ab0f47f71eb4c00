"""The parts of `prove_deb.py`: what it does to the installed package and how it judges."""
