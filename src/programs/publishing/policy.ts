import type { Role } from "../../graph/identity/caller.js";
import { openTo, type Policy } from "../../graph/identity/policy.js";
import { moveEntry, type RevisionMove } from "./lifecycle.js";

const DESK = ["agency_editor", "agency_reviewer", "agency_approver", "service"] as const satisfies readonly Role[];

/** The mutation that makes each move; who may use it follows from the table of moves. */
const MOVED_BY: Readonly<Record<string, RevisionMove>> = {
  editRevision: "edit",
  rebaseRevision: "rebase",
  submitRevision: "submit",
  takeBackRevision: "take_back",
  sendBackRevision: "send_back",
  approveRevision: "approve",
  rejectRevision: "reject",
  discardRevision: "discard",
  callOffRevision: "call_off",
};

/** Who may publish. Whose program it is, is asked of the store. */
export const PUBLISHING_POLICY: Policy = {
  ...openTo([...DESK, "auditor"], "Query", ["revision", "revisions", "publishingDelegations"]),
  ...openTo(DESK, "Query", ["previewChanges"]),
  ...openTo(DESK, "Mutation", ["draftRevision", "importPrograms"]),
  ...openTo(["agency_approver"], "Mutation", ["rollBackRevision", "delegatePublishing", "revokeDelegation"]),
  ...Object.fromEntries(
    Object.entries(MOVED_BY).map(([mutation, move]) => [
      `Mutation.${mutation}`,
      moveEntry(move).by.filter((role) => role !== "system"),
    ]),
  ),
};
