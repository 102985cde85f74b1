import type { Commands } from "../../graph/commands.js";
import type { Cursors } from "../../graph/cursor.js";
import { openTo, type Policy } from "../../graph/identity/policy.js";
import type { Job } from "../../platform/upkeep.js";
import { Harvester } from "./harvest/harvester.js";
import type { RunNeeds } from "./harvest/run-harvest.js";
import { createSourcesPage } from "./page.js";
import { ProvenanceResolver } from "./provenance.resolver.js";
import type { Source } from "./source.js";
import { allSources, SourceReader } from "./source.reader.js";
import { CatalogSourcesResolver, HarvestResolver, SourceResolver } from "./source.resolver.js";
import { SourceService } from "./source.service.js";
import { keepSources } from "./source-store.js";

export interface SourcesNeeds extends RunNeeds {
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly guarded: boolean;
  /** The feeds that this window gathers. */
  readonly sources: readonly Source[];
}

const DESK = ["agency_editor", "agency_reviewer", "agency_approver", "service"] as const;

export const SOURCES_POLICY: Policy = {
  ...openTo("anyone", "Query", ["sources", "harvests"]),
  ...openTo([...DESK, "auditor", "administrator"], "Query", ["quarantine"]),
  ...openTo([...DESK, "administrator"], "Mutation", ["harvestSource", "retryItem", "joinItem", "separateItem"]),
};

/** The gathering of other institutions' catalogs: what it adds to the graph, and what it does by the clock. */
export function createSources(needs: SourcesNeeds) {
  const { database, directory, sources } = needs;
  const harvester = new Harvester(needs);
  const reader = new SourceReader(needs);
  const job: Job = {
    name: "harvest",
    everySeconds: 5,
    run: (now) => harvester.harvestDue(now),
    stop: () => harvester.stop(),
  };
  return {
    resolvers: [
      new SourceResolver(reader, new SourceService({ ...needs, reader })),
      new HarvestResolver(reader),
      new CatalogSourcesResolver(reader),
      new ProvenanceResolver(database, reader),
    ],
    jobs: [job],
    page: { path: "/sources", read: createSourcesPage({ database, now: needs.now }) },
    async prepare() {
      const before = await allSources(database);
      if (sources.length === 0 && before.every(({ active }) => !active)) return;
      const { agencies, catalogs } = await directory.everyone();
      for (const { key, owner, catalog } of sources) {
        if (!agencies.has(owner)) throw new Error(`the source ${key} is of no known agency: ${owner}`);
        if (!catalogs.has(catalog)) throw new Error(`the source ${key} is for no known catalog: ${catalog}`);
      }
      await database.asGateway(async (tx) => {
        await keepSources(tx, sources, needs.now());
        await tx.query("update catalog_state set revision = revision + 1");
      });
    },
  };
}
