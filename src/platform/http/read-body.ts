import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import { HttpFailed } from "./http-failed.js";

type Unpack = (packed: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>;

/** How bodies may be packed, and what undoes it. */
const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};
export const ACCEPT_ENCODING = Object.keys(UNPACK).join(", ");

/** Levels of objects and lists in one another. */
export const DEEPEST_JSON = 50;

/** A body unpacked. One that comes to more than `longest` bytes is not unpacked to its end. */
export async function unpack(body: Buffer, coding: string | undefined, longest: number): Promise<Buffer> {
  const name = (coding ?? "identity").trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  const undo = Object.hasOwn(UNPACK, name) ? UNPACK[name] : undefined;
  if (undo === undefined) throw new HttpFailed("malformed", "packed in a way that was not asked for");
  try {
    return await undo(body, { maxOutputLength: longest });
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(longest);
    throw new HttpFailed("malformed", `not ${name}, as it says it is`);
  }
}

export const tooLarge = (longest: number) => new HttpFailed("too_large", `more than ${longest} bytes`);

/** The text of a body; no other encoding than UTF-8 is taken, whatever the type says. A mark of byte order is left out. */
export function readText(body: Buffer, contentType: string | undefined): string {
  const [, charset] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "") ?? [];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new HttpFailed("malformed", "says it is not UTF-8");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new HttpFailed("malformed", "not UTF-8");
  }
}

/** The value of a JSON text that is not nested too deeply. */
export function readJson(text: string): unknown {
  if (isDeeperThan(text, DEEPEST_JSON)) throw new HttpFailed("malformed", `nested deeper than ${DEEPEST_JSON} levels`);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new HttpFailed("malformed", "not JSON");
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Whether brackets outside strings go deeper, without reading the text as JSON. */
function isDeeperThan(text: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (inString) {
      if (unit === BACKSLASH) at += 1;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === OPEN || unit === OPEN_LIST) {
      depth += 1;
      if (depth > levels) return true;
    } else if (unit === CLOSE || unit === CLOSE_LIST) depth -= 1;
  }
  return false;
}
