"""Reference values of scikit-learn for the engine's tests.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/uva_vino.py > src/engine/reference/uva-vino.json
Trains on labs/uva-vino/public.csv, answers labs/uva-vino/hidden/rows.csv.
"""
import csv
import json
import sys

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, log_loss
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import MinMaxScaler, StandardScaler

PENALTY = 0.02


def table(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    return numpy.array([[float(x) for x in r[:-1]] for r in rows]), numpy.array([int(r[-1]) for r in rows])


def figures(truth, found):
    return {
        "found": [int(x) for x in found],
        "accuracy": accuracy_score(truth, found),
        "macroF1": f1_score(truth, found, average="macro", zero_division=0),
        "confusion": confusion_matrix(truth, found, labels=[0, 1, 2]).ravel().tolist(),
    }


def main():
    x, y = table("labs/uva-vino/public.csv")
    hidden, truth = table("labs/uva-vino/hidden/rows.csv")
    standard, minmax = StandardScaler().fit(x), MinMaxScaler().fit(x)
    out = {
        "made": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/uva_vino.py",
        "standard": {"offset": standard.mean_.tolist(), "width": standard.scale_.tolist()},
        "minMax": {"offset": minmax.data_min_.tolist(), "width": minmax.data_range_.tolist()},
        "neighbours": [],
    }
    views = {"none": lambda v: v, "standard": standard.transform, "min-max": minmax.transform}
    for scale, view in views.items():
        for k in (1, 3, 5, 8, 15, 40):
            model = KNeighborsClassifier(n_neighbors=k, algorithm="brute", weights="uniform").fit(view(x), y)
            out["neighbours"].append({"scale": scale, "k": k, **figures(truth, model.predict(view(hidden)))})
    softmax = LogisticRegression(C=1 / (PENALTY * len(y)), solver="newton-cg", tol=1e-10, max_iter=100000)
    softmax.fit(standard.transform(x), y)
    chances = softmax.predict_proba(standard.transform(x))
    out["softmax"] = {
        "penalty": PENALTY,
        "coefficients": softmax.coef_.tolist(),
        "intercepts": softmax.intercept_.tolist(),
        "meanLoss": log_loss(y, chances),
        **figures(truth, softmax.predict(standard.transform(hidden))),
    }
    majority = numpy.bincount(y).argmax()
    out["majority"] = figures(truth, numpy.full(len(truth), majority))
    json.dump(out, sys.stdout, indent=1)
    print()


main()
