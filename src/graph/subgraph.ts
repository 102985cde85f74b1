import { buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  visit,
} from "graphql";
import { createResolversMap } from "type-graphql";
import type { GraphContext } from "./context.js";
import { guardEntities } from "./guard-entities.js";
import { type Assembly, type Module, moduleSchema, type Reference } from "./module.js";

const FEDERATION = "https://specs.apollo.dev/federation/v2.3";
/** What federation has for us to say of types and fields. */
const DIRECTIVES = [
  "composeDirective",
  "external",
  "inaccessible",
  "interfaceObject",
  "key",
  "override",
  "provides",
  "requires",
  "shareable",
  "tag",
];

/** The SDL of one module as an Apollo Federation v2 subgraph. */
export function subgraphSdl(module: Module): string {
  return sdlOf(module, moduleSchema(module));
}

function sdlOf({ preamble = "" }: Module, schema: GraphQLSchema): string {
  const own = `${preamble}${printSubgraphSchema(lexicographicSortSchema(schema))}`;
  return `${linkOf(parse(own))}\n\n${own}`;
}

/** Imports the directives that are in use, and no others. */
function linkOf(sdl: DocumentNode): string {
  const used = new Set<string>();
  visit(sdl, { Directive: ({ name }) => void used.add(name.value) });
  const imports = DIRECTIVES.filter((name) => used.has(name)).map((name) => `"@${name}"`);
  return `extend schema @link(url: "${FEDERATION}", import: [${imports.join(", ")}])`;
}

/** One module as a subgraph, to stand behind a router beside the others. */
export function subgraph(module: Module, assembly: Assembly = {}): GraphQLSchema {
  const own = moduleSchema(module, assembly);
  const typeDefs = parse(sdlOf(module, own));
  checkReferences(module, typeDefs);
  const resolvers = createResolversMap(own) as Record<string, Record<string, unknown>>;
  for (const [type, find] of Object.entries(module.references)) {
    const byKey: Reference = (key, context: GraphContext) => find(key, context);
    resolvers[type] = { ...resolvers[type], __resolveReference: byKey };
  }
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  keepExtensions(own, schema);
  guardEntities(schema, module.references);
  return schema;
}

/** A type with a key and without a reference would be resolved from whatever somebody says of it. */
function checkReferences({ name, references }: Module, { definitions }: DocumentNode): void {
  const keyed = definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.directives?.some(isResolvableKey)
      ? [definition.name.value]
      : [],
  );
  for (const type of new Set([...keyed, ...Object.keys(references)])) {
    if (!keyed.includes(type)) throw new Error(`${name}: ${type} has a reference and no key`);
    if (references[type] === undefined) throw new Error(`${name}: ${type} has a key and no reference`);
  }
}

function isResolvableKey({ name, arguments: given = [] }: ConstDirectiveNode): boolean {
  const held = given.some(
    ({ name, value }) => name.value === "resolvable" && "value" in value && value.value === false,
  );
  return name.value === "key" && !held;
}

/** What SDL cannot say of fields, above all what each of them costs. */
export function keepExtensions(from: GraphQLSchema, to: GraphQLSchema): void {
  for (const type of Object.values(from.getTypeMap())) {
    const built = to.getType(type.name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    if (!isObjectType(built) && !isInterfaceType(built)) continue;
    const fields = built.getFields();
    for (const [name, { extensions }] of Object.entries(type.getFields())) {
      const field = fields[name];
      if (field !== undefined) field.extensions = { ...field.extensions, ...extensions };
    }
  }
}
