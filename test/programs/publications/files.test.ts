import { get, type IncomingMessage } from "node:http";
import { parse } from "csv-parse/sync";
import { digestOf } from "../../../src/platform/canonical-json.js";
import { carries, type Format } from "../../../src/programs/formats/format.js";
import { FORMATS } from "../../../src/programs/formats/index.js";
import { eventually } from "../../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { SEED_DOCUMENTS } from "../../kit/seed-programs.js";
import { countStatements } from "../../kit/statements.js";
import { until } from "../../kit/until.js";
import { renamed, revise, withdraw } from "../history/editions.js";
import { addPrograms } from "./many-programs.js";

const PUBLIC_URL = "https://ventanilla.example.org";
const NOW = () => new Date("2026-11-28T18:00:00Z");
const bySlug = [...SEED_DOCUMENTS].sort((a, b) => (a.slug < b.slug ? -1 : 1));

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ PUBLIC_URL: `${PUBLIC_URL}/` }, { now: NOW });
});
afterAll(() => gateway.close());

const ask = (path: string, init: RequestInit = {}, at = gateway) => fetch(at.url + path, init);
const text = async (path: string, at = gateway) => (await ask(path, {}, at)).text();

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
const json = async (path: string, at = gateway): Promise<any> => (await ask(path, {}, at)).json();

/** What a reader makes of the file of all programs in each form. */
const READERS = {
  ndjson: (file: string) =>
    file
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  csv: (file: string) => parse(file, { columns: true }) as unknown[],
  cpsvAp: (file: string) => JSON.parse(file)["@graph"],
  schemaOrg: (file: string) => JSON.parse(file)["@graph"],
} as const satisfies Partial<Record<keyof typeof FORMATS, (file: string) => unknown[]>>;
const FILES = Object.entries(READERS).map(([key, read]) => {
  const format: Format = FORMATS[key as keyof typeof FORMATS];
  return [format.addresses.all, format, read] as const;
});

describe.each(FILES)("%s", (path, format, read) => {
  it("has every program, as far as the form carries it", async () => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(format.mediaType);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const items: unknown[] = read(await response.text());
    expect(items.map((item) => format.read(item))).toEqual(bySlug.map((document) => carries(format, document)));
  });

  it("has each program by itself too, and says so when there is none", async () => {
    const one = (slug: string) => ask(format.addresses.one.replace("{slug}", slug));
    const response = await one("prosec");
    expect(response.headers.get("content-type")).toBe(format.mediaType);
    const file = await response.text();
    const item = format.mediaType === "application/ld+json" ? JSON.parse(file) : read(file)[0];
    const prosec = SEED_DOCUMENTS.find(({ slug }) => slug === "prosec")!;
    expect(format.read(item)).toEqual(carries(format, prosec));
    const missing = await one("no-such-program");
    expect([missing.status, missing.headers.get("etag"), missing.headers.get("cache-control")]).toEqual([
      404,
      null,
      "no-store",
    ]);
    expect(await missing.json()).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
  });

  it("is not sent again to who has it, nor to who asks for its head only", async () => {
    const { headers } = await ask(path, { method: "HEAD" });
    const tag = headers.get("etag")!;
    expect(headers.get("cache-control")).toBe("public, max-age=60");
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const again = await ask(path, { headers: { "if-none-match": known } });
      expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, tag, ""]);
    }
    const other = await ask(path, { headers: { "if-none-match": '"other"' } });
    expect([other.status, (await other.text()).length > 1_000]).toEqual([200, true]);
    const head = await ask(path, { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), head.headers.get("content-type"), await head.text()]).toEqual([
      200,
      tag,
      format.mediaType,
      "",
    ]);
    expect((await ask(path, { method: "POST" })).status).toBe(404);
  });

  it("takes no statement for the tag, one for what there is, and one for each fifty programs", async () => {
    expect(await countStatements(gateway.database, () => ask(path, { method: "HEAD" }))).toBe(0);
    expect(await countStatements(gateway.database, () => text(path))).toBe(1 + Math.ceil(110 / 50));
  });
});

