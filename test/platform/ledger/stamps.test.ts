import { hash, randomBytes, X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContentInfo } from "@peculiar/asn1-cms";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { PKIStatus, PKIStatusInfo, TimeStampReq, TimeStampResp, TimeStampToken } from "@peculiar/asn1-tsp";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { pino } from "pino";
import { createGuardedFetch, type GuardedFetch } from "../../../src/platform/http/guarded-fetch.js";
import { createKeepers, troubleOf } from "../../../src/platform/ledger/index.js";
import { leadsTo } from "../../../src/platform/ledger/stamps/certificates.js";
import { checkToken, WrongStamp } from "../../../src/platform/ledger/stamps/check-token.js";
import { readStamps } from "../../../src/platform/ledger/stamps/stored-stamps.js";
import { SignedToken } from "../../../src/platform/ledger/stamps/token-parts.js";
import { LogVerifier } from "../../../src/platform/ledger/verify/log-verifier.js";
import { createLog } from "../../../src/platform/log.js";
import { KEY, LedgerBench, trusted } from "../../kit/ledger.js";
import { Authority, type Behaviour, EC, type Issued, openssl, RSA, send, startTsa, type Tsa } from "../../kit/tsa.js";

let authority: Authority;
let inner: Issued;
let signer: Issued;
let fetch: GuardedFetch;
let folder: string;
let root: X509Certificate;
beforeAll(async () => {
  authority = await Authority.make();
  inner = await authority.issue("intermedia", "last_authority");
  signer = await authority.issue("sellos", "stamps", inner);
  root = new X509Certificate(await readFile(authority.root.pem));
  fetch = createGuardedFetch({ allow: { loopback: true } });
}, 60_000);
afterAll(async () => {
  await fetch.close();
  await authority.remove();
});

const honest: Behaviour = async (query, response) => send(response, await authority.reply(query, signer, inner));

let bench: LedgerBench;
let tsa: Tsa;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stamps-"));
  bench = await LedgerBench.open();
  tsa = await startTsa(honest);
});
afterEach(async () => {
  await tsa.close();
  await bench.close();
  await rm(folder, { recursive: true });
});

const logged: string[] = [];
const log = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
const NOW = new Date("2026-11-28T13:00:00Z");
const LATE = 3_600;

async function keepers({ authorities = [root], patience = 10_000, url = tsa.url } = {}) {
  const stamps = { url, fetch, authorities, patience, lateSeconds: LATE };
  const options = { keys: [KEY], headsFolder: folder, stamps };
  const [sealer, stamper] = await createKeepers(bench.database, options, { log, now: NOW });
  if (sealer === undefined || stamper === undefined) throw new Error("one of the keepers is missing");
  return { sealer, stamper, trouble: (now: Date) => troubleOf(bench.database, options, now) };
}

/** Decides, and has all of it sealed and its heads written to the folder. */
async function decide(from: number, to: number): Promise<void> {
  await bench.decide(from, to);
  await bench.seal(NOW);
  await (await keepers()).sealer.run(NOW);
}

async function verified(change: (record: never) => unknown = (record) => record, authorities = [root]) {
  const verifier = new LogVerifier({ keys: trusted(KEY), authorities });
  for (const record of await bench.records()) verifier.line(JSON.stringify(change(record as never)));
  return verifier.end();
}

const stamps = () => readStamps(bench.database, 0, 100);
const tstFiles = async () => (await readdir(folder)).filter((name) => name.endsWith(".tst"));

