import type { Commands } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { createOwnedLists } from "../../graph/owned-lists.js";
import type { Database } from "../../platform/database.js";
import type { Job } from "../../platform/upkeep.js";

import type { Calls, Places, PreviewImpact, PreviewImpactOnFirms, TellOfEditions } from "../ports.js";

import type { ProgramService } from "../program.service.js";
import { RevisionCallResolver, RevisionCallsResolver } from "./calls/call.resolver.js";
import { CallDesk } from "./calls/call-desk.js";
import { CallPublisher } from "./calls/publish-calls.js";
import { DelegationResolver } from "./delegation.resolver.js";
import { DelegationService } from "./delegation.service.js";
import { draftingResolver } from "./drafting.resolver.js";
import { ImpactResolver } from "./impact.resolver.js";
import { ImportResolver } from "./import.resolver.js";
import { ImportService } from "./import.service.js";
import { createPresentResult } from "./present-result.js";
import { PreviewResolver } from "./preview.resolver.js";
import { Proposals } from "./proposals.js";
import { Publisher } from "./publisher.js";
import { RevisionReader } from "./revision.reader.js";
import { RevisionResolver } from "./revision.resolver.js";
import { type Preflight, RevisionService } from "./revision.service.js";
import { Revisions } from "./revisions.js";

export interface PublishingNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly places: Places;
  readonly programs: ProgramService;
  readonly hasAgency: (slug: string) => Promise<boolean>;
  readonly preflight: Preflight;
  readonly tell: TellOfEditions;
  readonly calls: Calls;
  readonly impact: PreviewImpact;
  readonly impactOnFirms: PreviewImpactOnFirms;
  readonly guarded: boolean;
}

/** The publishing desk: what it adds to the catalog's part of the graph, and what it does by the clock. */
export function createPublishing(needs: PublishingNeeds) {
  const { database, cursors, preflight, programs, calls } = needs;
  const revisions = new Revisions(needs);
  const publisher = new Publisher({ ...needs, revisions, calls: new CallPublisher(calls) });
  const reader = new RevisionReader({ ...needs, ownedList: createOwnedLists({ database, cursors }) });
  const callDesk = new CallDesk(needs);
  const desk = new RevisionService({ ...needs, revisions, callDesk });
  const proposals = new Proposals(needs);
  const present = createPresentResult(reader, calls);
  const DraftingResolver = draftingResolver(calls.inputTypes);
  const job: Job = { name: "publish", everySeconds: 10, run: (now) => publisher.publishDue(now) };
  return {
    resolvers: [
      new RevisionResolver(desk, reader, publisher, preflight, callDesk, programs, present),
      new DraftingResolver(desk, present),
      new RevisionCallsResolver(reader, programs, calls),
      new RevisionCallResolver(calls),
      new ImportResolver(new ImportService({ desk, proposals }), present),
      new PreviewResolver(proposals, programs),
      new ImpactResolver(needs.impact, needs.impactOnFirms),
      new DelegationResolver(new DelegationService(needs)),
    ],
    jobs: [job],
    mayRead: async (context: GraphContext, key: string) => (await reader.byKey(context).load(key)) !== null,
  };
}
