#!/usr/bin/env python3
"""Fine-tunes an encoder to tell the stance of a sentence towards a marked target.

    train.py --jar ENCODER.jar --train newsmtsc-train.jsonl [--domain domain-train.jsonl] --out stance.onnx

Input of the model: "[CLS] sentence [SEP] target [SEP]", token type 1 for the target's words in the sentence and after it.
Output: one logit each for favourable, neutral, opposed. Head: CLS, mean over the target's words, mean over the sentence.
Every shuffle comes from --seed. The weights exported are an exponential moving average over the steps of training
(Polyak and Juditsky 1992).
"""
import argparse
import copy
import json
import math
import os
import random
import sys
import time

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import encoder as encoders

LABELS = ['favourable', 'neutral', 'opposed']
NAMES = {'positive': 'favourable', 'negative': 'opposed', 'neutral': 'neutral'}
LONGEST = 160
VERSION = 'stance-1'


class Stance(nn.Module):
    def __init__(self, encoder, width):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(3 * width, len(LABELS))

    def forward(self, input_ids, attention_mask, token_type_ids, target_mask):
        x = self.encoder(input_ids, attention_mask, token_type_ids)

        def mean(mask):
            mask = mask.to(x.dtype).unsqueeze(2)
            return (x * mask).sum(1) / mask.sum(1).clamp(min=1.0)

        return self.head(self.dropout(torch.cat([x[:, 0], mean(target_mask), mean(attention_mask)], dim=1)))