describe("the newest head", () => {
  it("is stamped by a real service; the stamp is kept beside it in the table, the folder and the export", async () => {
    await decide(0, 3);
    const before = Date.now();
    expect(await (await keepers()).stamper.run(NOW)).toBe(1);
    const [stamp] = await stamps();
    expect(stamp).toMatchObject({ size: 3 });
    expect(await readFile(join(folder, "head-000000000003.tst"))).toEqual(stamp?.token);
    const { faults, stamped, heads } = await verified();
    expect({ faults, heads, stamped }).toMatchObject({ faults: [], stamped: { count: 1, size: 3 } });
    expect(Math.abs(Number(stamped?.at) - before)).toBeLessThan(10_000);
    await expect(bench.database.query("update ledger_stamp set size = 1")).rejects.toThrow(/append-only/);
    await expect(bench.database.query("delete from ledger_stamp")).rejects.toThrow(/append-only/);
  });

  it("can be checked with openssl and nothing of ours", async () => {
    await decide(0, 2);
    await (await keepers()).stamper.run(NOW);
    const of = (ending: string) => join(folder, `head-000000000002.${ending}`);
    const check = (file: string) =>
      openssl("ts", "-verify", "-token_in", "-in", of("tst"), "-data", file, "-CAfile", authority.root.pem);
    expect(await check(of("json"))).toContain("Verification: OK");
    const bent = join(folder, "bent.json");
    await writeFile(bent, (await readFile(of("json"), "utf8")).replace('"size":2', '"size":1'));
    await expect(check(bent)).rejects.toThrow(/imprint mismatch/);
  });

  it("is asked about once, with a question that is new each time and tells nothing but a digest", async () => {
    const { stamper } = await keepers();
    expect([await stamper.run(NOW), tsa.asked.length]).toEqual([0, 0]);
    await decide(0, 1);
    expect([await stamper.run(NOW), await stamper.run(NOW), tsa.asked.length]).toEqual([1, 0, 1]);
    await decide(1, 2);
    expect([await stamper.run(NOW), tsa.asked.length]).toEqual([1, 2]);
    const [one, other] = tsa.asked.map((query) => AsnConvert.parse(query, TimeStampReq));
    expect([one?.certReq, other?.certReq]).toEqual([true, true]);
    const nonces = [one, other].map((asked) => asked?.nonce && Buffer.from(asked.nonce).toString("hex"));
    expect(new Set(nonces).size).toBe(2);
    expect(nonces.every((nonce) => nonce?.length === 32)).toBe(true);
    const line = await readFile(join(folder, "head-000000000001.json"));
    expect(one && Buffer.from(one.messageImprint.hashedMessage.buffer)).toEqual(hash("sha256", line, "buffer"));
    expect((await verified()).stamped).toMatchObject({ count: 2, size: 2 });
    expect(await tstFiles()).toHaveLength(2);
  });

  it("has one stamp, however many gateways ask at once", async () => {
    await decide(0, 1);
    const all = await Promise.all([keepers(), keepers(), keepers()]);
    const kept = await Promise.all(all.map(({ stamper }) => stamper.run(NOW)));
    expect([kept.reduce((sum = 0, one = 0) => sum + one, 0), (await stamps()).length]).toEqual([1, 1]);
    expect(await tstFiles()).toEqual(["head-000000000001.tst"]);
  });

  it("may be stamped by a service with a key of RSA, and one that names its certificate by SHA-1", async () => {
    const old = await Authority.make("sha1");
    const other = await old.issue("rsa", "stamps", old.root, RSA);
    tsa.behave = async (query, response) => send(response, await old.reply(query, other));
    await decide(0, 1);
    const authorities = [new X509Certificate(await readFile(old.root.pem))];
    expect(await (await keepers({ authorities })).stamper.run(NOW)).toBe(1);
    expect((await verified(undefined, authorities)).faults).toEqual([]);
    await old.remove();
  });
});

/** Answers another question than was put. */
const answering =
  (change: object, imprint: object = {}): Behaviour =>
  async (query, response) => {
    const asked = Object.assign(AsnConvert.parse(query, TimeStampReq), change);
    Object.assign(asked.messageImprint, imprint);
    send(response, await authority.reply(Buffer.from(AsnConvert.serialize(asked)), signer, inner));
  };
const sending =
  (reply: Buffer): Behaviour =>
  async (_query, response) =>
    send(response, reply);

