import { isRefused, notFound, type RefusalAnswer } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import type { Calls } from "../ports.js";
import type { RevisionMove } from "./lifecycle.js";
import { presentClash, presentFinding, presentMoves, presentRevision } from "./present-revision.js";
import type { Clash } from "./refuse.js";
import type { RevisionReader } from "./revision.reader.js";
import type { ItemFinding } from "./revision.service.js";
import type { Done } from "./revisions.js";

/** The answer to a command on a revision: the revision as it is now, and what a refusal says. */
export type PresentResult = (context: GraphContext, answer: Done | RefusalAnswer) => Promise<object>;

export function createPresentResult(reader: RevisionReader, calls: Pick<Calls, "present">): PresentResult {
  return async (context, answer) => {
    const { revisionId } = answer as Done;
    const row = await reader.byKey(context).load(revisionId);
    const revision = row === null ? null : presentRevision(row, context);
    if (!isRefused(answer)) {
      // A command that is sent again by who lost sight of the revision since.
      if (revision === null) throw notFound("input.revisionId");
      return { revision };
    }
    const facts = answer as RefusalAnswer & {
      readonly allowed?: readonly RevisionMove[];
      readonly clashes?: readonly Clash[];
      readonly findings?: readonly ItemFinding[];
      readonly callKey?: string;
    };
    const [call] = facts.callKey === undefined ? [] : await calls.present(context, [facts.callKey]);
    return {
      ...answer,
      revision,
      call,
      allowed: presentMoves(facts.allowed ?? [], context.language),
      conflicts: (facts.clashes ?? []).map(presentClash),
      findings: (facts.findings ?? []).map((finding) => presentFinding(finding, context.language)),
    };
  };
}
