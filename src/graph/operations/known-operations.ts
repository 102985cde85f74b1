import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import { checkCost, checkShape, costVariables } from "../limits.js";
import { type Lifetime, lifetimeOf } from "./lifetime.js";
import { parsedSize } from "./parsed-documents.js";

/** Room for operations, in bytes. */
const ROOM = 48 * 1024 * 1024;
/** Sets of variables of one operation of which it is remembered that they do not cost too much, and the longest of them. */
const MOST_COSTS = 200;
const LONGEST_COST = 200;

/** How a request names what it asks for. */
export interface OperationName {
  /** The text of the document. */
  readonly source: string;
  readonly operationName: string | undefined;
}

export interface ValidOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** An operation that is valid and not larger than the limits, and all that is found out about it once. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly lifetime: Lifetime;
  /** Refuses variables with which it costs too much. */
  checkCost(variables: Readonly<Record<string, unknown>>): void;
}

/** Operations that were asked for before, by their text: what does not change with the variables is looked at once. */
export class KnownOperations {
  readonly #known = new LRUCache<string, KnownOperation>({ maxSize: ROOM });
  #schema: GraphQLSchema | undefined;

  find(name: OperationName): KnownOperation | undefined {
    return this.#known.get(keyOf(name));
  }

  /** Takes in an operation of a document that is valid for a schema; refuses one that is larger than the limits. */
  learn(name: OperationName, { schema, document, operation }: ValidOperation): KnownOperation {
    // What was valid for another schema may not be for this one.
    if (schema !== this.#schema) this.#known.clear();
    this.#schema = schema;
    const known = this.find(name);
    if (known !== undefined) return known;
    checkShape(document, operation);
    const costing = costVariables(schema, document, operation);
    const affordable = new Set<string>();
    const learned: KnownOperation = {
      document,
      operation,
      lifetime: lifetimeOf(schema, document, operation),
      checkCost(variables) {
        // A variable that is left out has its default, one that is null has not.
        const key = JSON.stringify(costing.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : 0)));
        if (affordable.has(key)) return;
        const counted = checkCost(schema, document, operation, variables);
        if (counted && affordable.size < MOST_COSTS && key.length <= LONGEST_COST) affordable.add(key);
      },
    };
    const key = keyOf(name);
    this.#known.set(key, learned, { size: parsedSize(key) });
    return learned;
  }
}

function keyOf({ source, operationName = "" }: OperationName): string {
  return `${operationName}\0${source}`;
}
