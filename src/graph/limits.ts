import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from "graphql-query-complexity";
import { Refusal } from "./errors.js";

/** What one operation may ask for. Everything is counted before anything is executed. */
export const LIMITS = {
  /** Tokens of the document; checked while it is parsed. */
  tokens: 2_000,
  /** Operations in one document. */
  operations: 10,
  /** Fields within fields; introspection has its own bound because client tools nest it deeply. */
  depth: 13,
  introspectionDepth: 16,
  /** Other names for parts of the schema's description: without them each list in it is written once. */
  introspectionAliases: 0,
  /** Fields once all fragments are written out. */
  fields: 1_000,
  /** Fields given another name. */
  aliases: 60,
  directives: 50,
  /** Keys that a router may look up at once in one field of a subgraph. */
  representations: 1_000,
  /** Sum over all fields, those below a list as many times as the list may be long, with variables as they are. */
  cost: 25_000,
} as const;

interface Shape {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly introspectionAliases: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const EMPTY: Shape = { depth: 0, introspectionDepth: 0, introspectionAliases: 0, fields: 0, aliases: 0, directives: 0 };
/** Counts stop here, far above every limit, so that nested fragments cannot make them overflow. */
const ENOUGH = 1_000_000;

/** Refuses an operation that is larger than the limits, naming the limit. The document must be valid (no circular fragments). */
export function checkShape(document: DocumentNode, operation: OperationDefinitionNode): void {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
  const shape = shapeOf(operation, fragmentsOf(document));
  for (const [limit, value] of Object.entries({ operations, ...shape })) {
    const most = LIMITS[limit as keyof Shape | "operations"];
    if (value > most) throw tooMuch(limit, most);
  }
}

/**
 * Refuses an operation whose cost, with these variables, is above the limit. Wrong variables are left to execution to refuse: false says
 * that nothing was counted.
 */
export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const cost = costOf(schema, document, operation, variables);
  if (cost !== undefined && cost > LIMITS.cost) throw tooMuch("cost", LIMITS.cost);
  return cost !== undefined;
}

/** What an operation costs with these variables; undefined when they are wrong. */
function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number | undefined {
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return undefined;
  return getComplexity({
    schema,
    query: document,
    variables,
    ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
    estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
  });
}

/** The variables that what an operation costs may hang on: those of fields whose cost hangs on their arguments, and of directives. */
export function costVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly string[] {
  const names = new Set<string>();
  const info = new TypeInfo(schema);
  const take = (node: ASTNode) => {
    visit(node, {
      Variable: ({ name }) => {
        names.add(name.value);
      },
    });
  };
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  for (const part of [operation, ...fragments]) {
    visit(
      part,
      visitWithTypeInfo(info, {
        Field: ({ arguments: given = [] }) => {
          if (info.getFieldDef()?.extensions.complexity !== undefined) given.forEach(take);
        },
        Directive: take,
      }),
    );
  }
  return [...names];
}

/** How large an operation is, for whoever wants to know why it took long. */
export function sizeOf(...[schema, document, operation, variables]: Parameters<typeof costOf>) {
  const { depth, fields } = shapeOf(operation, fragmentsOf(document));
  return { cost: costOf(schema, document, operation, variables), depth, fields };
}

/** More than a limit lets through. */
export function tooMuch(limit: string, most: number): Refusal {
  return new Refusal(
    "OPERATION_TOO_COMPLEX",
    {
      es: `La consulta pide demasiado: ${limit} puede ser hasta ${most}`,
      en: `The operation asks for too much: ${limit} may be up to ${most}`,
    },
    { limit, max: most, http: { status: 400 } },
  );
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

/** Measures an operation with every fragment written out, each fragment measured once. */
function shapeOf(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): Shape {
  const measured = new Map<string, Shape>();
  const ofFragment = (name: string): Shape => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const shape = fragment === undefined ? EMPTY : ofSet(fragment.selectionSet);
    measured.set(name, shape);
    return shape;
  };
  const ofSet = (set: SelectionSetNode): Shape => set.selections.map(ofSelection).reduce(both, EMPTY);
  const ofSelection = (selection: SelectionNode): Shape => {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return both({ ...EMPTY, directives }, ofFragment(selection.name.value));
    const inside = selection.selectionSet === undefined ? EMPTY : ofSet(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return both({ ...EMPTY, directives }, inside);
    const introspective = selection.name.value.startsWith("__");
    return {
      depth: introspective ? 0 : inside.depth + 1,
      introspectionDepth: introspective
        ? Math.max(inside.depth, inside.introspectionDepth) + 1
        : inside.introspectionDepth,
      introspectionAliases: upTo(
        (introspective ? inside.aliases : inside.introspectionAliases) +
          (selection.name.value === "__schema" && selection.alias !== undefined ? 1 : 0),
      ),
      fields: upTo(inside.fields + 1),
      aliases: upTo(inside.aliases + (selection.alias === undefined ? 0 : 1)),
      directives: upTo(inside.directives + directives),
    };
  };
  return both({ ...EMPTY, directives: operation.directives?.length ?? 0 }, ofSet(operation.selectionSet));
}

function both(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    introspectionAliases: upTo(a.introspectionAliases + b.introspectionAliases),
    fields: upTo(a.fields + b.fields),
    aliases: upTo(a.aliases + b.aliases),
    directives: upTo(a.directives + b.directives),
  };
}

function upTo(count: number): number {
  return Math.min(count, ENOUGH);
}
