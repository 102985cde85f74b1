import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from "graphql";
import { STRANGER, STRANGERS } from "./canaries.js";
import { randomQuery } from "./random-documents.js";

/** An operation as a request sends it. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface OperationChoices {
  readonly schema: GraphQLSchema;
  readonly chance: () => number;
  /** Share of values that are not of their type, from 0 to 1. */
  readonly wrong: number;
  readonly commands: boolean;
  readonly admits: (coordinate: string) => boolean;
}

const TEXTS = [
  "",
  "a",
  "prosec",
  "fondo-pyme",
  "mujeres",
  "MX-QUE",
  "22014",
  "311",
  "50",
  ...STRANGERS,
  "\0",
  "\ud800",
  "%' or 1=1 --",
  "ñ\u0301\u202e",
];
const IDS = [
  "prosec",
  "UHJvZ3JhbTp4",
  Buffer.from("Program:1").toString("base64url"),
  Buffer.from("Business:01890000-0000-7000-8000-000000000000").toString("base64url"),
  "eA",
  "",
];
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  String: TEXTS,
  ID: IDS,
  Int: [0, 1, 2, 5, 100, 101, -1, 2_147_483_647, -2_147_483_648],
  Float: [0, 0.5, -1, 1e300, 1e-300],
  Boolean: [true, false],
  Date: ["2026-11-28", "2014-05-01", "9999-12-31", "2024-02-29"],
  DateTime: ["2026-11-28T10:00:00Z", "2026-11-28T10:00:00-06:00", "1970-01-01T00:00:00Z"],
  Decimal: ["0", "1.50", STRANGER.sales, "-1", "99999999999999999999", "0.000001"],
};
const WRONG: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  1.5,
  STRANGER.curp,
  "",
  [],
  [[1]],
  {},
  { $ne: 1 },
  { constructor: STRANGER.rfc },
  "\0",
];

/** A random operation of the schema with arguments of all kinds, written out or as variables, some of them wrong. */
export function randomOperation({ schema, chance, wrong, commands, admits }: OperationChoices): RandomOperation {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];

  const valueFor = (type: GraphQLInputType): unknown => {
    if (chance() < wrong) return pick(WRONG);
    if (isNonNullType(type)) return valueFor(type.ofType);
    if (isListType(type)) return Array.from({ length: Math.floor(chance() * 3) }, () => valueFor(type.ofType));
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (!isInputObjectType(type)) return pick(VALUES[type.name] ?? TEXTS);
    const fields = Object.values(type.getFields());
    const share = Math.min(0.5, 6 / fields.length);
    const given = type.isOneOf
      ? [pick(fields)]
      : fields.filter((field) => isRequiredInputField(field) || chance() < share);
    return Object.fromEntries(given.map((field) => [field.name, valueFor(field.type)]));
  };

  const given = ({ type }: { readonly type: GraphQLInputType }): string => {
    const value = valueFor(type);
    if (chance() < 0.5) return written(value, type);
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };
  const query = randomQuery({ schema, chance, values: {}, admits, depth: commands ? 3 : 5, given, commands });
  return {
    query: declared.length === 0 ? query : query.replace(" Random ", ` Random(${declared.join(", ")}) `),
    variables,
  };
}

/** A value as GraphQL writes it; where its type is an enum, a text is a name. */
function written(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return written(value, type.ofType);
  if (Array.isArray(value))
    return `[${value.map((one) => written(one, isListType(type) ? type.ofType : type)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    const pairs = Object.entries(value).filter(([name]) => /^\w+$/.test(name));
    return `{ ${pairs.map(([name, one]) => `${name}: ${written(one, Object.hasOwn(fields, name) ? (fields[name]?.type ?? type) : type)}`).join(", ")} }`;
  }
  if (isListType(type)) return written(value, type.ofType);
  return isEnumType(type) && typeof value === "string" && /^\w+$/.test(value) ? value : JSON.stringify(value);
}
