import { GraphQLError } from "graphql";

/** Every code an answer's error can carry in `extensions.code`, and the HTTP status of an answer that has nothing else. */
export const ERROR_CODES = {
  BAD_USER_INPUT: { es: "Un dato no es válido", en: "A value is not valid" },
  OPERATION_TOO_COMPLEX: { es: "La consulta pide demasiado", en: "The operation asks for too much" },
  NOT_FOUND: { es: "No existe, o no es suyo", en: "It does not exist, or is not yours" },
  FORBIDDEN: { es: "No le está permitido", en: "You are not allowed to" },
  CONFLICT: { es: "Choca con algo anterior", en: "It conflicts with something earlier" },
  UNAVAILABLE: { es: "El servicio no está disponible por ahora", en: "The service is not available for now" },
  INTERNAL_SERVER_ERROR: { es: "Algo falló de nuestro lado", en: "Something failed on our side" },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

export interface BilingualText {
  readonly es: string;
  readonly en: string;
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
