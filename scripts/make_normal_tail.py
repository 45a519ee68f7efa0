#!/usr/bin/env python3
"""Prints the polynomials behind erf, erfc and GELU, as C and Swift write them.

    python3 -m venv .venv && .venv/bin/pip install mpmath
    .venv/bin/python scripts/make_normal_tail.py

The upper tail of the normal distribution, Q(t) = erfc(t / sqrt 2) / 2 for t >= 0, is computed as

    Q(t) = exp(-t^2 / 2) G(u) / (t + 5),   u = (t - 5) / (t + 5)

with a polynomial G. For t from 0 to 40, u runs from -1 to 7/9, and G, which is (t + 5) Q(t) exp(t^2 / 2),
stays between 0.4 and 2.5, so that its absolute error is about Q's relative one.

erf near zero is x E(x^2) with another polynomial, for |x| <= 0.75.

Both polynomials interpolate at Chebyshev nodes, with 60 digits, and are rounded to Float64 at the end;
the errors printed are those of the rounded polynomials, evaluated exactly.
"""

from mpmath import cos, erf, erfc, exp, lu_solve, matrix, mp, mpf, nstr, pi, polyval, sqrt

mp.dps = 60


def tail_factor(u):
    """G."""
    t = 5 * (1 + u) / (1 - u)
    return (t + 5) * exp(t * t / 2) * erfc(t / sqrt(mpf(2))) / 2


def erf_factor(s):
    """E: erf(sqrt s) / sqrt s."""
    if s == 0:
        return 2 / sqrt(pi)
    return erf(sqrt(s)) / sqrt(s)


def interpolate(f, low, high, degree):
    """The coefficients, lowest first, rounded to Float64."""
    n = degree + 1
    nodes = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * j + 1) / (2 * n)) for j in range(n)]
    vandermonde = matrix(n, n)
    values = matrix(n, 1)
    for row, x in enumerate(nodes):
        values[row] = f(x)
        for column in range(n):
            vandermonde[row, column] = x**column
    return [float(c) for c in lu_solve(vandermonde, values)]


def largest_error(f, coefficients, low, high):
    worst = mpf(0)
    highest_first = [mpf(c) for c in reversed(coefficients)]
    for j in range(2001):
        x = low + (high - low) * j / 2000
        exact = f(x)
        worst = max(worst, abs(polyval(highest_first, x) / exact - 1))
    return worst


def hexadecimal(value):
    """Without zeros at the end: 0x1.8p-3."""
    mantissa, exponent = value.hex().split("p")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}p{int(exponent)}"


def show(name, f, low, high, degree):
    coefficients = interpolate(f, low, high, degree)
    error = largest_error(f, coefficients, low, high)
    print(f"// {name}: degree {degree}, largest relative error {nstr(error, 2)}, highest power first.")
    for c in reversed(coefficients):
        print(f"    {hexadecimal(c)},")


show("G", tail_factor, mpf(-1), mpf(7) / 9, 23)
show("E", erf_factor, mpf(0), mpf(9) / 16, 12)
