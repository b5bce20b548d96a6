"""Runs one peer on problems of the benchmark and writes a row per run.

python run.py --optimiser tpe --problems problems.json --only branin,hartmann6 --seeds 10 --budget 50 --out tpe.json

A run that the file holds already is not repeated, so a stopped call goes on where it ended.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import json
import math
import statistics
import time
from pathlib import Path

from evaluator import Evaluator
from optimisers import OPTIMISERS

BUDGETS = (15, 30, 50, 100, 200)


def rounded(value):
    return float(f"{value:.6g}")


def best_observed(values, direction, count):
    pick = max if direction == "maximize" else min
    return pick(range(count), key=lambda i: values[i])


def run(evaluator, problem, name, seed, budget, initial):
    """One run: {optimiser, problem, seed, q, initial, trace, best_regret, recommendation_regret, log_area, ask_ms, tell_ms}."""
    kind = OPTIMISERS[name]
    initial = kind.initial if initial is None else initial
    optimiser = kind(problem, seed, initial)
    direction, batch = problem["objective"]["direction"], problem["batch"]
    observed, regrets, ask_ms, tell_ms, recommended = [], [], [], [], {}
    checkpoints = [b for b in BUDGETS if b <= budget]
    while len(observed) < budget:
        count = min(batch, budget - len(observed))
        start = time.process_time()
        points = optimiser.ask(count)
        ask_ms.append(1000 * (time.process_time() - start))
        values = []
        for point in points:
            index = len(observed)
            result = evaluator.evaluate(problem["name"], seed, index, point["parameters"])
            values.append(result["observed"])
            observed.append(result["observed"])
            regrets.append(result["regret"])
        start = time.process_time()
        optimiser.tell(points, values)
        tell_ms.append(1000 * (time.process_time() - start))
        for at in checkpoints:
            if at <= len(observed) and at not in recommended:
                index = optimiser.recommend(at)
                recommended[at] = regrets[best_observed(observed, direction, at) if index is None else index]
    best = [min(regrets[: i + 1]) for i in range(len(regrets))]
    return {
        "optimiser": name,
        "problem": problem["name"],
        "seed": seed,
        "q": batch,
        "initial": initial,
        "trace": [
            {"regret": rounded(r), "best_regret": rounded(b)} for r, b in zip(regrets, best)
        ],
        "best_regret": {str(at): rounded(best[at - 1]) for at in checkpoints},
        "recommendation_regret": {str(at): rounded(r) for at, r in recommended.items()},
        # Mean over evaluations: the area of the comparison before it is normalised per problem.
        "log_area": rounded(statistics.fmean(math.log10(b + 1e-3) for b in best)),
        "ask_ms": rounded(statistics.median(ask_ms)),
        "tell_ms": rounded(statistics.median(tell_ms)),
    }


def save(path, rows):
    lines = ",\n".join(json.dumps(row) for row in rows)
    path.write_text(f"[\n{lines}\n]\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--optimiser", choices=sorted(OPTIMISERS), required=True)
    parser.add_argument("--problems", required=True)
    parser.add_argument("--only", help="problems, separated by commas; all by default")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--budget", type=int, default=50)
    parser.add_argument("--initial", type=int, help="random points first; the peer's own number by default")
    parser.add_argument("--no-trace", action="store_true", help="leaves the traces out")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()

    rows = json.loads(options.out.read_text()) if options.out.exists() else []
    done = {(row["optimiser"], row["problem"], row["seed"]) for row in rows}
    evaluator = Evaluator(options.problems)
    problems = evaluator.problems()
    for name in options.only.split(",") if options.only else problems:
        for seed in range(options.first_seed, options.first_seed + options.seeds):
            if (options.optimiser, name, seed) in done:
                continue
            row = run(evaluator, problems[name], options.optimiser, seed, options.budget, options.initial)
            if options.no_trace:
                del row["trace"]
            rows.append(row)
            save(options.out, rows)
            print(options.optimiser, name, seed, row["best_regret"], row["recommendation_regret"], flush=True)
    evaluator.close()


if __name__ == "__main__":
    main()
