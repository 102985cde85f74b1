import { SourceFailed } from "../../../src/programs/sources/source.js";
import { eventually } from "../../kit/eventually.js";
import { type Harvests, item, openHarvests, programme, SOURCE } from "../../kit/sources.js";

let world: Harvests;
beforeEach(async () => {
  world = await openHarvests();
});
afterEach(() => world.close());

const LETTERS = "alfa beta gama delta epsilon zeta eta theta iota kappa".split(" ");
const TEN = LETTERS.map((id) => item(id));

describe("a feed that is harvested", () => {
  it("brings its programs into the catalog, in one language where it has one, each citing the feed", async () => {
    world.publisher().items = TEN;
    expect(await world.harvest()).toMatchObject({ outcome: "done", counts: { created: 10 }, failure: null });
    const brought = await world.program("alfa");
    expect(brought).toMatchObject({ number: 1, origin: expect.stringMatching(/^harvest:/) });
    expect(brought?.document).toMatchObject({
      name: { es: "Programa alfa" },
      catalog: "prosec",
      presence: "feed",
      agencies: [{ agency: "se", role: "competent_authority" }],
      status: [{ code: "unknown", confidence: "unverified", cite: ["feed"] }],
      citations: [{ id: "feed", document: "feed-gaceta", place: "alfa" }],
    });
    expect(world.told.sort()).toEqual(LETTERS.toSorted());
    const entries = await world.database.query(
      "select from ledger_entry where action = 'harvest' and actor = 'source:gaceta'",
    );
    expect(entries).toHaveLength(10);
  });

  it("changes nothing where it says the same again, and only what changed where it says something else", async () => {
    world.publisher().items = TEN;
    await world.harvest();
    expect(await world.harvest()).toMatchObject({ outcome: "done", counts: { unchanged: 10 } });
    world.publisher().items = TEN.with(0, item("alfa", programme("Programa alfa", { acronym: "PA" })));
    expect(await world.harvest()).toMatchObject({ counts: { unchanged: 9, changed: 1 } });
    expect((await world.program("alfa"))?.document.acronym).toBe("PA");
    world.publisher().unchanged = true;
    expect(await world.harvest({ kind: "scheduled" })).toMatchObject({ outcome: "unchanged", counts: {} });
  });

  it("keeps out what is wrong, says why, and serves what that program was before", async () => {
    world.publisher().items = TEN;
    await world.harvest();
    const broken = programme("Programa alfa", {
      requirements: [
        {
          id: "r",
          text: { es: "Vuela." },
          role: "requirement",
          basis: "stated",
          rule: { is: { fact: "canFly", value: true } },
        },
      ],
    });
    world.publisher().items = [item("alfa", broken), item("beta", "no es un programa"), ...TEN.slice(2)];
    expect(await world.harvest()).toMatchObject({ outcome: "done", counts: { quarantined: 2, unchanged: 8 } });
    expect(await world.item("alfa")).toMatchObject({
      state: "quarantined",
      slug: "alfa",
      findings: [{ code: "unknown_fact", path: ["requirements", 0, "rule", "is", "fact"] }],
    });
    expect(await world.item("beta")).toMatchObject({ state: "quarantined", findings: [{ code: "unreadable" }] });
    expect((await world.program("alfa"))?.document.requirements).toEqual([]);
    // It stays there, and is said so, as long as the feed says the same.
    expect(await world.harvest()).toMatchObject({ counts: { quarantined: 2, unchanged: 8 } });
    world.publisher().items = TEN;
    expect(await world.harvest()).toMatchObject({ counts: { unchanged: 10 } });
    expect(await world.item("alfa")).toMatchObject({ state: "published", findings: [], pending: null });
  });

  it("is tried without anything being changed", async () => {
    world.publisher().items = TEN;
    const trial = await world.harvest({ kind: "trial" });
    expect(trial).toMatchObject({ outcome: "done", counts: { created: 10 } });
    expect(await world.program("alfa")).toBeUndefined();
    expect(await world.item("alfa")).toBeUndefined();
    const records = await world.database.query("select from harvest_record where harvest_id = $1", [trial.id]);
    expect(records).toHaveLength(10);
  });
});

