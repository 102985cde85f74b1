import { z } from "zod";
import {
  address,
  choice,
  days,
  NO_SENDER,
  namedKeys,
  networks,
  optionalPort,
  sender,
  text,
  wholeNumber,
} from "./settings/setting-kinds.js";

/**
 * Every setting of the gateway. This file is the only reader of the environment.
 * The table is also the reference: name, meaning, default and an example that would be accepted.
 */
interface Setting<T> {
  readonly about: string;
  readonly example: string;
  readonly accepts: z.ZodType<T, string | undefined>;
}

const setting = <T>(about: string, example: string, accepts: z.ZodType<T, string | undefined>): Setting<T> => ({
  about,
  example,
  accepts,
});

export const SETTINGS = {
  NODE_ENV: setting(
    "`production` hides GraphiQL and error details",
    "production",
    choice(["development", "production", "test"], "development"),
  ),
  HOST: setting(
    "Address to listen on",
    "0.0.0.0",
    z
      .string()
      .min(1)
      .optional()
      .transform((host) => host ?? "127.0.0.1"),
  ),
  PORT: setting("Port to listen on; 0 takes a free one", "4000", wholeNumber(4000, 0, 65535)),
  PUBLIC_URL: setting(
    "Address that the gateway has for the public, for links in what it publishes; without it, the one it listens on",
    "https://ventanilla.example.org",
    address(["http:", "https:"]).transform((url) => url?.replace(/\/+$/, "")),
  ),
  DATA_DIR: setting(
    "Folder of the built-in PostgreSQL, used when DATABASE_URL is not set; of uploaded files, when FILES_S3_ENDPOINT is not; and of mail, written to `mail/` when MAIL_URL is not",
    ".data",
    z
      .string()
      .min(1)
      .optional()
      .transform((folder) => folder ?? ".data"),
  ),
  DATABASE_URL: setting(
    "PostgreSQL 15 or later to use in place of the built-in one",
    "postgres://ventanilla:secret@127.0.0.1:5432/ventanilla",
    address(["postgres:", "postgresql:"]),
  ),
  DATABASE_POOL: setting("Most connections to PostgreSQL at once", "10", wholeNumber(10, 2, 20)),
  DATABASE_WAIT_MS: setting(
    "Milliseconds that a request waits for one of them, behind 100 others at most, before it is told to come back",
    "500",
    wholeNumber(500, 50, 10_000),
  ),
  REDIS_URL: setting(
    "Redis to share cached documents through; optional",
    "redis://127.0.0.1:6379",
    address(["redis:", "rediss:"]),
  ),
  CATALOG_MEMORY_MB: setting(
    "Memory for what was read of the catalog, in millions of characters; 0 has it read each time",
    "512",
    wholeNumber(128, 0, 8_192),
  ),
  ANSWERS: setting(
    "`kept` gives whoever asks what was asked before the same bytes, until the catalog changes; `fresh` makes each answer anew",
    "kept",
    choice(["kept", "fresh"], "kept"),
  ),
  ANSWERS_CDN_SECONDS: setting(
    "Seconds for which caches of others may give answers by GET without asking here again; 0 has them ask each time",
    "10",
    wholeNumber(0, 0, 86_400),
  ),
  DOCUMENTS: setting(
    "Whose documents are executed: `any`; `automatic`, also those that clients registered by their SHA-256; `trusted`, only those of DOCUMENTS_FILE",
    "any",
    choice(["any", "automatic", "trusted"], "any"),
  ),
  DOCUMENTS_FILE: setting(
    "Documents that front ends were built with, by id, as `npm run documents` writes them; requests may name them by it",
    "/etc/ventanilla/documents.json",
    text,
  ),
  COMMANDS_A_MINUTE: setting(
    "Most commands (mutations) of one person in a minute; API keys of agencies may send ten times as many",
    "120",
    wholeNumber(120, 1, 1_000_000),
  ),
  APPLICANTS_AN_HOUR: setting(
    "Most applications of which one person of an agency may see in an hour what the firm told; API keys ten times as many",
    "1000",
    wholeNumber(1_000, 1, 1_000_000),
  ),
  ACCESS_LOG_YEARS: setting(
    "Years for which it is kept who looked at what a firm told, by the rules on archives of whoever runs the gateway",
    "7",
    wholeNumber(7, 1, 50),
  ),
  PREVIEWS_AN_HOUR: setting(
    "Most drafted changes of which one person may see in an hour what they do to the firms of this window; API keys ten times as many",
    "200",
    wholeNumber(200, 1, 1_000_000),
  ),
  REQUESTS_A_MINUTE: setting(
    "Most requests of one person, or from one public address without signing in, in a minute; API keys ten times as many, answers that are kept count for nothing; 0 for any number",
    "6000",
    wholeNumber(6_000, 0, 10_000_000),
  ),
  OPERATIONS_AT_ONCE: setting(
    "Most operations that are executed at once of callers who have signed in, and as many of others; more wait for their turn",
    "16",
    wholeNumber(16, 1, 1_000),
  ),
  LONGEST_WAIT_MS: setting(
    "Milliseconds that an operation may wait for its turn; while it would take longer, operations are answered with 503",
    "250",
    wholeNumber(250, 10, 600_000),
  ),
  TRUSTED_PROXIES: setting(
    "Addresses and networks of proxies in front, whose X-Forwarded-For says where requests come from; nobody's is believed without",
    "10.0.0.0/8",
    networks,
  ),
  CLOSING_NOTICE_MS: setting(
    "Milliseconds for which requests are still taken after /readyz has said that the gateway is closing",
    "500",
    wholeNumber(500, 0, 60_000),
  ),
  POPULATION_FILE: setting(
    "Firms that drafted changes of rules are tried on, as `npm run population` builds them from a directory; without it there is no preview",
    "/var/lib/ventanilla/national.population",
    text,
  ),
  SOURCES_FILE: setting(
    "Feeds of other institutions to gather, one line each, as docs/feeds.md describes; without it there are none",
    "/etc/ventanilla/sources.yaml",
    text,
  ),
  SOURCES_KEY: setting(
    "What requests to those feeds are signed with (RFC 9421): name:base64 of the 32 bytes of an ed25519 seed; they are not signed without",
    `ventanilla-2026:${"A".repeat(43)}=`,
    namedKeys,
  ),
  SOURCES_ALLOW_LOOPBACK: setting(
    "1 lets feeds be addresses of this machine, also with plain http, as `npm run demo:publishers` has them; refused in production",
    "0",
    choice(["0", "1"], "0").transform((value) => value === "1"),
  ),
  FILES_S3_ENDPOINT: setting(
    "S3-compatible store to keep uploaded files in, in place of DATA_DIR; needs the other four FILES_S3 settings",
    "https://s3.us-east-1.amazonaws.com",
    address(["http:", "https:"]),
  ),
  FILES_S3_BUCKET: setting("Bucket of that store", "ventanilla-files", text),
  FILES_S3_REGION: setting("Region that its requests are signed for", "us-east-1", text),
  FILES_S3_ACCESS_KEY: setting("Name of the key that signs them", "AKIAIOSFODNN7EXAMPLE", text),
  FILES_S3_SECRET_KEY: setting("The key itself", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", text),
  NON_WORKING_DAYS: setting(
    "Days on which no term runs, beside weekends and the days of rest of the law: elections, closures by decree",
    "2027-06-06,2027-12-24",
    days,
  ),
  ENCRYPTION_KEYS: setting(
    "What personal data is encrypted with: name:base64 of 32 bytes, the current one first, older ones after it, with commas",
    `2026-11:${"A".repeat(43)}=`,
    namedKeys,
  ),
  LEDGER_KEYS: setting(
    "What the heads of the ledger are signed with: name:base64 of the 32 bytes of an ed25519 seed, the current one first, with commas",
    `2026-11:${"A".repeat(43)}=`,
    namedKeys,
  ),
  LEDGER_HEADS_DIR: setting(
    "Folder that each head of the ledger is written to, once; best one that this machine can add to and not rewrite",
    "/mnt/write-once/ventanilla-heads",
    text,
  ),
  LEDGER_STALL_HOURS: setting(
    "Hours that a decision may wait to be sealed; once one has waited longer, no decision is taken and reading goes on",
    "4",
    wholeNumber(4, 1, 720),
  ),
  LEDGER_STAMP_URL: setting(
    "Service that the newest head of the ledger is stamped by, once a minute at most (RFC 3161); nobody stamps without",
    "https://tsa.example.org/tsr",
    address(["https:", "http:"]),
  ),
  LEDGER_STAMP_CA: setting(
    "PEM file of the authorities that its time stamps must lead to; without it, whoever answers there is believed",
    "/etc/ventanilla/tsa-ca.pem",
    text,
  ),
  LEDGER_STAMP_LATE_HOURS: setting(
    "Hours after which a head without a time stamp is told by /readyz",
    "24",
    wholeNumber(24, 1, 720),
  ),
  LEDGER_STAMP_ALLOW_LOOPBACK: setting(
    "1 lets that service be one of this machine, also with plain http, to try it; refused in production",
    "0",
    choice(["0", "1"], "0").transform((value) => value === "1"),
  ),
  AUTH_JWKS_URL: setting(
    "Where the keys of the tokens' issuer are (a JWKS); goes together with AUTH_ISSUER",
    "https://login.example.org/jwks.json",
    address(["https:", "http:"]),
  ),
  AUTH_ISSUER: setting(
    "Issuer of the tokens, exactly as their `iss` says it; goes together with AUTH_JWKS_URL",
    "https://login.example.org/",
    address(["https:", "http:"]),
  ),
  AUTH_AUDIENCE: setting(
    "Audience that tokens must be for",
    "ventanilla",
    z
      .string()
      .min(1)
      .max(200)
      .optional()
      .transform((audience) => audience ?? "ventanilla"),
  ),
  AUTH_DEVELOPMENT: setting(
    "1 takes the tokens that `npm run token` makes, for development; refused in production",
    "0",
    choice(["0", "1"], "0").transform((value) => value === "1"),
  ),
  MAIL_URL: setting(
    "Mail server to send by: smtp:// (with STARTTLS where the server has it) or smtps://; without it each message becomes a file",
    "smtp://ventanilla:secret@mail.example.org:587",
    address(["smtp:", "smtps:"]),
  ),
  MAIL_FROM: setting("Sender of mail; goes together with MAIL_URL", "Ventanilla única <avisos@example.org>", sender),
  WEBHOOKS_ALLOW_LOOPBACK: setting(
    "1 lets webhooks be addresses of this machine, also with plain http, to try them; refused in production",
    "0",
    choice(["0", "1"], "0").transform((value) => value === "1"),
  ),
  SLOW_OPERATION_MS: setting(
    "Milliseconds from which on an operation has a line in the log, with what it cost and without its variables; 0 for none",
    "500",
    wholeNumber(500, 0, 600_000),
  ),
  METRICS_PORT: setting(
    "Port on which Prometheus may read /metrics; 0 takes a free one, and without it there are none",
    "9464",
    optionalPort,
  ),
  METRICS_HOST: setting(
    "Address that port is on: not one that the public reaches",
    "127.0.0.1",
    z
      .string()
      .min(1)
      .optional()
      .transform((host) => host ?? "127.0.0.1"),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    "Where traces are sent by OTLP over HTTP (to /v1/traces below it); none are recorded without",
    "http://127.0.0.1:4318",
    address(["http:", "https:"]),
  ),
  OTEL_TRACES_SAMPLER_ARG: setting(
    "Share of the requests that are traced, from 0 to 1, of those whose caller has not decided it with `traceparent`",
    "0.1",
    z
      .string()
      .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, "must be from 0 to 1")
      .transform(Number)
      .optional()
      .transform((share) => share ?? 0.1),
  ),
  LOG_LEVEL: setting(
    "Least important level that is logged",
    "info",
    choice(["debug", "info", "warn", "error", "silent"], "info"),
  ),
} satisfies Record<string, Setting<unknown>>;

