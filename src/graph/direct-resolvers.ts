import { type GraphQLFieldResolver, type GraphQLSchema, getNamedType, isInputObjectType, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { GraphContext } from "./context.js";

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;
type Method = (...params: unknown[]) => unknown;
type Param = NonNullable<ReturnType<typeof getMetadataStorage>["fieldResolvers"][number]["params"]>[number];

/**
 * Has fields ask their resolvers directly. type-graphql puts a call between them that copies arguments into objects of their classes, by way
 * of a promise: it takes longer than most of our resolvers. Fields with arguments that are inputs of several fields keep it.
 */
export function askDirectly(schema: GraphQLSchema, instances: ReadonlyMap<unknown, object>): void {
  for (const { target, methodName, schemaName, getObjectType, params = [] } of getMetadataStorage().fieldResolvers) {
    const instance = instances.get(target) as Record<string, Method | undefined> | undefined;
    const type = instance === undefined || getObjectType === undefined ? undefined : typeOf(schema, getObjectType());
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    const method = instance?.[methodName];
    if (field === undefined || method === undefined) continue;
    if (field.args.some(({ type }) => isInputObjectType(getNamedType(type)))) continue;
    const direct = directly(method.bind(instance), params);
    if (direct !== undefined) field.resolve = direct;
  }
}

function typeOf(schema: GraphQLSchema, type: unknown) {
  const { objectTypes } = getMetadataStorage();
  const name = objectTypes.find(({ target }) => target === type)?.name;
  return name === undefined ? undefined : schema.getType(name);
}

/** Undefined where a parameter is none of those that need nothing but to be handed over. */
function directly(method: Method, params: readonly Param[]): Resolver | undefined {
  const takers = [...params].sort((one, other) => one.index - other.index).map(takerOf);
  if (!takers.every((taker) => taker !== undefined)) return undefined;
  const [first, second, third, ...more] = takers;
  if (first === undefined) return () => method();
  if (second === undefined) return (...given) => method(first(given));
  if (third === undefined) return (...given) => method(first(given), second(given));
  if (more.length === 0) return (...given) => method(first(given), second(given), third(given));
  return (...given) => method(...takers.map((take) => take(given)));
}

type Taker = (given: Parameters<Resolver>) => unknown;

function takerOf(param: Param): Taker | undefined {
  switch (param.kind) {
    case "root":
      return param.propertyName === undefined && param.getType === undefined ? ([root]) => root : undefined;
    case "args":
      return hasDefaults(param.getType()) ? undefined : ([, args]) => args;
    case "arg": {
      const { name } = param;
      return ([, args]) => args[name];
    }
    case "context":
      return param.propertyName === undefined ? ([, , context]) => context : undefined;
    case "info":
      return ([, , , info]) => info;
    default:
      return undefined;
  }
}

/** Whether a class of arguments has values of its own for what is not given. */
function hasDefaults(type: unknown): boolean {
  return Object.values(new (type as new () => object)()).some((value) => value !== undefined);
}
