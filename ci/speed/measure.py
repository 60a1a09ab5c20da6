"""Runs a command and tells what it took."""

import os
import subprocess
import time


class Cost:
    """What one run of a command took."""

    def __init__(self, wall, cpu, peak):
        self.wall = wall  # seconds
        self.cpu = cpu  # seconds, of all its processes
        self.peak = peak  # MiB resident, of its largest process


def run(command, cwd=None, env=None):
    """Runs a command that must succeed."""
    start = time.monotonic()
    child = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    if status != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed in {cwd}; run it there to see why")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def best(times, command, cwd=None, env=None):
    """The fastest of several runs: what disturbs a run only ever makes it slower."""
    return min((run(command, cwd, env) for _ in range(times)), key=lambda cost: cost.wall)
