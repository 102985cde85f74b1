import type { Bearer } from "../../../src/graph/identity/development-issuer.js";
import type { TestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";
import { append, type History, read, type Step } from "../checker/history.js";
import { Notes, together } from "./lanes.js";

const DRAFTS = 5;
const PROGRAM = "chihuahua-program-for-women";
const START = "Motivos:";
const ONE = "query ($id: ID!) { revision(id: $id) { id version reason } }";
const ALL = "{ revisions(first: 20, states: [DRAFT]) { nodes { id version reason } } }";

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

/** Editors of one agency edit the same few drafts, all at once and over all gateways: each adds a word to the reasons that they read. */
export async function editTogether(
  gateways: readonly TestGateway[],
  { round, people, things, random }: { round: number; people: number; things: number; random: () => number },
): Promise<History> {
  const [first] = gateways as readonly [TestGateway];
  const notes = new Notes<Step>();
  const ids: string[] = [];
  for (let draft = 0; draft < DRAFTS; draft += 1) {
    const opened = await deskOf(first).draft({ [PROGRAM]: { acronym: `B${draft}` } }, { reason: START });
    ids.push(opened.id);
  }
  const readOf = ({ id, reason }: Shown) => read(`draft ${round}-${ids.indexOf(id)}`, reason.split(" ").slice(1));
  const editor = (person: number): Bearer => ({ role: "agency_editor", sub: `editor-${person}`, agency: "ichmujer" });

  async function look(process: string, gateway: TestGateway, id: string): Promise<Shown> {
    let shown: Shown | undefined;
    await notes.take(process, async () => {
      const { revision } = await gateway.as(editor(0)).read(ONE, { id });
      shown = revision;
      return [{ outcome: "done", steps: [readOf(revision)] }];
    });
    return shown as Shown;
  }

  await together(people, things, async (person, thing) => {
    const gateway = gateways[Math.floor(random() * gateways.length)] as TestGateway;
    const process = `${round}-${person}`;
    if (random() < 0.2) {
      await notes.take(process, async () => {
        const { revisions } = await gateway.as(editor(person)).read(ALL);
        const ours: readonly Shown[] = revisions.nodes.filter(({ id }: Shown) => ids.includes(id));
        return [{ outcome: "done", steps: ours.map(readOf) }];
      });
      return;
    }
    const shown = await look(process, gateway, ids[Math.floor(random() * DRAFTS)] as string);
    await notes.take(process, async () => {
      const { id, version, reason } = shown;
      const input = { revisionId: id, version, reason: `${reason} ${thing}` };
      const { __typename: told } = await deskOf(gateway).send(editor(person), "editRevision", input);
      if (told !== "RevisionChanged" && told !== "RevisionVersionStale") throw new Error(`not edited: ${told}`);
      const seen = readOf(shown);
      const added = append(seen.key, `${thing}`);
      return [
        told === "RevisionChanged" ? { outcome: "done", steps: [seen, added] } : { outcome: "refused", steps: [added] },
      ];
    });
  });
  for (const id of ids) await look("the end", first, id);
  for (const id of ids) {
    const { version } = (await first.as(editor(0)).read(ONE, { id })).revision;
    await deskOf(first).send("editor", "discardRevision", { revisionId: id, version });
  }
  return notes.taken;
}
