#!/usr/bin/env python3
"""Scores what `harmattan analyze --as-is` makes of the domain's sentences against their labels.

    score.py GOLD.jsonl ANALYSED.jsonl [--misses] [--table]

GOLD as `domain.py --what gold` writes it. Label F1: for each sentence and target that either side speaks of, the label or
none; macro over favourable, opposed and neutral. Holder: of the stances with the right label, those whose holder shares a
word with the labelled one (articles set aside). Evidence: of those, the share of the labelled evidence's length that the
given span covers at least a half of; and the mean share covered. Abstention: of sentences without a stance, those left
without one, and how many of the silences were right. ECE: ten bins of equal width over all stances given, right meaning
target and label are.
"""
import argparse
import json
import re


def words(name):
    plain = re.findall(r"[\w]+", (name or '').lower())
    return {w for w in plain if w not in ('the', 'a', 'an', 'of', 's', 'in', 'and', 'le', 'la')}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('gold')
    p.add_argument('analysed')
    p.add_argument('--misses', action='store_true')
    p.add_argument('--table', action='store_true')
    a = p.parse_args()
    out = {r['id']: r for r in map(json.loads, open(a.analysed, encoding='utf-8'))}
    count = {l: [0, 0, 0] for l in ('favourable', 'opposed', 'neutral')}
    held = holder = covered = 0
    shares, bins = [], [[0, 0.0, 0] for _ in range(10)]
    silent_right = silent = none = 0
    for line in open(a.gold, encoding='utf-8'):
        g = json.loads(line)
        r = out.get(g['id'], {'stances': []})
        gold = {s['target']: s for s in g['stances']}
        said = {}
        for s in sorted(r['stances'], key=lambda s: s['confidence']):
            said[s['target']] = s
            right = s['target'] in gold and gold[s['target']]['label'] == s['label']
            b = bins[min(9, int(s['confidence'] * 10))]
            b[0] += 1
            b[1] += s['confidence']
            b[2] += right
        if not r['stances']:
            silent += 1
            silent_right += not gold
        none += not gold
        for t in set(gold) | set(said):
            want, have = gold.get(t, {}).get('label'), said.get(t, {}).get('label')
            if want == have:
                count[want][0] += 1
                held += 1
                ok = words(gold[t]['holder']) & words(said[t]['holder'])
                holder += bool(ok)
                s, e = gold[t]['evidence']
                share = max(0, min(e, said[t]['end']) - max(s, said[t]['start'])) / (e - s)
                shares.append(share)
                covered += share >= 0.5
                if a.misses and not ok:
                    print('holder', g['id'], gold[t]['holder'], '!=', said[t]['holder'], '|', g['text'])
            else:
                if have:
                    count[have][1] += 1
                if want:
                    count[want][2] += 1
                if a.misses:
                    print('label', g['id'], t[:4], want, '!=', have, (said.get(t) or {}).get('holder'), '|', g['text'])
    f1 = {l: 2 * tp / max(1, 2 * tp + fp + fn) for l, (tp, fp, fn) in count.items()}
    total = sum(b[0] for b in bins)
    ece = sum(abs(b[1] - b[2]) for b in bins) / max(1, total)
    pairs = ' '.join(f'{l} {v:.3f}' for l, v in f1.items())
    print(f'F1 {pairs} macro {sum(f1.values()) / 3:.3f}; holder {holder}/{held} {holder / max(1, held):.3f}; '
          f'evidence half covered {covered / max(1, held):.3f}, mean {sum(shares) / max(1, len(shares)):.3f}; '
          f'silent {silent}, rightly {silent_right} ({silent_right / max(1, silent):.3f}), of {none} without a stance; '
          f'ECE {ece:.3f} over {total}')
    if a.table:
        for i, b in enumerate(bins):
            if b[0]:
                print(f'{i / 10:.1f}-{(i + 1) / 10:.1f}: {b[0]} given, said {b[1] / b[0]:.3f}, right {b[2] / b[0]:.3f}')


if __name__ == '__main__':
    main()
