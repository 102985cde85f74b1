import { badInput } from "./errors.js";

/** Deepest nesting of what a request says; nothing that is asked here nests deeper than a dozen levels. */
const DEEPEST = 64;

/** Why a JSON text is refused though it can be read; undefined when it is not. It must be JSON. */
export function faultOfJson(text: string, read: () => unknown): string | undefined {
  const { deepest, pairs } = measure(text);
  if (deepest > DEEPEST) return `nests deeper than ${DEEPEST} levels`;
  // What stands twice is read once: which of both is meant, readers disagree.
  return pairsIn(read()) === pairs ? undefined : "says one thing twice";
}

/** How deep a JSON text nests, and how many keys it writes with their values: each has a colon outside texts. */
function measure(text: string): { readonly deepest: number; readonly pairs: number } {
  let [depth, deepest, pairs] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = endOfText(text, at);
    else if (sign === ":") pairs += 1;
    else if (sign === "}" || sign === "]") depth -= 1;
    else if (sign === "{" || sign === "[") {
      depth += 1;
      if (depth > deepest) deepest = depth;
    }
  }
  return { deepest, pairs };
}

/** Where the text ends whose quotation mark stands there. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

function pairsIn(value: unknown): number {
  let pairs = 0;
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    const inside = Object.values(next);
    if (!Array.isArray(next)) pairs += inside.length;
    for (const one of inside) waiting.push(one);
  }
  return pairs;
}

/** The parts of an address that say what is asked. */
const PARTS = ["query", "documentId", "operationName", "variables", "extensions"];

/** Refuses a question in an address that can be understood in two ways. */
export function checkAddress(search: string): void {
  const params = new URLSearchParams(search);
  for (const part of PARTS) {
    const [text, more] = params.getAll(part);
    if (more !== undefined) throw badInput(part, { es: "va una sola vez", en: "goes only once" });
    const wrong = text !== undefined && /^\s*[{[]/.test(text) && part !== "query" && isFaulty(text);
    if (wrong)
      throw badInput(part, {
        es: "dice algo dos veces, o anida demasiado",
        en: "says a thing twice, or nests too deep",
      });
  }
}

function isFaulty(text: string): boolean {
  try {
    return faultOfJson(text, () => JSON.parse(text)) !== undefined;
  } catch {
    // Whoever reads it says that it is not JSON.
    return false;
  }
}
