"""What every peer has in common: its options, its clock and the one JSON object it prints."""

import argparse
import json
import time


def options(description, trials):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--trials", type=int, default=trials)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=1)
    return parser


def repeated(run, repeats):
    """Runs `run` so often; gives its last answer, the wall seconds and the processor seconds of each."""
    wall, processor = [], []
    for _ in range(repeats):
        wall_start, processor_start = time.perf_counter(), time.process_time()
        answer = run()
        processor.append(time.process_time() - processor_start)
        wall.append(time.perf_counter() - wall_start)
    return answer, wall, processor


def report(name, count, wall, processor, answers, unit="trials", **more):
    print(json.dumps({"name": name, unit: count, "seconds": wall, "processor_seconds": processor, "answers": answers, **more}))