/** Settings of which all are given, or none. */
export const ALL_OR_NONE = [
  ["FILES_S3_ENDPOINT", "FILES_S3_BUCKET", "FILES_S3_REGION", "FILES_S3_ACCESS_KEY", "FILES_S3_SECRET_KEY"],
] as const satisfies readonly (readonly (keyof typeof SETTINGS)[])[];

export type Config = { readonly [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]["accepts"]> };

/** What settings must hold together: what is wrong, and when. */
export const TOGETHER: readonly { readonly wrong: (config: Config) => boolean; readonly fault: string }[] = [
  {
    wrong: ({ NODE_ENV, AUTH_DEVELOPMENT }) => NODE_ENV === "production" && AUTH_DEVELOPMENT,
    fault:
      "AUTH_DEVELOPMENT must not be 1 when NODE_ENV is production: whoever reads the data folder could sign in as anyone",
  },
  {
    wrong: ({ NODE_ENV, WEBHOOKS_ALLOW_LOOPBACK }) => NODE_ENV === "production" && WEBHOOKS_ALLOW_LOOPBACK,
    fault:
      "WEBHOOKS_ALLOW_LOOPBACK must not be 1 when NODE_ENV is production: whoever adds a webhook could reach services of this machine",
  },
  {
    wrong: ({ NODE_ENV, SOURCES_ALLOW_LOOPBACK }) => NODE_ENV === "production" && SOURCES_ALLOW_LOOPBACK,
    fault:
      "SOURCES_ALLOW_LOOPBACK must not be 1 when NODE_ENV is production: a feed that redirects could reach services of this machine",
  },
  {
    wrong: ({ NODE_ENV, LEDGER_STAMP_ALLOW_LOOPBACK }) => NODE_ENV === "production" && LEDGER_STAMP_ALLOW_LOOPBACK,
    fault:
      "LEDGER_STAMP_ALLOW_LOOPBACK must not be 1 when NODE_ENV is production: a stamp of one's own machine proves nothing",
  },
  {
    wrong: ({ LEDGER_STAMP_URL: url, LEDGER_STAMP_ALLOW_LOOPBACK: loopback }) =>
      !loopback && !/^https:|^$/.test(url ?? ""),
    fault: "LEDGER_STAMP_URL must be an address beginning with https://",
  },
  {
    wrong: ({ DOCUMENTS, DOCUMENTS_FILE }) => DOCUMENTS === "trusted" && DOCUMENTS_FILE === undefined,
    fault: "DOCUMENTS_FILE must be set when DOCUMENTS is trusted: nothing could be asked otherwise",
  },
  {
    wrong: ({ AUTH_JWKS_URL, AUTH_ISSUER }) => (AUTH_JWKS_URL === undefined) !== (AUTH_ISSUER === undefined),
    fault: `AUTH_JWKS_URL and AUTH_ISSUER must both be set, or neither (e.g. AUTH_ISSUER=${SETTINGS.AUTH_ISSUER.example})`,
  },
  {
    wrong: ({ MAIL_URL, MAIL_FROM }) => MAIL_URL !== undefined && MAIL_FROM === NO_SENDER,
    fault: `MAIL_FROM must be set when MAIL_URL is (e.g. MAIL_FROM=${SETTINGS.MAIL_FROM.example})`,
  },
];

/** Thrown once, with every fault of the environment in it. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `La configuración no es válida / The configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
    this.name = "ConfigError";
  }
}

/** Reads the environment whole. An empty value counts as not set. Throws `ConfigError` with all faults at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { accepts, example }] of Object.entries(SETTINGS)) {
    const result = accepts.safeParse(environment[name] === "" ? undefined : environment[name]);
    if (result.success) values[name] = result.data;
    else
      faults.push(`${name} ${result.error.issues.map(({ message }) => message).join(", ")} (e.g. ${name}=${example})`);
  }
  for (const names of ALL_OR_NONE) {
    const given = names.filter((name) => environment[name]);
    if (given.length === 0) continue;
    for (const name of names) {
      if (!environment[name])
        faults.push(`${name} is needed with ${given[0]} (e.g. ${name}=${SETTINGS[name].example})`);
    }
  }
  const config = values as Config;
  if (faults.length === 0) faults.push(...TOGETHER.filter(({ wrong }) => wrong(config)).map(({ fault }) => fault));
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}
