#!/usr/bin/env python3
"""Learns the weights of the decision of clustering (resource decision.tsv) from features that the product writes.

usage: train.py --articles A.tsv --headlines H.tsv --out decision.tsv
       train.py --articles A.tsv --headlines H.tsv --folds 5 --out FOLDER
                                                               weights and events of each fold, for cross-validation
       --without FEATURE[,FEATURE…]                            for ablations

A.tsv and H.tsv are what `ClusterRuns features` prints. Deterministic: the fold of an event is a hash of its name,
of events that look alike in ECB+ (12ecb, 12ecbplus) of their number.
"""
import argparse
import hashlib
import pathlib
import re

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

FEATURES = ["intercept", "words", "cohesion", "names", "log_names", "lead", "log_lead", "other_lead", "log_other_lead",
            "entities", "other_entities", "one_sided", "timed", "days", "meaning"]
LEAD = ["lead", "log_lead", "other_lead", "log_other_lead"]
LEARNED = {
    "article": ["names", "log_names"] + LEAD + ["entities", "other_entities"],
    "nameless": LEAD + ["entities", "other_entities"],
    "headline": ["words", "cohesion"],
    "meaning": ["words", "cohesion", "meaning"],
}
# Not learned: in ECB+ the one event of a topic is dated and the other is not, and the headlines come in blocks by time, so what
# they teach of time is of the sets. Of -1.5, -2, -2.5 and what is learned (-3.3), -2 is best for events not seen.
JUDGED = {"timed": 0.5, "days": -0.5, "one_sided": -2.0}
# All headlines are dated; the weight that articles taught.
JUDGED_OF_HEADLINES = {"one_sided": -1.35}


def read(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    events = np.array([r[0] for r in rows])
    kinds = np.array([r[1].lower() for r in rows])
    right = np.array([int(r[2]) for r in rows])
    return events, kinds, right, np.array([[float(x) for x in r[3:]] for r in rows])


def learn(kind, x, y, without):
    names = [n for n in LEARNED[kind] if n not in without]
    columns = x[:, [FEATURES.index(n) for n in names]]
    scale = StandardScaler().fit(columns)
    scale.scale_[scale.scale_ == 0] = 1
    model = LogisticRegression(C=0.5, max_iter=2000).fit(scale.transform(columns), y)
    raw = model.coef_[0] / scale.scale_
    weights = dict(zip(names, raw))
    judged = {name: weight for name, weight in JUDGED.items() if name not in without}
    if kind in ("headline", "meaning"):
        judged.update(JUDGED_OF_HEADLINES)
    # what is judged is given beforehand: the intercept makes room for it
    given = sum(w * x[:, FEATURES.index(n)] for n, w in judged.items())
    weights["intercept"] = model.intercept_[0] - float(np.sum(raw * scale.mean_)) - float(np.mean(given))
    weights.update(judged)
    return weights


def rows_of(kind, events, kinds, right, x, without, keep=None):
    # a pair of which one names nothing is weighed by the lead alone, a headline by words alone where a vector is missing: the same
    # pairs teach both
    mask = kinds == ("article" if kind in ("article", "nameless") else "meaning")
    if keep is not None:
        mask &= keep
    return [(kind, n, w) for n, w in sorted(learn(kind, x[mask], right[mask], without).items(),
                                            key=lambda item: FEATURES.index(item[0]))]


def write(path, rows, head=""):
    path.write_text(head + "".join(f"{k}\t{n}\t{w:.4f}\n" for k, n, w in rows), encoding="utf-8")


def fold(event, folds):
    topic = re.sub(r"ecb(plus)?$", "", event)
    return int(hashlib.md5(topic.encode()).hexdigest(), 16) % folds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles")
    parser.add_argument("--headlines")
    parser.add_argument("--folds", type=int)
    parser.add_argument("--without", default="")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    without = set(args.without.split(","))
    out = pathlib.Path(args.out)
    tables = [(kinds, read(path)) for kinds, path in ((["article", "nameless"], args.articles),
                                                      (["headline", "meaning"], args.headlines)) if path]
    if args.folds:
        out.mkdir(parents=True, exist_ok=True)
        for k in range(args.folds):
            rows, held = [], set()
            for kinds, data in tables:
                folds = [[fold(e, args.folds) for e in pair.split(",")] for pair in data[0]]
                mask = np.array([k in each for each in folds])
                rows += [r for kind in kinds for r in rows_of(kind, *data, without, ~mask)]
                held |= {e for pair in data[0] for e in pair.split(",") if fold(e, args.folds) == k}
            write(out / f"weights-{k}.tsv", rows)
            (out / f"events-{k}.txt").write_text("\n".join(sorted(held)) + "\n", encoding="utf-8")
        return
    rows = [r for kinds, data in tables for kind in kinds for r in rows_of(kind, *data, without)]
    write(out, rows, "# The weights of the decision of clustering; see modules/analysis/training/cluster/README.md.\n"
                     "# kind, feature, weight. timed, days and one_sided are judged, the rest is learned.\n")


if __name__ == "__main__":
    main()