describe("the addresses of single programs", () => {
  it.each([
    "/catalog/programs/prosec",
    "/catalog/programs/prosec.exe",
    "/catalog/programs/prosec.jsonld.jsonld",
    "/catalog/programs/.jsonld",
    "/catalog/programs/PROSEC.jsonld",
    "/catalog/programs/..%2f..%2fetc%2fpasswd.csv",
    "/catalog/programs/prosec'--.csv",
    `/catalog/programs/${"a".repeat(300)}.csv`,
    "/catalog/programs/%00.csv",
  ])("lead nowhere when they are none: %s", async (path) => {
    const { status } = await ask(path);
    expect(status).toBe(path.length > 100 ? 414 : 404);
  });

  it("give another tag, and the new edition, once something was published; a withdrawn program is gone", async () => {
    const own = await startTestGateway({}, { now: NOW });
    const path = "/catalog/programs/prosec.ndjson";
    const before = (await ask(path, {}, own)).headers.get("etag")!;
    await revise(own.database, "prosec", renamed("PROSEC nuevo", "New PROSEC"));
    await withdraw(own.database, "immex");
    await own.database.query("update catalog_state set revision = revision + 1");
    const after = await eventually(async () => {
      const answer = await ask(path, { headers: { "if-none-match": before } }, own);
      return answer.status === 200 ? answer : undefined;
    });
    expect(await after.json()).toMatchObject({ number: 2, program: { name: { es: "PROSEC nuevo" } } });
    expect((await ask("/catalog/programs/immex.ndjson", {}, own)).status).toBe(404);
    expect((await text("/catalog/programs.ndjson", own)).split("\n")).toHaveLength(110);
    // Without a public address it is the one that it answers on.
    expect((await json("/catalog/index.json", own)).formats.csv.url).toBe(`${own.url}/catalog/programs.csv`);
    await own.close();
  });

  it("come back later while the store cannot answer", async () => {
    const broken = await startTestGateway();
    await broken.dropDatabase();
    for (const path of ["/catalog/programs.csv", "/sitemap.xml", "/common-grants/opportunities"]) {
      const response = await ask(path, {}, broken);
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
      expect(await response.text()).not.toMatch(/select|database/i);
    }
    await broken.close();
  });
});

describe("the lists of what there is", () => {
  it("name every program, where it is in each form, when it last changed, and its digest", async () => {
    const index = await json("/catalog/index.json");
    expect(index).toMatchObject({
      count: 110,
      asOf: "2026-11-28",
      formats: { csv: { mediaType: FORMATS.csv.mediaType, url: `${PUBLIC_URL}/catalog/programs.csv` } },
    });
    expect(index.programs.map(({ slug }: { slug: string }) => slug)).toEqual(bySlug.map(({ slug }) => slug));
    const lines = READERS.ndjson(await text("/catalog/programs.ndjson"));
    expect(index.programs.map(({ digest }: { digest: string }) => digest)).toEqual(lines.map(({ digest }) => digest));
    for (const { program, digest } of lines) expect(digestOf(program)).toBe(digest);
    const { urls, lastChange } = index.programs[0];
    expect(lastChange).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Object.keys(urls)).toEqual(Object.keys(FORMATS));
    for (const url of Object.values<string>(urls)) {
      expect((await ask(url.replace(PUBLIC_URL, ""), { method: "HEAD" })).status).toBe(200);
    }
  });

  it("are a sitemap for search engines, whose pages exist", async () => {
    const response = await ask("/sitemap.xml");
    expect(response.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    const places = [...(await response.text()).matchAll(/<url><loc>(.*?)<\/loc><lastmod>(.*?)<\/lastmod><\/url>/g)];
    expect(places).toHaveLength(110);
    const page = await ask(places[0]![1]!.replace(PUBLIC_URL, ""));
    expect(await page.json()).toMatchObject({ "@type": "GovernmentService", url: places[0]![1] });
  });

  it("take one statement however many programs there are", async () => {
    for (const path of ["/catalog/index.json", "/sitemap.xml"]) {
      expect(await countStatements(gateway.database, () => text(path))).toBe(1);
    }
  });
});

/** Waits until a count has not risen for a second. */
async function settled(count: () => number): Promise<void> {
  let [seen, since] = [count(), performance.now()];
  await until(() => {
    if (count() !== seen) [seen, since] = [count(), performance.now()];
    return performance.now() - since > 1_000;
  });
}

describe("thousands of programs", () => {
  it("are written while they are read: a reader that stops stops the reading", async () => {
    const own = await startTestGateway({}, { now: NOW });
    await addPrograms(own.database, 3_000);
    let statements = 0;
    own.database.onStatement(() => {
      statements += 1;
    });
    const response = await new Promise<IncomingMessage>((resolve) =>
      get(`${own.url}/catalog/programs.ndjson`, resolve),
    );
    response.pause();
    // A few pages fill the sockets; the rest waits for the reader.
    await settled(() => statements);
    expect(statements).toBeLessThan(20);
    let bytes = "";
    for await (const piece of response.setEncoding("utf8")) bytes += piece;
    expect(READERS.ndjson(bytes)).toHaveLength(3_110);
    // The revision, who is in the catalog, which editions there are, and a statement a page.
    expect(statements).toBe(2 + Math.ceil(3_110 / 50));
    const left = await new Promise<IncomingMessage>((resolve) => get(`${own.url}/catalog/programs.ndjson`, resolve));
    left.destroy();
    await settled(() => statements);
    // Whoever went away is not read for any more.
    expect(statements).toBeLessThan(3 + Math.ceil(3_110 / 50) + 20);
    await own.close();
  });
});
