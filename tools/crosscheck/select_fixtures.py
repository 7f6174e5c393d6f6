"""What other code chooses and computes, for the tests of lib/src/select to compare with.

Writes test/fixtures/select/*.json, everything in float32 on the CPU:
    indexer.json  transformers' DeepseekV32Indexer: which keys each query reads
    csa.json      transformers' DeepseekV4CSACompressor: the compressed rows
    nsa.json      the three branches of native sparse attention, written here from the paper's equations with dense
                  masks and PyTorch's scaled_dot_product_attention; transformers has no such model

Run it again only to add a case:

    python -m venv ../select-env
    ../select-env/bin/pip install -r tools/crosscheck/select_fixtures.requirements.txt
    ../select-env/bin/python tools/crosscheck/select_fixtures.py
    npx biome check --write test/fixtures/select

Letters: T tokens; H index heads of d numbers; m tokens in a window; l, s, lp, n, w as in lib/src/select/nsa.ts.
"""

import json
import pathlib

import torch
import transformers
from torch.nn.functional import scaled_dot_product_attention
from transformers.models.deepseek_v32.configuration_deepseek_v32 import DeepseekV32Config
from transformers.models.deepseek_v32.modeling_deepseek_v32 import DeepseekV32Indexer
from transformers.models.deepseek_v4.modeling_deepseek_v4 import DeepseekV4CSACompressor

OUT = pathlib.Path(__file__).resolve().parents[2] / "test/fixtures/select"


def random(*shape, spread=1.0):
    """Normal numbers, rounded to multiples of 1/64: exact in float32 and short in JSON."""
    return torch.round(torch.randn(*shape) * spread * 64) / 64


def rows(tensor):
    """Each float32 with the fewest digits that give it back."""
    return [[float(str(x)) for x in row] for row in tensor.detach().numpy()]


def indexer(T, H, d, k):
    """The published module with positions taken out: no norm of the keys, and a rotation by nothing."""
    hidden, rank = d + H, H * d
    config = DeepseekV32Config(
        hidden_size=hidden, index_n_heads=H, index_head_dim=d, qk_rope_head_dim=2, index_topk=k, q_lora_rank=rank
    )
    module = DeepseekV32Indexer(config, 0)
    module.k_norm = torch.nn.Identity()
    Q, K, W = random(T, H * d), random(T, d), random(T, H)
    with torch.no_grad():  # the layers hand through what was drawn
        module.wq_b.weight.copy_(torch.eye(rank))
        module.wk.weight.copy_(torch.eye(d, hidden))
        module.weights_proj.weight.copy_(torch.eye(hidden)[d:])
    still = (torch.ones(1, T, 2), torch.zeros(1, T, 2))
    past = (torch.arange(T)[:, None] >= torch.arange(T))[None]
    chosen = module(torch.cat([K, W], 1)[None], Q[None], still, past, torch.arange(T)[None])[0]
    weights = W * H**-0.5 * d**-0.5  # the module's constants
    return {"T": T, "H": H, "d": d, "k": k, "q": rows(Q), "K": rows(K), "w": rows(weights), "chosen": chosen.tolist()}


class Chosen(torch.nn.Module):
    """In place of the compressor's own indexer, which is not what is compared here."""

    def forward(self, hidden, *_):
        return torch.zeros(1, hidden.shape[1], 1, dtype=torch.long)


