#!/usr/bin/env python3
"""Trains the tagger of names: persons, organisations and places that no profile lists. See README.md beside this file.

usage: train.py --jar ENCODER.jar --data FOLDER [--leave-out SET]… [--epochs N] --out FOLDER
       FOLDER holds names-ewt-a.jsonl, names-ewt-b.jsonl, names-re3d-train.jsonl, names-wikigold.jsonl, names-wnut17.jsonl
       writes names.pt; export.py makes the ONNX file from it; scores every set that was left out
"""

import argparse
import json
import os
import random
import sys
import time

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))  # for the shared encoder
from encoder import load
from tagger import FROZEN, LABELS, NameTagger, shape

SETS = ["ewt-a", "ewt-b", "re3d-train", "wikigold", "wnut17"]
STYLE = {"ewt-a": 0, "ewt-b": 0, "re3d-train": 1, "wikigold": 2, "wnut17": 3}
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
LIMIT = 128


def read(folder, name):
    with open(f"{folder}/names-{name}.jsonl", encoding="utf-8") as lines:
        return [(r["tokens"], r["tags"]) for r in map(json.loads, lines)]


def spans(tokens, tags):
    """The gold spans as the scorer reads them, in offsets of the tokens joined by spaces."""
    at, found, open_span = 0, [], None
    for token, tag in zip(tokens, tags):
        if tag.startswith("I-") and open_span and open_span[2] == tag[2:]:
            open_span = (open_span[0], at + len(token), tag[2:])
        else:
            if open_span:
                found.append(open_span)
            open_span = (at, at + len(token), tag[2:]) if tag != "O" else None
        at += len(token) + 1
    return found + ([open_span] if open_span else [])


