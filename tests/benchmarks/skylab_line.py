"""A Skylab simulator whose service and storage are at the end of slow lines, as a process.

Run as a module it prints `{"origin", "slow_origin", "api_key"}` and ends with its standard input.
Addresses of files name the slow line to the storage, by whichever line the service is asked.
"""

from __future__ import annotations

import json
import sys

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.skylab.protocol import API_KEY, Skylab
from tests.benchmarks.slow_line import slowed
from tests.simulators import SEED, serving_in_thread


def main(round_trip_s: float) -> None:
    sys.setswitchinterval(0.0005)  # lines and simulator are three threads of this process
    made: list[Skylab] = []

    def make() -> Skylab:
        made.append(Skylab(SEED, Clock()))
        return made[0]

    with serving_in_thread(make) as simulator:
        made[0].annex.open(slowed(simulator.annex_port, round_trip_s))
        slow_origin = f"http://127.0.0.1:{slowed(simulator.port, round_trip_s)}"
        told = {"origin": simulator.origin, "slow_origin": slow_origin, "api_key": API_KEY}
        print(json.dumps(told), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(float(sys.argv[1]))
