import type { GraphQLSchema } from "graphql";
import type { GraphContext } from "./context.js";
import { badInput, Refusal } from "./errors.js";
import { LIMITS, tooMuch } from "./limits.js";
import type { Module } from "./module.js";

type References = Module["references"];
type Representation = Readonly<Record<string, string>>;

/** Longest value of a key. */
const LONGEST_VALUE = 200;

/**
 * Measures what `_entities` is asked before anything is looked up: how many there are, of which types, and that their keys are
 * texts. Who asks is not looked at here: what a key finds is kept from others where it is found, as for every field.
 */
export function guardEntities(schema: GraphQLSchema, references: References): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const find = field?.resolve;
  if (field === undefined || find === undefined) return;
  field.resolve = (source, { representations }: { representations: readonly unknown[] }, context: GraphContext, info) =>
    find(source, { representations: readRepresentations(representations, references) }, context, info);
  field.extensions = {
    ...field.extensions,
    complexity: ({ args, childComplexity }: { args: { representations: unknown[] }; childComplexity: number }) =>
      args.representations.length * (1 + childComplexity),
  };
}

function readRepresentations(representations: readonly unknown[], references: References): readonly Representation[] {
  const most = LIMITS.representations;
  if (representations.length > most) throw tooMuch("representations", most);
  return representations.map((representation) => {
    const { __typename: type, ...key } = Object(representation) as Record<string, unknown>;
    if (typeof type !== "string" || !Object.hasOwn(references, type)) throw notAKey(Object.keys(references));
    const values = flat(key);
    if (!values.every(isText)) throw notAKey(Object.keys(references));
    return { __typename: type, ...Object.fromEntries(values) };
  });
}

/** A key with what is within it by path: `version { number }` is "version.number". */
function flat(key: object): readonly (readonly [string, unknown])[] {
  return Object.entries(key).flatMap(([name, value]) =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([inner, held]) => [`${name}.${inner}`, asText(held)] as const)
      : [[name, asText(value)] as const],
  );
}

const asText = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : value);

function isText(entry: readonly [string, unknown]): entry is readonly [string, string] {
  const [path, value] = entry;
  return /^\w+(\.\w+)?$/.test(path) && typeof value === "string" && value.length <= LONGEST_VALUE;
}

function notAKey(allowed: readonly string[]): Refusal {
  const text = {
    es: "cada una lleva __typename, uno de los tipos de este subgrafo, y su clave en textos",
    en: "each holds __typename, one of the types of this subgraph, and its key as texts",
  };
  const { code, text: named, extensions } = badInput("representations", text, allowed);
  return new Refusal(code, named, { ...extensions, http: { status: 400 } });
}
