import type { Asked } from "../execution.js";
import type { Documents, Naming } from "./documents.js";

/**
 * A request with the document that it names in full, and what it says of itself. One that sends its own document, or none, stays as it is.
 * A trusted document may be asked for by GET from anywhere: it is no more than following a link.
 */
export async function resolveDocument(asked: Asked, documents: Documents): Promise<Asked> {
  const naming = asked.method === "GET" ? namingIn(asked.search) : (Object(asked.body) as Naming);
  if (naming === undefined) return asked;
  const found = await documents.find(naming);
  if (found === undefined) return asked;
  if (asked.method !== "GET") {
    const { documentId, extensions, ...rest } = Object(asked.body) as Record<string, unknown>;
    return { ...asked, body: { ...rest, query: found.text } };
  }
  const search = new URLSearchParams(asked.search);
  for (const name of ["documentId", "extensions"]) search.delete(name);
  search.set("query", found.text);
  if (!found.trusted) return { ...asked, search: `?${search}` };
  const headers = { ...asked.headers, "apollo-require-preflight": "trusted document" };
  const variables = jsonIn(search.get("variables") ?? "{}");
  const params = { query: found.text, variables, operationName: search.get("operationName") ?? undefined };
  return { ...asked, headers, search: `?${search}`, body: params };
}

/** Undefined for what names no document by anything but its text. */
function namingIn(search: string): Naming | undefined {
  if (!search.includes("documentId=") && !search.includes("extensions=")) {
    const query = new URLSearchParams(search).get("query");
    return query === null ? undefined : { query };
  }
  const params = new URLSearchParams(search);
  return {
    query: params.get("query"),
    documentId: params.get("documentId"),
    extensions: jsonIn(params.get("extensions")),
  };
}

function jsonIn(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // Whoever reads the request says what is wrong with it.
    return undefined;
  }
}
