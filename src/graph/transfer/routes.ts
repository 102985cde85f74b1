import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Blobs, verified } from "../../platform/blobs/blobs.js";
import type { Log } from "../../platform/log.js";
import { acceptedLanguage } from "../language.js";
import { attachment, withExtension } from "./file-name.js";
import { inspected } from "./inspect.js";
import { LARGEST_FILE, MEDIA_TYPES } from "./media-types.js";
import { type Patience, patiently, UPLOAD_PATIENCE } from "./patience.js";
import { answerOf, TransferRefusal } from "./refusals.js";
import type { Tickets, TransferFile } from "./tickets.js";

/** Most files that arrive at once, in one process: a spreadsheet is held in memory until it is whole. */
const MOST_ARRIVING = 32;
/** Longest a reader may leave a download untouched, in milliseconds. */
const READER_PAUSE = 30_000;
/** Longest body, in bytes, of which the rest is read away when it is refused; a longer one is cut off. */
const MOST_READ_AWAY = LARGEST_FILE;
const DOWNLOAD_HEADERS = ["content-length", "content-disposition", "content-security-policy"];
// By a wildcard: a ticket is longer than a named part of a path may be.
export const FILES_PATH = "/files/*";

export interface Transfers {
  readonly blobs: Blobs;
  readonly tickets: Pick<Tickets, "openUpload" | "openDownload">;
  /** Hears that the bytes of a file are kept. It may hear so more than once; what it throws is the answer, and the client tries again. */
  received(fileId: string): Promise<void>;
  readonly patience?: Patience;
}

/** PUT and GET of files by ticket, each with bytes as its body; rules for bodies elsewhere stay as they are. */
export function registerTransfers(app: FastifyInstance, transfers: Transfers, log: Log): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Whatever a client calls its bytes, they are left unread: the ticket says what they must be.
    scope.addContentTypeParser("*", (_request, _body, done) => done(null));
    scope.setErrorHandler(async (error, request, reply) => refuse(error, request, reply, log));
    scope.put(FILES_PATH, { config: { ownPace: true } }, createUpload(transfers));
    scope.get(FILES_PATH, createDownload(transfers, log));
  });
}

function createUpload({ blobs, tickets, received, patience = UPLOAD_PATIENCE }: Transfers) {
  let arriving = 0;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const file = tickets.openUpload(ticketOf(request));
    if (file === undefined) throw new TransferRefusal("NOT_FOUND");
    checkHeaders(request, file);
    if (arriving >= MOST_ARRIVING) throw new TransferRefusal("TOO_BUSY");
    arriving += 1;
    try {
      if (!(await blobs.has(file.key)))
        await blobs.put(file.key, inspected(patiently(request.raw, patience), file.mediaType), file);
      await received(file.fileId);
    } finally {
      arriving -= 1;
      // What was not read is read away, so that the answer can be.
      request.raw.resume();
    }
    return reply.code(204).send();
  };
}

function createDownload({ blobs, tickets }: Transfers, log: Log) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const file = tickets.openDownload(ticketOf(request));
    const bytes = file && (await blobs.get(file.key));
    if (file === undefined || bytes === undefined) throw new TransferRefusal("NOT_FOUND");
    const { mediaType, name, size } = file;
    const kind = MEDIA_TYPES[mediaType];
    const whole = Readable.from(verified(bytes, file), { objectMode: false });
    whole.on("error", (error) => log.error({ fileId: file.fileId, error: error.message }, "a kept file is not whole"));
    reply.raw.setTimeout(READER_PAUSE, () => reply.raw.destroy());
    return reply
      .headers({
        "content-type": "text" in kind && kind.text === "csv" ? `${mediaType}; charset=utf-8` : mediaType,
        "content-length": size,
        "content-disposition": attachment(withExtension(name, kind.extension)),
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "content-security-policy": "sandbox",
      })
      .send(whole);
  };
}

function ticketOf({ params }: FastifyRequest): string {
  return (params as { "*": string })["*"];
}

function checkHeaders({ headers }: FastifyRequest, { size }: TransferFile): void {
  if (headers["content-encoding"] !== undefined) throw new TransferRefusal("ENCODING_NOT_TAKEN");
  if (headers["content-length"] === undefined) throw new TransferRefusal("LENGTH_REQUIRED");
  if (headers["content-length"] !== String(size)) throw new TransferRefusal("FILE_LENGTH_MISMATCH");
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  const { status, text, extensions } = answerOf(error, log);
  // A body whose end is not in sight is not waited for.
  const announced = Number(request.headers["content-length"] ?? Number.NaN);
  const endless = request.method === "PUT" && !(announced <= MOST_READ_AWAY);
  if (status === 408 || endless) reply.header("connection", "close");
  if (status === 503) reply.header("retry-after", "2");
  for (const name of DOWNLOAD_HEADERS) reply.removeHeader(name);
  return reply
    .code(status)
    .headers({ vary: "Accept-Language", "cache-control": "no-store" })
    .send({ errors: [{ message: text[acceptedLanguage(request.headers["accept-language"])], extensions }] });
}
