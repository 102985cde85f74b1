import { randomUUID } from "node:crypto";
import { BlobMismatch, BlobStoreError } from "../../platform/blobs/blobs.js";
import type { Log } from "../../platform/log.js";
import { type BilingualText, ERROR_CODES, Refusal } from "../errors.js";
import { isNotNow } from "../mask-errors.js";
import { OtherKind } from "./inspect.js";
import { TooSlow } from "./patience.js";

interface Answer extends BilingualText {
  readonly status: number;
}

/** Why a file is not taken or not given. One form for every ticket that does not open: nobody learns which are near to one that does. */
export const TRANSFER_REFUSALS = {
  NOT_FOUND: {
    status: 404,
    es: "No hay archivo en esta dirección, o su plazo terminó: pida otra",
    en: "There is no file at this address, or its time has ended: ask for another",
  },
  LENGTH_REQUIRED: {
    status: 411,
    es: "Falta Content-Length: el tamaño del archivo en bytes",
    en: "Content-Length is missing: the size of the file in bytes",
  },
  FILE_LENGTH_MISMATCH: {
    status: 400,
    es: "El archivo no tiene el tamaño que se anunció",
    en: "The file is not of the size that was announced",
  },
  FILE_DIGEST_MISMATCH: {
    status: 400,
    es: "El archivo no es el que se anunció: su SHA-256 es otro",
    en: "The file is not the one that was announced: its SHA-256 is another",
  },
  FILE_TYPE_MISMATCH: {
    status: 415,
    es: "El contenido no es del tipo que se anunció, o no es de los que se reciben",
    en: "The content is not of the type that was announced, or not of those that are taken",
  },
  ENCODING_NOT_TAKEN: {
    status: 415,
    es: "El archivo se envía sin Content-Encoding",
    en: "The file is sent without Content-Encoding",
  },
  TOO_SLOW: {
    status: 408,
    es: "El archivo tardó demasiado en llegar",
    en: "The file took too long to arrive",
  },
  TOO_BUSY: {
    status: 503,
    es: "Se reciben demasiados archivos a la vez: intente de nuevo en unos segundos",
    en: "Too many files are arriving at once: try again in a few seconds",
  },
} as const satisfies Readonly<Record<string, Answer>>;
type TransferCode = keyof typeof TRANSFER_REFUSALS;

export class TransferRefusal extends Error {
  constructor(readonly code: TransferCode) {
    super(TRANSFER_REFUSALS[code].en);
    this.name = "TransferRefusal";
  }
}

/** An error as a client may see it. */
export interface SafeAnswer {
  readonly status: number;
  readonly text: BilingualText;
  readonly extensions: { readonly code: string; readonly [fact: string]: unknown };
}

/** Turns whatever went wrong into what a client may see; what is our own fault is logged under a correlation id. */
export function answerOf(error: unknown, log: Log): SafeAnswer {
  const code = refusalCode(error);
  if (code !== undefined) {
    const { status, ...text } = TRANSFER_REFUSALS[code];
    return { status, text, extensions: { code } };
  }
  if (error instanceof Refusal) {
    const { http, ...facts } = error.extensions as { http?: { status?: number } };
    return { status: http?.status ?? 409, text: error.text, extensions: { ...facts, code: error.code } };
  }
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === "number" && status >= 400 && status < 500) {
    const text = { es: "La solicitud no está bien formada", en: "The request is not well formed" };
    return { status, text, extensions: { code: "BAD_REQUEST" } };
  }
  const known = error instanceof BlobStoreError || isNotNow(error) ? "UNAVAILABLE" : "INTERNAL_SERVER_ERROR";
  const correlationId = randomUUID();
  log.error({ correlationId, error: error instanceof Error ? error.message : String(error) }, "a transfer failed");
  return {
    status: known === "UNAVAILABLE" ? 503 : 500,
    text: ERROR_CODES[known],
    extensions: { code: known, correlationId },
  };
}

function refusalCode(error: unknown): TransferCode | undefined {
  if (error instanceof TransferRefusal) return error.code;
  if (error instanceof OtherKind) return "FILE_TYPE_MISMATCH";
  if (error instanceof TooSlow) return "TOO_SLOW";
  if (error instanceof BlobMismatch)
    return error.fault === "other-digest" ? "FILE_DIGEST_MISMATCH" : "FILE_LENGTH_MISMATCH";
  return undefined;
}
