"""The peers behind one interface: ask(count) -> points, tell(points, values), recommend(count) -> index or None.

Values are told in the user's direction. `recommend` names the evaluated point that the peer itself would report among the
first `count`; None means the best observed one. A point is {"parameters": active values, "key": whatever the peer needs back}.
"""

import random as python_random
import warnings

from spaces import UnitCube, is_active, only_active

warnings.filterwarnings("ignore")


class Random:
    """Uniform, each branch with the same chance."""

    initial = 0

    def __init__(self, problem, seed, _initial):
        self._cube, self._random = UnitCube(problem["space"]), python_random.Random(seed)

    def ask(self, count):
        return [self._point() for _ in range(count)]

    def _point(self):
        flat = self._cube.decode([self._random.random() for _ in range(self._cube.width)])
        return {"parameters": only_active(self._cube.space, flat), "key": None}

    def tell(self, points, values):
        pass

    def recommend(self, _count):
        return None


class Skopt:
    """scikit-optimize: Gaussian process, expected improvement; conditional spaces flattened, inactive values ignored."""

    initial = 5

    def __init__(self, problem, seed, initial):
        from skopt import Optimizer
        from skopt.space import Categorical, Integer, Real

        def dimension(p):
            if p["type"] == "categorical":
                return Categorical(p["choices"], name=p["name"])
            prior = "log-uniform" if p.get("log") else "uniform"
            return (Integer if p["type"] == "int" else Real)(p["low"], p["high"], prior=prior, name=p["name"])

        self._space = problem["space"]
        self._sign = -1.0 if problem["objective"]["direction"] == "maximize" else 1.0
        self._optimizer = Optimizer(
            [dimension(p) for p in self._space["parameters"]],
            base_estimator="GP",
            acq_func="EI",
            n_initial_points=initial,
            random_state=seed,
        )

    def ask(self, count):
        asked = [self._optimizer.ask()] if count == 1 else self._optimizer.ask(n_points=count)
        return [{"parameters": self._active(x), "key": x} for x in asked]

    def _active(self, x):
        values = {}
        for parameter, value in zip(self._space["parameters"], x):
            kind = {"float": float, "int": int, "categorical": str}[parameter["type"]]
            values[parameter["name"]] = kind(value)
        return only_active(self._space, values)

    def tell(self, points, values):
        signed = [self._sign * value for value in values]
        if len(points) == 1:
            self._optimizer.tell(points[0]["key"], signed[0])
        else:
            self._optimizer.tell([point["key"] for point in points], signed)

    def recommend(self, _count):
        return None


class Optuna:
    """A sampler of Optuna over a define-by-run space."""

    initial = 5

    def __init__(self, problem, seed, initial):
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self._space = problem["space"]
        self._study = optuna.create_study(
            direction=problem["objective"]["direction"],
            sampler=self.sampler(optuna.samplers, problem, seed, initial),
        )

    def ask(self, count):
        return [self._point(self._study.ask()) for _ in range(count)]

    def _point(self, trial):
        values = {}
        for p in self._space["parameters"]:
            if not is_active(p, values):
                continue
            if p["type"] == "categorical":
                values[p["name"]] = trial.suggest_categorical(p["name"], p["choices"])
            elif p["type"] == "int":
                values[p["name"]] = trial.suggest_int(p["name"], p["low"], p["high"], log=p.get("log", False))
            else:
                values[p["name"]] = trial.suggest_float(p["name"], p["low"], p["high"], log=p.get("log", False))
        return {"parameters": values, "key": trial}

    def tell(self, points, values):
        for point, value in zip(points, values):
            self._study.tell(point["key"], value)

    def recommend(self, _count):
        return None


class Tpe(Optuna):
    """Tree-structured Parzen estimator with the library's own ten random trials."""

    initial = 10

    @staticmethod
    def sampler(samplers, _problem, seed, initial):
        return samplers.TPESampler(seed=seed, n_startup_trials=initial, constant_liar=True)


class MultivariateTpe(Optuna):
    """Multivariate TPE, grouped so that branches have estimators of their own."""

    @staticmethod
    def sampler(samplers, _problem, seed, initial):
        return samplers.TPESampler(
            seed=seed, n_startup_trials=initial, constant_liar=True, multivariate=True, group=True
        )


class GpSampler(Optuna):
    """Optuna's Gaussian process; parameters of branches are sampled at random, as its documentation says."""

    @staticmethod
    def sampler(samplers, problem, seed, initial):
        return samplers.GPSampler(
            seed=seed, n_startup_trials=initial, deterministic_objective=problem["noiseSd"] == 0
        )