def csa(T, m, d):
    """The published module with norm, rotation and bias taken out."""
    module = DeepseekV4CSACompressor.__new__(DeepseekV4CSACompressor)
    torch.nn.Module.__init__(module)
    module.compress_rate, module.head_dim = m, d
    module.kv_norm, module.indexer = torch.nn.Identity(), Chosen()
    module.position_bias = torch.nn.Parameter(torch.zeros(m, 2 * d))
    module.rotary_emb = lambda x, position_ids, layer_type: (torch.ones(*x.shape[:2], d // 2), torch.zeros(*x.shape[:2], d // 2))
    kv, gate = random(T, 2 * d), random(T, 2 * d, spread=2.0)
    module.kv_proj, module.gate_proj = (torch.nn.Linear(4 * d, 2 * d, bias=False) for _ in range(2))
    with torch.no_grad():
        module.kv_proj.weight.copy_(torch.eye(4 * d)[: 2 * d])
        module.gate_proj.weight.copy_(torch.eye(4 * d)[2 * d :])
        compressed, _ = module(torch.cat([kv, gate], 1)[None], None, torch.arange(T)[None], None, 0)
    parts = {"next": kv[:, :d], "own": kv[:, d:], "nextGates": gate[:, :d], "ownGates": gate[:, d:]}
    return {"m": m, **{name: rows(part) for name, part in parts.items()}, "entries": rows(compressed[0, 0])}


def nsa(T, d, dv, l, s, lp, n, w):
    Q, K, V, G = random(T, d), random(T, d), random(T, dv), torch.sigmoid(random(T, 3))
    t = torch.arange(T)
    starts = torch.arange(0, T - l + 1, s)
    means = lambda A: torch.stack([A[i : i + l].mean(0) for i in starts])
    seen = starts[None] + l - 1 <= t[:, None]
    scores = (Q @ means(K).T / d**0.5).masked_fill(~seen, -torch.inf)
    p = torch.nan_to_num(scores.softmax(1))  # a row that sees nothing is 0/0
    compressed = p @ means(V)
    blocks = -(-T // lp)
    tokens = lambda start, size: (t >= start) & (t < start + size)
    credit = torch.stack([torch.stack([(tokens(i, l) & tokens(j * lp, lp)).sum() for j in range(blocks)]) for i in starts])
    importance = p @ credit.float() / s
    own = t // lp
    rank = importance.masked_fill(torch.arange(blocks)[None] >= own[:, None], -torch.inf)
    rank[:, 0] = torch.inf
    rank[t, own] = torch.inf
    # A stable sort leaves the lower of equal blocks before the higher.
    order = rank.sort(dim=1, descending=True, stable=True).indices[:, :n]
    chosen = torch.zeros(T, blocks, dtype=torch.bool).scatter(1, order, True) & (rank > -torch.inf)
    past = t[None] <= t[:, None]
    selected = past & chosen[:, t // lp]
    sliding = past & (t[None] > t[:, None] - w)
    branches = [compressed] + [
        scaled_dot_product_attention(Q[None], K[None], V[None], attn_mask=mask[None])[0] for mask in (selected, sliding)
    ]
    O = sum(G[:, b : b + 1] * branch for b, branch in enumerate(branches))
    sizes = {"l": l, "s": s, "lp": lp, "n": n, "w": w}
    picked = [row.nonzero()[:, 0].tolist() for row in chosen]
    return {"sizes": sizes, **{a: rows(A) for a, A in {"Q": Q, "K": K, "V": V, "G": G, "O": O}.items()}, "selected": picked}


torch.manual_seed(11)
FILES = {
    "indexer": [indexer(12, 2, 4, 3), indexer(30, 5, 6, 8), indexer(9, 1, 2, 20)],
    "csa": [csa(7, 2, 2), csa(26, 4, 6), csa(11, 3, 4)],
    "nsa": [
        nsa(24, 4, 4, l=4, s=2, lp=4, n=3, w=4),
        nsa(61, 6, 3, l=8, s=4, lp=12, n=3, w=7),
        nsa(40, 5, 5, l=4, s=4, lp=4, n=4, w=9),
    ],
}

OUT.mkdir(parents=True, exist_ok=True)
for name, cases in FILES.items():
    made = {"by": "tools/crosscheck/select_fixtures.py", "with": f"torch {torch.__version__}, transformers {transformers.__version__}, float32"}
    (OUT / f"{name}.json").write_text(json.dumps({**made, "cases": cases}) + "\n")
    print(f"{name}.json: {len(cases)} cases")