/** A stamp that is signed, as CMS is, by a certificate that is not for stamps; openssl's own service would refuse to. */
const signedBy =
  (section: string): Behaviour =>
  async (query, response) => {
    const real = AsnConvert.parse(await authority.reply(query, signer, inner), TimeStampResp);
    const [{ content }] = [partsOf(Buffer.from(AsnConvert.serialize(real.timeStampToken)))];
    const wrong = await authority.issue(`${section}-${Date.now()}`, section, inner);
    const [info, token] = [join(folder, "info.der"), join(folder, "token.der")];
    await writeFile(info, content);
    const kind = ["-binary", "-nodetach", "-cades", "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-outform", "DER"];
    await openssl("cms", "-sign", ...kind, "-in", info, "-out", token, "-signer", wrong.pem, "-inkey", wrong.key);
    const timeStampToken = AsnConvert.parse(await readFile(token), TimeStampToken);
    const status = new PKIStatusInfo({ status: PKIStatus.granted });
    send(response, Buffer.from(AsnConvert.serialize(new TimeStampResp({ status, timeStampToken }))));
  };

/** The TSTInfo in a token, found by its object identifier. */
function partsOf(token: Buffer): { readonly content: Buffer } {
  const mark = Buffer.from("060b2a864886f70d0109100104a0", "hex");
  // Behind it: the length of [0], then an OCTET STRING of less than 256 bytes.
  const at = token.indexOf(mark) + mark.length;
  const string = token[at]! < 0x80 ? at + 1 : at + 2;
  const [long, start] = token[string + 1]! < 0x80 ? [token[string + 1]!, string + 2] : [token[string + 2]!, string + 3];
  return { content: token.subarray(start, start + long) };
}

/** A good stamp with more certificates than anyone needs. */
const crowded =
  (count: number): Behaviour =>
  async (query, response) => {
    const real = AsnConvert.parse(await authority.reply(query, signer, inner), TimeStampResp);
    if (real.timeStampToken === undefined) throw new Error("no token");
    const signed = AsnConvert.parse(real.timeStampToken.content, SignedToken);
    const [first, ...rest] = signed.certificates;
    signed.certificates = [first!, ...rest, ...Array.from({ length: count }, () => Uint8Array.from(root.raw).buffer)];
    real.timeStampToken.content = AsnConvert.serialize(signed);
    send(response, Buffer.from(AsnConvert.serialize(real)));
  };

/** What the log says of it, what it does, and how long it is waited for where that matters. */
const HOSTILE: Readonly<Record<string, readonly [RegExp, () => Behaviour, number?]>> = {
  "another nonce": [/other nonce/, () => answering({ nonce: new Uint8Array([1, 2, 3]).buffer })],
  "no nonce": [/other nonce/, () => answering({ nonce: undefined })],
  "the stamp of something else": [
    /other content/,
    () => answering({}, { hashedMessage: new OctetString(randomBytes(32)) }),
  ],
  "no certificate": [/no signer/, () => answering({ certReq: false })],
  "a certificate for mail": [/purpose/, () => signedBy("mail")],
  "a certificate that is for stamps among others, maybe": [/purpose/, () => signedBy("stamps_loosely")],
  "a refusal in form": [
    /not granted/,
    () => answering({}, { hashAlgorithm: new AlgorithmIdentifier({ algorithm: "1.3.14.3.2.26", parameters: null }) }),
  ],
  "a status and no stamp": [
    /not granted/,
    () => sending(Buffer.from(AsnConvert.serialize(new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }) })))),
  ],
  garbage: [/unreadable/, () => sending(randomBytes(2_000))],
  nothing: [/unreadable/, () => sending(Buffer.alloc(0))],
  "a stamp with garbage in it": [
    /unreadable/,
    () =>
      sending(
        Buffer.from(
          AsnConvert.serialize(
            new TimeStampResp({
              status: new PKIStatusInfo({ status: 0 }),
              timeStampToken: new ContentInfo({
                contentType: "1.2.840.113549.1.7.2",
                content: new Uint8Array([5, 0]).buffer,
              }),
            }),
          ),
        ),
      ),
  ],
  "a hundred certificates": [/unreadable/, () => crowded(100)],
  "fifteen thousand nested sequences": [
    /unreadable|not granted/,
    () => sending(Buffer.concat([...Array.from({ length: 15_000 }, () => Buffer.of(0x30, 0x80))])),
  ],
  "6 MB": [/too long/, () => sending(Buffer.alloc(6 * 1_024 * 1_024, 0x30))],
  "a page": [
    /media type/,
    () => async (_query: Buffer, response: ServerResponse) =>
      void response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
  ],
  "a fault": [/status/, () => async (_query: Buffer, response: ServerResponse) => void response.writeHead(503).end()],
  "a redirect": [
    /status/,
    () => async (_query: Buffer, response: ServerResponse) =>
      void response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
  ],
  silence: [/Timeout/, () => async () => {}, 1_000],
  "a cut connection": [
    /ERR|ECONN|SOCKET/,
    () => async (_query: Buffer, response: ServerResponse) => void response.destroy(),
  ],
};

