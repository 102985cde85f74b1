import { Field, ID, InputType, Int } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";
import { DateScalar, JsonScalar } from "../../graph/scalars.js";

@InputType({
  description:
    "Lo que cambia de un programa: un parche o el perfil completo. What changes of a program: a patch or the whole profile.",
})
export class ProgramChangeInput {
  @Field(() => ID, { description: "Clave del programa, p. ej. prosec. Key of the program, e.g. prosec." })
  program!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      "Solo lo que cambia, como JSON Merge Patch (RFC 7396) sobre el perfil; en listas con `id` también por id: {requirements: {antiguedad: {rule: …}}}. Only what changes, as a JSON Merge Patch (RFC 7396) of the profile; in lists with an `id` by id too.",
  })
  patch?: object | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      "El perfil completo, en la forma de seeds/program.schema.json; así se da de alta un programa. The whole profile, in the form of seeds/program.schema.json; a new program is brought so.",
  })
  document?: object | null;
}

/** What is asked of a call of a program: to open it, or to alter it. */
export interface CallChangeInput {
  readonly program: string;
  readonly open?: object | null;
  readonly alter?: object | null;
}

export interface DraftRevisionInput extends DraftBaseInput {
  readonly changes: readonly ProgramChangeInput[];
  readonly calls?: readonly CallChangeInput[];
}

export interface EditRevisionInput extends EditBaseInput {
  readonly calls: readonly CallChangeInput[];
}

@InputType()
export abstract class DraftBaseInput extends CommandInput {
  @Field(() => String, { description: "Qué cambia, en una línea. What changes, in one line." })
  title!: string;

  @Field(() => String, { description: "Por qué cambia; queda a la vista de quien audite. Why; auditors will read it." })
  reason!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "Primer día en que vale, también pasado mientras no toque una edición que ya terminó; si falta, el día en que se publique. First day it holds, a past one too as long as no ended edition is touched; the day it is published if absent.",
  })
  effectiveOn?: string | null;
}

@InputType({ description: "Una revisión. A revision." })
export class RevisionInput extends CommandInput {
  @Field(() => ID, { description: "La revisión. The revision." })
  revisionId!: string;

  @Field(() => Int, { description: "La `version` que usted leyó. The `version` you read." })
  version!: number;
}

@InputType()
export abstract class EditBaseInput extends RevisionInput {
  @Field(() => String, { nullable: true, description: "Qué cambia, en una línea. What changes, in one line." })
  title?: string | null;

  @Field(() => String, { nullable: true, description: "Por qué cambia. Why it changes." })
  reason?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "Primer día en que vale; nulo: el día en que se publique. First day it holds; null: the day it is published.",
  })
  effectiveOn?: string | null;

  @Field(() => [ProgramChangeInput], {
    defaultValue: [],
    description: "Más cambios, sobre lo que ya lleva el borrador. More changes, on top of what the draft has.",
  })
  changes!: ProgramChangeInput[];

  @Field(() => [ID], {
    defaultValue: [],
    description: "Claves de programas que ya no cambian. Keys of programs that no longer change.",
  })
  drop!: string[];

  @Field(() => [ID], {
    defaultValue: [],
    description:
      "Convocatorias que el borrador ya no abre ni cambia: su `id` en la revisión. Calls that the draft opens or alters no more: their `id` in the revision.",
  })
  dropCalls!: string[];
}

@InputType({ description: "Una revisión que se pone al día. A revision to be brought up to date." })
export class RebaseRevisionInput extends RevisionInput {
  @Field(() => [ProgramChangeInput], {
    defaultValue: [],
    description:
      "Para los programas que chocan: el cambio hecho de nuevo, sobre la edición vigente. For programs in conflict: the change made again, on top of the current edition.",
  })
  changes!: ProgramChangeInput[];
}

@InputType({ description: "Una revisión y por qué. A revision and why." })
export class ReasonedRevisionInput extends RevisionInput {
  @Field(() => String, { nullable: true, description: "Por qué; obligatorio donde lo dice la descripción. Why." })
  reason?: string | null;
}

@InputType({ description: "La revisión publicada que se revierte. The published revision to roll back." })
export class RollBackRevisionInput extends CommandInput {
  @Field(() => ID, { description: "La revisión. The revision." })
  revisionId!: string;

  @Field(() => String, { description: "Por qué se revierte. Why it is rolled back." })
  reason!: string;
}
