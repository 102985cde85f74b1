import { GraphQLError } from "graphql";

/**
 * Every code an answer's error can carry in `extensions.code`: the HTTP status and headers of a request that it refuses whole, and its text.
 * An error of one field among others leaves the status at 200, except those of `COME_BACK_LATER`.
 */
export const ERROR_CODES = {
  BAD_USER_INPUT: { status: 400, headers: {}, es: "Un dato no es válido", en: "A value is not valid" },
  OPERATION_TOO_COMPLEX: {
    status: 400,
    headers: {},
    es: "La consulta pide demasiado",
    en: "The operation asks for too much",
  },
  OPERATION_NOT_SUPPORTED: {
    status: 400,
    headers: {},
    es: "Esta dirección no atiende operaciones de este tipo",
    en: "This address does not serve operations of this kind",
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 400,
    headers: {},
    es: "Aquí solo se atienden documentos registrados de antemano",
    en: "Only documents that were registered beforehand are served here",
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    headers: {},
    es: "No se conoce ese documento; envíelo completo",
    en: "That document is not known; send it in full",
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 400,
    headers: {},
    es: "Aquí no se registran documentos; envíelos completos",
    en: "Documents are not registered here; send them in full",
  },
  TOO_MANY_STREAMS: {
    status: 429,
    headers: { "retry-after": "5" },
    es: "Tiene demasiados flujos abiertos a la vez",
    en: "You have too many streams open at once",
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    headers: { "retry-after": "1" },
    es: "Pide demasiado en poco tiempo; espere los segundos que dice retryAfter",
    en: "You ask for too much in a short time; wait as many seconds as retryAfter says",
  },
  UNAUTHENTICATED: {
    status: 401,
    headers: { "www-authenticate": "Bearer" },
    es: "Hay que identificarse",
    en: "You must sign in",
  },
  FORBIDDEN: { status: 403, headers: {}, es: "Su papel no permite hacer esto", en: "Your role does not allow this" },
  NOT_FOUND: { status: 404, headers: {}, es: "No existe, o no es suyo", en: "It does not exist, or is not yours" },
  CONFLICT: { status: 409, headers: {}, es: "Choca con algo anterior", en: "It conflicts with something earlier" },
  UNAVAILABLE: {
    status: 503,
    headers: { "retry-after": "1" },
    es: "El servicio no está disponible por ahora",
    en: "The service is not available for now",
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    headers: {},
    es: "Algo falló de nuestro lado",
    en: "Something failed on our side",
  },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** Codes that give the whole answer their status, since the same request may succeed later. */
export const COME_BACK_LATER = ["UNAVAILABLE", "TOO_MANY_REQUESTS"] as const satisfies readonly ErrorCode[];

export interface BilingualText {
  readonly es: string;
  readonly en: string;
}

/** The text of a code by itself. */
export function textOf(code: ErrorCode): BilingualText {
  const { es, en } = ERROR_CODES[code];
  return { es, en };
}

/**
 * A refusal that the caller can act on. It names the field and what is allowed, never the value that was sent.
 * The text is given in both languages; the server keeps the reader's.
 */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    readonly text: BilingualText,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(text.es, { extensions: { ...details, code } });
    this.name = "Refusal";
  }
}

/** A value of the caller's that cannot be used: which field, and what would be. */
export function badInput(field: string, text: BilingualText, allowed?: unknown): Refusal {
  return new Refusal(
    "BAD_USER_INPUT",
    { es: `${field}: ${text.es}`, en: `${field}: ${text.en}` },
    { field, ...(allowed === undefined ? {} : { allowed }) },
  );
}

/** Runs `work`; a refusal of a field in it names the field from `outside` on. */
export function within<T>(outside: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal) || typeof error.extensions.field !== "string") throw error;
    const { code, field, ...details } = error.extensions as { code: unknown; field: string };
    const at = `${outside}.${field}`;
    const named = (text: string) => (text.startsWith(field) ? `${outside}.${text}` : text);
    throw new Refusal(error.code, { es: named(error.text.es), en: named(error.text.en) }, { ...details, field: at });
  }
}

/** All that is ever said of why nobody is signed in; a key or a token that is not good is not told what is wrong with it. */
const NOT_SIGNED_IN = {
  MISSING: { es: "hace falta una credencial", en: "a credential is needed" },
  EXPIRED: { es: "la credencial venció", en: "the credential has expired" },
  INVALID: { es: "la credencial no es válida", en: "the credential is not valid" },
} as const;

/** Nobody is signed in who would have to be, or the credential that was sent is not good. */
export function unauthenticated(reason: keyof typeof NOT_SIGNED_IN): Refusal {
  const { es, en } = ERROR_CODES.UNAUTHENTICATED;
  const why = NOT_SIGNED_IN[reason];
  return new Refusal("UNAUTHENTICATED", { es: `${es}: ${why.es}`, en: `${en}: ${why.en}` }, { reason });
}

/** Not now: try again after so many seconds. */
export function unavailable(retryAfter: number): Refusal {
  return new Refusal("UNAVAILABLE", textOf("UNAVAILABLE"), { retryAfter });
}

/** An operation that is served at another address. */
export function wrongAddress(address: string): Refusal {
  const { es, en } = ERROR_CODES.OPERATION_NOT_SUPPORTED;
  const text = { es: `${es}: pídala en ${address}`, en: `${en}: ask for it at ${address}` };
  return new Refusal("OPERATION_NOT_SUPPORTED", text, { address, http: { status: 400 } });
}
