import { Refusal } from "../../../src/graph/errors.js";
import { createAuthenticate } from "../../../src/graph/identity/authenticate.js";
import { createKeySet, fetchJwks } from "../../../src/graph/identity/key-set.js";
import { createVerifyToken } from "../../../src/graph/identity/verify-token.js";
import { createLog } from "../../../src/platform/log.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { forgedTokens, goodToken } from "./forged-tokens.js";
import { compact, type Json, makeKey, startIssuer, type TestIssuer } from "./issuer.js";

const key = makeKey("2026-11");
let issuer: TestIssuer;
let elsewhere: TestIssuer;
let gateway: TestGateway;
beforeAll(async () => {
  issuer = await startIssuer([key.jwk]);
  elsewhere = await startIssuer([]);
  gateway = await startTestGateway({ AUTH_ISSUER: issuer.name, AUTH_JWKS_URL: issuer.jwksUrl });
});
afterAll(async () => {
  await gateway.close();
  await issuer.close();
  await elsewhere.close();
});

const QUERY = "{ states { code } }";
const as = (authorization: string) => gateway.ask(QUERY, {}, { authorization });
const good = (more: Json = {}) => {
  const { header, payload } = goodToken(key, issuer.name, new Date());
  return compact(header, { ...payload, ...more }, key.sign);
};

describe("a token of the issuer", () => {
  it("is taken, and what it reads is kept by no cache", async () => {
    const { status, headers, errors } = await as(`Bearer ${good()}`);
    expect([status, errors, headers.get("cache-control")]).toEqual([200, undefined, "no-store"]);
    expect(headers.get("vary")?.split(", ")).toEqual(expect.arrayContaining(["Authorization", "Accept-Language"]));
  });

  it.each<[string, Json | (() => Json)]>([
    ["expired within the tolerance of clocks", () => ({ exp: Math.floor(Date.now() / 1_000) - 1 })],
    ["for several audiences", { aud: ["padron", "ventanilla"] }],
    ["with claims nobody asks for", { name: "Ana", scope: "openid", acr: "0" }],
    ["of an agency", { role: "agency_approver", agency: "inadem" }],
  ])("is taken when it is %s", async (_how, claims) => {
    const token = good(typeof claims === "function" ? claims() : claims);
    expect((await as(`Bearer ${token}`)).status).toBe(200);
  });

  it("is not needed for what is public, which caches may keep", async () => {
    const { status, headers } = await gateway.ask(QUERY);
    expect([status, headers.get("cache-control")]).toEqual([200, null]);
    expect(headers.get("vary")).toContain("Authorization");
  });
});

describe("a token that is not good", () => {
  const names = Object.keys(forgedTokens(key, "http://127.0.0.1/", "http://127.0.0.1/", new Date()));

  it("comes in more than sixty kinds", () => {
    expect(names.length).toBeGreaterThan(60);
  });

  it.each(names)("is refused with 401 and nothing told: %s", async (name) => {
    const token = forgedTokens(key, issuer.name, elsewhere.name, new Date())[name]!;
    const { status, headers, data, errors } = await as(`Bearer ${token}`);
    expect([status, data, headers.get("www-authenticate")]).toEqual([401, undefined, "Bearer"]);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(errors).toHaveLength(1);
    const [{ message, extensions }] = errors as [{ message: string; extensions: object }];
    const late = ["expired", "made too long ago"].includes(name);
    expect(extensions).toEqual({ code: "UNAUTHENTICATED", reason: late ? "EXPIRED" : "INVALID" });
    expect(message).toBe(`Hay que identificarse: la credencial ${late ? "venció" : "no es válida"}`);
  });

  it("never makes the gateway ask an address that it names", () => {
    expect(elsewhere.asked).toEqual([]);
    expect(new Set(issuer.asked)).toEqual(new Set(["/jwks.json"]));
  });

  it("is refused in the reader's language", async () => {
    const { errors } = await gateway.ask(QUERY, {}, { authorization: "Bearer x", "accept-language": "en" });
    expect(errors?.[0]?.message).toBe("You must sign in: the credential is not valid");
  });

  it.each(["Basic YW5hOmFuYQ==", "Bearer", "Bearer a b", "Token x", "x", ""])(
    "is refused when the header says %j",
    async (authorization) => {
      expect((await as(authorization)).status).toBe(401);
    },
  );

  it("is refused when a second credential comes along", async () => {
    const both = { authorization: `Bearer ${good()}`, "x-api-key": `vu_${"0".repeat(16)}_${"A".repeat(43)}` };
    expect((await gateway.ask(QUERY, {}, both)).status).toBe(401);
  });

  it("is refused when anything stands around a good one, a line break above all", async () => {
    const keyOf = createKeySet(() => fetchJwks(issuer.jwksUrl), createLog("silent"));
    const token = createVerifyToken({
      issuers: new Map([[issuer.name, keyOf]]),
      audience: "ventanilla",
      isEnded: async () => false,
    });
    const authenticate = createAuthenticate({ token, apiKey: token });
    const text = good();
    for (const around of [
      `${text}\n`,
      `${text}\r\n`,
      `\n${text}`,
      `${text} `,
      `${text}\0`,
      `${text}\u2028`,
      `"${text}"`,
    ]) {
      await expect(token(around, new Date())).rejects.toBeInstanceOf(Refusal);
      await expect(authenticate({ authorization: `Bearer ${around}` }, new Date())).rejects.toBeInstanceOf(Refusal);
    }
    await expect(token(text, new Date())).resolves.toMatchObject({ role: "business", subject: "ana", agency: null });
  });

  it("says when it ends: when it says so itself, and an hour after it was made at the latest", async () => {
    const keyOf = createKeySet(() => fetchJwks(issuer.jwksUrl), createLog("silent"));
    const verify = createVerifyToken({
      issuers: new Map([[issuer.name, keyOf]]),
      audience: "ventanilla",
      isEnded: async () => false,
    });
    const iat = Math.floor(Date.now() / 1_000);
    for (const [life, end] of [
      [60, 60],
      [3_600, 3_600],
      [86_400, 3_600],
    ] as const) {
      const { expiresAt } = await verify(good({ iat, exp: iat + life }), new Date());
      expect(expiresAt).toEqual(new Date((iat + end) * 1_000));
    }
  });
});

describe("a gateway without an issuer", () => {
  it("refuses every token, and answers whoever brings none", async () => {
    const alone = await startTestGateway({ AUTH_DEVELOPMENT: "0" });
    expect((await alone.ask(QUERY)).status).toBe(200);
    expect((await alone.ask(QUERY, {}, { authorization: `Bearer ${good()}` })).status).toBe(401);
    expect((await alone.as({ role: "administrator", sub: "root" }).ask(QUERY)).status).toBe(401);
    await alone.close();
  });
});

describe("the two issuers of a development gateway", () => {
  it("are each believed under their own name and with their own keys", async () => {
    expect((await gateway.as({ role: "auditor", sub: "leo" }).ask(QUERY)).status).toBe(200);
    const { header, payload } = goodToken(key, "urn:ventanilla:development", new Date());
    expect((await as(`Bearer ${compact(header, payload, key.sign)}`)).status).toBe(401);
  });
});
