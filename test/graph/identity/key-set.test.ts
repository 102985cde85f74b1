import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { createKeySet, fetchJwks } from "../../../src/graph/identity/key-set.js";
import { createVerifyToken } from "../../../src/graph/identity/verify-token.js";
import { createLog } from "../../../src/platform/log.js";
import { startTestGateway } from "../../kit/gateway.js";
import { goodToken } from "./forged-tokens.js";
import { compact, makeKey, startIssuer, type TestIssuer, type TestKey } from "./issuer.js";

const START = new Date("2026-11-24T12:00:00Z");
const later = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const old = makeKey("2026-10");
const fresh = makeKey("2026-11");

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await startIssuer([old.jwk]);
});
afterEach(() => issuer.close());

/** How a token signed with a key fares at a time: the caller's subject, or the code it is refused with. */
function judge() {
  const keyOf = createKeySet(() => fetchJwks(issuer.jwksUrl), createLog("silent"));
  const verify = createVerifyToken({
    issuers: new Map([[issuer.name, keyOf]]),
    audience: "ventanilla",
    isEnded: async () => false,
  });
  return (key: TestKey, now: Date, kid = key.kid) => {
    const { header, payload } = goodToken(key, issuer.name, now);
    return verify(compact({ ...header, kid }, payload, key.sign), now).then(
      ({ subject }) => subject,
      ({ extensions }: { extensions: { code: string } }) => extensions.code,
    );
  };
}

/** Lets a refresh that nobody waits for come to its end. */
async function settled(requests: number): Promise<void> {
  while (issuer.asked.length < requests) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 30));
}

describe("the keys of the issuer", () => {
  it("are fetched once for all who ask at once", async () => {
    const fares = judge();
    expect(await Promise.all(Array.from({ length: 50 }, () => fares(old, START)))).toEqual(Array(50).fill("ana"));
    expect(issuer.asked).toHaveLength(1);
  });

  it("may be exchanged while the gateway runs: the new one is found, the old one is forgotten", async () => {
    const fares = judge();
    expect(await fares(old, START)).toBe("ana");
    issuer.keys = [old.jwk, fresh.jwk];
    expect(await fares(fresh, later(31))).toBe("ana");
    issuer.keys = [fresh.jwk];
    expect(await fares(old, later(60))).toBe("ana");
    await fares(fresh, later(31 + 300));
    await settled(3);
    expect(await fares(old, later(31 + 301))).toBe("UNAUTHENTICATED");
    expect(await fares(fresh, later(31 + 301))).toBe("ana");
  });

  it("are fetched at most once in 30 seconds, however many unknown ones a thousand tokens name", async () => {
    const fares = judge();
    for (let n = 0; n < 1_000; n++) expect(await fares(fresh, later(n * 0.06), `kid-${n}`)).toBe("UNAUTHENTICATED");
    expect(issuer.asked.length).toBeLessThanOrEqual(2);
    expect(await fares(old, later(60))).toBe("ana");
  });

  it("stay good for ten minutes and more while the issuer is down, and then nobody is let in", async () => {
    const fares = judge();
    expect(await fares(old, START)).toBe("ana");
    issuer.up = false;
    for (const minute of [1, 5, 10, 14])
      expect([minute, await fares(old, later(minute * 60))]).toEqual([minute, "ana"]);
    expect(await fares(old, later(15 * 60))).toBe("UNAVAILABLE");
    expect(await fares(old, later(24 * 60 * 60))).toBe("UNAVAILABLE");
    issuer.up = true;
    expect(await fares(old, later(25 * 60 * 60))).toBe("ana");
  });

  it("that are unknown while the issuer is down are not judged: they may be new", async () => {
    const fares = judge();
    expect(await fares(old, START)).toBe("ana");
    issuer.up = false;
    expect(await fares(fresh, later(31))).toBe("UNAVAILABLE");
    expect(await fares(old, later(32))).toBe("ana");
    expect(issuer.asked).toHaveLength(2);
  });

  it.each([
    ["none at all", []],
    ["a shared secret alone", [{ kty: "oct", k: "c2VjcmV0", kid: "2026-10" }]],
    ["nonsense", "keys"],
  ])("are kept when the issuer suddenly has %s", async (_what, keys) => {
    const fares = judge();
    expect(await fares(old, START)).toBe("ana");
    issuer.keys = keys as never;
    await fares(old, later(301));
    await settled(2);
    expect(await fares(old, later(302))).toBe("ana");
  });

  it("are not looked for where a redirection leads", async () => {
    const other = await startIssuer([fresh.jwk]);
    issuer.movedTo = other.jwksUrl;
    expect(await judge()(fresh, START)).toBe("UNAVAILABLE");
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it.each([
    ["ES256", () => generateKeyPairSync("ec", { namedCurve: "P-256" })],
    ["RS256", () => generateKeyPairSync("rsa", { modulusLength: 2_048 })],
  ])("may be of %s as well", async (alg, make) => {
    const { publicKey, privateKey } = make();
    issuer.keys = [{ ...publicKey.export({ format: "jwk" }), kid: alg }];
    const keyOf = createKeySet(() => fetchJwks(issuer.jwksUrl), createLog("silent"));
    const verify = createVerifyToken({
      issuers: new Map([[issuer.name, keyOf]]),
      audience: "ventanilla",
      isEnded: async () => false,
    });
    const token = await new SignJWT({ ...goodToken(old, issuer.name, START).payload })
      .setProtectedHeader({ alg, typ: "at+jwt", kid: alg })
      .sign(privateKey);
    expect(await verify(token, START)).toMatchObject({ subject: "ana" });
  });
});

describe("a gateway whose issuer was never there", () => {
  it("answers 503 with when to come back, and public reads as ever", async () => {
    issuer.up = false;
    const gateway = await startTestGateway({ AUTH_ISSUER: issuer.name, AUTH_JWKS_URL: issuer.jwksUrl });
    const { header, payload } = goodToken(old, issuer.name, new Date());
    const authorization = `Bearer ${compact(header, payload, old.sign)}`;
    const answer = await gateway.ask("{ states { code } }", {}, { authorization });
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([503, "UNAVAILABLE"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(20);
    expect((await gateway.ask("{ states { code } }")).status).toBe(200);
    await gateway.close();
  });
});
