import type { GraphQLSchema } from "graphql";
import type { Config } from "../config.js";
import { Documents } from "../graph/documents/documents.js";
import { readManifest } from "../graph/documents/read-manifest.js";
import type { Cache } from "../platform/cache/cache.js";

export interface DocumentsParts {
  readonly config: Config;
  /** What is asked; undefined while a part of it is not known, which keeps documents from being checked against it. */
  readonly schema: GraphQLSchema | undefined;
  /** Where registered documents are shared with other gateways. */
  readonly shared?: Cache | undefined;
}

/** What may be asked, as the configuration says. */
export async function openDocuments({ config, schema, shared }: DocumentsParts): Promise<Documents> {
  const { DOCUMENTS: admission, DOCUMENTS_FILE: file } = config;
  return new Documents({
    admission,
    trusted: file === undefined ? new Map() : await readManifest(file, schema),
    shared,
  });
}

/** What a subgraph may be asked: anything, since the router before it decides. */
export const anyDocument = (): Documents => new Documents({ admission: "any", trusted: new Map() });
