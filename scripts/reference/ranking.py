"""Reference values of scikit-learn for ranking.ts and adjusted-rand.ts.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/ranking.py > src/engine/reference/ranking.json
"""
import json
import sys

import numpy
import sklearn
from sklearn.metrics import adjusted_rand_score, average_precision_score, roc_auc_score


def main():
    draw = numpy.random.default_rng(5)
    ranked, grouped = [], []
    # Digits kept: fewer digits, more ties; -1 gives all the same score.
    for rows, share, digits in ((7, 0.5, 1), (40, 0.5, 6), (40, 0.3, 1), (150, 0.03, 2), (150, 0.9, 0), (90, 0.5, -1)):
        truth = (draw.random(rows) < share).astype(int)
        truth[0], truth[1] = 0, 1
        found = numpy.round(draw.random(rows) + 0.3 * truth, digits)
        ranked.append({
            "truth": truth.tolist(), "scores": found.tolist(),
            "averagePrecision": average_precision_score(truth, found), "rocAuc": roc_auc_score(truth, found),
        })
    for rows, classes, clusters, copied in ((6, 2, 3, 0.5), (60, 3, 3, 0.8), (60, 4, 2, 0.5), (120, 5, 7, 0.0), (50, 3, 3, 1.0), (40, 1, 3, 0.0)):
        truth = draw.integers(0, classes, rows)
        found = numpy.where(draw.random(rows) < copied, (truth + 1) % clusters, draw.integers(0, clusters, rows))
        grouped.append({
            "truth": truth.tolist(), "found": found.tolist(), "classes": classes, "clusters": clusters,
            "adjustedRand": adjusted_rand_score(truth, found),
        })
    made = f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/ranking.py"
    json.dump({"made": made, "ranked": ranked, "grouped": grouped}, sys.stdout)
    print()


main()
