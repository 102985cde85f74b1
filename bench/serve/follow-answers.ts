const HEAD_END = "\r\n\r\n";
const LAST_CHUNK = "0\r\n\r\n";
/** How the body of an answer that failed begins; in chunks, behind the length of the first. */
const FAILED = ['{"errors":', '{"data":null'];
const FAILED_LENGTH = 24;

/** What is to come of an answer: its head, so many bytes of its body, or chunks until an empty one. */
type Awaited = { readonly head: Buffer } | { bytes: number } | { tail: string };

/**
 * Follows one answer after another on a connection and calls `done` at the end of each: with nothing, or with how it begins where it has
 * another status than `status` or errors. It reads where answers end and nothing else, and relies on a body in chunks having no empty line
 * of its own, as JSON has none.
 */
export function followAnswers(status: number, done: (failure?: string) => void): (chunk: Buffer) => void {
  let awaited: Awaited = { head: Buffer.alloc(0) };
  let failure: string | undefined;
  const begin = (read: Buffer): Awaited => {
    const end = read.indexOf(HEAD_END);
    // What is read is only lent: the next arrival overwrites it.
    if (end < 0) return { head: Buffer.from(read) };
    const body = read.subarray(end + HEAD_END.length);
    const head = read.toString("latin1", 0, end);
    const answered = Number(head.slice(9, 12));
    const start = body.toString("latin1", 0, FAILED_LENGTH);
    if (answered !== status || FAILED.some((failed) => start.includes(failed))) failure = `${answered} ${body}`;
    return afterHead(head, answered, body);
  };
  return (chunk) => {
    if ("bytes" in awaited) awaited.bytes -= chunk.length;
    else if ("tail" in awaited) awaited.tail = lastOf(awaited.tail, chunk);
    else awaited = begin(awaited.head.length === 0 ? chunk : Buffer.concat([awaited.head, chunk]));
    if (!ended(awaited)) return;
    const failed = failure;
    awaited = { head: Buffer.alloc(0) };
    failure = undefined;
    done(failed);
  };
}

function afterHead(head: string, answered: number, body: Buffer): Awaited {
  if (answered === 304) return { bytes: 0 };
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return { bytes: Number(length) - body.length };
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return { tail: lastOf("", body) };
  return { bytes: 0 };
}

function ended(now: Awaited): boolean {
  if ("bytes" in now) return now.bytes <= 0;
  return "tail" in now && now.tail === LAST_CHUNK;
}

function lastOf(before: string, chunk: Buffer): string {
  return (before + chunk.toString("latin1", Math.max(0, chunk.length - LAST_CHUNK.length))).slice(-LAST_CHUNK.length);
}
