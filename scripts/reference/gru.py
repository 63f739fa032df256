"""Answers, losses and gradients of gated recurrent units written in numpy from the equations, for the engine's tests.

Debian: apt-get install python3-numpy; then from the project's root
    /usr/bin/python3 scripts/reference/gru.py > src/engine/reference/gru.json
Equations 5 to 8 of Cho et al. 2014 (arXiv:1406.1078) with constants. The gradient is taken by central differences of the loss.
Weights are laid out as in src/engine/gru.ts: update, reset, candidate, each (columns + units + 1) × units; then the output.
"""
import json
import sys

import numpy

STEPS, COLUMNS, UNITS, WINDOWS, SMALL = 6, 2, 5, 4, 1e-6


def logistic(x):
    return 1 / (1 + numpy.exp(-x))


def answers(weights, windows):
    block = (COLUMNS + UNITS + 1) * UNITS
    gates = [weights[g * block:(g + 1) * block].reshape(-1, UNITS) for g in range(3)]
    (wz, uz, bz), (wr, ur, br), (w, u, b) = [(g[:COLUMNS], g[COLUMNS:-1], g[-1]) for g in gates]
    h = numpy.zeros((len(windows), UNITS))
    for t in range(STEPS):
        x = windows[:, t]
        z = logistic(x @ wz + h @ uz + bz)
        r = logistic(x @ wr + h @ ur + br)
        h = z * h + (1 - z) * numpy.tanh(x @ w + (r * h) @ u + b)
    return h @ weights[3 * block:-1] + weights[-1]


def loss(weights, windows, targets):
    return float(((answers(weights, windows) - targets) ** 2).sum() / 2)


def main():
    source = numpy.random.default_rng(3)
    windows, targets = source.normal(size=(WINDOWS, STEPS, COLUMNS)), source.normal(size=WINDOWS)
    weights = source.normal(0, 0.6, 3 * (COLUMNS + UNITS + 1) * UNITS + UNITS + 1)
    gradient = []
    for i in range(len(weights)):
        step = numpy.zeros(len(weights))
        step[i] = SMALL
        gradient.append((loss(weights + step, windows, targets) - loss(weights - step, windows, targets)) / (2 * SMALL))
    out = {
        "made": f"numpy {numpy.__version__}, scripts/reference/gru.py", "steps": STEPS, "columns": COLUMNS, "units": UNITS,
        "values": windows.ravel().tolist(), "targets": targets.tolist(), "weights": weights.tolist(),
        "answers": answers(weights, windows).tolist(), "loss": loss(weights, windows, targets), "gradient": gradient,
    }
    json.dump(out, sys.stdout)
    print()


main()
