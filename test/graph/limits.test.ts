import { readFile } from "node:fs/promises";
import { getIntrospectionQuery } from "graphql";
import { LIMITS } from "../../src/graph/limits.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

/** Levels of `relations { program { … } }` around a leaf: each adds two. */
function nested(levels: number): string {
  return `{ program(slug: "immex") ${"{ relations { program ".repeat(levels)}{ slug }${" } }".repeat(levels)} }`;
}

function fragmentBomb(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) =>
      `fragment F${level} on Program { ${level === levels - 1 ? "slug" : `...F${level + 1} ...F${level + 1}`} }`,
  );
  return `{ program(slug: "immex") { ...F0 } } ${fragments.join(" ")}`;
}

async function refused(query: string, variables: object = {}) {
  const begun = performance.now();
  const { status, errors, data } = await gateway.ask(query, variables);
  expect(performance.now() - begun).toBeLessThan(500);
  expect(status).toBe(400);
  expect(data ?? null).toBeNull();
  return errors?.[0]?.extensions ?? {};
}

describe("an operation that asks for too much is refused before it runs", () => {
  it("by depth", async () => {
    expect(await refused(nested(7))).toMatchObject({
      code: "OPERATION_TOO_COMPLEX",
      limit: "depth",
      max: LIMITS.depth,
    });
    expect((await gateway.ask(nested(5))).status).toBe(200);
  });

  it("by depth hidden in fragments", async () => {
    const query = `{ program(slug: "immex") { ...A } }
      fragment A on Program { relations { program { ...B } } } fragment B on Program { relations { program { ...C } } }
      fragment C on Program { relations { program { ... on Program { relations { program { ...D } } } } } }
      fragment D on Program { relations { program { relations { program { relations { program { slug } } } } } } }`;
    expect(await refused(query)).toMatchObject({ limit: "depth" });
  });

  it("by aliases, of __typename too", async () => {
    const many = Array.from({ length: 101 }, (_, index) => `a${index}: __typename`).join(" ");
    expect(await refused(`{ ${many} }`)).toMatchObject({ limit: "aliases", max: LIMITS.aliases });
  });

  it("by directives", async () => {
    expect(
      await refused(`{ states { code ${"@include(if: true) ".repeat(1)} ${"name @skip(if: false) ".repeat(51)} } }`),
    ).toMatchObject({
      limit: "directives",
    });
  });

  it("by tokens, at once", async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `a${index}: states { code }`).join(" ");
    expect(await refused(`{ ${many} }`)).toMatchObject({ code: "GRAPHQL_PARSE_FAILED" });
  });

  it("by a bomb of fragments", async () => {
    expect(await refused(fragmentBomb(19))).toMatchObject({ code: "OPERATION_TOO_COMPLEX", limit: "fields" });
  });

  it("by the number of operations in one document", async () => {
    const many = Array.from({ length: 50 }, (_, index) => `query Q${index} { states { code } }`).join(" ");
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: many, operationName: "Q7" }),
    });
    expect(response.status).toBe(400);
  });

  it("by cost, whether the page size is written, a variable, or a variable's default", async () => {
    const costly = (size: string) =>
      `programs(first: ${size}) { nodes { catalog { programs(first: 20) { nodes { catalog { programs(first: 20) { nodes { slug } } } } } } } }`;
    expect(await refused(`{ ${costly("100")} }`)).toMatchObject({ limit: "cost", max: LIMITS.cost });
    expect(await refused(`query ($n: Int) { ${costly("$n")} }`, { n: 100 })).toMatchObject({ limit: "cost" });
    expect(await refused(`query ($n: Int = 100) { ${costly("$n")} }`)).toMatchObject({ limit: "cost" });
  });

  it("while what a portal needs goes through: a full page of programs in detail, and GraphiQL's introspection", async () => {
    const page =
      await gateway.ask(`{ programs(first: 100) { totalCount facets { dimension counts { value label count } } nodes {
      id slug name acronym aliases description kind { code label } categories { assigned { code label } proposed { code label } }
      jurisdiction { level { code label } state { code name } } target { asStated audiences { code label } } sectors { tags { code label } }
      support { kinds { code label } amounts { concerns type { code } money { amount currency } share text citations { place document { title } } } }
      requirements { id text role { code label } rule { kind fact values of { kind fact values } } citations { place document { title } } }
      status { code label since confidence { label } successor { slug name } } agencies { role { label } agency { slug name } }
      relations { type { label } program { slug name } name } } } }`);
    expect([page.status, page.errors]).toEqual([200, undefined]);
    const introspection = await gateway.ask(
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
    );
    expect([introspection.status, introspection.errors]).toEqual([200, undefined]);
  });

  it("and circular introspection does not", async () => {
    const circular = `{ __schema { types { ${"fields { type { ".repeat(9)} name ${"} } ".repeat(9)} } } }`;
    expect(await refused(circular)).toHaveProperty("code");
  });
});

describe("the published schema", () => {
  it("is described throughout, in Spanish and then in English", async () => {
    const sdl = await readFile(new URL("../../schema/ventanilla.graphql", import.meta.url), "utf8");
    const {
      buildSchema,
      isObjectType,
      isInterfaceType,
      isInputObjectType,
      isEnumType,
      isSpecifiedScalarType,
      isIntrospectionType,
    } = await import("graphql");
    const undescribed: string[] = [];
    const need = (name: string, description: string | null | undefined) => {
      if (!description || !/\.( |$)/.test(description)) undescribed.push(name);
    };
    for (const type of Object.values(buildSchema(sdl).getTypeMap())) {
      if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
      if (!["Query", "Mutation", "Subscription"].includes(type.name)) need(type.name, type.description);
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          need(`${type.name}.${field.name}`, field.description);
          for (const argument of field.args) need(`${type.name}.${field.name}(${argument.name})`, argument.description);
        }
      }
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) need(`${type.name}.${field.name}`, field.description);
      }
      if (isEnumType(type)) for (const value of type.getValues()) need(`${type.name}.${value.name}`, value.description);
    }
    expect(undescribed).toEqual([]);
  });
});
