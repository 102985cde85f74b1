import { Readable } from "node:stream";
import { CsvError, parse as parseStream } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { HttpClient } from "../../../platform/http/http-client.js";
import { type Adapter, SourceFailed } from "../source.js";
import { askFeed, malformed } from "./ask-feed.js";
import { COLUMNS, type Column, type ColumnName, columnOf } from "./csv-columns.js";
import { type FeedPage, openFeed } from "./pages.js";
import { readRow, type StateNames } from "./read-row.js";

const PAGE_SIZE = 500;
/** Characters that are handed to the parser at a time. */
const SLICE = 65_536;
const SEPARATORS = [",", ";", "\t"] as const;

interface Table {
  readonly text: string;
  readonly separator: string;
  /** By position; undefined for a column that means nothing here. */
  readonly columns: readonly (ColumnName | undefined)[];
}

/**
 * One CSV document, filled in by hand: a row of headings, and a row for each program. What the columns are is in `COLUMNS`; others
 * are left out. Separated by commas, semicolons or tabs, as spreadsheets do.
 */
export function createCsvAdapter(http: HttpClient, states: StateNames): Adapter {
  const toProgram = readRow(states);
  return {
    async fetch(source, last, signal) {
      const headers = { accept: "text/csv, text/plain;q=0.9" };
      const asked = await askFeed(http, source, { url: source.address, headers, last, signal, read: readHeadings });
      if (asked.value === undefined) return { unchanged: true };
      const pages = rowsOf(asked.value)[Symbol.asyncIterator]();
      const read = async (next: string): Promise<FeedPage> => {
        const { value: items = [], done = false } = await pages.next();
        return { items, next: done ? null : String(Number(next) + 1) };
      };
      return openFeed({ first: await read("0"), read, validators: asked.validators, signal });
    },
    toProgram,
  };
}

/** The table, when its first row has the headings that it must. */
function readHeadings(text: string): Table {
  const [first = ""] = /^[^\r\n]*/.exec(text) ?? [];
  const separator = SEPARATORS.reduce((best, each) => (count(first, each) > count(first, best) ? each : best));
  const [headings = []] = firstRow(first, separator);
  const columns = headings.map(columnOf);
  for (const [name, { needed = false }] of Object.entries<Column>(COLUMNS)) {
    const found = columns.filter((column) => column === name).length;
    if (found > 1 || (needed && found === 0)) throw malformed(`${found} columns with the heading ${name}`);
  }
  return { text, separator, columns };
}

function firstRow(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, { delimiter });
  } catch {
    throw malformed("headings that are not CSV");
  }
}

const count = (text: string, separator: string) => text.split(separator).length;

/** The rows after the headings, in parts. */
async function* rowsOf({ text, separator, columns }: Table): AsyncGenerator<FeedPage["items"]> {
  const parser = Readable.from(slices(text)).pipe(
    parseStream({ delimiter: separator, relax_column_count: true, skip_empty_lines: true, from: 2 }),
  );
  let items: { id: unknown; raw: unknown }[] = [];
  try {
    for await (const cells of parser as AsyncIterable<readonly string[]>) {
      if (cells.every((cell) => cell.trim() === "")) continue;
      items.push(readCells(cells, columns));
      if (items.length < PAGE_SIZE) continue;
      yield items;
      items = [];
    }
  } catch (error) {
    // The parser's own message quotes the cell.
    if (error instanceof CsvError) throw new SourceFailed("malformed", `not CSV at line ${error.lines}`);
    throw error;
  }
  yield items;
}

function* slices(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += SLICE) yield text.slice(start, start + SLICE);
}

/**
 * A row by column. One with more cells than there are headings has most often lost the quotation marks around a comma: which cell
 * belongs where is then a guess, and it stays a list of cells.
 */
function readCells(cells: readonly string[], columns: Table["columns"]) {
  const named = cells.flatMap((cell, at) => {
    const column = columns[at];
    return column === undefined || cell.trim() === "" ? [] : [[column, cell.trim()] as const];
  });
  const row = Object.fromEntries(named);
  const ragged = cells.slice(columns.length).some((cell) => cell.trim() !== "");
  return { id: row.clave, raw: ragged ? cells : row };
}
