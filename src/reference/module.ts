import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import { IndustryResolver, MunicipalityResolver, StateResolver } from "./reference.resolver.js";
import { ReferenceService } from "./reference.service.js";
import type { ReferenceTables } from "./tables.js";

/** Official code lists that everyone speaks: states and municipalities of INEGI, industries of SCIAN. */
export function createReference({
  tables,
  cursors,
}: {
  readonly tables: ReferenceTables;
  readonly cursors: Cursors;
}): Module {
  const reference = new ReferenceService(tables, cursors);
  return {
    name: "reference",
    policy: openTo("anyone", "Query", ["states", "state", "municipalities", "municipality", "industries", "industry"]),
    openReading: { ownWords: ["Query.municipalities.search", "Query.industries.search"] },
    references: {
      State: ({ code = "" }) => reference.state(code) ?? null,
      Municipality: ({ code = "" }) => reference.municipality(code) ?? null,
    },
    resolvers: [new StateResolver(reference), new MunicipalityResolver(reference), new IndustryResolver(reference)],
  };
}
