import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { FacedWire } from "../../../src/demo-publishers/faces.js";
import type { Mode } from "../../../src/demo-publishers/modes.js";
import type { Publisher } from "../../../src/demo-publishers/publisher.js";
import { type Validators, WIRES, type Wire } from "../../../src/programs/sources/source.js";
import {
  createReading,
  madeUpEntries,
  outcomeOf,
  pagesOf,
  type Reading,
  sourceAt,
  startPublisher,
  writeFolder,
  yamlFiles,
} from "../../kit/feeds.js";
import { until } from "../../kit/until.js";

let reading: Reading;
const closers: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  reading = createReading();
  closers.push(() => reading.close());
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const ENTRIES = madeUpEntries(5);
const never = () => new AbortController().signal;

interface Stage {
  readonly address: string;
  /** Undefined for a folder. */
  readonly publisher?: Publisher;
}

/** The same programs, on a wire. */
async function stage(wire: Wire, entries = ENTRIES, pageSize = 2): Promise<Stage> {
  if (wire === "folder") {
    const { folder, close } = await writeFolder(yamlFiles(entries));
    closers.push(close);
    return { address: folder };
  }
  const publisher = await startPublisher(wire, entries, pageSize);
  closers.push(() => publisher.close());
  return { address: publisher.addresses[0] ?? "", publisher };
}

const ALL = Object.keys(WIRES) as Wire[];
const OVER_HTTP = ALL.filter((wire): wire is FacedWire => wire !== "folder");
const PAGED: readonly FacedWire[] = OVER_HTTP.filter((wire) => wire !== "csv");

describe.each(ALL)("a feed by %s", (wire) => {
  it("is read whole, in pages, and what it says of programs is understood", async () => {
    const { address, publisher } = await stage(wire);
    const adapter = reading.adapters[wire];
    const feed = await adapter.fetch(sourceAt(wire, address), null, never());
    if (feed.unchanged) throw new Error("unchanged");
    expect(feed.validators()).toBeNull();
    const pages = await pagesOf(feed);
    expect(pages.flat()).toHaveLength(5);
    if (PAGED.includes(wire as FacedWire)) expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(publisher?.asked.length ?? 0).toBe(wire === "folder" ? 0 : pages.length);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(5);
    expect(pages.flat().map(({ raw }) => adapter.toProgram(raw))).toEqual(
      ENTRIES.map(({ profile }) => expect.objectContaining(profile)),
    );
  });

  it("is unchanged when it says so, and read again when it is not", async () => {
    const { address, publisher } = await stage(wire);
    const source = sourceAt(wire, address);
    const adapter = reading.adapters[wire];
    const feed = await adapter.fetch(source, null, never());
    await pagesOf(feed);
    const validators = (feed as unknown as { validators(): Validators }).validators();
    expect(validators.etag).toMatch(/^".+"$/);
    expect(await adapter.fetch(source, validators, never())).toEqual({ unchanged: true });
    if (publisher) expect(publisher.asked.at(-1)?.headers["if-none-match"]).toBe(validators.etag);
    const other = await adapter.fetch(source, { ...validators, etag: '"other"' }, never());
    expect((await pagesOf(other)).flat()).toHaveLength(5);
  });

  it("may be empty", async () => {
    const { address } = await stage(wire, []);
    expect(await outcomeOf(reading, sourceAt(wire, address))).toBe(0);
  });

  it("is given up when its reader gives up: before it begins and between pages", async () => {
    const { address } = await stage(wire, madeUpEntries(50));
    expect(await outcomeOf(reading, sourceAt(wire, address), AbortSignal.abort("enough"))).toBe("enough");
    const caller = new AbortController();
    const feed = await reading.adapters[wire].fetch(sourceAt(wire, address), null, caller.signal);
    caller.abort("enough");
    await expect(pagesOf(feed)).rejects.toBe("enough");
  });

  it("has nothing in it that cannot be looked at", () => {
    const { toProgram } = reading.adapters[wire];
    const cyclic: Record<string, unknown> = { id: "round", clave: "round" };
    cyclic.profile = cyclic.customFields = cyclic.status = cyclic.funding = cyclic;
    const strange = [
      undefined,
      null,
      true,
      7,
      "x",
      [],
      [1, ["a"]],
      {},
      { id: 1 },
      { id: "a" },
      { id: "a", profile: 1 },
    ];
    const odd = [{ id: "a", customFields: 7, status: "open", funding: [], keyDates: { postDate: [] }, title: {} }];
    const hollow = [
      Object.create(null),
      { id: "\0" },
      { clave: 7 },
      { clave: "a", monto_maximo: {}, requisitos: 7 },
      new Date(),
    ];
    const polluting = [
      JSON.parse('{"id":"a","clave":"a","__proto__":{"polluted":1},"profile":{"__proto__":{"polluted":1}}}'),
    ];
    for (const raw of [...strange, ...odd, ...hollow, ...polluting, cyclic]) expect(() => toProgram(raw)).not.toThrow();
    expect([undefined, null, true, 7, "x", []].map(toProgram)).toEqual(Array(6).fill(undefined));
    expect({}).not.toHaveProperty("polluted");
  });
});

