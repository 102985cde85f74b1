import { z } from "zod";
import type { Seals } from "../../platform/seal.js";
import { safeFileName } from "./file-name.js";
import { LARGEST_FILE, MEDIA_TYPES, type MediaType } from "./media-types.js";

/** How long a ticket opens its file, in milliseconds: 15 minutes. */
export const TICKET_LIFE = 15 * 60 * 1_000;

/** One file that may be brought or taken. */
export interface TransferFile {
  /** What the file is called among us; told to whoever waits for it. */
  readonly fileId: string;
  /** Where its bytes are kept: a UUID of its own. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly mediaType: MediaType;
  /** Name it is saved under, as `safeFileName` makes it. */
  readonly name: string;
}

/** A place to bring a file to, or to take it from. */
export interface TicketPath {
  /** Path on this server, e.g. "/files/…". Whoever holds it may use it; it names nobody. */
  readonly path: string;
  readonly expires: Date;
}

export interface Tickets {
  uploadUrlPath(file: TransferFile): TicketPath;
  downloadUrlPath(file: TransferFile): TicketPath;
  /** What a ticket is for; undefined for one that was not made here, for something else, or too long ago. */
  openUpload(ticket: string): TransferFile | undefined;
  openDownload(ticket: string): TransferFile | undefined;
}

const TICKET = z.object({
  fileId: z.string().min(1).max(100),
  key: z.uuid().lowercase(),
  size: z.int().min(1).max(LARGEST_FILE),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.enum(Object.keys(MEDIA_TYPES) as [MediaType, ...MediaType[]]),
  name: z.string().refine((name) => safeFileName(name) === name),
  expires: z.iso.datetime(),
});

/** Tickets for files: texts that are sealed here, each for one file, one direction and a quarter of an hour. Throws when asked for a file that would be refused. */
export function createTickets(seals: Seals, now: () => Date): Tickets {
  function make(purpose: "upload" | "download", file: TransferFile): TicketPath {
    const expires = new Date(now().getTime() + TICKET_LIFE);
    const ticket = TICKET.parse({ ...file, expires: expires.toISOString() });
    return { path: `/files/${seals.seal(purpose, JSON.stringify(ticket))}`, expires };
  }
  function open(purpose: "upload" | "download", sealed: string): TransferFile | undefined {
    const text = seals.open(purpose, sealed);
    const ticket = text === undefined ? undefined : TICKET.safeParse(JSON.parse(text)).data;
    if (ticket === undefined) return undefined;
    const { expires, ...file } = ticket;
    const left = Date.parse(expires) - now().getTime();
    return left > 0 && left <= TICKET_LIFE ? file : undefined;
  }
  return {
    uploadUrlPath: (file) => make("upload", file),
    downloadUrlPath: (file) => make("download", file),
    openUpload: (ticket) => open("upload", ticket),
    openDownload: (ticket) => open("download", ticket),
  };
}
