import type { Config } from "../config.js";
import { createEdition } from "../graph/answers/edition.js";
import { Execution } from "../graph/execution.js";
import type { Graph } from "../graph/graph-routes.js";
import type { OperationsWatch } from "../graph/telemetry/operations.js";
import type { Cache } from "../platform/cache/cache.js";
import { codeDigest } from "../platform/code-digest.js";
import type { Log } from "../platform/log.js";
import type { Revision } from "../platform/revision.js";
import { openAnswers } from "./answers.js";
import { anyDocument, openDocuments } from "./documents.js";
import type { Offer } from "./house.js";
import type { Place } from "./manners.js";

export interface GraphParts {
  readonly place: Place;
  readonly config: Config;
  readonly log: Log;
  readonly now: () => Date;
  /** The revision that the catalog is at. */
  readonly revision: Revision;
  readonly watching: OperationsWatch | undefined;
  /** What all gateways keep together. */
  readonly shared: Cache;
}

/** A graph as it is served: executed, with the documents that may be named and the answers that are kept. */
export async function openGraph({ path, schema, page }: Offer, parts: GraphParts): Promise<Graph> {
  const { place, config, log, now, revision, watching } = parts;
  // In a process of its own, what would be shared lies in the same memory already.
  const shared = config.REDIS_URL === undefined ? undefined : parts.shared;
  const make = shared === undefined ? path : `${await codeDigest()} ${path}`;
  return {
    path,
    schema,
    execution: new Execution({ schema, log, path, watching }),
    documents: place === "behind a router" ? anyDocument() : await openDocuments({ config, schema, shared }),
    kept: openAnswers({ config, path, edition: createEdition(revision, now), shared, make }),
    page: config.NODE_ENV === "production" ? undefined : page,
  };
}