class Reader:
    """Text to pieces, shapes and words, as the product does it."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer

    def __call__(self, text):
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        ids, words, shapes, starts = [], [], [], []
        for piece, word, (start, end) in zip(encoded.ids, encoded.word_ids, encoded.offsets):
            if not starts or word != starts[-1][1]:
                starts.append((len(ids), word))
                words.append([start, end])
            words[-1][1] = end
            ids.append(piece)
        firsts = [s for s, _ in starts]
        ends = firsts[1:] + [len(ids)]
        for (start, end), first, last in zip(words, firsts, ends):
            shapes += [shape(text[start:end])] * (last - first)
        return ids, shapes, firsts, words


def encode(reader, tokens, tags, style):
    text = " ".join(tokens)
    ids, shapes, firsts, words = reader(text)
    labels = [-100] * len(ids)
    gold = spans(tokens, tags)
    for first, (start, end) in zip(firsts, words):
        label = "O"
        for s, e, kind in gold:
            if s <= start and end <= e:
                label = ("B-" if start == s else "I-") + kind
        labels[first] = LABELS.index(label)
    ids, shapes, labels = ids[: LIMIT - 2], shapes[: LIMIT - 2], labels[: LIMIT - 2]
    return [101] + ids + [102], [0] + shapes + [0], [-100] + labels + [-100], style


def vary(tokens, tags, pools, chance):
    """Another sentence of the same form: other names of the same type in its places, or other capitals."""
    if chance.random() < 0.3:
        out, marks, i = [], [], 0
        while i < len(tokens):
            j = i + 1
            if tags[i] != "O":
                while j < len(tokens) and tags[j] == "I-" + tags[i][2:]:
                    j += 1
                name = tokens[i:j]
                if chance.random() < 0.5:
                    name = chance.choice(pools[tags[i][2:]])
                out += name
                marks += ["B-" + tags[i][2:]] + ["I-" + tags[i][2:]] * (len(name) - 1)
            else:
                out.append(tokens[i])
                marks.append("O")
            i = j
        tokens, tags = out, marks
    dice = chance.random()
    if dice < 0.05:
        tokens = [t.lower() for t in tokens]
    elif dice < 0.08:
        tokens = [t.upper() for t in tokens]
    elif dice < 0.10:
        tokens = [t[:1].upper() + t[1:] for t in tokens]
    return tokens, tags


def batches(rows, size, chance):
    order = list(range(len(rows)))
    chance.shuffle(order)
    chunks = [order[i : i + size * 32] for i in range(0, len(order), size * 32)]
    made = []
    for chunk in chunks:
        chunk.sort(key=lambda i: len(rows[i][0]))
        made += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    chance.shuffle(made)
    for batch in made:
        yield pad([rows[i] for i in batch])


def pad(rows):
    longest = max(len(r[0]) for r in rows)
    ids = torch.tensor([r[0] + [0] * (longest - len(r[0])) for r in rows])
    shapes = torch.tensor([r[1] + [0] * (longest - len(r[1])) for r in rows])
    labels = torch.tensor([r[2] + [-100] * (longest - len(r[2])) for r in rows])
    mask = torch.tensor([[1] * len(r[0]) + [0] * (longest - len(r[0])) for r in rows])
    return ids, shapes, mask, labels, torch.tensor([r[3] for r in rows])


def decode(scores):
    """The best sequence of labels in which I-X follows B-X or I-X alone (Viterbi)."""
    best, back = None, []
    for row in scores:
        if best is None:
            best = [v - (1e9 if LABELS[i][0] == "I" else 0) for i, v in enumerate(row)]
            continue
        now, came = [], []
        for i, v in enumerate(row):
            froms = range(len(LABELS)) if LABELS[i][0] != "I" else [LABELS.index("B-" + LABELS[i][2:]), i]
            k = max(froms, key=lambda j: best[j])
            now.append(best[k] + v)
            came.append(k)
        best = now
        back.append(came)
    if best is None:
        return []
    at = max(range(len(LABELS)), key=lambda j: best[j])
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    return path[::-1]


def tag(run, reader, texts, size=32):
    """Spans (start, end, type) of each text; run gives scores for (ids, shapes, mask)."""
    read_texts = [reader(t) for t in texts]
    rows = [([101] + r[0][:510] + [102], [0] + r[1][:510] + [0], [-100] * (min(510, len(r[0])) + 2), 0) for r in read_texts]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    found = [[] for _ in texts]
    for i in range(0, len(order), size):
        some = order[i : i + size]
        ids, shapes, mask, _, _ = pad([rows[k] for k in some])
        scores = run(ids, shapes, mask)
        for k, row in zip(some, scores):
            _, _, firsts, words = read_texts[k]
            kept = [f for f in firsts if f < 510]
            path = decode([row[f + 1] for f in kept])
            open_span = None
            for (start, end), label in zip(words, path):
                name = LABELS[label]
                if name[0] == "I" and open_span:
                    open_span[1] = end
                    continue
                if open_span:
                    found[k].append(tuple(open_span))
                open_span = [start, end, name[2:]] if name != "O" else None
            if open_span:
                found[k].append(tuple(open_span))
    return found


def score(run, reader, rows, keep=lambda text, span: True):
    texts = [" ".join(t) for t, _ in rows]
    right = gold_count = found_count = 0
    for text, (tokens, tags), got in zip(texts, rows, tag(run, reader, texts)):
        gold = {s for s in spans(tokens, tags) if keep(text, s)}
        right += len(gold & set(got))
        gold_count += len(gold)
        found_count += len(got)
    p, r = right / max(1, found_count), right / max(1, gold_count)
    return f"P {p:.4f} R {r:.4f} F1 {2 * p * r / max(1e-9, p + r):.4f} (gold {gold_count} found {found_count})"


def pools_of(rows):
    pools = {"PER": [], "ORG": [], "LOC": []}
    for tokens, tags in rows:
        text = " ".join(tokens)
        for s, e, kind in spans(tokens, tags):
            pools[kind].append(text[s:e].split(" "))
    return pools


def plain(model):
    def run(ids, shapes, mask):
        with torch.no_grad():
            styles = torch.zeros(ids.shape[0], dtype=torch.long)
            return torch.log_softmax(model(ids, shapes, mask, styles), -1).tolist()

    return run


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--jar", required=True)
    p.add_argument("--data", required=True)
    p.add_argument("--leave-out", nargs="*", default=[])
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--seed", type=int, default=11)
    p.add_argument("--out", required=True)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--start", help="a names.pt to go on from")
    p.add_argument("--limit", type=int, default=0)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    chance = random.Random(a.seed)
    encoder, tokenizer = load(a.jar)
    reader = Reader(tokenizer)
    kept = [(name, read(a.data, name)) for name in SETS if name not in a.leave_out]
    pools = pools_of([row for name, rows in kept if name != "re3d-train" for row in rows])
    model = NameTagger(encoder)
    if a.start:
        model.load_state_dict(torch.load(a.start))
    total = sum(len(rows) for _, rows in kept)
    steps = int(a.epochs * total * 0.62) // 32
    fast = [v for k, v in model.named_parameters() if k.startswith(("head", "shapes", "styles"))]
    slow = [v for k, v in model.named_parameters() if k.startswith("encoder.layers.") and int(k.split(".")[2]) >= FROZEN]
    learnt = set(map(id, fast + slow))
    for value in model.parameters():
        value.requires_grad_(id(value) in learnt)
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": a.rate, "weight_decay": 0.01}, {"params": fast, "lr": a.rate * 10, "weight_decay": 0.0}])
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.1 * steps), max(0.02, (steps - s) / (0.9 * steps))))
    began, step = time.time(), 0
    for epoch in range(a.epochs):
        model.train()
        rows = []
        for name, sentences in kept:
            i = 0
            while i < len(sentences):
                tokens, tags = sentences[i]
                if i + 1 < len(sentences) and chance.random() < 0.15 and len(tokens) + len(sentences[i + 1][0]) < 60:
                    i += 1
                    tokens, tags = tokens + sentences[i][0], tags + sentences[i][1]
                i += 1
                if not any(t != "O" for t in tags) and chance.random() < 0.5:
                    continue
                tokens, tags = vary(tokens, tags, pools, chance)
                rows.append(encode(reader, tokens, tags, STYLE[name]))
        loss_sum = count = 0
        for ids, shapes, mask, labels, styles in batches(rows, 32, chance):
            scores = model(ids, shapes, mask, styles)
            loss = torch.nn.functional.cross_entropy(
                scores.view(-1, len(LABELS)), labels.view(-1), ignore_index=-100, label_smoothing=0.02)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(fast + slow, 1.0)
            optimiser.step()
            schedule.step()
            step, loss_sum, count = step + 1, loss_sum + loss.item(), count + 1
            if step % 20 == 0:
                print(f"step {step}/{steps} loss {loss_sum / count:.4f} {time.time() - began:.0f} s", flush=True)
            if a.limit and step >= a.limit:
                return
        model.eval()
        for name in a.leave_out:
            print(f"epoch {epoch + 1} {name}: {score(plain(model), reader, read(a.data, name))}", flush=True)
        torch.save(model.state_dict(), f"{a.out}/names.pt")


if __name__ == "__main__":
    main()
