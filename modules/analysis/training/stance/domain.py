#!/usr/bin/env python3
"""The labelled sentences of the domain, as the scorer and the training read them.

    domain.py sentences.tsv --half train|held --what gold|targets|texts

A line of sentences.tsv: the stances, a tab, the text. A stance is label (+ favourable, - opposed, = neutral), target (us,
ru), "/" and manner (a act, o own words, r reported), with "@" where the author holds it; several are parted by ";", none is 0.
In the text, {} marks holders, <> evidence, [u ] and [r ] mentions of the two targets; as many as there are stances, or one
for all. The halves: of the lines that are no comments, the first, third, fifth … are for training, the others are held out.

gold: {"id","text","stances":[{"target","label","manner","holder","evidence":[start,end]}]}
targets: {"id","text","targets":[{"start","end","label"}]}, no stance being neutral, as the training reads it
texts: {"id","text"}, as `harmattan analyze` reads it
"""
import argparse
import json

LABELS = {'+': 'favourable', '-': 'opposed', '=': 'neutral'}
TARGETS = {'us': 'us-presence', 'ru': 'russian-presence', 'u': 'us-presence', 'r': 'russian-presence'}
MANNERS = {'a': 'act', 'o': 'own', 'r': 'reported'}


def parse(number, line):
    codes, marked = line.rstrip('\n').split('\t')
    text, holders, evidence, mentions, open_ = '', [], [], [], []
    i = 0
    while i < len(marked):
        c = marked[i]
        if c in '{<':
            open_.append((c, len(text), ''))
        elif c == '[':
            open_.append((c, len(text), marked[i + 1]))
            i += 2
        elif c in '}>]':
            kind, start, target = open_.pop()
            assert {'{': '}', '<': '>', '[': ']'}[kind] == c, f'line {number}: {c} closes {kind}'
            span = (start, len(text))
            {'{': holders, '<': evidence}.get(kind, []).append(span)
            if kind == '[':
                mentions.append((*span, TARGETS[target]))
        else:
            text += c
        i += 1
    assert not open_, f'line {number}: {open_} is not closed'
    holders.sort(), evidence.sort(), mentions.sort()
    stances = []
    if codes != '0':
        parts = codes.split(';')
        for n, code in enumerate(parts):
            author = code.endswith('@')
            assert len(evidence) in (1, len(parts)), f'line {number}: {len(evidence)} marks of evidence'
            assert author or len(holders) in (1, len(parts)), f'line {number}: {len(holders)} holders'
            start, end = evidence[n if len(evidence) > 1 else 0]
            held = None if author else holders[n if len(holders) > 1 else 0]
            stances.append({'target': TARGETS[code[1:3]], 'label': LABELS[code[0]], 'manner': MANNERS[code[4]],
                            'holder': 'author' if author else text[held[0]:held[1]].strip(' ,'), 'evidence': [start, end]})
    labels = {s['target']: s['label'] for s in stances}
    targets = [{'start': s, 'end': e, 'label': labels.get(t, 'neutral'), 'target': t} for s, e, t in mentions]
    assert targets, f'line {number}: no mention'
    return {'id': f's{number:03d}', 'text': text, 'stances': stances, 'targets': targets}


def read(path, half):
    lines = [line for line in open(path, encoding='utf-8') if line.strip() and not line.startswith('#')]
    rows = [parse(n, line) for n, line in enumerate(lines, 1)]
    return [r for n, r in enumerate(rows) if half == 'all' or (n % 2 == 0) == (half == 'train')]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('file')
    p.add_argument('--half', choices=['train', 'held', 'all'], required=True)
    p.add_argument('--what', choices=['gold', 'targets', 'texts'], required=True)
    a = p.parse_args()
    keep = {'gold': ('id', 'text', 'stances'), 'targets': ('id', 'text', 'targets'), 'texts': ('id', 'text')}[a.what]
    for row in read(a.file, a.half):
        print(json.dumps({k: row[k] for k in keep}, ensure_ascii=False))


if __name__ == '__main__':
    main()
