"""Skylab Studio: photo jobs, from pictures on a disk to finished files."""
