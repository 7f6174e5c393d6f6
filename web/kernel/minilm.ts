/** The weights of a model, apart from all other facts. */
export { miniLm } from "long-attention/facts";
