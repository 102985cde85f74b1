import type { HttpClient } from "../../../platform/http/http-client.js";
import type { Adapter, Wire } from "../source.js";
import { createCommonGrantsAdapter } from "./commongrants.js";
import { createCsvAdapter } from "./csv-http.js";
import { createFolderAdapter } from "./folder.js";
import { createGraphqlAdapter } from "./graphql.js";
import { createJsonAdapter } from "./json-http.js";
import type { StateNames } from "./read-row.js";

export interface AdapterNeeds {
  readonly http: HttpClient;
  /** The states, which tables filled in by hand have by name. */
  readonly states: StateNames;
}

/** How each wire is read. */
const ADAPTERS: Readonly<Record<Wire, (needs: AdapterNeeds) => Adapter>> = {
  folder: () => createFolderAdapter(),
  json: ({ http }) => createJsonAdapter(http),
  csv: ({ http, states }) => createCsvAdapter(http, states),
  graphql: ({ http }) => createGraphqlAdapter(http),
  commongrants: ({ http }) => createCommonGrantsAdapter(http),
};

/** The adapter of each wire. */
export function createAdapters(needs: AdapterNeeds): Readonly<Record<Wire, Adapter>> {
  return Object.fromEntries(Object.entries(ADAPTERS).map(([wire, create]) => [wire, create(needs)])) as Record<
    Wire,
    Adapter
  >;
}
