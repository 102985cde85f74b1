import { buildSchema, type GraphQLSchema, isScalarType } from "graphql";
import { keepExtensions } from "../graph/subgraph.js";

/**
 * The schema that clients see, from its SDL: what SDL does not carry, costs of fields and how scalars are read, is taken from
 * our own, so that operations are measured and checked as they are in one process.
 */
export function apiSchema(sdl: string, own: GraphQLSchema): GraphQLSchema {
  const schema = buildSchema(sdl, { assumeValidSDL: true });
  keepExtensions(own, schema);
  for (const type of Object.values(own.getTypeMap())) {
    const built = schema.getType(type.name);
    if (!isScalarType(type) || !isScalarType(built)) continue;
    const { parseValue, parseLiteral, serialize } = type;
    Object.assign(built, { parseValue, parseLiteral, serialize });
  }
  return schema;
}
