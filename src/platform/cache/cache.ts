/**
 * A shared, forgetful store of bytes. It may be slow, empty, wrong or dead, and the answers stay the same:
 * whatever cannot be read in time or is not what was written counts as absent. No call ever rejects.
 */
export interface Cache {
  /** What was found, by key. What is not there is simply missing from the map. */
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /** Keeps the bytes for about `seconds`. */
  setMany(entries: ReadonlyMap<string, Buffer>, seconds: number): Promise<void>;
  close(): Promise<void>;
}
