"""A plain BERT in torch whose weights come from the ONNX file of an encoder that a Maven jar carries.

Architecture: Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers", section 3 (post-layer-norm encoder).
"""
import math
import re
import zipfile

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional


class Layer(nn.Module):
    def __init__(self, width, inner, heads, dropout):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.joined = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, width = x.shape
        size = width // self.heads

        def split(t):
            return t.reshape(batch, length, self.heads, size).transpose(1, 2)

        weights = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / math.sqrt(size) + mask
        attended = self.dropout(functional.softmax(weights, dim=-1)) @ split(self.value(x))
        x = self.norm1(x + self.dropout(self.joined(attended.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, words, positions, types, width, inner, layers, heads, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.positions = nn.Embedding(positions, width)
        self.types = nn.Embedding(types, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, heads, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, mask, types):
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.types(types)))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load(jar, heads=12, dropout=0.1):
    """The encoder and the tokenizer that lie in a jar."""
    with zipfile.ZipFile(jar) as z:
        model = onnx.load_from_string(z.read(next(n for n in z.namelist() if n.endswith('.onnx'))))
        tokenizer = Tokenizer.from_str(z.read(next(n for n in z.namelist() if n.endswith('tokenizer.json'))).decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    weights = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == 'MatMul':
            named = [i for i in node.input if i in weights]
            if named:
                weights[re.sub(r'^/', '', node.name).removesuffix('/MatMul').replace('/', '.') + '.weight'] = weights[named[0]].T
    words, width = weights['embeddings.word_embeddings.weight'].shape
    layers = 1 + max(int(m.group(1)) for m in (re.search(r'encoder\.layer\.(\d+)\.', n) for n in weights) if m)
    encoder = Encoder(words, weights['embeddings.position_embeddings.weight'].shape[0],
                      weights['embeddings.token_type_embeddings.weight'].shape[0], width,
                      weights['encoder.layer.0.intermediate.dense.bias'].shape[0], layers, heads, dropout)
    state = {'words.weight': 'embeddings.word_embeddings.weight', 'positions.weight': 'embeddings.position_embeddings.weight',
             'types.weight': 'embeddings.token_type_embeddings.weight', 'norm.weight': 'embeddings.LayerNorm.weight',
             'norm.bias': 'embeddings.LayerNorm.bias'}
    parts = {'query': 'attention.self.query', 'key': 'attention.self.key', 'value': 'attention.self.value',
             'joined': 'attention.output.dense', 'norm1': 'attention.output.LayerNorm', 'up': 'intermediate.dense',
             'down': 'output.dense', 'norm2': 'output.LayerNorm'}
    for i in range(layers):
        for ours, theirs in parts.items():
            for kind in ('weight', 'bias'):
                state[f'layers.{i}.{ours}.{kind}'] = f'encoder.layer.{i}.{theirs}.{kind}'
    encoder.load_state_dict({ours: weights[theirs].float() for ours, theirs in state.items()})
    return encoder, tokenizer


def quantise(source, target, keep=()):
    """int8 by dynamic quantisation, per channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=list(keep))
