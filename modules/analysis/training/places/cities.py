#!/usr/bin/env python3
"""Reduces the GeoNames table of cities to what Harmattan carries: cities.tsv.gz. See README.md beside this file.

usage: cities.py cities500.txt COUNTRIES OUT.tsv.gz
       COUNTRIES: codes, joined by commas, of the countries of which every place is kept (the profile's own)

Columns of the result, by falling population: GeoNames id, name, other names (joined by |), latitude, longitude, country,
admin1 code, population, feature code (PPLC capital, PPLA and PPLA2 seats of the first and second level, PPL others).
"""

import gzip
import sys

LEAST = 15000
ARTICLES = ("Al", "Ar", "As", "Ash", "Ad", "An", "At", "Ath", "Az")
ARAB = ("AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE")


# What English and French call towns that GeoNames names otherwise.
OTHERS = {
    "5128581": "New York|NYC", "703448": "Kiev", "498817": "Saint Petersburg|St. Petersburg|St Petersburg", "1275339": "Bombay",
    "1275004": "Calcutta", "1277333": "Bangalore", "1264527": "Madras", "1298824": "Rangoon", "1566083": "Saigon",
    "360630": "Le Caire", "2507480": "Alger", 
    "2267057": "Lisbonne", "2643743": "Londres", "524901": "Moscou", "756135": "Varsovie", "2800866": "Bruxelles",
    "2761369": "Vienne", "792680": "Belgrade", "683506": "Bucarest", "2618425": "Copenhague",
    "2660646": "Geneva", "2886242": "Cologne", "2510911": "Seville", "2861650": "Nuremberg", "2797656": "Ghent",
    "2800931": "Bruges", "2711537": "Gothenburg", "2548885": "Fez", "2803138": "Antwerp|Anvers", "3020686": "Dunkirk",
    "99532": "Basra", "170592": "Douma", "79415": "Hodeidah|Hodeida", "2214846": "Misrata", "112931": "Téhéran", "98182": "Bagdad", "170654": "Damas",
    "276781": "Beyrouth", "1816670": "Pékin", "292968": "Abou Dabi", "281184": "Jérusalem", "53654": "Mogadiscio",
    "108410": "Riyad", "3553478": "La Havane", "264371": "Athènes",
}


def other_names(ident, name, ascii_name, country):
    names = [OTHERS.get(ident, ""), ascii_name if ascii_name != name else ""]
    if name.endswith(" City") and ident not in ("3530597", "5128581"):
        names.append(name[:-5])
    if name.startswith(("Saint ", "St. ")):
        rest = name.split(" ", 1)[1]
        names += [start + rest for start in ("St. ", "St ", "Saint ") if start + rest != name]
    bare = ascii_name.lstrip("`'")
    first, _, rest = bare.partition(" ")
    if first in ARTICLES and country in ARAB and len(rest) > 4:
        bare = rest
    names += [bare if bare != ascii_name else "", bare[:-1] if country in ARAB and bare.endswith("ah") else ""]
    return "|".join(dict.fromkeys(n for n in names if n))


def main():
    source, countries, target = sys.argv[1:]
    watched = set(countries.split(","))
    kept = []
    with open(source, encoding="utf-8") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            ident, name, ascii_name, _, lat, lon, _, feature, country, _, admin1 = f[:11]
            population = int(f[14] or 0)
            if feature in ("PPLX", "PPLQ", "PPLH", "PPLW") or not name:
                continue
            seat = feature in ("PPLC", "PPLA")
            if population >= LEAST or seat or (country in watched):
                feature = feature if feature in ("PPLC", "PPLA", "PPLA2") else "PPL"
                kept.append((-population, int(ident), [ident, name, other_names(ident, name, ascii_name, country),
                             f"{float(lat):.2f}", f"{float(lon):.2f}", country, admin1, str(population), feature]))
    kept.sort()
    text = "\n".join("\t".join(row) for _, _, row in kept) + "\n"
    with open(target, "wb") as out, gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9, mtime=0, filename="") as packed:
        packed.write(text.encode("utf-8"))
    print(f"{len(kept)} places")


if __name__ == "__main__":
    main()
