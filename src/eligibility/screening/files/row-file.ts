import { type FileHandle, open } from "node:fs/promises";
import type { ByteSink } from "../csv/byte-sink.js";
import type { Bytes } from "../csv/bytes.js";
import { cannotResume, cannotWrite } from "./refusals.js";

/** A file that rows are added to while further ones are made. */
export class RowFile {
  length: number;
  #spare: Bytes;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly sink: ByteSink,
    length: number,
  ) {
    this.length = length;
    this.#spare = new Uint8Array(sink.bytes.length);
  }

  /** Opens it anew, or cut to the length it had at a checkpoint. */
  static async open(path: string, sink: ByteSink, length: number | undefined): Promise<RowFile> {
    let file: FileHandle;
    try {
      file = await open(path, length === undefined ? "w" : "r+");
    } catch (error) {
      if (length !== undefined && (error as { code?: unknown }).code === "ENOENT") throw cannotResume("output");
      throw cannotWrite(path, error);
    }
    if (length !== undefined) {
      if ((await file.stat()).size < length) {
        await file.close();
        throw cannotResume("output");
      }
      await file.truncate(length);
    }
    return new RowFile(path, file, sink, length ?? 0);
  }

  /** Begins to write what is in the sink, as soon as what came before is written. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.sink.length === 0) return;
    const filled = this.sink.take(this.#spare);
    this.#spare = new Uint8Array(filled.buffer);
    this.#writing = this.#write(filled, this.length);
    // Whoever waits for it next is told; until then nobody is.
    this.#writing.catch(() => {});
    this.length += filled.length;
  }

  /** Everything is in the file. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /** Everything is on the disk. */
  async synced(): Promise<void> {
    await this.#guard(() => this.file.datasync());
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    await this.file.close();
  }

  async #write(bytes: Bytes, position: number): Promise<void> {
    await this.#guard(async () => {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    });
  }

  async #guard(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      throw cannotWrite(this.path, error);
    }
  }
}
