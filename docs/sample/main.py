"""How long is a year elsewhere?"""

import csv
from pathlib import Path

import chart

PLANETS = Path(__file__).parent / "data" / "planets.csv"


def read_years(path):
    with open(path, newline="", encoding="utf-8") as f:
        return {row["name"]: float(row["year"]) for row in csv.DictReader(f)}


def main():
    years = read_years(PLANETS)
    print("A year, counted in years of the Earth:")
    for name, year in sorted(years.items(), key=lambda item: item[1]):
        print(f"{name:>8} {year:7.2f} {chart.bar(year, max(years.values()))}")


if __name__ == "__main__":
    main()
