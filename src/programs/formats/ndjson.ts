import { type Format, filesEndingIn, type Layout, type PartialDocument } from "./format.js";
import { isRecord, readUntrusted } from "./plain-json.js";

const line = (written: unknown) => `${JSON.stringify(written)}\n`;
const LAYOUT: Layout = { head: "", between: "", foot: "", item: line, alone: line };

/** A line of JSON a program (NDJSON): the whole document under `program`, and which edition it is. */
export const NDJSON: Format = {
  name: { es: "Un objeto JSON por línea", en: "One JSON object a line" },
  mediaType: "application/x-ndjson",
  addresses: filesEndingIn("ndjson"),
  layout: LAYOUT,
  write: (document, { id, number, inForceFrom, recordedAt, digest }) => ({
    id,
    slug: document.slug,
    number,
    inForceFrom,
    recordedAt,
    digest,
    program: document,
  }),
  read: (raw) =>
    readUntrusted(raw, ({ program }): PartialDocument | undefined => (isRecord(program) ? program : undefined)),
  cannot: [],
};