describe("a service that answers with", () => {
  it.each(Object.entries(HOSTILE))(
    "%s gives no stamp; the log says why, sealing goes on, and the next answer counts",
    async (_name, [why, behaviour, patience = 10_000]) => {
      await decide(0, 1);
      tsa.behave = behaviour();
      logged.length = 0;
      const { stamper } = await keepers({ patience });
      expect(await stamper.run(NOW)).toBe(0);
      expect([await stamps(), await tstFiles()]).toEqual([[], []]);
      expect(logged).toHaveLength(1);
      expect(JSON.parse(logged[0] ?? "").error).toMatch(why);
      tsa.behave = honest;
      await decide(1, 2);
      expect(await (await keepers()).stamper.run(NOW)).toBe(1);
      expect((await verified()).faults).toEqual([]);
    },
    20_000,
  );

  it("stamps of an authority that is not trusted gives none, where one is set", async () => {
    const other = await Authority.make();
    const theirs = await other.issue("ajeno", "stamps");
    tsa.behave = async (query, response) => send(response, await other.reply(query, theirs));
    await decide(0, 1);
    logged.length = 0;
    expect(await (await keepers()).stamper.run(NOW)).toBe(0);
    expect(logged.join()).toContain("authority");
    // Whoever sets none believes whoever answers.
    expect(await (await keepers({ authorities: [] })).stamper.run(NOW)).toBe(1);
    expect((await verified(undefined, [])).faults).toEqual([]);
    expect((await verified()).faults).toEqual([{ code: "stamp", place: "stamp", at: 1 }]);
    await other.remove();
  });

  it("nothing for long holds up neither sealing nor decisions", async () => {
    await decide(0, 1);
    tsa.behave = async () => {};
    const { sealer, stamper } = await keepers({ patience: 3_000 });
    let answered = false;
    const asking = stamper.run(NOW).then(() => {
      answered = true;
    });
    await bench.decide(1, 2);
    await bench.seal(NOW);
    await sealer.run(NOW);
    expect([answered, (await bench.database.query("select from ledger_waiting")).length]).toEqual([false, 0]);
    await asking;
  });

  it("an address of this machine is not called where that is not allowed", async () => {
    const guarded = createGuardedFetch();
    await decide(0, 1);
    const options = { keys: [KEY], stamps: { url: tsa.url, fetch: guarded, authorities: [], lateSeconds: LATE } };
    const [, stamper] = await createKeepers(bench.database, options, { log: createLog("silent"), now: NOW });
    expect([await stamper?.run(NOW), tsa.asked.length]).toEqual([0, 0]);
    await guarded.close();
  });
});

