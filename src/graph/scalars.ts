import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from "graphql";

/** A text scalar that accepts one form of text, in variables and in literals alike. */
function textScalar(
  name: string,
  description: string,
  accepts: (text: string) => boolean,
  expected: string,
): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === "string" && accepts(value)) return value;
    throw new GraphQLError(`${name} expects ${expected}`, { extensions: { code: "BAD_USER_INPUT" } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: check,
    parseLiteral: (node: ValueNode) => check(node.kind === Kind.STRING ? node.value : undefined),
    serialize: (value) => String(value),
  });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function isDay(text: string): boolean {
  if (!DAY.test(text) || text < "1800" || text > "2200") return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export const DateScalar = textScalar(
  "Date",
  "Un día del calendario, «AAAA-MM-DD», entre los años 1800 y 2199. A day of the calendar, YYYY-MM-DD, in the years 1800 to 2199.",
  isDay,
  "a day of the calendar as YYYY-MM-DD, e.g. 2026-11-23",
);

export const PartialDateScalar = textScalar(
  "PartialDate",
  "Una fecha tan exacta como la dé la fuente: año, año y mes, o día. A date as exact as its source: YYYY, YYYY-MM or YYYY-MM-DD.",
  (text) => /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text),
  "YYYY, YYYY-MM or YYYY-MM-DD",
);

export const DateTimeScalar = textScalar(
  "DateTime",
  "Un instante en UTC según ISO 8601, entre los años 1800 y 2199. An instant in UTC, ISO 8601, e.g. 2026-11-23T15:00:00Z, in the years 1800 to 2199.",
  (text) => /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,9})?Z$/.test(text) && isDay(text.slice(0, 10)),
  "an instant in UTC, e.g. 2026-11-23T15:00:00Z",
);

const DECIMAL = /^-?\d{1,30}(\.\d{1,12})?$/;

/** A decimal as text; a JSON number is taken when it is written without an exponent. */
function readDecimal(value: unknown): string {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && DECIMAL.test(text)) return text;
  throw new GraphQLError('Decimal expects a decimal number, e.g. "1000000.50"', {
    extensions: { code: "BAD_USER_INPUT" },
  });
}

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description:
    'Un número decimal exacto, como texto; al recibirlo se acepta también un número. An exact decimal number, as text, e.g. "1000000" or "0.5"; a number is accepted as input too.',
  parseValue: readDecimal,
  parseLiteral: (node: ValueNode) =>
    readDecimal(
      [Kind.STRING, Kind.INT, Kind.FLOAT].some((kind) => kind === node.kind) && "value" in node
        ? node.value
        : undefined,
    ),
  serialize: (value) => String(value),
});

// The one of graphql-scalars does the same, and loading that package takes a noticeable part of the start.
export const JsonScalar = new GraphQLScalarType({
  name: "JSON",
  description: "Cualquier valor de JSON, entero. Any value of JSON, whole.",
  parseValue: (value) => value,
  parseLiteral: valueFromASTUntyped,
});
