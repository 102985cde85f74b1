import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { addressClass } from "../../src/platform/http/address-class.js";
import {
  checkPublicUrl,
  createGuardedAgent,
  createGuardedFetch,
  type GuardedFetch,
} from "../../src/platform/http/guarded-fetch.js";
import { type Allowance, URL_FAULTS, urlFaults } from "../../src/platform/http/public-url.js";
import type { Resolve } from "../../src/platform/http/resolver.js";

/** By name, where the resolver of these tests says it leads; a function is asked anew each time. */
type Names = Readonly<Record<string, readonly string[] | (() => readonly string[])>>;

const resolverOf =
  (names: Names): Resolve =>
  async (name) => {
    const found = names[name];
    if (found === undefined) throw new Error(`no such name: ${name}`);
    return typeof found === "function" ? found() : found;
  };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function guardedFetch(names: Names, allow: Allowance = {}): GuardedFetch {
  const fetch = createGuardedFetch({ resolve: resolverOf(names), allow });
  closers.push(() => fetch.close());
  return fetch;
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  let connections = 0;
  server.on("connection", () => {
    connections += 1;
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections, server };
}

const GET = { method: "GET", timeout: 5_000, longest: 1_000 } as const;
const call = (fetch: GuardedFetch, url: string) => fetch(url, GET).then(({ status }) => status, causeOf);
const causeOf = (error: unknown) => {
  const { code, fault } = error as { code?: string; fault?: string };
  return fault === undefined ? code : `refused: ${fault}`;
};

const PUBLIC_IPV4 = "93.184.216.34";
const PUBLIC_IPV6 = "2606:2800:220:1:248:1893:25c8:1946";

/** Addresses that nobody outside may have us call, one of each kind. */
const INSIDE: readonly string[] = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "10.255.255.255",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "169.254.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "100.127.255.255",
  "100.100.100.200",
  "192.0.0.1",
  "192.0.2.1",
  "192.88.99.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:10.0.0.1",
  "::ffff:169.254.169.254",
  "::ffff:93.184.216.34",
  "::ffff:0:127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b:1::a00:1",
  "100::1",
  "2001::1",
  "2001:2::1",
  "2001:10::1",
  "2001:20::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "2002:a00:1::1",
  "3fff::1",
  "5f00::1",
  "4000::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fec0::1",
  "ff02::1",
];