describe("a feed that misbehaves", () => {
  beforeEach(async () => {
    world.publisher().items = TEN;
    await world.harvest();
  });

  it("changes nothing when it cannot be read, and is left alone for longer each time", async () => {
    world.publisher().failure = new SourceFailed("timeout", "after 10 s");
    const rests: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      expect(await world.harvest()).toMatchObject({
        outcome: "failed",
        failure: { kind: "timeout", detail: "after 10 s" },
      });
      const [row] = await world.database.query<{ minutes: number; failures: number }>(
        "select extract(epoch from next_at - $1::timestamptz)::int / 60 as minutes, failures from source",
        [world.now()],
      );
      rests.push(row!.minutes);
      expect(row!.failures).toBe(time + 1);
    }
    expect(rests).toEqual([1, 2, 4, 8]);
    expect(await world.program("alfa")).toBeDefined();
    world.publisher().failure = undefined;
    await world.harvest();
    expect(await world.database.query("select failures from source")).toEqual([{ failures: 0 }]);
  });

  it("changes nothing when it breaks off in the middle", async () => {
    let pages = 0;
    world.publisher().items = TEN.map(({ id }) => item(id, programme(`Otro nombre ${id}`)));
    world.publisher().between = async () => {
      pages += 1;
      if (pages === 2) throw new SourceFailed("malformed", "the body ended early");
    };
    expect(await world.harvest()).toMatchObject({ outcome: "failed", failure: { kind: "malformed" } });
    expect((await world.program("alfa"))?.document.name).toEqual({ es: "Programa alfa" });
    expect(await world.database.query("select from harvest_staged")).toEqual([]);
  });

  it("changes nothing when it has one key twice, on one page or on two", async () => {
    for (const twice of [
      [...TEN, item("kappa")],
      [item("kappa"), ...TEN],
    ]) {
      world.publisher().items = twice;
      expect(await world.harvest()).toMatchObject({ outcome: "failed", failure: { kind: "repeated_id" } });
    }
  });

  it("is not held for what never was a program", async () => {
    const strange = Array.from({ length: 20 }, (_, at) => item(`raro-${at}`, at));
    world.publisher().items = [...TEN, ...strange];
    expect(await world.harvest()).toMatchObject({ outcome: "done", counts: { unchanged: 10, quarantined: 20 } });
    world.publisher().items = TEN;
    expect(await world.harvest()).toMatchObject({ outcome: "done", counts: { unchanged: 10, vanished: 20 } });
  });

  it("is held when it lost too many programs, until an approver accepts it", async () => {
    for (const left of [TEN.slice(0, 7), []]) {
      world.publisher().items = left;
      expect(await world.harvest()).toMatchObject({
        outcome: "held",
        failure: { kind: "lost", detail: `${10 - left.length} / 10` },
      });
    }
    expect(await world.item("kappa")).toMatchObject({ state: "published" });
    world.publisher().items = TEN.slice(0, 7);
    expect(await world.harvest({ allowLoss: true })).toMatchObject({
      outcome: "done",
      counts: { unchanged: 7, vanished: 3 },
    });
  });
});

describe("a program that the feed no longer has", () => {
  it("is marked, stays for a time, is retired by saying that nobody tells of it, and comes back when the feed does", async () => {
    world.publisher().items = TEN;
    await world.harvest();
    world.publisher().items = TEN.slice(0, 9);
    expect(await world.harvest()).toMatchObject({ counts: { unchanged: 9, vanished: 1 } });
    expect(await world.item("kappa")).toMatchObject({ state: "vanished", vanishedAt: expect.anything() });
    expect((await world.program("kappa"))?.document.status).toHaveLength(1);
    world.pass(24 * 31);
    expect(await world.harvest()).toMatchObject({ counts: { retired: 1 } });
    expect((await world.program("kappa"))?.document.status.at(-1)).toMatchObject({
      code: "unknown",
      since: "2026-11-24",
      confidence: "inferred",
      note: { en: "Gazette of the tests stopped publishing it; this was noticed on 2026-11-24." },
    });
    world.publisher().items = TEN;
    expect(await world.harvest()).toMatchObject({ counts: { changed: 1, unchanged: 9 } });
    expect(await world.item("kappa")).toMatchObject({ state: "published", vanishedAt: null });
    expect((await world.program("kappa"))?.document.status).toHaveLength(1);
  });
});

