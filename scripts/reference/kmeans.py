"""Reference values of scikit-learn for kmeans.ts, on the scaled rows of labs/uva-vino/public.csv.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/kmeans.py > src/engine/reference/kmeans.json
"""
import csv
import json
import sys
import warnings

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler


def main():
    warnings.simplefilter("ignore")  # that a run stops after two passes is asked for
    with open("labs/uva-vino/public.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    x = StandardScaler().fit_transform(numpy.array([[float(v) for v in r[:-1]] for r in rows]))
    runs = []
    # The last start has a centre so far off that its cluster is empty at first.
    for first, push, passes in (([0, 1, 2], 0, 300), ([0, 50, 110], 0, 300), ([5, 6, 7, 80, 90], 0, 2), ([3, 40, 41, 42], 0, 300), ([0, 60, 100], 1000, 300)):
        start = x[first].copy()
        start[-1] += push
        fit = KMeans(len(first), init=start, n_init=1, algorithm="lloyd", tol=0, max_iter=passes).fit(x)
        runs.append({
            "first": first, "push": push, "passes": passes, "centres": fit.cluster_centers_.ravel().tolist(),
            "labels": fit.labels_.tolist(), "inertia": fit.inertia_,
        })
    best = {k: KMeans(k, n_init=200, random_state=1, tol=0).fit(x).inertia_ for k in (2, 3, 4)}
    made = f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/kmeans.py"
    json.dump({"made": made, "runs": runs, "best": best}, sys.stdout)
    print()


main()
