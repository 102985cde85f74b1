import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { Publisher } from "../../../src/demo-publishers/publisher.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { newKey, programme, SOURCE } from "../../kit/sources.js";

const INBOX = `{ quarantine(source: "gaceta") { nodes { itemId programSlug reasons { kind { code } path message advice programSlug } } } }`;
const elsewhere = {
  agencies: [{ agency: "ichmujer", role: "competent_authority" }],
  jurisdiction: { level: "state", state: "MX-CHH" },
  supports: { kinds: ["credit"] },
};
const entries = [
  { id: "doble", profile: programme("Programas de Promoción Sectorial", elsewhere) },
  { id: "roto", profile: programme("Programa roto", { agencies: [{ agency: "nadie", role: "partner" }] }) },
  { id: "bueno", profile: programme("Programa bueno") },
];

let now = new Date("2026-11-24T18:00:00Z");
let folder: string;
let publisher: Publisher;
let gateway: TestGateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inbox-"));
  publisher = await new Publisher({ wire: "json", feeds: { "/gaceta": entries } }).listen();
  const file = join(folder, "sources.yaml");
  const source = { ...SOURCE, catalog: "comercio-exterior", address: `${publisher.origin}/gaceta` };
  await writeFile(file, stringify([source]));
  gateway = await startTestGateway({ SOURCES_FILE: file, SOURCES_ALLOW_LOOPBACK: "1" }, { now: () => now });
  await harvest();
});
afterAll(async () => {
  await gateway.close();
  await publisher.close();
  await rm(folder, { recursive: true, force: true });
});

async function harvest() {
  now = new Date(now.getTime() + 2 * 60_000);
  await gateway.upkeep(now);
}
const editor = () => gateway.as({ role: "agency_editor", sub: "editor-1", agency: "se" });
const send = (field: string, input: object) =>
  editor().ask(
    `mutation ($input: ${field === "joinItem" ? "JoinItemInput" : "SourceItemInput"}!) { ${field}(input: $input) { kind { code } } }`,
    { input: { clientMutationId: `${newKey()}-long`, source: "gaceta", ...input } },
  );
const waiting = async () => (await editor().read(INBOX)).quarantine.nodes;

describe("the inbox of an agency that owns a feed", () => {
  it("says what keeps each program out, and what can be done", async () => {
    expect(await waiting()).toEqual([
      {
        itemId: "doble",
        programSlug: null,
        reasons: [
          {
            kind: { code: "POSSIBLE_DUPLICATE" },
            path: [],
            message: "se parece mucho a «prosec», que ya está en el catálogo",
            advice: "Si es el mismo, use joinItem; si no, separateItem.",
            programSlug: "prosec",
          },
        ],
      },
      {
        itemId: "roto",
        programSlug: null,
        reasons: [expect.objectContaining({ kind: { code: "UNKNOWN_NAME" }, path: ["agencies", "0", "agency"] })],
      },
    ]);
    expect((await gateway.read(`{ program(slug: "bueno") { name } }`)).program).toEqual({ name: "Programa bueno" });
  });

  it("has one program tried again once what it lacked is there", async () => {
    for (const itemId of ["nada", "", "x\0", "\ud800", "x".repeat(300)])
      expect((await send("retryItem", { itemId })).errors?.[0]?.extensions).toMatchObject({
        code: "NOT_FOUND",
        field: "input.itemId",
      });
    entries[1]!.profile = programme("Programa arreglado");
    expect((await send("retryItem", { itemId: "roto" })).data?.retryItem).toEqual({ kind: { code: "RETRY" } });
    await harvest();
    expect((await gateway.read(`{ program(slug: "roto") { name } }`)).program).toEqual({ name: "Programa arreglado" });
    expect((await waiting()).map(({ itemId }: { itemId: string }) => itemId)).toEqual(["doble"]);
  });

  it("has one joined to the program it is, and parted again for good", async () => {
    const join = await send("joinItem", { itemId: "doble", program: "prosec" });
    expect(join.data?.joinItem).toEqual({ kind: { code: "RETRY" } });
    await harvest();
    const { program } = await gateway.read(`{ program(slug: "prosec") { name sources { itemId state { code } } } }`);
    expect(program.sources).toEqual([{ itemId: "doble", state: { code: "JOINED" } }]);
    expect(await waiting()).toEqual([]);
    const again = await send("joinItem", { itemId: "doble", program: "bueno" });
    expect(again.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.itemId" });

    expect((await send("separateItem", { itemId: "doble" })).data?.separateItem).toEqual({ kind: { code: "RETRY" } });
    await harvest();
    expect((await gateway.read(`{ program(slug: "prosec") { sources { itemId } } }`)).program.sources).toEqual([]);
    const own = await gateway.read(`{ program(slug: "doble") { name sources { state { code } } } }`);
    expect(own.program).toEqual({
      name: "Programas de Promoción Sectorial",
      sources: [{ state: { code: "PUBLISHED" } }],
    });
    const none = await send("separateItem", { itemId: "bueno" });
    expect(none.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.itemId" });
    const entered = await gateway.database.query<{ action: string; to_state: string }>(
      "select action, to_state from ledger_entry where object_type = 'SourceItem' order by id",
    );
    expect(entered).toEqual([
      { action: "join_item", to_state: "prosec" },
      { action: "separate_item", to_state: "prosec" },
    ]);
  });
});
