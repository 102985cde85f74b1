import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../graph/scalars.js";

@ObjectType({
  simpleResolvers: true,
  description:
    "Sello firmado: a qué equivale el libro hasta una entrada. A signed head: what the ledger comes to as far as an entry.",
})
export class LedgerHead {
  @Field(() => Int, { description: "Cuántas entradas abarca. How many entries it covers." })
  size!: number;

  @Field(() => String, {
    description:
      "Raíz del árbol de Merkle (RFC 9162, SHA-256) sobre ellas, en hexadecimal. Root of the Merkle tree (RFC 9162, SHA-256) over them, in hexadecimal.",
  })
  root!: string;

  @Field(() => String, {
    description:
      "Eslabón de la última entrada en la cadena, en hexadecimal. Link of the last entry in the chain, in hexadecimal.",
  })
  link!: string;

  @Field(() => DateTimeScalar, {
    description:
      "Cuándo se selló; nunca antes que el sello anterior. When it was sealed; never before the head that precedes it.",
  })
  sealedAt!: string;

  @Field(() => String, { description: "Nombre de la clave que lo firma. Name of the key that signs it." })
  keyId!: string;

  @Field(() => String, {
    description:
      'Firma ed25519, en base64, del JSON canónico (RFC 8785) de estos campos y `"context": "ventanilla ledger head 1"`. Ed25519 signature, in base64, of the canonical JSON (RFC 8785) of these fields and `"context": "ventanilla ledger head 1"`.',
  })
  signature!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Clave pública con que se comprueban sellos. Public key that heads are checked with.",
})
export class LedgerKey {
  @Field(() => ID, { description: "Su nombre. Its name." })
  id!: string;

  @Field(() => String, { description: "Los 32 bytes ed25519, en base64. The 32 bytes of ed25519, in base64." })
  publicKey!: string;

  @Field(() => DateTimeScalar, { description: "Desde cuándo se conoce. Since when it is known." })
  knownSince!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Prueba de que una entrada está en el libro. Proof that an entry stands in the ledger.",
})
export class LedgerProof {
  @Field(() => Int, { description: "Su lugar, desde cero. Its place, from zero." })
  position!: number;

  @Field(() => [String], {
    description:
      "Camino de la hoja a la raíz (RFC 9162, 2.1.3), en hexadecimal. Path from the leaf to the root (RFC 9162, 2.1.3), in hexadecimal.",
  })
  path!: readonly string[];

  @Field(() => LedgerHead, { description: "El sello al que lleva. The head that it leads to." })
  head!: LedgerHead;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Acuse de una decisión: qué se asentó y cómo probarlo, sin nombrar a quien la tomó. Receipt of a decision: what was entered and how to prove it, without naming who took it.",
})
export class LedgerReceipt {
  @Field(() => ID, { description: "Número de la entrada. Number of the entry." })
  id!: string;

  @Field(() => String, { description: "Papel de quien actuó. Role of who acted." })
  role!: string;

  @Field(() => String, {
    nullable: true,
    description: "Clave de su institución; nula si ninguna. Key of their agency; null if none.",
  })
  agency!: string | null;

  @Field(() => String, { description: "Qué hizo. What they did." })
  action!: string;

  @Field(() => String, {
    nullable: true,
    description: "Estado en que estaba; nulo si en ninguno. The state it was in; null if in none.",
  })
  from!: string | null;

  @Field(() => String, { description: "Estado en que quedó. The state it came to be in." })
  to!: string;

  @Field(() => Int, { description: "Versión en que quedó la solicitud. Version the application came to have." })
  objectVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: "Huella de las reglas que se aplicaron. Digest of the rules that were applied.",
  })
  rules!: string | null;

  @Field(() => DateTimeScalar, { description: "Cuándo. When." })
  at!: string;

  @Field(() => String, {
    description:
      "SHA-256 de una sal y de quien actuó, en hexadecimal. SHA-256 of a salt and of who acted, in hexadecimal.",
  })
  actorCommitment!: string;

  @Field(() => String, {
    description:
      "SHA-256 de una sal y de los detalles, en hexadecimal. SHA-256 of a salt and of the details, in hexadecimal.",
  })
  commitment!: string;

  @Field(() => String, {
    description:
      "El texto exacto de la hoja: JSON canónico (RFC 8785). The very text of the leaf: canonical JSON (RFC 8785).",
  })
  leaf!: string;

  @Field(() => LedgerProof, {
    nullable: true,
    description: "La prueba; nula mientras no se haya sellado. The proof; null as long as it is not sealed.",
  })
  proof!: LedgerProof | null;
}