/** Other spellings of the same, and what else an address must not be. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["https://2130706433/", "address"],
  ["https://0x7f000001/", "address"],
  ["https://0x7f.0.0.1/", "address"],
  ["https://0177.0.0.1/", "address"],
  ["https://017700000001/", "address"],
  ["https://127.1/", "address"],
  ["https://127.0.1/", "address"],
  ["https://0/", "address"],
  ["https://127.0.0.1./", "address"],
  ["https://%31%32%37.0.0.1/", "address"],
  ["https://１２７.０.０.１/", "address"],
  ["https://①②⑦.⓪.⓪.①/", "address"],
  ["https://127。0。0。1/", "address"],
  ["https://0xa9fea9fe/latest/meta-data", "address"],
  ["https://2852039166/", "address"],
  ["https://[0:0:0:0:0:0:0:1]/", "address"],
  ["https://[::ffff:127.0.0.1]/", "address"],
  ["https://[0000::0001]/", "address"],
  ["https://localhost/", "host"],
  ["https://LOCALHOST/", "host"],
  ["https://localhost./", "host"],
  ["https://api.localhost/", "host"],
  ["https://api.localhost./", "host"],
  ["https://printer.local/", "host"],
  ["https://metadata.google.internal/", "host"],
  ["https://router.home.arpa/", "host"],
  ["https://postgres/", "host"],
  ["https://hook.example./", "host"],
  ["https://[fe80::1%25eth0]/", "malformed"],
  ["https://[fe80::1%eth0]/", "malformed"],
  ["https://256.256.256.256/", "malformed"],
  ["https://127.0.0.1\\@hook.example/", "malformed"],
  ["https:\\\\hook.example/", "malformed"],
  ["https://hook.exa\nmple/", "malformed"],
  ["https://hook.example/\tx", "malformed"],
  [" https://hook.example/", "malformed"],
  ["https://hook.example/\0", "malformed"],
  ["//hook.example/", "malformed"],
  ["hook.example", "malformed"],
  ["", "malformed"],
  [`https://hook.example/${"x".repeat(2_048)}`, "malformed"],
  ["http://hook.example/", "scheme"],
  ["ftp://hook.example/", "scheme"],
  ["gopher://hook.example/", "scheme"],
  ["ws://hook.example/", "scheme"],
  ["javascript:alert(1)", "scheme"],
  ["data:text/plain,x", "scheme"],
  ["file:///etc/passwd", "scheme"],
  ["https://user@hook.example/", "credentials"],
  ["https://:secret@hook.example/", "credentials"],
  ["https://hook.example@127.0.0.1/", "credentials"],
  ["https://hook.example:22/", "port"],
  ["https://hook.example:80/", "port"],
  ["https://hook.example:1023/", "port"],
  ["https://hook.example:0/", "port"],
];

const urlOf = (address: string) => `https://${address.includes(":") ? `[${address}]` : address}/`;

describe("an address to be called", () => {
  const resolve = resolverOf({
    "hook.example": [PUBLIC_IPV4],
    "v6.example": [PUBLIC_IPV6],
    "ñandú.example": [PUBLIC_IPV4],
  });

  it.each([
    "https://hook.example/",
    "https://hook.example:443/a?b=c#d",
    "https://hook.example:1024/",
    "https://hook.example:8443/",
    "https://v6.example/",
    urlOf(PUBLIC_IPV4),
    urlOf(PUBLIC_IPV6),
    "https://172.32.0.1/",
    "https://100.128.0.1/",
  ])("is accepted when it is of the public network: %s", async (url) => {
    expect(await checkPublicUrl(url, { resolve })).toEqual([]);
  });

  it.each(INSIDE)("is refused at registration when it is %s, or a name that leads there", async (address) => {
    expect(addressClass(address)).not.toBe("public");
    expect(await checkPublicUrl(urlOf(address), { resolve })).toEqual(["address"]);
    const names = { "trap.example": [address], "mixed.example": [PUBLIC_IPV4, address] };
    expect(await checkPublicUrl("https://trap.example/", { resolve: resolverOf(names) })).toEqual(["address"]);
    expect(await checkPublicUrl("https://mixed.example/", { resolve: resolverOf(names) })).toEqual(["address"]);
  });

  it.each(INSIDE)("is refused at connect when it is %s, or a name that leads there", async (address) => {
    const fetch = guardedFetch({ "trap.example": [address], "mixed.example": [PUBLIC_IPV4, address] });
    expect(await call(fetch, urlOf(address))).toBe("refused: address");
    expect(await call(fetch, "https://trap.example/")).toBe("refused: address");
    expect(await call(fetch, "https://mixed.example/")).toBe("refused: address");
  });

  it.each(REFUSED)("is refused at registration and before connecting: %j", async (url, fault) => {
    expect(await checkPublicUrl(url, { resolve })).toContain(fault);
    const fetch = guardedFetch({ "hook.example": [PUBLIC_IPV4] });
    expect(await call(fetch, url)).toMatch(/^refused: /);
  });

  it("is refused when its name cannot be resolved, or resolves to nothing or nonsense", async () => {
    const names = resolverOf({ "empty.example": [], "odd.example": ["fe80::1%eth0"], "odder.example": ["0x7f.1"] });
    expect(await checkPublicUrl("https://unknown.example/", { resolve: names })).toEqual(["unresolved"]);
    expect(await checkPublicUrl("https://empty.example/", { resolve: names })).toEqual(["unresolved"]);
    expect(await checkPublicUrl("https://odd.example/", { resolve: names })).toEqual(["address"]);
    expect(await checkPublicUrl("https://odder.example/", { resolve: names })).toEqual(["address"]);
  });

  it("has all its faults told at once, in both languages", () => {
    expect(urlFaults("http://user:secret@10.0.0.1:22/")).toEqual(["scheme", "credentials", "port", "address"]);
    for (const { es, en } of Object.values(URL_FAULTS)) expect([es, en].every((text) => text.length > 0)).toBe(true);
  });

  it("may be of this machine, with plain http, only where that is allowed, and never goes elsewhere in plain", async () => {
    const allow = { loopback: true };
    const names = { "here.example": ["127.0.0.1"], "there.example": [PUBLIC_IPV4], "inside.example": ["10.0.0.1"] };
    const check = (url: string) => checkPublicUrl(url, { allow, resolve: resolverOf(names) });
    for (const host of ["127.0.0.1", "[::1]", "localhost", "here.example"]) {
      expect(await check(`http://${host}:4000/`)).toEqual([]);
      expect(await check(`https://${host}:4000/`)).toEqual([]);
      expect(await check(`http://${host}:22/`)).toEqual(["port"]);
    }
    expect(await check("http://there.example/")).toEqual(["address"]);
    expect(await check(`http://${PUBLIC_IPV4}/`)).toEqual(["address"]);
    expect(await check("http://inside.example/")).toEqual(["address"]);
    expect(await check("http://[::ffff:127.0.0.1]:4000/")).toEqual(["address"]);
    expect(await check("ftp://127.0.0.1:4000/")).toEqual(["scheme"]);
  });
});

describe("a guarded call", () => {
  it("is refused by the connections themselves, whoever uses them", async () => {
    const { port, connections } = await serve((_request, response) => response.end("secrets"));
    const agent = createGuardedAgent({ resolve: resolverOf({ "trap.example": ["127.0.0.1"] }) });
    closers.push(() => agent.destroy());
    for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, `https://trap.example:${port}/`]) {
      await expect(request(url, { dispatcher: agent })).rejects.toMatchObject({ fault: "address" });
    }
    expect(connections()).toBe(0);
  });

  it("goes to the very address that was looked at, and asks for it once a connection", async () => {
    const { port } = await serve((asked, response) => response.end(asked.headers.host));
    let asked = 0;
    const names = {
      "hook.example": () => {
        asked += 1;
        return ["127.0.0.1"];
      },
    };
    const answer = await guardedFetch(names, { loopback: true })(`http://hook.example:${port}/`, GET);
    expect(String(answer.body)).toBe(`hook.example:${port}`);
    expect(asked).toBe(1);
  });

  it("is refused when the name leads inside the second time", async () => {
    const { port, connections } = await serve((_request, response) =>
      response.writeHead(200, { connection: "close" }).end("fine"),
    );
    const answers = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]];
    const resolve = resolverOf({ "rebinding.example": () => answers.shift()! });
    const allow = { loopback: true };
    const url = `http://rebinding.example:${port}/`;
    expect(await checkPublicUrl(url, { resolve, allow })).toEqual([]);
    const fetch = createGuardedFetch({ resolve, allow });
    closers.push(() => fetch.close());
    expect(await call(fetch, url)).toBe(200);
    expect(await call(fetch, url)).toBe("refused: address");
    expect(connections()).toBe(1);
  });

  it("is refused when the name was public at registration and leads to this machine at connect", async () => {
    const { port, connections } = await serve((_request, response) => response.end("secrets"));
    const answers = [[PUBLIC_IPV4], ["127.0.0.1"]];
    const resolve = resolverOf({ "rebinding.example": () => answers.shift()! });
    const url = `https://rebinding.example:${port}/`;
    expect(await checkPublicUrl(url, { resolve })).toEqual([]);
    const fetch = createGuardedFetch({ resolve });
    closers.push(() => fetch.close());
    expect(await call(fetch, url)).toBe("refused: address");
    expect(connections()).toBe(0);
  });

  it("follows no redirect, wherever it leads", async () => {
    let inside = 0;
    const target = await serve((_request, response) => {
      inside += 1;
      response.end();
    });
    const { port } = await serve((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${target.port}/` }).end(),
    );
    expect(await call(guardedFetch({}, { loopback: true }), `http://127.0.0.1:${port}/`)).toBe(302);
    expect(inside).toBe(0);
  });

  it("reads no more of an answer than it was told to", async () => {
    const { port } = await serve((_request, response) => {
      const pour = () => {
        while (response.write("x".repeat(10_000)));
      };
      response.on("drain", pour);
      pour();
    });
    const fetch = guardedFetch({}, { loopback: true });
    const answer = await fetch(`http://127.0.0.1:${port}/`, GET);
    expect(answer).toMatchObject({ status: 200, complete: false });
    expect(answer.body).toHaveLength(1_000);
  });

  it("says when an answer broke off", async () => {
    const { port } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "10" });
      response.write("half", () => response.destroy());
    });
    const answer = await guardedFetch({}, { loopback: true })(`http://127.0.0.1:${port}/`, GET);
    expect(answer).toMatchObject({ status: 200, complete: false });
  });

  it("gives up in time, whether the name, the answer or its body is slow", async () => {
    const { port } = await serve((asked, response) => {
      if (asked.url === "/body") response.writeHead(200).write("x");
    });
    const hanging: Resolve = () => new Promise(() => undefined);
    const slowName = createGuardedFetch({ resolve: hanging });
    closers.push(() => slowName.close());
    const short = { ...GET, timeout: 100 };
    await expect(slowName("https://slow.example/", short)).rejects.toMatchObject({ name: "TimeoutError" });
    const fetch = guardedFetch({}, { loopback: true });
    await expect(fetch(`http://127.0.0.1:${port}/`, short)).rejects.toMatchObject({ name: "TimeoutError" });
    expect(await fetch(`http://127.0.0.1:${port}/body`, short)).toMatchObject({ status: 200, complete: false });
  });
});
