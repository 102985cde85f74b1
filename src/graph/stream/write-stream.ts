import type { ServerResponse } from "node:http";

export interface Writing {
  /** Longest wait for a reader that leaves what was sent unread, in milliseconds. */
  readonly patience: number;
  /** Hears that a piece has been handed to the network, and that there is room for more. */
  written(piece: string): void;
}

/**
 * Writes pieces as they come and ends the response after the last. Waits for a reader that is slow, and cuts off one that has not
 * read for long: what waits for it stays bounded. Resolves when the response is over, however it ends.
 */
export async function writeStream(
  response: ServerResponse,
  pieces: AsyncIterableIterator<string>,
  { patience, written }: Writing,
): Promise<void> {
  const stop = () => void pieces.return?.();
  response.once("close", stop);
  response.on("error", stop);
  if (response.destroyed) stop();
  for await (const piece of pieces) {
    if (!response.writable) break;
    if (!response.write(piece)) await drained(response, patience);
    written(piece);
  }
  response.off("close", stop);
  if (response.writable) response.end();
}

/** Resolves when there is room again, or when there is no one to make room for. */
function drained(response: ServerResponse, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      response.off("drain", end).off("close", end);
      resolve();
    };
    const timer = setTimeout(() => response.destroy(), patience);
    response.on("drain", end).on("close", end);
    if (response.destroyed) end();
  });
}
