import type { IncomingMessage } from "node:http";

/** Where a process of subgraphs tells routers the revision of the catalog; routers pass it on to nobody. */
const PATH = "/revision";

/** What a router tells subgraphs of the revision that it keeps answers under. */
export const REVISION_HEADER = "catalog-revision";

/** Longest that a question for another revision than the one named is held, in milliseconds. */
export const HOLD = 300;

export interface ToldRevision {
  readonly revision: string;
  /** When it was so, in milliseconds after the question came; less than 0 for what was known before. */
  readonly asOf: number;
}

/** How a revision is wanted: read anew, or as soon as it is another than one that is known. */
export interface WantedRevision {
  readonly fresh: boolean;
  readonly unlike: string | undefined;
}

export function revisionAddress(origin: string, { fresh, unlike }: WantedRevision): string {
  const search = new URLSearchParams({ ...(fresh && { fresh: "1" }), ...(unlike !== undefined && { unlike }) });
  return `${origin}${PATH}?${search}`;
}

/** Undefined for a request for something else. */
export function asksFor({ method, url = "" }: IncomingMessage): WantedRevision | undefined {
  if (method !== "GET" || !url.startsWith(PATH)) return undefined;
  const [path, search] = url.split("?", 2);
  if (path !== PATH) return undefined;
  const params = new URLSearchParams(search);
  return { fresh: params.has("fresh"), unlike: params.get("unlike") ?? undefined };
}

/** Undefined for what is none. */
export function toldRevision(said: unknown): ToldRevision | undefined {
  const { revision, asOf } = Object(said) as Partial<Record<keyof ToldRevision, unknown>>;
  return typeof revision === "string" && typeof asOf === "number" ? { revision, asOf } : undefined;
}
