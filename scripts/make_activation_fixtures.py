#!/usr/bin/env python3
"""Writes Tests/TensorsTests/ActivationFixtures.swift: known answers for erf, erfc, ELU, GELU, softsign.

    python3 -m venv .venv && .venv/bin/pip install mpmath
    .venv/bin/python scripts/make_activation_fixtures.py > Tests/TensorsTests/ActivationFixtures.swift

Each value is computed with 300 bits and rounded once, to the nearest even.
"""

import random
import struct

from mpmath import erf, erfc, exp, expm1, floor, log, mp, mpf, nint, pi, sqrt

mp.prec = 300


def rounded(v, digits, lowest):
    """v to a binary format with that many digits, whose smallest positive number is 2^lowest."""
    if v == 0:
        return 0.0
    sign, v = (-1, -v) if v < 0 else (1, v)
    e = int(floor(log(v, 2)))
    while mpf(2) ** e > v:
        e -= 1
    while mpf(2) ** (e + 1) <= v:
        e += 1
    q = max(e - digits + 1, lowest)
    return sign * float(nint(v / mpf(2) ** q) * mpf(2) ** q)


def bits32(x):
    return f"0x{struct.unpack('<I', struct.pack('<f', x))[0]:08x}"


def bits64(x):
    return f"0x{struct.unpack('<Q', struct.pack('<d', x))[0]:016x}"


def single(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def table(name, doc, f, inputs, wide):
    kind = "UInt64" if wide else "UInt32"
    print(f"  /// {doc}")
    print(f"  static let {name}: [({kind}, {kind})] = [")
    pairs = []
    for x in inputs:
        if wide:
            pairs.append(f"({bits64(x)}, {bits64(rounded(f(mpf(x)), 53, -1074))})")
        else:
            pairs.append(f"({bits32(x)}, {bits32(rounded(f(mpf(x)), 24, -149))})")
    step = 2 if wide else 3
    for first in range(0, len(pairs), step):
        print("    " + ", ".join(pairs[first : first + step]) + ",")
    print("  ]")


random.seed(20)
singles = [single(random.uniform(-6, 6)) for _ in range(30)]
singles += [single(s * 10 ** random.uniform(-8, 0)) for s in (1, -1) for _ in range(8)]
far = [single(-x) for x in (7.5, 9, 11.25, 12.5, 13, 13.5, 14)]


def normal(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def gelu_slope(x):
    return normal(x) + x * exp(-x * x / 2) / sqrt(2 * pi)


print("// Made by scripts/make_activation_fixtures.py: input and correctly rounded result, as bits.")
print("enum ActivationFixtures {")
table("elu", "ELU with alpha 1.", lambda x: x if x > 0 else expm1(x), singles + far, False)
print()
table("gelu", "x times the normal distribution.", lambda x: x * normal(x), singles + far, False)
print()
table("geluSlope", "The derivative of GELU.", gelu_slope, singles + far, False)
print()
table("softsign", "x / (1 + |x|).", lambda x: x / (1 + abs(x)), singles + far, False)
print()
doubles = [random.uniform(-3, 3) for _ in range(40)] + [0.75, 0.5, -0.75, 1e-9, -1e-300, 5.5]
table("erf64", "The error function.", erf, doubles, True)
print()
doubles += [random.uniform(3, 26) for _ in range(20)]
table("erfc64", "Its complement.", erfc, doubles, True)
print("}")
