import { todayIn } from "../../graph/context.js";
import type { Asked } from "../../graph/publications/publication.js";
import { digestOf } from "../../platform/canonical-json.js";
import type { Database } from "../../platform/database.js";
import type { DirectoryService } from "../directory.service.js";
import type { About, Format } from "../formats/format.js";
import type { Directory } from "../store/directory.js";
import type { DocumentStore } from "../store/document-store.js";
import type { EditionInForce } from "../store/editions-in-force.js";

export interface CatalogReaderParts {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly directory: DirectoryService;
}

/** The catalog as of one request: its revision, who is in it, and the day that is answered for. */
export interface Reading {
  readonly asked: Asked;
  readonly asOf: string;
  readonly directory: Directory;
}

/**
 * The revision is read before anything else: what a tag stands for may then be newer than the tag and never older, so that nobody is told
 * to keep what has changed.
 */
export async function beginReading({ directory }: CatalogReaderParts, asked: Asked): Promise<Reading> {
  return { asked, asOf: todayIn(asked.now), directory: await directory.everyone() };
}

/** A tag for what is at an address: it changes with each publication, and with the day, on which the status hangs. */
export function tagOf({ asked, asOf, directory }: Reading, ...what: readonly unknown[]): string {
  return digestOf([directory.revision, asOf, asked.baseUrl, ...what]).slice(0, 32);
}

/** A program in a form. */
export function writeEdition(
  format: Format,
  edition: EditionInForce,
  document: Parameters<Format["write"]>[0],
  { asked: { language, baseUrl }, asOf, directory: { agencies, catalogs } }: Reading,
): unknown {
  const about: About = { ...edition, asOf, language, baseUrl, agencies, catalogs };
  return format.write(document, about);
}
