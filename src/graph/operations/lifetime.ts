import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Policy } from "../identity/policy.js";

/** Which of a module's fields are only read from, and by anyone. A field that is not everybody's is none of them. */
export interface OpenReading {
  /** Fields whose reading leaves a trace, or that know who asks. */
  readonly except?: readonly string[];
  /** Fields that may answer otherwise before the catalog changes. */
  readonly momentary?: readonly string[];
  /** Arguments (`Query.programs.search`) that hold somebody's own words. */
  readonly ownWords?: readonly string[];
}

/** What is known of a field, as an extension of the schema. */
interface FieldReading {
  readonly lasts: boolean;
  readonly ownWords: readonly string[];
}

const EXTENSION = "openReading";

/** Notes on the fields of a module's schema what is known of reading them; refuses names that are not there. */
export function markOpenReading(module: string, schema: GraphQLSchema, policy: Policy, reading: OpenReading): void {
  const { except = [], momentary = [], ownWords = [] } = reading;
  const named = new Set([...except, ...momentary, ...ownWords.map((path) => path.slice(0, path.lastIndexOf(".")))]);
  const closed = new Set([...except, ...Object.keys(policy).filter((name) => policy[name] !== "anyone")]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    if (type === schema.getMutationType() || type === schema.getSubscriptionType()) continue;
    for (const [field, config] of Object.entries(type.getFields())) {
      const name = `${type.name}.${field}`;
      named.delete(name);
      if (closed.has(name)) continue;
      const found: FieldReading = {
        lasts: !momentary.includes(name),
        ownWords: ownWords.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1)),
      };
      config.extensions = { ...config.extensions, [EXTENSION]: found };
    }
  }
  if (named.size > 0) throw new Error(`${module}: there is no field ${[...named].join(", ")} to be read openly`);
}

/** How the answers to an operation may be used. */
export interface Lifetime {
  /** Only read from, and by anyone: asking twice changes nothing. */
  readonly open: boolean;
  /** The same to everybody until the catalog changes. */
  readonly lasts: boolean;
  /** Whether somebody's own words are in the document itself. */
  readonly ownWords: boolean;
  /** Variables that hold somebody's own words. */
  readonly ownWordsIn: readonly string[];
}

const CLOSED: Lifetime = { open: false, lasts: false, ownWords: false, ownWordsIn: [] };

/** Looks at every field that an operation of a valid document asks for. */
export function lifetimeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Lifetime {
  if (operation.operation !== "query") return CLOSED;
  const [words, variables] = [new Set<string>(), new Set<string>()];
  let [open, lasts] = [true, true];
  const info = new TypeInfo(schema);
  const look = (node: FieldNode): void => {
    const field = info.getFieldDef();
    if (field === undefined || field === null || field.name.startsWith("__")) return;
    // Introspection says the same as long as the process lives.
    if (info.getParentType()?.name.startsWith("__")) return;
    const reading = readingOf(field);
    open &&= reading !== undefined;
    lasts &&= reading?.lasts === true;
    for (const { name, value } of node.arguments ?? []) {
      if (reading?.ownWords.includes(name.value)) takeWords(value, words, variables);
    }
  };
  // Fragments of other operations are looked at as well: at worst an answer is not kept.
  const parts = document.definitions.filter(({ kind }) => kind !== Kind.OPERATION_DEFINITION);
  for (const part of [operation, ...parts]) visit(part, visitWithTypeInfo(info, { Field: look }));
  return open ? { open, lasts, ownWords: words.size > 0, ownWordsIn: [...variables] } : CLOSED;
}

/** Whether somebody's own words are in a request. */
export function hasOwnWords({ ownWords, ownWordsIn }: Lifetime, variables: Readonly<Record<string, unknown>>): boolean {
  return ownWords || ownWordsIn.some((name) => variables[name] != null && variables[name] !== "");
}

function readingOf({ extensions }: GraphQLField<unknown, unknown>): FieldReading | undefined {
  return extensions[EXTENSION] as FieldReading | undefined;
}

function takeWords(value: ValueNode, words: Set<string>, variables: Set<string>): void {
  if (value.kind === Kind.VARIABLE) variables.add(value.name.value);
  else if (value.kind !== Kind.NULL) words.add(value.kind);
}
