import "reflect-metadata";
import { buildSchema, type ExecutionResult, type GraphQLSchema, graphql, parse, subscribe } from "graphql";
import { Field, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { describeModules } from "../../../src/gateway.js";
import type { GraphContext } from "../../../src/graph/context.js";
import { type Caller, NOBODY, type Role } from "../../../src/graph/identity/caller.js";
import { checkPolicy, enforcePolicy, openTo, type Policy, PolicyError } from "../../../src/graph/identity/policy.js";
import { Language } from "../../../src/graph/language.js";
import { type Module, monolith, wholePolicy } from "../../../src/graph/module.js";
import { subgraph } from "../../../src/graph/subgraph.js";

@ObjectType()
class Parcel {
  @Field(() => String)
  address!: string;

  @Field(() => String, { nullable: true })
  plainNote!: string;
}

@Resolver(() => Parcel)
class ParcelResolver {
  @Query(() => [String])
  streets() {
    return ["Juárez"];
  }

  @Query(() => Parcel, { nullable: true })
  parcel() {
    return { address: "Juárez 1", plainNote: "bell broken" };
  }

  @Mutation(() => Boolean, { nullable: true })
  deliver() {
    delivered += 1;
    return true;
  }

  @FieldResolver(() => String, { nullable: true })
  note(@Root() { plainNote }: Parcel) {
    return plainNote;
  }
}

let delivered = 0;
const POLICY: Policy = {
  ...openTo("anyone", "Query", ["streets", "parcel"]),
  ...openTo(["administrator"], "Mutation", ["deliver"]),
  ...openTo(["agency_editor", "administrator"], "Parcel", ["note", "plainNote"]),
};

function post(policy: Policy): Module {
  return { name: "post", resolvers: [new ParcelResolver()], references: {}, policy };
}

const callerOf = (role: Role): Caller => (role === "anonymous" ? NOBODY : { role, subject: "ana", agency: null });
const contextOf = (role: Role): GraphContext => ({ language: Language.ES, now: new Date(), caller: callerOf(role) });
const ask = (schema: GraphQLSchema, source: string, role: Role) =>
  graphql({ schema, source, contextValue: contextOf(role) });
const codes = ({ errors = [] }: ExecutionResult) =>
  errors.map(({ path, extensions }) => [path?.join("."), extensions.code]);

describe("the policy", () => {
  it("stops the start when a root field of any kind has no rule, and names each of them", () => {
    const { "Query.parcel": _query, "Mutation.deliver": _mutation, ...rest } = POLICY;
    expect(() => monolith([post(rest)])).toThrow(PolicyError);
    expect(() => monolith([post(rest)])).toThrow(/Query\.parcel has no rule[\s\S]*Mutation\.deliver has no rule/);
    expect(() => subgraph(post(rest))).toThrow(PolicyError);
    expect(() => monolith([post(rest)], { unguarded: true })).toThrow(PolicyError);
  });

  it("stops the start when a rule is for a field that does not exist, or for nobody", () => {
    const wrong = { ...POLICY, "Query.parcels": "anyone", "Parcel.weight": ["auditor"], "Parcel.address": [] } as const;
    expect(() => monolith([post(wrong)])).toThrow(
      /no field Query\.parcels[\s\S]*no field Parcel\.weight[\s\S]*Parcel\.address is open to nobody/,
    );
  });

  it.each([
    ["in one process", () => monolith([post(POLICY)])],
    ["as a subgraph", () => subgraph(post(POLICY))],
  ])("refuses by role and leaves the rest of the answer, %s", async (_form, make) => {
    const schema = make();
    const source = "{ streets parcel { address note plainNote } }";
    const nobody = await ask(schema, source, "anonymous");
    const nothing = { streets: ["Juárez"], parcel: { address: "Juárez 1", note: null, plainNote: null } };
    expect(nobody.data).toEqual(nothing);
    expect(codes(nobody)).toEqual([
      ["parcel.note", "UNAUTHENTICATED"],
      ["parcel.plainNote", "UNAUTHENTICATED"],
    ]);
    const firm = await ask(schema, source, "business");
    expect(firm.data).toEqual(nothing);
    expect(codes(firm)).toEqual([
      ["parcel.note", "FORBIDDEN"],
      ["parcel.plainNote", "FORBIDDEN"],
    ]);
    const editor = await ask(schema, source, "agency_editor");
    expect([editor.data?.parcel, editor.errors]).toEqual([
      { address: "Juárez 1", note: "bell broken", plainNote: "bell broken" },
      undefined,
    ]);
  });

  it("refuses a mutation before anything of it is done", async () => {
    const schema = monolith([post(POLICY)]);
    delivered = 0;
    for (const role of ["anonymous", "business", "agency_editor", "auditor", "service"] as const)
      expect((await ask(schema, "mutation { deliver }", role)).data).toEqual({ deliver: null });
    expect(delivered).toBe(0);
    expect((await ask(schema, "mutation { deliver }", "administrator")).data).toEqual({ deliver: true });
    expect(delivered).toBe(1);
  });

  it("refuses a subscription when it begins", async () => {
    const schema = buildSchema("type Query { streets: [String] } type Subscription { moves: String }");
    schema.getSubscriptionType()!.getFields().moves!.subscribe = async function* () {
      yield { moves: "left" };
    };
    const policy: Policy = { "Query.streets": "anyone", "Subscription.moves": ["business"] };
    expect(() => checkPolicy("post", schema, { "Query.streets": "anyone" })).toThrow(/Subscription\.moves has no rule/);
    enforcePolicy(schema, policy);
    const begin = (role: Role) =>
      subscribe({ schema, document: parse("subscription { moves }"), contextValue: contextOf(role) });
    expect(codes((await begin("auditor")) as ExecutionResult)).toEqual([["moves", "FORBIDDEN"]]);
    const events = (await begin("business")) as AsyncGenerator<ExecutionResult>;
    expect((await events.next()).value).toEqual({ data: { moves: "left" } });
  });

  it("puts nothing before a field that is open to anyone", () => {
    const resolverOf = (schema: GraphQLSchema, field: string) => schema.getQueryType()?.getFields()[field]?.resolve;
    const open = resolverOf(monolith([post(POLICY)]), "streets");
    const unguarded = resolverOf(monolith([post(POLICY)], { unguarded: true }), "streets");
    expect(String(open)).toBe(String(unguarded));
  });

  it("can be left out by a test, which then sees what holds without it", async () => {
    const schema = monolith([post(POLICY)], { unguarded: true });
    expect((await ask(schema, "{ parcel { note } }", "anonymous")).data).toEqual({ parcel: { note: "bell broken" } });
  });

  it("has a rule for every root field of the gateway", async () => {
    const policy = wholePolicy(await describeModules());
    expect(policy).toMatchObject({ "Query.programs": "anyone", "Query.node": "anyone", "Query.states": "anyone" });
    expect(Object.keys(policy)).toEqual([...Object.keys(policy)].sort());
  });
});
