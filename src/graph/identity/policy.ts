import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import type { GraphContext } from "../context.js";
import { Refusal, textOf, unauthenticated } from "../errors.js";
import type { Caller, Role } from "./caller.js";

/** Who may use a field: anyone, signed in or not, or these roles and no others. */
export type Rule = "anyone" | readonly Role[];

/** Who may use which field, by `Type.field`: every root field, and of other types those that not everyone may read. */
export type Policy = Readonly<Record<string, Rule>>;

/** The part of a policy in which one rule holds for several fields: `openTo("anyone", "Query", ["states", "state"])`. */
export function openTo<const Field extends string>(rule: Rule, type: string, fields: readonly Field[]): Policy {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, rule]));
}

/** Thrown at start, with every fault of a policy in it. */
export class PolicyError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the policy is not whole:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "PolicyError";
  }
}

/** Refuses a policy that leaves out a root field of the schema, or names a field that is not there. */
export function checkPolicy(module: string, schema: GraphQLSchema, policy: Policy): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    .filter((type) => type != null)
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  const faults = [
    ...roots.filter((field) => !Object.hasOwn(policy, field)).map((field) => `${module}: ${field} has no rule`),
    ...Object.keys(policy)
      .filter((name) => fieldOf(schema, name) === undefined)
      .map((name) => `${module}: there is no field ${name} to have a rule`),
    ...Object.entries(policy)
      .filter(([, rule]) => rule.length === 0)
      .map(([name]) => `${module}: ${name} is open to nobody`),
  ];
  if (faults.length > 0) throw new PolicyError(faults);
}

/** Told of each command that is refused to somebody's role, before they are answered. */
export type Denied = (context: GraphContext, operation: string, input: object, refusal: Refusal) => Promise<void>;

/** Puts each rule before its field's resolver. A field that is open to anyone keeps the resolver that it has. */
export function enforcePolicy(schema: GraphQLSchema, policy: Policy, denied?: Denied): void {
  for (const [name, rule] of Object.entries(policy)) {
    const field = rule === "anyone" ? undefined : fieldOf(schema, name);
    if (field === undefined) continue;
    // A subscription is refused when it begins; what it then brings has been allowed.
    if (field.subscribe) field.subscribe = guarded(rule, field.subscribe);
    else {
      const told = name.startsWith("Mutation.") ? denied : undefined;
      field.resolve = guarded(rule, field.resolve ?? defaultFieldResolver, told);
    }
  }
}

function guarded(rule: Rule, resolve: Resolver, denied?: Denied): Resolver {
  return (source, args, context, info) => {
    const { caller } = context;
    if (isAllowed(rule, caller)) return resolve(source, args, context, info);
    const refusal = refusalFor(caller);
    if (denied === undefined || caller.role === "anonymous") throw refusal;
    return denied(context, info.fieldName, Object(args.input), refusal).then(() => Promise.reject(refusal));
  };
}

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;
type GuardedField = Pick<GraphQLFieldConfig<unknown, GraphContext>, "resolve" | "subscribe">;

function fieldOf(schema: GraphQLSchema, name: string): GuardedField | undefined {
  const [typeName = "", field = ""] = name.split(".");
  const type = schema.getType(typeName);
  return type !== undefined && "getFields" in type ? (type.getFields()[field] as GuardedField | undefined) : undefined;
}

export function isAllowed(rule: Rule, { role }: Pick<Caller, "role">): boolean {
  return rule === "anyone" || rule.includes(role);
}

/** Says no and nothing about what was asked for: nobody learns from it whether there is such a thing. */
export function refusalFor({ role }: Pick<Caller, "role">): Refusal {
  return role === "anonymous" ? unauthenticated("MISSING") : new Refusal("FORBIDDEN", textOf("FORBIDDEN"));
}
