"""A Voxel51 simulator, and a slow line to it, as a process.

Run as a module it prints `{"origin", "slow_origin", "token"}` and ends with its standard input.
"""

from __future__ import annotations

import json
import sys

from tests.benchmarks.slow_line import slowed
from tests.voxel_simulator import voxel_in_thread


def main(round_trip_s: float) -> None:
    sys.setswitchinterval(0.0005)  # line and simulator are two threads of this process
    with voxel_in_thread() as voxel:
        port = slowed(int(voxel.base_url.rpartition(":")[2]), round_trip_s)
        told = {
            "origin": voxel.base_url,
            "slow_origin": f"http://127.0.0.1:{port}",
            "token": voxel.token,
        }
        print(json.dumps(told), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(float(sys.argv[1]))
