import base from "./jest.config.js";

/** The eligibility tests where no code may be made from strings; without the database of the others, whose packages make code. */
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = base;
export default {
  ...rest,
  testMatch: ["<rootDir>/test/eligibility/**/*.test.ts"],
  testEnvironment: "<rootDir>/test/kit/no-codegen-environment.js",
};
