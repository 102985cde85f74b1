import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import papaparse from "papaparse";
import { inferSchema, initParser, type Parser } from "udsv";

/** Large enough that none of them waits on the disk; their defaults of 64 KiB are slower. */
const CHUNK = 1 << 20;

/** Reads a CSV file whole, as the package's own documentation recommends for files too large for memory, and counts its rows. */
export const CSV_PARSERS: Readonly<Record<string, (path: string) => Promise<number>>> = {
  async udsv(path) {
    let rows = 0;
    let parser: Parser | undefined;
    for await (const text of createReadStream(path, { encoding: "utf8", highWaterMark: CHUNK })) {
      parser ??= initParser(inferSchema(text));
      parser.chunk<string[]>(text, parser.stringArrs, () => {
        rows += 1;
      });
    }
    parser?.end();
    return rows;
  },
  papaparse: (path) =>
    new Promise((resolve, reject) => {
      let rows = -1;
      papaparse.parse(createReadStream(path, { encoding: "utf8", highWaterMark: CHUNK }), {
        chunk({ data }) {
          rows += data.length;
        },
        skipEmptyLines: true,
        complete: () => resolve(rows),
        error: reject,
      });
    }),
  async "csv-parse"(path) {
    let rows = -1;
    const reader = createReadStream(path, { highWaterMark: CHUNK }).pipe(parse());
    for await (const _ of reader) rows += 1;
    return rows;
  },
};
