import { readFile } from "node:fs/promises";
import { composeServices } from "@theguild/federation-composition";
import { buildSchema, graphql, lexicographicSortSchema, parse, printSchema } from "graphql";
import { describeModules, describeSchema, prepareStore } from "../../src/gateway.js";
import { NOBODY } from "../../src/graph/identity/caller.js";
import { Language } from "../../src/graph/language.js";
import { subgraph, subgraphSdl } from "../../src/graph/subgraph.js";
import { createLog } from "../../src/platform/log.js";
import { createTestDatabase } from "../kit/store.js";

describe("the modules", () => {
  it("compose as subgraphs to the very schema that one process serves", async () => {
    const modules = await describeModules();
    const composed = composeServices(
      modules.map((module) => ({ name: module.name, typeDefs: parse(subgraphSdl(module)) })),
    );
    expect(composed.errors ?? []).toEqual([]);
    const split = printSchema(lexicographicSortSchema(buildSchema(composed.publicSdl ?? "")));
    expect(split).toBe(printSchema(lexicographicSortSchema(await describeSchema())));
    expect(`${split}\n`).toBe(await readFile(new URL("../../schema/ventanilla.graphql", import.meta.url), "utf8"));
  });

  it("answer as subgraphs for what others hold only the key of", async () => {
    const database = await createTestDatabase();
    const store = await prepareStore({ address: database.address, log: createLog("silent") });
    const contextValue = { language: Language.ES, now: new Date("2026-11-23T12:00:00Z"), caller: NOBODY };
    const ask = (name: string, source: string, variableValues: object = {}) => {
      const module = store.modules.find((candidate) => candidate.name === name)!;
      return graphql({
        schema: subgraph(module),
        source,
        contextValue,
        variableValues: variableValues as Record<string, unknown>,
      });
    };
    const { data: found } = (await ask(
      "programs",
      '{ program(slug: "prosec") { id jurisdiction { level { code } } } }',
    )) as {
      data: { program: { id: string } };
    };
    const entities = (fields: string) =>
      `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on ${fields} } }`;
    expect(
      await ask("programs", entities("Program { slug }"), { of: [{ __typename: "Program", id: found.program.id }] }),
    ).toEqual({ data: { _entities: [{ __typename: "Program", slug: "prosec" }] } });
    expect(
      await ask("reference", entities("State { name }"), { of: [{ __typename: "State", code: "MX-QUE" }] }),
    ).toEqual({ data: { _entities: [{ __typename: "State", name: "Querétaro" }] } });
    const firm =
      'eligibility(profile: { state: "MX-QUE", isManufacturer: true, mexicanFirm: true }) { verdict { label } receipt { asOf } }';
    const representation = { __typename: "Program", id: found.program.id, asOf: "2018-01-01", language: "EN" };
    expect(await ask("eligibility", entities(`Program { ${firm} }`), { of: [representation] })).toEqual({
      data: {
        _entities: [
          {
            __typename: "Program",
            eligibility: { verdict: { label: "Undetermined" }, receipt: { asOf: "2018-01-01" } },
          },
        ],
      },
    });
    await store.database.close();
    await database.drop();
  });
});
