"""CPU time of scikit-optimize's tell and ask(2) with n evaluations known, on data like Hartmann 6's.

python latency.py --problems problems.json --out latency.json
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import json
import statistics
import time
from pathlib import Path

from evaluator import Evaluator
from optimisers import Random, Skopt


def cpu_ms(call):
    start = time.process_time()
    result = call()
    return 1000 * (time.process_time() - start), result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--problems", required=True)
    parser.add_argument("--sizes", default="25,50,100")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()

    evaluator = Evaluator(options.problems)
    problem = evaluator.problems()["hartmann6"]
    answer = {}
    for size in map(int, options.sizes.split(",")):
        tells, asks = [], []
        for seed in range(options.repeats):
            points = Random(problem, seed, 0).ask(size)
            names = [p["name"] for p in problem["space"]["parameters"]]
            for point in points:
                point["key"] = [point["parameters"][name] for name in names]
            values = [
                evaluator.evaluate("hartmann6", seed, i, point["parameters"])["observed"]
                for i, point in enumerate(points)
            ]
            skopt = Skopt(problem, seed, 5)
            # A fit happens in tell: all but the newest pair go in at once, and the pair's tell is measured.
            skopt.tell(points[:-2], values[:-2])
            tells.append(cpu_ms(lambda: skopt.tell(points[-2:], values[-2:]))[0])
            asks.append(cpu_ms(lambda: skopt.ask(2))[0])
        answer[str(size)] = {
            "tell_ms": round(statistics.median(tells), 1),
            "ask2_ms": round(statistics.median(asks), 1),
            "tell_max_ms": round(max(tells), 1),
            "ask2_max_ms": round(max(asks), 1),
            "repeats": options.repeats,
        }
        print(size, answer[str(size)], flush=True)
    evaluator.close()
    options.out.write_text(json.dumps({"optimiser": "skopt", "unit": "CPU milliseconds", "n": answer}, indent=1) + "\n")


if __name__ == "__main__":
    main()
