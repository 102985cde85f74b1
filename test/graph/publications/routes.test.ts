import { get, type IncomingMessage } from "node:http";
import { badInput } from "../../../src/graph/errors.js";
import { Language } from "../../../src/graph/language.js";
import type { Asked, Publication } from "../../../src/graph/publications/publication.js";
import { startTestServer, type TestServer } from "../../kit/server.js";
import { until } from "../../kit/until.js";

const PIECE = "x".repeat(64 * 1024);
let made = 0;
async function* endless() {
  for (;;) {
    made += 1;
    yield PIECE;
  }
}
async function* broken() {
  yield "a beginning";
  throw new Error("the store went away: secret");
}

const asked: Asked[] = [];
const ALL: readonly Publication[] = [
  {
    path: "/short/:name",
    read: async (how) => {
      asked.push(how);
      return {
        mediaType: "text/plain; charset=utf-8",
        tag: "one",
        language: how.language,
        body: async () => "short ñ",
      };
    },
  },
  { path: "/endless", read: async () => ({ mediaType: "text/plain", tag: "two", body: endless }) },
  { path: "/broken", read: async () => ({ mediaType: "text/plain", tag: "three", body: broken }) },
  {
    path: "/refused",
    read: async () => {
      throw badInput("page", { es: "no", en: "no" });
    },
  },
  {
    path: "/failing",
    read: async () => ({
      mediaType: "text/plain",
      tag: "four",
      language: Language.ES,
      body: () => Promise.reject(new Error("secret")),
    }),
  },
];

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ publications: { all: ALL, baseUrl: () => "https://here.example" } });
});
afterEach(() => server.close());

const open = (path: string) => new Promise<IncomingMessage>((resolve) => get(server.url + path, resolve));

describe("what is published beside the graph", () => {
  it("hears how it is asked for", async () => {
    const response = await fetch(`${server.url}/short/uno?page=2`, { headers: { "accept-language": "en" } });
    expect(await response.text()).toBe("short ñ");
    expect(response.headers.get("content-length")).toBe("8");
    expect(asked.at(-1)).toMatchObject({
      params: { name: "uno" },
      query: { page: "2" },
      language: "en",
      baseUrl: "https://here.example",
    });
  });

  it("is refused in the words of the graph, with nothing said of what would have been there", async () => {
    const response = await fetch(`${server.url}/refused`);
    expect([response.status, response.headers.get("cache-control")]).toEqual([400, "no-store"]);
    expect(await response.json()).toEqual({
      errors: [{ message: "page: no", extensions: { code: "BAD_USER_INPUT", field: "page" } }],
    });
  });

  it("says nothing of a fault of ours", async () => {
    const response = await fetch(`${server.url}/failing`);
    expect([response.status, response.headers.get("cache-control"), response.headers.get("etag")]).toEqual([
      500,
      "no-store",
      null,
    ]);
    expect(await response.text()).not.toContain("secret");
  });

  it("breaks off where it cannot go on, so that nobody takes a part for the whole", async () => {
    const response = await open("/broken");
    const read = async () => {
      for await (const _piece of response);
    };
    await expect(read()).rejects.toThrow();
  });

  it("is written no faster than it is read, and for no more than sixteen at once", async () => {
    const readers = await Promise.all(Array.from({ length: 16 }, () => open("/endless")));
    await until(() => made >= 16);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const paused = made;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(made).toBe(paused);
    const late = await open("/endless");
    late.resume();
    expect([late.statusCode, late.headers["retry-after"], late.headers.etag]).toEqual([503, "2", undefined]);
    const head = await fetch(`${server.url}/endless`, { method: "HEAD" });
    expect([head.status, head.headers.get("etag")]).toEqual([200, '"two"']);
    for (const reader of readers) reader.destroy();
    await until(async () => {
      const next = await open("/endless");
      next.destroy();
      return next.statusCode === 200;
    });
  });
});
