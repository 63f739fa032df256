"""Reference values of statsmodels for smoothing.ts: two implementations, because the first forecasts wrongly.

Debian: apt-get install python3-statsmodels; then from the project's root
    /usr/bin/python3 scripts/reference/smoothing.py > src/engine/reference/smoothing.json
ExponentialSmoothing of statsmodels 0.13.5 gives what is fitted and the states; its forecast of each last month of a season
takes the seasonal term one season too old, so that forecasts are those of ETSModel (whose beta is alpha times ours).
"""
import json
import math
import sys
import warnings

import numpy
import statsmodels
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing


def start(y, m):
    level = sum(y[:m]) / m
    return level, (sum(y[m:2 * m]) / m - level) / m, [v - level for v in y[:m]]


def main():
    warnings.simplefilter("ignore")
    draw = numpy.random.default_rng(7)
    runs = []
    for rows, m, a, b, g in ((48, 12, 0.3, 0.2, 0.4), (30, 4, 0.05, 0.01, 0.1), (23, 7, 0.9, 0.5, 0.05), (60, 12, 0.5, 0.1, 0.3)):
        y = numpy.round([50 + 0.4 * t + 9 * math.sin(2 * math.pi * t / m) + draw.normal(0, 3) for t in range(rows)], 2)
        level, trend, seasons = start(y.tolist(), m)
        known = dict(initial_level=level, initial_trend=trend, initial_seasonal=seasons)
        fit = ExponentialSmoothing(y, trend="add", seasonal="add", seasonal_periods=m, initialization_method="known", **known).fit(
            smoothing_level=a, smoothing_trend=b, smoothing_seasonal=g, optimized=False)
        ets = ETSModel(y, trend="add", seasonal="add", seasonal_periods=m, initialization_method="known", **known)
        smooth = ets.smooth([a, a * b, g, level, trend, *seasons[::-1]])
        assert numpy.abs(smooth.fittedvalues - fit.fittedvalues).max() < 1e-9
        runs.append({
            "values": y.tolist(), "period": m, "alpha": a, "beta": b, "gamma": g, "start": {"level": level, "trend": trend, "seasons": seasons},
            "fitted": fit.fittedvalues.tolist(), "level": fit.level[-1], "trend": fit.trend[-1], "season": fit.season[-1],
            "forecast": smooth.forecast(2 * m + 1).tolist(),
        })
    made = f"statsmodels {statsmodels.__version__}, numpy {numpy.__version__}, scripts/reference/smoothing.py"
    json.dump({"made": made, "runs": runs}, sys.stdout)
    print()


main()
