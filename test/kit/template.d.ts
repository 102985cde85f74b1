import type { DatabaseAddress } from "../../src/platform/database.js";

export function onDatabase(server: DatabaseAddress, name: string): DatabaseAddress;
export function createDatabase(server: DatabaseAddress, name: string, template?: string): Promise<number>;
export function dropTemplate(server: DatabaseAddress, name: string): Promise<void>;
export function prepareTemplate(server: DatabaseAddress): Promise<string>;