class BoTorch:
    """BoTorch's SingleTaskGP with its default priors: LogEI without noise, qLogNEI with noise or in batches."""

    initial = 5

    def __init__(self, problem, seed, initial):
        import torch

        torch.set_num_threads(1)
        torch.manual_seed(seed)
        self._torch = torch
        self._cube = UnitCube(problem["space"])
        self._sign = 1.0 if problem["objective"]["direction"] == "maximize" else -1.0
        self._noisy = problem["noiseSd"] > 0
        self._initial, self._xs, self._ys = initial, [], []
        engine = torch.quasirandom.SobolEngine(self._cube.width, scramble=True, seed=seed)
        self._design = [self._cube.snap(x.tolist()) for x in engine.draw(initial)]

    def ask(self, count):
        designed = self._design[:count]
        self._design = self._design[count:]
        asked = designed + (self._by_model(count - len(designed)) if len(designed) < count else [])
        return [self._point(x) for x in asked]

    def _point(self, x):
        snapped = self._cube.snap(x)
        return {"parameters": only_active(self._cube.space, self._cube.decode(snapped)), "key": snapped}

    def _fit(self, count):
        from botorch.fit import fit_gpytorch_mll
        from botorch.models import SingleTaskGP
        from gpytorch.mlls import ExactMarginalLogLikelihood

        double = {"dtype": self._torch.double}
        xs = self._torch.tensor(self._xs[:count], **double)
        ys = self._torch.tensor(self._ys[:count], **double).unsqueeze(-1)
        model = SingleTaskGP(xs, ys)
        fit_gpytorch_mll(ExactMarginalLogLikelihood(model.likelihood, model))
        return model, xs, ys

    def _by_model(self, count):
        from botorch.acquisition import LogExpectedImprovement, qLogNoisyExpectedImprovement
        from botorch.optim import optimize_acqf

        model, xs, ys = self._fit(len(self._xs))
        if self._noisy or count > 1:
            acquisition = qLogNoisyExpectedImprovement(model, X_baseline=xs, prune_baseline=True)
        else:
            acquisition = LogExpectedImprovement(model, best_f=ys.max())
        width = self._cube.width
        bounds = self._torch.tensor([[0.0] * width, [1.0] * width], dtype=self._torch.double)
        found, _ = optimize_acqf(
            acquisition, bounds=bounds, q=count, num_restarts=4, raw_samples=256, sequential=count > 1
        )
        return [x.tolist() for x in found]

    def tell(self, points, values):
        self._xs += [point["key"] for point in points]
        self._ys += [self._sign * value for value in values]

    def recommend(self, count):
        model, xs, _ = self._fit(count)
        with self._torch.no_grad():
            return int(model.posterior(xs).mean.squeeze(-1).argmax())


class Hebo:
    """HEBO, with conditional spaces flattened."""

    initial = 5

    def __init__(self, problem, seed, initial):
        import numpy
        import pandas
        from hebo.design_space.design_space import DesignSpace
        from hebo.optimizers.hebo import HEBO

        def definition(p):
            if p["type"] == "categorical":
                return {"name": p["name"], "type": "cat", "categories": p["choices"]}
            kind = "int" if p["type"] == "int" else ("pow" if p.get("log") else "num")
            return {"name": p["name"], "type": kind, "lb": p["low"], "ub": p["high"]}

        numpy.random.seed(seed)
        self._numpy, self._pandas, self._space = numpy, pandas, problem["space"]
        self._sign = -1.0 if problem["objective"]["direction"] == "maximize" else 1.0
        space = DesignSpace().parse([definition(p) for p in self._space["parameters"]])
        self._optimizer = HEBO(space, rand_sample=initial, scramble_seed=seed)

    def ask(self, count):
        frame = self._optimizer.suggest(n_suggestions=count)
        return [
            {"parameters": only_active(self._space, row), "key": row} for row in frame.to_dict("records")
        ]

    def tell(self, points, values):
        frame = self._pandas.DataFrame([point["key"] for point in points])
        self._optimizer.observe(frame, self._sign * self._numpy.array(values).reshape(-1, 1))

    def recommend(self, _count):
        return None


OPTIMISERS = {
    "random": Random,
    "skopt": Skopt,
    "tpe": Tpe,
    "tpe-mv": MultivariateTpe,
    "gpsampler": GpSampler,
    "botorch": BoTorch,
    "hebo": Hebo,
}