/** How a publisher behaves, and what comes of it. */
const BEHAVIOUR: readonly (readonly [Mode, RegExp | number, (readonly FacedWire[])?])[] = [
  ["slow", /^timeout: /],
  ["silent", /^timeout: /],
  ["broken", /^refused: status 500$/],
  ["malformed", /^malformed: /],
  ["truncated", /^malformed: /],
  ["huge", /^too_large: more than 5242880 bytes$/],
  ["bomb", /^too_large: more than 5242880 bytes$/],
  ["deep", /^malformed: /],
  ["cut", /^unreachable: the answer broke off$/],
  ["latin1", /^malformed: not UTF-8$/],
  ["inside", /^(forbidden_address: address|refused: a redirect)$/],
  ["repeating", /^(malformed: |repeated_id: )/, PAGED],
  ["duplicated", /^repeated_id: item 6$/],
  ["shrinking", 2],
];
const CASES = BEHAVIOUR.flatMap(([mode, expected, wires = OVER_HTTP]) =>
  wires.map((wire) => [wire, mode, expected] as const),
);

describe("a publisher by", () => {
  it.each(CASES)("%s that is %s ends in %s", async (wire, mode, expected) => {
    const { address, publisher } = await stage(wire);
    if (!publisher) throw new Error("no publisher");
    publisher.mode = mode;
    const began = Date.now();
    const outcome = await outcomeOf(reading, sourceAt(wire, address));
    expect(Date.now() - began).toBeLessThan(6_000);
    if (typeof expected === "number") expect(outcome).toBe(expected);
    else expect(outcome).toMatch(expected);
    const repeated = ["slow", "silent", "broken", "cut"].includes(mode);
    if (repeated) expect(publisher.asked).toHaveLength(3);
    else if (typeof expected !== "number" && mode !== "repeating" && mode !== "duplicated")
      expect(publisher.asked).toHaveLength(1);
  });

  it.each(OVER_HTTP)("%s that sends strange things has each of them told apart", async (wire) => {
    const { address, publisher } = await stage(wire);
    if (!publisher) throw new Error("no publisher");
    publisher.mode = "strange";
    const adapter = reading.adapters[wire];
    const items = (await pagesOf(await adapter.fetch(sourceAt(wire, address), null, never()))).flat();
    const programs = items.map(({ id, raw }) => [id, adapter.toProgram(raw) !== undefined] as const);
    expect(programs.filter(([, isOne]) => isOne).length).toBeGreaterThanOrEqual(5);
    const others = programs.filter(([, isOne]) => !isOne);
    expect(others.length).toBeGreaterThan(0);
    expect(others.map(([id]) => id)).toEqual(expect.arrayContaining([expect.stringMatching(/^sin-clave-\d+$/)]));
  });

  it.each(OVER_HTTP)("%s that fails many times is left alone, and heard again when it is well", async (wire) => {
    const { address, publisher } = await stage(wire);
    if (!publisher) throw new Error("no publisher");
    publisher.mode = "broken";
    const source = sourceAt(wire, address);
    expect(await outcomeOf(reading, source)).toBe("refused: status 500");
    expect(await outcomeOf(reading, source)).toBe("refused: status 500");
    expect(reading.http.state(source.key).state).toBe("open");
    expect(await outcomeOf(reading, source)).toBe("resting: after failures in a row");
    expect(publisher.asked).toHaveLength(6);
    publisher.mode = "well";
    await pause(320);
    expect(await outcomeOf(reading, source)).toBe(5);
    expect(reading.http.state(source.key).state).toBe("closed");
  });

  it.each(PAGED)("%s that breaks between pages fails then, and says nothing of what it sent", async (wire) => {
    const { address, publisher } = await stage(wire);
    if (!publisher) throw new Error("no publisher");
    const feed = await reading.adapters[wire].fetch(sourceAt(wire, address), null, never());
    if (feed.unchanged) throw new Error("unchanged");
    publisher.mode = "broken";
    const error = await pagesOf(feed).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: "SourceFailed", kind: "refused", message: "refused: status 500" });
    expect(feed.validators()).toBeNull();
  });

  it.each(OVER_HTTP)("%s is not waited for when its reader gives up", async (wire) => {
    const { address, publisher } = await stage(wire);
    if (!publisher) throw new Error("no publisher");
    publisher.mode = "silent";
    const caller = new AbortController();
    const outcome = outcomeOf(reading, sourceAt(wire, address), caller.signal);
    await until(() => publisher.asked.length === 1);
    caller.abort("enough");
    const began = Date.now();
    expect(await outcome).toBe("enough");
    expect(Date.now() - began).toBeLessThan(200);
  });

  it.each(OVER_HTTP)("%s at an address inside is never called", async (wire) => {
    for (const address of [
      "https://10.0.0.1/",
      "https://[fd00::1]/x",
      "https://metadata.google.internal/",
      "no address",
    ]) {
      expect(await outcomeOf(reading, sourceAt(wire, address))).toMatch(/^forbidden_address: /);
    }
  });
});

describe("memory", () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;

  it.each(PAGED)("stays bounded while 10,000 items of 30 MB are read by %s", async (wire) => {
    const { address } = await stage(wire, madeUpEntries(10_000, { description: { es: "x".repeat(3_000) } }), 100);
    const feed = await reading.adapters[wire].fetch(sourceAt(wire, address), null, never());
    if (feed.unchanged) throw new Error("unchanged");
    gc();
    const before = process.memoryUsage().heapUsed;
    let [most, items, bytes] = [0, 0, 0];
    for await (const page of feed.pages) {
      items += page.length;
      bytes += JSON.stringify(page).length;
      if (items % 2_000 !== 0) continue;
      gc();
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
    expect(items).toBe(10_000);
    expect(bytes).toBeGreaterThan(30_000_000);
    expect(most).toBeLessThan(12_000_000);
  });
});
