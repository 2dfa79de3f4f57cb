"""Computes what other programs say of the agreement in a file of readings.

  agreement_peers.py READINGS OUTPUT      the figures, as in agreement-peers.json, into a file: a solver prints, too
  agreement_peers.py --make SEED          new readings: texts of words without punctuation, three people

Packages of PyPI: krippendorff (Krippendorff's alpha), bratiaa (pairwise F1) and pygamma-agreement (gamma and the
disorder of the best alignment). Cohen's and Fleiss' kappa are computed here, from their definitions.
"""
import itertools
import json
import random
import sys
import tempfile
from pathlib import Path

LABELS = ["GPE", "ORG", "PER"]
PEOPLE = ["anna", "ben", "cem"]


def make(seed):
    """Texts, and readings that differ in some places."""
    dice = random.Random(seed)
    articles = []
    for number in range(6):
        words = ["".join(dice.choice("abcdefghij") for _ in range(dice.randint(2, 8))) for _ in range(60)]
        starts = list(itertools.accumulate([0] + [len(word) + 1 for word in words[:-1]]))
        true = []
        place = dice.randint(0, 4)
        while place < 56:
            true.append([place, place + dice.randint(1, 3), dice.choice(LABELS)])
            place += dice.randint(4, 9)
        readings = {person: [spoilt(unit, dice) for unit in true if dice.random() > 0.15] for person in PEOPLE}
        articles.append({
            "name": f"a{number}", "text": " ".join(words),
            "readings": {
                person: sorted([starts[a], starts[b - 1] + len(words[b - 1]), label] for a, b, label in units)
                for person, units in readings.items()}})
    return {"people": PEOPLE, "articles": articles}


def spoilt(unit, dice):
    first, last, label = unit
    if dice.random() < 0.2:
        last = min(60, last + 1)
    if dice.random() < 0.2:
        label = dice.choice(LABELS)
    return [first, last, label]


def tokens(article):
    """The span of each word."""
    at, spans = 0, []
    for word in article["text"].split(" "):
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return spans


def covers(article, person, label=None):
    """The labels of each token, joined; of one label, whether it covers the token."""
    result = []
    for start, end in tokens(article):
        found = sorted({u[2] for u in article["readings"][person] if u[0] < end and start < u[1]})
        result.append("+".join(found) if label is None else ("x" if label in found else ""))
    return result


def table(data, people, label=None):
    return [sum((covers(article, person, label) for article in data["articles"]), []) for person in people]


def alpha(rows):
    import krippendorff
    import numpy as np

    values = sorted(set(itertools.chain(*rows)))
    numbers = np.array([[values.index(value) for value in row] for row in rows], dtype=float)
    return float(krippendorff.alpha(reliability_data=numbers, level_of_measurement="nominal"))


def cohen(one, other):
    count = len(one)
    observed = sum(a == b for a, b in zip(one, other)) / count
    expected = sum(one.count(value) * other.count(value) for value in set(one + other)) / count**2
    return (observed - expected) / (1 - expected)


def fleiss(rows):
    people, count = len(rows), len(rows[0])
    items = list(zip(*rows))
    observed = sum(
        sum(item.count(value) * (item.count(value) - 1) for value in set(item)) / (people * (people - 1))
        for item in items) / count
    everything = list(itertools.chain(*rows))
    expected = sum((everything.count(value) / len(everything)) ** 2 for value in set(everything))
    return (observed - expected) / (1 - expected)


def f1(data):
    """Mean F1 over pairs, of all labels and of each."""
    import bratiaa

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        empty = "\n[relations]\n[events]\n[attributes]\n"
        (root / "annotation.conf").write_text("[entities]\n" + "\n".join(LABELS) + empty)
        for person in data["people"]:
            (root / person).mkdir()
            for article in data["articles"]:
                (root / person / f"{article['name']}.txt").write_text(article["text"])
                (root / person / f"{article['name']}.ann").write_text("".join(
                    f"T{n}\t{u[2]} {u[0]} {u[1]}\t{article['text'][u[0]:u[1]]}\n"
                    for n, u in enumerate(article["readings"][person], 1)))
        agreement = bratiaa.compute_f1_agreement(folder)
        labels = agreement.mean_sd_per_label()[0]
        return {"all": float(agreement.mean_sd_total()[0])} | dict(zip(agreement.labels, map(float, labels)))


def continuum(article, people):
    from pygamma_agreement import Continuum
    from pyannote.core import Segment

    result = Continuum()
    for person in people:
        for start, end, label in article["readings"][person]:
            result.add(person, Segment(start, end), label)
    return result


def gamma(article, people):
    """Gamma, as a mean of several runs, and the disorder of the best alignment."""
    import numpy as np
    from pygamma_agreement import CombinedCategoricalDissimilarity, ShuffleContinuumSampler

    np.random.seed(1)
    dissimilarity = CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
    one = continuum(article, people)
    results = [
        one.compute_gamma(dissimilarity, n_samples=100, sampler=ShuffleContinuumSampler()).gamma for _ in range(4)]
    disorder = one.get_best_alignment(dissimilarity).disorder
    return {"gamma": float(sum(results) / len(results)), "disorder": float(disorder)}


def figures(data):
    people = data["people"]
    pairs = [people[:2], people]
    nominal = {}
    for group in pairs:
        for label in [None] + LABELS:
            rows = table(data, group, label)
            nominal[f"{len(group)} {label or 'all'}"] = {
                "alpha": alpha(rows), "fleiss": fleiss(rows)} | ({"cohen": cohen(*rows)} if len(group) == 2 else {})
    return {
        "nominal": nominal, "f1": f1(data),
        "gamma": {
            f"{len(group)} {article['name']}": gamma(article, group)
            for group in pairs for article in data["articles"][:3]},
    }


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        print(json.dumps(make(int(sys.argv[2])), indent=1))
    else:
        found = figures(json.loads(Path(sys.argv[1]).read_text()))
        Path(sys.argv[2]).write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
