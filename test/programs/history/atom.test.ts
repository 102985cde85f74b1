import { eventually } from "../../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { countStatements } from "../../kit/statements.js";
import { renamed, revise, withdraw } from "./editions.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  await revise(gateway.database, "prosec", renamed("PROSEC & <nuevo>", "PROSEC & <new>"));
  await withdraw(gateway.database, "immex");
});
afterAll(() => gateway.close());

async function read(headers: Record<string, string> = {}) {
  const response = await fetch(`${gateway.url}/changes.atom`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The feed waits for every transaction of the server: other tests have some too. */
const complete = (language = "es") =>
  eventually(async () => {
    const found = await read({ "accept-language": language });
    return found.text.includes('term="removed"') ? found : undefined;
  });

describe("the feed of changes", () => {
  it("tells the hundred latest, newest first, in the reader's language", async () => {
    const { headers, text } = await complete();
    expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(headers.get("content-language")).toBe("es");
    const titles = [...text.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title);
    expect(titles).toHaveLength(101);
    expect(titles.slice(0, 3)).toEqual([
      "Cambios en el catálogo de programas",
      expect.stringContaining("Programa retirado: "),
      "Programa modificado: PROSEC &amp; &lt;nuevo&gt;",
    ]);
    expect(text).toContain("prosec, edición 2\nNombre › en español: ");
    const english = await complete("en");
    expect(english.text).toContain("Program changed: PROSEC &amp; &lt;new&gt;");
    expect(english.headers.get("vary")).toContain("Accept-Language");
  });

  it("gives each entry an id of its own that stays", async () => {
    const { text } = await complete();
    const ids = [...text.matchAll(/<id>(urn:uuid:[0-9a-f-]{36})<\/id>/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(101);
    expect((await read()).text).toBe(text);
  });

  it("is not sent again to who has it, by its tag or by its date, until it changes", async () => {
    const { headers } = await complete();
    const [tag, date] = [headers.get("etag")!, headers.get("last-modified")!];
    expect(await read({ "if-none-match": `"other", W/${tag}` })).toMatchObject({ status: 304, text: "" });
    expect(await read({ "if-modified-since": date })).toMatchObject({ status: 304 });
    expect(await read({ "if-none-match": '"other"', "if-modified-since": date })).toMatchObject({ status: 200 });
    expect(await read({ "if-none-match": tag, "accept-language": "en" })).toMatchObject({ status: 200 });
    expect(await read({ "if-modified-since": "nonsense" })).toMatchObject({ status: 200 });
  });

  it("takes one SQL statement once it was told, however many changes there are", async () => {
    await complete();
    expect(await countStatements(gateway.database, read)).toBe(1);
  });

  it("asks to come back later while the store cannot answer", async () => {
    const broken = await startTestGateway();
    await broken.dropDatabase();
    const response = await fetch(`${broken.url}/changes.atom`);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.text()).not.toMatch(/select|database/i);
    await broken.close();
  });
});
