import type { ExecutionResult, GraphQLSchema } from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { GraphContext } from "../context.js";
import type { KnownOperation } from "./known-operations.js";

/** Times that an operation is executed the ordinary way first: compiling one takes as long as many executions. */
const ASKED_OFTEN = 3;
/** Most operations that are counted, and most that are kept compiled. */
const MOST = { counted: 2_000, compiled: 500 };

type Variables = Readonly<Record<string, unknown>>;

/** Gives the data of a flawless answer; undefined where something is wrong, and the ordinary way is to say what. */
export type CompiledOperation = (variables: Variables, context: GraphContext) => Promise<ExecutionResult["data"]>;

/**
 * Operations that are asked for often, compiled. Only those that are read from openly: what does not go well is left to the ordinary
 * way, which says what is wrong in its own words, and asking twice must then change nothing.
 */
export class CompiledOperations {
  readonly #asked = new LRUCache<KnownOperation, { times: number }>({ max: MOST.counted });
  readonly #compiled = new LRUCache<KnownOperation, CompiledQuery | "cannot">({ max: MOST.compiled });

  constructor(private readonly schema: GraphQLSchema) {}

  /** The operation compiled, if it is; undefined where the ordinary way is to be taken. */
  find(known: KnownOperation): CompiledOperation | undefined {
    const compiled = this.#compiledOf(known);
    if (compiled === undefined) return undefined;
    return async (variables, context) => {
      const result = await (compiled.query(undefined, context, variables) as
        | Promise<ExecutionResult>
        | ExecutionResult);
      return result.errors === undefined ? result.data : undefined;
    };
  }

  #compiledOf(known: KnownOperation): CompiledQuery | undefined {
    const found = this.#compiled.get(known);
    if (found !== undefined) return found === "cannot" ? undefined : found;
    if (!known.lifetime.open || !this.#isAskedOften(known)) return undefined;
    const made = this.#compile(known) ?? "cannot";
    this.#compiled.set(known, made);
    return made === "cannot" ? undefined : made;
  }

  #isAskedOften(known: KnownOperation): boolean {
    const count = this.#asked.get(known) ?? { times: 0 };
    count.times += 1;
    this.#asked.set(known, count);
    return count.times >= ASKED_OFTEN;
  }

  /** Undefined where the process may not make code, or the operation cannot be compiled. */
  #compile({ document, operation }: KnownOperation): CompiledQuery | undefined {
    try {
      const made = compileQuery(this.schema, document, operation.name?.value, { disablingCapturingStackErrors: true });
      return isCompiledQuery(made) ? made : undefined;
    } catch {
      return undefined;
    }
  }
}
