"""Reference values of scikit-learn for the engine's tests on series.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/pesca_mar.py > src/engine/reference/pesca-mar.json
Learns from every target of labs/pesca-mar/public.csv (July 1951 to June 1989), answers labs/pesca-mar/hidden/rows.csv.
"""
import csv
import json
import sys

import numpy
import sklearn
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, mean_squared_error

HORIZON = 3
START = 18
YEARS = 38


def series(path):
    with open(path, newline="") as file:
        return [float(row[1]) for row in list(csv.reader(file))[1:]]


def figures(truth, found):
    return {"mae": mean_absolute_error(truth, found), "rmse": mean_squared_error(truth, found, squared=False)}


def main():
    known = series("labs/pesca-mar/public.csv")
    values = numpy.array(known + series("labs/pesca-mar/hidden/rows.csv"))
    learnt = numpy.arange(START, START + 12 * YEARS)
    hidden = numpy.arange(len(known), len(values))
    normals = numpy.array([values[learnt[learnt % 12 == m]].mean() for m in range(12)])
    usual = normals[numpy.arange(len(values)) % 12]
    out = {
        "made": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/pesca_mar.py",
        "normals": normals.tolist(),
        "climatology": figures(values[hidden], usual[hidden]),
        "persistence": figures(values[hidden], (usual[hidden] + (values - usual)[hidden - HORIZON])),
        "ridge": [],
    }
    for anomalies in (True, False):
        base = usual if anomalies else numpy.zeros(len(values))
        x = values - base
        for lags in ([0], [0, 1, 2], [0, 3, 12], list(range(13))):
            for penalty in (0, 10, 1000):
                table = lambda places: numpy.array([[x[t - HORIZON - lag] for lag in lags] for t in places])
                model = Ridge(alpha=penalty, solver="cholesky").fit(table(learnt), x[learnt])
                found = model.predict(table(hidden)) + base[hidden]
                out["ridge"].append({
                    "anomalies": anomalies, "lags": lags, "penalty": penalty, "weights": model.coef_.tolist(),
                    "constant": float(model.intercept_), **figures(values[hidden], found), "last": found[-3:].tolist(),
                })
    json.dump(out, sys.stdout, indent=1)
    print()


main()
