"""Prints wcwidth's widths of all code points as JSON lines: the Unicode version, then runs of equal width.

Each run has its first and last code point, the columns in most terminals and in East Asian ones, and
whether it is of general category Mc, about which terminals disagree. Controls, which wcwidth calls -1,
take no column.
"""
import json

import wcwidth
from wcwidth.table_mc import CATEGORY_MC

VERSION = wcwidth.list_versions()[-1]
MARKS = {code for first, last in CATEGORY_MC[VERSION] for code in range(first, last + 1)}


def measure(code):
    if code > 0x10FFFF:
        return None
    narrow, wide = (max(0, wcwidth.wcwidth(chr(code), ambiguous_width=width)) for width in (1, 2))
    return {"narrow": narrow, "wide": wide, "mark": code in MARKS}


print(json.dumps({"unicode": VERSION}))
first, run = 0, measure(0)
for code in range(1, 0x110001):
    if (now := measure(code)) != run:
        print(json.dumps({"first": first, "last": code - 1, **run}))
        first, run = code, now
