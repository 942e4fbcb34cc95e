#!/usr/bin/env python3
"""Makes the file that the product reads from what train.py learnt: ONNX, int8. See README.md beside this file.

usage: export.py --jar ENCODER.jar --weights names.pt --out FOLDER [--data FOLDER --score SET...]
       writes names.onnx; with --score, scores the int8 file on sets that the weights have not seen
"""

import argparse
import os
import sys

import numpy as np
import onnxruntime
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))  # for the shared encoder
from encoder import load, quantise
from tagger import NameTagger
from train import Reader, read, score


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--jar", required=True)
    p.add_argument("--weights", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--data")
    p.add_argument("--score", nargs="*", default=[])
    a = p.parse_args()
    encoder, tokenizer = load(a.jar)
    model = NameTagger(encoder)
    model.load_state_dict(torch.load(a.weights))
    model.eval()
    ids = torch.ones(2, 12, dtype=torch.long)
    plain, small = f"{a.out}/names-float.onnx", f"{a.out}/names.onnx"
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model, (ids, ids, ids), plain, input_names=["ids", "shapes", "mask"], output_names=["scores"],
        dynamic_axes={"ids": axes, "shapes": axes, "mask": axes, "scores": axes}, opset_version=17, dynamo=False)
    quantise(plain, small)
    session = onnxruntime.InferenceSession(small)

    def run(ids, shapes, mask):
        given = {"ids": ids.numpy(), "shapes": shapes.numpy(), "mask": mask.numpy()}
        scores = session.run(None, given)[0]
        return (scores - np.log(np.exp(scores).sum(-1, keepdims=True))).tolist()

    print(f"{small}: {os.path.getsize(small)} bytes")
    for name in a.score:
        print(f"int8 {name}: {score(run, Reader(tokenizer), read(a.data, name))}")


if __name__ == "__main__":
    main()
