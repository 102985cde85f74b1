import { Field, InputType, InterfaceType } from "type-graphql";
import { canonicalJson } from "../platform/canonical-json.js";
import { KeyReused, once } from "../platform/commands.js";
import type { Database, Transaction } from "../platform/database.js";
import type { Seals } from "../platform/seal.js";
import type { Attempts } from "./attempts.js";
import { type GraphContext, readAnew } from "./context.js";
import { type BilingualText, badInput, Refusal } from "./errors.js";
import { claimsOf } from "./identity/caller.js";
import { readGlobalId } from "./node.js";
import { type Pace, tooManyRequests } from "./pace.js";

/** The key that every command carries. */
export const COMMAND_KEY = {
  description:
    "Clave de esta petición, elegida por usted (p. ej. un UUID): repetirla con lo mismo devuelve la misma respuesta sin hacer nada otra vez; con otra cosa se rechaza. Key of this request, of your choice (e.g. a UUID): repeated with the same input it returns the same answer and does nothing again; with another input it is refused.",
} as const;

/** What every command carries. */
@InputType()
export abstract class CommandInput {
  @Field(() => String, COMMAND_KEY)
  clientMutationId!: string;
}

/** A refusal that is part of the answer: what was asked cannot be done as things stand, and why. */
@InterfaceType({
  // Each module has the implementations that it reaches, not those of the others.
  autoRegisterImplementations: false,
  description: "Por qué no se hizo lo pedido; nada cambió. Why what was asked for was not done; nothing changed.",
  resolveType: (value: { refusalType: string }) => value.refusalType,
})
export abstract class Refused {
  @Field(() => String, { description: "Qué pasa y qué se puede hacer. What is the matter and what can be done." })
  message!: string;
}

const KEY = /^[\x21-\x7e]{8,100}$/;

/** A refusal as an answer: the GraphQL type it is shown as, its text, and the facts that type has. */
export interface RefusalAnswer {
  readonly refusalType: string;
  readonly message: string;
}

/** Ends a command without effect, with an answer that the caller can act on. */
export class CommandRefused extends Error {
  constructor(
    readonly refusalType: string,
    readonly texts: BilingualText,
    readonly facts: object = {},
  ) {
    super(refusalType);
  }
}

/** Ends a command so for who asks, and not for how things stand: that it was tried is entered in the ledger, under this code. */
export class CommandDenied extends CommandRefused {
  constructor(
    readonly code: string,
    ...refused: ConstructorParameters<typeof CommandRefused>
  ) {
    super(...refused);
  }
}

/** One transaction for each command, its key and all its effects kept together. */
export class Commands {
  constructor(
    private readonly database: Database,
    private readonly seals: Seals,
    private readonly pace: Pace,
    private readonly attempts: Attempts,
    /** Told when what was read before may have been changed. */
    private readonly doubt: () => void = () => {},
  ) {}

  /**
   * Does what a command asks for, once for its key, as the caller. `work` gives what identifies the answer, as plain JSON:
   * the same is given to whoever sends the command again. A refusal that `work` throws is the answer of this try only.
   */
  async run<Answer extends object>(
    context: GraphContext,
    operation: string,
    input: CommandInput,
    work: (tx: Transaction) => Promise<Answer>,
  ): Promise<Answer | RefusalAnswer> {
    const spent = await this.pace(context.caller);
    if (spent !== undefined) throw tooManyRequests(spent);
    // What others changed a moment ago counts for a command too.
    this.doubt();
    try {
      return await this.#once(context, operation, input, work);
    } catch (error) {
      await this.attempts.note(context, { operation, input, error });
      if (!(error instanceof CommandRefused)) throw error;
      return { ...error.facts, refusalType: error.refusalType, message: error.texts[context.language] };
    } finally {
      this.doubt();
      readAnew(context);
    }
  }

  /**
   * Enters that a command was refused to a role that may not use it at all. It counts as one of their commands: once they have used up
   * what they may send, no more of it is entered, and the refusal is the same.
   */
  async denied(context: GraphContext, operation: string, input: object, error: Refusal): Promise<void> {
    const spent = await this.pace(context.caller);
    if (spent === undefined) await this.attempts.note(context, { operation, input, error });
  }

  async #once<Answer extends object>(
    { caller }: GraphContext,
    operation: string,
    { clientMutationId: key, ...asked }: CommandInput,
    work: (tx: Transaction) => Promise<Answer>,
  ): Promise<Answer> {
    if (!KEY.test(key)) throw badKey();
    const fingerprint = this.seals.fingerprint(`command ${operation}`, canonicalJson(asked));
    try {
      return await this.database.as(claimsOf(caller), (tx) =>
        once(tx, { ...caller, key, operation, fingerprint }, () => work(tx)),
      );
    } catch (error) {
      if (error instanceof KeyReused) throw keyReused();
      throw error;
    }
  }
}

function badKey(): Refusal {
  return badInput(
    "input.clientMutationId",
    {
      es: "debe tener de 8 a 100 caracteres ASCII sin espacios",
      en: "must have 8 to 100 ASCII characters without blanks",
    },
    { minLength: 8, maxLength: 100 },
  );
}

function keyReused(): Refusal {
  return new Refusal(
    "CONFLICT",
    {
      es: "input.clientMutationId: ya se usó con otra petición; use una clave nueva",
      en: "input.clientMutationId: was used for another request already; use a new key",
    },
    { field: "input.clientMutationId" },
  );
}

/** The same answer whether a thing does not exist or is not the caller's to see. */
export function notFound(field: string): Refusal {
  return new Refusal(
    "NOT_FOUND",
    { es: `${field}: no existe, o no es suyo`, en: `${field}: does not exist, or is not yours` },
    { field },
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text can be the key of a row. */
export function isKey(text: string): boolean {
  return UUID.test(text);
}

/** The key in a global id of one type. An id of another type is answered as one of a thing that is not there. */
export function needKey(type: string, id: string, field: string): string {
  const found = readGlobalId(id, field);
  if (found.type !== type || !isKey(found.key)) throw notFound(field);
  return found.key;
}

/** Refused to somebody who may see the thing, but not do this to it. */
export function forbidden(text: BilingualText): Refusal {
  return new Refusal("FORBIDDEN", text);
}

/** Whether a command ended in a refusal. */
export function isRefused(answer: object): answer is RefusalAnswer {
  return "refusalType" in answer;
}
