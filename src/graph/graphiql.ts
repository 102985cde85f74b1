import { renderGraphiQL } from "@graphql-yoga/render-graphiql";

let page: string | undefined;

/** The page for people at /graphql: GraphiQL with everything it needs inside, nothing fetched from elsewhere. */
export function renderGraphiql(): string {
  page ??= renderGraphiQL({ title: "Ventanilla única", endpoint: "/graphql" });
  return page;
}
