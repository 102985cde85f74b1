import type { Dialect } from "./questions.js";
import type { FormName } from "./requests.js";
import type { ServerName } from "./servers.js";

export interface Contestant {
  readonly server: ServerName;
  readonly dialect: Dialect;
  readonly form: FormName;
  /** The raw server's way of sending that it is held against. */
  readonly limit: "raw, POST" | "raw, GET";
}

const post = { form: "POST", limit: "raw, POST" } as const;
/** Held against a raw server that is asked by POST, as it would be without names of documents. */
const get = { form: "persisted GET", limit: "raw, POST" } as const;

/** Who is measured, in the order of the report. The raw server is asked by path: see measurements.ts. */
export const CONTESTANTS: Readonly<Record<string, Contestant>> = {
  "ours, hit, POST": { server: "ours", dialect: "ours", ...post },
  "ours, hit, persisted GET": { server: "ours", dialect: "ours", ...get },
  "ours, persisted GET, 304": {
    server: "ours",
    dialect: "ours",
    ...get,
    form: "not modified",
  },
  "ours, miss": { server: "ours, answers not kept", dialect: "ours", ...post },
  "ours, miss, documents not read": { server: "ours, nothing read", dialect: "ours", ...post },
  "ours, miss, all from PostgreSQL": { server: "ours, nothing kept", dialect: "ours", ...post },
  "Mercurius + JIT, in memory": { server: "mercurius, memory", dialect: "plain", ...post },
  "Mercurius + JIT, SQL": { server: "mercurius, SQL", dialect: "plain", ...post },
  PostGraphile: { server: "postgraphile", dialect: "postgraphile", ...post },
  "Apollo + type-graphql + MikroORM": { server: "by the guides", dialect: "plain", ...post },
};
