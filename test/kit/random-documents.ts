import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from "graphql";

/** Numbers from 0 to 1 that look like chance, and are the same again from the same seed. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How random documents come about. */
export interface DocumentChoices {
  readonly schema: GraphQLSchema;
  readonly chance: () => number;
  /** Values for arguments, as GraphQL writes them, by `Type.field.argument` or by the argument's name alone. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Whether a field may be asked for. */
  readonly admits: (coordinate: string) => boolean;
  readonly depth: number;
  /** What an argument is given where `values` has nothing for it: a value as GraphQL writes it, or a variable. */
  readonly given?: (arg: GraphQLArgument) => string;
  /** Commands in place of questions. */
  readonly commands?: boolean;
}

/** A valid query of random fields, with arguments, aliases, fragments in place and directives here and there. */
export function randomQuery(choices: DocumentChoices): string {
  const { schema, commands = false } = choices;
  const root = commands ? schema.getMutationType() : schema.getQueryType();
  if (root == null) throw new Error("the schema has no such operations");
  return `${commands ? "mutation" : "query"} Random ${selection(choices, root.name, choices.depth)}`;
}

/** Which share of a root's fields is asked for at once. */
const ROOT_SHARES: Readonly<Record<string, number>> = { Query: 0.12, Mutation: 0.02 };

function selection(choices: DocumentChoices, typeName: string, depth: number): string {
  const { schema, chance, admits } = choices;
  const type = schema.getType(typeName);
  if (isUnionType(type)) {
    return `{ __typename ${type
      .getTypes()
      .map(({ name }) => `... on ${name} ${selection(choices, name, depth)}`)
      .join(" ")} }`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`nothing can be selected from ${typeName}`);
  const fields = Object.values(type.getFields()).filter(
    (field) =>
      admits(`${typeName}.${field.name}`) &&
      (depth > 1 || !isCompositeType(getNamedType(field.type))) &&
      field.args.every(
        (arg) =>
          choices.given !== undefined ||
          !isRequiredArgument(arg) ||
          valuesFor(choices, typeName, field, arg).length > 0,
      ),
  );
  const wanted = fields.filter(() => chance() < (ROOT_SHARES[typeName] ?? 0.3));
  const written = wanted.map((field, index) => {
    const alias = chance() < 0.1 ? `a${index}: ` : "";
    const directive = chance() < 0.05 ? (chance() < 0.5 ? " @include(if: true)" : " @skip(if: true)") : "";
    const named = getNamedType(field.type);
    const inside = isCompositeType(named) ? ` ${selection(choices, named.name, depth - 1)}` : "";
    return `${alias}${field.name}${writtenArguments(choices, typeName, field)}${directive}${inside}`;
  });
  const within = written.length > 1 && chance() < 0.15 ? [`... on ${typeName} { ${written.join(" ")} }`] : written;
  return `{ __typename ${within.join(" ")} }`;
}

function writtenArguments(choices: DocumentChoices, type: string, field: GraphQLField<unknown, unknown>): string {
  const given = field.args.flatMap((arg) => {
    const values = valuesFor(choices, type, field, arg);
    const { given } = choices;
    if ((values.length === 0 && given === undefined) || (!isRequiredArgument(arg) && choices.chance() < 0.5)) return [];
    if (values.length === 0 && given !== undefined) return [`${arg.name}: ${given(arg)}`];
    return [`${arg.name}: ${values[Math.floor(choices.chance() * values.length)]}`];
  });
  return given.length === 0 ? "" : `(${given.join(", ")})`;
}

function valuesFor(
  { values }: DocumentChoices,
  type: string,
  field: GraphQLField<unknown, unknown>,
  arg: GraphQLArgument,
): readonly string[] {
  const own = values[`${type}.${field.name}.${arg.name}`] ?? values[arg.name];
  if (own !== undefined) return own;
  const named = getNamedType(arg.type);
  if (!isEnumType(named)) return [];
  const names = named.getValues().map(({ name }) => name);
  const isList = String(isNonNullType(arg.type) ? arg.type.ofType : arg.type).startsWith("[");
  return isList ? names.map((name) => `[${name}]`) : names;
}
