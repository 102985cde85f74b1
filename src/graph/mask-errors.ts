import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
} from "graphql";
import { type Log, withoutPersonal } from "../platform/log.js";
import { NotNow } from "../platform/not-now.js";
import { type BilingualText, Refusal, textOf } from "./errors.js";

/** What a client may see of an error. Texts come in both languages until the reader's is chosen. */
interface SafeError extends GraphQLFormattedError {
  readonly extensions: { readonly code: string; readonly texts?: BilingualText; readonly [key: string]: unknown };
}

/** Codes whose message speaks of the document that the client sent; values written into it are taken out. */
const ABOUT_THE_DOCUMENT = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
]);

/**
 * PostgreSQL error classes and system errors that mean "not now": connection, read only, database, others in the way, resources, shutdown,
 * time ran out, files.
 */
const NOT_NOW = /^(08|25006|3D000|40001|40P01|53|57P|57014|55P03|58|ECONN|ETIMEDOUT|EPIPE|ENOENT)/;

/**
 * Turns any error into what a client may see: refusals as they are, values of variables never echoed,
 * everything unexpected logged under a correlation id and hidden behind it.
 */
export function createErrorMask(
  log: Log,
  schema: GraphQLSchema,
): (formatted: GraphQLFormattedError, error: unknown) => SafeError {
  return (formatted, error) => {
    const { code, stacktrace, ...details } = (formatted.extensions ?? {}) as Record<string, unknown>;
    const where = {
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    };
    const cause = unwrapResolverError(error);
    const refusal = [error, cause].find((candidate) => candidate instanceof Refusal);
    if (refusal instanceof Refusal) {
      const { code: known, http, ...facts } = refusal.extensions as Record<string, unknown>;
      return { ...where, message: refusal.text.es, extensions: { ...facts, code: String(known), texts: refusal.text } };
    }
    if (code === "BAD_USER_INPUT" && error instanceof GraphQLError) return badVariable(error, schema);
    if (typeof code === "string" && ABOUT_THE_DOCUMENT.has(code)) {
      const [, enumName] = /\b(?:in|Enum) "(\w+)"(?: enum| cannot)/.exec(formatted.message) ?? [];
      const message = withoutLiterals(formatted.message);
      return { ...where, message, extensions: { ...details, code, ...allowedIn(schema.getType(enumName ?? "")) } };
    }
    const id = randomUUID();
    const unavailable = isNotNow(cause);
    log.error({ correlationId: id, error: describe(cause), path: formatted.path }, "a resolver failed");
    const known = unavailable ? "UNAVAILABLE" : "INTERNAL_SERVER_ERROR";
    return {
      ...where,
      message: textOf(known).es,
      extensions: { code: known, correlationId: id, texts: textOf(known) },
    };
  };
}

/** The error with its text in the reader's language. */
export function inLanguage(error: GraphQLFormattedError, language: "es" | "en"): GraphQLFormattedError {
  const { texts, ...extensions } = (error.extensions ?? {}) as { texts?: BilingualText };
  return { ...error, message: texts?.[language] ?? error.message, extensions };
}

/** Longest text of an error that repeats names of the document, and longest name of a variable, in characters. */
const LONGEST = 500;
const LONGEST_NAME = 100;

const cut = (text: string, longest: number) => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** A message of graphql-js without the value it repeats, and without names that look like a person's: whoever writes a CURP where a number belongs is not sent it back. */
function withoutLiterals(message: string): string {
  if (/^Maximum call stack/.test(message)) return "Syntax Error: The document nests too deep.";
  const without = message
    .replace(/^(Syntax Error: [\s\S]*?\b(?:Block)?(?:String|Int|Float|Name)) "[\s\S]*$/, "$1.")
    .replace(/^Unknown operation named "[\s\S]*$/, "The document has no operation of that name.")
    .replace(/^(\w+ cannot represent [^:"]*value): [\s\S]*$/, "$1")
    .replace(/^(Expected value of type "[\w![\]]+"), found [\s\S]*$/, "$1")
    .replace(/^(Enum "\w+" cannot represent non-enum value): [\s\S]*$/, "$1")
    .replace(/^Value "[\s\S]*" does not exist in ("\w+" enum)/, "The value does not exist in $1");
  return withoutPersonal(cut(without, LONGEST));
}

/** Whether an error means that PostgreSQL cannot answer for now. */
export function isNotNow(error: unknown): boolean {
  if (error instanceof NotNow) return true;
  const code = (error as { code?: unknown } | null)?.code;
  const message = error instanceof Error ? error.message : "";
  return (
    (typeof code === "string" && NOT_NOW.test(code)) ||
    /connection terminated|not queryable|timeout (exceeded|expired)/i.test(message)
  );
}

/** graphql-js repeats the value of a wrong variable in its message; only the place and the type are kept. */
function badVariable(error: GraphQLError, schema: GraphQLSchema): SafeError {
  const [, variable = "", at] =
    /^Variable "\$([_A-Za-z0-9]+)"(?: got invalid value [\s\S]*? at "([^"]{1,200})")?/.exec(error.message) ?? [];
  const field = /^[\w.[\]]+$/.test(at ?? "") ? String(at) : cut(variable, LONGEST_NAME);
  const expected =
    /(?:Expected (?:non-nullable )?type|Expected value of type|of required type) "([\w![\]]+)"/.exec(
      error.message,
    )?.[1] ??
    /in "([\w]+)" enum/.exec(error.message)?.[1] ??
    /(?:^|; )(\w+ (?:expects|cannot represent)[^:;]*)/.exec(error.message)?.[1];
  const type = expected === undefined ? undefined : schema.getType(expected);
  const texts = {
    es: `${field}: el valor no es válido${expected === undefined ? "" : `; se espera ${expected}`}`,
    en: `${field}: the value is not valid${expected === undefined ? "" : `; expected ${expected}`}`,
  };
  return {
    message: texts.es,
    extensions: {
      code: "BAD_USER_INPUT",
      field,
      ...(expected === undefined ? {} : { expected }),
      ...allowedIn(type),
      texts,
    },
  };
}

const allowedIn = (type: GraphQLNamedType | undefined) =>
  isEnumType(type) ? { allowed: type.getValues().map(({ name }) => name) } : {};

function describe(error: unknown): object {
  return error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { value: String(error) };
}
