"""Reference values of scikit-learn for ridge.ts without a penalty on a plain table.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/least_squares.py > src/engine/reference/least-squares.json
"""
import json
import sys

import numpy
import sklearn
from sklearn.linear_model import LinearRegression


def main():
    draw = numpy.random.default_rng(11)
    # Columns of very different size, as in a real table.
    x = numpy.round(draw.normal(size=(60, 5)) * [1, 10, 100, 0.1, 5] + [0, 50, 1000, 0, -3], 3)
    y = numpy.round(x @ [2, -0.3, 0.01, 8, 1] + 7 + draw.normal(size=60), 3)
    fit = LinearRegression().fit(x, y)
    made = f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/least_squares.py"
    json.dump({"made": made, "values": x.ravel().tolist(), "targets": y.tolist(), "weights": fit.coef_.tolist(), "constant": fit.intercept_}, sys.stdout)
    print()


main()