describe("what an editor changed", () => {
  it("is never written over by the source, not even where the source changes the same", async () => {
    world.publisher().items = TEN;
    await world.harvest();
    await world.database.query(
      `update program_version set document = document || '{"acronym": "DE-LA-EDITORA", "name": {"es": "Programa alfa", "en": "Alfa program"}}'
        where document ->> 'slug' = 'alfa'`,
    );
    world.publisher().items = TEN.with(
      0,
      item("alfa", programme("Programa alfa", { acronym: "DE-LA-FUENTE", aliases: ["El alfa"] })),
    );
    expect(await world.harvest()).toMatchObject({ counts: { changed: 1, unchanged: 9 } });
    expect((await world.program("alfa"))?.document).toMatchObject({
      acronym: "DE-LA-EDITORA",
      aliases: ["El alfa"],
      name: { es: "Programa alfa", en: "Alfa program" },
    });
  });

  it("is all of a program that was there before the feed: the feed adds what it lacks", async () => {
    const before = await world.program("prosec");
    world.publisher().items = [item("prosec", programme("Otro nombre de PROSEC", { parentAgency: "se" }))];
    await world.harvest();
    const after = await world.program("prosec");
    expect(after?.document.name).toEqual(before?.document.name);
    expect(after?.document.requirements).toEqual(before?.document.requirements);
    expect(await world.item("prosec")).toMatchObject({ state: "published", slug: "prosec" });
  });
});

describe("one feed and two gateways", () => {
  it("is harvested by one of them, and taken over when that one dies", async () => {
    world.publisher().items = TEN;
    const other = await world.another();
    let begun: (() => void) | undefined;
    const stuck = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let release: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.publisher().between = async () => {
      begun?.();
      await waiting;
    };
    const first = world.harvest();
    await stuck;
    expect(await other.harvester.harvestDue(world.now())).toBe(0);
    // The first gives no sign of life for longer than its lease.
    world.publisher().between = undefined as never;
    expect(await other.harvester.harvestDue(world.pass(1))).toBeGreaterThanOrEqual(1);
    release?.();
    expect(await first).toMatchObject({ outcome: "done" });
    const editions = await world.database.query<{ count: number }>(
      "select count(*)::int as count from program_version where document ->> 'presence' = 'feed'",
    );
    expect(editions).toEqual([{ count: 10 }]);
    await other.close();
  });
});

describe("a feed that takes its time", () => {
  it("keeps no other feed waiting, and none from shutting down", async () => {
    const two = await openHarvests([SOURCE, { ...SOURCE, key: "otra" }]);
    let begun: (() => void) | undefined;
    const slow = new Promise<void>((resolve) => {
      begun = resolve;
    });
    two.publisher().items = TEN;
    two.publisher().between = () => {
      begun?.();
      return new Promise((_, reject) => two.stopped.then(reject));
    };
    two.publisher("otra").items = [item("otro")];
    const first = two.harvest();
    await slow;
    // It is asked for while the other is being read, and done by the same gateway.
    const second = await two.ask({ source: "otra" });
    await eventually(async () => (await two.harvestOf(second)).outcome === "done");
    two.stop();
    expect(await first).toMatchObject({ outcome: "waiting", startedAt: null });
    expect(await two.database.query("select from harvest_staged")).toEqual([]);
    await two.close();
  });
});

describe("a source that is not trusted", () => {
  it("has its programs approved by a person first", async () => {
    const careful = await openHarvests([{ ...SOURCE, trust: "review" }]);
    careful.publisher().items = TEN;
    expect(await careful.harvest()).toMatchObject({ outcome: "done", counts: { sent_to_review: 10 } });
    expect(await careful.program("alfa")).toBeUndefined();
    const [revision] = await careful.database.query<{ id: string; state: string; agency: string; items: number }>(
      "select id, state, agency, (select count(*)::int from revision_item where revision_id = r.id) as items from revision r",
    );
    expect(revision).toMatchObject({ state: "submitted", agency: "se", items: 10 });
    // What it says now takes the place of what nobody has looked at yet.
    careful.publisher().items = TEN.with(0, item("alfa", programme("Programa alfa", { acronym: "PA" })));
    expect(await careful.harvest()).toMatchObject({ counts: { sent_to_review: 1, unchanged: 9 } });
    const left = await careful.database.query(
      "select version, state, (select count(*)::int from revision_item where revision_id = r.id) as items from revision r order by created_at, id",
    );
    expect(left).toEqual([
      { version: 2, state: "submitted", items: 9 },
      { version: 1, state: "submitted", items: 1 },
    ]);
    await careful.database.query("update revision set state = 'rejected' where id = $1", [revision!.id]);
    await careful.harvester.harvestDue(careful.now());
    expect(await careful.item("beta")).toMatchObject({ state: "declined" });
    expect(await careful.item("alfa")).toMatchObject({ state: "in_review" });
    await careful.close();
  });
});
