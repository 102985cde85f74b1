import { randomUUID } from "node:crypto";
import type { Bearer } from "../../../src/graph/identity/development-issuer.js";
import type { TestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";
import { append, type History, read, type Step } from "../checker/history.js";
import { type Done, Notes, together } from "./lanes.js";

export const AGENCY = "nafin";
/** So long a list gets before a publication begins another one, under another key. */
const LONGEST = 25;

/** A list as a program shows it: which one of its lists it is, and what is on it. */
interface Shown {
  readonly list: number;
  readonly values: readonly string[];
}

/** An acronym that a publication gave is the number of a list and what is on it; those of the seeds are none. */
function shownOf(acronym: string | null): Shown {
  const [list, ...values] = acronym?.split(" ") ?? [];
  return list !== undefined && /^\d+$/.test(list) ? { list: Number(list), values } : { list: 0, values: [] };
}
const keyOf = (slug: string, { list }: Shown) => `${slug} ${list}`;

/**
 * Editors and approvers publish editions of one or two programs at a time, all at once, each over a gateway of their own, and look
 * at all programs meanwhile. The list of a program stands in its acronym: every publication adds to the one that it was drafted on.
 */
export async function publishTogether(
  gateways: readonly TestGateway[],
  {
    programs,
    people,
    things,
    random,
  }: { programs: readonly string[]; people: number; things: number; random: () => number },
): Promise<History> {
  const notes = new Notes<Step>();
  const all = `{ ${programs.map((slug, at) => `p${at}: program(slug: "${slug}") { acronym }`).join(" ")} }`;
  const list = `{ programs(first: 100, filter: { agency: ["${AGENCY}"] }) { nodes { slug acronym } } }`;

  /** Everything at once, either way: as several programs of one operation, or as one list. */
  async function look(process: string, gateway: TestGateway, asList: boolean): Promise<ReadonlyMap<string, Shown>> {
    const shown = new Map<string, Shown>();
    await notes.take(process, async () => {
      const data = await gateway.read(asList ? list : all);
      const nodes: readonly { slug: string; acronym: string | null }[] = asList
        ? data.programs.nodes
        : programs.map((slug, at) => ({ slug, acronym: data[`p${at}`].acronym }));
      for (const { slug, acronym } of nodes) if (programs.includes(slug)) shown.set(slug, shownOf(acronym));
      return [{ outcome: "done", steps: [...shown].map(([slug, one]) => read(keyOf(slug, one), one.values)) }];
    });
    return shown;
  }

  async function publish(process: string, gateway: TestGateway, thing: number, shown: ReadonlyMap<string, Shown>) {
    const chosen = [...new Set([pick(), ...(random() < 0.5 ? [pick()] : [])])];
    const next = new Map(chosen.map((slug) => [slug, nextOf(shown.get(slug) as Shown, `${thing}`)]));
    const patches = Object.fromEntries([...next].map(([slug, { acronym }]) => [slug, { acronym }]));
    await notes.take(process, async () => {
      const outcome = await asRevision(gateway, process, patches, shown);
      const steps = [...next].flatMap(([slug, { list: at, values, added }]): Step[] => {
        const key = keyOf(slug, { list: at, values });
        return outcome === "done" ? [read(key, values), append(key, added)] : [append(key, added)];
      });
      return [{ outcome, steps }];
    });
  }
  const pick = () => programs[Math.floor(random() * programs.length)] as string;

  await together(people, things, async (person, thing) => {
    const gateway = gateways[person % gateways.length] as TestGateway;
    const process = `person-${person}`;
    const shown = await look(process, gateway, random() < 0.3);
    if (random() < 0.4) await publish(process, gateway, thing, shown);
  });
  await look("the end", gateways[0] as TestGateway, false);
  return notes.taken;
}

function nextOf(shown: Shown, name: string) {
  const full = shown.values.length >= LONGEST;
  const now = full ? { list: shown.list + 1, values: [] } : shown;
  return { ...now, added: name, acronym: [now.list, ...now.values, name].join(" ") };
}

const DRAFT = `mutation ($input: DraftRevisionInput!) { draftRevision(input: $input) { __typename
  ... on RevisionChanged { revision { id version changes { slug differences { path beforeValue } } } } } }`;

/** Drafts, sends in and approves; given up where somebody else was faster. */
async function asRevision(
  gateway: TestGateway,
  process: string,
  patches: Readonly<Record<string, object>>,
  shown: ReadonlyMap<string, Shown>,
): Promise<Done<Step>["outcome"]> {
  const desk = deskOf(gateway);
  const editor: Bearer = { role: "agency_editor", sub: `editor of ${process}`, agency: AGENCY };
  const approver: Bearer = { role: "agency_approver", sub: `approver of ${process}`, agency: AGENCY };
  const { draftRevision } = await desk.as(editor).read(DRAFT, {
    input: {
      clientMutationId: randomUUID(),
      title: "Otras siglas",
      reason: "También se le conoce así.",
      changes: Object.entries(patches).map(([program, patch]) => ({ program, patch })),
    },
  });
  const { id, version, changes } = draftRevision.revision;
  const drafted: readonly Drafted[] = changes;
  const onWhatWasRead = drafted.every(({ slug, differences }) => {
    const before = differences.find(({ path }) => path[0] === "acronym")?.beforeValue;
    return String(shownOf(before ?? null).values) === String(shown.get(slug)?.values);
  });
  // Who drafts on another edition than the one they read would take away what they have not seen, as they well may.
  if (!onWhatWasRead) return giveUp();
  const submitted = await desk.send(editor, "submitRevision", { revisionId: id, version });
  if (submitted.__typename === "RevisionConflict") return giveUp();
  if (submitted.__typename !== "RevisionChanged") throw new Error(`not submitted: ${JSON.stringify(submitted)}`);
  const sent = { revisionId: id, version: submitted.revision.version };
  const approved = await desk.send(approver, "approveRevision", sent);
  const state = approved.revision?.state.code;
  if (approved.__typename === "RevisionChanged" && state === "PUBLISHED") return "done";
  // Approved, and then another publication was faster: the publisher gives it back to its editors.
  if (approved.__typename === "RevisionConflict" || state === "DRAFT") return "refused";
  throw new Error(`not approved: ${JSON.stringify(approved)}`);

  async function giveUp(): Promise<"refused"> {
    await desk.send(editor, "discardRevision", { revisionId: id, version });
    return "refused";
  }
}

interface Drafted {
  readonly slug: string;
  readonly differences: readonly { readonly path: readonly string[]; readonly beforeValue: string | null }[];
}
