import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
} from "graphql";
import { beginSpan, currentWatch, type Span, underWatch, type Watch } from "../../platform/telemetry/index.js";
import type { GraphContext } from "../context.js";
import type { Module } from "../module.js";

/** All calls of one field's resolver in one operation. */
interface Group {
  readonly span: Span;
  readonly watch: Watch;
  calls: number;
  /** When the last call was over, by `performance.now()`. */
  ended: number;
}

type Field = GraphQLField<unknown, GraphContext>;

const groupsOf = new WeakMap<Watch, Map<Field, Group>>();

/**
 * Shows in traces which resolvers an operation spent its time in: a span for each root field, and for each field that a resolver class
 * fetches objects for. However often it is called in an operation, it has one span, from the first call to the end of the last.
 * Fields that only read a value are left as they are.
 */
export function watchResolvers({ name, resolvers }: Pick<Module, "name" | "resolvers">, schema: GraphQLSchema): void {
  const methods = new Set(resolvers.flatMap((resolver) => Object.getOwnPropertyNames(Object.getPrototypeOf(resolver))));
  const roots = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    if (type.name.startsWith("__") || type === schema.getSubscriptionType()) continue;
    const isRoot = roots.includes(type);
    for (const field of Object.values(type.getFields())) {
      const fetches = methods.has(field.name) && isCompositeType(getNamedType(field.type));
      if (isRoot || fetches) watchField(name, type, field);
    }
  }
}

function watchField(module: string, type: GraphQLObjectType, field: Field): void {
  const { resolve } = field;
  if (resolve === undefined) return;
  const name = `${type.name}.${field.name}`;
  field.resolve = (source, args, context, info) => {
    const watch = currentWatch();
    const group = watch?.span === undefined ? undefined : groupOf(watch, module, name, field);
    if (group === undefined) return resolve(source, args, context, info);
    group.calls += 1;
    const end = () => {
      group.ended = performance.now();
    };
    const result = underWatch(group.watch, () => resolve(source, args, context, info));
    if (result instanceof Promise) result.then(end, end);
    else end();
    return result;
  };
}

function groupOf(watch: Watch, module: string, name: string, field: Field): Group | undefined {
  const groups = groupsOf.get(watch) ?? new Map<Field, Group>();
  groupsOf.set(watch, groups);
  const known = groups.get(field);
  if (known !== undefined) return known;
  const span = beginSpan(name, { attributes: { "ventanilla.module": module, "graphql.field": name } });
  if (span === undefined) return undefined;
  const group: Group = { span, watch: { span, tally: watch.tally }, calls: 0, ended: performance.now() };
  groups.set(field, group);
  // Should a resolver call another at once, that one belongs to the same operation.
  groupsOf.set(group.watch, groups);
  return group;
}

/** Ends the spans of an operation's resolvers, once it is over. */
export function endGroups(watch: Watch): void {
  for (const { span, calls, ended } of groupsOf.get(watch)?.values() ?? []) {
    span.set({ "ventanilla.calls": calls });
    span.end(ended);
  }
  groupsOf.delete(watch);
}
