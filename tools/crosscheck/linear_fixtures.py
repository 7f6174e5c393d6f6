"""What other code computes, for the tests of lib/src/linear to compare with.

Writes test/fixtures/linear/*.json, everything in float32 on the CPU:
    attention.json  linear attention with elu + 1, as a masked product in PyTorch
    delta.json      the gated delta rule: transformers' recurrence and chunks of Qwen3-Next, and of Kimi Linear with one
                    decay for all channels
    decay.json      transformers' MiniMaxLightningAttention: the decays of its heads

Run it again only to add a case:

    python -m venv ../select-env
    ../select-env/bin/pip install -r tools/crosscheck/select_fixtures.requirements.txt
    ../select-env/bin/python tools/crosscheck/linear_fixtures.py
    npx biome check --write test/fixtures/linear

Letters: T tokens; keys of d numbers, values of dv; alpha decays, beta strengths of writing.
"""

import json
import pathlib

import torch
import transformers
from torch.nn.functional import elu
from transformers.models.kimi_linear.modeling_kimi_linear import recurrent_kimi_delta_attention
from transformers.models.minimax.configuration_minimax import MiniMaxConfig
from transformers.models.minimax.modeling_minimax import MiniMaxLightningAttention
from transformers.models.qwen3_next.modeling_qwen3_next import (
    torch_chunk_gated_delta_rule,
    torch_recurrent_gated_delta_rule,
)

OUT = pathlib.Path(__file__).resolve().parents[2] / "test/fixtures/linear"


def random(*shape):
    """Normal numbers, rounded to multiples of 1/64: exact in float32 and short in JSON."""
    return torch.round(torch.randn(*shape) * 64) / 64


def rows(tensor):
    """Each float32 with the fewest digits that give it back."""
    return [[float(str(x)) for x in row] for row in tensor.detach().numpy()]


def attention(T, d, dv):
    Q, K, V = random(T, d), random(T, d), random(T, dv)
    weights = torch.tril((elu(Q) + 1) @ (elu(K) + 1).T)
    O = weights @ V / weights.sum(1, keepdim=True)
    return {name: rows(A) for name, A in {"Q": Q, "K": K, "V": V, "O": O}.items()}


def delta(T, d, dv, chunk):
    Q, K, V = random(T, d), random(T, d), random(T, dv)
    K = K / K.norm(dim=1, keepdim=True)
    # Multiples of 1/64, so that our numbers are the same ones.
    alpha, beta = torch.randint(32, 65, (T,)) / 64, torch.randint(1, 65, (T,)) / 64
    head = lambda A: A[None, :, None]
    inputs = [head(A) for A in (Q, K, V, alpha.log(), beta)]
    chunks, S = torch_chunk_gated_delta_rule(*inputs, chunk_size=chunk, output_final_state=True)
    steps, _ = torch_recurrent_gated_delta_rule(*inputs, initial_state=None, output_final_state=True)
    inputs[3] = head(alpha.log()[:, None].expand(T, d))
    kimi, _ = recurrent_kimi_delta_attention(*inputs, initial_state=None, output_final_state=True)
    for other in (steps, kimi):
        assert (chunks - other).abs().max() < 1e-5
    tensors = {"Q": Q, "K": K, "V": V, "O": chunks[0, :, 0], "S": S[0, 0]}
    lists = {"alpha": alpha.tolist(), "beta": beta.tolist()}
    return {"chunk": chunk, **{name: rows(A) for name, A in tensors.items()}, **lists}


def decay(heads, layers, layer):
    config = MiniMaxConfig(hidden_size=8 * heads, num_attention_heads=heads, head_dim=8, num_hidden_layers=layers)
    rate = MiniMaxLightningAttention(config, layer).get_slope_rate().flatten()
    return {"heads": heads, "layers": layers, "layer": layer, "alpha": [float(str(x)) for x in torch.exp(-rate).numpy()]}


torch.manual_seed(12)
FILES = {
    "attention": [attention(8, 4, 4), attention(21, 5, 3), attention(1, 3, 2)],
    "delta": [delta(8, 4, 4, 4), delta(37, 6, 3, 16), delta(20, 4, 7, 64)],
    "decay": [decay(8, 6, 0), decay(16, 12, 7), decay(4, 5, 4)],
}

OUT.mkdir(parents=True, exist_ok=True)
for name, cases in FILES.items():
    made = {"by": "tools/crosscheck/linear_fixtures.py", "with": f"torch {torch.__version__}, transformers {transformers.__version__}, float32"}
    (OUT / f"{name}.json").write_text(json.dumps({**made, "cases": cases}) + "\n")
    print(f"{name}.json: {len(cases)} cases")