describe("a stamp", () => {
  const tokenOf = async () => (await stamps())[0]?.token ?? Buffer.alloc(0);

  it("in an export is a fault of its own when it is another's, altered, or of no head", async () => {
    await decide(0, 1);
    const { stamper } = await keepers();
    await stamper.run(NOW);
    await decide(1, 2);
    await stamper.run(NOW);
    const [first, second] = (await stamps()).map(({ token }) => token.toString("base64"));
    const tampers: readonly ((record: { kind: string; size: number; token: string }) => object)[] = [
      (record) => (record.kind === "stamp" ? { ...record, token: record.size === 1 ? second : first } : record),
      (record) => (record.kind === "stamp" ? { ...record, size: record.size + 5 } : record),
      (record) => (record.kind === "stamp" ? { ...record, token: record.token.replace(/.{8}$/, "AAAAAAAA") } : record),
    ];
    for (const tamper of tampers) {
      const { faults, stamped } = await verified(tamper);
      expect([stamped, faults.map(({ code }) => code)]).toEqual([undefined, ["stamp", "stamp"]]);
    }
    // Signed anew with the right key, a head keeps no stamp.
    const rewritten = await verified((record: { kind: string }) =>
      record.kind === "head" ? { ...record, sealedAt: "2026-11-28T12:59:00.000Z" } : record,
    );
    expect(rewritten.faults.filter(({ code }) => code === "stamp")).toHaveLength(2);
  });

  it("with any one byte of it changed is refused, or is the same stamp", async () => {
    await decide(0, 1);
    await (await keepers()).stamper.run(NOW);
    const token = await tokenOf();
    const digest = hash("sha256", await readFile(join(folder, "head-000000000001.json")), "buffer");
    const at = checkToken(token, { digest, authorities: [root] });
    const taken: number[] = [];
    for (let byte = 0; byte < token.length; byte += 2) {
      const changed = Buffer.from(token);
      changed[byte]! ^= 1 << (byte % 8);
      try {
        expect(checkToken(changed, { digest, authorities: [root] })).toEqual(at);
        taken.push(byte);
      } catch (error) {
        expect(error).toBeInstanceOf(WrongStamp);
      }
    }
    // What no signature is over, and lengths and tags that the parser puts right.
    expect(taken.length).toBeLessThan(30);
  }, 30_000);

  it("counts only as long as every certificate up to the authority was good", async () => {
    const [leaf, middle] = await Promise.all(
      [signer, inner].map(async ({ pem }) => new X509Certificate(await readFile(pem))),
    );
    if (leaf === undefined || middle === undefined) throw new Error("no certificates");
    const leads = (others: readonly X509Certificate[], at = new Date()) => leadsTo([root], leaf, others, at);
    expect([leads([middle]), leads([]), leads([middle], new Date("2099-01-01")), leads([middle], new Date(0))]).toEqual(
      [true, false, false, false],
    );
    // One below an authority that may have none below it.
    const below = await authority.issue("debajo", "authority", inner, EC);
    const deep = await authority.issue("hondo", "stamps", below, EC);
    const read = async ({ pem }: Issued) => new X509Certificate(await readFile(pem));
    expect(leadsTo([root], await read(deep), [middle, await read(below)], new Date())).toBe(false);
    // A certificate that is no authority issues nothing.
    const forged = await authority.issue("falso", "stamps", signer, EC);
    expect(leadsTo([root], await read(forged), [leaf, middle], new Date())).toBe(false);
  });
});

describe("a head without a stamp", () => {
  it("is told of once it is late, until it or a later one has one", async () => {
    await decide(0, 1);
    const { stamper, trouble } = await keepers();
    const later = new Date(NOW.getTime() + (LATE + 60) * 1_000);
    expect([await trouble(NOW), await trouble(later)]).toEqual([
      {},
      { stamps: "late: heads of the ledger have no time stamp" },
    ]);
    await decide(1, 2);
    await stamper.run(NOW);
    expect(await trouble(later)).toEqual({});
  });
});
