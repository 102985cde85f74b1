import { statusOn } from "../document/status.js";
import { type Format, filesEndingIn, type Layout } from "./format.js";
import { type Codec, type Field, readFields, writeFields } from "./mapping.js";
import { parsed, readUntrusted } from "./plain-json.js";

/**
 * What a spreadsheet would take for a formula when a cell begins with it (OWASP, CSV injection), the full-width forms that some take
 * too, and the apostrophe that we put in front of those.
 */
const NEEDS_APOSTROPHE = /^(?:[=+\-@\t\r\n'\uFF1D\uFF0B\uFF0D\uFF20]|$)/;

/** A text as a cell: an apostrophe in front makes plain text of a formula, and tells an empty text from no text. */
export function toCell(text: string): string {
  return NEEDS_APOSTROPHE.test(text) ? `'${text}` : text;
}

/** The text of a cell; an empty cell is nothing. */
export function fromCell(cell: string): string | undefined {
  if (cell === "") return undefined;
  return cell.startsWith("'") && NEEDS_APOSTROPHE.test(cell.slice(1)) ? cell.slice(1) : cell;
}

const words: Codec = {
  write: (value) => (typeof value === "string" ? toCell(value) : undefined),
  read: (raw) => (typeof raw === "string" ? fromCell(raw) : undefined),
};
/** Lists, rules and whatever else is more than a text, as JSON. */
const json: Codec = {
  write: (value) => toCell(JSON.stringify(value)),
  read: (raw) => (typeof raw === "string" ? parsed(fromCell(raw) ?? "") : undefined),
};

const column = (to: string, path: string, as: Codec): Field => ({ to, path, as });
const inTwoLanguages = (to: string, path: string) => [
  column(`${to}_es`, `${path}.es`, words),
  column(`${to}_en`, `${path}.en`, words),
];

/** Every part of a program document and its column. */
const COLUMNS: readonly Field[] = [
  column("slug", "slug", words),
  ...inTwoLanguages("name", "name"),
  column("acronym", "acronym", words),
  ...inTwoLanguages("description", "description"),
  column("kind", "kind", words),
  column("catalog", "catalog", words),
  column("level", "jurisdiction.level", words),
  column("state", "jurisdiction.state", words),
  column("municipality", "jurisdiction.municipality", words),
  column("start", "timeline.start", words),
  column("end", "timeline.end", words),
  column("in_force_from", "inForceFrom", words),
  column("aliases", "aliases", json),
  column("agencies", "agencies", json),
  column("parent_agency", "parentAgency", words),
  column("categories", "categories.codes", json),
  ...inTwoLanguages("target", "target.asStated"),
  column("audiences", "target.audiences", json),
  column("sectors", "sectors.tags", json),
  column("support_kinds", "supports.kinds", json),
  column("amounts", "supports.amounts", json),
  column("calculations", "supports.calculations", json),
  column("components", "supports.components", json),
  { ...column("requirements", "requirements", json), vital: true },
  column("evidence", "evidence", json),
  column("status", "status", json),
  column("result_figures", "results.figures", json),
  ...inTwoLanguages("result_note", "results.note"),
  column("conflicts", "conflicts", json),
  column("relations", "relations", json),
  column("citations", "citations", json),
  column("cases", "cases", json),
  column("presence", "presence", words),
  column("name_basis", "nameBasis", words),
  column("proposed_categories", "categories.proposed", json),
  column("category_in_table", "categories.table", words),
  column("category_in_text", "categories.body", words),
  column("categories_agree", "categories.tableAndBodyAgree", json),
  ...inTwoLanguages("category_note", "categories.note"),
  column("state_as_printed", "jurisdiction.stateCodeAsPrinted", words),
  ...inTwoLanguages("jurisdiction_note", "jurisdiction.note"),
  ...inTwoLanguages("sectors_as_stated", "sectors.asStated"),
  ...inTwoLanguages("sectors_note", "sectors.note"),
  ...inTwoLanguages("timeline_note", "timeline.note"),
  column("timeline_cite", "timeline.cite", json),
];
/** What stands in front for people, and is not read. */
const IN_FRONT = ["id", "edition", "recorded_at", "status_today", "url"] as const;
export const HEADER: readonly string[] = [...IN_FRONT, ...COLUMNS.map(({ to }) => to)];

/** Every cell in quotation marks, so that a separator or a line's end within one starts no other cell. */
const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`;
const item = (written: unknown) =>
  line(HEADER.map((name) => (written as Readonly<Record<string, string>>)[name] ?? ""));
const LAYOUT: Layout = {
  head: line(HEADER),
  between: "",
  foot: "",
  item,
  alone: (written) => line(HEADER) + item(written),
};

/** A row a program (RFC 4180, UTF-8), for spreadsheets: texts and codes as they are, lists and rules as JSON in a cell. */
export const CSV: Format = {
  name: { es: "Una fila por programa", en: "One row a program" },
  mediaType: "text/csv; charset=utf-8; header=present",
  addresses: filesEndingIn("csv"),
  layout: LAYOUT,
  write(document, about) {
    const front: Record<(typeof IN_FRONT)[number], string> = {
      id: about.id,
      edition: String(about.number),
      recorded_at: about.recordedAt,
      status_today: statusOn(document, about.asOf).statement.code,
      url: `${about.baseUrl}/catalog/programs/${document.slug}.jsonld`,
    };
    return { ...front, ...writeFields(COLUMNS, document, about) };
  },
  read: (raw) =>
    readUntrusted(raw, (row) => {
      const document = readFields(COLUMNS, withoutEmpty(row));
      return Object.keys(document).length === 0 ? undefined : document;
    }),
  cannot: [],
};

function withoutEmpty(row: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(row).filter(([, cell]) => typeof cell === "string" && cell !== ""),
  ) as Record<string, string>;
}
