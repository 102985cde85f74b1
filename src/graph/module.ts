import { mergeSchemas } from "@graphql-tools/schema";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import type { Job } from "../platform/upkeep.js";
import type { GraphContext } from "./context.js";
import { askDirectly } from "./direct-resolvers.js";
import { checkPolicy, type Denied, enforcePolicy, type Policy } from "./identity/policy.js";
import { markOpenReading, type OpenReading } from "./operations/lifetime.js";

type ResolverClass = abstract new (...parts: never[]) => object;

/** Finds an object by the key another subgraph holds of it, nested fields by path ("version.number"); null when there is none. */
export type Reference = (key: Readonly<Record<string, string>>, context: GraphContext) => unknown;

/**
 * Begins to listen, for one caller; rejects when it may not. The iterator's `return` must not wait for the next event,
 * as a generator's does: `changed` of platform/bounded-queue makes one that does not.
 */
// biome-ignore lint/suspicious/noExplicitAny: each field has arguments of its own
export type Subscribe = (args: any, context: GraphContext) => AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>;

/** One part of the graph: the resolvers it brings, already made, and what must be ready before it can answer. */
export interface Module {
  readonly name: string;
  /** Instances of its resolver classes. */
  readonly resolvers: NonEmptyArray<object>;
  /** Who may use which of its fields; a root field without a rule is a fault at start. */
  readonly policy: Policy;
  /** How its `@key` types are found from their key, by type name. Only a split graph asks. */
  readonly references: Readonly<Record<string, Reference>>;
  /** Which of its fields are only read from, and by anyone; without it, none is. */
  readonly openReading?: OpenReading;
  /** Its `@key` types that none of its own fields leads to: what it adds to types of others is asked for by key alone. */
  readonly onlyByKey?: readonly (abstract new () => object)[];
  /** SDL that its subgraph begins with: definitions of directives that are neither GraphQL's nor federation's. */
  readonly preamble?: string;
  /** What each of its subscriptions listens to, by field. */
  readonly subscriptions?: Readonly<Record<string, Subscribe>>;
  /** Brings its part of the store up to date; runs under the preparation lock, in the order of the modules. */
  prepare?(): Promise<void>;
  /** What it must do every now and then, asked by nobody. */
  readonly jobs?: readonly Job[];
}

/** type-graphql wants one wherever there is a subscription; ours have no topics. */
const NO_TOPICS = { publish: () => {}, subscribe: fromModule };

/** Stands in `@Subscription(() => T, { subscribe: fromModule })`: what is listened to is said by the module, which has the parts for it. */
export function fromModule(): never {
  throw new Error("a subscription is subscribed to as its module says");
}

/** Puts in what each subscription listens to; every one of them must be said, and nothing else. */
function subscribeTo(name: string, schema: GraphQLSchema, subscriptions: Readonly<Record<string, Subscribe>>): void {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const field of new Set([...Object.keys(fields), ...Object.keys(subscriptions)])) {
    const [found, listen] = [fields[field], subscriptions[field]];
    if (found === undefined || listen === undefined)
      throw new Error(`${name}: Subscription.${field} ${found ? "does not say what it listens to" : "is not there"}`);
    found.subscribe = (_source, args, context: GraphContext) => listen(args, context);
  }
}

export interface Assembly {
  /** Leaves the policy out, for tests that show what still holds without it. Nothing of the environment can ask for this. */
  readonly unguarded?: boolean;
  /** Told of each command that is refused to somebody's role. */
  readonly denied?: Denied | undefined;
  /** Sees to it that the work of a module's resolvers shows in traces. */
  readonly watch?: ((module: Module, schema: GraphQLSchema) => void) | undefined;
}

/** The executable schema of one module alone, its policy checked and enforced. */
export function moduleSchema(module: Module, { unguarded = false, denied, watch }: Assembly = {}): GraphQLSchema {
  const { name, resolvers, onlyByKey = [], subscriptions = {}, policy, openReading } = module;
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: resolvers.map((resolver) => resolver.constructor) as unknown as NonEmptyArray<
      ResolverClass & (() => void)
    >,
    orphanedTypes: [...onlyByKey],
    container: { get: (type) => instances.get(type) },
    pubSub: NO_TOPICS,
    validate: false,
    // The first operation has graphql-js check the schema anyway; type-graphql would have all of it introspected besides.
    skipCheck: true,
  });
  askDirectly(schema, instances);
  subscribeTo(name, schema, subscriptions);
  checkPolicy(name, schema, policy);
  if (!unguarded) enforcePolicy(schema, policy, denied);
  if (openReading !== undefined) markOpenReading(name, schema, policy, openReading);
  watch?.(module, schema);
  return schema;
}

/** All modules in one process: one plain schema, with nothing of federation in it. */
export function monolith(modules: readonly Module[], assembly: Assembly = {}): GraphQLSchema {
  return mergeSchemas({ schemas: modules.map((module) => moduleSchema(module, assembly)), assumeValidSDL: true });
}

/** Who may use which field of the whole graph, by name. */
export function wholePolicy(modules: readonly Pick<Module, "policy">[]): Policy {
  const rules = modules.flatMap(({ policy }) => Object.entries(policy));
  return Object.fromEntries(rules.sort(([one], [other]) => (one < other ? -1 : 1)));
}
