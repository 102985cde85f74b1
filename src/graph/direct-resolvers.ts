import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { GraphContext } from "./context.js";

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;
type Instances = ReadonlyMap<unknown, object>;
type Method = (...params: unknown[]) => unknown;
type Param = NonNullable<ReturnType<typeof getMetadataStorage>["fieldResolvers"][number]["params"]>[number];

/**
 * Has questions and fields ask their resolvers directly. type-graphql puts a call between them that copies arguments into objects of their
 * classes, by way of a promise: it takes longer than most of our resolvers. Commands keep it.
 */
export function askDirectly(schema: GraphQLSchema, instances: Instances): void {
  const { fieldResolvers, queries } = getMetadataStorage();
  const query = schema.getQueryType();
  for (const metadata of queries) ask(query, metadata, instances);
  for (const metadata of fieldResolvers) {
    const { getObjectType } = metadata;
    if (instances.has(metadata.target) && getObjectType !== undefined) {
      ask(typeOf(schema, getObjectType()), metadata, instances);
    }
  }
}

interface Asked {
  readonly target: unknown;
  readonly methodName: string;
  readonly schemaName: string;
  readonly params?: readonly Param[] | undefined;
}

function ask(type: unknown, { target, methodName, schemaName, params = [] }: Asked, instances: Instances): void {
  const instance = instances.get(target) as Record<string, Method | undefined> | undefined;
  const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
  const method = instance?.[methodName];
  const direct = method === undefined ? undefined : directly(method.bind(instance), params);
  if (field !== undefined && direct !== undefined) field.resolve = direct;
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
