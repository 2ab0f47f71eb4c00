"""Loopback servers for the faults that the simulators do not make."""
