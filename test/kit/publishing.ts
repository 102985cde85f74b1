import { randomUUID } from "node:crypto";
import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import type { TestGateway } from "./gateway.js";

/** People of an agency's publishing desk, by what they do there. */
export const DESK = {
  editor: { role: "agency_editor", sub: "editor-1", agency: "ichmujer" },
  colleague: { role: "agency_editor", sub: "editor-2", agency: "ichmujer" },
  reviewer: { role: "agency_reviewer", sub: "reviewer-1", agency: "ichmujer" },
  approver: { role: "agency_approver", sub: "approver-1", agency: "ichmujer" },
  second: { role: "agency_approver", sub: "approver-2", agency: "ichmujer" },
  neighbour: { role: "agency_editor", sub: "editor-9", agency: "fojal" },
  "neighbour's approver": { role: "agency_approver", sub: "approver-9", agency: "fojal" },
  auditor: { role: "auditor", sub: "auditor-1" },
} as const satisfies Readonly<Record<string, Bearer>>;
export type Desk = keyof typeof DESK;
/** One of them, or somebody else. */
export type Someone = Desk | Bearer;

const REVISION = `id version title effectiveOn author approvedBy publishedAt rollsBackId
  state { code } allowedMoves { code } changes { slug publishedAs }
  calls { id action { code } slug callVersion proposed base call { id version } findings { kind { code } path } }`;
const RESULT = `__typename
  ... on RevisionChanged { revision { ${REVISION} } }
  ... on Refused { message }
  ... on RevisionVersionStale { revision { version } }
  ... on RevisionMoveNotAllowed { allowed { code } revision { state { code } } }
  ... on RevisionNotReady { findings { program kind { code } severity { code } path message } }
  ... on RevisionConflict { conflicts { program path base mine theirs } }
  ... on RevisionCallStale { call { id version } drafted: revision { version } }
  ... on RevisionCallKept { call { id } revision { id } }
  ... on EffectiveDateClosed { program earliest }`;

export interface RevisionRead {
  readonly id: string;
  readonly version: number;
  readonly state: { readonly code: string };
  readonly rollsBackId: string | null;
  readonly calls: readonly {
    readonly id: string;
    readonly call: { readonly id: string; readonly version: number } | null;
  }[];
  readonly changes: readonly { readonly slug: string; readonly publishedAs: number | null }[];
}

const INPUTS: Readonly<Record<string, string>> = {
  submitRevision: "RevisionInput",
  takeBackRevision: "RevisionInput",
  approveRevision: "RevisionInput",
  discardRevision: "RevisionInput",
  sendBackRevision: "ReasonedRevisionInput",
  rejectRevision: "ReasonedRevisionInput",
  callOffRevision: "ReasonedRevisionInput",
};

/** Plays the parts of a publishing desk against a gateway: each command with a key of its own unless one is given. */
export function deskOf(gateway: Pick<TestGateway, "as" | "read">) {
  const as = (who: Someone) => gateway.as(typeof who === "string" ? DESK[who] : who);

  /** Sends a command and gives the whole answer. */
  function ask(who: Someone, mutation: string, input: object) {
    const type = INPUTS[mutation] ?? `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    return as(who).ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${RESULT} } }`, {
      input: { clientMutationId: randomUUID(), ...input },
    });
  }

  /** Sends a command and gives its result, refusals too. */
  async function send(who: Someone, mutation: string, input: object) {
    const { data, errors } = await ask(who, mutation, input);
    if (errors) throw new Error(`${mutation} was answered with errors: ${JSON.stringify(errors)}`);
    return data[mutation];
  }

  /** Sends a command on a revision as it was read; a failure of the test when it is refused. */
  async function done(
    who: Someone,
    mutation: string,
    { id, version }: RevisionRead,
    input: object = {},
  ): Promise<RevisionRead> {
    const result = await send(who, mutation, { revisionId: id, version, ...input });
    if (result.__typename !== "RevisionChanged") throw new Error(`${mutation} was refused: ${JSON.stringify(result)}`);
    return result.revision;
  }

  /** Opens a draft that patches programs. */
  async function draft(patches: Readonly<Record<string, object>>, input: object = {}, who: Someone = "editor") {
    const result = await send(who, "draftRevision", {
      title: "Cambio de prueba",
      reason: "Así lo pide la nueva convocatoria.",
      changes: Object.entries(patches).map(([program, patch]) => ({ program, patch })),
      ...input,
    });
    if (result.__typename !== "RevisionChanged") throw new Error(`refused: ${JSON.stringify(result)}`);
    return result.revision as RevisionRead;
  }

  /** From a draft to what is published, or to what waits for its day. */
  async function published(patches: Readonly<Record<string, object>>, input: object = {}, who: Someone = "editor") {
    const submitted = await done(who, "submitRevision", await draft(patches, input, who));
    return done("approver", "approveRevision", submitted);
  }

  return { as, ask, send, done, draft, published };
}
