"""Attention as PyTorch computes it, for the library's tests to compare with.

Writes test/fixtures/torch/*.json: inputs, outputs of scaled_dot_product_attention and, by autograd, how
the loss sum(O * dO) changes with Q, K and V. Everything is computed in float32 on the CPU. Run it again
only to add a case:

    python -m venv ../crosscheck-env
    ../crosscheck-env/bin/pip install -r tools/crosscheck/requirements.txt
    ../crosscheck-env/bin/python tools/crosscheck/torch_fixtures.py
    npx biome check --write test/fixtures/torch

Letters: Q [N, d], K [M, d], V [M, dv], mask [N, M] with 1 = query i may read key j; with heads, Q is
[N, H*d] and K, V are [M, G*d], head h in columns h*d to (h+1)*d. Causal with N != M means that the last
query reads every key, as in decoding (PyTorch's own is_causal aligns the first ones instead).
"""

import json
import pathlib

import torch
from torch.nn.functional import scaled_dot_product_attention

OUT = pathlib.Path(__file__).resolve().parents[2] / "test/fixtures/torch"


def random(*shape, spread=1.0):
    """Normal numbers, rounded to multiples of 1/64: exact in float32 and short in JSON."""
    return torch.round(torch.randn(*shape) * spread * 64) / 64


def rows(tensor):
    """Each float32 with the fewest digits that give it back."""
    return [[float(str(x)) for x in row] for row in tensor.detach().numpy()]


def causal_mask(N, M):
    i, j = torch.arange(N)[:, None], torch.arange(M)[None, :]
    return j <= i + (M - N)


def window_mask(T, c, causal=False):
    """c keys around the query, its own among them; causal drops those after it."""
    distance = torch.arange(T)[:, None] - torch.arange(T)[None, :]
    near = distance.abs() <= (c - 1) // 2
    return near & (distance >= 0) if causal else near


def one_head(name, N, M, d, dv, mask=None, scale=None, spread=1.0, **more):
    Q, K = random(N, d, spread=spread), random(M, d, spread=spread)
    V, dO = random(M, dv), random(N, dv)
    for tensor in (Q, K, V):
        tensor.requires_grad_()
    O = scaled_dot_product_attention(Q[None, None], K[None, None], V[None, None], attn_mask=mask, scale=scale)[0, 0]
    O.backward(dO)
    case = {"name": name, **more, **({} if scale is None else {"scale": scale})}
    tensors = {"Q": Q, "K": K, "V": V, "O": O, "dO": dO, "dQ": Q.grad, "dK": K.grad, "dV": V.grad}
    return {**case, **{letter: rows(tensor) for letter, tensor in tensors.items()}}


def grouped(name, N, M, d, H, G, causal=False):
    Q, K, V = random(H, N, d), random(G, M, d), random(G, M, d)
    mask = causal_mask(N, M) if causal else None
    O = scaled_dot_product_attention(Q[None], K[None], V[None], attn_mask=mask, enable_gqa=True)[0]
    beside = {letter: rows(t.transpose(0, 1).flatten(1)) for letter, t in {"Q": Q, "K": K, "V": V, "O": O}.items()}
    return {"name": name, "H": H, "G": G, "causal": causal, **beside}


torch.manual_seed(20)
FILES = {
    "full": [
        one_head("N = M = 6, d = dv = 4", 6, 6, 4, 4),
        one_head("N = 5, M = 9, d = 3, dv = 7", 5, 9, 3, 7),
        one_head("one query, N = 1, M = 12", 1, 12, 8, 8),
        one_head("N = 33, M = 21, large logits", 33, 21, 8, 5, spread=4.0),
        one_head("N = 7, M = 4, scale = 0.3", 7, 4, 6, 2, scale=0.3),
    ],
    "causal": [
        one_head("T = 6", 6, 6, 4, 4, causal_mask(6, 6), causal=True),
        one_head("T = 37, ragged in tiles", 37, 37, 8, 6, causal_mask(37, 37), causal=True),
        one_head("N = 4, M = 11, the last query reads all", 4, 11, 5, 3, causal_mask(4, 11), causal=True),
    ],
    "window": [
        one_head("T = 8, c = 3", 8, 8, 4, 4, window_mask(8, 3), c=3, causal=False),
        one_head("T = 19, c = 7", 19, 19, 6, 5, window_mask(19, 7), c=7, causal=False),
        one_head("T = 17, c = 9, causal", 17, 17, 5, 5, window_mask(17, 9, True), c=9, causal=True),
    ],
    "grouped": [
        grouped("H = 4, G = 2", 7, 7, 4, 4, 2),
        grouped("H = 6, G = 3, N = 5, M = 8, causal", 5, 8, 3, 6, 3, causal=True),
        grouped("H = 5, G = 1, multi-query", 4, 9, 6, 5, 1),
        grouped("H = G = 3, multi-head", 6, 5, 4, 3, 3),
    ],
}

OUT.mkdir(parents=True, exist_ok=True)
for name, cases in FILES.items():
    made = {"by": "tools/crosscheck/torch_fixtures.py", "with": f"torch {torch.__version__}, float32"}
    (OUT / f"{name}.json").write_text(json.dumps({**made, "cases": cases}) + "\n")
    print(f"{name}.json: {len(cases)} cases")
