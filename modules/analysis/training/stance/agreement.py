#!/usr/bin/env python3
"""How far two labellings of the sentences agree.

    agreement.py sentences.tsv second-labels.tsv [--half train|held] [--list]

Unit: a sentence and a target that the sentence has a mention of. Labels: favourable, opposed, neutral, none. Kappa: Cohen
1960. Label alone: over the units in which both see a stance. Holder: of the units with the same label, those whose holders
share a word (articles set aside).
"""
import argparse
import collections

import domain
from score import words

NAMES = {'+': 'favourable', '-': 'opposed', '=': 'neutral', '0': 'none'}


def kappa(pairs):
    """Cohen's kappa of pairs of labels, with the share that agrees."""
    n = len(pairs)
    same = sum(a == b for a, b in pairs) / n
    one, other = (collections.Counter(p[i] for p in pairs) for i in (0, 1))
    chance = sum(one[k] * other[k] for k in one) / n ** 2
    return (same - chance) / (1 - chance), same


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('first')
    p.add_argument('second')
    p.add_argument('--half', choices=['train', 'held', 'all'], default='all')
    p.add_argument('--list', action='store_true', help='print where they differ')
    a = p.parse_args()
    second = {}
    for line in open(a.second, encoding='utf-8'):
        if not line.startswith('#'):
            ident, us, ru, us_holder, ru_holder, _ = line.rstrip('\n').split('\t')
            second[ident] = {'us-presence': (NAMES[us], us_holder), 'russian-presence': (NAMES[ru], ru_holder)}
    pairs, holders, beyond = [], [], 0
    for row in domain.read(a.first, a.half):
        stances = {s['target']: s for s in row['stances']}
        mentioned = {t['target'] for t in row['targets']} | set(stances)
        for target, (label, holder) in second[row['id']].items():
            if target not in mentioned:
                beyond += label != 'none'
                continue
            first = stances.get(target)
            pair = (first['label'] if first else 'none', label)
            pairs.append(pair)
            if pair[0] == pair[1] != 'none':
                holders.append(bool(words(first['holder']) & words(holder)))
            elif pair[0] != pair[1] and a.list:
                print(row['id'], target[:4], *pair, holder, '|', row['text'])
    k, same = kappa(pairs)
    print(f'{len(pairs)} units: agree {same:.3f}, kappa {k:.3f}')
    k, same = kappa([(x != 'none', y != 'none') for x, y in pairs])
    print(f'whether there is a stance: agree {same:.3f}, kappa {k:.3f}')
    both = [q for q in pairs if 'none' not in q]
    k, same = kappa(both)
    print(f'label, where both see one ({len(both)}): agree {same:.3f}, kappa {k:.3f}')
    print(f'holder, where the label is the same: {sum(holders)}/{len(holders)} {sum(holders) / len(holders):.3f}')
    print(f'stances of the second towards what the sentence does not mention: {beyond}')
    for (x, y), n in sorted(collections.Counter(pairs).items(), key=lambda e: -e[1]):
        if x != y:
            print(f'  {x} / {y}: {n}')


if __name__ == '__main__':
    main()
