import type { Layout } from "./format.js";

/** Nodes of one graph under one context: a JSON-LD document. */
export function graphLayout(context: object): Layout {
  const start = JSON.stringify({ "@context": context }).slice(0, -1);
  return {
    head: `${start},"@graph":[\n`,
    between: ",\n",
    foot: "\n]}\n",
    item: (written) => JSON.stringify(written),
    alone: (written) => `${start},${JSON.stringify(written).slice(1)}\n`,
  };
}
