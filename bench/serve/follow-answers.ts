const HEAD_END = "\r\n\r\n";
/** How an answer that failed begins; in chunks, behind the length of the first. */
const FAILED = ['{"errors":', '{"data":null'];
const FAILED_LENGTH = 24;
const LAST_CHUNK = "0\r\n\r\n";

/** What is to come of an answer: its head, so many bytes of its body, or chunks until an empty one. */
type Awaited = { readonly head: Buffer } | { bytes: number } | { tail: string };

/**
 * Follows one answer after another on a connection and calls `done` at the end of each. It reads where they end and nothing else, and
 * relies on a body in chunks having no empty line of its own, as JSON has none. An answer with another status than `status`, or that begins
 * with errors, is thrown.
 */
export function followAnswers(status: number, done: () => void): (chunk: Buffer) => void {
  let awaited: Awaited = { head: Buffer.alloc(0) };
  const ended = (now: Awaited) => ("bytes" in now ? now.bytes <= 0 : "tail" in now && now.tail === LAST_CHUNK);
  return (chunk) => {
    if ("bytes" in awaited) awaited.bytes -= chunk.length;
    else if ("tail" in awaited) awaited.tail = lastOf(awaited.tail, chunk);
    else awaited = afterHead(awaited.head.length === 0 ? chunk : Buffer.concat([awaited.head, chunk]), status);
    if (!ended(awaited)) return;
    awaited = { head: Buffer.alloc(0) };
    done();
  };
}

function afterHead(read: Buffer, status: number): Awaited {
  const end = read.indexOf(HEAD_END);
  // What is read is only lent: the next arrival overwrites it.
  if (end < 0) return { head: Buffer.from(read) };
  const head = read.toString("latin1", 0, end);
  const body = end + HEAD_END.length;
  const start = read.toString("latin1", body, body + FAILED_LENGTH);
  if (Number(head.slice(9, 12)) !== status || FAILED.some((failed) => start.includes(failed))) {
    throw new Error(`answered ${read.toString().slice(0, 2_000)}`);
  }
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return { bytes: status === 304 ? 0 : Number(length) - (read.length - body) };
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return { tail: lastOf("", read.subarray(body)) };
  return { bytes: 0 };
}

function lastOf(before: string, chunk: Buffer): string {
  return (before + chunk.toString("latin1", Math.max(0, chunk.length - LAST_CHUNK.length))).slice(-LAST_CHUNK.length);
}
