import { readFile } from "node:fs/promises";
import { buildSchema, lexicographicSortSchema, printSchema } from "graphql";
import { describeSchema } from "../../src/gateway.js";
import { describeSupergraph, join, ownParts, type Part } from "../../src/split/supergraph.js";

let own: readonly Part[];
/** Two that hang together: composing all of them takes a second each time. */
let some: readonly Part[];
let alone: string;
beforeAll(async () => {
  own = await ownParts((name) => `http://127.0.0.1:1/${name}`);
  some = own.filter(({ name }) => name === "reference" || name === "programs");
  alone = join(some, []).schema;
});

const LINK = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${imports}])`;
const part = (sdl: string, name = "other"): Part => ({
  name,
  url: "http://127.0.0.1:2/graphql",
  sdl: sdl.startsWith("extend schema")
    ? sdl
    : `${LINK('"@key", "@shareable", "@external", "@override", "@inaccessible"')} ${sdl}`,
});
const fits = part('type Program @key(fields: "id") { id: ID! note: String } type Query { notes: [String!] }', "notes");

describe("who joins our subgraphs", () => {
  it("adds to what we serve, and the committed supergraph is of ours alone", async () => {
    const { schema, leftOut, parts } = join(own, [fits]);
    expect(leftOut).toEqual([]);
    expect(parts).toHaveLength(own.length + 1);
    expect(buildSchema(schema).getQueryType()?.getFields().notes).toBeDefined();
    const ours = printSchema(lexicographicSortSchema(buildSchema(join(own, []).schema)));
    expect(ours).toBe(printSchema(lexicographicSortSchema(await describeSchema())));
    const committed = await readFile(new URL("../../schema/supergraph.graphql", import.meta.url), "utf8");
    expect(committed).toBe(await describeSupergraph());
  });

  it.each([
    ["answers for a field of ours", 'type Program @key(fields: "id") { id: ID! name: String! }', /name/],
    [
      "takes a field of ours over",
      'type Program @key(fields: "id") { id: ID! name: String! @override(from: "programs") }',
      /is another's/,
    ],
    [
      "takes a field over by another name of the directive",
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", { name: "@override", as: "@mine" }]) type Program @key(fields: "id") { id: ID! name: String! @mine(from: "programs") }',
      /is another's/,
    ],
    [
      "hides a type of ours",
      'type Program @key(fields: "id") @inaccessible { id: ID! note: String } type Query { n: Int }',
      /Program/,
    ],
    [
      "narrows an input of ours",
      "input ProgramFilter { state: String } type Query { n(filter: ProgramFilter): Int }",
      /ProgramFilter/,
    ],
    [
      "gives an enum of ours other values",
      "enum Language { ES NAHUATL } type Query { n(language: Language): Language }",
      /Language/,
    ],
    ["adds a field that is never null", 'type Program @key(fields: "id") { id: ID! note: String! }', /nullable/],
    ["adds a question that is never null", "type Query { notes: [String!]! }", /nullable/],
    [
      "adds an argument to a field of ours",
      'type Query { program(slug: ID!, secret: String): Program @shareable } type Program @key(fields: "id") { id: ID! }',
      /program/,
    ],
    ["is no SDL", "type {", /Syntax|Expected/],
  ])("is left out when it %s", (_what, sdl, why) => {
    const { leftOut, schema } = join(some, [part(sdl)]);
    expect(leftOut).toEqual([{ name: "other", why: expect.stringMatching(why) }]);
    expect(schema).toBe(alone);
  });

  it("does not suffer from another that is left out", () => {
    const { leftOut, parts } = join(some, [part("type {"), fits]);
    expect(leftOut.map(({ name }) => name)).toEqual(["other"]);
    expect(parts.at(-1)).toBe(fits);
  });

  it("may not have the name of another", () => {
    expect(join(some, [{ ...fits, name: "programs" }]).leftOut).toHaveLength(1);
  });
});
