import base from "./jest.config.js";

/** Apollo's federation subgraph compatibility suite, fetched when it is run; it needs no database. */
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = base;
export default { ...rest, testMatch: ["<rootDir>/test/compatibility/*.test.ts"], testPathIgnorePatterns: [] };
