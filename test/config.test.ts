import { ConfigError, readConfig, SETTINGS } from "../src/config.js";

describe("the configuration", () => {
  it("has a working default for everything", () => {
    expect(readConfig({})).toEqual({
      NODE_ENV: "development",
      HOST: "127.0.0.1",
      PORT: 4000,
      PUBLIC_URL: undefined,
      DATA_DIR: ".data",
      DATABASE_URL: undefined,
      DATABASE_POOL: 10,
      DATABASE_WAIT_MS: 500,
      CATALOG_MEMORY_MB: 128,
      ANSWERS: "kept",
      ANSWERS_CDN_SECONDS: 0,
      DOCUMENTS: "any",
      DOCUMENTS_FILE: undefined,
      COMMANDS_A_MINUTE: 120,
      APPLICANTS_AN_HOUR: 1_000,
      ACCESS_LOG_YEARS: 7,
      PREVIEWS_AN_HOUR: 200,
      REQUESTS_A_MINUTE: 6_000,
      OPERATIONS_AT_ONCE: 16,
      LONGEST_WAIT_MS: 250,
      TRUSTED_PROXIES: [],
      CLOSING_NOTICE_MS: 500,
      REDIS_URL: undefined,
      SOURCES_FILE: undefined,
      SOURCES_KEY: undefined,
      SOURCES_ALLOW_LOOPBACK: false,
      FILES_S3_ENDPOINT: undefined,
      FILES_S3_BUCKET: undefined,
      FILES_S3_REGION: undefined,
      FILES_S3_ACCESS_KEY: undefined,
      FILES_S3_SECRET_KEY: undefined,
      NON_WORKING_DAYS: [],
      ENCRYPTION_KEYS: undefined,
      LEDGER_KEYS: undefined,
      LEDGER_HEADS_DIR: undefined,
      LEDGER_STALL_HOURS: 4,
      LEDGER_STAMP_URL: undefined,
      LEDGER_STAMP_CA: undefined,
      LEDGER_STAMP_LATE_HOURS: 24,
      LEDGER_STAMP_ALLOW_LOOPBACK: false,
      AUTH_JWKS_URL: undefined,
      AUTH_ISSUER: undefined,
      AUTH_AUDIENCE: "ventanilla",
      AUTH_DEVELOPMENT: false,
      MAIL_URL: undefined,
      MAIL_FROM: "Ventanilla única <no-responder@localhost>",
      WEBHOOKS_ALLOW_LOOPBACK: false,
      SLOW_OPERATION_MS: 500,
      METRICS_PORT: undefined,
      METRICS_HOST: "127.0.0.1",
      OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
      OTEL_TRACES_SAMPLER_ARG: 0.1,
      LOG_LEVEL: "info",
    });
  });

  it("takes the example of every setting, and an empty value as none", () => {
    const examples = Object.fromEntries(Object.entries(SETTINGS).map(([name, { example }]) => [name, example]));
    expect(() => readConfig(examples)).not.toThrow();
    expect(readConfig({ PORT: "" }).PORT).toBe(4000);
  });

  it("tells all faults at once, each with the variable and an example", () => {
    const read = () =>
      readConfig({ PORT: "eighty", DATABASE_URL: "mysql://x", LOG_LEVEL: "loud", DATABASE_POOL: "99" });
    expect(read).toThrow(ConfigError);
    try {
      read();
    } catch (error) {
      const { faults } = error as ConfigError;
      expect(faults).toHaveLength(4);
      expect(faults.join("\n")).toMatch(/PORT must be a whole number.*PORT=4000/);
      expect(faults.join("\n")).toMatch(/DATABASE_POOL must be from 2 to 20/);
    }
  });

  it("wants all settings of the store of files or none, and names every one that is missing", () => {
    const some = { FILES_S3_BUCKET: "files", FILES_S3_REGION: "" };
    expect(() => readConfig(some)).toThrow(ConfigError);
    try {
      readConfig({ ...some, FILES_S3_SECRET_KEY: "not-to-be-told", PORT: "eighty" });
    } catch (error) {
      const { faults, message } = error as ConfigError;
      expect(faults.map((fault) => fault.split(" ")[0])).toEqual([
        "PORT",
        "FILES_S3_ENDPOINT",
        "FILES_S3_REGION",
        "FILES_S3_ACCESS_KEY",
      ]);
      expect(faults[1]).toBe(
        "FILES_S3_ENDPOINT is needed with FILES_S3_BUCKET (e.g. FILES_S3_ENDPOINT=https://s3.us-east-1.amazonaws.com)",
      );
      expect(message).not.toContain("not-to-be-told");
    }
  });

  it("refuses the development issuer in production, and an issuer without its keys or keys without their issuer", () => {
    expect(readConfig({ AUTH_DEVELOPMENT: "1" }).AUTH_DEVELOPMENT).toBe(true);
    expect(() => readConfig({ AUTH_DEVELOPMENT: "1", NODE_ENV: "production" })).toThrow(/AUTH_DEVELOPMENT must not be/);
    expect(() => readConfig({ AUTH_ISSUER: "https://login.example.org/" })).toThrow(/both be set/);
    expect(() => readConfig({ AUTH_JWKS_URL: "https://login.example.org/jwks.json" })).toThrow(/both be set/);
  });

  it("refuses webhooks to this machine in production", () => {
    expect(readConfig({ WEBHOOKS_ALLOW_LOOPBACK: "1" }).WEBHOOKS_ALLOW_LOOPBACK).toBe(true);
    expect(() => readConfig({ WEBHOOKS_ALLOW_LOOPBACK: "1", NODE_ENV: "production" })).toThrow(
      /WEBHOOKS_ALLOW_LOOPBACK must not be/,
    );
  });

  it("refuses time stamps over plain http, but from this machine, and those in production", () => {
    const LEDGER_STAMP_URL = "http://127.0.0.1:4318/tsr";
    expect(() => readConfig({ LEDGER_STAMP_URL })).toThrow(/LEDGER_STAMP_URL must be an address beginning with https/);
    const toTry = { LEDGER_STAMP_URL, LEDGER_STAMP_ALLOW_LOOPBACK: "1" };
    expect(readConfig(toTry).LEDGER_STAMP_URL).toBe(LEDGER_STAMP_URL);
    expect(() => readConfig({ ...toTry, NODE_ENV: "production" })).toThrow(/LEDGER_STAMP_ALLOW_LOOPBACK must not be/);
  });

  it("refuses a mail server without a sender, and a sender that is more than one", () => {
    const MAIL_URL = "smtp://mail.example.org";
    expect(() => readConfig({ MAIL_URL })).toThrow(/MAIL_FROM must be set.*MAIL_FROM=/);
    for (const MAIL_FROM of ["a@example.org", "Ana Ñáñez <a@example.org>"]) {
      expect(readConfig({ MAIL_URL, MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM);
    }
    for (const MAIL_FROM of [
      "a",
      "a@example.org, b@example.org",
      "A\nBcc: x <a@example.org>",
      "<a@example.org>",
      "A <a> <b@c>",
    ]) {
      expect(() => readConfig({ MAIL_URL, MAIL_FROM })).toThrow(/MAIL_FROM must be an address/);
    }
  });
});
