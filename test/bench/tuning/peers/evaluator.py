"""The benchmark's problems, asked for over a pipe so that their formulas and their noise exist once."""

import json
import os
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "evaluate.ts"


class Evaluator:
    """`evaluate.ts` as a child process: one JSON line in, one JSON line out."""

    def __init__(self, problems_path):
        self._process = subprocess.Popen(
            [os.environ.get("NODE", "node"), str(SCRIPT), "--problems", str(Path(problems_path).resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def _request(self, request):
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("evaluate.ts ended; its message is on standard error")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def problems(self):
        """Problems by name: {name, space, objective, batch, noiseSd, rating, optimum}."""
        return {problem["name"]: problem for problem in self._request({"list": True})["problems"]}

    def evaluate(self, problem, seed, index, parameters):
        """{observed, latent, regret} of evaluation `index` (from 0) of run `seed`."""
        return self._request(
            {"problem": problem, "seed": seed, "index": index, "parameters": parameters}
        )

    def close(self):
        self._process.stdin.close()
        self._process.wait()
