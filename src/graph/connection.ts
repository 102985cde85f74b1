import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from "type-graphql";
import { badInput } from "./errors.js";

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

@Directive("@shareable")
@ObjectType({
  simpleResolvers: true,
  description: "Dónde está la página dentro de la lista. Where the page stands in the list.",
})
export class PageInfo {
  @Field(() => Boolean, { description: "Hay más después. There is more after it." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Hay más antes. There is more before it." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor del primer elemento. Cursor of the first item." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor del último elemento. Cursor of the last item." })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      "Cuántos, desde el principio o después de `after`: 1 a 100; 20 si no se dice. How many, from the beginning or after `after`: 1 to 100, 20 by default.",
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Cursor tras el cual empezar. Cursor to begin after." })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Cuántos, desde el final o antes de `before`: 1 a 100. How many, from the end or before `before`: 1 to 100.",
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Cursor antes del cual terminar. Cursor to end before." })
  before?: string | null;
}

@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: "Cuántos: 1 a 100; 20 si no se dice. How many: 1 to 100, 20 by default.",
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Cursor tras el cual empezar. Cursor to begin after." })
  after?: string | null;
}

export interface PageRequest {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | undefined;
  readonly cursorField: "after" | "before";
}

/** Which page is asked for; refuses sizes outside 1 to 100 and questions that go both ways. */
export function pageRequest(args: PageArgs): PageRequest {
  const backwards = isGiven(args.last) || isGiven(args.before);
  if (backwards && (isGiven(args.first) || isGiven(args.after))) {
    throw badInput("last", {
      es: "use first y after, o bien last y before, no ambos",
      en: "use either first and after, or last and before, not both",
    });
  }
  const field = backwards ? "last" : "first";
  const size = args[field] ?? DEFAULT_PAGE;
  if (size < 1 || size > LARGEST_PAGE) {
    throw badInput(
      field,
      { es: `debe ser de 1 a ${LARGEST_PAGE}`, en: `must be from 1 to ${LARGEST_PAGE}` },
      { min: 1, max: LARGEST_PAGE },
    );
  }
  const cursorField = backwards ? "before" : "after";
  return { size, backwards, cursor: args[cursorField] ?? undefined, cursorField };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** One page of anything, with the cursors and flags that Relay clients expect. */
export function connection<T, E extends Edge<T>>(
  edges: readonly E[],
  more: boolean,
  { backwards, cursor }: PageRequest,
) {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: backwards ? cursor !== undefined : more,
      hasPreviousPage: backwards ? more : cursor !== undefined,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}

/** The same page with each of its rows as the graph shows it. */
export function shownAs<Row, View, Rest extends object>(
  page: Rest & { readonly edges: readonly Edge<Row>[] },
  show: (row: Row) => View,
) {
  const edges = page.edges.map(({ cursor, node }): Edge<View> => ({ cursor, node: show(node) }));
  return { ...page, edges, nodes: edges.map(({ node }) => node) };
}

/** What every edge has; extend it under the name of the edge. */
export function edgeOf<T extends object>(item: () => ClassType<T>) {
  @ObjectType({ simpleResolvers: true })
  abstract class ItemEdge {
    @Field(() => String, { description: "Marca este lugar de la lista. Marks this place of the list." })
    cursor!: string;

    @Field(item, { description: "El elemento. The item." })
    node!: T;
  }
  return ItemEdge;
}

/** What every connection has; extend it under the name of the connection. */
export function connectionOf<T extends object, E extends object>(item: () => ClassType<T>, edge: ClassType<E>) {
  @ObjectType({ simpleResolvers: true })
  abstract class ItemConnection {
    @Field(() => [edge], { description: "Los elementos con su cursor. The items with their cursors." })
    edges!: E[];

    @Field(() => [item()], { description: "Los elementos solos. The items alone." })
    nodes!: T[];

    @Field(() => PageInfo, { description: "Dónde está la página. Where the page stands." })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: "Cuántos hay en toda la lista. How many there are in the whole list." })
    totalCount!: number;
  }
  return ItemConnection;
}
