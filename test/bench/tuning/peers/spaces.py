"""Search spaces of the benchmark in the forms that the peers understand."""

import math


def is_active(parameter, values):
    """Whether a parameter exists on the branch that `values` are on."""
    return all(
        values.get(name) in (allowed if isinstance(allowed, list) else [allowed])
        for name, allowed in parameter.get("when", {}).items()
    )


def only_active(space, values):
    """A flat point less the parameters of other branches: what a conditional space looks like to a flat optimiser."""
    kept = {}
    for parameter in space["parameters"]:
        if is_active(parameter, kept):
            kept[parameter["name"]] = values[parameter["name"]]
    return kept


class UnitCube:
    """Every parameter of every branch as coordinates in [0, 1]; a category takes one coordinate per choice (one-hot)."""

    def __init__(self, space):
        self.space = space
        self.width = sum(
            len(p["choices"]) if p["type"] == "categorical" else 1 for p in space["parameters"]
        )

    def decode(self, coordinates):
        """Flat parameter values of a point of the cube; of a category, the choice with the largest coordinate."""
        values, at = {}, 0
        for p in self.space["parameters"]:
            if p["type"] == "categorical":
                block = list(coordinates[at : at + len(p["choices"])])
                values[p["name"]] = p["choices"][block.index(max(block))]
                at += len(block)
                continue
            unit = float(coordinates[at])
            if p.get("log"):
                value = math.exp(math.log(p["low"]) + unit * (math.log(p["high"]) - math.log(p["low"])))
            else:
                value = p["low"] + unit * (p["high"] - p["low"])
            value = min(max(value, p["low"]), p["high"])
            values[p["name"]] = round(value) if p["type"] == "int" else value
            at += 1
        return values

    def snap(self, coordinates):
        """The same point with its categories made exactly one-hot."""
        snapped, at = list(coordinates), 0
        for p in self.space["parameters"]:
            width = len(p["choices"]) if p["type"] == "categorical" else 1
            if p["type"] == "categorical":
                block = snapped[at : at + width]
                chosen = block.index(max(block))
                snapped[at : at + width] = [1.0 if i == chosen else 0.0 for i in range(width)]
            at += width
        return snapped
