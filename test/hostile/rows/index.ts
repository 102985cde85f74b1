import type { Row } from "../row.js";
import { CONNECTIONS } from "./connections.js";
import { DOCUMENT_SHAPE } from "./document-shape.js";
import { FLOW } from "./flow.js";
import { IDENTITY } from "./identity.js";
import { INJECTION } from "./injection.js";
import { INTROSPECTION } from "./introspection.js";
import { TRANSPORT } from "./transport.js";
import { VALUES } from "./values.js";

/** The groups of the catalogue, each with the rows that are sent from here. */
export const GROUPS: Readonly<Record<string, readonly Row[]>> = {
  "the shape of documents": DOCUMENT_SHAPE,
  "what is told of the inside": INTROSPECTION,
  "the wire": TRANSPORT,
  "what is around questions": CONNECTIONS,
  values: VALUES,
  "words that mean something further inside": INJECTION,
  "who one is": IDENTITY,
  "the order of things": FLOW,
};
