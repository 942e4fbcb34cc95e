"""The tagger of names: the shared encoder, with the shape of each word added above its frozen layers, and a label a piece.

The encoders at hand read lower-cased text. Names are told from words by their capitals above all, so the shape of the
word that a piece belongs to (lower, Capitalised, ALL CAPS, ...) is embedded and added above the frozen layers, and so is
the set that a sentence comes from: the sets do not agree on what a name is, and the product speaks in the style of EWT.
"""

import torch
from torch import nn

SHAPES = 11
STYLES = 4
FROZEN = 4  # the lowest layers stay as they were
LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


def shape(word):
    """The shape of a word as it stands in the text; io.harmattan.analysis.tag.WordShape says the same in Java."""
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 8 if letters else 7
    if not letters:
        return 9
    upper = [c for c in letters if c.isupper() or c.istitle()]
    if not upper:
        return 1 if any(c.islower() for c in letters) else 10
    if len(upper) == len(letters):
        return 4 if len(letters) == 1 else 3
    if not (letters[0].isupper() or letters[0].istitle()):
        return 6
    return 2 if len(upper) == 1 else 5


class NameTagger(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        width = encoder.words.embedding_dim
        self.shapes, self.styles = nn.Embedding(SHAPES, width), nn.Embedding(STYLES, width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.zeros_(self.styles.weight)
        self.head = nn.Linear(width, len(LABELS))

    def forward(self, ids, shapes, mask, styles=None):
        encoder = self.encoder
        places = torch.arange(ids.shape[1], device=ids.device)
        x = encoder.words(ids) + encoder.positions(places) + encoder.types.weight[0]
        x = encoder.dropout(encoder.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in encoder.layers[:FROZEN]:
            x = layer(x, bias)
        style = self.styles.weight[0] if styles is None else self.styles(styles)[:, None]
        x = x + self.shapes(shapes) + style
        for layer in encoder.layers[FROZEN:]:
            x = layer(x, bias)
        return self.head(encoder.dropout(x))
