"""The simulators for these tests."""

from tests.simulators import running_simulators, simulators

__all__ = ["running_simulators", "simulators"]