def encode(tokenizer, text, start, end):
    """Ids, types, target mask; a long sentence is cut to a window around the target."""
    whole = tokenizer.encode(text, add_special_tokens=False)
    inside = [s < end and e > start for s, e in whole.offsets]
    mention = tokenizer.encode(text[start:end], add_special_tokens=False).ids[:24]
    room = LONGEST - 3 - len(mention)
    ids, marks = whole.ids, inside
    if len(ids) > room:
        first = inside.index(True) if True in inside else 0
        left = max(0, min(first - room // 2, len(ids) - room))
        ids, marks = ids[left:left + room], marks[left:left + room]
    cls, sep = tokenizer.token_to_id('[CLS]'), tokenizer.token_to_id('[SEP]')
    all_ids = [cls] + ids + [sep] + mention + [sep]
    types = [0] + [int(m) for m in marks] + [0] + [1] * len(mention) + [0]
    target = [0] + [int(m) for m in marks] + [0] * (len(mention) + 2)
    return all_ids, types, target


def read(path, tokenizer):
    rows = []
    for line in open(path, encoding='utf-8'):
        record = json.loads(line)
        for t in record['targets']:
            label = NAMES.get(t['label'], t['label'])
            if label in LABELS:
                rows.append((*encode(tokenizer, record['text'], t['start'], t['end']), LABELS.index(label)))
    return rows


def batch(rows):
    longest = max(len(r[0]) for r in rows)

    def pad(part):
        return torch.tensor([r[part] + [0] * (longest - len(r[part])) for r in rows])

    mask = torch.tensor([[1] * len(r[0]) + [0] * (longest - len(r[0])) for r in rows])
    return pad(0), mask, pad(1), pad(2), torch.tensor([r[3] for r in rows])


def batches(rows, size, rng):
    order = list(range(len(rows)))
    rng.shuffle(order)
    for at in range(0, len(order), size * 20):  # about equally long ones together, in random order
        part = sorted(order[at:at + size * 20], key=lambda i: len(rows[i][0]))
        groups = [part[i:i + size] for i in range(0, len(part), size)]
        rng.shuffle(groups)
        for group in groups:
            yield batch([rows[i] for i in group])


def scores(model, rows):
    model.eval()
    said, gold = [], []
    with torch.no_grad():
        for at in range(0, len(rows), 64):
            ids, mask, types, target, labels = batch(rows[at:at + 64])
            said += model(ids, mask, types, target).argmax(1).tolist()
            gold += labels.tolist()
    f1 = []
    for c in range(len(LABELS)):
        tp = sum(p == c and g == c for p, g in zip(said, gold))
        f1.append(2 * tp / max(1, said.count(c) + gold.count(c)))
    return sum(f1) / len(f1)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--jar', required=True)
    p.add_argument('--train', required=True)
    p.add_argument('--domain')
    p.add_argument('--domain-times', type=int, default=2)
    p.add_argument('--dev', help='scored after each epoch, never trained on')
    p.add_argument('--out', required=True)
    p.add_argument('--epochs', type=int, default=3)
    p.add_argument('--rate', type=float, default=6e-5)
    p.add_argument('--batch', type=int, default=32)
    p.add_argument('--decay', type=float, default=0.99, help='of the moving average, per step')
    p.add_argument('--seed', type=int, default=7)
    p.add_argument('--start', help='weights (.pt) to go on from')
    a = p.parse_args()
    random.seed(a.seed), np.random.seed(a.seed), torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    enc, tokenizer = encoders.load(a.jar)
    model = Stance(enc, enc.words.weight.shape[1])
    if a.start:
        model.load_state_dict(torch.load(a.start))
    rows = read(a.train, tokenizer)
    if a.domain:
        rows += read(a.domain, tokenizer) * a.domain_times
    dev = read(a.dev, tokenizer) if a.dev else []
    print(f'{len(rows)} targets to train on, {len(dev)} to look at', flush=True)
    flat = [q for n, q in model.named_parameters() if 'norm' in n or n.endswith('bias')]
    rest = [q for n, q in model.named_parameters() if not ('norm' in n or n.endswith('bias'))]
    best = torch.optim.AdamW([{'params': rest, 'weight_decay': 0.01}, {'params': flat, 'weight_decay': 0.0}], lr=a.rate)
    steps = a.epochs * math.ceil(len(rows) / a.batch)
    warm = steps // 10
    plan = torch.optim.lr_scheduler.LambdaLR(best, lambda s: min((s + 1) / max(1, warm), (steps - s) / max(1, steps - warm)))
    average = copy.deepcopy(model)
    began, step = time.time(), 0
    for epoch in range(a.epochs):
        model.train()
        for ids, mask, types, target, labels in batches(rows, a.batch, rng):
            with torch.autocast('cpu', dtype=torch.bfloat16, enabled=os.environ.get('BF16') == '1'):
                logits = model(ids, mask, types, target)
            loss = functional.cross_entropy(logits.float(), labels, label_smoothing=0.05)
            best.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            best.step()
            plan.step()
            step += 1
            decay = min(a.decay, step / (step + 10))
            with torch.no_grad():
                for ours, theirs in zip(average.parameters(), model.parameters()):
                    ours.mul_(decay).add_(theirs, alpha=1 - decay)
            if step % 20 == 0:
                print(f'step {step}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s', flush=True)
        if dev:
            print(f'epoch {epoch + 1}: macro F1 {scores(model, dev):.4f}, averaged {scores(average, dev):.4f}', flush=True)
    average.eval()
    torch.save(average.state_dict(), a.out.replace('.onnx', '.pt'))
    export(average, a.out)


def export(model, out):
    full = out.replace('.onnx', '.full.onnx')
    sample = torch.ones(2, 12, dtype=torch.long)
    names = ['input_ids', 'attention_mask', 'token_type_ids', 'target_mask']
    torch.onnx.export(model, (sample,) * 4, full, input_names=names, output_names=['logits'], opset_version=17, dynamo=False,
                      dynamic_axes={n: {0: 'batch', 1: 'length'} for n in names} | {'logits': {0: 'batch'}})
    encoders.quantise(full, out)
    mark(out)
    print(f'{out}: {os.path.getsize(out)} bytes', flush=True)


def mark(path):
    """Writes the version that StanceModel expects into the file."""
    made = onnx.load(path)
    entry = made.metadata_props.add()
    entry.key, entry.value = 'harmattan.version', VERSION
    onnx.save(made, path)


if __name__ == '__main__':
    main()
