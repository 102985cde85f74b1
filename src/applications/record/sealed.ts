import type { FieldCipher } from "../../platform/field-cipher.js";
import type { ApplicationRow } from "../entities.js";
import type { Check, ToldProfile } from "../ports.js";

/** What a firm wrote in its application. */
export interface Content {
  readonly title: string;
  readonly description: string;
}

/** The firm as it was when the application was handed in, and what the rules said of it then. */
export interface Snapshot {
  readonly told: ToldProfile;
  readonly check: Check;
}

/** What a firm reports at the end. */
export interface SpendingReport {
  readonly summary: string;
  readonly spentCents: number;
}

/** What applications hold that may name persons: sealed where it stands, opened for who was let in. */
export class Sealed {
  constructor(private readonly cipher: FieldCipher) {}

  content(id: string, content: Content): Buffer {
    return this.#seal("application", id, "content", content);
  }

  openContent({ id, content }: ApplicationRow): Content {
    return content ? (this.#open("application", id, "content", content) as Content) : { title: "", description: "" };
  }

  snapshot(id: string, snapshot: Snapshot): Buffer {
    return this.#seal("application", id, "snapshot", snapshot);
  }

  openSnapshot({ id, snapshot }: ApplicationRow): Snapshot | null {
    return snapshot ? (this.#open("application", id, "snapshot", snapshot) as Snapshot) : null;
  }

  report(id: string, report: SpendingReport): Buffer {
    return this.#seal("application", id, "report", report);
  }

  openReport({ id, report }: ApplicationRow): SpendingReport | null {
    return report ? (this.#open("application", id, "report", report) as SpendingReport) : null;
  }

  reason(eventId: string, reason: string): Buffer {
    return this.#seal("application_event", eventId, "reason", reason);
  }

  openReason(eventId: string, reason: Uint8Array): string {
    return this.#open("application_event", eventId, "reason", reason) as string;
  }

  items(requestId: string, items: object): Buffer {
    return this.#seal("information_request", requestId, "items", items);
  }

  openItems<T>(requestId: string, items: Uint8Array): T {
    return this.#open("information_request", requestId, "items", items) as T;
  }

  answer(requestId: string, answer: string): Buffer {
    return this.#seal("information_request", requestId, "answer", answer);
  }

  openAnswer(requestId: string, answer: Uint8Array): string {
    return this.#open("information_request", requestId, "answer", answer) as string;
  }

  body(messageId: string, body: string): Buffer {
    return this.#seal("application_message", messageId, "body", body);
  }

  openBody(messageId: string, body: Uint8Array): string {
    return this.#open("application_message", messageId, "body", body) as string;
  }

  #seal(table: string, row: string, column: string, value: unknown): Buffer {
    return this.cipher.seal({ table, row, column }, JSON.stringify(value));
  }

  #open(table: string, row: string, column: string, sealed: Uint8Array): unknown {
    return JSON.parse(this.cipher.open({ table, row, column }, sealed));
  }
}
