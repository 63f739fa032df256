"""Weights of scikit-learn's dense nets after some steps of Adam from given weights, for the engine's tests.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/mlp.py > src/engine/reference/mlp.json
Weights are laid out as in src/engine/mlp.ts: layer after layer, (inputs + 1) × outputs, the last row the constants.
"""
import json
import sys

import numpy
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

ROWS, COLUMNS, HIDDEN, PENALTY, RATE, STEPS = 24, 5, (7, 4), 0.03, 0.01, 20


def flat(net):
    return numpy.concatenate([numpy.vstack([w, b]).ravel() for w, b in zip(net.coefs_, net.intercepts_)]).tolist()


def steps(net, x, y, outputs, source):
    """partial_fit makes the net; its weights and Adam are then put to the start."""
    net.partial_fit(x, y, **({"classes": list(range(outputs))} if outputs > 1 else {}))
    sizes = [COLUMNS, *HIDDEN, outputs]
    net.coefs_ = [source.normal(0, 0.6, (a, b)) for a, b in zip(sizes, sizes[1:])]
    net.intercepts_ = [source.normal(0, 0.2, b) for b in sizes[1:]]
    net._optimizer = AdamOptimizer(net.coefs_ + net.intercepts_, RATE)
    out = {"sizes": sizes, "start": flat(net), "after": {}}
    for step in range(1, STEPS + 1):
        net.partial_fit(x, y)
        if step in (1, STEPS):
            out["after"][str(step)] = flat(net)
    found = net.predict_proba(x) if outputs > 1 else net.predict(x)
    return {**out, "found": found.argmax(1).tolist() if outputs > 1 else found.tolist()}


def main():
    source = numpy.random.default_rng(11)
    x = source.normal(size=(ROWS, COLUMNS))
    labels = source.integers(0, 3, ROWS)
    numbers = numpy.sin(x[:, 0]) + 0.5 * x[:, 1] * x[:, 2]
    common = {"hidden_layer_sizes": HIDDEN, "alpha": PENALTY * ROWS, "learning_rate_init": RATE, "batch_size": ROWS}
    out = {
        "made": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/mlp.py",
        "penalty": PENALTY, "rate": RATE, "columns": COLUMNS, "values": x.ravel().tolist(),
        "labels": labels.tolist(), "numbers": numbers.tolist(), "nets": [],
    }
    for bend in ("relu", "tanh"):
        out["nets"].append({"bend": bend, "answer": "classes", **steps(MLPClassifier(activation=bend, **common), x, labels, 3, source)})
        out["nets"].append({"bend": bend, "answer": "number", **steps(MLPRegressor(activation=bend, **common), x, numbers, 1, source)})
    json.dump(out, sys.stdout)
    print()


main()
