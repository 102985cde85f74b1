import { mergeSchemas } from "@graphql-tools/schema";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";

type ResolverClass = abstract new (...parts: never[]) => object;

/** One part of the graph: the resolvers it brings, already made, and what must be ready before it can answer. */
export interface Module {
  readonly name: string;
  /** Instances of its resolver classes. */
  readonly resolvers: NonEmptyArray<object>;
  /** Brings its part of the store up to date; runs under the preparation lock, in the order of the modules. */
  prepare?(): Promise<void>;
}

/** The executable schema of one module alone. */
export function moduleSchema({ resolvers }: Module): GraphQLSchema {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  return buildSchemaSync({
    resolvers: resolvers.map((resolver) => resolver.constructor) as unknown as NonEmptyArray<
      ResolverClass & (() => void)
    >,
    container: { get: (type) => instances.get(type) },
    validate: false,
  });
}

/** All modules in one process: one plain schema. */
export function monolith(modules: readonly Module[]): GraphQLSchema {
  return mergeSchemas({ schemas: modules.map(moduleSchema) });
}
