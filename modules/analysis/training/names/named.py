#!/usr/bin/env python3
"""What of a gold set of names are names, and how a tagger does on those alone.

    named.py GOLD.jsonl [PREDICTED.jsonl]

GOLD: {"tokens","tags"}; PREDICTED as `harmattan analyze --as-is` writes it for the texts of GOLD, tokens joined by a space,
ids from 0. A gold span is a pronoun (all its words are); a description (no capital, a leading article or possessive set
aside); a description around a name (its last word begins with a small letter: "the Iraqi government"); else a name. Prints how
many of each, the F1 of a tagger that found the names exactly and nothing else, and the F1 on the names: spans of PREDICTED
that overlap gold of another class are set aside. How each name was found: exactly, with another type or span, or not.
"""
import collections
import json
import sys

PRONOUNS = set('''i me my mine we us our ours you your he him his himself she her hers it its itself they them their theirs
themselves who whom whose which that this these those one ones everyone someone others other'''.split())
BEFORE = set('the a an this that these those its their his her our my your some all both many several two three four five'.split())
TYPES = {'person': 'PER', 'organisation': 'ORG', 'place': 'LOC'}


def spans(row):
    at, found, open_ = 0, [], None
    for token, tag in zip(row['tokens'], row['tags']):
        if tag.startswith('I-') and open_ and open_[2] == tag[2:]:
            open_ = (open_[0], at + len(token), open_[2], open_[3] + [token])
        else:
            if open_:
                found.append(open_)
            open_ = (at, at + len(token), tag[2:], [token]) if tag != 'O' else None
        at += len(token) + 1
    return found + [open_] if open_ else found


def kind(tokens):
    words = [t for t in tokens if any(c.isalnum() for c in t)] or tokens
    if all(w.lower() in PRONOUNS for w in words):
        return 'pronoun'
    if words[0].lower() in BEFORE and len(words) > 1:
        words = words[1:]
    if not any(w[0].isupper() for w in words):
        return 'description'
    return 'description around a name' if words[-1][0].islower() else 'name'


def f1(tp, found, gold):
    return 2 * tp / max(1, found + gold)


def main():
    rows = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
    gold = [[(s, e, t, kind(tokens)) for s, e, t, tokens in spans(row)] for row in rows]
    count = collections.Counter(g[3] for row in gold for g in row)
    total = sum(count.values())
    for k, n in count.most_common():
        print(f'{k}: {n} of {total} ({n / total:.3f})')
    print(f'exactly the names and nothing else: F1 {f1(count["name"], count["name"], total):.3f}')
    if len(sys.argv) < 3:
        return
    said = {}
    for line in open(sys.argv[2], encoding='utf-8'):
        record = json.loads(line)
        said[int(record['id'])] = {(m['start'], m['end'], TYPES[m['type']]) for m in record['mentions'] if m['type'] in TYPES}
    tp = found = everything = right = 0
    how = collections.Counter()
    for i, row in enumerate(gold):
        names = {g[:3] for g in row if g[3] == 'name'}
        rest = [g for g in row if g[3] != 'name']
        ours = said.get(i, set())
        everything += len(ours)
        right += len(ours & {g[:3] for g in row})
        kept = {o for o in ours if o in names or not any(o[0] < g[1] and g[0] < o[1] for g in rest)}
        tp += len(kept & names)
        found += len(kept)
        for g in names:
            near = [o for o in ours if o[0] < g[1] and g[0] < o[1]]
            how['exact' if g in ours
                else 'other type' if any(o[:2] == g[:2] for o in near)
                else 'other span' if any(o[2] == g[2] for o in near)
                else 'other span and type' if near else 'missed'] += 1
        how['names where gold has nothing'] += sum(not any(o[0] < g[1] and g[0] < o[1] for g in row) for o in ours)
    p, r = tp / max(1, found), tp / max(1, count['name'])
    print(', '.join(f'{k} {n}' for k, n in how.most_common()))
    print(f'all gold: F1 {f1(right, everything, total):.3f}; names alone: P {p:.3f} R {r:.3f} F1 {f1(tp, found, count["name"]):.3f}')


if __name__ == '__main__':
    main()
