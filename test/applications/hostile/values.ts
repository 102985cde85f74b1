import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

/** Stands in every hostile text, so that an echo of any of them is seen. */
export const MARK = "Zorrillo";

const TEXTS: Readonly<Record<string, string>> = {
  "a NUL": `${MARK}\u0000 uno`,
  "half a character": `${MARK}\ud800 dos`,
  "half a character, the other half": `\udfff${MARK} tres`,
  "writing that turns around": `${MARK} \u202ecuatro`,
  "writing set apart": `\u2066${MARK}\u2069 cinco`,
  "a blank without width": `Zo\u200b${MARK}`,
  "a joiner between letters": `Zo\u200d${MARK}`,
  "a mark of direction": `Zo\u061c${MARK}`,
  "letters that show nothing": `${MARK}\u{e0041}\u{e0042}`,
  "a separator of lines that is none of ours": `${MARK}\u2028seis`,
  "ten thousand marks on one letter": `${MARK}${"\u0301".repeat(10_000)}`,
  "a colour of the terminal": `${MARK}\u001b[31m`,
  "twenty thousand characters": `${MARK} `.repeat(2_222),
};
const NO_TEXTS: Readonly<Record<string, unknown>> = {
  "a yes in place of a text": true,
  "an object in place of a text": { [MARK]: 1 },
};
const IDS: Readonly<Record<string, unknown>> = {
  ...TEXTS,
  "an id that is empty": "",
  "an id that is none": `no-${MARK}`,
  "an id with SQL": "' OR 1=1--",
  "an id of something else": id("Agency:00000000-0000-7000-8000-000000000000"),
  "an id of a type there is not": id("Nothing:00000000-0000-7000-8000-000000000000"),
  "an id of a thing there is not": "00000000-0000-7000-8000-000000000000",
  "a yes in place of an id": true,
};
const DATES: Readonly<Record<string, unknown>> = {
  "31 February": "2026-02-31",
  "the year 0": "0000-01-01",
  "the year 9999": "9999-12-31",
  "an instant": "2026-11-24T00:00:00Z",
  "a text that is no day": MARK,
  "a number": 20261124,
};
const NO_NUMBERS: Readonly<Record<string, unknown>> = {
  "not a number": "NaN",
  "more than there is": "Infinity",
  "an exponent": "1e308",
  "an exponent as a number": 1e308,
  "a text that is no number": MARK,
  "a number with commas": "1,000",
};
const NO_MONEY: Readonly<Record<string, unknown>> = {
  ...NO_NUMBERS,
  "less than nothing": "-5",
  nothing: "0",
  "three decimals": "1.005",
  "more money than there is": "99999999999999999999",
};
const INTS: Readonly<Record<string, unknown>> = {
  "less than nothing": -1,
  "the largest there is": 2_147_483_647,
  "larger than the largest": 2_147_483_648,
  "half of one": 1.5,
  "a text in place of a number": "1",
};

/** Fields that nobody may set, and names that JavaScript itself knows. */
export const EXTRA_FIELDS = [
  "status",
  "state",
  "agencyId",
  "approvedBy",
  "owner",
  "folio",
  "$ne",
  "constructor",
  "toString",
  "hasOwnProperty",
];

/** One fault in one place of an input that is otherwise good. */
export interface Fault {
  readonly what: string;
  /** Where, e.g. `input.scores[0].criterion`. */
  readonly path: string;
  readonly steps: readonly (string | number)[];
  readonly value: unknown;
}

type Steps = readonly (string | number)[];

/** Every fault of every place of a good input, by the types of the schema. */
export function faultsOf(schema: GraphQLSchema, inputType: string, good: object): readonly Fault[] {
  const type = schema.getType(inputType);
  if (!isInputObjectType(type)) throw new Error(`there is no input ${inputType}`);
  return faultsAt(type, good, []);
}

function faultsAt(type: GraphQLInputType, good: unknown, steps: Steps): readonly Fault[] {
  const here = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([what, value]) => ({ what, path: pathOf(steps), steps, value }));
  const named = getNullableType(type);
  if (isNonNullType(type)) return [...here({ "nothing at all": null }), ...faultsAt(named, good, steps)];
  if (isListType(named)) {
    const items = good as readonly unknown[] | undefined;
    if (!items?.length) throw new Error(`the good input has nothing in ${pathOf(steps)}`);
    return faultsAt(named.ofType, items[0], [...steps, 0]);
  }
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    const extra = EXTRA_FIELDS.filter((name) => !fields.some((field) => field.name === name)).map((name) => ({
      what: `a field ${name} of nobody's`,
      path: pathOf(steps),
      steps: [...steps, name],
      value: MARK,
    }));
    const given = good as Readonly<Record<string, unknown>>;
    return [
      ...extra,
      ...fields.flatMap((field) => {
        // A profile has a hundred facts and need not have all of them.
        if (given[field.name] === undefined && named.name === "ProfileInput") return [];
        if (given[field.name] === undefined) throw new Error(`the good input has no ${pathOf([...steps, field.name])}`);
        return faultsAt(field.type, given[field.name], [...steps, field.name]);
      }),
    ];
  }
  if (isEnumType(named))
    return here({ "no value of the list": "NOPE", "a name of JavaScript's": "constructor", "a number": 3 });
  const path = pathOf(steps);
  const faults = {
    String: { ...TEXTS, ...NO_TEXTS },
    ID: IDS,
    Date: DATES,
    Decimal: /\.(results|profile)\b/.test(path) ? NO_NUMBERS : NO_MONEY,
    Int: INTS,
    Boolean: { "a text in place of a yes": "true", "a number in place of a yes": 1 },
  }[named.name];
  if (faults === undefined) throw new Error(`nothing hostile is known for ${named.name}`);
  return here(faults);
}

function pathOf(steps: Steps): string {
  return `input${steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`;
}

/** The input with the fault in it. */
export function withFault(good: object, { steps, value }: Pick<Fault, "steps" | "value">): object {
  const copy = structuredClone(good);
  let at = copy as Record<string | number, unknown>;
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  Object.defineProperty(at, steps.at(-1) as string, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function id(text: string): string {
  return Buffer.from(text).toString("base64url");
}
