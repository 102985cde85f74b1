import { composeServices } from "@theguild/federation-composition";
import {
  type BreakingChange,
  buildSchema,
  findBreakingChanges,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  visit,
} from "graphql";
import { subgraphSdl } from "../graph/subgraph.js";
import { describeModules } from "../house/modules.js";
import { subgraphPath } from "./subgraphs.js";

/** One subgraph of a supergraph. */
export interface Part {
  readonly name: string;
  /** Where a router asks it. */
  readonly url: string;
  readonly sdl: string;
}

export interface Composed {
  /** What a router is given. */
  readonly supergraph: string;
  /** What clients see. */
  readonly schema: string;
}

/** Where `schema/supergraph.graphql` has all of our subgraphs: one process with PORT=4001. */
export const SUBGRAPHS_ORIGIN = "http://127.0.0.1:4001";

/** Our own subgraphs, each where `at` says. */
export async function ownParts(at: (name: string) => string): Promise<readonly Part[]> {
  const modules = await describeModules();
  return modules.map((module) => ({ name: module.name, url: at(module.name), sdl: subgraphSdl(module) }));
}

/** The supergraph that is committed, to be served by any router. */
export async function describeSupergraph(): Promise<string> {
  return compose(await ownParts((name) => `${SUBGRAPHS_ORIGIN}${subgraphPath(name)}`)).supergraph;
}

/** Throws with all that does not fit. */
export function compose(parts: readonly Part[]): Composed {
  const services = parts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { errors, supergraphSdl, publicSdl } = composeServices(services);
  if (supergraphSdl === undefined || publicSdl === undefined) {
    throw new Error((errors ?? []).map(({ message }) => message).join("\n"));
  }
  return { supergraph: supergraphSdl, schema: publicSdl };
}

export interface Joined extends Composed {
  readonly parts: readonly Part[];
  /** Those that were left out, and why. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/**
 * Our subgraphs with those of others, one after another. One that does not fit, takes something away from what was there, claims
 * a field that another answers for, or adds one that may not be null, is left out: who joins can only add, and takes nothing along
 * when it is away.
 */
export function join(own: readonly Part[], others: readonly Part[]): Joined {
  let joined: Omit<Joined, "leftOut"> = { ...compose(own), parts: own };
  const leftOut: { name: string; why: string }[] = [];
  for (const part of others) {
    try {
      const parts = [...joined.parts, part];
      const composed = compose(parts);
      const why = [...takenAway(joined, composed), ...overridden(composed), ...neverNull(joined, composed)];
      if (why.length > 0) throw new Error(why.join("\n"));
      joined = { ...composed, parts };
    } catch (error) {
      leftOut.push({ name: part.name, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { ...joined, leftOut };
}

function takenAway(before: Composed, after: Composed): readonly string[] {
  const changes: readonly BreakingChange[] = findBreakingChanges(buildSchema(before.schema), buildSchema(after.schema));
  return changes.map(({ description }) => description);
}

/** `@override` moves a field from who answers for it to another, with nothing to be seen in the schema. */
function overridden({ supergraph }: Composed): readonly string[] {
  const found: string[] = [];
  visit(parse(supergraph), {
    FieldDefinition: ({ name, directives = [] }) => {
      const given = directives.flatMap((directive) => directive.arguments ?? []);
      if (given.some(({ name, value }) => name.value === "override" && value.kind === Kind.STRING)) {
        found.push(`${name.value} is another's`);
      }
    },
  });
  return found;
}

function neverNull(before: Composed, after: Composed): readonly string[] {
  const was = buildSchema(before.schema).getTypeMap();
  return Object.values(buildSchema(after.schema).getTypeMap()).flatMap((type) => {
    const old = was[type.name];
    if (!isObjectType(type) || !isObjectType(old)) return [];
    const added = Object.values(type.getFields()).filter(({ name }) => old.getFields()[name] === undefined);
    return added
      .filter(({ type }) => isNonNullType(type))
      .map(({ name }) => `${type.name}.${name} must be nullable, so that the rest is answered when it is not`);
  });
}
